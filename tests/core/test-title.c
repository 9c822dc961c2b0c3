/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "chat/title.h"

static const struct
{
  const char *text;
  const char *title;
} cases[] = {
  { "What is in this picture?", "What is in this picture?" },
  { "# A heading\nand more", "A heading" },
  { "\"Trip to Rome\"\n", "Trip to Rome" },
  { "**Bold title**", "Bold title" },
  { "  \n\n - item", "item" },
  { "你好，世界", "你好，世界" },
  { "Why is the sky blue when I look up at noon but red in the evening light?",
    "Why is the sky blue when I look up at noon but red in the…" },
  { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十多",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…" },
  { "", NULL },
  { "***", NULL },
  { NULL, NULL },
};

static void
test_from_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = azc_title_from_text (cases[i].text);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/title/from-text", test_from_text);

  return g_test_run ();
}
