/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_TURN (azc_turn_get_type ())

/**
 * AzcTurn:
 *
 * One question on its way to one answer: builds the request, sends it, fills the
 * answer's message as it arrives, journals it about once a second, and leaves the
 * message in its final state however it ends. Main thread only.
 *
 * Signals: "ended" (): the answer is in its final state.
 */
G_DECLARE_FINAL_TYPE (AzcTurn, azc_turn, AZC, TURN, GObject)

AzcTurn         *azc_turn_new              (AzcWorkspace         *workspace,
                                            AzcConversation      *conversation,
                                            AzcMessage           *answer,
                                            const AzcSendOptions *options);
void             azc_turn_start            (AzcTurn              *self);
void             azc_turn_stop             (AzcTurn              *self);
void             azc_turn_interrupt        (AzcTurn              *self);
AzcMessage      *azc_turn_get_answer       (AzcTurn              *self);
AzcConversation *azc_turn_get_conversation (AzcTurn              *self);

G_END_DECLS
