/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One conversation in the list. */

#include "config.h"

#include "ui/sidebar-row.h"

#include <glib/gi18n.h>

#include "base/util.h"
#include "ui/dates.h"

struct _AzcSidebarRow
{
  AdwBin           parent_instance;

  AzcConversation *conversation;
  GSignalGroup    *signals;

  GtkLabel        *heading;
  GtkLabel        *title;
  GtkWidget       *unread;
  GtkSpinner      *spinner;
  GtkLabel        *time;
};

G_DEFINE_FINAL_TYPE (AzcSidebarRow, azc_sidebar_row, ADW_TYPE_BIN)

/* The list's own widget around the row is what assistive technology meets, and it has no name
 * of its own before GTK 4.12. */
static void
update_title (AzcSidebarRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *title = azc_conversation_get_title (self->conversation);

  if (azc_str_empty (title))
    title = _("New Conversation");

  gtk_label_set_text (self->title, title);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* The whole title, where the row has no room for it. */
static gboolean
on_query_tooltip (GtkLabel   *title,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (title)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (title));

  return TRUE;
}

static void
update_state (AzcSidebarRow *self)
{
  gboolean busy = azc_conversation_get_busy (self->conversation);

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->time), !busy);
  gtk_widget_set_visible (self->unread,
                          !busy && azc_conversation_get_unread (self->conversation));
}

static void
azc_sidebar_row_dispose (GObject *object)
{
  AzcSidebarRow *self = AZC_SIDEBAR_ROW (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_SIDEBAR_ROW);
  g_clear_object (&self->conversation);

  G_OBJECT_CLASS (azc_sidebar_row_parent_class)->dispose (object);
}

static void
azc_sidebar_row_class_init (AzcSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_sidebar_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "conversation");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcSidebarRow, heading);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebarRow, unread);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebarRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebarRow, time);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
}

static void
azc_sidebar_row_init (AzcSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (AZC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::title",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->signals, "notify::busy",
                                  G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::unread",
                                  G_CALLBACK (update_state), self);
}

/**
 * azc_sidebar_row_new:
 *
 * Makes a row without a conversation.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
azc_sidebar_row_new (void)
{
  return g_object_new (AZC_TYPE_SIDEBAR_ROW, NULL);
}

/**
 * azc_sidebar_row_get_conversation:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the conversation it shows
 */
AzcConversation *
azc_sidebar_row_get_conversation (AzcSidebarRow *self)
{
  g_return_val_if_fail (AZC_IS_SIDEBAR_ROW (self), NULL);

  return self->conversation;
}

/**
 * azc_sidebar_row_set_conversation:
 * @self: a row
 * @conversation: (nullable): the conversation to show
 *
 * Shows another conversation. Its dates follow with
 * [method@Azc.SidebarRow.update_dates].
 */
void
azc_sidebar_row_set_conversation (AzcSidebarRow   *self,
                                  AzcConversation *conversation)
{
  g_return_if_fail (AZC_IS_SIDEBAR_ROW (self));
  g_return_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation));

  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->signals, conversation);
  if (conversation == NULL)
    return;

  update_title (self);
  update_state (self);
}

/**
 * azc_sidebar_row_update_dates:
 * @self: a row that shows a conversation
 * @previous: (nullable): the conversation in the row above
 *
 * Shows the time, and the group's heading if the row above is of another group.
 */
void
azc_sidebar_row_update_dates (AzcSidebarRow   *self,
                              AzcConversation *previous)
{
  g_autofree char *heading = NULL;
  g_autofree char *time = NULL;
  gint64 now = g_get_real_time ();
  gint64 updated;
  gboolean first;

  g_return_if_fail (AZC_IS_SIDEBAR_ROW (self));
  g_return_if_fail (self->conversation != NULL);

  updated = azc_conversation_get_updated (self->conversation);
  time = azc_dates_format_time (updated, now);
  gtk_label_set_text (self->time, time);

  first = previous == NULL ||
          azc_dates_get_group (azc_conversation_get_updated (previous), now) !=
          azc_dates_get_group (updated, now);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), first);
  if (first)
    {
      heading = azc_dates_format_group (updated, now);
      gtk_label_set_text (self->heading, heading);
    }
}
