/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conversations by date. */

#include "config.h"

#include "ui/sidebar.h"

#include <glib/gi18n.h>

#include "ui/sidebar-row.h"

struct _AzcSidebar
{
  AdwBin              parent_instance;

  AzcConversation    *selected;
  GPtrArray          *items;
  GtkWidget          *menu;

  GtkStack           *stack;
  GtkWidget          *empty_page;
  GtkWidget          *list_page;
  GtkWidget          *header_bar;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcSidebar, azc_sidebar, ADW_TYPE_BIN)

static guint
find_position (AzcSidebar      *self,
               AzcConversation *conversation)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcConversation) item = g_list_model_get_item (model, i);

      if (item == conversation)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
update_item_dates (AzcSidebar  *self,
                   GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  guint position = gtk_list_item_get_position (item);
  g_autoptr (AzcConversation) previous = NULL;

  if (position > 0)
    previous = g_list_model_get_item (G_LIST_MODEL (self->selection), position - 1);

  azc_sidebar_row_update_dates (AZC_SIDEBAR_ROW (row), previous);
}

/* A row's heading depends on its neighbour, so any change may concern any row. Few are alive. */
static void
on_items_changed (AzcSidebar *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0;

  gtk_stack_set_visible_child (self->stack, empty ? self->empty_page : self->list_page);
  azc_sidebar_update_dates (self);
  azc_sidebar_set_selected (self, self->selected);
}

static void
popup_menu (AzcSidebar      *self,
            GtkWidget       *row,
            AzcConversation *conversation)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) rename_item = g_menu_item_new (_("_Rename…"), NULL);
  g_autoptr (GMenuItem) delete_item = g_menu_item_new (_("_Delete"), NULL);
  const char *id = azc_conversation_get_id (conversation);
  graphene_rect_t bounds;

  g_menu_item_set_action_and_target (rename_item, "win.rename-conversation", "s", id);
  g_menu_item_set_action_and_target (delete_item, "win.delete-conversation", "s", id);
  g_menu_append_item (menu, rename_item);
  g_menu_append_item (menu, delete_item);

  if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return;

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) {
                                 (int) bounds.origin.x + (int) bounds.size.width / 2,
                                 (int) bounds.origin.y + (int) bounds.size.height - 8, 1, 1
                               });
  gtk_popover_popup (GTK_POPOVER (self->menu));

  /* The list never hears of the end of the click that brought the menu. */
  gtk_widget_unset_state_flags (gtk_widget_get_parent (row), GTK_STATE_FLAG_ACTIVE);
}

static void
on_secondary_click (GtkGestureClick *gesture,
                    int              n_press,
                    double           x,
                    double           y,
                    AzcSidebar      *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, row, azc_sidebar_row_get_conversation (AZC_SIDEBAR_ROW (row)));
}

static void
on_long_press (GtkGestureLongPress *gesture,
               double               x,
               double               y,
               AzcSidebar          *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, row, azc_sidebar_row_get_conversation (AZC_SIDEBAR_ROW (row)));
}

/* The list view selects on press; by the release the selection is what was clicked. */
static void
on_primary_click (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  AzcSidebar      *self)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
add_gestures (AzcSidebar *self,
              GtkWidget  *row)
{
  GtkGesture *primary = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *touch = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (primary), GDK_BUTTON_PRIMARY);
  g_signal_connect (primary, "released", G_CALLBACK (on_primary_click), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (primary));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (touch), TRUE);
  g_signal_connect (touch, "pressed", G_CALLBACK (on_long_press), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (touch));
}

