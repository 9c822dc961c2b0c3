/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A conversation as rows of a history view. While an answer arrives, the view takes over what is
 * new a few dozen times a second, and rests as soon as nothing is. */

#include "config.h"

#include "ui/chat-view.h"

#include <glib/gi18n.h>

#include "text/inline.h"
#include "ui/block-row.h"
#include "ui/history-view.h"
#include "ui/message-actions.h"
#include "ui/message-bin.h"
#include "ui/message-head.h"
#include "ui/message-notice.h"
#include "ui/message-pictures.h"
#include "ui/message-prompt.h"
#include "ui/message-reasoning.h"
#include "ui/message-rows.h"
#include "ui/picture-viewer.h"

#define COLUMN_WIDTH  780
#define COLUMN_MARGIN 12

/* Milliseconds between two updates: fluent to the eye. When an update is dear, the pause after it
 * is this many times as long as it took, so that the window stays responsive. */
#define UPDATE_INTERVAL     40
#define MAX_UPDATE_INTERVAL 400
#define UPDATE_SHARE        4

/*
 * store: the rows of all messages
 * messages: the AzcMessageRows of each message, in the order of the thread
 * dirty: messages that changed since the last update
 * hovered: the message under the pointer
 */
struct _AzcChatView
{
  GtkWidget        parent_instance;

  AzcWorkspace    *workspace;
  AzcConversation *conversation;
  GListModel      *thread;
  GListStore      *store;
  GPtrArray       *messages;
  GHashTable      *dirty;
  AzcMessage      *hovered;
  guint            timeout;
  gint64           cost;

  GtkWidget       *overlay;
  AzcHistoryView  *history;
  GtkWidget       *end_revealer;
};

enum
{
  PROP_0,
  PROP_AT_END,
  N_PROPS,
};

enum
{
  SIGNAL_EDIT_MESSAGE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcChatView, azc_chat_view, GTK_TYPE_WIDGET)

static AzcMessageRows *
rows_at (AzcChatView *self,
         guint        index)
{
  return g_ptr_array_index (self->messages, index);
}

/* Rows → widgets */

static GtkWidget *
make_content (AzcChatView *self,
              AzcChatRow  *row)
{
  switch (azc_chat_row_get_kind (row))
    {
    case AZC_CHAT_ROW_HEAD:
      return azc_message_head_new (row);
    case AZC_CHAT_ROW_PICTURES:
      return azc_message_pictures_new (row, self->workspace);
    case AZC_CHAT_ROW_PROMPT:
      return azc_message_prompt_new (row);
    case AZC_CHAT_ROW_REASONING:
      return azc_message_reasoning_new (row);
    case AZC_CHAT_ROW_STATE:
      return azc_message_notice_new (row);
    case AZC_CHAT_ROW_ACTIONS:
      return azc_message_actions_new (row);
    case AZC_CHAT_ROW_BLOCK:
    default:
      return azc_block_row_new (row);
    }
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return azc_message_bin_new (item, make_content (user_data, item));
}

static int
estimate_row (gpointer item,
              int      width,
              gpointer user_data)
{
  switch (azc_chat_row_get_kind (item))
    {
    case AZC_CHAT_ROW_PICTURES:
      return 212;
    case AZC_CHAT_ROW_PROMPT:
      return 20 + azc_block_row_estimate (azc_chat_row_get_block (item), width * 3 / 4);
    case AZC_CHAT_ROW_BLOCK:
      return azc_block_row_estimate (azc_chat_row_get_block (item), width);
    case AZC_CHAT_ROW_ACTIONS:
      return 52;
    case AZC_CHAT_ROW_HEAD:
    case AZC_CHAT_ROW_REASONING:
    case AZC_CHAT_ROW_STATE:
    default:
      return 36;
    }
}

/* What is pointed at */

static void
update_revealed (AzcChatView *self)
{
  for (guint i = 0; i < self->messages->len; i++)
    azc_message_rows_set_revealed (rows_at (self, i),
                                   i + 1 == self->messages->len ||
                                   azc_message_rows_get_message (rows_at (self, i)) ==
                                     self->hovered);
}

