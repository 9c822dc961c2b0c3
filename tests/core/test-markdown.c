/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown → rows, and that a growing text gives the same rows as the whole one. */

#include "config.h"

#include <string.h>

#include "text/inline.h"
#include "text/markdown.h"

static AzcBlock *
block_at (GPtrArray *blocks,
          guint      index)
{
  g_assert_cmpuint (index, <, blocks->len);

  return g_ptr_array_index (blocks, index);
}

static void
check_markup (const char *markup)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *document = g_strconcat ("<markup>", markup, "</markup>", NULL);

  g_assert_true (g_utf8_validate (markup, -1, NULL));
  g_markup_parse_context_parse (context, document, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
check_blocks (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      AzcBlock *block = block_at (blocks, i);

      g_assert_true (g_utf8_validate (block->kind == AZC_BLOCK_RULE ? "" : block->text, -1, NULL));
      g_assert_cmpuint (block->indent, <=, 12);
      g_assert_cmpuint (block->quote_depth, <=, 12);

      if (block->kind == AZC_BLOCK_PARAGRAPH || block->kind == AZC_BLOCK_HEADING)
        check_markup (block->markup);
      if (block->kind == AZC_BLOCK_TABLE)
        {
          g_assert_cmpuint (g_strv_length (block->cells), ==, block->n_columns * block->n_rows);
          for (guint j = 0; block->cells[j] != NULL; j++)
            check_markup (block->cells[j]);
        }
    }
}

static GPtrArray *
parse (const char *text)
{
  GPtrArray *blocks = azc_markdown_parse (text, -1, TRUE);

  check_blocks (blocks);

  return blocks;
}

static char *
describe (AzcBlock *block)
{
  static const char * const kinds[] = { "p", "h", "code", "table", "rule" };
  GString *string = g_string_new (kinds[block->kind]);

  if (block->level > 0)
    g_string_append_printf (string, "%u", block->level);
  if (block->indent > 0)
    g_string_append_printf (string, " i%u", block->indent);
  if (block->quote_depth > 0)
    g_string_append_printf (string, " q%u", block->quote_depth);
  if (block->marker != NULL)
    g_string_append_printf (string, " [%s]", block->marker);
  if (block->language != NULL)
    g_string_append_printf (string, " (%s)", block->language);
  if (block->continues)
    g_string_append (string, " …");
  if (block->text != NULL)
    g_string_append_printf (string, " %s", block->text);

  return g_string_free (string, FALSE);
}

