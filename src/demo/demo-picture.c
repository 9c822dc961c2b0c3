/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks at a picture: how bright it is and which colours it has. */

#include "config.h"

#include "demo/demo-picture.h"

#include "image/decode.h"

/* Enough pixels for percentages. */
#define MAX_SIDE 256

/* A shade is a cell of a cube with 16 steps per channel; one that covers less than a
 * thousandth is noise, and photographs have more than a few dozen of the rest. */
#define N_SHADES (16 * 16 * 16)
#define SHADE_SHARE 1000
#define FEW_SHADES 32

/* How many colours are named, and from which share on. */
#define MAX_NAMED 5
#define MIN_PERCENT 1.0

typedef enum
{
  BLACK,
  DARK_GRAY,
  GRAY,
  LIGHT_GRAY,
  WHITE,
  RED,
  ORANGE,
  BROWN,
  YELLOW,
  GREEN,
  CYAN,
  BLUE,
  PURPLE,
  PINK,
  TRANSPARENT,
  N_NAMES,
} Name;

static const char * const names[] = {
  "black", "dark gray", "gray", "light gray", "white", "red", "orange", "brown", "yellow",
  "green", "cyan", "blue", "purple", "pink", "transparent",
};

typedef struct
{
  guint   by_name[N_NAMES];
  guint   by_shade[N_SHADES];
  guint64 light;
  guint   n_pixels;
  guint   n_visible;
} Census;

static guint
get_hue (int red,
         int green,
         int blue,
         int max,
         int chroma)
{
  if (max == red)
    return (guint) (60 * (green - blue) / chroma + 360) % 360;
  if (max == green)
    return (guint) (60 * (blue - red) / chroma + 120);

  return (guint) (60 * (red - green) / chroma + 240);
}

static Name
name_gray (int level)
{
  static const int limits[] = { 40, 100, 170, 235 };
  guint i = 0;

  while (i < G_N_ELEMENTS (limits) && level >= limits[i])
    i++;

  return (Name) (BLACK + i);
}

static Name
name_hue (guint    hue,
          int      max,
          gboolean pale)
{
  if (hue < 15 || hue >= 345)
    return pale ? PINK : RED;
  if (hue < 45)
    return max < 170 ? BROWN : ORANGE;
  if (hue < 70)
    return YELLOW;
  if (hue < 165)
    return GREEN;
  if (hue < 195)
    return CYAN;
  if (hue < 255)
    return BLUE;

  return hue < 295 ? PURPLE : PINK;
}

static Name
name_color (int red,
            int green,
            int blue)
{
  int max = MAX (red, MAX (green, blue));
  int min = MIN (red, MIN (green, blue));
  int chroma = max - min;

  /* little chroma, or little of it for how bright it is, looks gray */
  if (max < 40 || chroma < 24 || chroma * 6 < max)
    return name_gray ((max + min) / 2);

  return name_hue (get_hue (red, green, blue, max, chroma), max, min > 130);
}

static void
count_pixel (Census       *census,
             const guint8 *pixel,
             gboolean      has_alpha)
{
  census->n_pixels++;
  if (has_alpha && pixel[3] < 64)
    {
      census->by_name[TRANSPARENT]++;
      return;
    }

  census->n_visible++;
  census->light += (guint) (2126 * pixel[0] + 7152 * pixel[1] + 722 * pixel[2]);
  census->by_name[name_color (pixel[0], pixel[1], pixel[2])]++;
  census->by_shade[(pixel[0] >> 4) << 8 | (pixel[1] >> 4) << 4 | pixel[2] >> 4]++;
}

static void
count_pixels (Census    *census,
              GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gsize width = (gsize) gdk_pixbuf_get_width (pixbuf);
  gsize height = (gsize) gdk_pixbuf_get_height (pixbuf);
  gsize step = has_alpha ? 4 : 3;

  for (gsize y = 0; y < height; y++)
    {
      for (gsize x = 0; x < width; x++)
        count_pixel (census, pixels + y * stride + x * step, has_alpha);
    }
}

static gboolean
has_few_shades (const Census *census)
{
  guint n_shades = 0;

  for (guint i = 0; i < N_SHADES; i++)
    n_shades += census->by_shade[i] > census->n_visible / SHADE_SHARE;

  return n_shades <= FEW_SHADES;
}

static Name
get_most_frequent (const guint *by_name)
{
  Name most = BLACK;

  for (guint i = 0; i < N_NAMES; i++)
    {
      if (by_name[i] > by_name[most])
        most = (Name) i;
    }

  return most;
}

static char *
list_colors (const Census *census)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint by_name[N_NAMES];

  memcpy (by_name, census->by_name, sizeof by_name);
  for (guint i = 0; i < MAX_NAMED; i++)
    {
      Name name = get_most_frequent (by_name);
      double percent = 100.0 * by_name[name] / census->n_pixels;

      if (i > 0 && percent < MIN_PERCENT)
        break;
      g_string_append_printf (list, "%s%s %.0f %%", i > 0 ? ", " : "", names[name], percent);
      by_name[name] = 0;
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * azc_demo_picture_new:
 * @data: a picture file
 * @error: return location for an error
 *
 * Looks at a picture: only at its head where this system has no decoder for it. Raises the
 * errors of [func@Azc.probe] and [func@Azc.decode].
 *
 * Returns: (transfer full): what is seen in it
 */
AzcDemoPicture *
azc_demo_picture_new (GBytes  *data,
                      GError **error)
{
  g_autoptr (AzcDemoPicture) picture = g_new0 (AzcDemoPicture, 1);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree Census *census = g_new0 (Census, 1);

  g_return_val_if_fail (data != NULL, NULL);

  if (!azc_probe (data, &picture->probe, error))
    return NULL;
  picture->n_bytes = g_bytes_get_size (data);
  if (!azc_decode_supports (picture->probe.format))
    return g_steal_pointer (&picture);

  pixbuf = azc_decode (data, &picture->probe, MAX_SIDE, NULL, error);
  if (pixbuf == NULL)
    return NULL;

  count_pixels (census, pixbuf);
  picture->brightness = (guint) (census->light / (25500 * (guint64) MAX (census->n_visible, 1)));
  picture->color = names[get_most_frequent (census->by_name)];
  picture->colors = list_colors (census);
  picture->few_colors = has_few_shades (census);

  return g_steal_pointer (&picture);
}

/**
 * azc_demo_picture_free:
 * @picture: (nullable): a picture
 *
 * Frees it.
 */
void
azc_demo_picture_free (AzcDemoPicture *picture)
{
  if (picture == NULL)
    return;

  g_free (picture->colors);
  g_free (picture);
}
