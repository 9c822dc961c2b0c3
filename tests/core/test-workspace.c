/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole chain without a display: real HTTP to the demo endpoint, real SQLite, real
 * pictures; what the window and the command line do goes through the same calls. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "chat/workspace.h"

typedef struct
{
  GAsyncResult *result;
  GMainLoop    *loop;
} Wait;

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static GAsyncResult *
wait_for (Wait *wait)
{
  if (wait->result == NULL)
    g_main_loop_run (wait->loop);

  return g_steal_pointer (&wait->result);
}

#define AWAIT(wait, call, result)                                  \
  Wait wait = { NULL, g_main_loop_new (NULL, FALSE) };             \
  g_autoptr (GAsyncResult) result = NULL;                          \
  call;                                                            \
  result = wait_for (&wait);                                       \
  g_main_loop_unref (wait.loop)

static AzcWorkspace *
open_workspace (gboolean demo)
{
  AzcWorkspace *workspace = azc_workspace_new (demo);
  GError *error = NULL;
  AWAIT (wait, azc_workspace_open_async (workspace, NULL, on_done_cb, &wait), result);

  azc_workspace_open_finish (workspace, result, &error);
  g_assert_no_error (error);

  return workspace;
}

static void
close_workspace (AzcWorkspace *workspace)
{
  GError *error = NULL;
  AWAIT (wait, azc_workspace_close_async (workspace, on_done_cb, &wait), result);

  azc_workspace_close_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (workspace);
}

static void
wait_for_answer (AzcWorkspace    *workspace,
                 AzcConversation *conversation)
{
  AWAIT (wait, azc_workspace_wait_async (workspace, conversation, NULL, on_done_cb, &wait), result);

  g_assert_true (azc_workspace_wait_finish (workspace, result, NULL));
}

static AzcMessage *
ask (AzcWorkspace    *workspace,
     AzcConversation *conversation,
     const char      *text,
     GListModel      *attachments)
{
  AzcMessage *answer = azc_workspace_send (workspace, conversation, text, attachments, NULL);

  g_assert_nonnull (answer);
  g_assert_true (azc_conversation_get_busy (conversation));
  wait_for_answer (workspace, conversation);
  g_assert_false (azc_conversation_get_busy (conversation));

  return answer;
}

static AzcAttachment *
add_red_picture (AzcWorkspace *workspace)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr (GBytes) data = NULL;
  AzcAttachment *attachment;
  GError *error = NULL;
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", &error, NULL);
  g_assert_no_error (error);
  data = g_bytes_new_take (buffer, size);

  {
    AWAIT (wait, azc_workspace_add_picture_bytes_async (workspace, data, "red.png", NULL,
                                                        on_done_cb, &wait), result);

    attachment = azc_workspace_add_picture_finish (workspace, result, &error);
    g_assert_no_error (error);
  }

  return attachment;
}

static void
test_answer (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  AzcMessage *answer = ask (workspace, conversation, "What can you do?", NULL);
  GListModel *list = G_LIST_MODEL (azc_workspace_get_conversations (workspace));

  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_DONE);
  g_assert_cmpuint (azc_message_get_text_length (answer), >, 20);
  g_assert_cmpstr (azc_message_get_finish_reason (answer), ==, "stop");
  g_assert_nonnull (azc_message_get_usage (answer));
  g_assert_cmpint (azc_message_get_finished (answer), >=, azc_message_get_created (answer));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_cmpstr (azc_conversation_get_title (conversation), !=, NULL);

  close_workspace (workspace);
}

static void
test_picture (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  g_autoptr (AzcAttachment) attachment = add_red_picture (workspace);
  g_autoptr (GListStore) attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
  AzcMessage *answer;

  g_list_store_append (attachments, attachment);
  answer = ask (workspace, conversation, NULL, G_LIST_MODEL (attachments));

  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_DONE);
  g_assert_nonnull (strstr (azc_message_get_text (answer), "64 × 48"));
  g_assert_true (g_regex_match_simple ("\\bred\\b", azc_message_get_text (answer), G_REGEX_CASELESS, 0));

  close_workspace (workspace);
}

static void
on_text_cb (AzcMessage *answer,
            GParamSpec *pspec,
            GMainLoop  *loop)
{
  if (azc_message_get_text_length (answer) > 10)
    g_main_loop_quit (loop);
}

