/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Header layers: each line is a layer's digit and "Name: value", or just a name to remove it.
 * Whatever comes in, what goes out can be sent, and no credential gets lost by accident. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "fuzz.h"
#include "net/headers.h"

static char *
look_up (char        kind,
         const char *name,
         gpointer    user_data)
{
  return *name == 'e' ? NULL : g_strdup_printf ("${%s}\r", name);
}

static void
merge_line (AzcHeaders *headers,
            char       *line)
{
  g_autoptr (AzcPairs) pairs = azc_pairs_new ();
  AzcLayer layer = AZC_LAYER_APPLICATION + ((guint8) *line) % 4;
  char *colon = strchr (line, ':');
  gboolean had_key = azc_headers_lookup (headers, "api-key") != NULL;

  if (colon != NULL)
    *colon = '\0';
  azc_pairs_append (pairs, line + 1, colon != NULL ? colon + 1 : NULL);
  azc_headers_merge (headers, layer, pairs, look_up, NULL, NULL);

  if (had_key && azc_headers_lookup (headers, "api-key") == NULL)
    g_assert_true (colon == NULL && g_ascii_strcasecmp (line + 1, "api-key") == 0);
}

static void
check (AzcHeaders *headers)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < azc_headers_get_size (headers); i++)
    {
      const AzcHeader *header = azc_headers_get (headers, i);

      g_assert_true (g_hash_table_add (names, g_ascii_strdown (header->name, -1)));
      g_assert_true (azc_headers_check_name (header->name, NULL));
      g_assert_true (azc_headers_check_value (header->name, header->value, NULL));
      g_assert_null (strpbrk (header->value, "\r\n"));
      g_assert_true (g_ascii_strcasecmp (header->name, "api-key") != 0 || *header->value != '\0');
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 200);
  g_autoptr (AzcHeaders) headers = azc_headers_new ();
  g_autoptr (AzcPairs) key = azc_pairs_new ();

  azc_pairs_append (key, "api-key", "k");
  azc_headers_merge (headers, AZC_LAYER_AUTH, key, NULL, NULL, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0')
        merge_line (headers, lines[i]);
    }
  check (headers);

  return 0;
}
