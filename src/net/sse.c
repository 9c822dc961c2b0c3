/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Server-sent events: bytes in, events out, by the rules of the WHATWG. */

#include "config.h"

#include "net/sse.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

struct _AzcSse
{
  AzcSseFunc  func;
  gpointer    user_data;
  GString    *line;       /* the unfinished line */
  GString    *data;       /* the unfinished event's data, each line with its line feed */
  GString    *type;
  gsize       bom;        /* bytes of the byte order mark seen, its size once past it */
  guint       has_data : 1;
  guint       after_cr : 1;
  guint       failed : 1;
};

/**
 * azc_sse_new:
 * @func: receives each event; it must not free the parser
 * @user_data: passed to @func
 *
 * Returns: (transfer full): a parser at the start of a stream
 */
AzcSse *
azc_sse_new (AzcSseFunc func,
             gpointer   user_data)
{
  AzcSse *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (AzcSse, 1);
  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->type = g_string_new (NULL);

  return self;
}

/**
 * azc_sse_free:
 * @self: (transfer full): a parser
 *
 * Frees the parser. An unfinished event is dropped; see [method@Azc.Sse.finish].
 */
void
azc_sse_free (AzcSse *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_string_free (self->type, TRUE);
  g_free (self);
}

static void
dispatch (AzcSse *self)
{
  if (self->has_data)
    {
      g_string_truncate (self->data, self->data->len - 1);
      self->func (self->type->len > 0 ? self->type->str : "message",
                  self->data->str, self->data->len, self->user_data);
    }

  g_string_truncate (self->data, 0);
  g_string_truncate (self->type, 0);
  self->has_data = FALSE;
}

static gboolean
is_field (const char *line,
          gsize       length,
          const char *field)
{
  return length == strlen (field) && memcmp (line, field, length) == 0;
}

/* Takes in one whole line. "id" and "retry" serve reconnecting, which a chat request never
 * does, so they are left out together with unknown fields and comments. */
static void
process_line (AzcSse     *self,
              const char *line,
              gsize       length)
{
  const char *colon = memchr (line, ':', length);
  gsize name_length = colon != NULL ? (gsize) (colon - line) : length;
  const char *value = colon != NULL ? colon + 1 : line + length;

  if (length == 0)
    {
      dispatch (self);
      return;
    }

  if (value < line + length && *value == ' ')
    value++;

  if (is_field (line, name_length, "data"))
    {
      g_string_append_len (self->data, value, line + length - value);
      g_string_append_c (self->data, '\n');
      self->has_data = TRUE;
    }
  else if (is_field (line, name_length, "event"))
    {
      g_string_truncate (self->type, 0);
      g_string_append_len (self->type, value, line + length - value);
    }
}

/* Ends the current line with the bytes up to an end of line. A line that lies whole in the
 * pushed bytes is not copied first. */
static void
end_line (AzcSse     *self,
          const char *rest,
          gsize       length)
{
  if (self->line->len == 0)
    {
      process_line (self, rest, length);
      return;
    }

  g_string_append_len (self->line, rest, (gssize) length);
  process_line (self, self->line->str, self->line->len);
  g_string_truncate (self->line, 0);
}

/* Drops a byte order mark, which may arrive in pieces. What only began like one is content. */
static gsize
skip_byte_order_mark (AzcSse       *self,
                      const guint8 *bytes,
                      gsize         length)
{
  gsize i = 0;

  while (i < length && self->bom < sizeof byte_order_mark - 1)
    {
      if (bytes[i] != (guint8) byte_order_mark[self->bom])
        {
          g_string_append_len (self->line, byte_order_mark, (gssize) self->bom);
          self->bom = sizeof byte_order_mark - 1;
          break;
        }
      self->bom++;
      i++;
    }

  return i;
}

static const char *
find_line_end (const char *p,
               const char *end)
{
  while (p < end && *p != '\n' && *p != '\r')
    p++;

  return p;
}

static gboolean
fits (AzcSse *self,
      gsize   length)
{
  return self->line->len + self->data->len + length <= AZC_SSE_MAX_EVENT;
}

/**
 * azc_sse_push:
 * @self: a parser
 * @bytes: (array length=length): the next bytes of the stream, in a piece of any size
 * @length: their number
 * @error: return location for an error
 *
 * Takes bytes and hands each event that they complete to the function. Raises
 * %AZC_ERROR_RESPONSE if an event grows beyond %AZC_SSE_MAX_EVENT; from then on
 * every push fails.
 *
 * Returns: whether the stream can go on
 */
gboolean
azc_sse_push (AzcSse        *self,
              const guint8  *bytes,
              gsize          length,
              GError       **error)
{
  const char *end = (const char *) bytes + length;
  const char *p;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  p = (const char *) bytes + skip_byte_order_mark (self, bytes, length);

  while (p < end && !self->failed)
    {
      const char *line_end;

      if (self->after_cr && *p == '\n')
        p++;
      self->after_cr = FALSE;

      line_end = find_line_end (p, end);
      if (!fits (self, (gsize) (line_end - p)))
        {
          self->failed = TRUE;
        }
      else if (line_end == end)
        {
          g_string_append_len (self->line, p, end - p);
          p = end;
        }
      else
        {
          end_line (self, p, (gsize) (line_end - p));
          self->after_cr = *line_end == '\r';
          p = line_end + 1;
        }
    }

  if (self->failed)
    g_set_error_literal (error, AZC_ERROR, AZC_ERROR_RESPONSE,
                         _("The answer holds a piece that is too large to be read."));

  return !self->failed;
}

/* Only objects and arrays show that they are complete: "1" may be the start of "12". */
static gboolean
is_complete (const char *text,
             gsize       length)
{
  g_autoptr (JsonNode) node = NULL;

  if (length == strlen ("[DONE]") && memcmp (text, "[DONE]", length) == 0)
    return TRUE;

  node = azc_json_parse (text, (gssize) length, NULL);

  return node != NULL && !JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node);
}

/**
 * azc_sse_finish:
 * @self: a parser
 *
 * Says that the stream has ended. The standard drops an event that lacks its
 * empty line; some servers leave that line out after the last event, so what is
 * left is used after all if it is `[DONE]` or complete JSON.
 */
void
azc_sse_finish (AzcSse *self)
{
  g_return_if_fail (self != NULL);

  if (self->failed)
    return;

  if (self->line->len > 0)
    end_line (self, "", 0);

  if (self->has_data && is_complete (self->data->str, self->data->len - 1))
    dispatch (self);

  g_string_truncate (self->data, 0);
  g_string_truncate (self->type, 0);
  self->has_data = FALSE;
}
