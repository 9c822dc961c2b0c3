/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GdkPixbuf *test_pixbuf_new      (int           width,
                                 int           height,
                                 guint32       rgba);
void       test_pixbuf_fill     (GdkPixbuf    *pixbuf,
                                 int           x,
                                 int           y,
                                 int           width,
                                 int           height,
                                 guint32       rgba);
guint32    test_pixbuf_get      (GdkPixbuf    *pixbuf,
                                 int           x,
                                 int           y);
GBytes    *test_pixbuf_save     (GdkPixbuf    *pixbuf,
                                 const char   *type);
GBytes    *test_picture_new     (const char   *type,
                                 int           width,
                                 int           height,
                                 guint32       rgba);
GBytes    *test_bytes_insert    (GBytes       *bytes,
                                 gsize         offset,
                                 const void   *data,
                                 gsize         size);
gboolean   test_bytes_contain   (GBytes       *bytes,
                                 const char   *text);
GBytes    *test_exif_new        (guint         orientation,
                                 const char   *marker);
GBytes    *test_jpeg_add_exif   (GBytes       *jpeg,
                                 guint         orientation,
                                 const char   *marker);
GBytes    *test_png_add_chunk   (GBytes       *png,
                                 const char   *name,
                                 GBytes       *body);
GBytes    *test_png_bomb_new    (guint         width,
                                 guint         height);

G_END_DECLS
