/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one function that everything shown or logged passes. */

#include "config.h"

#include "base/redact.h"

#include <string.h>

#include "base/util.h"

#define REDACTED "•••"

/* Shorter values would black out ordinary words all over a text. */
#define MIN_SECRET_LENGTH 6

static GMutex secrets_lock;
static GHashTable *secrets;

/* Names are compared in lower case without dashes and underscores. */
static const char * const sensitive_parts[] = {
  "apikey", "authorization", "subscriptionkey", "token", "secret", "password",
  "cookie", "credential", "signature", "accesskey", "privatekey",
};

static const struct
{
  const char *pattern;
  const char *replacement;
} rules[] = {
  { "(?i)(\\b(?:proxy-)?authorization\\b[\"']?\\s*[:=]\\s*[\"']?)(?:(bearer|basic)\\s+)?[^\\s\"',;]+", "\\1\\2 " REDACTED },
  { "(?i)(\\bbearer\\s+)[A-Za-z0-9._~+/=-]{6,}", "\\1" REDACTED },
  { "(?i)([A-Za-z0-9_-]*(?:api[-_]?key|subscription[-_]?key|access[-_]?key|client[-_]?secret|password|[-_]token|[-_]secret)[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;&]+", "\\1" REDACTED },
  { "(?i)([?&](?:sig|code|key|token)=)[^&\\s\"']+", "\\1" REDACTED },
  { "(?i)(//[^/\\s:@]+:)[^/\\s@]+@", "\\1" REDACTED "@" },
  { "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*", REDACTED },
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

/**
 * azc_redact_add_secret:
 * @secret: (nullable): a key, token or password that has been loaded
 *
 * Remembers a secret for this process, so that [func@Azc.redact] removes it
 * wherever it turns up. May be called from any thread.
 */
void
azc_redact_add_secret (const char *secret)
{
  if (secret == NULL || strlen (secret) < MIN_SECRET_LENGTH)
    return;

  g_mutex_lock (&secrets_lock);
  if (secrets == NULL)
    secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (secrets, g_strdup (secret));
  g_mutex_unlock (&secrets_lock);
}

static void
replace_secrets (GString *text)
{
  GHashTableIter iter;
  gpointer secret;

  g_mutex_lock (&secrets_lock);
  if (secrets != NULL)
    {
      g_hash_table_iter_init (&iter, secrets);
      while (g_hash_table_iter_next (&iter, &secret, NULL))
        g_string_replace (text, secret, REDACTED, 0);
    }
  g_mutex_unlock (&secrets_lock);
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
  g_autoptr (GString) result = NULL;

  if (text == NULL)
    return NULL;

  {
    g_autofree char *valid = g_utf8_make_valid (text, -1);

    result = g_string_new (valid);
  }
  replace_secrets (result);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *replaced = g_regex_replace (get_rule (i), result->str, (gssize) result->len,
                                                   0, rules[i].replacement, 0, NULL);

      /* Only a text that exhausts the matcher gets here; showing none of it is safe. */
      g_string_assign (result, replaced != NULL ? replaced : REDACTED);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
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
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = name; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (plain, g_ascii_tolower (*p));
    }

  for (guint i = 0; i < G_N_ELEMENTS (sensitive_parts); i++)
    {
      if (strstr (plain->str, sensitive_parts[i]) != NULL)
        return TRUE;
    }

  return g_str_equal (plain->str, "key") || g_str_equal (plain->str, "sig") || g_str_equal (plain->str, "code");
}
