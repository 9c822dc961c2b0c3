/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define AZC_TYPE_USAGE (azc_usage_get_type ())

/**
 * AzcUsage:
 * @prompt: tokens of the request
 * @completion: tokens of the answer, reasoning included
 * @reasoning: hidden reasoning tokens within @completion
 * @cached: tokens of the request that came from the service's cache
 *
 * What an answer cost, in tokens; -1 where the service did not say.
 */
typedef struct
{
  gint64 prompt;
  gint64 completion;
  gint64 reasoning;
  gint64 cached;
} AzcUsage;

GType     azc_usage_get_type (void);
AzcUsage *azc_usage_new      (void);
AzcUsage *azc_usage_copy     (const AzcUsage *self);
void      azc_usage_free     (AzcUsage       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcUsage, azc_usage_free)

G_END_DECLS
