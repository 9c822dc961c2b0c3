/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "model/usage.h"

G_BEGIN_DECLS

/**
 * AzcDeltaKind:
 * @AZC_DELTA_TEXT: more of the answer, in `text`
 * @AZC_DELTA_REASONING: more of the thinking, in `text`
 * @AZC_DELTA_REFUSAL: more of a refusal, in `text`
 * @AZC_DELTA_MODEL: the real model's name, in `text`
 * @AZC_DELTA_FINISH: the finish reason, in `text`
 * @AZC_DELTA_USAGE: what it cost, in `usage`
 * @AZC_DELTA_FILTERED: the answer was filtered; the categories in `text`
 *
 * What a delta carries.
 */
typedef enum
{
  AZC_DELTA_TEXT,
  AZC_DELTA_REASONING,
  AZC_DELTA_REFUSAL,
  AZC_DELTA_MODEL,
  AZC_DELTA_FINISH,
  AZC_DELTA_USAGE,
  AZC_DELTA_FILTERED,
} AzcDeltaKind;

/**
 * AzcDelta:
 * @kind: what it carries
 * @text: (nullable): see #AzcDeltaKind
 * @usage: (nullable): see #AzcDeltaKind
 *
 * One step of an answer, independent of the wire format. Valid during the call only.
 */
typedef struct
{
  AzcDeltaKind    kind;
  const char     *text;
  const AzcUsage *usage;
} AzcDelta;

typedef void (*AzcDeltaFunc) (const AzcDelta *delta,
                              gpointer        user_data);

G_END_DECLS
