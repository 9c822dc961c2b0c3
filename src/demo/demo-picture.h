/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "image/probe.h"

G_BEGIN_DECLS

/**
 * AzcDemoPicture:
 * @probe: format and size
 * @n_bytes: how large the file is
 * @brightness: mean brightness in percent
 * @color: (nullable): name of the most frequent colour; %NULL if there is no decoder
 * @colors: (nullable): the main colours with percentages, such as "red 84 %, white 16 %"
 * @few_colors: whether so few colours occur that it is hardly a photograph
 *
 * What the demo sees in a picture.
 */
typedef struct
{
  AzcProbe    probe;
  gsize       n_bytes;
  guint       brightness;
  const char *color;
  char       *colors;
  gboolean    few_colors;
} AzcDemoPicture;

AzcDemoPicture *azc_demo_picture_new  (GBytes          *data,
                                       GError         **error);
void            azc_demo_picture_free (AzcDemoPicture  *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcDemoPicture, azc_demo_picture_free)

G_END_DECLS
