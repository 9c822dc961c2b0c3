/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combo rows whose lines stand for a value and explain themselves. The title of a line may
 * change while it is shown, which stock combo rows do not follow. */

#include "config.h"

#include "ui/choice.h"

struct _AzcChoice
{
  GObject  parent_instance;

  int      value;
  char    *title;
  char    *description;
};

enum
{
  PROP_TITLE = 1,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcChoice, azc_choice, G_TYPE_OBJECT)

static void
azc_choice_finalize (GObject *object)
{
  AzcChoice *self = AZC_CHOICE (object);

  g_free (self->title);
  g_free (self->description);

  G_OBJECT_CLASS (azc_choice_parent_class)->finalize (object);
}

static void
azc_choice_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AzcChoice *self = AZC_CHOICE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_choice_class_init (AzcChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = azc_choice_finalize;
  object_class->get_property = azc_choice_get_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_choice_init (AzcChoice *self)
{
}

static AzcChoice *
find_choice (AdwComboRow *row,
             int          value,
             guint       *position)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AzcChoice) choice = g_list_model_get_item (model, i);

      if (choice->value == value)
        {
          *position = i;
          return choice;
        }
    }

  return NULL;
}

/* The row shows the chosen line as its subtitle: titles are too long to stand beside it in a
 * narrow window. */
static void
update_subtitle (AdwComboRow *row)
{
  AzcChoice *choice = adw_combo_row_get_selected_item (row);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice != NULL ? choice->title : NULL);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *description = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (description), 0);
  gtk_label_set_wrap (GTK_LABEL (description), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (description), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (description), 30);
  gtk_widget_add_css_class (description, "caption");
  gtk_widget_add_css_class (description, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), description);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static gboolean
text_to_visible (GBinding     *binding,
                 const GValue *from,
                 GValue       *to,
                 gpointer      user_data)
{
  g_value_set_boolean (to, g_value_get_string (from) != NULL);

  return TRUE;
}

static gboolean
selected_to_opacity (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  g_value_set_double (to, g_value_get_object (from) == user_data ? 1 : 0);

  return TRUE;
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            AdwComboRow              *row)
{
  AzcChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *texts = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (texts);
  GtkWidget *description = gtk_widget_get_last_child (texts);
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  GPtrArray *bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_binding_unbind);

  g_ptr_array_add (bindings, g_object_bind_property (choice, "title", title, "label",
                                                     G_BINDING_SYNC_CREATE));
  g_ptr_array_add (bindings, g_object_bind_property (choice, "description", description, "label",
                                                     G_BINDING_SYNC_CREATE));
  g_ptr_array_add (bindings, g_object_bind_property_full (choice, "description",
                                                          description, "visible",
                                                          G_BINDING_SYNC_CREATE,
                                                          text_to_visible, NULL, NULL, NULL));
  g_ptr_array_add (bindings, g_object_bind_property_full (row, "selected-item", check, "opacity",
                                                          G_BINDING_SYNC_CREATE,
                                                          selected_to_opacity, NULL,
                                                          choice, NULL));
  g_object_set_data_full (G_OBJECT (item), "bindings", bindings,
                          (GDestroyNotify) g_ptr_array_unref);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  g_object_set_data (G_OBJECT (item), "bindings", NULL);
}

/**
 * azc_choice_row_setup:
 * @row: a combo row
 *
 * Makes @row a list of choices, empty at first.
 */
void
azc_choice_row_setup (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GListStore) model = g_list_store_new (AZC_TYPE_CHOICE);
  g_autoptr (GtkExpression) expression = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), row);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  expression = gtk_property_expression_new (AZC_TYPE_CHOICE, NULL, "title");

  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_use_subtitle (row, TRUE);
  adw_combo_row_set_list_factory (row, factory);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (update_subtitle), NULL);
}

/**
 * azc_choice_row_append:
 * @row: a combo row that was set up for choices
 * @value: what the choice stands for
 * @title: its translated title
 * @description: (nullable): a translated explanation
 *
 * Adds a choice at the end.
 */
void
azc_choice_row_append (AdwComboRow *row,
                       int          value,
                       const char  *title,
                       const char  *description)
{
  g_autoptr (AzcChoice) choice = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (title != NULL);

  choice = g_object_new (AZC_TYPE_CHOICE, NULL);
  choice->value = value;
  choice->title = g_strdup (title);
  choice->description = g_strdup (description);
  g_list_store_append (G_LIST_STORE (adw_combo_row_get_model (row)), choice);
}

/**
 * azc_choice_row_set_title:
 * @row: a combo row that was set up for choices
 * @value: the value of one of its choices
 * @title: the new title
 *
 * Changes the title of a choice, also where it is shown already.
 */
void
azc_choice_row_set_title (AdwComboRow *row,
                          int          value,
                          const char  *title)
{
  AzcChoice *choice;
  guint position;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (title != NULL);

  choice = find_choice (row, value, &position);
  if (choice == NULL || g_str_equal (choice->title, title))
    return;

  g_free (choice->title);
  choice->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (choice), properties[PROP_TITLE]);
  update_subtitle (row);
}

/**
 * azc_choice_row_show_value:
 * @row: a combo row that was set up for choices
 * @value: a value
 * @title: (nullable): the title of a choice to add if there is none for @value; %NULL if
 *   there always is one
 *
 * Selects the choice of that value. A value that is not offered, since it was set by
 * a file or another program, joins the list.
 */
void
azc_choice_row_show_value (AdwComboRow *row,
                           int          value,
                           const char  *title)
{
  guint position;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  if (find_choice (row, value, &position) == NULL)
    {
      g_return_if_fail (title != NULL);

      position = g_list_model_get_n_items (adw_combo_row_get_model (row));
      azc_choice_row_append (row, value, title, NULL);
    }
  if (adw_combo_row_get_selected (row) != position)
    adw_combo_row_set_selected (row, position);
}

/**
 * azc_choice_row_get_value:
 * @row: a combo row that was set up for choices
 *
 * Returns: the value of the selected choice, or -1
 */
int
azc_choice_row_get_value (AdwComboRow *row)
{
  AzcChoice *choice;

  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), -1);

  choice = adw_combo_row_get_selected_item (row);

  return choice != NULL ? choice->value : -1;
}
