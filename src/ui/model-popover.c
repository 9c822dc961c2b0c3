/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Endpoints and their models to choose from. */

#include "config.h"

#include "ui/model-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/util.h"
#include "ui/model-choice.h"

/* A row of the list; what it stands for is kept on it. */
#define AZC_TYPE_MODEL_CHOICE_ROW (azc_model_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (AzcModelChoiceRow, azc_model_choice_row, AZC, MODEL_CHOICE_ROW,
                      GtkListBoxRow)

struct _AzcModelChoiceRow
{
  GtkListBoxRow  parent_instance;

  AzcEndpoint   *endpoint;
  char          *model;
  char          *haystack;
};

G_DEFINE_FINAL_TYPE (AzcModelChoiceRow, azc_model_choice_row, GTK_TYPE_LIST_BOX_ROW)

struct _AzcModelPopover
{
  GtkPopover       parent_instance;

  AzcWorkspace    *workspace;
  AzcConversation *conversation;
  char            *needle;

  GtkEditable     *search;
  GtkListBox      *list;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcModelPopover, azc_model_popover, GTK_TYPE_POPOVER)

static void
azc_model_choice_row_finalize (GObject *object)
{
  AzcModelChoiceRow *self = AZC_MODEL_CHOICE_ROW (object);

  g_clear_object (&self->endpoint);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->haystack, g_free);

  G_OBJECT_CLASS (azc_model_choice_row_parent_class)->finalize (object);
}

static void
azc_model_choice_row_class_init (AzcModelChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_model_choice_row_finalize;
}

static void
azc_model_choice_row_init (AzcModelChoiceRow *self)
{
}

static GtkWidget *
row_new (AzcEndpoint *endpoint,
         const char  *model,
         gboolean     current)
{
  AzcModelChoiceRow *row = g_object_new (AZC_TYPE_MODEL_CHOICE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (*model != '\0' ? model : _("The service’s model"));
  g_autofree char *endpoint_name = azc_model_choice_dup_endpoint_name (endpoint);
  g_autofree char *text = g_strconcat (model, " ", endpoint_name, NULL);

  row->endpoint = g_object_ref (endpoint);
  row->model = g_strdup (model);
  row->haystack = g_utf8_casefold (text, -1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (current)
    {
      GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _("Current"), -1);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return GTK_WIDGET (row);
}

static void
add_endpoint (AzcModelPopover *self,
              AzcEndpoint     *endpoint)
{
  AzcEndpoint *current = azc_model_choice_get_endpoint (self->workspace, self->conversation);
  const char *current_model = azc_model_choice_get_model (endpoint, self->conversation);
  g_auto (GStrv) models = azc_model_choice_dup_models (endpoint);

  for (guint i = 0; models[i] != NULL; i++)
    {
      gboolean is_current = endpoint == current &&
                            g_strcmp0 (current_model != NULL ? current_model : "",
                                       models[i]) == 0;
      GtkWidget *row = row_new (endpoint, models[i], is_current);

      gtk_list_box_append (self->list, row);
      if (is_current)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
    }
}

static void
clear_rows (AzcModelPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
fill (AzcModelPopover *self)
{
  GListModel *endpoints = azc_workspace_get_endpoints (self->workspace);
  guint n = g_list_model_get_n_items (endpoints);

  clear_rows (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcEndpoint) endpoint = g_list_model_get_item (endpoints, i);

      add_endpoint (self, endpoint);
    }
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  AzcModelPopover *self = user_data;

  return azc_str_empty (self->needle) ||
         strstr (AZC_MODEL_CHOICE_ROW (row)->haystack, self->needle) != NULL;
}

static GtkWidget *
header_new (AzcEndpoint *endpoint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = azc_model_choice_dup_endpoint_name (endpoint);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  if (azc_endpoint_is_demo (endpoint))
    {
      GtkWidget *badge = gtk_label_new (_("Demo"));

      gtk_widget_add_css_class (badge, "demo-badge");
      gtk_box_append (GTK_BOX (box), badge);
    }
  gtk_widget_add_css_class (box, "group-heading");

  return box;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  AzcEndpoint *endpoint = AZC_MODEL_CHOICE_ROW (row)->endpoint;

  if (before != NULL && AZC_MODEL_CHOICE_ROW (before)->endpoint == endpoint)
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, header_new (endpoint));
}

static void
on_row_activated (AzcModelPopover *self,
                  GtkListBoxRow   *row)
{
  g_autoptr (AzcModelChoiceRow) chosen = g_object_ref (AZC_MODEL_CHOICE_ROW (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, chosen->endpoint, chosen->model);
}

static void
on_search_changed (AzcModelPopover *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter in the search takes the first hit. */
static void
on_search_activate (AzcModelPopover *self)
{
  GtkListBoxRow *row;

  on_search_changed (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (filter_row (row, self))
        {
          on_row_activated (self, row);
          return;
        }
    }
}

static void
on_stop_search (AzcModelPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_add_endpoint (AzcModelPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.add-endpoint", NULL);
}

static void
azc_model_popover_map (GtkWidget *widget)
{
  AzcModelPopover *self = AZC_MODEL_POPOVER (widget);

  gtk_editable_set_text (self->search, "");
  on_search_changed (self);
  if (self->workspace != NULL)
    fill (self);

  GTK_WIDGET_CLASS (azc_model_popover_parent_class)->map (widget);
}

static void
azc_model_popover_dispose (GObject *object)
{
  AzcModelPopover *self = AZC_MODEL_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_MODEL_POPOVER);
  g_clear_object (&self->workspace);
  g_clear_object (&self->conversation);

  G_OBJECT_CLASS (azc_model_popover_parent_class)->dispose (object);
}

static void
azc_model_popover_finalize (GObject *object)
{
  g_clear_pointer (&AZC_MODEL_POPOVER (object)->needle, g_free);

  G_OBJECT_CLASS (azc_model_popover_parent_class)->finalize (object);
}

static void
azc_model_popover_class_init (AzcModelPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_model_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = azc_model_popover_finalize;
  widget_class->map = azc_model_popover_map;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, AZC_TYPE_ENDPOINT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/model-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcModelPopover, search);
  gtk_widget_class_bind_template_child (widget_class, AzcModelPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_add_endpoint);
}

static void
azc_model_popover_init (AzcModelPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
}

/**
 * azc_model_popover_set_workspace:
 * @self: a popover
 * @workspace: whose endpoints to show
 *
 * Says whose endpoints can be chosen from.
 */
void
azc_model_popover_set_workspace (AzcModelPopover *self,
                                 AzcWorkspace    *workspace)
{
  g_return_if_fail (AZC_IS_MODEL_POPOVER (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
}

/**
 * azc_model_popover_set_conversation:
 * @self: a popover
 * @conversation: (nullable): whose model is marked
 *
 * Says whose model is the current one.
 */
void
azc_model_popover_set_conversation (AzcModelPopover *self,
                                    AzcConversation *conversation)
{
  g_return_if_fail (AZC_IS_MODEL_POPOVER (self));
  g_return_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation));

  g_set_object (&self->conversation, conversation);
}
