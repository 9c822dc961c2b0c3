/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which credential headers each way to authenticate sends on each route. */

#include "config.h"

#include "auth/auth.h"
#include "base/error.h"

#define API_KEY "api-key: s3cret\n"
#define BEARER "Authorization: Bearer s3cret\n"

static const struct
{
  AzcAuthKind  kind;
  AzcRoute     route;
  const char  *header_name;
  const char  *headers;
} cases[] = {
  { AZC_AUTH_AUTO, AZC_ROUTE_AZURE, NULL, API_KEY },
  { AZC_AUTH_AUTO, AZC_ROUTE_AZURE_V1, NULL, API_KEY },
  { AZC_AUTH_AUTO, AZC_ROUTE_FOUNDRY, NULL, API_KEY },
  { AZC_AUTH_AUTO, AZC_ROUTE_SERVERLESS, NULL, BEARER },
  { AZC_AUTH_AUTO, AZC_ROUTE_OPENAI, NULL, BEARER },
  { AZC_AUTH_AUTO, AZC_ROUTE_ANTHROPIC, NULL, "x-api-key: s3cret\n" },
  { AZC_AUTH_AUTO, AZC_ROUTE_ANTHROPIC, "X-Left-Over", "x-api-key: s3cret\n" },
  { AZC_AUTH_AUTO, AZC_ROUTE_AZURE, "X-Left-Over", API_KEY },
  { AZC_AUTH_API_KEY, AZC_ROUTE_SERVERLESS, NULL, API_KEY },
  { AZC_AUTH_API_KEY, AZC_ROUTE_ANTHROPIC, NULL, API_KEY },
  { AZC_AUTH_BEARER, AZC_ROUTE_AZURE, NULL, BEARER },
  { AZC_AUTH_BEARER, AZC_ROUTE_ANTHROPIC, NULL, BEARER },
  { AZC_AUTH_BOTH, AZC_ROUTE_AZURE, NULL, API_KEY BEARER },
  { AZC_AUTH_BOTH, AZC_ROUTE_SERVERLESS, NULL, API_KEY BEARER },
  { AZC_AUTH_HEADER, AZC_ROUTE_AZURE, "Ocp-Apim-Subscription-Key", "Ocp-Apim-Subscription-Key: s3cret\n" },
  { AZC_AUTH_HEADER, AZC_ROUTE_ANTHROPIC, "X-Gateway", "X-Gateway: s3cret\n" },
  { AZC_AUTH_NONE, AZC_ROUTE_AZURE, NULL, "" },
  { AZC_AUTH_NONE, AZC_ROUTE_ANTHROPIC, NULL, "" },
};

static char *
write_pairs (const AzcPairs *pairs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    g_string_append_printf (text, "%s: %s\n", azc_pairs_get (pairs, i)->name,
                            azc_pairs_get (pairs, i)->value);

  return g_string_free (text, FALSE);
}

static void
test_headers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AzcPairs) headers = NULL;
      g_autofree char *text = NULL;

      headers = azc_auth_get_headers (cases[i].kind, cases[i].route, cases[i].header_name,
                                      "s3cret", &error);
      g_assert_no_error (error);
      text = write_pairs (headers);
      g_assert_cmpstr (text, ==, cases[i].headers);
    }
}

/* A kind that sends a key has none to send. */
static void
test_no_key (void)
{
  static const char * const empty[] = { NULL, "" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (empty); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (AzcPairs) headers = NULL;

        headers = azc_auth_get_headers (cases[i].kind, cases[i].route, cases[i].header_name,
                                        empty[j], &error);
        if (cases[i].kind == AZC_AUTH_NONE)
          {
            g_assert_no_error (error);
            g_assert_cmpuint (azc_pairs_get_size (headers), ==, 0);
            continue;
          }

        g_assert_null (headers);
        g_assert_error (error, AZC_ERROR, AZC_ERROR_MISSING_KEY);
        g_assert_cmpstr (azc_error_get_subject (error), ==, "key");
      }
}

static void
test_no_header_name (void)
{
  static const char * const empty[] = { NULL, "" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (azc_auth_get_headers (AZC_AUTH_HEADER, AZC_ROUTE_AZURE, empty[i], "s3cret", &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_SETTINGS);
      g_assert_cmpstr (azc_error_get_subject (error), ==, "auth-header");
    }
}

static void
test_entra (void)
{
  static const AzcAuthKind kinds[] = {
    AZC_AUTH_ENTRA_CLI, AZC_AUTH_ENTRA_DEVICE, AZC_AUTH_ENTRA_CLIENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (azc_auth_needs_key (kinds[i]));
      g_assert_null (azc_auth_get_headers (kinds[i], AZC_ROUTE_AZURE, NULL, "s3cret", &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_SETTINGS);
      g_assert_cmpstr (azc_error_get_subject (error), ==, "auth");
      g_assert_null (g_strrstr (error->message, "s3cret"));
    }
}

static void
test_needs_key (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (azc_auth_needs_key (azc_auth_kind_resolve (cases[i].kind, cases[i].route)), ==,
                     cases[i].kind != AZC_AUTH_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/headers", test_headers);
  g_test_add_func ("/auth/no-key", test_no_key);
  g_test_add_func ("/auth/no-header-name", test_no_header_name);
  g_test_add_func ("/auth/entra", test_entra);
  g_test_add_func ("/auth/needs-key", test_needs_key);

  return g_test_run ();
}
