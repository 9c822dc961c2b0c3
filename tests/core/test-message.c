/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What views and the store rely on: a setter notifies once, and only if something changed. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "model/message.h"

/* Writes the name of every notified property, each followed by a space. */
static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              GString    *names)
{
  g_string_append_printf (names, "%s ", g_param_spec_get_name (pspec));
}

static AzcMessage *
make_message (GString *names)
{
  AzcMessage *message = azc_message_new ("id", "parent", AZC_ROLE_ASSISTANT);

  g_signal_connect (message, "notify", G_CALLBACK (on_notify_cb), names);

  return message;
}

static void
test_construct (void)
{
  g_autoptr (AzcMessage) message = azc_message_new ("id", "parent", AZC_ROLE_ASSISTANT);
  g_autoptr (AzcMessage) root = azc_message_new ("root", NULL, AZC_ROLE_SYSTEM);

  g_assert_cmpstr (azc_message_get_id (message), ==, "id");
  g_assert_cmpstr (azc_message_get_parent_id (message), ==, "parent");
  g_assert_cmpint (azc_message_get_role (message), ==, AZC_ROLE_ASSISTANT);
  g_assert_cmpint (azc_message_get_state (message), ==, AZC_MESSAGE_DONE);
  g_assert_cmpint (azc_message_get_finished (message), ==, 0);
  g_assert_null (azc_message_get_usage (message));
  g_assert_null (azc_message_get_error (message));
  g_assert_null (azc_message_get_parent_id (root));
  g_assert_cmpint (azc_message_get_role (root), ==, AZC_ROLE_SYSTEM);
}

static void
test_notify (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (AzcMessage) message = make_message (names);

  for (guint i = 0; i < 2; i++)
    {
      azc_message_set_text (message, "text");
      azc_message_set_reasoning (message, "hm");
      azc_message_set_state (message, AZC_MESSAGE_STREAMING);
      azc_message_set_endpoint_name (message, "Contoso");
      azc_message_set_model (message, "gpt-4o");
      azc_message_set_created (message, 1);
      azc_message_set_finished (message, 2);
      azc_message_set_finish_reason (message, "stop");
    }
  g_assert_cmpstr (names->str, ==, "text reasoning state endpoint-name model created finished "
                                   "finish-reason ");
}

/* A piece of an answer is one notification; nothing is none. */
static void
test_append (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (AzcMessage) message = make_message (names);

  azc_message_append_text (message, "Gr");
  azc_message_append_text (message, "");
  azc_message_append_text (message, "üße");
  azc_message_append_reasoning (message, "first, ");
  azc_message_append_reasoning (message, "then");
  g_assert_cmpstr (names->str, ==, "text text reasoning reasoning ");
  g_assert_cmpstr (azc_message_get_text (message), ==, "Grüße");
  g_assert_cmpuint (azc_message_get_text_length (message), ==, strlen ("Grüße"));
  g_assert_cmpstr (azc_message_get_reasoning (message), ==, "first, then");
}

/* What is set is copied, and can be read as a property too. */
static void
test_boxed (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (AzcMessage) message = make_message (names);
  g_autoptr (GError) error = g_error_new_literal (AZC_ERROR, AZC_ERROR_RATE_LIMIT, "Too many.");
  g_autoptr (GError) read_error = NULL;
  g_autoptr (AzcUsage) usage = azc_usage_new ();
  g_autoptr (AzcUsage) read_usage = NULL;

  azc_error_set_advice (error, "Wait.");
  usage->prompt = 7;
  azc_message_set_error (message, error);
  azc_message_set_usage (message, usage);
  usage->prompt = 8;
  g_assert_true (azc_message_get_error (message) != error);

  g_object_get (message, "error", &read_error, "usage", &read_usage, NULL);
  g_assert_error (read_error, AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpstr (azc_error_get_advice (read_error), ==, "Wait.");
  g_assert_cmpint (read_usage->prompt, ==, 7);
  g_assert_cmpint (read_usage->completion, ==, -1);

  azc_message_set_error (message, NULL);
  azc_message_set_error (message, NULL);
  azc_message_set_usage (message, NULL);
  g_assert_null (azc_message_get_usage (message));
  g_assert_cmpstr (names->str, ==, "error usage error usage ");
}

/* A value can be set to what was just read. */
static void
test_own_value (void)
{
  g_autoptr (AzcMessage) message = azc_message_new ("id", NULL, AZC_ROLE_USER);

  azc_message_set_model (message, "model");
  azc_message_set_model (message, azc_message_get_model (message));
  g_assert_cmpstr (azc_message_get_model (message), ==, "model");
  azc_message_set_text (message, "text");
  azc_message_set_text (message, azc_message_get_text (message));
  g_assert_cmpstr (azc_message_get_text (message), ==, "text");
}

static void
test_attachments (void)
{
  g_autoptr (AzcMessage) message = azc_message_new ("id", NULL, AZC_ROLE_USER);
  g_autoptr (GFile) file = g_file_new_for_path ("/pictures/ab/cd.png");
  GListModel *attachments = azc_message_get_attachments (message);

  g_assert_cmpuint (g_list_model_get_n_items (attachments), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);
      g_autoptr (AzcAttachment) attachment = NULL;

      attachment = azc_attachment_new ("abcd", name, "image/png", 4, 3, 99, file);
      azc_message_add_attachment (message, attachment);
    }

  g_assert_true (g_list_model_get_item_type (attachments) == AZC_TYPE_ATTACHMENT);
  g_assert_cmpuint (g_list_model_get_n_items (attachments), ==, 3);
  {
    g_autoptr (AzcAttachment) last = g_list_model_get_item (attachments, 2);

    g_assert_cmpstr (azc_attachment_get_id (last), ==, "abcd");
    g_assert_cmpstr (azc_attachment_get_name (last), ==, "2.png");
    g_assert_cmpstr (azc_attachment_get_mime_type (last), ==, "image/png");
    g_assert_cmpuint (azc_attachment_get_width (last), ==, 4);
    g_assert_cmpuint (azc_attachment_get_height (last), ==, 3);
    g_assert_cmpuint (azc_attachment_get_size (last), ==, 99);
    g_assert_true (azc_attachment_get_file (last) == file);
  }
}

static void
test_running (void)
{
  g_autoptr (AzcMessage) message = azc_message_new ("id", NULL, AZC_ROLE_ASSISTANT);

  for (guint i = AZC_MESSAGE_DONE; i <= AZC_MESSAGE_FAILED; i++)
    {
      azc_message_set_state (message, i);
      g_assert_cmpint (azc_message_is_running (message), ==,
                       i == AZC_MESSAGE_WAITING || i == AZC_MESSAGE_STREAMING);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/construct", test_construct);
  g_test_add_func ("/message/notify", test_notify);
  g_test_add_func ("/message/append", test_append);
  g_test_add_func ("/message/boxed", test_boxed);
  g_test_add_func ("/message/own-value", test_own_value);
  g_test_add_func ("/message/attachments", test_attachments);
  g_test_add_func ("/message/running", test_running);

  return g_test_run ();
}