static void
test_blocks (void)
{
  static const struct
  {
    const char *text;
    const char *rows[8];
  } cases[] = {
    { "", { NULL } },
    { "one\ntwo\n\nthree", { "p one\ntwo", "p three" } },
    { "# A *b*\n\nSub\n---", { "h1 A b", "h2 Sub" } },
    { "a\n\n---\n\nb", { "p a", "rule", "p b" } },
    { "- a\n- b\n  - c\n\n  d\n", { "p i1 [•] a", "p i1 [•] b", "p i2 [•] c", "p i1 d" } },
    { "3. a\n3. b\n", { "p i1 [3.] a", "p i1 [4.] b" } },
    { "- [ ] a\n- [x] b\n", { "p i1 [☐] a", "p i1 [☑] b" } },
    { "-\n- x\n", { "p i1 [•] ", "p i1 [•] x" } },
    { "> a\n>\n> > b\n\nc", { "p q1 a", "p q2 b", "p c" } },
    { "> - a\n", { "p i1 q1 [•] a" } },
    { "- ```c\n  x\n  ```\n", { "code i1 [•] (c) x" } },
    { "```python x=1\nif a:\n\n  b\n```\nz", { "code (python) if a:\n\n  b", "p z" } },
    { "```\nopen", { "code open" } },
    { "    indented\n", { "code indented" } },
    { "| a | b |\n|---|:-:|\n| 1<br>2 | **c** |\n", { "table a\tb\n1\n2\tc" } },
    { "<b>x</b> <!-- y -->\n\n<div>\n", { "p <b>x</b> <!-- y -->", "p <div>" } },
    { "AT&amp;T &copy; &#x41; &bogus;", { "p AT&T © A &bogus;" } },
    { "[a][1]\n\n[1]: https://example.com", { "p a" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) blocks = parse (cases[i].text);
      guint n = 0;

      for (; cases[i].rows[n] != NULL; n++)
        {
          g_autofree char *row = describe (block_at (blocks, n));

          g_assert_cmpstr (row, ==, cases[i].rows[n]);
        }
      g_assert_cmpuint (blocks->len, ==, n);
    }
}

static void
test_markup (void)
{
  static const struct
  {
    const char *text;
    const char *markup;
  } cases[] = {
    { "**a** _b_ ~~c~~", "<b>a</b> <i>b</i> <s>c</s>" },
    { "<i>&", "&lt;i&gt;&amp;" },
    { "[x](javascript:alert(1))", "x" },
    { "[x](<>)", "x" },
    { "[x]()", "x" },
    { "[x](http://a/?b&c \"t\")",
      "<a href=\"http://a/?b&amp;c\" title=\"http://a/?b&amp;amp;c\">x</a>" },
    { "[a][1]\n\n[1]: https://b.c", "<a href=\"https://b.c\" title=\"https://b.c\">a</a>" },
    { "![cat](https://a/b.png)",
      "<a href=\"https://a/b.png\" title=\"https://a/b.png\">Picture: cat</a>" },
    { "![cat](data:image/png;base64,AAAA)", "Picture: cat" },
    { "www.example.com",
      "<a href=\"http://www.example.com\" title=\"http://www.example.com\">www.example.com</a>" },
    { "\\*a\\*", "*a*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) blocks = parse (cases[i].text);

      g_assert_cmpstr (block_at (blocks, 0)->markup, ==, cases[i].markup);
    }
}

static void
test_table (void)
{
  g_autoptr (GPtrArray) blocks = parse ("| a | b | c |\n|:--|:-:|--:|\n| **1** |\n");
  AzcBlock *block = block_at (blocks, 0);

  g_assert_cmpuint (block->n_columns, ==, 3);
  g_assert_cmpuint (block->n_rows, ==, 2);
  g_assert_cmpint (block->aligns[0], ==, AZC_ALIGN_LEFT);
  g_assert_cmpint (block->aligns[1], ==, AZC_ALIGN_CENTER);
  g_assert_cmpint (block->aligns[2], ==, AZC_ALIGN_RIGHT);
  g_assert_cmpstr (block->cells[2], ==, "c");
  g_assert_cmpstr (block->cells[3], ==, "<b>1</b>");
  g_assert_cmpstr (block->cells[5], ==, "");
}

static void
test_long_table (void)
{
  g_autoptr (GString) text = g_string_new ("| n | sq |\n|---|---|\n");
  g_autoptr (GPtrArray) blocks = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "| %u | %u |\n", i, i * i);
  blocks = parse (text->str);

  g_assert_cmpuint (blocks->len, ==, 3);
  for (guint i = 0; i < blocks->len; i++)
    {
      g_assert_cmpstr (block_at (blocks, i)->cells[1], ==, "sq");
      g_assert_cmpint (block_at (blocks, i)->continues, ==, i > 0);
    }
  g_assert_cmpstr (block_at (blocks, 1)->cells[2], ==, "49");
  g_assert_true (g_str_has_suffix (block_at (blocks, 2)->text, "119\t14161"));
}

static char *
join (GPtrArray  *blocks,
      const char *separator)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      if (i > 0)
        g_string_append (string, separator);
      g_string_append (string, block_at (blocks, i)->text);
    }

  return g_string_free (string, FALSE);
}

static void
test_split_paragraph (void)
{
  g_autoptr (GString) text = g_string_new ("**");
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%sword%u", i > 0 ? " " : "", i);
  g_string_append (text, "**");
  blocks = parse (text->str);
  joined = join (blocks, " ");

  g_assert_cmpuint (blocks->len, >, 4);
  for (guint i = 0; i < blocks->len; i++)
    {
      g_assert_cmpuint (strlen (block_at (blocks, i)->text), <, 4200);
      g_assert_true (g_str_has_prefix (block_at (blocks, i)->markup, "<b>word"));
      g_assert_cmpint (block_at (blocks, i)->continues, ==, i > 0);
    }
  g_assert_cmpmem (joined, strlen (joined), text->str + 2, text->len - 4);
}

static void
test_split_word (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "語");
  blocks = parse (text->str);
  joined = join (blocks, "");

  g_assert_cmpuint (blocks->len, >, 5);
  g_assert_cmpstr (joined, ==, text->str);
}

static void
test_split_code (void)
{
  g_autoptr (GString) text = g_string_new ("~~~c\n");
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "line %u\n\n", i);
  blocks = parse (text->str);
  joined = join (blocks, "\n");

  g_assert_cmpuint (blocks->len, ==, 20);
  g_assert_cmpstr (block_at (blocks, 19)->language, ==, "c");
  g_assert_true (block_at (blocks, 19)->continues);
  g_assert_cmpmem (joined, strlen (joined), text->str + 5, text->len - 6);
}

