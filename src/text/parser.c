/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown → a flat list of blocks: what the tree of the document becomes as rows of a view. */

#include "config.h"

#include "text/parser.h"

#include <md4c.h>
#include <string.h>

#include "text/entity.h"
#include "text/inline.h"

#define PARSER_FLAGS (MD_DIALECT_GITHUB | MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE)

/* Laying out one label costs more than its share beyond these. */
#define PARAGRAPH_SIZE  4000
#define CODE_LINES      100
#define CODE_SIZE       16000
#define TABLE_ROWS      50
#define MAX_COLUMNS     64

/* No eye tells deeper levels apart, and no window has the width. */
#define MAX_LEVEL 12

/* References can repeat an address that was written once; without them the sum of all
 * addresses is less than the text. */
#define ADDRESS_BUDGET 65536

typedef struct
{
  gboolean ordered;
  guint    number;
} List;

/*
 * text, length: what is parsed
 * depth: containers around the current leaf
 * leaf: whether a paragraph, heading, code block or table is open
 * first_line: whether no text of the leaf has been seen yet
 * lines: of the current piece of a code block
 * column, rows: of the current piece of a table
 */
typedef struct
{
  const char   *text;
  gsize         length;
  GPtrArray    *blocks;
  AzcAnchor    *anchor;
  AzcInline    *paragraph;
  GString      *code;
  GArray       *lists;
  GPtrArray    *cells;
  GArray       *aligns;
  AzcBlockKind  kind;
  char         *marker;
  char         *language;
  guint         level;
  guint         depth;
  guint         quotes;
  guint         lines;
  guint         column;
  guint         columns;
  guint         rows;
  gsize         addresses;
  gssize        first_code;
  guint         leaf : 1;
  guint         fenced : 1;
  guint         first_line : 1;
  guint         continues : 1;
} Parser;

static void
add_block (Parser   *self,
           AzcBlock *block)
{
  block->indent = MIN (self->lists->len, MAX_LEVEL);
  block->quote_depth = MIN (self->quotes, MAX_LEVEL);
  block->marker = g_steal_pointer (&self->marker);
  block->continues = self->continues;
  block->closed = TRUE;
  azc_block_seal (block);

  g_ptr_array_add (self->blocks, block);
}

/* The end of a paragraph, or of a piece of it. */
static void
flush_paragraph (Parser   *self,
                 gboolean  complete)
{
  AzcBlock *block = azc_block_new (self->kind);

  block->level = self->kind == AZC_BLOCK_HEADING ? self->level : 0;
  if (complete)
    azc_inline_finish (self->paragraph, &block->markup, &block->text);
  else
    azc_inline_take (self->paragraph, &block->markup, &block->text);

  /* After a split just at the end nothing is left. */
  if (*block->text != '\0' || !self->continues)
    add_block (self, block);
  else
    azc_block_unref (block);
}

static void
flush_code (Parser *self)
{
  AzcBlock *block = azc_block_new (AZC_BLOCK_CODE);

  if (self->code->len > 0 && self->code->str[self->code->len - 1] == '\n')
    g_string_truncate (self->code, self->code->len - 1);

  block->text = g_strndup (self->code->str, self->code->len);
  block->language = g_strdup (self->language);
  add_block (self, block);

  g_string_truncate (self->code, 0);
  self->lines = 0;
}

static AzcBlock *
flush_table (Parser *self)
{
  AzcBlock *block = azc_block_new (AZC_BLOCK_TABLE);

  block->n_columns = MIN (self->columns, MAX_COLUMNS);
  block->n_rows = self->rows;
  g_ptr_array_add (self->cells, NULL);
  block->cells = (char **) g_ptr_array_steal (self->cells, NULL);
  block->aligns = g_memdup2 (self->aligns->data, sizeof (AzcAlign) * block->n_columns);
  block->text = g_strndup (self->code->str, self->code->len);
  add_block (self, block);

  g_string_truncate (self->code, 0);
  self->rows = 0;

  return block;
}

/* Each piece of a long table has its head row again. */
static void
begin_row (Parser *self)
{
  AzcBlock *block;

  self->column = 0;

  if (self->rows >= TABLE_ROWS)
    {
      block = flush_table (self);
      for (guint i = 0; i < block->n_columns; i++)
        g_ptr_array_add (self->cells, g_strdup (block->cells[i]));
      self->continues = TRUE;
      self->rows = 1;
    }

  self->rows++;
}

