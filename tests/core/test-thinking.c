/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Thinking divided from answers, with the text cut in two and in three at every byte. */

#include "config.h"

#include <string.h>

#include "provider/thinking.h"

static const struct
{
  const char *text;
  const char *thinking;
  const char *answer;
} cases[] = {
  { "", "", "" },
  { "Hello", "", "Hello" },
  { "<think>hm</think>Hello", "hm", "Hello" },
  { " \n<think>\nhm\n</think>\n\n Hello\n", "\nhm\n", "Hello\n" },
  { "<think></think>Hello", "", "Hello" },
  { "<think>\n\n</think>\n\nHello", "\n\n", "Hello" },
  { "<think>hm</think>", "hm", "" },
  { "<think>hm</think> \n", "hm", "" },
  { "<think>hm", "hm", "" },
  { "<think>hm</thin", "hm</thin", "" },
  { "<think>", "", "" },
  { "<think>a<think>b</think>c", "a<think>b", "c" },
  { "<think>1</2</</think>c", "1</2</", "c" },
  { "<think>a</think>b<think>c</think>d", "a", "b<think>c</think>d" },
  { "<think>Grüße</think>👋", "Grüße", "👋" },
  { "<thin", "", "<thin" },
  { "  <thin", "", "  <thin" },
  { "  Hello", "", "  Hello" },
  { "<thinking>no</thinking>", "", "<thinking>no</thinking>" },
  { "<<think>", "", "<<think>" },
  { "a</think>b", "", "a</think>b" },
};

typedef struct
{
  GString *thinking;
  GString *answer;
} Parts;

static void
on_part_cb (gboolean    is_thinking,
            const char *text,
            gpointer    user_data)
{
  Parts *parts = user_data;

  g_assert_cmpuint (strlen (text), >, 0);
  g_string_append (is_thinking ? parts->thinking : parts->answer, text);
}

/* Pushes @text in three pieces. */
static void
check (guint index,
       gsize first,
       gsize second)
{
  const char *text = cases[index].text;
  g_autofree char *a = g_strndup (text, first);
  g_autofree char *b = g_strndup (text + first, second - first);
  Parts parts = { g_string_new (NULL), g_string_new (NULL) };
  AzcThinking *thinking = azc_thinking_new (on_part_cb, &parts);

  azc_thinking_push (thinking, a);
  azc_thinking_push (thinking, b);
  azc_thinking_push (thinking, text + second);
  azc_thinking_finish (thinking);
  azc_thinking_free (thinking);

  g_assert_cmpstr (parts.thinking->str, ==, cases[index].thinking);
  g_assert_cmpstr (parts.answer->str, ==, cases[index].answer);
  g_string_free (parts.thinking, TRUE);
  g_string_free (parts.answer, TRUE);
}

static void
test_cuts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize first = 0; first <= strlen (cases[i].text); first++)
        {
          for (gsize second = first; second <= strlen (cases[i].text); second++)
            check (i, first, second);
        }
    }
}

/* What cannot be part of a tag is handed over at once. */
static void
test_at_once (void)
{
  Parts parts = { g_string_new (NULL), g_string_new (NULL) };
  AzcThinking *thinking = azc_thinking_new (on_part_cb, &parts);

  azc_thinking_push (thinking, "<think>one two");
  g_assert_cmpstr (parts.thinking->str, ==, "one two");
  azc_thinking_push (thinking, " three<");
  g_assert_cmpstr (parts.thinking->str, ==, "one two three");
  azc_thinking_push (thinking, "/think>four <");
  g_assert_cmpstr (parts.answer->str, ==, "four <");

  azc_thinking_free (thinking);
  g_string_free (parts.thinking, TRUE);
  g_string_free (parts.answer, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thinking/cuts", test_cuts);
  g_test_add_func ("/thinking/at-once", test_at_once);

  return g_test_run ();
}
