/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checked reads of JSON from outside. */

#include "config.h"

#include "base/error.h"
#include "base/json.h"

static void
test_refused (void)
{
  static const struct { const char *text; gssize length; } rows[] = {
    { "", -1 }, { "   ", -1 }, { "{", -1 }, { "{\"a\":}", -1 }, { "nonsense", -1 },
    { "{\"a\":\"\xff\"}", -1 }, { "{\"a\":1}\0", 8 }, { "[1,]x", -1 }, { "{} {}", -1 },
    { "{'a':1}", -1 }, { "{\"a\":1}{", -1 }, { "[1] 2", -1 }, { "/* x */ {}", -1 }, { "{} // x", -1 },
    { "# x\n{}", -1 }, { "8\n{\"b\":2}", -1 }, { "8{}", -1 }, { "null []", -1 }, { "\"a\" {}", -1 },
    { "\"a\"\"b\"", -1 }, { "1 2", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = azc_json_parse (rows[i].text, rows[i].length, &error);

      g_test_message ("%u: %s", i, rows[i].text);
      g_assert_null (node);
      g_assert_error (error, AZC_ERROR, AZC_ERROR_RESPONSE);
    }
}

static char *
nest (guint depth)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strconcat (open, close, NULL);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (AZC_JSON_MAX_DEPTH);
  g_autofree char *deeper = nest (AZC_JSON_MAX_DEPTH + 1);
  g_autofree char *hostile = nest (1000000);
  g_autofree char *hidden = g_strconcat ("/*\"*/", hostile, NULL);
  g_autofree char *quoted = g_strconcat ("[\"\\\"", hostile, "\"]", NULL);
  g_autoptr (JsonNode) node = azc_json_parse (deepest, -1, NULL);
  g_autoptr (JsonNode) text = azc_json_parse (quoted, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (node);
  g_assert_nonnull (text);
  g_assert_null (azc_json_parse (deeper, -1, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RESPONSE);
  g_assert_null (azc_json_parse (hostile, -1, NULL));
  g_assert_null (azc_json_parse (hidden, -1, NULL));
}

static void
test_reads (void)
{
  g_autoptr (JsonNode) node = azc_json_parse (
    "{\"text\":\"a\",\"number\":3,\"real\":2.5,\"big\":1e300,\"yes\":true,\"word\":\"True\",\"none\":null,"
    "\"object\":{\"x\":1},\"array\":[{\"y\":2},5]}", -1, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *array = azc_json_get_array (object, "array");
  static const char * const members[] = {
    "text", "number", "real", "big", "yes", "none", "object", "array", "absent",
  };

  g_assert_cmpstr (azc_json_get_string (object, "text"), ==, "a");
  g_assert_cmpint (azc_json_get_int (object, "number", -1), ==, 3);
  g_assert_cmpint (azc_json_get_int (object, "real", -1), ==, 2);
  g_assert_cmpfloat (azc_json_get_double (object, "real", 0), ==, 2.5);
  g_assert_cmpfloat (azc_json_get_double (object, "number", 0), ==, 3);
  g_assert_cmpint (azc_json_get_int (object, "big", -1), ==, -1);
  g_assert_true (azc_json_get_boolean (object, "yes", FALSE));
  g_assert_true (azc_json_get_boolean (object, "word", FALSE));
  g_assert_cmpint (azc_json_get_int (azc_json_get_object (object, "object"), "x", 0), ==, 1);
  g_assert_cmpint (azc_json_get_int (azc_json_get_element (array, 0), "y", 0), ==, 2);
  g_assert_null (azc_json_get_element (array, 1));
  g_assert_null (azc_json_get_element (array, 2));
  g_assert_null (azc_json_get_element (NULL, 0));

  /* A wrong type reads as absent, whatever is asked for. */
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *m = members[i];

      g_assert_cmpint (azc_json_get_string (object, m) != NULL, ==, g_str_equal (m, "text"));
      g_assert_cmpint (azc_json_get_object (object, m) != NULL, ==, g_str_equal (m, "object"));
      g_assert_cmpint (azc_json_get_array (object, m) != NULL, ==, g_str_equal (m, "array"));
      g_assert_cmpint (azc_json_get_boolean (object, m, FALSE), ==, g_str_equal (m, "yes"));
      g_assert_cmpint (azc_json_get_int (object, m, -1) != -1, ==, g_str_equal (m, "number") || g_str_equal (m, "real"));
      g_assert_null (azc_json_get_string (NULL, m));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/reads", test_reads);

  return g_test_run ();
}