static void
open_leaf (Parser       *self,
           AzcBlockKind  kind)
{
  self->kind = kind;
  self->leaf = TRUE;
  self->first_line = TRUE;
  self->continues = FALSE;
}

static void
close_leaf (Parser *self)
{
  if (!self->leaf)
    return;

  self->leaf = FALSE;

  if (self->kind == AZC_BLOCK_CODE)
    flush_code (self);
  else if (self->kind == AZC_BLOCK_TABLE)
    flush_table (self);
  else
    flush_paragraph (self, TRUE);

  self->continues = FALSE;
}

/* Items of a tight list hold their text without a paragraph around it. */
static void
ensure_leaf (Parser *self)
{
  if (!self->leaf)
    open_leaf (self, AZC_BLOCK_PARAGRAPH);
}

static gboolean
within_text (Parser     *self,
             const char *text)
{
  return text >= self->text && text < self->text + self->length;
}

static gsize
line_start (Parser *self,
            gsize   offset)
{
  while (offset > 0 && self->text[offset - 1] != '\n')
    offset--;

  return offset;
}

static gboolean
is_blank (const char *text,
          gsize       start,
          gsize       end)
{
  for (gsize i = start; i < end; i++)
    if (strchr (" \t\r\n", text[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
set_anchor (Parser *self,
            gsize   offset,
            char   *fence)
{
  g_free (self->anchor->fence);
  self->anchor->offset = offset;
  self->anchor->index = self->blocks->len;
  self->anchor->fence = fence;
}

/* md4c takes the line that opens a code block for text if a code block in the list before it was
 * left open; begun anew there, it would not. */
static gboolean
looks_like_fence (char c)
{
  return c == '`' || c == '~';
}

/* A paragraph, heading or table outside of all lists and quotes, after a blank line, begins
 * anew whatever came before it; and once its first line is complete, no text to come can turn
 * it into an item of the list before. */
static void
consider_leaf_anchor (Parser     *self,
                      const char *text)
{
  gsize start;

  if (self->depth > 0 || !within_text (self, text))
    return;

  start = line_start (self, text - self->text);
  if (start < 2 || strchr (" \t", self->text[start]) != NULL ||
      looks_like_fence (self->text[start]))
    return;

  if (!is_blank (self->text, line_start (self, start - 1), start) ||
      memchr (self->text + start, '\n', self->length - start) == NULL)
    return;

  set_anchor (self, start, NULL);
}

/* The line that opened the code block: the last one before its content that is not blank. */
static char *
dup_fence (Parser *self)
{
  gsize end = line_start (self, self->first_code);
  gsize start = end;

  while (start > 0)
    {
      start = line_start (self, start - 1);
      if (!is_blank (self->text, start, end))
        break;
      end = start;
    }

  return g_strndup (self->text + start, end - start);
}

static void
consider_code_anchor (Parser     *self,
                      const char *text)
{
  if (self->depth == 0 && self->fenced && self->first_code >= 0 && within_text (self, text))
    set_anchor (self, line_start (self, text - self->text), dup_fence (self));
}

static void
append_paragraph (Parser     *self,
                  const char *text,
                  gsize       length)
{
  if (*text == '\n' && length == 1 && azc_inline_get_size (self->paragraph) >= PARAGRAPH_SIZE)
    {
      flush_paragraph (self, FALSE);
      self->continues = TRUE;
      return;
    }

  /* Split between two words, or by force when a word goes on and on. */
  while (azc_inline_get_size (self->paragraph) + length > PARAGRAPH_SIZE)
    {
      gsize size = azc_inline_get_size (self->paragraph);
      gsize want = size < PARAGRAPH_SIZE ? PARAGRAPH_SIZE - size : 0;
      const char *space = memchr (text + want, ' ', length - want);
      gsize cut = space != NULL ? (gsize) (space - text) : length;

      if (size + cut > 2 * PARAGRAPH_SIZE)
        {
          cut = 2 * PARAGRAPH_SIZE - MIN (size, 2 * PARAGRAPH_SIZE);
          while (cut > 0 && (text[cut] & 0xc0) == 0x80)
            cut--;
          space = NULL;
        }
      else if (space == NULL)
        break;

      azc_inline_append (self->paragraph, text, cut);
      flush_paragraph (self, FALSE);
      self->continues = TRUE;

      cut += space != NULL ? 1 : 0;
      text += cut;
      length -= cut;
    }

  azc_inline_append (self->paragraph, text, length);
}

/* Models break lines within cells by the only tag that tables leave them. */
static gsize
match_line_break (const char *text,
                  gsize       length)
{
  static const char * const tags[] = { "<br>", "<br/>", "<br />" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      gsize size = strlen (tags[i]);

      if (length >= size && g_ascii_strncasecmp (text, tags[i], size) == 0)
        return size;
    }

  return 0;
}

static void
append_cell (Parser     *self,
             const char *text,
             gsize       length)
{
  const char *end = text + length;
  const char *tag = text;

  while ((tag = memchr (tag, '<', end - tag)) != NULL)
    {
      gsize size = match_line_break (tag, end - tag);

      if (size > 0)
        {
          azc_inline_append (self->paragraph, text, tag - text);
          azc_inline_append (self->paragraph, "\n", 1);
          text = tag + size;
        }
      tag += MAX (size, 1);
    }

  azc_inline_append (self->paragraph, text, end - text);
}

static void
append_text (Parser     *self,
             const char *text,
             gsize       length)
{
  if (self->kind == AZC_BLOCK_TABLE)
    append_cell (self, text, length);
  else
    append_paragraph (self, text, length);
}

static void
append_code (Parser     *self,
             const char *text,
             gsize       length)
{
  if (self->first_code < 0 && within_text (self, text))
    self->first_code = text - self->text;

  /* Only at the start of a line, when there is something to put into the next piece. */
  if ((self->lines >= CODE_LINES || self->code->len >= CODE_SIZE) &&
      self->code->str[self->code->len - 1] == '\n' && within_text (self, text))
    {
      flush_code (self);
      self->continues = TRUE;
      consider_code_anchor (self, text);
    }

  g_string_append_len (self->code, text, length);
  if (length > 0 && text[length - 1] == '\n')
    self->lines++;
}

static char *
dup_attribute (const MD_ATTRIBUTE *attribute)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size; i++)
    {
      const char *text = attribute->text + attribute->substr_offsets[i];
      gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
      gunichar c = 0;

      if (attribute->substr_types[i] == MD_TEXT_ENTITY)
        c = azc_entity_decode (text, length);

      if (c != 0)
        g_string_append_unichar (string, c);
      else
        g_string_append_len (string, text, length);
    }

  return g_string_free (string, FALSE);
}

static void
enter_item (Parser                   *self,
            const MD_BLOCK_LI_DETAIL *detail)
{
  List *list = &g_array_index (self->lists, List, self->lists->len - 1);

  g_free (self->marker);
  if (detail->is_task)
    self->marker = g_strdup (detail->task_mark == ' ' ? "☐" : "☑");
  else if (list->ordered)
    self->marker = g_strdup_printf ("%u.", list->number);
  else
    self->marker = g_strdup ("•");

  list->number++;
}

static void
leave_item (Parser *self)
{
  close_leaf (self);

  /* An item without content is a line all the same. */
  if (self->marker != NULL)
    {
      open_leaf (self, AZC_BLOCK_PARAGRAPH);
      close_leaf (self);
    }
}

static void
enter_list (Parser   *self,
            gboolean  ordered,
            guint     start)
{
  List list = { ordered, start };

  close_leaf (self);
  g_array_append_val (self->lists, list);
}

static void
enter_code (Parser                     *self,
            const MD_BLOCK_CODE_DETAIL *detail)
{
  g_free (self->language);
  self->language = detail->lang.size > 0 ? dup_attribute (&detail->lang) : NULL;
  self->fenced = detail->fence_char != 0;
  self->first_code = -1;
  self->lines = 0;
  open_leaf (self, AZC_BLOCK_CODE);
}

static void
enter_cell (Parser                   *self,
            const MD_BLOCK_TD_DETAIL *detail,
            gboolean                  head)
{
  static const AzcAlign aligns[] = {
    [MD_ALIGN_DEFAULT] = AZC_ALIGN_DEFAULT,
    [MD_ALIGN_LEFT] = AZC_ALIGN_LEFT,
    [MD_ALIGN_CENTER] = AZC_ALIGN_CENTER,
    [MD_ALIGN_RIGHT] = AZC_ALIGN_RIGHT,
  };

  if (head)
    {
      g_array_append_val (self->aligns, aligns[detail->align]);
      self->columns++;
    }
}

static void
leave_cell (Parser *self)
{
  g_autofree char *markup = NULL;
  g_autofree char *text = NULL;

  azc_inline_finish (self->paragraph, &markup, &text);
  if (self->column < MAX_COLUMNS)
    g_ptr_array_add (self->cells, g_steal_pointer (&markup));

  g_string_append (self->code, self->column > 0 ? "\t" : self->code->len > 0 ? "\n" : "");
  g_string_append (self->code, text);
  self->column++;
}

static int
on_enter_block (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Parser *self = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      close_leaf (self);
      self->quotes++;
      self->depth++;
      break;
    case MD_BLOCK_UL:
      enter_list (self, FALSE, 0);
      self->depth++;
      break;
    case MD_BLOCK_OL:
      enter_list (self, TRUE, ((MD_BLOCK_OL_DETAIL *) detail)->start);
      self->depth++;
      break;
    case MD_BLOCK_LI:
      enter_item (self, detail);
      break;
    case MD_BLOCK_HR:
      close_leaf (self);
      add_block (self, azc_block_new (AZC_BLOCK_RULE));
      break;
    case MD_BLOCK_H:
      close_leaf (self);
      self->level = ((MD_BLOCK_H_DETAIL *) detail)->level;
      open_leaf (self, AZC_BLOCK_HEADING);
      break;
    case MD_BLOCK_CODE:
      close_leaf (self);
      enter_code (self, detail);
      break;
    case MD_BLOCK_P:
      close_leaf (self);
      open_leaf (self, AZC_BLOCK_PARAGRAPH);
      break;
    case MD_BLOCK_TABLE:
      close_leaf (self);
      open_leaf (self, AZC_BLOCK_TABLE);
      self->columns = self->rows = 0;
      g_array_set_size (self->aligns, 0);
      break;
    case MD_BLOCK_TR:
      begin_row (self);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      enter_cell (self, detail, type == MD_BLOCK_TH);
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      break;
    }

  return 0;
}

static int
on_leave_block (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Parser *self = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      close_leaf (self);
      self->quotes--;
      self->depth--;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      close_leaf (self);
      g_array_set_size (self->lists, self->lists->len - 1);
      self->depth--;
      break;
    case MD_BLOCK_LI:
      leave_item (self);
      break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_DOC:
      close_leaf (self);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      leave_cell (self);
      break;
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
      break;
    }

  return 0;
}

