/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All conversations, newest first. */

#include "config.h"

#include "model/conversation-list.h"

/*
 * items: the conversations in their order
 * by_id: id → the same conversations
 */
struct _AzcConversationList
{
  GObject     parent_instance;
  GPtrArray  *items;
  GHashTable *by_id;
};

static GType
azc_conversation_list_get_item_type (GListModel *model)
{
  return AZC_TYPE_CONVERSATION;
}

static guint
azc_conversation_list_get_n_items (GListModel *model)
{
  return AZC_CONVERSATION_LIST (model)->items->len;
}

static gpointer
azc_conversation_list_get_item (GListModel *model,
                                guint       position)
{
  AzcConversationList *self = AZC_CONVERSATION_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = azc_conversation_list_get_item_type;
  iface->get_n_items = azc_conversation_list_get_n_items;
  iface->get_item = azc_conversation_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AzcConversationList, azc_conversation_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void on_updated_cb (AzcConversationList *self,
                           GParamSpec          *pspec,
                           AzcConversation     *conversation);

static void
azc_conversation_list_finalize (GObject *object)
{
  AzcConversationList *self = AZC_CONVERSATION_LIST (object);

  for (guint i = 0; i < self->items->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), on_updated_cb, self);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (azc_conversation_list_parent_class)->finalize (object);
}

static void
azc_conversation_list_class_init (AzcConversationListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_conversation_list_finalize;
}

static void
azc_conversation_list_init (AzcConversationList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static gint
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = azc_conversation_get_updated (*(AzcConversation * const *) a);
  gint64 y = azc_conversation_get_updated (*(AzcConversation * const *) b);

  return (x < y) - (x > y);
}

/* Where a conversation of that age belongs: after those that are as new. */
static guint
find_position (AzcConversationList *self,
               AzcConversation     *conversation)
{
  guint low = 0;
  guint high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&self->items->pdata[middle], &conversation) <= 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
on_updated_cb (AzcConversationList *self,
               GParamSpec          *pspec,
               AzcConversation     *conversation)
{
  guint from;
  guint to;

  if (!g_ptr_array_find (self->items, conversation, &from))
    return;

  /* It is taken out first, so that the rest is in order for the search. */
  g_object_ref (conversation);
  g_ptr_array_remove_index (self->items, from);
  to = find_position (self, conversation);
  g_ptr_array_insert (self->items, (gint) to, conversation);

  if (from != to)
    {
      guint first = MIN (from, to);
      guint n_moved = MAX (from, to) - first + 1;

      g_list_model_items_changed (G_LIST_MODEL (self), first, n_moved, n_moved);
    }
}

static void
track (AzcConversationList *self,
       AzcConversation     *conversation)
{
  g_hash_table_insert (self->by_id, (gpointer) azc_conversation_get_id (conversation), conversation);
  g_signal_connect_object (conversation, "notify::updated", G_CALLBACK (on_updated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * azc_conversation_list_new:
 *
 * Returns: (transfer full): an empty list
 */
AzcConversationList *
azc_conversation_list_new (void)
{
  return g_object_new (AZC_TYPE_CONVERSATION_LIST, NULL);
}

/**
 * azc_conversation_list_add:
 * @self: a list
 * @conversation: a conversation; one that is in the list already stays where it is
 *
 * Adds a conversation at its place.
 */
void
azc_conversation_list_add (AzcConversationList *self,
                           AzcConversation     *conversation)
{
  guint position;

  g_return_if_fail (AZC_IS_CONVERSATION_LIST (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  if (azc_conversation_list_find (self, azc_conversation_get_id (conversation)) != NULL)
    return;

  position = find_position (self, conversation);
  g_ptr_array_insert (self->items, (gint) position, g_object_ref (conversation));
  track (self, conversation);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/**
 * azc_conversation_list_add_all:
 * @self: a list
 * @conversations: (element-type AzcConversation): conversations
 *
 * Adds many conversations with one change.
 */
void
azc_conversation_list_add_all (AzcConversationList *self,
                               GPtrArray           *conversations)
{
  guint before;

  g_return_if_fail (AZC_IS_CONVERSATION_LIST (self));
  g_return_if_fail (conversations != NULL);

  before = self->items->len;
  for (guint i = 0; i < conversations->len; i++)
    {
      AzcConversation *conversation = g_ptr_array_index (conversations, i);

      if (azc_conversation_list_find (self, azc_conversation_get_id (conversation)) != NULL)
        continue;
      g_ptr_array_add (self->items, g_object_ref (conversation));
      track (self, conversation);
    }

  g_ptr_array_sort (self->items, compare);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
}

/**
 * azc_conversation_list_remove:
 * @self: a list
 * @conversation: a conversation
 *
 * Takes a conversation off the list.
 *
 * Returns: whether it was there
 */
gboolean
azc_conversation_list_remove (AzcConversationList *self,
                              AzcConversation     *conversation)
{
  guint position;

  g_return_val_if_fail (AZC_IS_CONVERSATION_LIST (self), FALSE);
  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), FALSE);

  if (!g_ptr_array_find (self->items, conversation, &position))
    return FALSE;

  g_signal_handlers_disconnect_by_func (conversation, on_updated_cb, self);
  g_hash_table_remove (self->by_id, azc_conversation_get_id (conversation));
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);

  return TRUE;
}

/**
 * azc_conversation_list_find:
 * @self: a list
 * @id: (nullable): a conversation's id
 *
 * Returns: (transfer none) (nullable): the conversation
 */
AzcConversation *
azc_conversation_list_find (AzcConversationList *self,
                            const char          *id)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION_LIST (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}
