/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "base/pairs.h"
#include "chat/send-options.h"
#include "model/conversation-list.h"
#include "model/endpoint.h"

G_BEGIN_DECLS

#define AZC_TYPE_WORKSPACE (azc_workspace_get_type ())

/**
 * AzcWorkspace:
 *
 * Owns the stores, the endpoints, the conversations and the running answers: the
 * only object that the window and the command line hold. Main thread only.
 *
 * Properties: secrets-persistent (gboolean; %FALSE once the person should be told
 * that keys live for the session only), demo (gboolean, construct only: a profile
 * that is thrown away, with the demo endpoint).
 *
 * While an endpoint is edited, changes go through [method@Azc.Workspace.apply_endpoint]:
 * it moves credentials out of headers, query and URL into the keyring first.
 *
 * Signals: "failed" (const GError *): something in the background went wrong, such
 * as a write to the history.
 */
G_DECLARE_FINAL_TYPE (AzcWorkspace, azc_workspace, AZC, WORKSPACE, GObject)

/**
 * AzcTest:
 * @sentence: what the test found
 * @advice: (nullable): what to change
 * @passed: whether an answer arrived
 * @has_suggestion: whether another way to authenticate works
 * @suggested_auth: that way
 *
 * The outcome of a connection test.
 */
typedef struct
{
  char        *sentence;
  char        *advice;
  gboolean     passed;
  gboolean     has_suggestion;
  AzcAuthKind  suggested_auth;
} AzcTest;

void                 azc_test_free                           (AzcTest              *test);

AzcWorkspace        *azc_workspace_new                       (gboolean              demo);
gboolean             azc_workspace_is_demo                   (AzcWorkspace         *self);
GSettings           *azc_workspace_get_settings              (AzcWorkspace         *self);
void                 azc_workspace_open_async                (AzcWorkspace         *self,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_open_finish               (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_close_async               (AzcWorkspace         *self,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_close_finish              (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);

/* Endpoints */
GListModel          *azc_workspace_get_endpoints             (AzcWorkspace         *self);
AzcEndpoint         *azc_workspace_find_endpoint             (AzcWorkspace         *self,
                                                              const char           *id);
AzcEndpoint         *azc_workspace_get_default_endpoint      (AzcWorkspace         *self);
void                 azc_workspace_set_default_endpoint      (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint);
AzcEndpoint         *azc_workspace_add_endpoint              (AzcWorkspace         *self,
                                                              AzcEndpoint          *draft);
void                 azc_workspace_add_endpoint_json_async   (AzcWorkspace         *self,
                                                              JsonNode             *node,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
AzcEndpoint         *azc_workspace_add_endpoint_json_finish  (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_apply_endpoint            (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              AzcEndpoint          *draft);
AzcEndpoint         *azc_workspace_find_endpoint_by_name     (AzcWorkspace         *self,
                                                              const char           *name);
AzcEndpoint         *azc_workspace_duplicate_endpoint        (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint);
void                 azc_workspace_remove_endpoint           (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint);
void                 azc_workspace_restore_endpoint          (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint);
void                 azc_workspace_forget_endpoint_async     (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_forget_endpoint_finish    (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_load_key_async            (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
char                *azc_workspace_load_key_finish           (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_store_key_async           (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              const char           *key,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_store_key_finish          (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
char                *azc_workspace_preview_url               (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              AzcModel             *model,
                                                              GError              **error);
AzcEndpoint         *azc_workspace_recognise_url             (AzcWorkspace         *self,
                                                              const char           *url,
                                                              GError              **error);
gboolean             azc_workspace_check_header              (AzcWorkspace         *self,
                                                              const char           *name,
                                                              const char           *value,
                                                              GError              **error);
gboolean             azc_workspace_check_endpoint            (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              GError              **error);
void                 azc_workspace_test_endpoint_async       (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              AzcModel             *model,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
AzcTest             *azc_workspace_test_endpoint_finish      (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_list_models_async         (AzcWorkspace         *self,
                                                              AzcEndpoint          *endpoint,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
GStrv                azc_workspace_list_models_finish        (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
gboolean             azc_workspace_get_secrets_persistent    (AzcWorkspace         *self);
AzcEndpoint         *azc_workspace_start_demo                (AzcWorkspace         *self,
                                                              GError              **error);

/* Conversations */
AzcConversationList *azc_workspace_get_conversations         (AzcWorkspace         *self);
AzcConversation     *azc_workspace_create_conversation       (AzcWorkspace         *self);
AzcConversation     *azc_workspace_create_temporary_conversation (AzcWorkspace     *self);
void                 azc_workspace_load_conversation_async   (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_load_conversation_finish  (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_rename_conversation       (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              const char           *title);
void                 azc_workspace_mark_read                 (AzcWorkspace         *self,
                                                              AzcConversation      *conversation);
void                 azc_workspace_delete_conversation       (AzcWorkspace         *self,
                                                              AzcConversation      *conversation);
void                 azc_workspace_undelete_conversation     (AzcWorkspace         *self,
                                                              AzcConversation      *conversation);
void                 azc_workspace_select_model              (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              AzcEndpoint          *endpoint,
                                                              const char           *model);

/* Answers */
AzcMessage          *azc_workspace_send                      (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              const char           *text,
                                                              GListModel           *attachments,
                                                              const AzcSendOptions *options);
AzcMessage          *azc_workspace_send_edited               (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              AzcMessage           *original,
                                                              const char           *text,
                                                              GListModel           *attachments);
void                 azc_workspace_show_branch               (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              AzcMessage           *message);
AzcMessage          *azc_workspace_retry                     (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              AzcMessage           *answer);
void                 azc_workspace_stop                      (AzcWorkspace         *self,
                                                              AzcConversation      *conversation);

void                 azc_workspace_wait_async                (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gboolean             azc_workspace_wait_finish               (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_describe_request_async    (AzcWorkspace         *self,
                                                              AzcConversation      *conversation,
                                                              const char           *text,
                                                              GListModel           *attachments,
                                                              const AzcSendOptions *options,
                                                              gboolean              show_secrets,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
JsonNode            *azc_workspace_describe_request_finish   (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);

/* Pictures */
void                 azc_workspace_add_picture_file_async    (AzcWorkspace         *self,
                                                              GFile                *file,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
void                 azc_workspace_add_picture_bytes_async   (AzcWorkspace         *self,
                                                              GBytes               *data,
                                                              const char           *name,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
AzcAttachment       *azc_workspace_add_picture_finish        (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);
void                 azc_workspace_load_picture_async        (AzcWorkspace         *self,
                                                              AzcAttachment        *attachment,
                                                              guint                 max_side,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
GdkPixbuf           *azc_workspace_load_picture_finish       (AzcWorkspace         *self,
                                                              GAsyncResult         *result,
                                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcTest, azc_test_free)

G_END_DECLS
