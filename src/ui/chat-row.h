/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/message.h"
#include "text/block.h"

G_BEGIN_DECLS

#define AZC_TYPE_CHAT_ROW (azc_chat_row_get_type ())

/**
 * AzcChatRowKind:
 * @AZC_CHAT_ROW_HEAD: who answers, and when
 * @AZC_CHAT_ROW_PICTURES: the pictures that were sent
 * @AZC_CHAT_ROW_PROMPT: a piece of what the person wrote
 * @AZC_CHAT_ROW_REASONING: what the model thought
 * @AZC_CHAT_ROW_BLOCK: a block of the answer
 * @AZC_CHAT_ROW_STATE: waiting, stopped, failed
 * @AZC_CHAT_ROW_ACTIONS: what can be done with the message
 *
 * The parts of a message, in their order.
 */
typedef enum
{
  AZC_CHAT_ROW_HEAD,
  AZC_CHAT_ROW_PICTURES,
  AZC_CHAT_ROW_PROMPT,
  AZC_CHAT_ROW_REASONING,
  AZC_CHAT_ROW_BLOCK,
  AZC_CHAT_ROW_STATE,
  AZC_CHAT_ROW_ACTIONS,
} AzcChatRowKind;

/**
 * AzcChatRow:
 *
 * One row of the chat view: a part of a message. Holds what the row's widget shows,
 * for the widget comes and goes.
 *
 * Signals: "changed": the block, what follows it, or the time is another. Properties:
 * revealed (whether the actions show).
 */
G_DECLARE_FINAL_TYPE (AzcChatRow, azc_chat_row, AZC, CHAT_ROW, GObject)

AzcChatRow     *azc_chat_row_new          (AzcChatRowKind  kind,
                                           AzcMessage     *message,
                                           AzcBlock       *block);
AzcChatRowKind  azc_chat_row_get_kind     (AzcChatRow     *self);
AzcMessage     *azc_chat_row_get_message  (AzcChatRow     *self);
AzcBlock       *azc_chat_row_get_block    (AzcChatRow     *self);
void            azc_chat_row_set_block    (AzcChatRow     *self,
                                           AzcBlock       *block);
AzcChatRow     *azc_chat_row_get_next     (AzcChatRow     *self);
void            azc_chat_row_set_next     (AzcChatRow     *self,
                                           AzcChatRow     *next);
char           *azc_chat_row_dup_text     (AzcChatRow     *self);
void            azc_chat_row_touch        (AzcChatRow     *self);
guint           azc_chat_row_get_seconds  (AzcChatRow     *self);
void            azc_chat_row_set_seconds  (AzcChatRow     *self,
                                           guint           seconds);
gboolean        azc_chat_row_get_revealed (AzcChatRow     *self);
void            azc_chat_row_set_revealed (AzcChatRow     *self,
                                           gboolean        revealed);

G_END_DECLS