static void
set_hovered (AzcChatView *self,
             AzcMessage  *message)
{
  if (g_set_object (&self->hovered, message))
    update_revealed (self);
}

static void
on_motion (AzcChatView *self,
           double       x,
           double       y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->history), x, y, GTK_PICK_DEFAULT);
  GtkWidget *bin = picked != NULL ? gtk_widget_get_ancestor (picked, AZC_TYPE_MESSAGE_BIN) : NULL;

  /* Between two rows the message stays. */
  if (bin != NULL)
    set_hovered (self, azc_chat_row_get_message (azc_message_bin_get_row (AZC_MESSAGE_BIN (bin))));
}

static void
on_leave (AzcChatView *self)
{
  set_hovered (self, NULL);
}

/* Messages → rows */

static guint
find_row (AzcChatView *self,
          guint        index)
{
  guint position = 0;

  for (guint i = 0; i < index; i++)
    position += azc_message_rows_get_size (rows_at (self, i));

  return position;
}

static gboolean
on_update (gpointer user_data)
{
  AzcChatView *self = user_data;
  gint64 start = g_get_monotonic_time ();
  guint position = 0;

  self->timeout = 0;

  for (guint i = 0; i < self->messages->len && g_hash_table_size (self->dirty) > 0; i++)
    {
      AzcMessageRows *rows = rows_at (self, i);

      if (g_hash_table_remove (self->dirty, azc_message_rows_get_message (rows)))
        azc_message_rows_update (rows, self->store, position);
      position += azc_message_rows_get_size (rows);
    }

  g_hash_table_remove_all (self->dirty);
  self->cost = (g_get_monotonic_time () - start) / 1000;

  return G_SOURCE_REMOVE;
}

static void
on_message_changed (AzcChatView *self,
                    GParamSpec  *pspec,
                    AzcMessage  *message)
{
  g_assert (AZC_IS_MESSAGE (message));

  g_hash_table_add (self->dirty, g_object_ref (message));
  if (self->timeout == 0)
    self->timeout = g_timeout_add (CLAMP (UPDATE_SHARE * self->cost,
                                          UPDATE_INTERVAL, MAX_UPDATE_INTERVAL),
                                   on_update, self);
}

static guint
remove_messages (AzcChatView *self,
                 guint        position,
                 guint        n)
{
  guint n_rows = 0;

  for (guint i = position; i < position + n; i++)
    {
      AzcMessage *message = azc_message_rows_get_message (rows_at (self, i));

      g_signal_handlers_disconnect_by_func (message, on_message_changed, self);
      g_hash_table_remove (self->dirty, message);
      n_rows += azc_message_rows_get_size (rows_at (self, i));
    }

  if (n > 0)
    g_ptr_array_remove_range (self->messages, position, n);

  return n_rows;
}

static void
on_thread_changed (AzcChatView *self,
                   guint        position,
                   guint        n_removed,
                   guint        n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = find_row (self, position);
  guint n_rows = remove_messages (self, position, n_removed);

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (AzcMessage) message = g_list_model_get_item (self->thread, i);
      AzcMessageRows *rows = azc_message_rows_new (message);

      g_signal_connect_object (message, "notify", G_CALLBACK (on_message_changed),
                               self, G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->messages, i, rows);
      azc_message_rows_add (rows, added);
    }

  g_list_store_splice (self->store, first, n_rows, added->pdata, added->len);
  update_revealed (self);
}

static void
leave_conversation (AzcChatView *self)
{
  if (self->thread == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->thread, on_thread_changed, self);
  remove_messages (self, 0, self->messages->len);
  g_hash_table_remove_all (self->dirty);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->hovered);
  g_clear_object (&self->thread);
  g_clear_object (&self->store);
}

/* Actions */

static AzcMessage *
find_message (AzcChatView *self,
              GVariant    *id)
{
  if (self->conversation == NULL)
    return NULL;

  return azc_conversation_find_message (self->conversation, g_variant_get_string (id, NULL));
}

static void
copy_message (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AzcMessage *message = find_message (AZC_CHAT_VIEW (widget), parameter);

  if (message != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), azc_message_get_text (message));
}

