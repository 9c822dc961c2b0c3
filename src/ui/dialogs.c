/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing files, asking, and opening addresses: all that newer GTK does with other classes,
 * so that a later floor changes this one file. Dismissing a dialog is a cancellation. */

#include "config.h"

#include "ui/dialogs.h"

#include <glib/gi18n.h>

static void
return_dismissed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Dismissed"));
}

/* The native chooser is no widget: nobody but the task keeps it alive. */
static GTask *
chooser_task_new (GtkFileChooserNative *chooser,
                  gpointer              source_tag,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  GTask *task = g_task_new (chooser, NULL, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  return task;
}

static void
on_files_response (GtkNativeDialog *chooser,
                   int              response,
                   gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;

  g_assert (GTK_IS_FILE_CHOOSER_NATIVE (chooser));

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser)),
                           g_object_unref);
  else
    return_dismissed (task);
}

/**
 * azc_dialogs_open_files_async:
 * @parent: the window that asks
 * @title: the dialog's title, translated
 * @filter: (nullable): which files to offer
 * @multiple: whether several may be chosen
 * @callback: called when the person has chosen
 * @user_data: data for @callback
 *
 * Lets the person choose files to open.
 */
void
azc_dialogs_open_files_async (GtkWindow           *parent,
                              const char          *title,
                              GtkFileFilter       *filter,
                              gboolean             multiple,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GtkFileChooserNative) chooser = NULL;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), multiple);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);

  task = chooser_task_new (chooser, azc_dialogs_open_files_async, callback, user_data);
  g_signal_connect (chooser, "response", G_CALLBACK (on_files_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * azc_dialogs_open_files_finish:
 * @result: what the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED if dismissed
 *
 * Returns: (transfer full) (nullable): the chosen [iface@Gio.File]s
 */
GListModel *
azc_dialogs_open_files_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_save_response (GtkNativeDialog *chooser,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;

  g_assert (GTK_IS_FILE_CHOOSER_NATIVE (chooser));

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)),
                           g_object_unref);
  else
    return_dismissed (task);
}

/**
 * azc_dialogs_save_file_async:
 * @parent: the window that asks
 * @title: the dialog's title, translated
 * @name: the file name to propose
 * @callback: called when the person has chosen
 * @user_data: data for @callback
 *
 * Lets the person choose where to save something.
 */
void
azc_dialogs_save_file_async (GtkWindow           *parent,
                             const char          *title,
                             const char          *name,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GtkFileChooserNative) chooser = NULL;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (name != NULL);

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);

  task = chooser_task_new (chooser, azc_dialogs_save_file_async, callback, user_data);
  g_signal_connect (chooser, "response", G_CALLBACK (on_save_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * azc_dialogs_save_file_finish:
 * @result: what the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED if dismissed
 *
 * Returns: (transfer full) (nullable): the file to write
 */
GFile *
azc_dialogs_save_file_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static AdwMessageDialog *
message_dialog_new (GtkWindow  *parent,
                    const char *heading,
                    const char *body,
                    const char *verb,
                    gboolean    destructive)
{
  AdwMessageDialog *dialog;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (dialog, "accept", verb);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (dialog, "accept",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);

  return dialog;
}

static void
on_text_changed (GtkEditable      *entry,
                 AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "accept", *text != '\0');
}

static void
on_text_response (AdwMessageDialog *dialog,
                  const char       *response,
                  gpointer          user_data)
{
  g_autoptr (GTask) task = user_data;
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "accept"))
    g_task_return_pointer (task,
                           g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))),
                           g_free);
  else
    return_dismissed (task);
}

/**
 * azc_dialogs_ask_text_async:
 * @parent: the window that asks
 * @heading: what is asked, translated
 * @label: the entry's name for those who do not see it, translated
 * @text: the text to start from
 * @verb: the accepting button's label, translated
 * @callback: called when the person has answered
 * @user_data: data for @callback
 *
 * Asks for one line of text, which will not be empty.
 */
void
azc_dialogs_ask_text_async (GtkWindow           *parent,
                            const char          *heading,
                            const char          *label,
                            const char          *text,
                            const char          *verb,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GtkWidget *entry;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (text != NULL);

  dialog = message_dialog_new (parent, heading, NULL, verb, FALSE);
  adw_message_dialog_set_default_response (dialog, "accept");

  entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (entry, "changed", G_CALLBACK (on_text_changed), dialog);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  on_text_changed (GTK_EDITABLE (entry), dialog);
  adw_message_dialog_set_extra_child (dialog, entry);

  task = g_task_new (dialog, NULL, callback, user_data);
  g_task_set_source_tag (task, azc_dialogs_ask_text_async);
  g_signal_connect (dialog, "response", G_CALLBACK (on_text_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/**
 * azc_dialogs_ask_text_finish:
 * @result: what the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED if dismissed
 *
 * Returns: (transfer full) (nullable): the text, without blanks around it
 */
char *
azc_dialogs_ask_text_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_confirm_response (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  g_autoptr (GTask) task = user_data;

  if (g_str_equal (response, "accept"))
    g_task_return_boolean (task, TRUE);
  else
    return_dismissed (task);
}

/**
 * azc_dialogs_confirm_async:
 * @parent: the window that asks
 * @heading: the question, translated
 * @body: what follows from it, translated
 * @verb: the accepting button's label, translated
 * @destructive: whether something is lost by accepting
 * @callback: called when the person has answered
 * @user_data: data for @callback
 *
 * Asks before something that cannot be undone.
 */
void
azc_dialogs_confirm_async (GtkWindow           *parent,
                           const char          *heading,
                           const char          *body,
                           const char          *verb,
                           gboolean             destructive,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = message_dialog_new (parent, heading, body, verb, destructive);
  task = g_task_new (dialog, NULL, callback, user_data);
  g_task_set_source_tag (task, azc_dialogs_confirm_async);
  g_signal_connect (dialog, "response", G_CALLBACK (on_confirm_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * azc_dialogs_confirm_finish:
 * @result: what the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED if declined
 *
 * Returns: whether the person accepted
 */
gboolean
azc_dialogs_confirm_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * azc_dialogs_open_uri:
 * @parent: (nullable): the window that opens it
 * @uri: an address
 *
 * Opens an address in the program the person uses for it. Only web and mail
 * addresses: an answer must not be able to start anything else.
 */
void
azc_dialogs_open_uri (GtkWindow  *parent,
                      const char *uri)
{
  static const char * const schemes[] = { "http", "https", "mailto", NULL };
  const char *scheme;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (uri != NULL);

  scheme = g_uri_peek_scheme (uri);
  if (scheme != NULL && g_strv_contains (schemes, scheme))
    gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}
