/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Code as a card. A label, not a text view: that would not know its height in time. */

#include "config.h"

#include "ui/code-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "text/inline.h"
#include "ui/copy-button.h"
#include "ui/highlight.h"
#include "ui/side-scroller.h"

struct _AzcCodeCard
{
  GtkWidget   parent_instance;

  AzcChatRow *row;

  GtkWidget  *header;
  GtkWidget  *scroller;
  GtkLabel   *language;
  GtkLabel   *code;
};

G_DEFINE_FINAL_TYPE (AzcCodeCard, azc_code_card, GTK_TYPE_WIDGET)

static void
on_highlighted (PangoAttrList *attributes,
                gpointer       user_data)
{
  AzcCodeCard *self = user_data;

  /* Colours of a text that has changed meanwhile come to nothing: it asks again when closed. */
  if (self->row != NULL && azc_chat_row_get_block (self->row)->closed)
    gtk_label_set_attributes (self->code, attributes);
}

static void
highlight (AzcCodeCard *self)
{
  AzcBlock *block = azc_chat_row_get_block (self->row);

  if (block->closed && block->language != NULL)
    azc_highlight (G_OBJECT (self), gtk_label_get_text (self->code), block->language,
                   adw_style_manager_get_dark (adw_style_manager_get_default ()), on_highlighted);
  else
    gtk_label_set_attributes (self->code, NULL);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    present)
{
  if (present)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (AzcCodeCard *self)
{
  AzcBlock *block = azc_chat_row_get_block (self->row);
  g_autofree char *visible = azc_inline_visible (block->text);

  /* Without a language the caption still says what the card is. */
  gtk_label_set_label (self->language, block->language != NULL ? block->language : _("Code"));
  gtk_widget_set_visible (self->header, !block->continues);
  set_class (GTK_WIDGET (self), "continues", block->continues);
  set_class (GTK_WIDGET (self), "continued", azc_chat_row_get_next (self->row) != NULL);

  gtk_label_set_text (self->code, visible);
  highlight (self);
}

static void
on_copy (AzcCodeCard *self)
{
  g_autofree char *code = azc_chat_row_dup_text (self->row);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), code);
}

static void
azc_code_card_dispose (GObject *object)
{
  AzcCodeCard *self = AZC_CODE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_CODE_CARD);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_code_card_parent_class)->dispose (object);
}

static void
azc_code_card_class_init (AzcCodeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_code_card_dispose;

  g_type_ensure (AZC_TYPE_COPY_BUTTON);
  g_type_ensure (AZC_TYPE_SIDE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/code-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcCodeCard, header);
  gtk_widget_class_bind_template_child (widget_class, AzcCodeCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, AzcCodeCard, language);
  gtk_widget_class_bind_template_child (widget_class, AzcCodeCard, code);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
azc_code_card_init (AzcCodeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_code_card_new:
 * @row: a row with code
 *
 * Returns: (transfer floating): a card that follows the row
 */
GtkWidget *
azc_code_card_new (AzcChatRow *row)
{
  AzcCodeCard *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_CODE_CARD, NULL);
  self->row = g_object_ref (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (highlight), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
