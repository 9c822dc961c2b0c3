/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wire formats by the function they belong to. */

#include "config.h"

#include "provider/wire.h"

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
