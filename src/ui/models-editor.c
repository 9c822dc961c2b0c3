/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The models of an endpoint as a group of rows, and the way to the service's own list. */

#include "config.h"

#include "ui/models-editor.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/model-editor.h"
#include "ui/models-chooser.h"
#include "ui/row-note.h"

/*
 * draft: the endpoint being edited
 * saved: the endpoint as it is stored, which is what the service is asked for; NULL while
 *   it is being added
 */
struct _AzcModelsEditor
{
  AdwPreferencesGroup  parent_instance;

  AzcWorkspace        *workspace;
  AzcEndpoint         *draft;
  AzcEndpoint         *saved;
  GPtrArray           *rows;
  GCancellable        *cancellable;

  GtkWidget           *add_row;
  GtkWidget           *fetch_row;
  GtkWidget           *spinner;
};

G_DEFINE_FINAL_TYPE (AzcModelsEditor, azc_models_editor, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_duplicate (AzcModelsEditor *self,
              guint            index)
{
  const char *name = azc_model_editor_get_name (g_ptr_array_index (self->rows, index));

  for (guint i = 0; i < index; i++)
    {
      if (g_str_equal (azc_model_editor_get_name (g_ptr_array_index (self->rows, i)), name))
        return *name != '\0';
    }

  return FALSE;
}

static GListStore *
collect (AzcModelsEditor *self)
{
  GListStore *models = g_list_store_new (AZC_TYPE_MODEL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      AzcModelEditor *row = g_ptr_array_index (self->rows, i);
      g_autoptr (AzcModel) model = NULL;

      if (!azc_model_editor_check (row, is_duplicate (self, i)))
        continue;

      model = azc_model_editor_dup_model (row);
      g_list_store_append (models, model);
    }

  return models;
}

static gboolean
models_equal (GListModel *a,
              GListModel *b)
{
  guint size = a != NULL ? g_list_model_get_n_items (a) : 0;

  if (size != (b != NULL ? g_list_model_get_n_items (b) : 0))
    return FALSE;

  for (guint i = 0; i < size; i++)
    {
      g_autoptr (AzcModel) x = g_list_model_get_item (a, i);
      g_autoptr (AzcModel) y = g_list_model_get_item (b, i);
      g_autoptr (JsonNode) json_x = azc_model_to_json (x);
      g_autoptr (JsonNode) json_y = azc_model_to_json (y);

      if (!json_node_equal (json_x, json_y))
        return FALSE;
    }

  return TRUE;
}

static void
on_changed_cb (AzcModelsEditor *self)
{
  g_autoptr (GListStore) models = collect (self);

  if (!models_equal (G_LIST_MODEL (models), azc_endpoint_get_models (self->draft)))
    azc_endpoint_set_models (self->draft, G_LIST_MODEL (models));
}

static void
on_remove_cb (AzcModelsEditor *self,
              AzcModelEditor     *row)
{
  g_assert (AZC_IS_MODELS_EDITOR (self));

  gtk_widget_grab_focus (self->add_row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_remove (self->rows, row);
  on_changed_cb (self);
}

/* The rows that add models stay the last ones. */
static void
move_to_end (AzcModelsEditor *self,
             GtkWidget       *row)
{
  g_object_ref (row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_object_unref (row);
}

static AzcModelEditor *
append_row (AzcModelsEditor *self,
            AzcModel        *model)
{
  GtkWidget *row = azc_model_editor_new (model);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  move_to_end (self, self->add_row);
  move_to_end (self, self->fetch_row);

  return AZC_MODEL_EDITOR (row);
}

static void
on_models_cb (AzcModelsEditor *self)
{
  GListModel *models = azc_endpoint_get_models (self->draft);
  g_autoptr (GListStore) shown = collect (self);

  g_assert (AZC_IS_MODELS_EDITOR (self));

  if (models_equal (G_LIST_MODEL (shown), models))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; models != NULL && i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);

      append_row (self, model);
    }
}

static void
on_add_cb (AzcModelsEditor *self)
{
  g_autoptr (AzcModel) model = azc_model_new ("");

  g_assert (AZC_IS_MODELS_EDITOR (self));

  azc_model_editor_edit (append_row (self, model));
}

static void
on_chosen_cb (AzcModelsEditor    *self,
              const char * const *names)
{
  g_assert (AZC_IS_MODELS_EDITOR (self));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (AzcModel) model = azc_model_new (names[i]);

      append_row (self, model);
    }
  on_changed_cb (self);
}

