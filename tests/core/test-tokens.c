/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Token estimates: the worked examples that the services publish. */

#include "config.h"

#include "image/tokens.h"

static const struct
{
  const char *model;
  guint       width;
  guint       height;
  AzcDetail   detail;
  int         tokens;
} cases[] = {
  /* tiles */
  { "gpt-4o", 1024, 1024, AZC_DETAIL_HIGH, 765 },
  { "gpt-4o", 2048, 4096, AZC_DETAIL_HIGH, 1105 },
  { "gpt-4o", 4096, 8192, AZC_DETAIL_LOW, 85 },
  { "gpt-4o", 1024, 1024, AZC_DETAIL_AUTO, 765 },
  { "gpt-4o", 512, 512, AZC_DETAIL_HIGH, 255 },
  { "gpt-4o", 513, 512, AZC_DETAIL_HIGH, 425 },
  { "gpt-4o", 1, 1, AZC_DETAIL_HIGH, 255 },
  { "gpt-4o", 100000, 1, AZC_DETAIL_HIGH, 85 + 4 * 170 },
  { "GPT-4o-2024-08-06", 1024, 1024, AZC_DETAIL_HIGH, 765 },
  { "gpt-4o-mini", 1024, 1024, AZC_DETAIL_HIGH, 2833 + 4 * 5667 },
  { "gpt-5", 1024, 1024, AZC_DETAIL_HIGH, 630 },
  { "o1", 1024, 1024, AZC_DETAIL_HIGH, 75 + 4 * 150 },

  /* patches */
  { "gpt-4.1-mini", 1024, 1024, AZC_DETAIL_HIGH, 1659 },
  { "gpt-4.1-mini", 1800, 2400, AZC_DETAIL_HIGH, 2353 },
  { "gpt-4.1-nano", 1800, 2400, AZC_DETAIL_HIGH, 3572 },
  { "o4-mini", 1800, 2400, AZC_DETAIL_HIGH, 2498 },
  { "gpt-5-mini-2025-08-07", 1024, 1024, AZC_DETAIL_HIGH, 1659 },
  { "gpt-5.2", 1024, 1024, AZC_DETAIL_AUTO, 1024 },
  { "gpt-5.4", 1800, 2400, AZC_DETAIL_HIGH, 2451 },
  { "gpt-5.5", 1800, 2400, AZC_DETAIL_AUTO, 4275 },
  { "gpt-5.6", 6000, 4000, AZC_DETAIL_AUTO, 188 * 125 },
  { "gpt-4.1-mini", 4000, 4000, AZC_DETAIL_LOW, 415 },
  { "gpt-4.1-mini", 100000, 1, AZC_DETAIL_HIGH, -2 },

  /* no rule */
  { "claude-sonnet", 1024, 1024, AZC_DETAIL_HIGH, -1 },
  { "gpt-4", 1024, 1024, AZC_DETAIL_HIGH, -1 },
  { "gpt-4o-audio-preview", 1024, 1024, AZC_DETAIL_HIGH, -1 },
  { "", 1024, 1024, AZC_DETAIL_HIGH, -1 },
  { NULL, 1024, 1024, AZC_DETAIL_HIGH, -1 },
  { "gpt-4o", 0, 10, AZC_DETAIL_HIGH, -1 },
};

static void
test_examples (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int tokens = azc_tokens_estimate (cases[i].model, cases[i].width, cases[i].height, cases[i].detail);

      g_test_message ("%s %u × %u", cases[i].model, cases[i].width, cases[i].height);
      /* -2 asks for nothing but a number within the budget */
      if (cases[i].tokens == -2)
        g_assert_true (tokens >= 1 && tokens <= 2489);
      else
        g_assert_cmpint (tokens, ==, cases[i].tokens);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tokens/examples", test_examples);

  return g_test_run ();
}
