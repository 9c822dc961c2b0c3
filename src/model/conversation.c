/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A tree of messages, and which path through it is shown. */

#include "config.h"

#include "model/conversation.h"

#include "base/util.h"

/*
 * messages: id → AzcMessage
 * order: all messages in the order they were added
 * thread: the messages from the root to the leaf
 */
struct _AzcConversation
{
  GObject      parent_instance;
  char        *id;
  char        *title;
  char        *endpoint_id;
  char        *model;
  GHashTable  *messages;
  GPtrArray   *order;
  GListStore  *thread;
  gint64       created;
  gint64       updated;
  guint        title_fixed : 1;
  guint        loaded : 1;
  guint        temporary : 1;
  guint        busy : 1;
  guint        unread : 1;
};

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_TITLE_FIXED,
  PROP_CREATED,
  PROP_UPDATED,
  PROP_ENDPOINT_ID,
  PROP_MODEL,
  PROP_LOADED,
  PROP_TEMPORARY,
  PROP_BUSY,
  PROP_UNREAD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcConversation, azc_conversation, G_TYPE_OBJECT)

static void
azc_conversation_finalize (GObject *object)
{
  AzcConversation *self = AZC_CONVERSATION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->endpoint_id);
  g_free (self->model);
  g_hash_table_unref (self->messages);
  g_ptr_array_unref (self->order);
  g_object_unref (self->thread);

  G_OBJECT_CLASS (azc_conversation_parent_class)->finalize (object);
}

static void
azc_conversation_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AzcConversation *self = AZC_CONVERSATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, azc_conversation_get_id (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, azc_conversation_get_title (self));
      break;
    case PROP_TITLE_FIXED:
      g_value_set_boolean (value, azc_conversation_get_title_fixed (self));
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, azc_conversation_get_created (self));
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, azc_conversation_get_updated (self));
      break;
    case PROP_ENDPOINT_ID:
      g_value_set_string (value, azc_conversation_get_endpoint_id (self));
      break;
    case PROP_MODEL:
      g_value_set_string (value, azc_conversation_get_model (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, azc_conversation_get_loaded (self));
      break;
    case PROP_TEMPORARY:
      g_value_set_boolean (value, azc_conversation_get_temporary (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, azc_conversation_get_busy (self));
      break;
    case PROP_UNREAD:
      g_value_set_boolean (value, azc_conversation_get_unread (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_conversation_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AzcConversation *self = AZC_CONVERSATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      azc_conversation_set_title (self, g_value_get_string (value));
      break;
    case PROP_TITLE_FIXED:
      azc_conversation_set_title_fixed (self, g_value_get_boolean (value));
      break;
    case PROP_CREATED:
      azc_conversation_set_created (self, g_value_get_int64 (value));
      break;
    case PROP_UPDATED:
      azc_conversation_set_updated (self, g_value_get_int64 (value));
      break;
    case PROP_ENDPOINT_ID:
      azc_conversation_set_endpoint_id (self, g_value_get_string (value));
      break;
    case PROP_MODEL:
      azc_conversation_set_model (self, g_value_get_string (value));
      break;
    case PROP_LOADED:
      azc_conversation_set_loaded (self, g_value_get_boolean (value));
      break;
    case PROP_TEMPORARY:
      azc_conversation_set_temporary (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
      azc_conversation_set_busy (self, g_value_get_boolean (value));
      break;
    case PROP_UNREAD:
      azc_conversation_set_unread (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_conversation_class_init (AzcConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = azc_conversation_finalize;
  object_class->get_property = azc_conversation_get_property;
  object_class->set_property = azc_conversation_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TITLE_FIXED] =
    g_param_spec_boolean ("title-fixed", NULL, NULL, FALSE, flags);
  properties[PROP_CREATED] =
    g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UPDATED] =
    g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ENDPOINT_ID] =
    g_param_spec_string ("endpoint-id", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] =
    g_param_spec_string ("model", NULL, NULL, NULL, flags);
  properties[PROP_LOADED] =
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_TEMPORARY] =
    g_param_spec_boolean ("temporary", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_UNREAD] =
    g_param_spec_boolean ("unread", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_conversation_init (AzcConversation *self)
{
  self->messages = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
  self->thread = g_list_store_new (AZC_TYPE_MESSAGE);
}

static void
set_text (AzcConversation *self,
          char           **field,
          const char      *value,
          guint            prop_id)
{
  if (azc_set_str (field, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

/**
 * azc_conversation_new:
 * @id: a unique id
 *
 * Returns: (transfer full): an empty conversation
 */
AzcConversation *
azc_conversation_new (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_object_new (AZC_TYPE_CONVERSATION, "id", id, NULL);
}

/**
 * azc_conversation_get_id:
 * @self: a conversation
 *
 * Returns: (transfer none): its id
 */
const char *
azc_conversation_get_id (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return self->id;
}

/**
 * azc_conversation_get_title:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): its title
 */
const char *
azc_conversation_get_title (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return self->title;
}

/**
 * azc_conversation_set_title:
 * @self: a conversation
 * @title: (nullable): the title
 *
 * Sets [property@Azc.Conversation:title].
 */
void
azc_conversation_set_title (AzcConversation *self,
                            const char      *title)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  set_text (self, &self->title, title, PROP_TITLE);
}

/**
 * azc_conversation_get_title_fixed:
 * @self: a conversation
 *
 * Returns: whether the person typed the title
 */
gboolean
azc_conversation_get_title_fixed (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), FALSE);

  return self->title_fixed;
}

/**
 * azc_conversation_set_title_fixed:
 * @self: a conversation
 * @title_fixed: whether the person typed the title
 *
 * Sets [property@Azc.Conversation:title-fixed].
 */
void
azc_conversation_set_title_fixed (AzcConversation *self,
                                  gboolean         title_fixed)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  title_fixed = !!title_fixed;
  if (self->title_fixed == (guint) title_fixed)
    return;

  self->title_fixed = (guint) title_fixed & 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE_FIXED]);
}

/**
 * azc_conversation_get_created:
 * @self: a conversation
 *
 * Returns: when it was begun, in microseconds since 1970 UTC
 */
gint64
azc_conversation_get_created (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), 0);

  return self->created;
}