static void
test_stop (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  AzcWorkspace *workspace;
  g_autoptr (AzcConversation) conversation = NULL;
  AzcMessage *answer;
  gint64 start;

  g_setenv ("AZURE_CHAT_DEMO_RATE", "20", TRUE);
  workspace = open_workspace (TRUE);
  conversation = azc_workspace_create_conversation (workspace);
  answer = azc_workspace_send (workspace, conversation, "long", NULL, NULL);
  g_signal_connect (answer, "notify::text", G_CALLBACK (on_text_cb), loop);
  g_main_loop_run (loop);
  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_STREAMING);

  start = g_get_monotonic_time ();
  azc_workspace_stop (workspace, conversation);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * 1000);
  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_STOPPED);
  g_assert_cmpuint (azc_message_get_text_length (answer), >, 10);
  g_assert_false (azc_conversation_get_busy (conversation));

  close_workspace (workspace);
  g_setenv ("AZURE_CHAT_DEMO_RATE", "0", TRUE);
}

static void
test_retry (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  AzcMessage *answer = ask (workspace, conversation, "error", NULL);
  g_autoptr (GPtrArray) siblings = NULL;
  AzcMessage *second;

  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_FAILED);
  g_assert_error (azc_message_get_error (answer), AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpuint (azc_error_get_status (azc_message_get_error (answer)), ==, 429);

  second = azc_workspace_retry (workspace, conversation, answer);
  g_assert_nonnull (second);
  wait_for_answer (workspace, conversation);
  siblings = azc_conversation_dup_siblings (conversation, second);
  g_assert_cmpuint (siblings->len, ==, 2);
  g_assert_true (g_ptr_array_index (siblings, 0) == answer);
  g_assert_true (azc_conversation_get_leaf (conversation) == second);
  g_assert_cmpuint (g_list_model_get_n_items (azc_conversation_get_thread (conversation)), ==, 2);

  close_workspace (workspace);
}

/* An edited question stands beside the old one, and the old path can be shown again. */
static void
test_edit (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  GListModel *thread = azc_conversation_get_thread (conversation);
  g_autoptr (AzcMessage) question = NULL;
  g_autoptr (AzcMessage) edited = NULL;
  AzcMessage *first = ask (workspace, conversation, "table", NULL);
  AzcMessage *second;

  ask (workspace, conversation, "code", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (thread), ==, 4);

  question = g_list_model_get_item (thread, 0);
  second = azc_workspace_send_edited (workspace, conversation, question, "hello", NULL);
  g_assert_nonnull (second);
  wait_for_answer (workspace, conversation);
  g_assert_cmpuint (g_list_model_get_n_items (thread), ==, 2);
  edited = g_list_model_get_item (thread, 0);
  g_assert_cmpstr (azc_message_get_text (edited), ==, "hello");
  g_assert_null (azc_message_get_parent_id (edited));

  azc_workspace_show_branch (workspace, conversation, first);
  g_assert_cmpuint (g_list_model_get_n_items (thread), ==, 4);
  g_assert_cmpuint (azc_conversation_get_n_messages (conversation), ==, 6);

  close_workspace (workspace);
}

static void
test_several_at_once (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) first = azc_workspace_create_conversation (workspace);
  g_autoptr (AzcConversation) second = azc_workspace_create_conversation (workspace);
  AzcMessage *a = azc_workspace_send (workspace, first, "table", NULL, NULL);
  AzcMessage *b = azc_workspace_send (workspace, second, "code", NULL, NULL);

  g_assert_true (azc_conversation_get_busy (first));
  g_assert_true (azc_conversation_get_busy (second));
  g_assert_null (azc_workspace_send (workspace, first, "too early", NULL, NULL));
  wait_for_answer (workspace, first);
  wait_for_answer (workspace, second);
  g_assert_cmpint (azc_message_get_state (a), ==, AZC_MESSAGE_DONE);
  g_assert_cmpint (azc_message_get_state (b), ==, AZC_MESSAGE_DONE);

  close_workspace (workspace);
}

/* The demo in an ordinary profile leaves nothing behind; a real conversation stays. */
static void
test_demo_leaves_nothing (void)
{
  AzcWorkspace *workspace = open_workspace (FALSE);
  g_autoptr (AzcConversation) conversation = NULL;
  AzcEndpoint *demo;
  GListModel *list;
  GError *error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (azc_workspace_get_endpoints (workspace)), ==, 0);
  demo = azc_workspace_start_demo (workspace, &error);
  g_assert_no_error (error);
  conversation = azc_workspace_create_conversation (workspace);
  azc_workspace_select_model (workspace, conversation, demo, NULL);
  ask (workspace, conversation, "hello", NULL);
  close_workspace (workspace);

  workspace = open_workspace (FALSE);
  list = G_LIST_MODEL (azc_workspace_get_conversations (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (azc_workspace_get_endpoints (workspace)), ==, 0);
  close_workspace (workspace);
}