static void
on_setup (AzcSidebar  *self,
          GtkListItem *item)
{
  GtkWidget *row = azc_sidebar_row_new ();

  add_gestures (self, row);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (AzcSidebar  *self,
         GtkListItem *item)
{
  AzcConversation *conversation = gtk_list_item_get_item (item);

  azc_sidebar_row_set_conversation (AZC_SIDEBAR_ROW (gtk_list_item_get_child (item)),
                                    conversation);
  update_item_dates (self, item);
  g_signal_connect_object (conversation, "notify::updated",
                           G_CALLBACK (azc_sidebar_update_dates), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->items, item);
}

static void
on_unbind (AzcSidebar  *self,
           GtkListItem *item)
{
  g_ptr_array_remove_fast (self->items, item);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item),
                                        azc_sidebar_update_dates, self);
  azc_sidebar_row_set_conversation (AZC_SIDEBAR_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_teardown (AzcSidebar  *self,
             GtkListItem *item)
{
  gtk_list_item_set_child (item, NULL);
}

static void
on_activate (AzcSidebar *self,
             guint       position)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
on_selected (AzcSidebar *self)
{
  AzcConversation *conversation = gtk_single_selection_get_selected_item (self->selection);

  /* A list that moves a row takes it out for a moment: that is not a choice. */
  if (conversation == NULL || !g_set_object (&self->selected, conversation))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static GtkListItem *
find_selected_item (AzcSidebar *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);

      if (gtk_list_item_get_selected (item))
        return item;
    }

  return NULL;
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AzcSidebar *self = AZC_SIDEBAR (widget);
  GtkListItem *item = find_selected_item (self);

  if (item != NULL)
    popup_menu (self, gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AzcSidebar *self = AZC_SIDEBAR (widget);

  if (self->selected != NULL)
    gtk_widget_activate_action (widget, "win.delete-conversation", "s",
                                azc_conversation_get_id (self->selected));
}

static void
azc_sidebar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, azc_sidebar_get_selected (AZC_SIDEBAR (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_sidebar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      azc_sidebar_set_selected (AZC_SIDEBAR (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The arrows move within the list; Tab leaves it, however long it is. */
static gboolean
azc_sidebar_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  AzcSidebar *self = AZC_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view)))
    {
      if (direction == GTK_DIR_TAB_FORWARD)
        return FALSE;
      if (direction == GTK_DIR_TAB_BACKWARD)
        return gtk_widget_child_focus (self->header_bar, direction);
    }

  return GTK_WIDGET_CLASS (azc_sidebar_parent_class)->focus (widget, direction);
}

static void
azc_sidebar_dispose (GObject *object)
{
  AzcSidebar *self = AZC_SIDEBAR (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_SIDEBAR);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (azc_sidebar_parent_class)->dispose (object);
}

static void
azc_sidebar_finalize (GObject *object)
{
  g_clear_pointer (&AZC_SIDEBAR (object)->items, g_ptr_array_unref);

  G_OBJECT_CLASS (azc_sidebar_parent_class)->finalize (object);
}

static void
azc_sidebar_class_init (AzcSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = azc_sidebar_get_property;
  object_class->set_property = azc_sidebar_set_property;
  object_class->dispose = azc_sidebar_dispose;
  widget_class->focus = azc_sidebar_focus;
  object_class->finalize = azc_sidebar_finalize;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, AZC_TYPE_CONVERSATION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, list_page);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, header_bar);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, AzcSidebar, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_teardown);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);

  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "sidebar.delete", NULL, delete_action);
}

static void
azc_sidebar_init (AzcSidebar *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * azc_sidebar_set_conversations:
 * @self: a sidebar
 * @conversations: the conversations, newest first
 *
 * Lists conversations.
 */
void
azc_sidebar_set_conversations (AzcSidebar          *self,
                               AzcConversationList *conversations)
{
  g_return_if_fail (AZC_IS_SIDEBAR (self));
  g_return_if_fail (AZC_IS_CONVERSATION_LIST (conversations));

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (conversations));
  on_items_changed (self);
}

/**
 * azc_sidebar_get_selected:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): the selected conversation
 */
AzcConversation *
azc_sidebar_get_selected (AzcSidebar *self)
{
  g_return_val_if_fail (AZC_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * azc_sidebar_set_selected:
 * @self: a sidebar
 * @conversation: (nullable): the conversation to select; one that is not (yet) listed
 *   gets selected when it appears
 *
 * Selects a conversation.
 */
void
azc_sidebar_set_selected (AzcSidebar      *self,
                          AzcConversation *conversation)
{
  guint position;

  g_return_if_fail (AZC_IS_SIDEBAR (self));
  g_return_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation));

  if (g_set_object (&self->selected, conversation))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);

  if (gtk_single_selection_get_selected_item (self->selection) == conversation)
    return;

  position = conversation != NULL ? find_position (self, conversation)
                                  : GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/**
 * azc_sidebar_get_neighbour:
 * @self: a sidebar
 * @offset: how many rows further down
 *
 * Finds the conversation next to the selected one.
 *
 * Returns: (transfer none) (nullable): the conversation, %NULL past the ends
 */
AzcConversation *
azc_sidebar_get_neighbour (AzcSidebar *self,
                           int         offset)
{
  g_autoptr (AzcConversation) neighbour = NULL;
  guint position;

  g_return_val_if_fail (AZC_IS_SIDEBAR (self), NULL);

  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = offset > 0 ? 0 : GTK_INVALID_LIST_POSITION;
  else
    position += (guint) offset;

  neighbour = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  /* The list holds it. */
  return neighbour;
}

/**
 * azc_sidebar_update_dates:
 * @self: a sidebar
 *
 * Brings the dates up to the present, such as after midnight.
 */
void
azc_sidebar_update_dates (AzcSidebar *self)
{
  g_return_if_fail (AZC_IS_SIDEBAR (self));

  for (guint i = 0; i < self->items->len; i++)
    update_item_dates (self, g_ptr_array_index (self->items, i));
}
