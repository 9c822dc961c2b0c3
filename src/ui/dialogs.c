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

/* In a sandbox GTK leaves files and addresses to a portal, and does nothing where there is none.
 * So it is asked first. */
static gboolean
needs_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
ask_portal (const char          *interface,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS, NULL,
                            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                            interface, NULL, callback, user_data);
}

/* Whether there is a portal; if not, the person is told. */
static gboolean
found_portal (GAsyncResult *result,
              GtkWindow    *parent,
              const char   *heading)
{
  g_autoptr (GDBusProxy) portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  g_autoptr (GVariant) version = NULL;
  AdwMessageDialog *dialog;

  if (portal != NULL)
    version = g_dbus_proxy_get_cached_property (portal, "version");
  if (version != NULL)
    return TRUE;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, _(
    "AzureChat runs in a sandbox, and the desktop has no portal for that. "
    "Install “xdg-desktop-portal” and its part for your desktop.")));
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));

  return FALSE;
}

static void
on_chooser_portal (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkNativeDialog) chooser = user_data;
  GtkWindow *parent = gtk_native_dialog_get_transient_for (chooser);

  if (found_portal (result, parent, _("Files cannot be chosen")))
    gtk_native_dialog_show (chooser);
  else
    g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
}

static void
show_chooser (GtkNativeDialog *chooser)
{
  if (needs_portal ())
    ask_portal ("org.freedesktop.portal.FileChooser", on_chooser_portal, g_object_ref (chooser));
  else
    gtk_native_dialog_show (chooser);
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
  show_chooser (GTK_NATIVE_DIALOG (chooser));
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
  show_chooser (GTK_NATIVE_DIALOG (chooser));
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

typedef struct
{
  GtkWindow *parent;
  char      *uri;
} Opening;

static void
on_uri_portal (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Opening *opening = user_data;

  if (found_portal (result, opening->parent, _("The address cannot be opened")))
    gtk_show_uri (opening->parent, opening->uri, GDK_CURRENT_TIME);

  g_clear_object (&opening->parent);
  g_free (opening->uri);
  g_free (opening);
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
  Opening *opening;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (uri != NULL);

  scheme = g_uri_peek_scheme (uri);
  if (scheme == NULL || !g_strv_contains (schemes, scheme))
    return;

  if (!needs_portal ())
    {
      gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
      return;
    }

  opening = g_new0 (Opening, 1);
  g_set_object (&opening->parent, parent);
  opening->uri = g_strdup (uri);
  ask_portal ("org.freedesktop.portal.OpenURI", on_uri_portal, opening);
}
