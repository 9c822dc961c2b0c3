/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/message.h"

G_BEGIN_DECLS

#define AZC_TYPE_CONVERSATION (azc_conversation_get_type ())

/**
 * AzcConversation:
 *
 * A tree of messages, and which path through it is shown. In the list of
 * conversations it stands without its messages until they are loaded.
 * Main thread only.
 *
 * Properties: id (construct only); title, title-fixed (the person typed it, so
 * nothing else may change it), created, updated (microseconds since 1970 UTC),
 * endpoint-id, model, loaded, temporary (never written to disk), busy (an answer is
 * arriving), unread.
 */
G_DECLARE_FINAL_TYPE (AzcConversation, azc_conversation, AZC, CONVERSATION, GObject)

AzcConversation *azc_conversation_new             (const char      *id);
const char      *azc_conversation_get_id          (AzcConversation *self);
const char      *azc_conversation_get_title       (AzcConversation *self);
void             azc_conversation_set_title       (AzcConversation *self,
                                                   const char      *title);
gboolean         azc_conversation_get_title_fixed (AzcConversation *self);
void             azc_conversation_set_title_fixed (AzcConversation *self,
                                                   gboolean         title_fixed);
gint64           azc_conversation_get_created     (AzcConversation *self);
void             azc_conversation_set_created     (AzcConversation *self,
                                                   gint64           created);
gint64           azc_conversation_get_updated     (AzcConversation *self);
void             azc_conversation_set_updated     (AzcConversation *self,
                                                   gint64           updated);
const char      *azc_conversation_get_endpoint_id (AzcConversation *self);
void             azc_conversation_set_endpoint_id (AzcConversation *self,
                                                   const char      *endpoint_id);
const char      *azc_conversation_get_model       (AzcConversation *self);
void             azc_conversation_set_model       (AzcConversation *self,
                                                   const char      *model);
gboolean         azc_conversation_get_loaded      (AzcConversation *self);
void             azc_conversation_set_loaded      (AzcConversation *self,
                                                   gboolean         loaded);
gboolean         azc_conversation_get_temporary   (AzcConversation *self);
void             azc_conversation_set_temporary   (AzcConversation *self,
                                                   gboolean         temporary);
gboolean         azc_conversation_get_busy        (AzcConversation *self);
void             azc_conversation_set_busy        (AzcConversation *self,
                                                   gboolean         busy);
gboolean         azc_conversation_get_unread      (AzcConversation *self);
void             azc_conversation_set_unread      (AzcConversation *self,
                                                   gboolean         unread);

void             azc_conversation_add_message     (AzcConversation *self,
                                                   AzcMessage      *message);
AzcMessage      *azc_conversation_find_message    (AzcConversation *self,
                                                   const char      *id);
AzcMessage      *azc_conversation_get_leaf        (AzcConversation *self);
void             azc_conversation_set_leaf        (AzcConversation *self,
                                                   const char      *id);
GPtrArray       *azc_conversation_dup_siblings    (AzcConversation *self,
                                                   AzcMessage      *message);
GListModel      *azc_conversation_get_thread      (AzcConversation *self);
guint            azc_conversation_get_n_messages  (AzcConversation *self);
void             azc_conversation_clear_messages  (AzcConversation *self);

G_END_DECLS
