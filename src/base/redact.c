/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one function that everything shown or logged passes. */

#include "config.h"

#include "base/redact.h"

#include <string.h>

#define REDACTED "•••"

/* Shorter values would black out ordinary words all over a text. */
#define MIN_SECRET_LENGTH 6

static GMutex secrets_lock;
static GPtrArray *secrets;

/* Names are compared in lower case without dashes and underscores. */
static const char * const sensitive_parts[] = {
  "apikey", "authorization", "subscriptionkey", "token", "secret", "password",
  "cookie", "credential", "signature", "accesskey", "privatekey",
};

/* A pattern that begins with a repeated class must not start within a run of that class: the run
 * would be searched again from each of its characters. */
static const struct
{
  const char *pattern;
  const char *replacement;
} rules[] = {
  { "(?i)(\\b(?:proxy-)?authorization\\b[\"']?\\s*[:=]\\s*[\"']?)(?:(bearer|basic)\\s+)?[^\\s\"',;]+", "\\1\\2 " REDACTED },
  { "(?i)(\\bbearer\\s+)[A-Za-z0-9._~+/=-]{6,}", "\\1" REDACTED },
  { "(?i)((?<![A-Za-z0-9_-])[A-Za-z0-9_-]*(?:api[-_]?key|subscription[-_]?key|access[-_]?key|client[-_]?secret|password|[-_]token|[-_]secret)[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;&]+", "\\1" REDACTED },
  { "(?i)([?&](?:sig|code|key|token)=)[^&\\s\"']+", "\\1" REDACTED },
  { "(?i)(//[^/\\s:@]+:)[^/\\s@]+@", "\\1" REDACTED "@" },
  { "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*", REDACTED },
  { "\\bsk-[A-Za-z0-9_-]{12,}", REDACTED },
  { "(?i)(data:[a-z0-9.+-]+/[a-z0-9.+-]+;base64,)[A-Za-z0-9+/=]{16,}", "\\1…" },
};

static GRegex *
get_rule (guint index)
{
  static GRegex *compiled[G_N_ELEMENTS (rules)];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        compiled[i] = g_regex_new (rules[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }

  return compiled[index];
}

/* Longer ones first: a secret that is part of another must not leave the rest of it standing. */
static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  gsize length_a = strlen (*(const char * const *) a);
  gsize length_b = strlen (*(const char * const *) b);

  return (length_a < length_b) - (length_a > length_b);
}

static void
add_secret (const char *secret)
{
  if (secrets == NULL)
    secrets = g_ptr_array_new_with_free_func (g_free);

  if (g_ptr_array_find_with_equal_func (secrets, secret, g_str_equal, NULL))
    return;

  g_ptr_array_add (secrets, g_strdup (secret));
  g_ptr_array_sort (secrets, compare_lengths);
}

/**
 * azc_redact_add_secret:
 * @secret: (nullable): a key, token or password that has been loaded
 *
 * Remembers a secret for this process, so that [func@Azc.redact] removes it
 * wherever it turns up, in a URL as well. May be called from any thread.
 */
void
azc_redact_add_secret (const char *secret)
{
  g_autofree char *escaped = NULL;

  if (secret == NULL || strlen (secret) < MIN_SECRET_LENGTH)
    return;

  escaped = g_uri_escape_string (secret, NULL, FALSE);

  g_mutex_lock (&secrets_lock);
  add_secret (secret);
  add_secret (escaped);
  g_mutex_unlock (&secrets_lock);
}

/* g_string_replace() moves the rest of the text for every hit; this copies each byte once. */
static char *
replace_all (char       *text,
             const char *secret)
{
  const char *end = text + strlen (text);
  const char *p = text;
  const char *hit = g_strstr_len (p, end - p, secret);
  GString *result;

  if (hit == NULL)
    return text;

  result = g_string_sized_new ((gsize) (end - text));
  for (; hit != NULL; hit = g_strstr_len (p, end - p, secret))
    {
      g_string_append_len (result, p, hit - p);
      g_string_append (result, REDACTED);
      p = hit + strlen (secret);
    }
  g_string_append (result, p);
  g_free (text);

  return g_string_free (result, FALSE);
}

static char *
replace_secrets (char *text)
{
  g_mutex_lock (&secrets_lock);
  for (guint i = 0; secrets != NULL && i < secrets->len; i++)
    text = replace_all (text, g_ptr_array_index (secrets, i));
  g_mutex_unlock (&secrets_lock);

  return text;
}

/**
 * azc_redact:
 * @text: (nullable): text from a service, a log or a request
 *
 * Blacks out what must not be seen: every secret known to this process, values
 * of credential headers and parameters, bearer and JSON web tokens, passwords in
 * URLs, and inline picture data. Invalid UTF-8 is made valid. May be called from
 * any thread.
 *
 * Returns: (transfer full) (nullable): the text without secrets; %NULL for %NULL
 */
char *
azc_redact (const char *text)
{
  g_autofree char *result = NULL;

  if (text == NULL)
    return NULL;

  result = replace_secrets (g_utf8_make_valid (text, -1));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *previous = g_steal_pointer (&result);

      /* Only a text that exhausts the matcher gives NULL; showing none of it is safe. */
      result = g_regex_replace (get_rule (i), previous, -1, 0, rules[i].replacement, 0, NULL);
      if (result == NULL)
        return g_strdup (REDACTED);
    }

  return g_steal_pointer (&result);
}

static char *
simplify_name (const char *name)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = name; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (plain, g_ascii_tolower (*p));
    }

  return g_string_free (plain, FALSE);
}

/**
 * azc_redact_is_sensitive_name:
 * @name: (nullable): the name of a header, query parameter or variable
 *
 * Returns: whether its value is a credential, to judge by the name
 */
gboolean
azc_redact_is_sensitive_name (const char *name)
{
  static const char * const whole_names[] = { "key", "sig", "code", "auth", "xauth" };
  g_autofree char *plain = simplify_name (name);

  for (guint i = 0; i < G_N_ELEMENTS (whole_names); i++)
    {
      if (g_str_equal (plain, whole_names[i]))
        return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sensitive_parts); i++)
    {
      const char *part = strstr (plain, sensitive_parts[i]);

      /* Counts of tokens are no secret. */
      if (part != NULL && !g_str_has_prefix (part, "tokens"))
        return TRUE;
    }

  /* As in "x-functions-key". */
  return g_str_has_suffix (plain, "key") && !g_str_equal (plain, "idempotencykey") &&
         strpbrk (name, "-_") != NULL;
}
