/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AzcThinkingFunc:
 * @is_thinking: whether @text is thinking rather than answer
 * @text: a piece of the answer
 * @user_data: what was passed to [func@Azc.thinking_new]
 *
 * Receives one side of a divided answer.
 */
typedef void (*AzcThinkingFunc) (gboolean    is_thinking,
                                 const char *text,
                                 gpointer    user_data);

/**
 * AzcThinking:
 *
 * Divides an answer that begins with `<think>…</think>` into thinking and answer, however
 * the tags are split over pieces.
 */
typedef struct _AzcThinking AzcThinking;

AzcThinking *azc_thinking_new    (AzcThinkingFunc  func,
                                  gpointer         user_data);
void         azc_thinking_free   (AzcThinking     *self);
void         azc_thinking_push   (AzcThinking     *self,
                                  const char      *text);
void         azc_thinking_finish (AzcThinking     *self);

G_END_DECLS
