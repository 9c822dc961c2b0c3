/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One message: a node of a conversation's tree. */

#include "config.h"

#include "model/message.h"

#include "base/util.h"

struct _AzcMessage
{
  GObject          parent_instance;
  char            *id;
  char            *parent_id;
  GString         *text;
  GString         *reasoning;
  char            *endpoint_name;
  char            *model;
  char            *finish_reason;
  GError          *error;
  AzcUsage        *usage;
  GListStore      *attachments;
  gint64           created;
  gint64           finished;
  AzcRole          role;
  AzcMessageState  state;
};

enum
{
  PROP_ID = 1,
  PROP_PARENT_ID,
  PROP_ROLE,
  PROP_TEXT,
  PROP_REASONING,
  PROP_STATE,
  PROP_ENDPOINT_NAME,
  PROP_MODEL,
  PROP_CREATED,
  PROP_FINISHED,
  PROP_FINISH_REASON,
  PROP_ERROR,
  PROP_USAGE,
  PROP_ATTACHMENTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcMessage, azc_message, G_TYPE_OBJECT)

static const char * const states[] = {
  "done", "waiting", "streaming", "stopped", "interrupted", "failed",
};

/**
 * azc_message_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name in the store and in JSON
 */
const char *
azc_message_state_to_string (AzcMessageState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

/**
 * azc_message_state_from_string:
 * @text: (nullable): a name
 * @state: (out): the state
 *
 * Returns: whether @text is a state's name
 */
gboolean
azc_message_state_from_string (const char      *text,
                               AzcMessageState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i], text) == 0)
        {
          *state = (AzcMessageState) i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
azc_message_finalize (GObject *object)
{
  AzcMessage *self = AZC_MESSAGE (object);

  g_free (self->id);
  g_free (self->parent_id);
  g_string_free (self->text, TRUE);
  g_string_free (self->reasoning, TRUE);
  g_free (self->endpoint_name);
  g_free (self->model);
  g_free (self->finish_reason);
  g_clear_error (&self->error);
  azc_usage_free (self->usage);
  g_object_unref (self->attachments);

  G_OBJECT_CLASS (azc_message_parent_class)->finalize (object);
}

static void
azc_message_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AzcMessage *self = AZC_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, azc_message_get_id (self));
      break;
    case PROP_PARENT_ID:
      g_value_set_string (value, azc_message_get_parent_id (self));
      break;
    case PROP_ROLE:
      g_value_set_uint (value, azc_message_get_role (self));
      break;
    case PROP_TEXT:
      g_value_set_string (value, azc_message_get_text (self));
      break;
    case PROP_REASONING:
      g_value_set_string (value, azc_message_get_reasoning (self));
      break;
    case PROP_STATE:
      g_value_set_uint (value, azc_message_get_state (self));
      break;
    case PROP_ENDPOINT_NAME:
      g_value_set_string (value, azc_message_get_endpoint_name (self));
      break;
    case PROP_MODEL:
      g_value_set_string (value, azc_message_get_model (self));
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, azc_message_get_created (self));
      break;
    case PROP_FINISHED:
      g_value_set_int64 (value, azc_message_get_finished (self));
      break;
    case PROP_FINISH_REASON:
      g_value_set_string (value, azc_message_get_finish_reason (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, azc_message_get_error (self));
      break;
    case PROP_USAGE:
      g_value_set_boxed (value, azc_message_get_usage (self));
      break;
    case PROP_ATTACHMENTS:
      g_value_set_object (value, azc_message_get_attachments (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_message_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AzcMessage *self = AZC_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_PARENT_ID:
      self->parent_id = g_value_dup_string (value);
      break;
    case PROP_ROLE:
      self->role = g_value_get_uint (value);
      break;
    case PROP_TEXT:
      azc_message_set_text (self, g_value_get_string (value));
      break;
    case PROP_REASONING:
      azc_message_set_reasoning (self, g_value_get_string (value));
      break;
    case PROP_STATE:
      azc_message_set_state (self, g_value_get_uint (value));
      break;
    case PROP_ENDPOINT_NAME:
      azc_message_set_endpoint_name (self, g_value_get_string (value));
      break;
    case PROP_MODEL:
      azc_message_set_model (self, g_value_get_string (value));
      break;
    case PROP_CREATED:
      azc_message_set_created (self, g_value_get_int64 (value));
      break;
    case PROP_FINISHED:
      azc_message_set_finished (self, g_value_get_int64 (value));
      break;
    case PROP_FINISH_REASON:
      azc_message_set_finish_reason (self, g_value_get_string (value));
      break;
    case PROP_ERROR:
      azc_message_set_error (self, g_value_get_boxed (value));
      break;
    case PROP_USAGE:
      azc_message_set_usage (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_message_class_init (AzcMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = azc_message_finalize;
  object_class->get_property = azc_message_get_property;
  object_class->set_property = azc_message_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, once);
  properties[PROP_PARENT_ID] =
    g_param_spec_string ("parent-id", NULL, NULL, NULL, once);
  properties[PROP_ROLE] =
    g_param_spec_uint ("role", NULL, NULL, 0, AZC_ROLE_ASSISTANT, AZC_ROLE_USER, once);
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, AZC_MESSAGE_FAILED, AZC_MESSAGE_DONE, flags);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_USAGE] =
    g_param_spec_boxed ("usage", NULL, NULL, AZC_TYPE_USAGE, flags);
  properties[PROP_ATTACHMENTS] =
    g_param_spec_object ("attachments", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_REASONING] =
    g_param_spec_string ("reasoning", NULL, NULL, NULL, flags);
  properties[PROP_ENDPOINT_NAME] =
    g_param_spec_string ("endpoint-name", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] =
    g_param_spec_string ("model", NULL, NULL, NULL, flags);
  properties[PROP_FINISH_REASON] =
    g_param_spec_string ("finish-reason", NULL, NULL, NULL, flags);
  properties[PROP_CREATED] =
    g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_FINISHED] =
    g_param_spec_int64 ("finished", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_message_init (AzcMessage *self)
{
  self->text = g_string_new (NULL);
  self->reasoning = g_string_new (NULL);
  self->attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
}

static void
notify (AzcMessage *self,
        guint       prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

/**
 * azc_message_new:
 * @id: a unique id
 * @parent_id: (nullable): id of the message it answers or follows
 * @role: who wrote it
 *
 * Returns: (transfer full): an empty message
 */
AzcMessage *
azc_message_new (const char *id,
                 const char *parent_id,
                 AzcRole     role)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_object_new (AZC_TYPE_MESSAGE,
                       "id", id,
                       "parent-id", parent_id,
                       "role", (guint) role,
                       NULL);
}

/**
 * azc_message_get_id:
 * @self: a message
 *
 * Returns: (transfer none): its id
 */
const char *
azc_message_get_id (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->id;
}

/**
 * azc_message_get_parent_id:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): id of its parent
 */
const char *
azc_message_get_parent_id (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->parent_id;
}

/**
 * azc_message_get_role:
 * @self: a message
 *
 * Returns: who wrote it
 */
AzcRole
azc_message_get_role (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), AZC_ROLE_USER);

  return self->role;
}

