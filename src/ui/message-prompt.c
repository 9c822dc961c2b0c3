/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A piece of what the person wrote: shown as it was typed, in a card on the right. */

#include "config.h"

#include "ui/message-prompt.h"

#include "ui/text-label.h"

/* Of the column; a card of several pieces always has this width, so that they match. */
#define MAX_SHARE 0.8

/* Longer lines get a least width: a label that may be narrower is laid out at width 0 first. Short
 * ones do not, so that the card fits closely. */
#define LABEL_CHARS 20

struct _AzcMessagePrompt
{
  GtkWidget   parent_instance;

  AzcChatRow *row;
  GtkWidget  *label;
};

G_DEFINE_FINAL_TYPE (AzcMessagePrompt, azc_message_prompt, GTK_TYPE_WIDGET)

static int
get_card_width (AzcMessagePrompt *self,
                int               width)
{
  int most = MAX (width * MAX_SHARE, 1);
  int minimum, natural;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (azc_chat_row_get_block (self->row)->continues || azc_chat_row_get_next (self->row) != NULL)
    natural = most;

  return MAX (MIN (natural, most), minimum);
}

static void
azc_message_prompt_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  AzcMessagePrompt *self = AZC_MESSAGE_PROMPT (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = get_card_width (self, for_size);

  gtk_widget_measure (self->label, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
azc_message_prompt_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  AzcMessagePrompt *self = AZC_MESSAGE_PROMPT (widget);
  int card = get_card_width (self, width);
  gboolean right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_LTR;
  GtkAllocation allocation = { right ? width - card : 0, 0, card, height };

  gtk_widget_size_allocate (self->label, &allocation, -1);
}

static gboolean
has_long_line (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < LABEL_CHARS; p = g_utf8_next_char (p))
    n = *p == '\n' ? 0 : n + 1;

  return n == LABEL_CHARS;
}

static void
update (AzcMessagePrompt *self)
{
  AzcBlock *block = azc_chat_row_get_block (self->row);

  gtk_label_set_width_chars (GTK_LABEL (self->label),
                             has_long_line (block->text) ? LABEL_CHARS : -1);
  gtk_label_set_markup (GTK_LABEL (self->label), block->markup);
  gtk_widget_set_direction (self->label, azc_text_label_get_direction (block->text));

  gtk_widget_remove_css_class (self->label, "continues");
  gtk_widget_remove_css_class (self->label, "continued");
  if (block->continues)
    gtk_widget_add_css_class (self->label, "continues");
  if (azc_chat_row_get_next (self->row) != NULL)
    gtk_widget_add_css_class (self->label, "continued");
}

static void
azc_message_prompt_dispose (GObject *object)
{
  AzcMessagePrompt *self = AZC_MESSAGE_PROMPT (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_message_prompt_parent_class)->dispose (object);
}

static GtkSizeRequestMode
azc_message_prompt_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
azc_message_prompt_class_init (AzcMessagePromptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_message_prompt_dispose;

  widget_class->get_request_mode = azc_message_prompt_get_request_mode;
  widget_class->measure = azc_message_prompt_measure;
  widget_class->size_allocate = azc_message_prompt_size_allocate;
}

static void
azc_message_prompt_init (AzcMessagePrompt *self)
{
  self->label = azc_text_label_new ();
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), -1);
  gtk_widget_add_css_class (self->label, "prompt-card");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * azc_message_prompt_new:
 * @row: a piece of a prompt
 *
 * Returns: (transfer floating): a card that follows the row
 */
GtkWidget *
azc_message_prompt_new (AzcChatRow *row)
{
  AzcMessagePrompt *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_PROMPT, NULL);
  self->row = g_object_ref (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
