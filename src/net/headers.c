/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header merge unit: every request's headers come from here, built by merging layers. */

#include "config.h"

#include "net/headers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/util.h"

struct _AzcHeaders
{
  gatomicrefcount  ref_count;
  GPtrArray       *items;
};

G_DEFINE_BOXED_TYPE (AzcHeaders, azc_headers, azc_headers_ref, azc_headers_unref)

/* The words are part of the command line's JSON output; the fields name the place in the
 * endpoint file that an error is about. */
static const struct
{
  const char *word;
  const char *field;
} layers[] = {
  [AZC_LAYER_BUILTIN] = { "built-in", "headers" },
  [AZC_LAYER_AUTH] = { "authentication", "key" },
  [AZC_LAYER_APPLICATION] = { "application", "application-headers" },
  [AZC_LAYER_ENDPOINT] = { "endpoint", "headers" },
  [AZC_LAYER_MODEL] = { "model", "models.headers" },
  [AZC_LAYER_REQUEST] = { "request", "headers" },
};

/* Names that say how the message travels. The connection writes them itself; a second opinion
 * breaks the request or lets one request be read as two. A dash at the end means a prefix. */
static const struct
{
  const char *name;
  const char *reason;
} framing_names[] = {
  { "Host", N_("it follows from the address.") },
  { "Content-Length", N_("it follows from the size of the message.") },
  { "Transfer-Encoding", N_("the connection decides how data is split.") },
  { "TE", N_("the connection decides how data is split.") },
  { "Trailer", N_("the connection decides how data is split.") },
  { "Content-Encoding", N_("messages are sent uncompressed.") },
  { "Connection", N_("it belongs to the connection and not to the message.") },
  { "Keep-Alive", N_("it belongs to the connection and not to the message.") },
  { "Upgrade", N_("it belongs to the connection and not to the message.") },
  { "HTTP2-Settings", N_("it belongs to the connection and not to the message.") },
  { "Expect", N_("the message is always sent in one go.") },
  { "Proxy-", N_("it would reach the service and not the proxy. Set the proxy in its own field.") },
};

static void
azc_header_free (AzcHeader *header)
{
  g_free (header->name);
  g_free (header->value);
  g_free (header);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcHeader, azc_header_free)

static gboolean
refuse (const char  *name,
        const char  *message,
        GError     **error)
{
  GError *header_error = g_error_new_literal (AZC_ERROR, AZC_ERROR_HEADER, message);

  azc_error_set_subject (header_error, name);
  g_propagate_error (error, header_error);

  return FALSE;
}

static gboolean
is_token_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

static const char *
get_framing_reason (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (framing_names); i++)
    {
      const char *framing = framing_names[i].name;
      gsize length = strlen (framing);

      if (g_str_has_suffix (framing, "-") ? g_ascii_strncasecmp (name, framing, length) == 0
                                          : g_ascii_strcasecmp (name, framing) == 0)
        return _(framing_names[i].reason);
    }

  return NULL;
}

/**
 * azc_headers_check_name:
 * @name: (nullable): what was typed as a header's name
 * @error: return location for an error
 *
 * Checks a name by RFC 9110 and by what may be set at all. Raises
 * %AZC_ERROR_HEADER with a sentence for the person who typed it.
 *
 * Returns: whether the name can be used
 */
gboolean
azc_headers_check_name (const char  *name,
                        GError     **error)
{
  g_autofree char *message = NULL;
  const char *reason;

  if (azc_str_empty (name))
    return refuse (NULL, _("A header needs a name."), error);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p))
        return refuse (name, _("A header’s name holds no spaces or line breaks."), error);
      if (*p == ':')
        return refuse (name, _("A header’s name is written without the colon."), error);
      if (!is_token_char (*p))
        return refuse (name,
                       _("A header’s name holds only letters, digits and dashes, "
                         "such as “X-Team”."), error);
    }

  reason = get_framing_reason (name);
  if (reason == NULL)
    return TRUE;

  /* Translators: the first is the header’s name, the second one of the reasons “it …”. */
  message = g_strdup_printf (_("“%s” cannot be set: %s"), name, reason);

  return refuse (name, message, error);
}

/* What remains of a credential of which only the scheme was written, as in "Bearer ${KEY}"
 * without the second word, is no credential. */