static AzcEndpoint *
add_endpoint (AzcWorkspace *workspace,
              const char   *json)
{
  g_autoptr (JsonNode) node = azc_json_parse (json, -1, NULL);
  AzcEndpoint *endpoint;
  GError *error = NULL;
  AWAIT (wait, azc_workspace_add_endpoint_json_async (workspace, node, NULL, on_done_cb, &wait), result);

  endpoint = azc_workspace_add_endpoint_json_finish (workspace, result, &error);
  g_assert_no_error (error);
  /* The workspace keeps it. */
  g_object_unref (endpoint);

  return endpoint;
}

static JsonNode *
describe (AzcWorkspace    *workspace,
          AzcConversation *conversation,
          GListModel      *attachments)
{
  JsonNode *node;
  GError *error = NULL;
  AWAIT (wait, azc_workspace_describe_request_async (workspace, conversation, "hello", attachments,
                                                     NULL, TRUE, NULL, on_done_cb, &wait), result);

  node = azc_workspace_describe_request_finish (workspace, result, &error);
  g_assert_no_error (error);

  return node;
}

/* The bug that started the project: serverless route, custom base URL, an extra header, a
 * picture attached. */
static void
test_headers_with_picture (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  AzcEndpoint *endpoint = add_endpoint (workspace,
    "{\"name\": \"Gateway\", \"url\": \"https://apim.contoso.test/foundry/v1\","
    " \"route\": \"serverless\", \"auth\": \"both\", \"key\": \"srv-key-123\","
    " \"headers\": {\"X-Cost-Center\": \"42\", \"X-Team-Token\": \"tok-987654\"},"
    " \"models\": [{\"name\": \"gpt-4o\", \"vision\": true}]}");
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  g_autoptr (AzcAttachment) attachment = add_red_picture (workspace);
  g_autoptr (GListStore) attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
  g_autoptr (JsonNode) without = NULL;
  g_autoptr (JsonNode) with = NULL;
  JsonObject *headers;

  azc_workspace_select_model (workspace, conversation, endpoint, "gpt-4o");
  g_list_store_append (attachments, attachment);
  without = describe (workspace, conversation, NULL);
  with = describe (workspace, conversation, G_LIST_MODEL (attachments));

  headers = azc_json_get_object (json_node_get_object (with), "headers");
  g_assert_cmpstr (azc_json_get_string (headers, "api-key"), ==, "srv-key-123");
  g_assert_cmpstr (azc_json_get_string (headers, "Authorization"), ==, "Bearer srv-key-123");
  g_assert_cmpstr (azc_json_get_string (headers, "X-Cost-Center"), ==, "42");
  g_assert_cmpstr (azc_json_get_string (headers, "X-Team-Token"), ==, "tok-987654");
  g_assert_true (json_node_equal (json_object_get_member (json_node_get_object (with), "headers"),
                                  json_object_get_member (json_node_get_object (without), "headers")));

  /* What is in the settings is a reference, not the token. */
  g_assert_cmpstr (azc_pairs_lookup (azc_endpoint_get_headers (endpoint), "X-Team-Token"), ==,
                   "${keyring.X_TEAM_TOKEN}");

  close_workspace (workspace);
}