static void
open_link (Parser             *self,
           AzcSpan             span,
           const MD_ATTRIBUTE *attribute)
{
  g_autofree char *address = NULL;

  self->addresses += attribute->size;
  if (self->addresses <= self->length + ADDRESS_BUDGET)
    address = dup_attribute (attribute);

  azc_inline_open (self->paragraph, span, address);
}

static int
on_enter_span (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  static const AzcSpan spans[] = {
    [MD_SPAN_EM] = AZC_SPAN_EMPHASIS,
    [MD_SPAN_STRONG] = AZC_SPAN_STRONG,
    [MD_SPAN_CODE] = AZC_SPAN_CODE,
    [MD_SPAN_DEL] = AZC_SPAN_STRIKE,
  };
  Parser *self = user_data;

  ensure_leaf (self);

  if (type == MD_SPAN_A)
    open_link (self, AZC_SPAN_LINK, &((MD_SPAN_A_DETAIL *) detail)->href);
  else if (type == MD_SPAN_IMG)
    open_link (self, AZC_SPAN_PICTURE, &((MD_SPAN_IMG_DETAIL *) detail)->src);
  else
    azc_inline_open (self->paragraph, spans[type], NULL);

  return 0;
}

static int
on_leave_span (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  Parser *self = user_data;

  azc_inline_close (self->paragraph);

  return 0;
}

