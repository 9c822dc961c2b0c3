/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans of text → Pango markup that is always well-formed, harmless and cheap to lay out. */

#include "config.h"

#include "text/inline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A run without a place to break costs the square of its length to lay out. */
#define MAX_RUN 40

/* After so many characters, more than any word has, it breaks every few characters: lines are about
 * as long as they can be. */
#define STEP 8

/* Emphasis within emphasis beyond this shows nothing new. */
#define MAX_DEPTH 16

#define MAX_ADDRESS 2048

#define ZERO_WIDTH_SPACE "\xe2\x80\x8b"

/* Grey over either background, so that it need not follow the colour scheme. */
#define CODE_TAG "<span face=\"monospace\" size=\"90%\" background=\"#808080\" bgalpha=\"18%\">"

typedef struct
{
  char *start;
  char *end;
  guint is_link : 1;
} Tag;

/*
 * tags: open spans, outermost first; those beyond MAX_DEPTH are only counted in ignored
 * run: characters since the last place where a line may break
 */
struct _AzcInline
{
  GString *markup;
  GString *text;
  GArray  *tags;
  guint    ignored;
  guint    run;
};

static void
tag_clear (gpointer data)
{
  Tag *tag = data;

  g_free (tag->start);
  g_free (tag->end);
}

/**
 * azc_inline_new:
 *
 * Returns: (transfer full): an empty paragraph
 */
AzcInline *
azc_inline_new (void)
{
  AzcInline *self = g_new0 (AzcInline, 1);

  self->markup = g_string_new (NULL);
  self->text = g_string_new (NULL);
  self->tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  g_array_set_clear_func (self->tags, tag_clear);

  return self;
}

/**
 * azc_inline_free:
 * @self: (transfer full): a paragraph
 *
 * Frees it.
 */
void
azc_inline_free (AzcInline *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->markup, TRUE);
  g_string_free (self->text, TRUE);
  g_array_unref (self->tags);
  g_free (self);
}

/**
 * azc_inline_is_safe_address:
 * @address: (nullable): the destination of a link
 *
 * Returns: whether a link may lead there: web and mail addresses of a sane length
 */
gboolean
azc_inline_is_safe_address (const char *address)
{
  static const char * const schemes[] = { "http://", "https://", "mailto:" };

  if (address == NULL || strlen (address) > MAX_ADDRESS)
    return FALSE;

  for (const char *p = address; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return address[strlen (schemes[i])] != '\0';

  return FALSE;
}

/* Characters that reorder the text around them without showing: what is read would not be what
 * is there. Marks that only classify their neighbour are harmless and stay. */
static gboolean
is_bidi_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_visible (GString  *string,
                gunichar  c)
{
  if (is_bidi_control (c))
    g_string_append_printf (string, "⟨U+%04X⟩", c);
  else if (c == '\r')
    return; /* half a line break */
  else if (c < 0x20 && c != '\n' && c != '\t')
    g_string_append_unichar (string, 0x2400 + c);
  else if (c >= 0x7f && c < 0xa0)
    g_string_append_unichar (string, 0xfffd);
  else
    g_string_append_unichar (string, c);
}

static void
append_escaped (GString  *string,
                gunichar  c)
{
  switch (c)
    {
    case '&':
      g_string_append (string, "&amp;");
      break;
    case '<':
      g_string_append (string, "&lt;");
      break;
    case '>':
      g_string_append (string, "&gt;");
      break;
    default:
      append_visible (string, c);
      break;
    }
}

/* A tag may not come between a zero width space and the count, so the run lives in the builder. */
static void
append_markup (GString    *markup,
               guint      *run,
               const char *text,
               gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x200b)
        *run = 0;
      else if (g_unichar_ismark (c) || c == 0x200d)
        (*run)++;
      else if (++(*run) > MAX_RUN)
        {
          g_string_append (markup, ZERO_WIDTH_SPACE);
          *run = MAX_RUN - STEP + 1;
        }

      append_escaped (markup, c);
    }
}

/**
 * azc_inline_append:
 * @self: a paragraph
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Appends text.
 */
void
azc_inline_append (AzcInline  *self,
                   const char *text,
                   gsize       length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  g_string_append_len (self->text, text, length);
  append_markup (self->markup, &self->run, text, length);
}

static gboolean
within_link (AzcInline *self)
{
  for (guint i = 0; i < self->tags->len; i++)
    if (g_array_index (self->tags, Tag, i).is_link)
      return TRUE;

  return FALSE;
}

/* The title is shown as a tooltip, and a tooltip is markup once more. */
static char *
link_tag (const char *address)
{
  g_autofree char *once = g_markup_escape_text (address, -1);
  g_autofree char *twice = g_markup_escape_text (once, -1);

  return g_strdup_printf ("<a href=\"%s\" title=\"%s\">", once, twice);
}

