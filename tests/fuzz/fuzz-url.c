/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pasted URLs: what is recognised can be built, keeps its origin, and is stable. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "fuzz.h"
#include "net/url.h"

static void
check_route (const char *text,
             AzcRoute    route)
{
  g_autoptr (AzcUrlParts) parts = azc_url_resolve (text, route, NULL, NULL, NULL, NULL);
  g_autofree char *origin = azc_url_get_origin (text);

  if (parts == NULL)
    return;

  g_assert_cmpint (parts->route, !=, AZC_ROUTE_AUTO);
  g_assert_false (g_str_has_suffix (parts->base, "/"));
  g_assert_true (g_str_has_prefix (parts->base, origin));

  for (AzcCall call = AZC_CALL_CHAT; call <= AZC_CALL_MODELS; call++)
    {
      g_autofree char *url = azc_url_build (parts, call, NULL);
      g_autofree char *built_origin = url != NULL ? azc_url_get_origin (url) : NULL;

      if (url == NULL)
        continue;
      g_assert_cmpstr (built_origin, ==, origin);
      g_assert_null (strpbrk (url, " \r\n\t\"<>"));
      g_assert_cmpint (azc_url_is_secure (url), ==, azc_url_is_secure (text));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (AzcRoute route = AZC_ROUTE_AUTO; route <= AZC_ROUTE_ANTHROPIC; route++)
    check_route (text, route);

  return 0;
}