/**
 * azc_conversation_set_created:
 * @self: a conversation
 * @created: microseconds since 1970 UTC
 *
 * Sets [property@Azc.Conversation:created].
 */
void
azc_conversation_set_created (AzcConversation *self,
                              gint64           created)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  if (self->created == created)
    return;

  self->created = created;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

/**
 * azc_conversation_get_updated:
 * @self: a conversation
 *
 * Returns: when it last changed, in microseconds since 1970 UTC
 */
gint64
azc_conversation_get_updated (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), 0);

  return self->updated;
}

/**
 * azc_conversation_set_updated:
 * @self: a conversation
 * @updated: microseconds since 1970 UTC
 *
 * Sets [property@Azc.Conversation:updated].
 */
void
azc_conversation_set_updated (AzcConversation *self,
                              gint64           updated)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  if (self->updated == updated)
    return;

  self->updated = updated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED]);
}

/**
 * azc_conversation_get_endpoint_id:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): id of the endpoint that answers
 */
const char *
azc_conversation_get_endpoint_id (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return self->endpoint_id;
}

/**
 * azc_conversation_set_endpoint_id:
 * @self: a conversation
 * @endpoint_id: (nullable): id of an endpoint
 *
 * Sets [property@Azc.Conversation:endpoint-id].
 */
void
azc_conversation_set_endpoint_id (AzcConversation *self,
                                  const char      *endpoint_id)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  set_text (self, &self->endpoint_id, endpoint_id, PROP_ENDPOINT_ID);
}

/**
 * azc_conversation_get_model:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): name of the model that answers
 */
const char *
azc_conversation_get_model (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return self->model;
}

/**
 * azc_conversation_set_model:
 * @self: a conversation
 * @model: (nullable): name of a model
 *
 * Sets [property@Azc.Conversation:model].
 */
void
azc_conversation_set_model (AzcConversation *self,
                            const char      *model)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  set_text (self, &self->model, model, PROP_MODEL);
}

/**
 * azc_conversation_get_loaded:
 * @self: a conversation
 *
 * Returns: whether the messages are there
 */
gboolean
azc_conversation_get_loaded (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), FALSE);

  return self->loaded;
}