static void
retry_message (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AzcChatView *self = AZC_CHAT_VIEW (widget);
  AzcMessage *message = find_message (self, parameter);

  if (message == NULL || self->workspace == NULL)
    return;

  azc_workspace_retry (self->workspace, self->conversation, message);
  azc_chat_view_scroll_to_end (self);
}

static void
show_sibling (AzcChatView *self,
              GVariant    *id,
              int          step)
{
  AzcMessage *message = find_message (self, id);
  g_autoptr (GPtrArray) siblings = NULL;
  guint index;

  if (message == NULL || self->workspace == NULL)
    return;

  siblings = azc_conversation_dup_siblings (self->conversation, message);
  if (g_ptr_array_find (siblings, message, &index) && (int) index + step >= 0 &&
      (int) index + step < (int) siblings->len)
    azc_workspace_show_branch (self->workspace, self->conversation,
                               g_ptr_array_index (siblings, (int) index + step));
}

static void
show_previous_branch (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  show_sibling (AZC_CHAT_VIEW (widget), parameter, -1);
}

static void
show_next_branch (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  show_sibling (AZC_CHAT_VIEW (widget), parameter, 1);
}

static void
edit_message (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AzcMessage *message = find_message (AZC_CHAT_VIEW (widget), parameter);

  if (message != NULL)
    g_signal_emit (widget, signals[SIGNAL_EDIT_MESSAGE], 0, message);
}

static AzcAttachment *
find_attachment (AzcChatView *self,
                 const char  *id)
{
  for (guint i = 0; i < self->messages->len; i++)
    {
      AzcMessage *message = azc_message_rows_get_message (rows_at (self, i));
      GListModel *attachments = azc_message_get_attachments (message);

      for (guint j = 0; j < g_list_model_get_n_items (attachments); j++)
        {
          g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, j);

          if (g_strcmp0 (azc_attachment_get_id (attachment), id) == 0)
            return g_steal_pointer (&attachment);
        }
    }

  return NULL;
}

static void
open_picture (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AzcChatView *self = AZC_CHAT_VIEW (widget);
  g_autoptr (AzcAttachment) attachment = find_attachment (self,
                                                          g_variant_get_string (parameter, NULL));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (attachment != NULL && self->workspace != NULL)
    gtk_window_present (GTK_WINDOW (azc_picture_viewer_new (GTK_WINDOW (root), self->workspace,
                                                            attachment)));
}

/* Labels hold places to break long words; copied text must not. */
static gboolean
copy_selection (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  g_autofree char *selected = NULL;
  g_autofree char *text = NULL;
  int start, end;

  if (!GTK_IS_LABEL (focus) ||
      !gtk_label_get_selection_bounds (GTK_LABEL (focus), &start, &end))
    return GDK_EVENT_PROPAGATE;

  selected = g_utf8_substring (gtk_label_get_text (GTK_LABEL (focus)), start, end);
  text = azc_inline_strip (selected);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);

  return GDK_EVENT_STOP;
}

static void
on_at_end (AzcChatView *self)
{
  gboolean at_end = azc_history_view_get_at_end (self->history);

  /* A button that is not there must not take clicks. */
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->end_revealer), !at_end);
  gtk_widget_set_can_target (self->end_revealer, !at_end);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
}

static void
azc_chat_view_dispose (GObject *object)
{
  AzcChatView *self = AZC_CHAT_VIEW (object);

  if (self->history != NULL)
    azc_history_view_set_model (self->history, NULL);
  leave_conversation (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_CHAT_VIEW);
  g_clear_object (&self->conversation);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_chat_view_parent_class)->dispose (object);
}

static void
azc_chat_view_finalize (GObject *object)
{
  AzcChatView *self = AZC_CHAT_VIEW (object);

  g_ptr_array_unref (self->messages);
  g_hash_table_unref (self->dirty);

  G_OBJECT_CLASS (azc_chat_view_parent_class)->finalize (object);
}

