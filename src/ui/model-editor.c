/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One model of an endpoint, as a row that unfolds into its fields. */

#include "config.h"

#include "ui/model-editor.h"

#include <glib/gi18n.h>

#include "base/util.h"
#include "ui/choice.h"
#include "ui/expander.h"
#include "ui/row-note.h"

/*
 * model: what the row was made from; holds what the row does not show
 */
struct _AzcModelEditor
{
  AdwExpanderRow  parent_instance;

  AzcModel       *model;

  AdwEntryRow    *name_row;
  AdwEntryRow    *deployment_row;
  AdwEntryRow    *version_row;
  AdwComboRow    *vision_row;

  guint           filling : 1;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcModelEditor, azc_model_editor, ADW_TYPE_EXPANDER_ROW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* An empty entry means “not set”. */
static const char *
get_value (AdwEntryRow *row)
{
  const char *text = get_text (row);

  return *text != '\0' ? text : NULL;
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static char *
describe (AzcModelEditor *self)
{
  const char *facts[4] = { NULL };
  guint n_facts = 0;
  AzcTriState vision = azc_choice_row_get_value (self->vision_row);

  if (get_value (self->deployment_row) != NULL)
    facts[n_facts++] = get_text (self->deployment_row);
  if (get_value (self->version_row) != NULL)
    facts[n_facts++] = get_text (self->version_row);
  if (vision == AZC_YES)
    facts[n_facts++] = _("reads pictures");
  else if (vision == AZC_NO)
    facts[n_facts++] = _("no pictures");

  return g_strjoinv (" · ", (char **) facts);
}

static void
update_title (AzcModelEditor *self)
{
  g_autofree char *subtitle = describe (self);
  const char *name = get_value (self->name_row);

  if (name == NULL)
    name = _("New Model");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_changed_cb (AzcModelEditor *self)
{
  g_assert (AZC_IS_MODEL_EDITOR (self));

  if (self->filling)
    return;

  update_title (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_delete_cb (AzcModelEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
azc_model_editor_dispose (GObject *object)
{
  AzcModelEditor *self = AZC_MODEL_EDITOR (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (azc_model_editor_parent_class)->dispose (object);
}

static void
azc_model_editor_class_init (AzcModelEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_model_editor_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/model-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcModelEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AzcModelEditor, deployment_row);
  gtk_widget_class_bind_template_child (widget_class, AzcModelEditor, version_row);
  gtk_widget_class_bind_template_child (widget_class, AzcModelEditor, vision_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
azc_model_editor_init (AzcModelEditor *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  azc_choice_row_setup (self->vision_row);
  azc_choice_row_append (self->vision_row, AZC_UNKNOWN, _("Automatic"),
                         _("Pictures are sent; the service decides"));
  azc_choice_row_append (self->vision_row, AZC_YES, _("Yes"), _("The model reads pictures"));
  azc_choice_row_append (self->vision_row, AZC_NO, _("No"),
                         _("You are warned before a picture is sent"));
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row), NULL);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->deployment_row),
                         _("Only if it is called otherwise than the model"));
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->version_row),
                         _("Only if it differs from the endpoint’s"));
  self->filling = FALSE;
}

/**
 * azc_model_editor_new:
 * @model: the model to show; one with an empty name is a new one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
azc_model_editor_new (AzcModel *model)
{
  AzcModelEditor *self;

  g_return_val_if_fail (AZC_IS_MODEL (model), NULL);

  self = g_object_new (AZC_TYPE_MODEL_EDITOR, NULL);
  self->model = g_object_ref (model);

  self->filling = TRUE;
  set_text (self->name_row, azc_model_get_name (model));
  set_text (self->deployment_row, azc_model_get_deployment (model));
  set_text (self->version_row, azc_model_get_api_version (model));
  azc_choice_row_show_value (self->vision_row, azc_model_get_vision (model), NULL);
  self->filling = FALSE;
  update_title (self);

  return GTK_WIDGET (self);
}

/**
 * azc_model_editor_get_name:
 * @self: a row
 *
 * Returns: (transfer none): the name as typed
 */
const char *
azc_model_editor_get_name (AzcModelEditor *self)
{
  g_return_val_if_fail (AZC_IS_MODEL_EDITOR (self), NULL);

  return get_text (self->name_row);
}

/**
 * azc_model_editor_dup_model:
 * @self: a row
 *
 * Returns: (transfer full): a new model with what the row shows
 */
AzcModel *
azc_model_editor_dup_model (AzcModelEditor *self)
{
  AzcModel *model;

  g_return_val_if_fail (AZC_IS_MODEL_EDITOR (self), NULL);

  model = azc_model_new (get_text (self->name_row));
  azc_model_set_deployment (model, get_value (self->deployment_row));
  azc_model_set_api_version (model, get_value (self->version_row));
  azc_model_set_vision (model, azc_choice_row_get_value (self->vision_row));
  azc_model_set_family (model, azc_model_get_family (self->model));
  azc_model_set_headers (model, azc_model_get_headers (self->model));

  return model;
}

/**
 * azc_model_editor_check:
 * @self: a row
 * @is_duplicate: whether another row has the same name
 *
 * Checks the fields and says at them what is wrong.
 *
 * Returns: whether the model can be used
 */
gboolean
azc_model_editor_check (AzcModelEditor *self,
                        gboolean        is_duplicate)
{
  gboolean empty;

  g_return_val_if_fail (AZC_IS_MODEL_EDITOR (self), FALSE);

  empty = get_value (self->name_row) == NULL;
  if (is_duplicate)
    azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row),
                            _("Another model has this name."));
  else if (empty && (get_value (self->deployment_row) != NULL ||
                     !azc_str_empty (azc_model_get_name (self->model))))
    azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row), _("A model needs a name."));
  else
    azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row), NULL);

  return !empty && !is_duplicate;
}

/**
 * azc_model_editor_edit:
 * @self: a row
 *
 * Unfolds the row and puts the cursor into its name.
 */
void
azc_model_editor_edit (AzcModelEditor *self)
{
  g_return_if_fail (AZC_IS_MODEL_EDITOR (self));

  azc_expander_edit (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->name_row));
}
