/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/workspace.h"
#include "demo/demo-server.h"
#include "provider/client.h"
#include "provider/request.h"
#include "store/endpoint-settings.h"
#include "store/secrets.h"
#include "store/store.h"

G_BEGIN_DECLS

/*
 * turns: the running answers, conversation id → AzcTurn
 * pending_writes: writes to the store that have not been confirmed
 * folder: the history's folder; removed at the end in demo mode
 */
struct _AzcWorkspace
{
  GObject              parent_instance;
  GSettings           *settings;
  AzcEndpointSettings *endpoints;
  AzcSecrets          *secrets;
  AzcHttp             *http;
  AzcClient           *client;
  AzcStore            *store;
  AzcConversationList *conversations;
  GHashTable          *turns;
  GFile               *folder;
  AzcDemoServer       *demo_server;
  AzcEndpoint         *demo_endpoint;
  guint                demo : 1;
};

/* workspace.c */
void        _azc_workspace_report               (AzcWorkspace         *self,
                                                 const GError         *error);

/* workspace-requests.c */
AzcAsk     *_azc_workspace_make_ask             (AzcPurpose            purpose,
                                                 AzcEndpoint          *endpoint,
                                                 const char           *model);
AzcAsk     *_azc_workspace_make_chat_ask        (AzcWorkspace         *self,
                                                 AzcConversation      *conversation,
                                                 AzcMessage           *question,
                                                 const AzcSendOptions *options,
                                                 GPtrArray           **pictures,
                                                 GError              **error);
void        _azc_workspace_complete_ask_async   (AzcWorkspace         *self,
                                                 AzcAsk               *ask,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean    _azc_workspace_complete_ask_finish  (AzcWorkspace         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void        _azc_workspace_build_request_async  (AzcWorkspace         *self,
                                                 AzcAsk               *ask,
                                                 GPtrArray            *attachments,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
AzcRequest *_azc_workspace_build_request_finish (AzcWorkspace         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Called with the object once a write is confirmed, or cannot be. */
typedef void (*AzcSavedFunc) (gpointer object);

/* workspace-conversations.c */
void        _azc_workspace_save_conversation    (AzcWorkspace         *self,
                                                 AzcConversation      *conversation);
void        _azc_workspace_save_message         (AzcWorkspace         *self,
                                                 AzcConversation      *conversation,
                                                 AzcMessage           *message);
void        _azc_workspace_save_message_then    (AzcWorkspace         *self,
                                                 AzcConversation      *conversation,
                                                 AzcMessage           *message,
                                                 AzcSavedFunc          func,
                                                 gpointer              object);

/* workspace-answers.c */
void        _azc_workspace_stop_all             (AzcWorkspace         *self);

G_END_DECLS