/* Whoever chooses a model gets that one, whatever the endpoint's own deployment is. */
static void
test_chosen_model (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  AzcEndpoint *endpoint = add_endpoint (workspace,
    "{\"name\": \"Classic\", \"url\": \"https://res.openai.azure.com\", \"key\": \"k-123456\","
    " \"deployment\": \"gpt-4o\", \"models\": [{\"name\": \"gpt-4o\"}, {\"name\": \"o4-mini\"},"
    " {\"name\": \"seeing\", \"deployment\": \"vision-dep\"}]}");
  static const char * const asked[][2] = {
    { "gpt-4o", "/deployments/gpt-4o/" },
    { "o4-mini", "/deployments/o4-mini/" },
    { "seeing", "/deployments/vision-dep/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
      g_autoptr (JsonNode) request = NULL;

      azc_workspace_select_model (workspace, conversation, endpoint, asked[i][0]);
      request = describe (workspace, conversation, NULL);
      g_assert_nonnull (strstr (azc_json_get_string (json_node_get_object (request), "url"), asked[i][1]));
    }

  close_workspace (workspace);
}

static void
test_removed_endpoint (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcEndpoint) endpoint = g_object_ref (add_endpoint (workspace,
    "{\"name\": \"Gone\", \"url\": \"https://gone.test/v1\", \"route\": \"openai\","
    " \"key\": \"k-123456\", \"models\": [{\"name\": \"m\"}]}"));
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  AzcMessage *answer;

  azc_workspace_select_model (workspace, conversation, endpoint, "m");
  azc_workspace_remove_endpoint (workspace, endpoint);
  answer = azc_workspace_send (workspace, conversation, "hello?", NULL, NULL);
  wait_for_answer (workspace, conversation);
  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_FAILED);
  g_assert_error (azc_message_get_error (answer), AZC_ERROR, AZC_ERROR_SETTINGS);
  g_assert_nonnull (azc_error_get_advice (azc_message_get_error (answer)));

  azc_workspace_restore_endpoint (workspace, endpoint);
  g_assert_nonnull (azc_workspace_find_endpoint (workspace, azc_endpoint_get_id (endpoint)));
  {
    g_autofree char *key = NULL;
    AWAIT (wait, azc_workspace_load_key_async (workspace, endpoint, NULL, on_done_cb, &wait), result);

    key = azc_workspace_load_key_finish (workspace, result, NULL);
    g_assert_cmpstr (key, ==, "k-123456");
  }

  close_workspace (workspace);
}

static void
test_title_and_delete (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);
  GListModel *list = G_LIST_MODEL (azc_workspace_get_conversations (workspace));

  azc_workspace_rename_conversation (workspace, conversation, "Mine");
  ask (workspace, conversation, "What is a tree?", NULL);
  g_assert_cmpstr (azc_conversation_get_title (conversation), ==, "Mine");

  azc_workspace_delete_conversation (workspace, conversation);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  azc_workspace_undelete_conversation (workspace, conversation);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);

  close_workspace (workspace);
}

static void
on_title_cb (AzcConversation *conversation,
             GParamSpec      *pspec,
             GMainLoop       *loop)
{
  g_main_loop_quit (loop);
}

/* The first words at once, then the model's own title. */
static void
test_title_from_model (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcConversation) conversation = azc_workspace_create_conversation (workspace);

  azc_workspace_send (workspace, conversation, "what is the best tree for a small garden?", NULL, NULL);
  g_assert_cmpstr (azc_conversation_get_title (conversation), ==,
                   "what is the best tree for a small garden?");
  g_signal_connect (conversation, "notify::title", G_CALLBACK (on_title_cb), loop);
  g_main_loop_run (loop);
  g_assert_cmpstr (azc_conversation_get_title (conversation), ==, "What is the best tree for");

  close_workspace (workspace);
}

static void
test_endpoint_test (void)
{
  AzcWorkspace *workspace = open_workspace (TRUE);
  g_autoptr (AzcTest) test = NULL;
  GError *error = NULL;
  AWAIT (wait, azc_workspace_test_endpoint_async (workspace, azc_workspace_get_default_endpoint (workspace),
                                                  NULL, NULL, on_done_cb, &wait), result);

  test = azc_workspace_test_endpoint_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_assert_true (test->passed);
  g_assert_nonnull (test->sentence);

  close_workspace (workspace);
}

static void
remove_profile (const char *profile)
{
  const char *argv[] = { "rm", "-r", profile, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *profile = g_dir_make_tmp ("test-workspace-XXXXXX", NULL);
  int status;

  g_setenv ("AZURE_CHAT_DEMO_RATE", "0", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("XDG_DATA_HOME", profile, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workspace/answer", test_answer);
  g_test_add_func ("/workspace/picture", test_picture);
  g_test_add_func ("/workspace/stop", test_stop);
  g_test_add_func ("/workspace/retry", test_retry);
  g_test_add_func ("/workspace/edit", test_edit);
  g_test_add_func ("/workspace/several-at-once", test_several_at_once);
  g_test_add_func ("/workspace/demo-leaves-nothing", test_demo_leaves_nothing);
  g_test_add_func ("/workspace/headers-with-picture", test_headers_with_picture);
  g_test_add_func ("/workspace/chosen-model", test_chosen_model);
  g_test_add_func ("/workspace/removed-endpoint", test_removed_endpoint);
  g_test_add_func ("/workspace/title-and-delete", test_title_and_delete);
  g_test_add_func ("/workspace/title-from-model", test_title_from_model);
  g_test_add_func ("/workspace/endpoint-test", test_endpoint_test);

  status = g_test_run ();
  remove_profile (profile);

  return status;
}
