/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application with a window: options, the workspace's life, and what is not a window's. */

#include "config.h"

#include "ui/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "chat/workspace.h"
#include "ui/azure-chat-resources.h"
#include "ui/preferences.h"
#include "ui/window.h"

/*
 * closing: the window is gone, and the workspace is writing its last words
 * reopen: the person wants a window again meanwhile
 */
struct _AzcApplication
{
  AdwApplication  parent_instance;

  AzcWorkspace   *workspace;
  gboolean        demo;
  gboolean        closing;
  gboolean        reopen;
};

G_DEFINE_FINAL_TYPE (AzcApplication, azc_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.new-conversation", { "<Control>n" } },
  { "win.rename-conversation('')", { "F2" } },
  { "win.previous-conversation", { "<Control>Page_Up" } },
  { "win.next-conversation", { "<Control>Page_Down" } },
  { "win.sidebar-visible", { "F9" } },
  { "win.choose-model", { "<Control>m" } },
  { "win.focus-composer", { "<Control>l" } },
  { "win.attach", { "<Control>o" } },
  { "win.retry", { "<Control>r" } },
  { "win.copy-answer", { "<Control><Shift>c" } },
};

static void
show_about (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  AzcApplication *self = user_data;
  const char *developers[] = { "The AzureChat developers", NULL };

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", _("AzureChat"),
                         "application-icon", AZC_APPLICATION_ID,
                         "version", AZC_VERSION,
                         "developer-name", _("The AzureChat developers"),
                         "developers", developers,
                         "comments", _("Chat with models on Azure and elsewhere, pictures included"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: put your names here, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static GtkWindow *
get_window (AzcApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *iter = windows; iter != NULL; iter = iter->next)
    {
      if (AZC_IS_WINDOW (iter->data))
        return iter->data;
    }

  return NULL;
}

static void
show_preferences (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  AzcApplication *self = user_data;

  azc_preferences_present (get_window (self), self->workspace, FALSE);
}

static void
add_endpoint (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  AzcApplication *self = user_data;

  azc_preferences_present (get_window (self), self->workspace, TRUE);
}

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  GtkWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_window_close (window);
}

static const GActionEntry actions[] = {
  { "preferences", show_preferences },
  { "add-endpoint", add_endpoint },
  { "about", show_about },
  { "quit", quit },
};

static GtkWindow *
ensure_window (AzcApplication *self)
{
  GtkWindow *window = get_window (self);

  if (window != NULL)
    return window;

  if (self->workspace == NULL)
    self->workspace = azc_workspace_new (self->demo);

  return GTK_WINDOW (azc_window_new (GTK_APPLICATION (self), self->workspace));
}

static void
azc_application_activate (GApplication *application)
{
  AzcApplication *self = AZC_APPLICATION (application);

  if (self->closing)
    self->reopen = TRUE;
  else
    gtk_window_present (ensure_window (self));
}

static void
azc_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  AzcApplication *self = AZC_APPLICATION (application);

  azc_application_activate (application);
  if (!self->closing)
    azc_window_attach_files (AZC_WINDOW (ensure_window (self)), files, (guint) n_files);
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AzcApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_workspace_close_finish (AZC_WORKSPACE (source), result, &error))
    g_warning ("Closing: %s", error->message);

  g_clear_object (&self->workspace);
  self->closing = FALSE;
  if (self->reopen)
    azc_application_activate (G_APPLICATION (self));
  self->reopen = FALSE;
  g_application_release (G_APPLICATION (self));
}

/* Without its window the application stays until the last answer is written down. */
static void
azc_application_window_removed (GtkApplication *application,
                                GtkWindow      *window)
{
  AzcApplication *self = AZC_APPLICATION (application);

  GTK_APPLICATION_CLASS (azc_application_parent_class)->window_removed (application, window);

  if (!AZC_IS_WINDOW (window) || self->closing)
    return;

  self->closing = TRUE;
  g_application_hold (G_APPLICATION (self));
  azc_workspace_close_async (self->workspace, on_closed, g_object_ref (self));
}

static gboolean
on_terminate (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);

  return G_SOURCE_CONTINUE;
}

static void
azc_application_startup (GApplication *application)
{
  azc_resources_register_resource ();

  G_APPLICATION_CLASS (azc_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           accelerators[i].action, accelerators[i].accels);

  gtk_window_set_default_icon_name (AZC_APPLICATION_ID);

  g_unix_signal_add (SIGINT, on_terminate, application);
  g_unix_signal_add (SIGTERM, on_terminate, application);
  g_unix_signal_add (SIGHUP, on_terminate, application);
}

static int
azc_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  AzcApplication *self = AZC_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("azure-chat %s\n", AZC_VERSION);
      return 0;
    }

  /* The demo's profile is thrown away, so it never joins a running instance. */
  if (g_variant_dict_contains (options, "demo"))
    {
      self->demo = TRUE;
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  return -1;
}

static void
azc_application_finalize (GObject *object)
{
  AzcApplication *self = AZC_APPLICATION (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_application_parent_class)->finalize (object);
}

static void
azc_application_class_init (AzcApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = azc_application_finalize;

  application_class->activate = azc_application_activate;
  application_class->open = azc_application_open;
  application_class->startup = azc_application_startup;
  application_class->handle_local_options = azc_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = azc_application_window_removed;
}

static void
azc_application_init (AzcApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
      N_("Talk to the built-in demo; nothing is kept"), NULL },
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
      N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * azc_application_new:
 *
 * Makes the application.
 *
 * Returns: (transfer full): the application
 */
AzcApplication *
azc_application_new (void)
{
  return g_object_new (AZC_TYPE_APPLICATION,
                       "application-id", AZC_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", AZC_RESOURCE_PREFIX,
                       NULL);
}

/**
 * azc_ui_run:
 * @argc: number of arguments
 * @argv: (array length=argc): the arguments, program name first
 *
 * Runs the application with a window until the person quits. The locale is set up already.
 *
 * Returns: the exit status
 */
int
azc_ui_run (int    argc,
            char **argv)
{
  g_autoptr (AzcApplication) application = NULL;

  g_set_application_name (_("AzureChat"));
  application = azc_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
