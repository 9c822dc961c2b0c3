/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wire formats by the function they belong to. */

#include "config.h"

#include "provider/wire.h"

#include "base/error.h"
#include "base/json.h"

/* Bytes of an unreadable event that are kept for the details. */
#define MAX_DETAILS 4096

static const AzcWire * const formats[] = {
  &azc_chat_completions,
};

/**
 * azc_wire_get:
 * @call: a function of a service
 *
 * Returns: (transfer none) (nullable): its wire format
 */
const AzcWire *
azc_wire_get (AzcCall call)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (formats[i]->call == call)
        return formats[i];
    }

  return NULL;
}

/**
 * azc_wire_parse_event:
 * @data: the data of an event
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Parses an event. Raises %AZC_ERROR_RESPONSE, with the event's start as details.
 *
 * Returns: (transfer full): the root node
 */
JsonNode *
azc_wire_parse_event (const char  *data,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *start = NULL;
  JsonNode *node;

  g_return_val_if_fail (data != NULL, NULL);

  node = azc_json_parse (data, (gssize) length, &cause);
  if (node != NULL)
    return node;

  start = g_strndup (data, MIN (length, MAX_DETAILS));
  azc_error_set_details (cause, start);
  g_propagate_error (error, g_steal_pointer (&cause));

  return NULL;
}
