/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of names and values. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/pairs.h"

static AzcPairs *
make_pairs (void)
{
  AzcPairs *pairs = azc_pairs_new ();

  azc_pairs_append (pairs, "a", "1");
  azc_pairs_append (pairs, "B", NULL);
  azc_pairs_append (pairs, "a", "2");
  azc_pairs_append (pairs, "c", "");

  return pairs;
}

static void
test_lookup (void)
{
  g_autoptr (AzcPairs) pairs = make_pairs ();

  g_assert_cmpuint (azc_pairs_get_size (pairs), ==, 4);
  g_assert_cmpstr (azc_pairs_get (pairs, 0)->value, ==, "1");
  g_assert_cmpstr (azc_pairs_lookup (pairs, "a"), ==, "2");
  g_assert_cmpstr (azc_pairs_lookup (pairs, "c"), ==, "");
  g_assert_null (azc_pairs_lookup (pairs, "b"));
  g_assert_null (azc_pairs_lookup (pairs, "B"));
  g_assert_cmpuint (azc_pairs_get_size (NULL), ==, 0);
  g_assert_null (azc_pairs_lookup (NULL, "a"));
}

static void
test_copy (void)
{
  g_autoptr (AzcPairs) pairs = make_pairs ();
  g_autoptr (AzcPairs) copy = azc_pairs_copy (pairs);
  g_autoptr (AzcPairs) empty = azc_pairs_copy (NULL);

  g_assert_true (azc_pairs_equal (pairs, copy));
  azc_pairs_append (copy, "d", "4");
  g_assert_false (azc_pairs_equal (pairs, copy));
  g_assert_cmpuint (azc_pairs_get_size (pairs), ==, 4);
  g_assert_true (azc_pairs_equal (empty, NULL));
  g_assert_false (azc_pairs_equal (pairs, NULL));
}

static void
test_equal (void)
{
  g_autoptr (AzcPairs) a = azc_pairs_new ();
  g_autoptr (AzcPairs) b = azc_pairs_new ();

  azc_pairs_append (a, "x", NULL);
  azc_pairs_append (b, "x", "");
  g_assert_false (azc_pairs_equal (a, b));
  azc_pairs_append (a, "y", "1");
  g_assert_false (azc_pairs_equal (a, b));
}

static void
test_json (void)
{
  g_autoptr (AzcPairs) pairs = make_pairs ();
  g_autoptr (JsonNode) node = azc_pairs_to_json (pairs);
  g_autofree char *text = azc_json_write (node, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (AzcPairs) back = azc_pairs_from_json (node, "headers", &error);

  g_assert_cmpstr (text, ==, "{\"a\":\"2\",\"B\":null,\"c\":\"\"}");
  g_assert_no_error (error);
  g_assert_cmpuint (azc_pairs_get_size (back), ==, 3);
  g_assert_cmpstr (azc_pairs_get (back, 1)->name, ==, "B");
  g_assert_null (azc_pairs_get (back, 1)->value);
}

static void
test_json_order (void)
{
  g_autoptr (JsonNode) node = azc_json_parse ("{\"z\":\"1\",\"a\":\"2\",\"m\":null}", -1, NULL);
  g_autoptr (AzcPairs) pairs = azc_pairs_from_json (node, "query", NULL);
  g_autoptr (AzcPairs) none = azc_pairs_from_json (NULL, "query", NULL);

  g_assert_cmpstr (azc_pairs_get (pairs, 0)->name, ==, "z");
  g_assert_cmpstr (azc_pairs_get (pairs, 2)->name, ==, "m");
  g_assert_cmpuint (azc_pairs_get_size (none), ==, 0);
}

static void
test_json_wrong (void)
{
  static const char * const texts[] = {
    "[]", "\"x\"", "null", "{\"a\":1}", "{\"a\":true}", "{\"a\":{}}", "{\"a\":[\"x\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = azc_json_parse (texts[i], -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (azc_pairs_from_json (node, "headers", &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_SETTINGS);
      g_assert_nonnull (strstr (error->message, "headers"));
      g_assert_cmpstr (azc_error_get_subject (error), ==, "headers");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pairs/lookup", test_lookup);
  g_test_add_func ("/pairs/copy", test_copy);
  g_test_add_func ("/pairs/equal", test_equal);
  g_test_add_func ("/pairs/json", test_json);
  g_test_add_func ("/pairs/json-order", test_json_order);
  g_test_add_func ("/pairs/json-wrong", test_json_wrong);

  return g_test_run ();
}
