/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans → Pango markup: well-formed, harmless, and with places to break. */

#include "config.h"

#include <string.h>

#include "text/inline.h"

static void
append (AzcInline  *paragraph,
        const char *text)
{
  azc_inline_append (paragraph, text, strlen (text));
}

static char *
take (AzcInline *paragraph)
{
  char *markup;

  azc_inline_take (paragraph, &markup, NULL);

  return markup;
}

static void
test_spans (void)
{
  g_autoptr (AzcInline) paragraph = azc_inline_new ();
  g_autofree char *markup = NULL;
  g_autofree char *text = NULL;

  append (paragraph, "a < b & ");
  azc_inline_open (paragraph, AZC_SPAN_STRONG, NULL);
  append (paragraph, "c");
  azc_inline_open (paragraph, AZC_SPAN_EMPHASIS, NULL);
  append (paragraph, ">d");
  azc_inline_close (paragraph);
  azc_inline_close (paragraph);
  azc_inline_take (paragraph, &markup, &text);

  g_assert_cmpstr (markup, ==, "a &lt; b &amp; <b>c<i>&gt;d</i></b>");
  g_assert_cmpstr (text, ==, "a < b & c>d");
}

static void
test_pieces (void)
{
  g_autoptr (AzcInline) paragraph = azc_inline_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  azc_inline_open (paragraph, AZC_SPAN_STRONG, NULL);
  append (paragraph, "one");
  first = take (paragraph);
  append (paragraph, "two");
  azc_inline_close (paragraph);
  second = take (paragraph);

  g_assert_cmpstr (first, ==, "<b>one</b>");
  g_assert_cmpstr (second, ==, "<b>two</b>");
}

static void
test_addresses (void)
{
  g_autofree char *longest = g_strnfill (3000, 'a');
  g_autofree char *too_long = g_strconcat ("https://", longest, NULL);

  g_assert_true (azc_inline_is_safe_address ("https://example.com/?a=b&c"));
  g_assert_true (azc_inline_is_safe_address ("HTTP://example.com"));
  g_assert_true (azc_inline_is_safe_address ("mailto:a@example.com"));
  g_assert_false (azc_inline_is_safe_address (NULL));
  g_assert_false (azc_inline_is_safe_address (""));
  g_assert_false (azc_inline_is_safe_address ("https://"));
  g_assert_false (azc_inline_is_safe_address ("javascript:alert(1)"));
  g_assert_false (azc_inline_is_safe_address ("file:///etc/passwd"));
  g_assert_false (azc_inline_is_safe_address ("data:text/html,x"));
  g_assert_false (azc_inline_is_safe_address (" https://example.com"));
  g_assert_false (azc_inline_is_safe_address ("https://example.com/\n"));
  g_assert_false (azc_inline_is_safe_address (too_long));
}

static void
test_links (void)
{
  g_autoptr (AzcInline) paragraph = azc_inline_new ();
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *nested = NULL;

  azc_inline_open (paragraph, AZC_SPAN_LINK, "https://example.com/?a=\"&b");
  append (paragraph, "there");
  azc_inline_close (paragraph);
  good = take (paragraph);
  g_assert_cmpstr (good, ==,
                   "<a href=\"https://example.com/?a=&quot;&amp;b\""
                   " title=\"https://example.com/?a=&amp;quot;&amp;amp;b\">there</a>");

  azc_inline_open (paragraph, AZC_SPAN_LINK, "javascript:alert(1)");
  append (paragraph, "there");
  azc_inline_close (paragraph);
  bad = take (paragraph);
  g_assert_cmpstr (bad, ==, "there");

  /* a picture that is a link leads to one place only */
  azc_inline_open (paragraph, AZC_SPAN_LINK, "https://a/");
  azc_inline_open (paragraph, AZC_SPAN_PICTURE, "https://b/");
  append (paragraph, "cat");
  azc_inline_close (paragraph);
  azc_inline_close (paragraph);
  nested = take (paragraph);
  g_assert_cmpstr (nested, ==, "<a href=\"https://a/\" title=\"https://a/\">Picture: cat</a>");
}

static void
test_depth (void)
{
  g_autoptr (AzcInline) paragraph = azc_inline_new ();
  g_autofree char *markup = NULL;

  for (guint i = 0; i < 10000; i++)
    azc_inline_open (paragraph, AZC_SPAN_STRONG, NULL);
  append (paragraph, "x");
  for (guint i = 0; i < 10000; i++)
    azc_inline_close (paragraph);
  markup = take (paragraph);

  g_assert_cmpuint (strlen (markup), <, 200);
}

static void
test_runs (void)
{
  g_autofree char *word = g_strnfill (250, 'x');
  g_autofree char *markup = azc_inline_escape (word);
  g_autofree char *stripped = azc_inline_strip (markup);
  g_autofree char *sentence = azc_inline_escape ("nothing to break here");

  g_assert_cmpuint (strlen (markup), ==, 250 + 27 * 3);
  g_assert_true (g_str_has_prefix (markup + 40, "\xe2\x80\x8b"));
  g_assert_cmpstr (stripped, ==, word);
  g_assert_cmpstr (sentence, ==, "nothing to break here");
}

static void
test_visible (void)
{
  g_autofree char *bidi = azc_inline_visible ("a\u202Eb\u2066c\u200Fd");
  g_autofree char *control = azc_inline_visible ("a\x1b[0m\tb\r\n\x7f");
  g_autofree char *markup = azc_inline_escape ("\u202E<b>");

  g_assert_cmpstr (bidi, ==, "a⟨U+202E⟩b⟨U+2066⟩c\u200Fd");
  g_assert_cmpstr (control, ==, "a␛[0m\tb\n\xef\xbf\xbd");
  g_assert_cmpstr (markup, ==, "⟨U+202E⟩&lt;b&gt;");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inline/spans", test_spans);
  g_test_add_func ("/inline/pieces", test_pieces);
  g_test_add_func ("/inline/addresses", test_addresses);
  g_test_add_func ("/inline/links", test_links);
  g_test_add_func ("/inline/depth", test_depth);
  g_test_add_func ("/inline/runs", test_runs);
  g_test_add_func ("/inline/visible", test_visible);

  return g_test_run ();
}