static void
append_entity (Parser     *self,
               const char *text,
               gsize       length)
{
  gunichar c = azc_entity_decode (text, length);
  char buffer[6];

  if (c != 0)
    append_text (self, buffer, g_unichar_to_utf8 (c, buffer));
  else
    append_text (self, text, length);
}

static int
on_text (MD_TEXTTYPE    type,
         const MD_CHAR *text,
         MD_SIZE        size,
         void          *user_data)
{
  Parser *self = user_data;

  ensure_leaf (self);

  if (self->kind == AZC_BLOCK_CODE)
    {
      append_code (self, text, size);
      return 0;
    }

  if (self->first_line)
    {
      self->first_line = FALSE;
      consider_leaf_anchor (self, text);
    }

  switch (type)
    {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      /* Models do not fill lines: where they break one, they mean it. */
      append_text (self, "\n", 1);
      break;
    case MD_TEXT_ENTITY:
      append_entity (self, text, size);
      break;
    case MD_TEXT_NULLCHAR:
      append_text (self, "\xef\xbf\xbd", 3);
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      append_text (self, text, size);
      break;
    }

  return 0;
}

/**
 * azc_parser_parse:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @blocks: (element-type AzcBlock): where to add the blocks
 * @anchor: (inout): set to the last place where parsing may start again, if there is one
 *
 * Parses Markdown. Blocks are marked as closed; whether the last ones really are
 * is the caller's to know.
 */
