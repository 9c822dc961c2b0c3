/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References in settings. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/expand.h"

static guint n_lookups;

static char *
look_up (char        kind,
         const char *name,
         gpointer    user_data)
{
  n_lookups++;
  if (g_str_equal (name, "missing"))
    return NULL;
  if (g_str_equal (name, "empty"))
    return g_strdup ("");
  if (g_str_equal (name, "blank"))
    return g_strdup (" \n");
  if (g_str_equal (name, "nested"))
    return g_strdup ("${A}{{b}}");
  if (g_str_equal (name, "padded"))
    return g_strdup ("\tkey\n");

  return g_strdup_printf ("<%c%s>", kind, name);
}

static void
test_expand (void)
{
  static const struct { const char *text; const char *expanded; guint n; } rows[] = {
    { "", "", 0 },
    { "plain", "plain", 0 },
    { "${A}", "<$A>", 1 },
    { "{{a}}", "<{a>", 1 },
    { "x${A}y{{b}}z", "x<$A>y<{b>z", 2 },
    { "${A}${A}", "<$A><$A>", 2 },
    { "${a-b.c_1}", "<$a-b.c_1>", 1 },
    { "$A {A} $ { } ${ {{ }}", "$A {A} $ { } ${ {{ }}", 0 },
    { "${}", "${}", 0 },
    { "{{}}", "{{}}", 0 },
    { "${a b}", "${a b}", 0 },
    { "${a", "${a", 0 },
    { "{{a}", "{{a}", 0 },
    { "${a ${B}", "${a <$B>", 1 },
    { "{{{a}}}", "{<{a>}", 1 },
    { "$${A}", "$<$A>", 1 },
    { "${nested}", "${A}{{b}}", 1 },
    { "[${padded}]", "[key]", 1 },
    { "Grüße ${A} 日本", "Grüße <$A> 日本", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *expanded = NULL;

      n_lookups = 0;
      expanded = azc_expand (rows[i].text, "field", look_up, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (expanded, ==, rows[i].expanded);
      g_assert_cmpuint (n_lookups, ==, rows[i].n);
      g_assert_cmpint (azc_expand_has_references (rows[i].text), ==, rows[i].n > 0);
    }

  g_assert_false (azc_expand_has_references (NULL));
}

static void
test_unresolved (void)
{
  static const char * const names[] = { "missing", "empty", "blank" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("a ${A} b ${%s}", names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (azc_expand (text, "headers.X-Team", look_up, NULL, &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_REFERENCE);
      g_assert_nonnull (strstr (error->message, names[i]));
      g_assert_nonnull (strstr (error->message, "headers.X-Team"));
      g_assert_cmpstr (azc_error_get_subject (error), ==, "headers.X-Team");
      g_assert_null (azc_expand (text, "x", look_up, NULL, NULL));
    }
}

/* Openings without an end must not be searched for their end again and again. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *expanded = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "${{{");
  expanded = azc_expand (text->str, "field", look_up, NULL, NULL);
  g_assert_cmpstr (expanded, ==, text->str);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/expand/expand", test_expand);
  g_test_add_func ("/expand/unresolved", test_unresolved);
  g_test_add_func ("/expand/hostile", test_hostile);

  return g_test_run ();
}
