/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One name with its value, as a row that unfolds into its fields. Knows what is wrong with
 * the pair and when a value must not be shown; the list around it is the editor's. */

#include "config.h"

#include "ui/pair-row.h"

#include <glib/gi18n.h>

#include "base/expand.h"
#include "base/redact.h"
#include "base/util.h"
#include "ui/expander.h"
#include "ui/row-note.h"

#define CONCEALED "••••••••"

/*
 * settled: whether the texts are what the person means, and not half of it: a name that is
 *   being typed could take a secret for an ordinary value
 * value_touched: whether the person has been at the value, so that it may be called wrong
 * filling: whether the program sets the fields, and not the person
 */
struct _AzcPairRow
{
  AdwExpanderRow   parent_instance;

  AzcWorkspace    *workspace;
  AzcPairsKind     kind;

  AdwEntryRow     *name_row;
  AdwEntryRow     *value_row;
  GtkToggleButton *reveal_button;
  AdwActionRow    *removed_row;
  GtkSwitch       *removed_switch;
  AdwActionRow    *delete_row;

  guint            settled : 1;
  guint            value_touched : 1;
  guint            filling : 1;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TYPED,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcPairRow, azc_pair_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* A reference is no secret, so it stays readable. */
static gboolean
is_secret (AzcPairRow *self)
{
  return azc_redact_is_sensitive_name (get_text (self->name_row)) &&
         !azc_expand_has_references (get_text (self->value_row));
}

static void
update_concealment (AzcPairRow *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->value_row));
  gboolean secret = is_secret (self);

  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), secret);
  gtk_text_set_visibility (GTK_TEXT (text),
                           !secret || gtk_toggle_button_get_active (self->reveal_button));
}

static void
update_title (AzcPairRow *self)
{
  const char *name = get_text (self->name_row);
  const char *value = get_text (self->value_row);

  if (gtk_switch_get_active (self->removed_switch))
    value = _("Removed from requests");
  else if (is_secret (self) && *value != '\0')
    value = CONCEALED;

  if (*name == '\0')
    name = self->kind == AZC_PAIRS_QUERY ? _("New Parameter") : _("New Header");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
get_hint (AzcPairRow *self)
{
  if (azc_expand_has_references (get_text (self->value_row)))
    return _("What stands in braces is filled in when a request is sent.");
  if (is_secret (self) && self->kind != AZC_PAIRS_COMMON_HEADERS)
    return _("This looks like a credential, so it is kept in the keyring.");

  return NULL;
}

static void
update (AzcPairRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->value_row),
                          !gtk_switch_get_active (self->removed_switch));
  update_concealment (self);
  update_title (self);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->value_row), get_hint (self));
}

static void
on_name_changed_cb (AzcPairRow *self)
{
  g_assert (AZC_IS_PAIR_ROW (self));

  update (self);
  if (self->filling)
    return;

  self->settled = FALSE;
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

/* Ordinary values apply as they are typed; a secret only as a whole, since every piece of it
 * would go to the keyring. */
static void
on_value_changed_cb (AzcPairRow *self)
{
  g_assert (AZC_IS_PAIR_ROW (self));

  update (self);
  if (self->filling)
    return;

  self->value_touched = TRUE;
  if (is_secret (self))
    self->settled = FALSE;
  g_signal_emit (self, signals[self->settled ? SIGNAL_CHANGED : SIGNAL_TYPED], 0);
}

static void
on_settled_cb (AzcPairRow *self)
{
  g_assert (AZC_IS_PAIR_ROW (self));

  if (self->settled)
    return;

  self->settled = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_value_left_cb (AzcPairRow *self)
{
  self->settled = self->settled && self->value_touched;
  self->value_touched = TRUE;
  on_settled_cb (self);
}

static void
on_expanded_cb (AzcPairRow *self)
{
  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    on_value_left_cb (self);
}

static void
on_reveal_cb (AzcPairRow *self)
{
  gboolean revealed = gtk_toggle_button_get_active (self->reveal_button);

  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  update_concealment (self);
}

static void
on_removed_cb (AzcPairRow *self)
{
  g_assert (AZC_IS_PAIR_ROW (self));

  update (self);
  if (self->filling)
    return;

  self->settled = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_delete_cb (AzcPairRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
azc_pair_row_dispose (GObject *object)
{
  AzcPairRow *self = AZC_PAIR_ROW (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_pair_row_parent_class)->dispose (object);
}

static void
azc_pair_row_class_init (AzcPairRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_pair_row_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_TYPED] =
    g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/pair-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, name_row);
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, value_row);
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, removed_row);
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, removed_switch);
  gtk_widget_class_bind_template_child (widget_class, AzcPairRow, delete_row);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_value_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
azc_pair_row_init (AzcPairRow *self)
{
  self->settled = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row), NULL);
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->value_row), NULL);
}

