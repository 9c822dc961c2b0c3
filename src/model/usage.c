/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an answer cost, in tokens. */

#include "config.h"

#include "model/usage.h"

G_DEFINE_BOXED_TYPE (AzcUsage, azc_usage, azc_usage_copy, azc_usage_free)

/**
 * azc_usage_new:
 *
 * Returns: (transfer full): a usage in which nothing is known
 */
AzcUsage *
azc_usage_new (void)
{
  AzcUsage *self = g_new0 (AzcUsage, 1);

  *self = (AzcUsage) { -1, -1, -1, -1 };

  return self;
}

/**
 * azc_usage_copy:
 * @self: (nullable): a usage
 *
 * Returns: (transfer full) (nullable): a copy
 */
AzcUsage *
azc_usage_copy (const AzcUsage *self)
{
  AzcUsage *copy;

  if (self == NULL)
    return NULL;

  copy = azc_usage_new ();
  *copy = *self;

  return copy;
}

/**
 * azc_usage_free:
 * @self: (transfer full): a usage
 *
 * Frees it.
 */
void
azc_usage_free (AzcUsage *self)
{
  g_free (self);
}