/**
 * azc_conversation_set_loaded:
 * @self: a conversation
 * @loaded: whether the messages are there
 *
 * Sets [property@Azc.Conversation:loaded].
 */
void
azc_conversation_set_loaded (AzcConversation *self,
                             gboolean         loaded)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  loaded = !!loaded;
  if (self->loaded == (guint) loaded)
    return;

  self->loaded = (guint) loaded & 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/**
 * azc_conversation_get_temporary:
 * @self: a conversation
 *
 * Returns: whether it is never written to disk
 */
gboolean
azc_conversation_get_temporary (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), FALSE);

  return self->temporary;
}

/**
 * azc_conversation_set_temporary:
 * @self: a conversation
 * @temporary: whether it is never written to disk
 *
 * Sets [property@Azc.Conversation:temporary].
 */
void
azc_conversation_set_temporary (AzcConversation *self,
                                gboolean         temporary)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  temporary = !!temporary;
  if (self->temporary == (guint) temporary)
    return;

  self->temporary = (guint) temporary & 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEMPORARY]);
}

/**
 * azc_conversation_get_busy:
 * @self: a conversation
 *
 * Returns: whether an answer is arriving
 */
gboolean
azc_conversation_get_busy (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), FALSE);

  return self->busy;
}

/**
 * azc_conversation_set_busy:
 * @self: a conversation
 * @busy: whether an answer is arriving
 *
 * Sets [property@Azc.Conversation:busy].
 */
void
azc_conversation_set_busy (AzcConversation *self,
                           gboolean         busy)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  busy = !!busy;
  if (self->busy == (guint) busy)
    return;

  self->busy = (guint) busy & 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * azc_conversation_get_unread:
 * @self: a conversation
 *
 * Returns: whether an answer came while the conversation was not shown
 */
gboolean
azc_conversation_get_unread (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), FALSE);

  return self->unread;
}

/**
 * azc_conversation_set_unread:
 * @self: a conversation
 * @unread: whether an answer came unseen
 *
 * Sets [property@Azc.Conversation:unread].
 */
void
azc_conversation_set_unread (AzcConversation *self,
                             gboolean         unread)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  unread = !!unread;
  if (self->unread == (guint) unread)
    return;

  self->unread = (guint) unread & 1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

/**
 * azc_conversation_find_message:
 * @self: a conversation
 * @id: (nullable): a message's id
 *
 * Returns: (transfer none) (nullable): the message
 */
AzcMessage *
azc_conversation_find_message (AzcConversation *self,
                               const char      *id)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->messages, id) : NULL;
}

static AzcMessage *
get_parent (AzcConversation *self,
            AzcMessage      *message)
{
  return azc_conversation_find_message (self, azc_message_get_parent_id (message));
}

/* The path from a root to @leaf. A damaged history may hold a ring of parents: no message
 * stands on a path twice. */
static GPtrArray *
collect_path (AzcConversation *self,
              AzcMessage      *leaf)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *path = g_ptr_array_new ();

  while (leaf != NULL && g_hash_table_add (seen, leaf))
    {
      g_ptr_array_add (path, leaf);
      leaf = get_parent (self, leaf);
    }

  for (guint i = 0; i < path->len / 2; i++)
    {
      gpointer swapped = path->pdata[i];

      path->pdata[i] = path->pdata[path->len - 1 - i];
      path->pdata[path->len - 1 - i] = swapped;
    }

  return path;
}

static void
show_path (AzcConversation *self,
           AzcMessage      *leaf)
{
  g_autoptr (GPtrArray) path = collect_path (self, leaf);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->thread));
  guint common = 0;

  while (common < path->len && common < n_shown)
    {
      g_autoptr (AzcMessage) shown = g_list_model_get_item (G_LIST_MODEL (self->thread), common);

      if (shown != g_ptr_array_index (path, common))
        break;
      common++;
    }

  if (common < n_shown || common < path->len)
    g_list_store_splice (self->thread, common, n_shown - common,
                         path->pdata + common, path->len - common);
}

/**
 * azc_conversation_get_leaf:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the last message of the shown path
 */
