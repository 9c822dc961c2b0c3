/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References in settings: `${VAR}` and `{{name}}`, each expanded exactly once. */

#include "config.h"

#include "base/expand.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"

typedef struct
{
  const char *start;
  const char *end;
  char       *name;
  char        kind;
} Reference;

#define NAME_CHARS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-."

static gboolean
match_at (const char *text,
          const char *opening,
          const char *closing,
          char        kind,
          Reference  *reference)
{
  const char *name;
  gsize length;

  if (!g_str_has_prefix (text, opening))
    return FALSE;

  name = text + strlen (opening);
  length = strspn (name, NAME_CHARS);
  if (length == 0 || !g_str_has_prefix (name + length, closing))
    return FALSE;

  *reference = (Reference) { text, name + length + strlen (closing),
                             g_strndup (name, length), kind };
  return TRUE;
}

static gboolean
find_reference (const char *text,
                Reference  *reference)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (match_at (p, "${", "}", '$', reference) || match_at (p, "{{", "}}", '{', reference))
        return TRUE;
    }

  return FALSE;
}

/**
 * azc_expand_has_references:
 * @text: (nullable): a value from the settings
 *
 * Returns: whether @text holds a `${VAR}` or `{{name}}`
 */
gboolean
azc_expand_has_references (const char *text)
{
  Reference reference;

  if (text == NULL || !find_reference (text, &reference))
    return FALSE;

  g_free (reference.name);
  return TRUE;
}

/**
 * azc_expand_is_reference:
 * @text: (nullable): a value from the settings
 *
 * Returns: whether @text is one `${VAR}` and nothing else, so that it holds no secret itself
 */
gboolean
azc_expand_is_reference (const char *text)
{
  Reference reference;
  gboolean alone;

  if (text == NULL || !match_at (text, "${", "}", '$', &reference))
    return FALSE;

  alone = *reference.end == '\0';
  g_free (reference.name);

  return alone;
}

/**
 * azc_expand:
 * @text: a value from the settings
 * @field: what to call the value's field in an error
 * @lookup: (scope call): finds the value of a reference
 * @user_data: passed to @lookup
 * @error: return location for an error
 *
 * Replaces every `${VAR}` and `{{name}}` in @text. What a value expands to is
 * not looked at again, so a value can never smuggle in another reference. Space
 * around a value is taken off. Names are letters, digits, and `_-.`; anything else
 * is left as it stands.
 *
 * Raises %AZC_ERROR_REFERENCE if a reference is unknown or empty.
 *
 * Returns: (transfer full): the expanded text
 */
char *
azc_expand (const char       *text,
            const char       *field,
            AzcExpandLookup   lookup,
            gpointer          user_data,
            GError          **error)
{
  g_autoptr (GString) result = g_string_new (NULL);
  Reference reference;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (lookup != NULL, NULL);

  while (find_reference (text, &reference))
    {
      g_autofree char *name = reference.name;
      g_autofree char *value = lookup (reference.kind, name, user_data);

      /* Keys read from files tend to end in a line feed. */
      if (value == NULL || *g_strstrip (value) == '\0')
        {
          g_set_error (error, AZC_ERROR, AZC_ERROR_REFERENCE,
                       _("“%s” in “%s” has no value."), name, field);
          if (error != NULL)
            azc_error_set_subject (*error, field);
          return NULL;
        }

      g_string_append_len (result, text, reference.start - text);
      g_string_append (result, value);
      text = reference.end;
    }

  g_string_append (result, text);

  return g_string_free (g_steal_pointer (&result), FALSE);
}
