/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kind and size of a picture from its first bytes, without decoding anything. */

#include "config.h"

#include "image/probe.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "image/exif.h"
#include "image/pieces.h"
#include "image/probe-private.h"

/* Bytes that must be text for a file to be called text. */
#define TEXT_SAMPLE 1024

static const struct
{
  const char *name;
  const char *mime_type;
  gboolean    sendable;
  gboolean  (*read) (AzcSpan   span,
                     AzcProbe *probe);
} formats[] = {
  [AZC_FORMAT_UNKNOWN] = { "?", "application/octet-stream", FALSE, NULL },
  [AZC_FORMAT_PNG] = { "PNG", "image/png", TRUE, azc_probe_png },
  [AZC_FORMAT_JPEG] = { "JPEG", "image/jpeg", TRUE, azc_probe_jpeg },
  [AZC_FORMAT_GIF] = { "GIF", "image/gif", TRUE, azc_probe_gif },
  [AZC_FORMAT_WEBP] = { "WebP", "image/webp", TRUE, azc_probe_webp },
  [AZC_FORMAT_BMP] = { "BMP", "image/bmp", FALSE, azc_probe_bmp },
  [AZC_FORMAT_TIFF] = { "TIFF", "image/tiff", FALSE, azc_probe_tiff },
  [AZC_FORMAT_HEIC] = { "HEIC", "image/heic", FALSE, azc_probe_heic },
  [AZC_FORMAT_AVIF] = { "AVIF", "image/avif", FALSE, azc_probe_avif },
  [AZC_FORMAT_SVG] = { "SVG", "image/svg+xml", FALSE, azc_probe_svg },
};

/**
 * azc_format_get_name:
 * @format: a format
 *
 * Returns: (transfer none): its name as people write it
 */
const char *
azc_format_get_name (AzcFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (formats), NULL);

  return formats[format].name;
}

/**
 * azc_format_get_mime_type:
 * @format: a format
 *
 * Returns: (transfer none): its media type
 */
const char *
azc_format_get_mime_type (AzcFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (formats), NULL);

  return formats[format].mime_type;
}

/**
 * azc_format_is_sendable:
 * @format: a format
 *
 * Returns: whether the services take it as it is
 */
gboolean
azc_format_is_sendable (AzcFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (formats), FALSE);

  return formats[format].sendable;
}

/* What people drop by mistake. GIO's content types would know more, but not in the same
 * way on every system. */
static const struct
{
  gsize       offset;
  const char *mark;
  const char *sentence;
} strangers[] = {
  { 0, "%PDF-", N_("This is a PDF document, not a picture.") },
  { 0, "PK\x03\x04", N_("This is an archive or an office document, not a picture.") },
  { 4, "ftyp", N_("This is a video or a sound, not a picture.") },
  { 0, "\x1a\x45\xdf\xa3", N_("This is a video or a sound, not a picture.") },
  { 8, "WAVE", N_("This is a video or a sound, not a picture.") },
  { 8, "AVI ", N_("This is a video or a sound, not a picture.") },
  { 0, "8BPS", N_("This is a Photoshop document; such pictures cannot be read.") },
};

/* A character may be cut in two at the end of what is looked at. */
static gboolean
is_text (AzcSpan span)
{
  gsize length = MIN (span.size, TEXT_SAMPLE);
  const char *end;

  g_utf8_validate_len ((const char *) span.data, length, &end);

  return (gsize) (end - (const char *) span.data) + 4 > length;
}

static void
set_format_error (AzcSpan   span,
                  GError  **error)
{
  const char *sentence = is_text (span) ? N_("This is text, not a picture.")
                                        : N_("This is not a picture of a known kind.");

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (azc_span_matches (span, strangers[i].offset, strangers[i].mark, strlen (strangers[i].mark)))
        sentence = strangers[i].sentence;
    }

  g_set_error_literal (error, AZC_ERROR, AZC_ERROR_IMAGE_FORMAT, _(sentence));
}

/**
 * azc_probe:
 * @data: the file's bytes; its first ones are enough for most formats
 * @probe: (out caller-allocates): what they say
 * @error: return location for an error
 *
 * Finds out what a picture is by its content. Raises %AZC_ERROR_IMAGE_FORMAT if
 * it is not a picture, saying what it seems to be, and %AZC_ERROR_IMAGE_DAMAGED
 * if its size cannot be read. Says nothing on whether the size is acceptable:
 * see [func@Azc.probe_check_size].
 *
 * Returns: whether it is a picture
 */
gboolean
azc_probe (GBytes    *data,
           AzcProbe  *probe,
           GError   **error)
{
  AzcSpan span;

  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (probe != NULL, FALSE);

  span = azc_span_new (data);
  if (span.size == 0)
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_IMAGE_DAMAGED, _("The file is empty."));
      return FALSE;
    }

  for (guint i = AZC_FORMAT_UNKNOWN + 1; i < G_N_ELEMENTS (formats); i++)
    {
      *probe = (AzcProbe) { (AzcFormat) i, 0, 0, 1, FALSE };
      if (!formats[i].read (span, probe))
        continue;
      if (probe->width > 0 && probe->height > 0)
        return TRUE;

      g_set_error (error, AZC_ERROR, AZC_ERROR_IMAGE_DAMAGED,
                   /* Translators: %s is a format such as PNG */
                   _("The %s picture is damaged."), formats[i].name);
      return FALSE;
    }

  set_format_error (span, error);

  return FALSE;
}

/**
 * azc_probe_check_size:
 * @probe: a picture
 * @error: return location for an error
 *
 * Checks that the picture may be decoded. Raises %AZC_ERROR_IMAGE_TOO_LARGE with
 * the numbers if not: a small file can unpack to more than the memory holds.
 *
 * Returns: whether it may be decoded
 */
gboolean
azc_probe_check_size (const AzcProbe  *probe,
                      GError         **error)
{
  guint64 n_pixels;

  g_return_val_if_fail (probe != NULL, FALSE);

  n_pixels = (guint64) probe->width * probe->height;

  /* drawn at whatever size is wanted */
  if (probe->format == AZC_FORMAT_SVG)
    return TRUE;
  if (n_pixels <= AZC_PROBE_MAX_PIXELS &&
      probe->width <= AZC_PROBE_MAX_SIDE && probe->height <= AZC_PROBE_MAX_SIDE)
    return TRUE;

  g_set_error (error, AZC_ERROR, AZC_ERROR_IMAGE_TOO_LARGE,
               _("The picture has %u × %u pixels, which is %.0f megapixels; "
                 "up to %d megapixels and %d pixels per side can be read."),
               probe->width, probe->height, n_pixels / 1e6,
               AZC_PROBE_MAX_PIXELS / 1000000, AZC_PROBE_MAX_SIDE);

  return FALSE;
}
