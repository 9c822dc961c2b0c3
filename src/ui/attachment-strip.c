/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of a draft in a row. */

#include "config.h"

#include "ui/attachment-strip.h"

#include <glib/gi18n.h>

#include "ui/attachment-chip.h"

struct _AzcAttachmentStrip
{
  AdwBin        parent_instance;

  AzcDraft     *draft;
  GSignalGroup *signals;
  GtkWidget    *box;
  GtkWidget    *scroller;
  double        upper;
  guint         reveal_source;
};

G_DEFINE_FINAL_TYPE (AzcAttachmentStrip, azc_attachment_strip, ADW_TYPE_BIN)

static GtkWidget *
get_chip (AzcAttachmentStrip *self,
          guint               position)
{
  GtkWidget *chip = gtk_widget_get_first_child (self->box);

  while (chip != NULL && position-- > 0)
    chip = gtk_widget_get_next_sibling (chip);

  return chip;
}

/* Somebody who removes pictures with the keyboard goes on with the next one. */
static void
keep_focus (AzcAttachmentStrip *self,
            GtkWidget          *leaving)
{
  GtkWidget *next = gtk_widget_get_next_sibling (leaving);

  if (next == NULL)
    next = gtk_widget_get_prev_sibling (leaving);

  if (next == NULL || !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-composer", NULL);
}

static void
reveal_end (gpointer user_data)
{
  AzcAttachmentStrip *self = user_data;
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  self->reveal_source = 0;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* The strip knows its new width; a value that is set before layout ends would be lost. */
static void
on_width_changed (AzcAttachmentStrip *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double upper = gtk_adjustment_get_upper (adjustment);

  if (upper > self->upper && self->reveal_source == 0)
    self->reveal_source = g_idle_add_once (reveal_end, self);
  self->upper = upper;
}

static void
on_items_changed (AzcAttachmentStrip *self,
                  guint               position,
                  guint               removed,
                  guint               added,
                  GListModel         *pictures)
{
  GtkWidget *previous = position > 0 ? get_chip (self, position - 1) : NULL;

  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *chip = get_chip (self, position);

      if (gtk_widget_get_focus_child (self->box) == chip)
        keep_focus (self, chip);
      gtk_box_remove (GTK_BOX (self->box), chip);
    }

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (AzcDraftPicture) picture = g_list_model_get_item (pictures, position + i);
      GtkWidget *chip = azc_attachment_chip_new (self->draft, picture);

      gtk_box_insert_child_after (GTK_BOX (self->box), chip, previous);
      previous = chip;
    }

  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (pictures) > 0);
}

static void
azc_attachment_strip_dispose (GObject *object)
{
  AzcAttachmentStrip *self = AZC_ATTACHMENT_STRIP (object);

  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (azc_attachment_strip_parent_class)->dispose (object);
}

static void
azc_attachment_strip_class_init (AzcAttachmentStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_attachment_strip_dispose;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
azc_attachment_strip_init (AzcAttachmentStrip *self)
{
  GtkScrolledWindow *scroller;

  self->scroller = gtk_scrolled_window_new ();
  scroller = GTK_SCROLLED_WINDOW (self->scroller);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (scroller, self->box);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scroller), "changed",
                           G_CALLBACK (on_width_changed), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  gtk_widget_add_css_class (GTK_WIDGET (self), "attachment-strip");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attached pictures"), -1);

  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed",
                                  G_CALLBACK (on_items_changed), self);
}

/**
 * azc_attachment_strip_set_draft:
 * @self: a strip
 * @draft: (nullable): the draft whose pictures are shown
 *
 * Shows the pictures of another draft.
 */
void
azc_attachment_strip_set_draft (AzcAttachmentStrip *self,
                                AzcDraft           *draft)
{
  GListModel *pictures;
  GtkWidget *chip;

  g_return_if_fail (AZC_IS_ATTACHMENT_STRIP (self));
  g_return_if_fail (draft == NULL || AZC_IS_DRAFT (draft));

  if (!g_set_object (&self->draft, draft))
    return;

  while ((chip = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), chip);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  pictures = draft != NULL ? azc_draft_get_pictures (draft) : NULL;
  g_signal_group_set_target (self->signals, pictures);
  if (pictures != NULL)
    on_items_changed (self, 0, 0, g_list_model_get_n_items (pictures), pictures);
}
