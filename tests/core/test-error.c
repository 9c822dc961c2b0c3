/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain and what errors carry. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"

static void
test_codes (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = AZC_ERROR_FAILED; code <= AZC_ERROR_STORE; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (AZC_ERROR, code, "x");
      const char *name = azc_error_get_code_name (error);

      g_assert_nonnull (name);
      g_assert_true (g_hash_table_add (names, (gpointer) name));
      g_assert_true (g_str_has_suffix (azc_error_get_advice (error), "."));
    }

  g_assert_true (g_hash_table_contains (names, "insecure-url"));
  g_assert_true (g_hash_table_contains (names, "truncated"));
}

static void
test_foreign (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) failed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  azc_error_set_subject (failed, "s");
  azc_error_set_status (failed, 500);
  g_assert_cmpstr (azc_error_get_code_name (cancelled), ==, "cancelled");
  g_assert_cmpstr (azc_error_get_code_name (failed), ==, "failed");
  g_assert_cmpstr (azc_error_get_code_name (NULL), ==, "failed");
  g_assert_null (azc_error_get_subject (failed));
  g_assert_cmpuint (azc_error_get_status (failed), ==, 0);
  g_assert_cmpint (azc_error_get_retry_after (failed), ==, -1);
  g_assert_nonnull (azc_error_get_advice (failed));
  g_assert_true (azc_error_is_cancelled (cancelled));
  g_assert_false (azc_error_is_cancelled (failed));
  g_assert_false (azc_error_is_cancelled (NULL));
}

static GError *
make_error (void)
{
  GError *error = g_error_new_literal (AZC_ERROR, AZC_ERROR_RATE_LIMIT, "Too many requests.");

  azc_error_set_advice (error, "Wait.");
  azc_error_set_subject (error, "tokens");
  azc_error_set_details (error, "api-key: 0123456789abcdef");
  azc_error_set_request_id (error, "req-1");
  azc_error_set_status (error, 429);
  azc_error_set_retry_after (error, 1500);

  return error;
}

static void
assert_fields (const GError *error)
{
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpstr (error->message, ==, "Too many requests.");
  g_assert_cmpstr (azc_error_get_advice (error), ==, "Wait.");
  g_assert_cmpstr (azc_error_get_subject (error), ==, "tokens");
  g_assert_null (strstr (azc_error_get_details (error), "0123456789abcdef"));
  g_assert_cmpstr (azc_error_get_request_id (error), ==, "req-1");
  g_assert_cmpuint (azc_error_get_status (error), ==, 429);
  g_assert_cmpint (azc_error_get_retry_after (error), ==, 1500);
}

static void
test_fields (void)
{
  g_autoptr (GError) error = make_error ();
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (JsonNode) node = azc_error_to_json (error);
  g_autoptr (GError) back = azc_error_from_json (node);

  assert_fields (error);
  azc_error_set_subject (error, NULL);
  assert_fields (copy);
  assert_fields (back);
  g_assert_null (azc_error_get_subject (error));
  azc_error_set_advice (error, NULL);
  g_assert_cmpstr (azc_error_get_advice (error), !=, "Wait.");
}

static void
test_invalid_text (void)
{
  g_autoptr (GError) error = g_error_new_literal (AZC_ERROR, AZC_ERROR_FAILED, "x");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  azc_error_set_subject (error, "a\xff");
  azc_error_set_details (error, "b\xfe");
  node = azc_error_to_json (error);
  text = azc_json_write (node, FALSE);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_from_wrong_json (void)
{
  static const char * const texts[] = {
    "[]", "null", "3", "{}", "{\"code\":\"unheard-of\"}", "{\"code\":7,\"message\":[],\"status\":-1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = azc_json_parse (texts[i], -1, NULL);
      g_autoptr (GError) error = azc_error_from_json (node);

      g_assert_error (error, AZC_ERROR, AZC_ERROR_FAILED);
      g_assert_cmpuint (strlen (error->message), >, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/codes", test_codes);
  g_test_add_func ("/error/foreign", test_foreign);
  g_test_add_func ("/error/fields", test_fields);
  g_test_add_func ("/error/invalid-text", test_invalid_text);
  g_test_add_func ("/error/from-wrong-json", test_from_wrong_json);

  return g_test_run ();
}
