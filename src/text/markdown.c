/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown that grows: parses from the last place that later text cannot reach. */

#include "config.h"

#include "text/markdown.h"

#include <string.h>

#include "text/parser.h"

/* Text beyond this is shown as it is: no person reads that much, and no model writes it. */
#define MAX_MARKDOWN (2 * 1024 * 1024)

/* As long as a label of a reference can be. */
#define MAX_LABEL 1000

/* Bytes before the anchor that tell whether it is still the same text. */
#define FINGERPRINT 64

/*
 * blocks: of the text so far
 * anchor: where to parse from; what comes before it is done with
 * length: of the text at the last update
 * references: whether something looks like the definition of a reference: it could
 *   concern links anywhere, so there is no place that it cannot reach
 */
struct _AzcMarkdown
{
  GPtrArray *blocks;
  AzcAnchor  anchor;
  gsize      length;
  char       fingerprint[FINGERPRINT];
  gboolean   references;
};

/**
 * azc_markdown_new:
 *
 * Returns: (transfer full): an empty text
 */
AzcMarkdown *
azc_markdown_new (void)
{
  AzcMarkdown *self = g_new0 (AzcMarkdown, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_block_unref);

  return self;
}

/**
 * azc_markdown_free:
 * @self: (transfer full): a text
 *
 * Frees it.
 */
void
azc_markdown_free (AzcMarkdown *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->blocks);
  g_free (self->anchor.fence);
  g_free (self);
}

static void
start_over (AzcMarkdown *self)
{
  g_clear_pointer (&self->anchor.fence, g_free);
  self->anchor.offset = 0;
  self->anchor.index = 0;
}

/* Definitions stand at the start of a line, behind nothing but marks of quotes, lists, tasks. */
static gboolean
begins_line (const char *text,
             const char *p)
{
  while (p > text && p[-1] != '\n' && p[-1] != '\r')
    {
      p--;
      if (strchr (" \t>*+-.)[]xX", *p) == NULL && !g_ascii_isdigit (*p))
        return FALSE;
    }

  return TRUE;
}

/* Looks from a "]:" back for the bracket that opens the label. */
static gboolean
ends_label (const char *text,
            const char *end)
{
  for (const char *p = end; p > text && end - p <= MAX_LABEL;)
    {
      p--;
      if (*p == '[' && begins_line (text, p))
        return TRUE;
      if (*p == '[' && (p == text || p[-1] != '\\'))
        return FALSE;
    }

  return FALSE;
}

static gboolean
has_definition (const char *text,
                gsize       length,
                gsize       from)
{
  const char *end = text + length;
  const char *p = text + (from > 0 ? from - 1 : 0);

  while ((p = memchr (p, ']', end - p)) != NULL)
    {
      if (p + 1 < end && p[1] == ':' && ends_label (text, p))
        return TRUE;
      p++;
    }

  return FALSE;
}

/* Where Markdown ends and plain text begins; the same for every text that is longer. */
static gsize
markdown_end (const char *text,
              gsize       length)
{
  gsize end = MAX_MARKDOWN;

  if (length <= MAX_MARKDOWN)
    return length;

  while (end > 0 && text[end - 1] != '\n')
    end--;

  if (end == 0)
    for (end = MAX_MARKDOWN; end > 0 && (text[end] & 0xc0) == 0x80;)
      end--;

  return end;
}

/* Lines that end as on old Macintoshes: nobody sends them, and nothing here reckons with them. */
static gboolean
has_lone_return (const char *text,
                 gsize       length)
{
  const char *end = text + length;

  for (const char *p = text; (p = memchr (p, '\r', end - p)) != NULL; p++)
    if (p + 1 < end && p[1] != '\n')
      return TRUE;

  return FALSE;
}

