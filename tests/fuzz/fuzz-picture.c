/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headers of pictures, and the removal of metadata: what has been stripped once is whole,
 * still the same picture, and has nothing more to strip. */

#include "config.h"

#include "fuzz.h"
#include "image/probe.h"
#include "image/strip.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  AzcProbe probe, again;

  if (!azc_probe (bytes, &probe, NULL))
    return 0;

  g_assert_cmpuint (probe.width, >, 0);
  g_assert_cmpuint (probe.height, >, 0);
  g_assert_true (probe.orientation >= 1 && probe.orientation <= 8);
  if (!azc_format_is_sendable (probe.format))
    return 0;

  once = azc_strip_metadata (bytes, probe.format, NULL);
  if (once == NULL)
    return 0;

  g_assert_cmpuint (g_bytes_get_size (once), <=, size);
  g_assert_true (azc_probe (once, &again, NULL));
  g_assert_cmpint (again.format, ==, probe.format);
  g_assert_cmpuint (again.width, ==, probe.width);
  g_assert_cmpuint (again.height, ==, probe.height);
  g_assert_cmpuint (again.orientation, ==, 1);

  twice = azc_strip_metadata (once, probe.format, NULL);
  g_assert_nonnull (twice);
  g_assert_true (g_bytes_equal (once, twice));

  return 0;
}
