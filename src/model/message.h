/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/types.h"
#include "model/attachment.h"
#include "model/usage.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE (azc_message_get_type ())

/**
 * AzcMessageState:
 * @AZC_MESSAGE_DONE: complete
 * @AZC_MESSAGE_WAITING: asked for, nothing has arrived yet
 * @AZC_MESSAGE_STREAMING: arriving
 * @AZC_MESSAGE_STOPPED: the person stopped it; the text so far is kept
 * @AZC_MESSAGE_INTERRUPTED: the stream or the program ended early; the text so far is kept
 * @AZC_MESSAGE_FAILED: failed; [property@Azc.Message:error] says why, and text may be there
 *
 * How far a message has come.
 */
typedef enum
{
  AZC_MESSAGE_DONE,
  AZC_MESSAGE_WAITING,
  AZC_MESSAGE_STREAMING,
  AZC_MESSAGE_STOPPED,
  AZC_MESSAGE_INTERRUPTED,
  AZC_MESSAGE_FAILED,
} AzcMessageState;

const char *azc_message_state_to_string   (AzcMessageState   state);
gboolean    azc_message_state_from_string (const char       *text,
                                           AzcMessageState  *state);

/**
 * AzcMessage:
 *
 * One message of a conversation. A node of the conversation's tree: it knows its
 * parent by id. Main thread only.
 *
 * Properties: id, parent-id, role (construct only); text, reasoning, state,
 * endpoint-name, model, created, finished (microseconds since 1970 UTC, 0 for
 * "not yet"), finish-reason, error, usage, attachments.
 */
G_DECLARE_FINAL_TYPE (AzcMessage, azc_message, AZC, MESSAGE, GObject)

AzcMessage      *azc_message_new                (const char       *id,
                                                 const char       *parent_id,
                                                 AzcRole           role);
const char      *azc_message_get_id             (AzcMessage       *self);
const char      *azc_message_get_parent_id      (AzcMessage       *self);
AzcRole          azc_message_get_role           (AzcMessage       *self);
const char      *azc_message_get_text           (AzcMessage       *self);
gsize            azc_message_get_text_length    (AzcMessage       *self);
void             azc_message_set_text           (AzcMessage       *self,
                                                 const char       *text);
void             azc_message_append_text        (AzcMessage       *self,
                                                 const char       *text);
const char      *azc_message_get_reasoning      (AzcMessage       *self);
void             azc_message_set_reasoning      (AzcMessage       *self,
                                                 const char       *reasoning);
void             azc_message_append_reasoning   (AzcMessage       *self,
                                                 const char       *reasoning);
AzcMessageState  azc_message_get_state          (AzcMessage       *self);
void             azc_message_set_state          (AzcMessage       *self,
                                                 AzcMessageState   state);
gboolean         azc_message_is_running         (AzcMessage       *self);
const char      *azc_message_get_endpoint_name  (AzcMessage       *self);
void             azc_message_set_endpoint_name  (AzcMessage       *self,
                                                 const char       *endpoint_name);
const char      *azc_message_get_model          (AzcMessage       *self);
void             azc_message_set_model          (AzcMessage       *self,
                                                 const char       *model);
gint64           azc_message_get_created        (AzcMessage       *self);
void             azc_message_set_created        (AzcMessage       *self,
                                                 gint64            created);
gint64           azc_message_get_finished       (AzcMessage       *self);
void             azc_message_set_finished       (AzcMessage       *self,
                                                 gint64            finished);
const char      *azc_message_get_finish_reason  (AzcMessage       *self);
void             azc_message_set_finish_reason  (AzcMessage       *self,
                                                 const char       *finish_reason);
const GError    *azc_message_get_error          (AzcMessage       *self);
void             azc_message_set_error          (AzcMessage       *self,
                                                 const GError     *error);
const AzcUsage  *azc_message_get_usage          (AzcMessage       *self);
void             azc_message_set_usage          (AzcMessage       *self,
                                                 const AzcUsage   *usage);
GListModel      *azc_message_get_attachments    (AzcMessage       *self);
void             azc_message_add_attachment     (AzcMessage       *self,
                                                 AzcAttachment    *attachment);

G_END_DECLS