/**
 * azc_message_get_text:
 * @self: a message
 *
 * Returns: (transfer none): the text, in Markdown; empty while there is none. Valid until it
 *   changes
 */
const char *
azc_message_get_text (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), "");

  return self->text->str;
}

/**
 * azc_message_set_text:
 * @self: a message
 * @text: (nullable): the text, in Markdown
 *
 * Sets [property@Azc.Message:text].
 */
void
azc_message_set_text (AzcMessage *self,
                      const char *text)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (g_strcmp0 (self->text->str, text != NULL ? text : "") == 0)
    return;

  g_string_assign (self->text, text != NULL ? text : "");
  notify (self, PROP_TEXT);
}

/**
 * azc_message_append_text:
 * @self: a message
 * @text: more of it
 *
 * Adds to [property@Azc.Message:text]; the cost does not depend on what is there already.
 */
void
azc_message_append_text (AzcMessage *self,
                        const char *text)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    return;

  g_string_append (self->text, text);
  notify (self, PROP_TEXT);
}

/**
 * azc_message_get_text_length:
 * @self: a message
 *
 * Returns: length of the text in bytes
 */
gsize
azc_message_get_text_length (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), 0);

  return self->text->len;
}

/**
 * azc_message_get_reasoning:
 * @self: a message
 *
 * Returns: (transfer none): the thinking; empty while there is none. Valid until it
 *   changes
 */
const char *
azc_message_get_reasoning (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), "");

  return self->reasoning->str;
}

/**
 * azc_message_set_reasoning:
 * @self: a message
 * @reasoning: (nullable): the thinking
 *
 * Sets [property@Azc.Message:reasoning].
 */
void
azc_message_set_reasoning (AzcMessage *self,
                           const char *reasoning)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (g_strcmp0 (self->reasoning->str, reasoning != NULL ? reasoning : "") == 0)
    return;

  g_string_assign (self->reasoning, reasoning != NULL ? reasoning : "");
  notify (self, PROP_REASONING);
}

/**
 * azc_message_append_reasoning:
 * @self: a message
 * @reasoning: more of it
 *
 * Adds to [property@Azc.Message:reasoning]; the cost does not depend on what is there already.
 */
void
azc_message_append_reasoning (AzcMessage *self,
                             const char *reasoning)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));
  g_return_if_fail (reasoning != NULL);

  if (*reasoning == '\0')
    return;

  g_string_append (self->reasoning, reasoning);
  notify (self, PROP_REASONING);
}

/**
 * azc_message_get_state:
 * @self: a message
 *
 * Returns: how far it has come
 */