static void
set_busy (AzcModelsEditor *self,
          gboolean         busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_sensitive (self->fetch_row, !busy);
}

static void
choose (AzcModelsEditor *self,
        GStrv            names)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *chooser;
  guint n_new;

  chooser = azc_models_chooser_new (GTK_WINDOW (root), (const char * const *) names,
                                    azc_endpoint_get_models (self->draft), &n_new);
  if (n_new == 0)
    {
      gtk_window_destroy (GTK_WINDOW (chooser));
      azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->fetch_row),
                             _("The service lists no model that is not here already."));
      return;
    }

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (AzcModelsEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  names = azc_workspace_list_models_finish (AZC_WORKSPACE (source), result, &error);
  set_busy (self, FALSE);
  if (azc_error_is_cancelled (error) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (names != NULL)
    {
      choose (self, names);
    }
  else
    {
      g_autofree char *text = g_strdup_printf ("%s %s", error->message,
                                               azc_error_get_advice (error));

      azc_row_note_set_error (ADW_PREFERENCES_ROW (self->fetch_row), text);
    }
}

static void
on_fetch_cb (AzcModelsEditor *self)
{
  g_assert (AZC_IS_MODELS_EDITOR (self));

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->fetch_row), NULL);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->fetch_row), NULL);
  set_busy (self, TRUE);
  azc_workspace_list_models_async (self->workspace, self->saved, self->cancellable,
                                   on_listed_cb, g_object_ref (self));
}

static void
azc_models_editor_dispose (GObject *object)
{
  AzcModelsEditor *self = AZC_MODELS_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->saved);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_models_editor_parent_class)->dispose (object);
}

static void
azc_models_editor_unroot (GtkWidget *widget)
{
  AzcModelsEditor *self = AZC_MODELS_EDITOR (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (azc_models_editor_parent_class)->unroot (widget);
}

static void
azc_models_editor_class_init (AzcModelsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_models_editor_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = azc_models_editor_unroot;
}

static GtkWidget *
add_button_row (AzcModelsEditor *self,
                const char      *title,
                const char      *icon_name,
                GCallback        callback)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);

  return row;
}

static void
azc_models_editor_init (AzcModelsEditor *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->add_row = add_button_row (self, _("Add _Model"), "list-add-symbolic",
                                  G_CALLBACK (on_add_cb));
  self->fetch_row = add_button_row (self, _("_Fetch List from the Service"),
                                    "view-refresh-symbolic", G_CALLBACK (on_fetch_cb));
  gtk_widget_set_visible (self->fetch_row, FALSE);
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->fetch_row), NULL);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->fetch_row), self->spinner);
}

/**
 * azc_models_editor_set_up:
 * @self: an editor
 * @workspace: the workspace
 * @draft: the endpoint whose models are edited in place
 *
 * Has to be called once.
 */
void
azc_models_editor_set_up (AzcModelsEditor *self,
                          AzcWorkspace    *workspace,
                          AzcEndpoint     *draft)
{
  g_return_if_fail (AZC_IS_MODELS_EDITOR (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));
  g_return_if_fail (AZC_IS_ENDPOINT (draft));
  g_return_if_fail (self->draft == NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "notify::models", G_CALLBACK (on_models_cb), self,
                           G_CONNECT_SWAPPED);
  on_models_cb (self);
}

/**
 * azc_models_editor_set_saved:
 * @self: an editor
 * @endpoint: the stored endpoint
 *
 * Lets the person fetch the service's list: a key must be stored for that.
 */
void
azc_models_editor_set_saved (AzcModelsEditor *self,
                             AzcEndpoint     *endpoint)
{
  g_return_if_fail (AZC_IS_MODELS_EDITOR (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  g_set_object (&self->saved, endpoint);
  gtk_widget_set_visible (self->fetch_row, TRUE);
}
