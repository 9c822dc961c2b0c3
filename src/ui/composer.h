/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/draft.h"

G_BEGIN_DECLS

#define AZC_TYPE_COMPOSER (azc_composer_get_type ())

/**
 * AzcComposer:
 *
 * Where a person writes: pictures, text, and the button that sends and stops.
 *
 * Properties: draft (AzcDraft); busy (an answer is arriving: the button stops it);
 * can-ask (there is a model to send to); send-with-enter.
 *
 * Signals: "send": the draft shall be sent. Stopping is the action `win.stop`.
 */
G_DECLARE_FINAL_TYPE (AzcComposer, azc_composer, AZC, COMPOSER, AdwBin)

AzcDraft *azc_composer_get_draft (AzcComposer *self);
void      azc_composer_set_draft (AzcComposer *self,
                                  AzcDraft    *draft);

G_END_DECLS