static void
azc_chat_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_AT_END:
      g_value_set_boolean (value, azc_chat_view_get_at_end (AZC_CHAT_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_chat_view_class_init (AzcChatViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_chat_view_dispose;
  object_class->finalize = azc_chat_view_finalize;
  object_class->get_property = azc_chat_view_get_property;

  properties[PROP_AT_END] =
    g_param_spec_boolean ("at-end", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EDIT_MESSAGE] =
    g_signal_new ("edit-message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, AZC_TYPE_MESSAGE);

  g_type_ensure (AZC_TYPE_HISTORY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/chat-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcChatView, overlay);
  gtk_widget_class_bind_template_child (widget_class, AzcChatView, history);
  gtk_widget_class_bind_template_child (widget_class, AzcChatView, end_revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_at_end);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, azc_chat_view_scroll_to_end);

  gtk_widget_class_install_action (widget_class, "message.copy", "s", copy_message);
  gtk_widget_class_install_action (widget_class, "message.retry", "s", retry_message);
  gtk_widget_class_install_action (widget_class, "message.edit", "s", edit_message);
  gtk_widget_class_install_action (widget_class, "message.previous-branch", "s",
                                   show_previous_branch);
  gtk_widget_class_install_action (widget_class, "message.next-branch", "s", show_next_branch);
  gtk_widget_class_install_action (widget_class, "picture.open", "s", open_picture);
}

static void
add_copy_shortcut (AzcChatView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the label sees the key. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>c|<Control>Insert"),
                      gtk_callback_action_new (copy_selection, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
azc_chat_view_init (AzcChatView *self)
{
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_message_rows_free);
  self->dirty = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  azc_history_view_set_factory (self->history, create_row, estimate_row, self);
  azc_history_view_set_column (self->history, COLUMN_WIDTH, COLUMN_MARGIN);
  gtk_widget_set_can_target (self->end_revealer, FALSE);
  add_copy_shortcut (self);
}

/**
 * azc_chat_view_new:
 *
 * Returns: (transfer floating): a view without a conversation
 */
GtkWidget *
azc_chat_view_new (void)
{
  return g_object_new (AZC_TYPE_CHAT_VIEW, NULL);
}

/**
 * azc_chat_view_set_workspace:
 * @self: a view
 * @workspace: (nullable): where pictures are loaded from and answers asked for
 *
 * Sets the workspace. To be called before a conversation is shown.
 */
void
azc_chat_view_set_workspace (AzcChatView  *self,
                             AzcWorkspace *workspace)
{
  g_return_if_fail (AZC_IS_CHAT_VIEW (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * azc_chat_view_get_conversation:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown
 */
AzcConversation *
azc_chat_view_get_conversation (AzcChatView *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_VIEW (self), NULL);

  return self->conversation;
}

/**
 * azc_chat_view_set_conversation:
 * @self: a view
 * @conversation: (nullable): what to show
 *
 * Shows a conversation, from its end. Its messages may be loaded later.
 */
void
azc_chat_view_set_conversation (AzcChatView     *self,
                                AzcConversation *conversation)
{
  g_return_if_fail (AZC_IS_CHAT_VIEW (self));
  g_return_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation));

  if (self->conversation == conversation)
    return;

  azc_history_view_set_model (self->history, NULL);
  leave_conversation (self);
  g_set_object (&self->conversation, conversation);
  if (conversation == NULL)
    return;

  self->store = g_list_store_new (AZC_TYPE_CHAT_ROW);
  self->thread = g_object_ref (azc_conversation_get_thread (conversation));
  g_signal_connect_object (self->thread, "items-changed", G_CALLBACK (on_thread_changed),
                           self, G_CONNECT_SWAPPED);
  on_thread_changed (self, 0, 0, g_list_model_get_n_items (self->thread));
  azc_history_view_set_model (self->history, G_LIST_MODEL (self->store));
}

/**
 * azc_chat_view_get_at_end:
 * @self: a view
 *
 * Returns: whether the end is in view, and followed
 */
gboolean
azc_chat_view_get_at_end (AzcChatView *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_VIEW (self), FALSE);

  return azc_history_view_get_at_end (self->history);
}

/**
 * azc_chat_view_scroll_to_end:
 * @self: a view
 *
 * Goes to the end and follows it.
 */
void
azc_chat_view_scroll_to_end (AzcChatView *self)
{
  g_return_if_fail (AZC_IS_CHAT_VIEW (self));

  azc_history_view_scroll_to_end (self->history);
}