static void
test_invalid (void)
{
  g_autoptr (GPtrArray) blocks = azc_markdown_parse ("a\xff\xfe\0z\xc3", 6, TRUE);
  g_autoptr (GPtrArray) bidi = parse ("x\u202Ey");

  check_blocks (blocks);
  g_assert_cmpstr (block_at (blocks, 0)->text, ==,
                   "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd");
  g_assert_cmpstr (block_at (bidi, 0)->markup, ==, "x⟨U+202E⟩y");
  g_assert_cmpstr (block_at (bidi, 0)->text, ==, "x\u202Ey");
}

static char *
repeat (const char *unit,
        guint       times)
{
  GString *string = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (string, unit);

  return g_string_free (string, FALSE);
}

/* The bounds are on what comes out; a square in time would show as the test's time limit. */
static void
test_hostile (void)
{
  static const char * const units[] = {
    "> ", "- ", "1. ", "[", "![[]()", "**a ", "*_", "<", "`", "``a`", "|", "| a ", "a\n",
    "[a](", "&#0;", "\\", "~~~~ ", "\r", "# ", "***", "[[a]](b)", "http://a.", "- a\n", "> > a\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = repeat (units[i], 10000);
      g_autoptr (GPtrArray) blocks = parse (text);
      gsize size = 0;

      for (guint j = 0; j < blocks->len; j++)
        size += block_at (blocks, j)->markup != NULL ? strlen (block_at (blocks, j)->markup) : 0;
      g_assert_cmpuint (size, <, 40 * strlen (text) + 1000);
    }
}

static void
test_references (void)
{
  g_autofree char *path = g_strnfill (1500, 'x');
  g_autofree char *uses = repeat ("[a] ", 20000);
  g_autofree char *text = g_strdup_printf ("[a]: https://example.com/%s\n\n%s", path, uses);
  g_autoptr (GPtrArray) blocks = parse (text);
  gsize size = 0;

  for (guint i = 0; i < blocks->len; i++)
    size += strlen (block_at (blocks, i)->markup);
  g_assert_cmpuint (size, <, 10 * strlen (text));
}

static void
test_cap (void)
{
  g_autofree char *text = repeat ("**word** and *more* of it\n\n", 100000);
  g_autoptr (GPtrArray) blocks = azc_markdown_parse (text, -1, TRUE);
  AzcBlock *last = block_at (blocks, blocks->len - 1);

  g_assert_true (g_str_has_prefix (block_at (blocks, 0)->markup, "<b>word</b>"));
  g_assert_true (strstr (last->markup, "**word** and *more*") != NULL);
}

/* Keeps a copy of the rows by what the updates say, and compares it with the real ones. */
static void
follow (AzcMarkdown *markdown,
        GPtrArray   *rows,
        const char  *text,
        gsize        length,
        gboolean     complete)
{
  guint position, n_removed, n_added;
  gboolean changed;

  changed = azc_markdown_update (markdown, text, length, complete,
                                 &position, &n_removed, &n_added);
  g_assert_cmpint (changed, ==, n_removed + n_added > 0);

  if (n_removed > 0)
    g_ptr_array_remove_range (rows, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (rows, position + i,
                        azc_block_ref (azc_markdown_get (markdown, position + i)));

  g_assert_cmpuint (rows->len, ==, azc_markdown_get_size (markdown));
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (azc_block_equal (block_at (rows, i), azc_markdown_get (markdown, i)));
}

static void
assert_same (GPtrArray  *rows,
             GPtrArray  *whole,
             const char *text)
{
  for (guint i = 0; i < MIN (rows->len, whole->len); i++)
    {
      g_autofree char *is = describe (block_at (rows, i));
      g_autofree char *should = describe (block_at (whole, i));

      if (!azc_block_equal (block_at (rows, i), block_at (whole, i)))
        g_test_message ("in “%s”", text);
      g_assert_cmpstr (is, ==, should);
      g_assert_true (azc_block_equal (block_at (rows, i), block_at (whole, i)));
    }

  if (rows->len != whole->len)
    g_test_message ("in “%s”", text);
  g_assert_cmpuint (rows->len, ==, whole->len);
}

static void
check_growth (const char *text,
              gsize       max_step)
{
  g_autoptr (AzcMarkdown) markdown = azc_markdown_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_block_unref);
  g_autoptr (GPtrArray) whole = azc_markdown_parse (text, -1, TRUE);
  gsize length = strlen (text);

  for (gsize n = 0; n < length; n += g_test_rand_int_range (1, max_step + 1))
    follow (markdown, rows, text, n, FALSE);
  follow (markdown, rows, text, length, FALSE);
  follow (markdown, rows, text, length, TRUE);

  assert_same (rows, whole, text);
}

