/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown or logged holds no secrets, and hostile text does not stop the program. */

#include "config.h"

#include <string.h>

#include "base/redact.h"

#define MEGABYTE (1024 * 1024)

/* Every "SECRET…" must be gone, every "KEEP…" must stay. */
static const char * const texts[] = {
  "api-key: SECRET123 KEEP",
  "api-key:SECRET123",
  "Api_Key = 'SECRET123'",
  "\"apiKey\":\"SECRET123\",\"KEEP\":1",
  "OPENAI_API_KEY=SECRET123 KEEP",
  "Authorization: Bearer SECRETabc KEEP",
  "authorization: SECRETabc",
  "\"Authorization\": \"Basic SECRETabc\", KEEP",
  "Proxy-Authorization: Basic SECRETabc",
  "Ocp-Apim-Subscription-Key: SECRET123",
  "use bearer SECRETtoken123 KEEP",
  "https://h.test/v1?subscription-key=SECRET123&KEEP=1",
  "https://h.test/v1?KEEP=1&sig=SECRET%2B&KEEP=2",
  "https://h.test/?code=SECRET123",
  "http://KEEP:SECRETpass@proxy.test:8080/",
  "client_secret=SECRET123&KEEP=1",
  "\"access_token\": \"SECRET123\"",
  "\"password\":\"SECRET123\"",
  "eyJhbGciSECRETi.eyJzdWIiSECRET.SECRETsig KEEP",
  "sk-SECRETSECRETSECRET KEEP",
  "KEEP sk-proj-SECRETSECRET-SECRET_x",
  "data:image/png;base64,SECRETSECRETSECRETSECRET=",
  "max_tokens: KEEP, prompt_tokens=KEEP",
  "the key to happiness is KEEP, and a token of KEEP",
  "http://KEEP.test/a:b@KEEP",
};

static void
test_patterns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *redacted = azc_redact (texts[i]);
      g_auto (GStrv) before = g_strsplit (texts[i], "KEEP", -1);
      g_auto (GStrv) after = g_strsplit (redacted, "KEEP", -1);

      g_test_message ("%s → %s", texts[i], redacted);
      g_assert_null (strstr (redacted, "SECRET"));
      g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before));
    }

  g_assert_null (azc_redact (NULL));
}

static void
test_plain (void)
{
  static const char * const plain[] = {
    "", "Hello, world.", "gpt-4o answered in 3 s: 120 tokens", "Grüße 日本 🙂", "a:b@c", "risk-free",
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *redacted = azc_redact (plain[i]);

      g_assert_cmpstr (redacted, ==, plain[i]);
    }
}

static void
test_known_secrets (void)
{
  g_autofree char *redacted = NULL;
  g_autofree char *invalid = NULL;

  azc_redact_add_secret ("hunter2/+long");
  azc_redact_add_secret ("hunter2/+longer-still");
  azc_redact_add_secret ("abc");
  azc_redact_add_secret (NULL);

  redacted = azc_redact ("x hunter2/+long y hunter2/+longer-still z hunter2%2F%2Blong abc");
  g_assert_cmpstr (redacted, ==, "x ••• y ••• z ••• abc");

  invalid = azc_redact ("\xff hunter2/+long \xfe");
  g_assert_true (g_utf8_validate (invalid, -1, NULL));
  g_assert_null (strstr (invalid, "hunter2"));
}

/* Each of these once made, or could make, some pattern start over from every character. */
static void
test_hostile (void)
{
  static const char * const units[] = {
    "a", "-", "a-", "api_key", "api_key ", "api-key:", "-eyJ", "eyJaaaaaaaa.", "sk-", "bearer ",
    "authorization ", "authorization:", "//a:", "//", ":", "data:", "data:a/b", "?key=", "hunter2/+long",
    "password=x ", "\"", " ", "\xff", "é", "token:", "-token", "_secret",
  };
  static const char * const kept[] = {
    "a", "-", "a-", "api_key", "api_key ", "-eyJ", "//", ":", "data:", "\"", " ", "é", "-token", "_secret", NULL
  };

  azc_redact_add_secret ("hunter2/+long");
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_sized_new (MEGABYTE + 32);
      g_autofree char *redacted = NULL;
      double seconds;

      while (text->len < MEGABYTE)
        g_string_append (text, units[i]);

      g_test_timer_start ();
      redacted = azc_redact (text->str);
      seconds = g_test_timer_elapsed ();
      g_test_message ("%s: %.2f s", units[i], seconds);
      g_assert_cmpfloat (seconds, <, 5);
      g_assert_true (g_utf8_validate (redacted, -1, NULL));

      /* Words without a value are kept, however many there are: the matcher did not give up. */
      if (g_strv_contains (kept, units[i]))
        g_assert_true (g_str_equal (redacted, text->str));
    }
}

static void
test_sensitive_names (void)
{
  static const char * const sensitive[] = {
    "api-key", "Api_Key", "X-API-KEY", "Authorization", "Proxy-Authorization", "Ocp-Apim-Subscription-Key",
    "access_token", "X-Auth-Token", "client_secret", "Cookie", "Set-Cookie", "key", "sig", "x-functions-key",
    "password", "X-Amz-Signature", "x-auth",
  };
  static const char * const plain[] = {
    "X-Team", "Content-Type", "Accept", "max_tokens", "x-ratelimit-remaining-tokens", "Keyboard", "monkey",
    "Idempotency-Key", "anthropic-version", "", NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sensitive); i++)
    g_assert_true (azc_redact_is_sensitive_name (sensitive[i]));
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_assert_false (azc_redact_is_sensitive_name (plain[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/redact/patterns", test_patterns);
  g_test_add_func ("/redact/plain", test_plain);
  g_test_add_func ("/redact/known-secrets", test_known_secrets);
  g_test_add_func ("/redact/hostile", test_hostile);
  g_test_add_func ("/redact/sensitive-names", test_sensitive_names);

  return g_test_run ();
}
