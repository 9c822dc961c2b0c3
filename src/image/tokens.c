/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a picture costs in tokens, by the published rules of two families of models:
 * those that cut it in tiles and those that cut it in patches. */

#include "config.h"

#include "image/tokens.h"

#include <math.h>
#include <string.h>

#define TILE 512
#define TILE_LONG_SIDE 2048
#define TILE_SHORT_SIDE 768

#define PATCH 32
#define LOW_PATCHES 256

static const struct
{
  const char *model;
  guint       base;
  guint       per_tile;
} tiled[] = {
  { "gpt-4o", 85, 170 },
  { "gpt-4.1", 85, 170 },
  { "gpt-4.5-preview", 85, 170 },
  { "gpt-4-turbo", 85, 170 },
  { "gpt-4o-mini", 2833, 5667 },
  { "o1", 75, 150 },
  { "o1-pro", 75, 150 },
  { "o3", 75, 150 },
  { "gpt-5", 70, 140 },
  { "gpt-5-chat", 70, 140 },
  { "gpt-5.1", 70, 140 },
  { "computer-use-preview", 65, 129 },
};

/* The budget is the number of patches at most, 0 for any number. */
static const struct
{
  const char *model;
  guint       high_budget;
  guint       auto_budget;
  double      per_patch;
} patched[] = {
  { "gpt-4.1-mini", 1536, 1536, 1.62 },
  { "gpt-5-mini", 1536, 1536, 1.62 },
  { "gpt-5.4-mini", 1536, 1536, 1.62 },
  { "gpt-4.1-nano", 1536, 1536, 2.46 },
  { "gpt-5-nano", 1536, 1536, 2.46 },
  { "gpt-5.4-nano", 1536, 1536, 2.46 },
  { "o4-mini", 1536, 1536, 1.72 },
  { "gpt-5.2", 1536, 1536, 1 },
  { "gpt-5-codex", 1536, 1536, 1 },
  { "gpt-5.1-codex", 1536, 1536, 1 },
  { "gpt-5.2-codex", 1536, 1536, 1 },
  { "gpt-5.3-codex", 1536, 1536, 1 },
  { "codex-mini", 1536, 1536, 1 },
  { "gpt-5.4", 2500, 2500, 1 },
  { "gpt-5.5", 2500, 10000, 1 },
  { "gpt-5.6", 2500, 0, 1 },
};

/* "gpt-4o" names "gpt-4o-2024-08-06" too, but not "gpt-4o-mini". */
static gboolean
names (const char *known,
       const char *model)
{
  gsize length = strlen (known);

  if (g_ascii_strncasecmp (known, model, length) != 0)
    return FALSE;

  return model[length] == '\0' || (model[length] == '-' && g_ascii_isdigit (model[length + 1]));
}

static int
count_tiles (double width,
             double height)
{
  double scale = MIN (1, TILE_LONG_SIDE / MAX (width, height));

  scale *= MIN (1, TILE_SHORT_SIDE / (MIN (width, height) * scale));

  /* billing rounds halves to even, which is what rint() does */
  return (int) (ceil (MAX (1, rint (width * scale)) / TILE) *
                ceil (MAX (1, rint (height * scale)) / TILE));
}

static double
count_patches (double width,
               double height,
               guint  budget)
{
  double n_patches = ceil (width / PATCH) * ceil (height / PATCH);
  double scale, columns, rows;

  if (budget == 0 || n_patches <= budget)
    return n_patches;

  scale = sqrt ((double) PATCH * PATCH * budget / (width * height));
  columns = width * scale / PATCH;
  rows = height * scale / PATCH;
  scale *= MIN (floor (columns) / columns, floor (rows) / rows);

  return MIN (budget, ceil (MAX (1, floor (width * scale)) / PATCH) *
                      ceil (MAX (1, floor (height * scale)) / PATCH));
}

/**
 * azc_tokens_estimate:
 * @model: (nullable): the model's name, not the deployment's
 * @width: width in pixels as sent
 * @height: height in pixels as sent
 * @detail: how closely the model shall look
 *
 * Estimates what a picture costs. The service's own count may differ by a few
 * percent.
 *
 * Returns: tokens, or -1 if the rule for the model is not known
 */
int
azc_tokens_estimate (const char *model,
                     guint       width,
                     guint       height,
                     AzcDetail   detail)
{
  if (model == NULL || width == 0 || height == 0)
    return -1;

  for (guint i = 0; i < G_N_ELEMENTS (tiled); i++)
    {
      if (names (tiled[i].model, model))
        return (int) tiled[i].base +
               (detail == AZC_DETAIL_LOW ? 0 : (int) tiled[i].per_tile * count_tiles (width, height));
    }

  for (guint i = 0; i < G_N_ELEMENTS (patched); i++)
    {
      guint budget = detail == AZC_DETAIL_HIGH ? patched[i].high_budget : patched[i].auto_budget;

      if (names (patched[i].model, model))
        return (int) ceil ((detail == AZC_DETAIL_LOW ? LOW_PATCHES : count_patches (width, height, budget)) *
                           patched[i].per_patch);
    }

  return -1;
}