AzcMessageState
azc_message_get_state (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), AZC_MESSAGE_DONE);

  return self->state;
}

/**
 * azc_message_set_state:
 * @self: a message
 * @state: how far it has come
 *
 * Sets [property@Azc.Message:state].
 */
void
azc_message_set_state (AzcMessage      *self,
                       AzcMessageState  state)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

/**
 * azc_message_is_running:
 * @self: a message
 *
 * Returns: whether it is still to come or arriving
 */
gboolean
azc_message_is_running (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), FALSE);

  return self->state == AZC_MESSAGE_WAITING || self->state == AZC_MESSAGE_STREAMING;
}

/**
 * azc_message_get_endpoint_name:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the endpoint that answered
 */
const char *
azc_message_get_endpoint_name (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->endpoint_name;
}

/**
 * azc_message_set_endpoint_name:
 * @self: a message
 * @endpoint_name: (nullable): the endpoint that answers
 *
 * Sets [property@Azc.Message:endpoint-name].
 */
void
azc_message_set_endpoint_name (AzcMessage *self,
                               const char *endpoint_name)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (azc_set_str (&self->endpoint_name, endpoint_name))
    notify (self, PROP_ENDPOINT_NAME);
}

/**
 * azc_message_get_model:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): the model that answered, as the service names it
 */
const char *
azc_message_get_model (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->model;
}

/**
 * azc_message_set_model:
 * @self: a message
 * @model: (nullable): the model that answers
 *
 * Sets [property@Azc.Message:model].
 */
void
azc_message_set_model (AzcMessage *self,
                       const char *model)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (azc_set_str (&self->model, model))
    notify (self, PROP_MODEL);
}

/**
 * azc_message_get_created:
 * @self: a message
 *
 * Returns: when it was begun, in microseconds since 1970 UTC
 */
gint64
azc_message_get_created (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), 0);

  return self->created;
}

/**
 * azc_message_set_created:
 * @self: a message
 * @created: microseconds since 1970 UTC
 *
 * Sets [property@Azc.Message:created].
 */
void
azc_message_set_created (AzcMessage *self,
                         gint64      created)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (self->created == created)
    return;

  self->created = created;
  notify (self, PROP_CREATED);
}

/**
 * azc_message_get_finished:
 * @self: a message
 *
 * Returns: when it ended, in microseconds since 1970 UTC; 0 for not yet
 */
gint64
azc_message_get_finished (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), 0);

  return self->finished;
}

/**
 * azc_message_set_finished:
 * @self: a message
 * @finished: microseconds since 1970 UTC
 *
 * Sets [property@Azc.Message:finished].
 */
void
azc_message_set_finished (AzcMessage *self,
                          gint64      finished)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (self->finished == finished)
    return;

  self->finished = finished;
  notify (self, PROP_FINISHED);
}

/**
 * azc_message_get_finish_reason:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): why the service ended it
 */
const char *
azc_message_get_finish_reason (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->finish_reason;
}

/**
 * azc_message_set_finish_reason:
 * @self: a message
 * @finish_reason: (nullable): why the service ended it
 *
 * Sets [property@Azc.Message:finish-reason].
 */
void
azc_message_set_finish_reason (AzcMessage *self,
                               const char *finish_reason)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (azc_set_str (&self->finish_reason, finish_reason))
    notify (self, PROP_FINISH_REASON);
}

/**
 * azc_message_get_error:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
azc_message_get_error (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->error;
}

/**
 * azc_message_set_error:
 * @self: a message
 * @error: (nullable): why it failed; copied
 *
 * Sets [property@Azc.Message:error].
 */
void
azc_message_set_error (AzcMessage   *self,
                       const GError *error)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

/**
 * azc_message_get_usage:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): what it cost
 */
const AzcUsage *
azc_message_get_usage (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return self->usage;
}

/**
 * azc_message_set_usage:
 * @self: a message
 * @usage: (nullable): what it cost; copied
 *
 * Sets [property@Azc.Message:usage].
 */
void
azc_message_set_usage (AzcMessage     *self,
                       const AzcUsage *usage)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));

  azc_usage_free (self->usage);
  self->usage = azc_usage_copy (usage);
  notify (self, PROP_USAGE);
}

/**
 * azc_message_get_attachments:
 * @self: a message
 *
 * Returns: (transfer none): its pictures, a list of [class@Azc.Attachment]
 */
GListModel *
azc_message_get_attachments (AzcMessage *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE (self), NULL);

  return G_LIST_MODEL (self->attachments);
}

/**
 * azc_message_add_attachment:
 * @self: a message
 * @attachment: a picture
 *
 * Adds a picture at the end.
 */
void
azc_message_add_attachment (AzcMessage    *self,
                            AzcAttachment *attachment)
{
  g_return_if_fail (AZC_IS_MESSAGE (self));
  g_return_if_fail (AZC_IS_ATTACHMENT (attachment));

  g_list_store_append (self->attachments, attachment);
}
