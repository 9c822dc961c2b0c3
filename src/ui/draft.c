/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is writing in one conversation. It outlives errors and switching conversations. */

#include "config.h"

#include "ui/draft.h"

#include "base/error.h"

struct _AzcDraft
{
  GObject        parent_instance;

  AzcWorkspace  *workspace;
  GtkTextBuffer *buffer;
  GListStore    *pictures;
  AzcMessage    *edited;
  gboolean       ready;
};

enum
{
  PROP_0,
  PROP_READY,
  PROP_EDITING,
  N_PROPS
};

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcDraft, azc_draft, G_TYPE_OBJECT)

static gboolean
has_text (AzcDraft *self)
{
  g_autofree char *text = azc_draft_dup_text (self);

  return *g_strstrip (text) != '\0';
}

static gboolean
is_preparing (AzcDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcDraftPicture) picture = g_list_model_get_item (G_LIST_MODEL (self->pictures),
                                                                   i);

      if (azc_draft_picture_get_attachment (picture) == NULL)
        return TRUE;
    }

  return FALSE;
}

static void
update_ready (AzcDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));
  gboolean ready = (n > 0 || has_text (self)) && !is_preparing (self);

  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

typedef struct
{
  AzcDraft        *draft;
  AzcDraftPicture *picture;
} Preparation;

static Preparation *
preparation_new (AzcDraft        *self,
                 AzcDraftPicture *picture)
{
  Preparation *preparation = g_new0 (Preparation, 1);

  preparation->draft = g_object_ref (self);
  preparation->picture = g_object_ref (picture);

  return preparation;
}

static void
preparation_free (Preparation *preparation)
{
  g_object_unref (preparation->draft);
  g_object_unref (preparation->picture);
  g_free (preparation);
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Preparation *preparation = user_data;
  AzcDraft *self = preparation->draft;
  g_autoptr (AzcAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;

  attachment = azc_workspace_add_picture_finish (AZC_WORKSPACE (source), result, &error);
  if (attachment != NULL)
    {
      azc_draft_picture_set_attachment (preparation->picture, attachment);
      update_ready (self);
    }
  else if (!azc_error_is_cancelled (error))
    {
      azc_draft_remove (self, preparation->picture);
      azc_draft_refuse (self, azc_draft_picture_get_name (preparation->picture), error);
    }

  preparation_free (preparation);
}

static void
azc_draft_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, azc_draft_get_ready (AZC_DRAFT (object)));
      break;

    case PROP_EDITING:
      g_value_set_boolean (value, AZC_DRAFT (object)->edited != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_draft_finalize (GObject *object)
{
  AzcDraft *self = AZC_DRAFT (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->buffer);
  g_clear_object (&self->pictures);
  g_clear_object (&self->edited);

  G_OBJECT_CLASS (azc_draft_parent_class)->finalize (object);
}

static void
azc_draft_class_init (AzcDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = azc_draft_get_property;
  object_class->finalize = azc_draft_finalize;

  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITING] =
    g_param_spec_boolean ("editing", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_REFUSED] =
    g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
azc_draft_init (AzcDraft *self)
{
  self->buffer = gtk_text_buffer_new (NULL);
  self->pictures = g_list_store_new (AZC_TYPE_DRAFT_PICTURE);

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (update_ready), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures, "items-changed", G_CALLBACK (update_ready), self,
                           G_CONNECT_SWAPPED);
}

/**
 * azc_draft_new:
 * @workspace: who prepares pictures
 *
 * Makes an empty draft.
 *
 * Returns: (transfer full): the draft
 */
AzcDraft *
azc_draft_new (AzcWorkspace *workspace)
{
  AzcDraft *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (AZC_TYPE_DRAFT, NULL);
  self->workspace = g_object_ref (workspace);

  return self;
}

/**
 * azc_draft_get_workspace:
 * @self: a draft
 *
 * Returns: (transfer none): who prepares its pictures
 */
AzcWorkspace *
azc_draft_get_workspace (AzcDraft *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  return self->workspace;
}

/**
 * azc_draft_get_buffer:
 * @self: a draft
 *
 * Returns: (transfer none): the text, to be shown in a text view
 */
GtkTextBuffer *
azc_draft_get_buffer (AzcDraft *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  return self->buffer;
}

/**
 * azc_draft_dup_text:
 * @self: a draft
 *
 * Returns: (transfer full): the text as it was typed
 */
char *
azc_draft_dup_text (AzcDraft *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * azc_draft_get_pictures:
 * @self: a draft
 *
 * Returns: (transfer none): the pictures, as #AzcDraftPicture
 */
GListModel *
azc_draft_get_pictures (AzcDraft *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  return G_LIST_MODEL (self->pictures);
}

/**
 * azc_draft_dup_attachments:
 * @self: a draft
 *
 * Returns: (transfer full): the pictures that are prepared, as #AzcAttachment
 */
GListModel *
azc_draft_dup_attachments (AzcDraft *self)
{
  GListStore *attachments;
  guint n;

  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcDraftPicture) picture = g_list_model_get_item (G_LIST_MODEL (self->pictures),
                                                                   i);

      if (azc_draft_picture_get_attachment (picture) != NULL)
        g_list_store_append (attachments, azc_draft_picture_get_attachment (picture));
    }

  return G_LIST_MODEL (attachments);
}

