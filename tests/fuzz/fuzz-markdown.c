/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown of any bytes, growing in two steps: bounded, well-formed, and the same as at once. */

#include "config.h"

#include "fuzz.h"

#include "text/markdown.h"

static void
check_markup (const char *markup)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autofree char *document = g_strconcat ("<markup>", markup, "</markup>", NULL);

  g_assert_true (g_markup_parse_context_parse (context, document, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t        size)
{
  const char *text = (const char *) data;
  g_autoptr (AzcMarkdown) markdown = azc_markdown_new ();
  g_autoptr (GPtrArray) whole = azc_markdown_parse (text, size, TRUE);

  azc_markdown_update (markdown, text, size / 2, FALSE, NULL, NULL, NULL);
  azc_markdown_update (markdown, text, size, TRUE, NULL, NULL, NULL);

  /* A NUL or a broken character may be half of something: only then can the two differ. */
  if (g_utf8_validate (text, size, NULL))
    g_assert_cmpuint (azc_markdown_get_size (markdown), ==, whole->len);

  for (guint i = 0; i < whole->len; i++)
    {
      AzcBlock *block = g_ptr_array_index (whole, i);

      g_assert_true (block->text == NULL || g_utf8_validate (block->text, -1, NULL));
      if (block->markup != NULL)
        check_markup (block->markup);
      for (guint j = 0; block->cells != NULL && block->cells[j] != NULL; j++)
        check_markup (block->cells[j]);
    }

  return 0;
}