static gboolean
is_blank_credential (const char *value)
{
  static const char * const schemes[] = { "", "Bearer", "Basic" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strcasecmp (value, schemes[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* RFC 9110, section 5.5: controls other than the tab are invalid in a value. Beyond ASCII it
 * knows only opaque octets, which are read as Latin-1 where they are read at all; this is also
 * what browsers and Node send. So Latin-1 passes (and is written as such) and the rest, for
 * which there is no agreed encoding, is refused rather than sent as something else. */
static const char *
find_bad_character (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' || c == '\n')
        return _("it must be a single line.");
      if ((c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
        return _("it holds a control character.");
      if (c > 0xff)
        return _("it holds a character that headers cannot carry. "
                 "Only Latin letters, digits and signs can be sent.");
    }

  return NULL;
}

static gboolean
check_value (const char  *name,
             const char  *value,
             gboolean     credential,
             GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  g_autofree char *message = NULL;
  const char *reason;

  if (!g_utf8_validate (stripped, -1, NULL))
    reason = _("it is not valid text.");
  else
    reason = find_bad_character (stripped);

  if (reason == NULL && credential && is_blank_credential (stripped))
    reason = _("it is a credential and must not be empty.");
  if (reason == NULL)
    return TRUE;

  /* Translators: the first is the header’s name, the second one of the reasons “it …”. */
  message = g_strdup_printf (_("The value of “%s” cannot be sent: %s"), name, reason);

  return refuse (name, message, error);
}

/**
 * azc_headers_check_value:
 * @name: the header's name
 * @value: (nullable): what was typed as its value, references unexpanded; %NULL
 *   for "remove this header", which is always right
 * @error: return location for an error
 *
 * Checks a value by RFC 9110, and that a credential is not empty. Space around
 * the value does not count. Raises %AZC_ERROR_HEADER with a sentence for the
 * person who typed it; the value itself is never part of it.
 *
 * Returns: whether the value can be used
 */
gboolean
azc_headers_check_value (const char  *name,
                         const char  *value,
                         GError     **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (value == NULL)
    return TRUE;

  return check_value (name, value, azc_redact_is_sensitive_name (name), error);
}

/**
 * azc_layer_to_string:
 * @layer: a layer
 *
 * Returns: (transfer none): the layer's word in the command line's JSON output
 */
const char *
azc_layer_to_string (AzcLayer layer)
{
  g_return_val_if_fail ((guint) layer < G_N_ELEMENTS (layers), NULL);

  return layers[layer].word;
}

/**
 * azc_headers_new:
 *
 * Returns: (transfer full): an empty set
 */
AzcHeaders *
azc_headers_new (void)
{
  AzcHeaders *self = g_new0 (AzcHeaders, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_header_free);

  return self;
}

/**
 * azc_headers_ref:
 * @self: a set
 *
 * A set that has been handed to others must not be merged into any more.
 *
 * Returns: (transfer full): the same set
 */
AzcHeaders *
azc_headers_ref (AzcHeaders *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * azc_headers_unref:
 * @self: (transfer full): a set
 *
 * Gives a reference back.
 */
void
azc_headers_unref (AzcHeaders *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
find_index (const AzcHeaders *self,
            const char       *name,
            guint            *index)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (g_ascii_strcasecmp (azc_headers_get (self, i)->name, name) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_overridden (const AzcPairs *pairs,
               guint           index)
{
  for (guint i = index + 1; i < azc_pairs_get_size (pairs); i++)
    {
      if (g_ascii_strcasecmp (azc_pairs_get (pairs, i)->name,
                              azc_pairs_get (pairs, index)->name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_credential (const AzcHeaders *self,
               AzcLayer          layer,
               const char       *name)
{
  const AzcHeader *present = azc_headers_lookup (self, name);

  return layer == AZC_LAYER_AUTH ||
         (present != NULL && present->layer == AZC_LAYER_AUTH) ||
         azc_redact_is_sensitive_name (name);
}

/* Makes one line of a layer ready; a header without a value stands for a removal. */
static AzcHeader *
prepare_line (const AzcHeaders  *self,
              AzcLayer           layer,
              const AzcPair     *pair,
              AzcExpandLookup    lookup,
              gpointer           user_data,
              const char        *field,
              GError           **error)
{
  g_autoptr (AzcHeader) header = g_new0 (AzcHeader, 1);

  if (!azc_headers_check_name (pair->name, error))
    return NULL;

  header->name = g_strdup (pair->name);
  header->layer = layer;
  if (pair->value == NULL)
    return g_steal_pointer (&header);

  header->value = lookup != NULL ? azc_expand (pair->value, field, lookup, user_data, error)
                                 : g_strdup (pair->value);
  if (header->value == NULL ||
      !check_value (pair->name, header->value, is_credential (self, layer, pair->name), error))
    return NULL;

  g_strstrip (header->value);

  return g_steal_pointer (&header);
}

static char *
get_field (AzcLayer    layer,
           const char *name)
{
  if (layer == AZC_LAYER_AUTH)
    return g_strdup (layers[layer].field);

  return g_strdup_printf ("%s.%s", layers[layer].field, name);
}

static void
apply_line (AzcHeaders *self,
            AzcHeader  *header)
{
  g_autoptr (AzcHeader) line = header;
  guint index;

  if (!find_index (self, line->name, &index))
    {
      if (line->value != NULL)
        g_ptr_array_add (self->items, g_steal_pointer (&line));
    }
  else if (line->value == NULL)
    {
      g_ptr_array_remove_index (self->items, index);
    }
  else
    {
      azc_header_free (g_ptr_array_index (self->items, index));
      g_ptr_array_index (self->items, index) = g_steal_pointer (&line);
    }
}

/**
 * azc_headers_merge:
 * @self: a set
 * @layer: where @pairs come from; layers are merged from low to high
 * @pairs: (nullable): the layer's lines
 * @lookup: (scope call) (nullable): finds the values of references; %NULL to take
 *   all values literally, as a key that happens to hold a `${` needs it
 * @user_data: passed to @lookup
 * @error: return location for an error
 *
 * Lays a layer over the set. Names compare without case. A line with a value
 * replaces the header of its name, spelling included, or adds one; a line
 * without a value removes it; names that the layer does not mention stay. Of two
 * lines with the same name the later counts.
 *
 * A header of %AZC_LAYER_AUTH and a header with a name such as `api-key` is a
 * credential: an empty value for it is an error. Raises %AZC_ERROR_HEADER, or
 * %AZC_ERROR_REFERENCE where a reference has no value; the error's subject is the
 * field in the endpoint file. On error the set is unchanged.
 *
 * Returns: whether it worked
 */
gboolean
azc_headers_merge (AzcHeaders       *self,
                   AzcLayer          layer,
                   const AzcPairs   *pairs,
                   AzcExpandLookup   lookup,
                   gpointer          user_data,
                   GError          **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_header_free);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint) layer < G_N_ELEMENTS (layers), FALSE);

  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    {
      const AzcPair *pair = azc_pairs_get (pairs, i);
      g_autofree char *field = get_field (layer, pair->name);
      GError *local_error = NULL;
      AzcHeader *line;

      if (is_overridden (pairs, i))
        continue;

      line = prepare_line (self, layer, pair, lookup, user_data, field, &local_error);
      if (line == NULL)
        {
          azc_error_set_subject (local_error, field);
          g_propagate_error (error, local_error);
          return FALSE;
        }
      g_ptr_array_add (lines, line);
    }

  while (lines->len > 0)
    apply_line (self, g_ptr_array_steal_index (lines, 0));

  return TRUE;
}

/**
 * azc_headers_get_size:
 * @self: (nullable): a set
 *
 * Returns: the number of headers; 0 for %NULL
 */
guint
azc_headers_get_size (const AzcHeaders *self)
{
  return self != NULL ? self->items->len : 0;
}

/**
 * azc_headers_get:
 * @self: a set
 * @index: position of a header
 *
 * Returns: (transfer none): the header
 */
const AzcHeader *
azc_headers_get (const AzcHeaders *self,
                 guint             index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

/**
 * azc_headers_lookup:
 * @self: (nullable): a set
 * @name: a name in any case
 *
 * Returns: (transfer none) (nullable): the header of that name
 */
const AzcHeader *
azc_headers_lookup (const AzcHeaders *self,
                    const char       *name)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return self != NULL && find_index (self, name, &index) ? azc_headers_get (self, index) : NULL;
}