/**
 * azc_draft_get_ready:
 * @self: a draft
 *
 * Returns: whether there is something to send, and all of it is prepared
 */
gboolean
azc_draft_get_ready (AzcDraft *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT (self), FALSE);

  return self->ready;
}

/**
 * azc_draft_add_file:
 * @self: a draft
 * @file: a file that should be a picture
 *
 * Takes a picture in. If it cannot be used, "refused" says why.
 */
void
azc_draft_add_file (AzcDraft *self,
                    GFile    *file)
{
  g_autoptr (AzcDraftPicture) picture = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (G_IS_FILE (file));

  basename = g_file_get_basename (file);
  name = g_filename_display_name (basename != NULL ? basename : "");
  picture = azc_draft_picture_new (name);
  g_list_store_append (self->pictures, picture);

  azc_workspace_add_picture_file_async (self->workspace, file,
                                        azc_draft_picture_get_cancellable (picture),
                                        on_prepared, preparation_new (self, picture));
}

/**
 * azc_draft_add_bytes:
 * @self: a draft
 * @data: the contents of a file that should be a picture
 * @name: what to call it
 *
 * Takes a picture in. If it cannot be used, "refused" says why.
 */
void
azc_draft_add_bytes (AzcDraft   *self,
                     GBytes     *data,
                     const char *name)
{
  g_autoptr (AzcDraftPicture) picture = NULL;

  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (data != NULL);
  g_return_if_fail (name != NULL);

  picture = azc_draft_picture_new (name);
  g_list_store_append (self->pictures, picture);

  azc_workspace_add_picture_bytes_async (self->workspace, data, name,
                                         azc_draft_picture_get_cancellable (picture),
                                         on_prepared, preparation_new (self, picture));
}

/**
 * azc_draft_refuse:
 * @self: a draft
 * @name: what was offered
 * @error: why it is not taken
 *
 * Tells whoever shows the draft that something offered cannot be attached.
 */
void
azc_draft_refuse (AzcDraft     *self,
                  const char   *name,
                  const GError *error)
{
  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (error != NULL);

  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, name, error);
}

/**
 * azc_draft_remove:
 * @self: a draft
 * @picture: one of its pictures
 *
 * Removes a picture, and ends its preparing.
 */
void
azc_draft_remove (AzcDraft        *self,
                  AzcDraftPicture *picture)
{
  guint position;

  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (AZC_IS_DRAFT_PICTURE (picture));

  g_cancellable_cancel (azc_draft_picture_get_cancellable (picture));
  if (g_list_store_find (self->pictures, picture, &position))
    g_list_store_remove (self->pictures, position);
}

/**
 * azc_draft_get_edited:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the earlier message that the draft changes
 */
AzcMessage *
azc_draft_get_edited (AzcDraft *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT (self), NULL);

  return self->edited;
}

static void
set_edited (AzcDraft   *self,
            AzcMessage *message)
{
  if (g_set_object (&self->edited, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

static void
add_attachment (AzcDraft      *self,
                AzcAttachment *attachment)
{
  g_autoptr (AzcDraftPicture) picture = NULL;

  picture = azc_draft_picture_new (azc_attachment_get_name (attachment));
  azc_draft_picture_set_attachment (picture, attachment);
  g_list_store_append (self->pictures, picture);
}

/**
 * azc_draft_fill:
 * @self: a draft
 * @text: what to write
 *
 * Replaces the text. What stood there comes back with Undo.
 */
void
azc_draft_fill (AzcDraft   *self,
                const char *text)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/**
 * azc_draft_edit:
 * @self: a draft
 * @message: an earlier message of the person
 *
 * Goes on with the text and the pictures of an earlier message, to ask in its place.
 */
void
azc_draft_edit (AzcDraft   *self,
                AzcMessage *message)
{
  GListModel *attachments;

  g_return_if_fail (AZC_IS_DRAFT (self));
  g_return_if_fail (AZC_IS_MESSAGE (message));

  azc_draft_fill (self, azc_message_get_text (message));
  g_list_store_remove_all (self->pictures);
  attachments = azc_message_get_attachments (message);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, i);

      add_attachment (self, attachment);
    }
  set_edited (self, message);
}

/**
 * azc_draft_clear:
 * @self: a draft
 *
 * Empties the draft after it was sent. Undo does not bring the text back.
 */
void
azc_draft_clear (AzcDraft *self)
{
  g_return_if_fail (AZC_IS_DRAFT (self));

  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  g_list_store_remove_all (self->pictures);
  set_edited (self, NULL);
}