AzcMessage *
azc_conversation_get_leaf (AzcConversation *self)
{
  g_autoptr (AzcMessage) leaf = NULL;
  guint n_shown;

  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->thread));
  if (n_shown == 0)
    return NULL;

  /* The tree keeps it alive. */
  leaf = g_list_model_get_item (G_LIST_MODEL (self->thread), n_shown - 1);

  return leaf;
}

/**
 * azc_conversation_add_message:
 * @self: a conversation
 * @message: a message with a new id
 *
 * Adds a message to the tree. If its parent is the leaf, or it is the first message, it
 * becomes the leaf; otherwise what is shown stays.
 */
void
azc_conversation_add_message (AzcConversation *self,
                              AzcMessage      *message)
{
  AzcMessage *leaf;

  g_return_if_fail (AZC_IS_CONVERSATION (self));
  g_return_if_fail (AZC_IS_MESSAGE (message));

  if (g_hash_table_contains (self->messages, azc_message_get_id (message)))
    return;

  leaf = azc_conversation_get_leaf (self);
  g_hash_table_insert (self->messages, (gpointer) azc_message_get_id (message), message);
  g_ptr_array_add (self->order, g_object_ref (message));

  if (leaf == NULL || get_parent (self, message) == leaf)
    g_list_store_append (self->thread, message);
}

/* Where always taking the newest child leads. The bound is for rings of parents. */
static AzcMessage *
descend (AzcConversation *self,
         AzcMessage      *message)
{
  g_autoptr (GHashTable) newest = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->order->len; i++)
    {
      AzcMessage *child = g_ptr_array_index (self->order, i);

      g_hash_table_insert (newest, get_parent (self, child), child);
    }

  for (guint i = 0; i < self->order->len && g_hash_table_contains (newest, message); i++)
    message = g_hash_table_lookup (newest, message);

  return message;
}

/**
 * azc_conversation_set_leaf:
 * @self: a conversation
 * @id: a message's id; unknown ones change nothing
 *
 * Shows the path to a message and on to its newest descendant. The messages that stay on
 * the path stay in the list.
 */
void
azc_conversation_set_leaf (AzcConversation *self,
                           const char      *id)
{
  AzcMessage *message;

  g_return_if_fail (AZC_IS_CONVERSATION (self));

  message = azc_conversation_find_message (self, id);
  if (message != NULL)
    show_path (self, descend (self, message));
}

/**
 * azc_conversation_dup_siblings:
 * @self: a conversation
 * @message: a message of it
 *
 * Returns: (transfer full) (element-type AzcMessage): the messages with the same parent,
 *   @message among them, in the order they were added
 */
GPtrArray *
azc_conversation_dup_siblings (AzcConversation *self,
                               AzcMessage      *message)
{
  GPtrArray *siblings = g_ptr_array_new_with_free_func (g_object_unref);
  AzcMessage *parent;

  g_return_val_if_fail (AZC_IS_CONVERSATION (self), siblings);
  g_return_val_if_fail (AZC_IS_MESSAGE (message), siblings);

  parent = get_parent (self, message);
  for (guint i = 0; i < self->order->len; i++)
    {
      AzcMessage *other = g_ptr_array_index (self->order, i);

      if (get_parent (self, other) == parent)
        g_ptr_array_add (siblings, g_object_ref (other));
    }

  return siblings;
}

/**
 * azc_conversation_get_thread:
 * @self: a conversation
 *
 * Returns: (transfer none): the messages from the first to the leaf, a list of
 *   [class@Azc.Message]
 */
GListModel *
azc_conversation_get_thread (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), NULL);

  return G_LIST_MODEL (self->thread);
}

/**
 * azc_conversation_get_n_messages:
 * @self: a conversation
 *
 * Returns: how many messages the whole tree has
 */
guint
azc_conversation_get_n_messages (AzcConversation *self)
{
  g_return_val_if_fail (AZC_IS_CONVERSATION (self), 0);

  return self->order->len;
}

/**
 * azc_conversation_clear_messages:
 * @self: a conversation
 *
 * Lets go of all messages; they stay in the history.
 */
void
azc_conversation_clear_messages (AzcConversation *self)
{
  g_return_if_fail (AZC_IS_CONVERSATION (self));

  g_list_store_remove_all (self->thread);
  g_hash_table_remove_all (self->messages);
  g_ptr_array_set_size (self->order, 0);
}
