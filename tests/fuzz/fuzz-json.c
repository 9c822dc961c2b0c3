/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON from outside: it is refused, or it is read and written without loss. */

#include "config.h"

#include "base/error.h"
#include "base/json.h"
#include "base/pairs.h"
#include "base/redact.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (JsonNode) node = azc_json_parse ((const char *) data, (gssize) size, NULL);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (AzcPairs) pairs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  g_autofree char *redacted = NULL;

  if (node == NULL)
    return 0;

  text = azc_json_write (node, FALSE);
  again = azc_json_parse (text, -1, NULL);
  if (again != NULL)
    {
      second = azc_json_write (again, FALSE);
      g_assert_cmpstr (second, ==, text);
    }

  pairs = azc_pairs_from_json (node, "x", NULL);
  error = azc_error_from_json (node);
  redacted = azc_redact (text);
  g_assert_true (g_utf8_validate (redacted, -1, NULL));

  return 0;
}