/* The anchor holds for the text itself only as far as nothing had to be replaced. */
static void
accept_anchor (AzcMarkdown *self,
               AzcAnchor   *found,
               GString     *text,
               gsize        prefix,
               gsize        valid)
{
  if (self->references || found->offset <= prefix || found->offset - prefix > valid ||
      has_lone_return (text->str, text->len))
    return;

  g_free (self->anchor.fence);
  self->anchor.offset += found->offset - prefix;
  self->anchor.index += found->index;
  self->anchor.fence = g_steal_pointer (&found->fence);
}

/* A code block goes on in a document of its own, behind the line that opened it. */
static void
continue_code (GPtrArray *blocks,
               AzcAnchor *found)
{
  AzcBlock *block;

  if (blocks->len == 0)
    return;

  block = g_ptr_array_index (blocks, 0);
  if (*block->text != '\0')
    {
      block->continues = TRUE;
      azc_block_seal (block);
      return;
    }

  /* The line at the anchor has become the one that closes the code. */
  g_ptr_array_remove_index (blocks, 0);
  if (found->index > 0)
    found->index--;
}

static void
parse_markdown (AzcMarkdown *self,
                const char  *text,
                gsize        end,
                GPtrArray   *blocks)
{
  gsize base = self->anchor.offset;
  g_autoptr (GString) copy = NULL;
  AzcAnchor found = { 0 };
  gsize prefix;
  const char *valid;

  if (base >= end)
    return;

  copy = g_string_new (self->anchor.fence);
  prefix = copy->len;
  if (g_utf8_validate_len (text + base, end - base, &valid))
    g_string_append_len (copy, text + base, end - base);
  else
    {
      g_autofree char *valid_text = g_utf8_make_valid (text + base, end - base);

      g_string_append (copy, valid_text);
    }

  azc_parser_parse (copy->str, copy->len, blocks, &found);
  if (self->anchor.fence != NULL)
    continue_code (blocks, &found);

  accept_anchor (self, &found, copy, prefix, valid - (text + base));
  g_free (found.fence);
}

static void
parse_plain (const char *text,
             gsize       length,
             GPtrArray  *blocks)
{
  g_autofree char *valid_text = g_utf8_make_valid (text, length);

  azc_parser_split (valid_text, strlen (valid_text), blocks);
}

/* What the text to come may still change: the last block, and if that is a piece of a paragraph,
 * all of it, for a mark at its end can reach back to its beginning. */
static void
open_last (GPtrArray *blocks)
{
  for (guint i = blocks->len; i > 0; i--)
    {
      AzcBlock *block = g_ptr_array_index (blocks, i - 1);

      block->closed = FALSE;
      if (block->kind != AZC_BLOCK_PARAGRAPH || !block->continues)
        break;
    }
}

static gboolean
equal_at (GPtrArray *a,
          guint      i,
          GPtrArray *b,
          guint      j)
{
  return azc_block_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, j));
}

/* Puts the new tail in place of the old one, and finds the part that differs. */
static void
replace_tail (AzcMarkdown *self,
              guint        index,
              GPtrArray   *tail,
              guint       *position,
              guint       *n_removed,
              guint       *n_added)
{
  GPtrArray *blocks = self->blocks;
  guint n_old = blocks->len - index;
  guint same = 0;
  guint same_end = 0;

  while (same < MIN (n_old, tail->len) && equal_at (blocks, index + same, tail, same))
    same++;
  while (same_end < MIN (n_old, tail->len) - same &&
         equal_at (blocks, blocks->len - 1 - same_end, tail, tail->len - 1 - same_end))
    same_end++;

  *position = index + same;
  *n_removed = n_old - same - same_end;
  *n_added = tail->len - same - same_end;

  if (*n_removed > 0)
    g_ptr_array_remove_range (blocks, *position, *n_removed);
  for (guint i = 0; i < *n_added; i++)
    g_ptr_array_insert (blocks, *position + i,
                        azc_block_ref (g_ptr_array_index (tail, same + i)));
}

static gsize
fingerprint_size (AzcMarkdown *self)
{
  return MIN (self->anchor.offset, FINGERPRINT);
}