static void
set_up_texts (AzcPairRow *self)
{
  gboolean query = self->kind == AZC_PAIRS_QUERY;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->removed_row),
                                 query ? _("_Remove This Parameter") : _("_Remove This Header"));
  adw_action_row_set_subtitle (self->removed_row,
                               _("Requests go without it, even where it would be added otherwise"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->delete_row),
                                 query ? _("_Delete Parameter") : _("_Delete Header"));
}

/**
 * azc_pair_row_new:
 * @workspace: the workspace
 * @kind: what the pair is
 * @name: the name; empty for a new pair
 * @value: (nullable): the value; %NULL if the name is removed from requests
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
azc_pair_row_new (AzcWorkspace *workspace,
                  AzcPairsKind  kind,
                  const char   *name,
                  const char   *value)
{
  AzcPairRow *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (AZC_TYPE_PAIR_ROW, NULL);
  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  self->value_touched = *name != '\0';

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  self->filling = FALSE;
  set_up_texts (self);
  azc_pair_row_set_value (self, value);

  return GTK_WIDGET (self);
}

/**
 * azc_pair_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): the name as typed
 */
const char *
azc_pair_row_get_name (AzcPairRow *self)
{
  g_return_val_if_fail (AZC_IS_PAIR_ROW (self), NULL);

  return get_text (self->name_row);
}

/**
 * azc_pair_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the value as typed; %NULL if the name is to
 *   be removed from requests
 */
const char *
azc_pair_row_get_value (AzcPairRow *self)
{
  g_return_val_if_fail (AZC_IS_PAIR_ROW (self), NULL);

  if (gtk_switch_get_active (self->removed_switch))
    return NULL;

  return get_text (self->value_row);
}

/**
 * azc_pair_row_set_value:
 * @self: a row
 * @value: (nullable): the value; %NULL if the name is removed from requests
 *
 * Changes the value from outside, for instance to the reference that replaces a
 * credential. Emits no signal.
 */
void
azc_pair_row_set_value (AzcPairRow *self,
                        const char *value)
{
  g_return_if_fail (AZC_IS_PAIR_ROW (self));

  self->filling = TRUE;
  if (value != NULL && !g_str_equal (value, get_text (self->value_row)))
    gtk_editable_set_text (GTK_EDITABLE (self->value_row), value);
  gtk_switch_set_active (self->removed_switch, value == NULL);
  self->filling = FALSE;
  update (self);
}

static char *
find_name_error (AzcPairRow *self,
                 gboolean    is_duplicate)
{
  const char *name = get_text (self->name_row);
  g_autoptr (GError) error = NULL;

  if (*name == '\0')
    return g_strdup (_("Enter a name, or delete this line."));
  if (is_duplicate)
    return g_strdup (_("This name is already in the list."));
  if (self->kind == AZC_PAIRS_QUERY ||
      azc_workspace_check_header (self->workspace, name, "x", &error))
    return NULL;

  return g_strdup (error->message);
}

static char *
find_value_error (AzcPairRow *self)
{
  const char *name = get_text (self->name_row);
  const char *value = get_text (self->value_row);
  g_autoptr (GError) error = NULL;

  if (gtk_switch_get_active (self->removed_switch))
    return NULL;
  if (*value == '\0' && self->kind != AZC_PAIRS_QUERY)
    return g_strdup (_("Enter a value, or choose to remove the header."));
  if (self->kind == AZC_PAIRS_COMMON_HEADERS && is_secret (self))
    return g_strdup (_("Headers for every endpoint hold no secrets: "
                       "write a reference such as ${NAME}."));
  if (self->kind == AZC_PAIRS_QUERY ||
      azc_workspace_check_header (self->workspace, name, value, &error))
    return NULL;

  return g_strdup (error->message);
}

/**
 * azc_pair_row_check:
 * @self: a row
 * @is_duplicate: whether another row has the same name
 *
 * Checks the pair and says at its fields what is wrong. A field that the person has
 * not come to yet is not called wrong.
 *
 * Returns: whether the pair is complete, right, and not half typed
 */
gboolean
azc_pair_row_check (AzcPairRow *self,
                    gboolean    is_duplicate)
{
  g_autofree char *name_error = NULL;
  g_autofree char *value_error = NULL;
  gboolean untouched;

  g_return_val_if_fail (AZC_IS_PAIR_ROW (self), FALSE);

  name_error = find_name_error (self, is_duplicate);
  value_error = name_error == NULL ? find_value_error (self) : NULL;
  untouched = *get_text (self->name_row) == '\0' && *get_text (self->value_row) == '\0';

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row), untouched ? NULL : name_error);
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->value_row),
                          self->value_touched ? value_error : NULL);

  return name_error == NULL && value_error == NULL && self->settled;
}

/**
 * azc_pair_row_edit:
 * @self: a row
 *
 * Unfolds the row and puts the cursor into its name.
 */
void
azc_pair_row_edit (AzcPairRow *self)
{
  g_return_if_fail (AZC_IS_PAIR_ROW (self));

  azc_expander_edit (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->name_row));
}
