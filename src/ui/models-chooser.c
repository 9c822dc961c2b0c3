/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dialog with the models that the service lists: tick, search, add. */

#include "config.h"

#include "ui/models-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

struct _AzcModelsChooser
{
  AdwWindow       parent_instance;

  GPtrArray      *checks;

  GtkWidget      *add_button;
  GtkSearchEntry *search_entry;
  GtkListBox     *list;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcModelsChooser, azc_models_chooser, ADW_TYPE_WINDOW)

static GStrv
get_chosen (AzcModelsChooser *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);
      GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ACTION_ROW);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (names,
                         g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
    }
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

static void
on_toggled_cb (AzcModelsChooser *self)
{
  g_auto (GStrv) names = get_chosen (self);

  gtk_widget_set_sensitive (self->add_button, names[0] != NULL);
}

static void
on_add_cb (AzcModelsChooser *self)
{
  g_auto (GStrv) names = get_chosen (self);

  g_assert (AZC_IS_MODELS_CHOOSER (self));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, names);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_search_changed_cb (AzcModelsChooser *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  AzcModelsChooser *self = user_data;
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *folded_title = g_utf8_casefold (title, -1);
  g_autofree char *folded_search = g_utf8_casefold (search, -1);

  return strstr (folded_title, folded_search) != NULL;
}

static void
azc_models_chooser_dispose (GObject *object)
{
  AzcModelsChooser *self = AZC_MODELS_CHOOSER (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (azc_models_chooser_parent_class)->dispose (object);
}

static void
azc_models_chooser_class_init (AzcModelsChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_models_chooser_dispose;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/models-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcModelsChooser, add_button);
  gtk_widget_class_bind_template_child (widget_class, AzcModelsChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AzcModelsChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
azc_models_chooser_init (AzcModelsChooser *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
}

static gboolean
is_present (GListModel *models,
            const char *name)
{
  for (guint i = 0; models != NULL && i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);

      if (g_strcmp0 (azc_model_get_name (model), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
append_name (AzcModelsChooser *self,
             const char       *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->checks, check);
}

/**
 * azc_models_chooser_new:
 * @parent: the window to be shown over
 * @names: what the service lists
 * @present: (nullable): models the endpoint has already, a list of [class@Azc.Model]
 * @n_new: (out): how many names the dialog offers
 *
 * Makes a dialog that offers the names that are not present yet.
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWidget *
azc_models_chooser_new (GtkWindow          *parent,
                        const char * const *names,
                        GListModel         *present,
                        guint              *n_new)
{
  AzcModelsChooser *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (n_new != NULL, NULL);

  self = g_object_new (AZC_TYPE_MODELS_CHOOSER, "transient-for", parent, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!is_present (present, names[i]))
        append_name (self, names[i]);
    }
  *n_new = self->checks->len;

  return GTK_WIDGET (self);
}