static void
test_growth_pieces (void)
{
  static const char * const pieces[] = {
    "word", "two words", " ", "\n", "\n\n", "\n\n", "\n\n", "```\n", "```c\n", "~~~\n", "\n```\n",
    "- ", "* ", "1. ", "2) ", "> ", "  ", "    ", "\t", "# ", "## h\n", "---\n", "===\n",
    "**", "*", "_", "`", "``", "[a]", "[a]: http://b\n", "](", ")", "|", "| a | b |\n",
    "|---|---|\n", "<b>", "</div>\n", "&amp;", "\\", "\r\n", "\r", "語", "[ ] ", "http://x.y ", "-", "1",
    "\nA new paragraph.\n\n", "\n\nAnother one\n", "- item\n", "  ```\n", " ```\n", "-\n",
  };

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (1, 30);

      while (n-- > 0)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      check_growth (text->str, i % 2 == 0 ? 1 : 7);
    }
}

static void
test_growth_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append (text, "Intro with `code`.\n\n```c\n");
  for (guint i = 0; i < 450; i++)
    g_string_append_printf (text, i % 7 == 3 ? "\n" : "int x%u;\n", i);
  g_string_append (text, "```\n\nBetween.\n\n");
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "**word%u** ", i);
  g_string_append (text, "\n\n| a | b |\n|---|---|\n");
  for (guint i = 0; i < 110; i++)
    g_string_append_printf (text, "| %u | x |\n", i);
  g_string_append (text, "\n> quoted\n\nEnd.");

  for (guint i = 0; i < 4; i++)
    check_growth (text->str, 97);
}

static void
test_another_text (void)
{
  g_autoptr (AzcMarkdown) markdown = azc_markdown_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_block_unref);
  const char *first = "One.\n\nTwo.\n\nThree.\n\nFour.\n";
  const char *second = "1.\n\n2.\n\nSomething else, and longer than the one before.\n\nx\n";

  follow (markdown, rows, first, strlen (first), FALSE);
  follow (markdown, rows, second, strlen (second), TRUE);
  follow (markdown, rows, "", 0, TRUE);

  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_closed (void)
{
  g_autoptr (GPtrArray) open = azc_markdown_parse ("```c\nx\n```\n\ny", -1, FALSE);
  g_autoptr (GPtrArray) closed = azc_markdown_parse ("```c\nx\n```\n\ny", -1, TRUE);

  g_assert_true (block_at (open, 0)->closed);
  g_assert_false (block_at (open, 1)->closed);
  g_assert_true (block_at (closed, 1)->closed);
}

/* The work per update must not grow: an update late in a long text touches as little as one
 * early in it. Counted in rows that are made anew, so that the machine's speed does not matter. */
static void
check_locality (const char *unit,
                const char *head)
{
  g_autoptr (AzcMarkdown) markdown = azc_markdown_new ();
  g_autoptr (GString) text = g_string_new (head);
  guint position, n_removed, n_added;

  for (guint i = 0; i < 3000; i++)
    {
      AzcBlock *before = i > 2500 ? azc_markdown_get (markdown, 3) : NULL;

      g_string_append (text, unit);
      azc_markdown_update (markdown, text->str, text->len, FALSE,
                           &position, &n_removed, &n_added);
      g_assert_cmpuint (n_removed, <, 3);
      g_assert_cmpuint (n_added, <, 4);
      if (before != NULL)
        g_assert_true (before == azc_markdown_get (markdown, 3));
    }
}

static void
test_locality (void)
{
  check_locality ("A paragraph.\n\n", "");
  check_locality ("int line;\n", "```c\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/markup", test_markup);
  g_test_add_func ("/markdown/table", test_table);
  g_test_add_func ("/markdown/long-table", test_long_table);
  g_test_add_func ("/markdown/split-paragraph", test_split_paragraph);
  g_test_add_func ("/markdown/split-word", test_split_word);
  g_test_add_func ("/markdown/split-code", test_split_code);
  g_test_add_func ("/markdown/invalid", test_invalid);
  g_test_add_func ("/markdown/hostile", test_hostile);
  g_test_add_func ("/markdown/references", test_references);
  g_test_add_func ("/markdown/cap", test_cap);
  g_test_add_func ("/markdown/growth/pieces", test_growth_pieces);
  g_test_add_func ("/markdown/growth/long", test_growth_long);
  g_test_add_func ("/markdown/another-text", test_another_text);
  g_test_add_func ("/markdown/closed", test_closed);
  g_test_add_func ("/markdown/locality", test_locality);

  return g_test_run ();
}