void
azc_parser_parse (const char *text,
                  gsize       length,
                  GPtrArray  *blocks,
                  AzcAnchor  *anchor)
{
  static const MD_PARSER callbacks = {
    .flags = PARSER_FLAGS,
    .enter_block = on_enter_block,
    .leave_block = on_leave_block,
    .enter_span = on_enter_span,
    .leave_span = on_leave_span,
    .text = on_text,
  };
  Parser self = { text, length, blocks, anchor };

  g_return_if_fail (text != NULL);
  g_return_if_fail (blocks != NULL);
  g_return_if_fail (anchor != NULL);

  self.paragraph = azc_inline_new ();
  self.code = g_string_new (NULL);
  self.lists = g_array_new (FALSE, FALSE, sizeof (List));
  self.cells = g_ptr_array_new ();
  self.aligns = g_array_new (FALSE, FALSE, sizeof (AzcAlign));

  md_parse (text, length, &callbacks, &self);

  azc_inline_free (self.paragraph);
  g_string_free (self.code, TRUE);
  g_array_unref (self.lists);
  g_ptr_array_unref (self.cells);
  g_array_unref (self.aligns);
  g_free (self.marker);
  g_free (self.language);
}

static gsize
find_cut (const char *text,
          gsize       length)
{
  const char *newline;
  gsize cut = PARAGRAPH_SIZE;

  if (length <= PARAGRAPH_SIZE)
    return length;

  newline = memchr (text + PARAGRAPH_SIZE, '\n', MIN (length, 2 * PARAGRAPH_SIZE) - PARAGRAPH_SIZE);
  if (newline != NULL)
    return newline - text + 1;

  /* Too early to cut by force: the line may end with the text to come. */
  if (length < 2 * PARAGRAPH_SIZE)
    return length;

  while (cut > 0 && (text[cut] & 0xc0) == 0x80)
    cut--;

  return cut;
}

/**
 * azc_parser_split:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @blocks: (element-type AzcBlock): where to add the blocks
 *
 * Makes paragraphs of plain text, as it is, in pieces that a view can handle.
 */
void
azc_parser_split (const char *text,
                  gsize       length,
                  GPtrArray  *blocks)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (blocks != NULL);

  for (gsize offset = 0, cut; offset < length; offset += cut)
    {
      AzcBlock *block = azc_block_new (AZC_BLOCK_PARAGRAPH);

      cut = find_cut (text + offset, length - offset);
      block->text = g_strndup (text + offset, cut);
      g_strchomp (block->text);
      block->markup = azc_inline_escape (block->text);
      block->continues = blocks->len > 0;
      block->closed = TRUE;
      azc_block_seal (block);
      g_ptr_array_add (blocks, block);
    }
}