static void
make_tag (AzcInline  *self,
          AzcSpan     span,
          const char *address,
          Tag        *tag)
{
  static const struct
  {
    const char *start;
    const char *end;
  } tags[] = {
    [AZC_SPAN_EMPHASIS] = { "<i>", "</i>" },
    [AZC_SPAN_STRONG] = { "<b>", "</b>" },
    [AZC_SPAN_CODE] = { CODE_TAG, "</span>" },
    [AZC_SPAN_STRIKE] = { "<s>", "</s>" },
  };

  if (span < G_N_ELEMENTS (tags))
    {
      tag->start = g_strdup (tags[span].start);
      tag->end = g_strdup (tags[span].end);
    }
  else if (azc_inline_is_safe_address (address) && !within_link (self))
    {
      tag->start = link_tag (address);
      tag->end = g_strdup ("</a>");
      tag->is_link = TRUE;
    }
}

/**
 * azc_inline_open:
 * @self: a paragraph
 * @span: what begins
 * @address: (nullable): where a link or picture leads
 *
 * Begins a span. A link that may not be followed is shown as its text. A picture
 * is never loaded, only named.
 */
void
azc_inline_open (AzcInline  *self,
                 AzcSpan     span,
                 const char *address)
{
  Tag tag = { NULL };

  g_return_if_fail (self != NULL);

  if (self->tags->len >= MAX_DEPTH)
    self->ignored++;
  else
    {
      make_tag (self, span, address, &tag);
      if (tag.start != NULL)
        g_string_append (self->markup, tag.start);
      g_array_append_val (self->tags, tag);
    }

  if (span == AZC_SPAN_PICTURE)
    {
      const char *label = _("Picture: ");

      azc_inline_append (self, label, strlen (label));
    }
}

/**
 * azc_inline_close:
 * @self: a paragraph
 *
 * Ends the span that was opened last. Without one, nothing happens: the parser is
 * known to end spans that it never began.
 */
void
azc_inline_close (AzcInline *self)
{
  Tag *tag;

  g_return_if_fail (self != NULL);

  if (self->ignored > 0)
    {
      self->ignored--;
      return;
    }

  if (self->tags->len == 0)
    return;

  tag = &g_array_index (self->tags, Tag, self->tags->len - 1);
  if (tag->end != NULL)
    g_string_append (self->markup, tag->end);
  g_array_set_size (self->tags, self->tags->len - 1);
}

/**
 * azc_inline_get_size:
 * @self: a paragraph
 *
 * Returns: the length of the plain text so far, in bytes
 */
gsize
azc_inline_get_size (AzcInline *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->text->len;
}

/**
 * azc_inline_take:
 * @self: a paragraph
 * @markup: (out) (transfer full): the markup
 * @text: (out) (transfer full) (optional): the same without markup
 *
 * Takes what was built so far. Spans that are open continue in what follows, so
 * that a huge paragraph can be taken in pieces.
 */
void
azc_inline_take (AzcInline  *self,
                 char      **markup,
                 char      **text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (markup != NULL);

  for (guint i = self->tags->len; i > 0; i--)
    {
      Tag *tag = &g_array_index (self->tags, Tag, i - 1);

      if (tag->end != NULL)
        g_string_append (self->markup, tag->end);
    }

  *markup = g_strndup (self->markup->str, self->markup->len);
  if (text != NULL)
    *text = g_strndup (self->text->str, self->text->len);

  g_string_truncate (self->markup, 0);
  g_string_truncate (self->text, 0);
  self->run = 0;

  for (guint i = 0; i < self->tags->len; i++)
    {
      Tag *tag = &g_array_index (self->tags, Tag, i);

      if (tag->start != NULL)
        g_string_append (self->markup, tag->start);
    }
}

/**
 * azc_inline_finish:
 * @self: a paragraph
 * @markup: (out) (transfer full): the markup
 * @text: (out) (transfer full) (optional): the same without markup
 *
 * Takes what was built, and ends all spans: what follows is another paragraph.
 */
void
azc_inline_finish (AzcInline  *self,
                   char      **markup,
                   char      **text)
{
  azc_inline_take (self, markup, text);

  g_array_set_size (self->tags, 0);
  g_string_truncate (self->markup, 0);
  self->ignored = 0;
}

/**
 * azc_inline_visible:
 * @text: (nullable): valid UTF-8, such as code
 *
 * Makes characters that would mislead the reader visible: control characters, and
 * those that reorder the text around them.
 *
 * Returns: (transfer full): text to show
 */
char *
azc_inline_visible (const char *text)
{
  GString *string = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    append_visible (string, g_utf8_get_char (p));

  return g_string_free (string, FALSE);
}

/**
 * azc_inline_escape:
 * @text: (nullable): valid UTF-8 as a person typed it
 *
 * Makes markup that shows just @text: nothing in it is read as Markdown. Long
 * words can break, and misleading characters are made visible.
 *
 * Returns: (transfer full): the markup
 */
char *
azc_inline_escape (const char *text)
{
  GString *markup = g_string_new (NULL);
  guint run = 0;

  if (text != NULL)
    append_markup (markup, &run, text, strlen (text));

  return g_string_free (markup, FALSE);
}

/**
 * azc_inline_strip:
 * @text: text as it is shown in a label
 *
 * Removes the places to break that were put into long words, for copying.
 *
 * Returns: (transfer full): the text without them
 */
char *
azc_inline_strip (const char *text)
{
  GString *string;

  g_return_val_if_fail (text != NULL, NULL);

  string = g_string_new (text);
  g_string_replace (string, ZERO_WIDTH_SPACE, "", 0);

  return g_string_free (string, FALSE);
}