static gboolean
is_same_text (AzcMarkdown *self,
              const char  *text,
              gsize        length)
{
  gsize size = fingerprint_size (self);

  return length >= self->length &&
         memcmp (text + self->anchor.offset - size, self->fingerprint, size) == 0;
}

static void
remember (AzcMarkdown *self,
          const char  *text,
          gsize        length)
{
  gsize size = fingerprint_size (self);

  self->length = length;
  if (size > 0)
    memcpy (self->fingerprint, text + self->anchor.offset - size, size);
}

/**
 * azc_markdown_update:
 * @self: a text
 * @text: the whole text so far
 * @length: its length in bytes
 * @complete: whether no more text will come
 * @position: (out) (optional): the first block that changed
 * @n_removed: (out) (optional): how many of the old blocks are gone from there
 * @n_added: (out) (optional): how many new ones stand in their place
 *
 * Takes a new state of the text, usually longer at its end. The cost follows the
 * part of the text that may still change, not the whole of it.
 *
 * Returns: whether anything changed
 */
gboolean
azc_markdown_update (AzcMarkdown *self,
                     const char  *text,
                     gsize        length,
                     gboolean     complete,
                     guint       *position,
                     guint       *n_removed,
                     guint       *n_added)
{
  g_autoptr (GPtrArray) tail = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_block_unref);
  guint index, first, removed, added;
  gsize end;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (!is_same_text (self, text, length))
    {
      start_over (self);
      self->references = FALSE;
      self->length = 0;
    }

  if (!self->references && has_definition (text, length, self->length))
    {
      start_over (self);
      self->references = TRUE;
    }

  index = self->anchor.index;
  end = markdown_end (text, length);
  parse_markdown (self, text, end, tail);
  if (end < length)
    parse_plain (text + end, length - end, tail);
  if (!complete)
    open_last (tail);

  replace_tail (self, index, tail, &first, &removed, &added);
  remember (self, text, length);

  if (position != NULL)
    *position = first;
  if (n_removed != NULL)
    *n_removed = removed;
  if (n_added != NULL)
    *n_added = added;

  return removed > 0 || added > 0;
}

/**
 * azc_markdown_get_size:
 * @self: a text
 *
 * Returns: the number of blocks
 */
guint
azc_markdown_get_size (AzcMarkdown *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * azc_markdown_get:
 * @self: a text
 * @index: which block, less than azc_markdown_get_size()
 *
 * Returns: (transfer none): the block
 */
AzcBlock *
azc_markdown_get (AzcMarkdown *self,
                  guint        index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * azc_markdown_parse:
 * @text: Markdown; need not be valid UTF-8
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @complete: whether no more text will come
 *
 * Parses a text at once.
 *
 * Returns: (transfer full) (element-type AzcBlock): its blocks
 */
GPtrArray *
azc_markdown_parse (const char *text,
                    gssize      length,
                    gboolean    complete)
{
  g_autoptr (AzcMarkdown) markdown = azc_markdown_new ();

  g_return_val_if_fail (text != NULL, NULL);

  azc_markdown_update (markdown, text, length < 0 ? strlen (text) : (gsize) length, complete,
                       NULL, NULL, NULL);

  return g_ptr_array_ref (markdown->blocks);
}

/**
 * azc_markdown_split:
 * @text: text as a person typed it; need not be valid UTF-8
 * @length: its length in bytes, or -1 if it ends with a NUL
 *
 * Makes paragraphs of text that is shown as it is, in pieces that a view can
 * handle. Nothing in it is read as Markdown.
 *
 * Returns: (transfer full) (element-type AzcBlock): its blocks
 */
GPtrArray *
azc_markdown_split (const char *text,
                    gssize      length)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_block_unref);

  g_return_val_if_fail (text != NULL, blocks);

  parse_plain (text, length < 0 ? strlen (text) : (gsize) length, blocks);

  return blocks;
}
