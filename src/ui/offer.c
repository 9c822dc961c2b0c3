/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes pictures out of what a clipboard or a drag offers: files first since they are the
 * original, then the encoded picture itself. Nothing is decoded here: the bytes go to the
 * workspace, which checks them and prepares them in a thread. */

#include "config.h"

#include "ui/offer.h"

#include <glib/gi18n.h>

#include "base/error.h"

#define URI_LIST "text/uri-list"

/* What services take as it is comes first, so that the other program need not convert. */
static const char *picture_types[] = {
  "image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "image/heif", "image/tiff",
  "image/bmp", "image/x-bmp", "image/svg+xml", NULL
};

/* A clipboard and a drag are read alike, but GDK has no common type for them. */
typedef struct
{
  GObject  *source;
  AzcDraft *draft;
  GError   *refusal;
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->source);
  g_object_unref (offer->draft);
  g_clear_error (&offer->refusal);
  g_free (offer);
}

static GdkContentFormats *
offer_get_formats (Offer *offer)
{
  if (GDK_IS_CLIPBOARD (offer->source))
    return gdk_clipboard_get_formats (GDK_CLIPBOARD (offer->source));

  return gdk_drop_get_formats (GDK_DROP (offer->source));
}

static gboolean
has_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
         gdk_content_formats_contain_mime_type (formats, URI_LIST);
}

static const char *
find_picture_type (GdkContentFormats *formats)
{
  for (guint i = 0; picture_types[i] != NULL; i++)
    {
      if (gdk_content_formats_contain_mime_type (formats, picture_types[i]))
        return picture_types[i];
    }

  return NULL;
}

static gboolean
has_texture (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE);
}

/* Nothing (more) can be taken: end with the reason, if there is one to give. */
static void
end_empty (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);

  if (offer->refusal != NULL)
    azc_draft_refuse (offer->draft, NULL, offer->refusal);

  g_task_return_boolean (task, offer->refusal != NULL);
}

/* Reads the offer as one of @types, into memory. */
static void
read_bytes (GTask               *task,
            const char         **types,
            GAsyncReadyCallback  on_stream)
{
  Offer *offer = g_task_get_task_data (task);

  if (GDK_IS_CLIPBOARD (offer->source))
    gdk_clipboard_read_async (GDK_CLIPBOARD (offer->source), types, G_PRIORITY_DEFAULT, NULL,
                              on_stream, g_object_ref (task));
  else
    gdk_drop_read_async (GDK_DROP (offer->source), types, G_PRIORITY_DEFAULT, NULL,
                         on_stream, g_object_ref (task));
}

static void
splice (GTask               *task,
        GObject             *source,
        GAsyncResult        *result,
        GAsyncReadyCallback  on_spliced)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  if (GDK_IS_CLIPBOARD (source))
    input = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  else
    input = gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error);

  if (input == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (output, input,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_spliced, g_object_ref (task));
}

static GBytes *
splice_finish (GObject       *source,
               GAsyncResult  *result,
               GError       **error)
{
  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, error) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
}

static void
on_picture_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) error = NULL;
  Offer *offer = g_task_get_task_data (task);

  data = splice_finish (source, result, &error);
  if (data == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  azc_draft_add_bytes (offer->draft, data,
                       GDK_IS_CLIPBOARD (offer->source) ? _("Pasted picture")
                                                        : _("Dropped picture"));
  g_task_return_boolean (task, TRUE);
}

static void
on_picture_stream (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  splice (task, source, result, on_picture_read);
}

static void
encode_texture (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (GDK_TEXTURE (task_data)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
on_texture_encoded (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) data = g_task_propagate_pointer (G_TASK (result), NULL);
  Offer *offer = g_task_get_task_data (task);

  azc_draft_add_bytes (offer->draft, data, _("Picture"));
  g_task_return_boolean (task, TRUE);
}

static void
on_texture (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) encoding = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (GDK_IS_CLIPBOARD (source))
    value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  else
    value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  if (value == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  encoding = g_task_new (source, NULL, on_texture_encoded, g_object_ref (task));
  g_task_set_source_tag (encoding, on_texture);
  g_task_set_task_data (encoding, g_value_dup_object (value), g_object_unref);
  g_task_run_in_thread (encoding, encode_texture);
}

static void
read_picture (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);
  const char *type = find_picture_type (offer_get_formats (offer));
  const char *types[] = { type, NULL };

  if (type != NULL)
    read_bytes (task, types, on_picture_stream);
  else if (!has_texture (offer_get_formats (offer)))
    end_empty (task);
  else if (GDK_IS_CLIPBOARD (offer->source))
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (offer->source), GDK_TYPE_TEXTURE,
                                    G_PRIORITY_DEFAULT, NULL, on_texture, g_object_ref (task));
  else
    gdk_drop_read_value_async (GDK_DROP (offer->source), GDK_TYPE_TEXTURE,
                               G_PRIORITY_DEFAULT, NULL, on_texture, g_object_ref (task));
}

static gboolean
is_on_the_web (GFile *file)
{
  return g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https");
}

static GError *
web_error_new (void)
{
  GError *error = g_error_new_literal (AZC_ERROR, AZC_ERROR_IMAGE_FORMAT,
                                       _("Pictures are not fetched from web addresses."));

  azc_error_set_advice (error, _("Copy the picture itself in the browser and paste it here."));

  return error;
}

/* Adds the files, returns how many there were that can be read. */
static guint
take_files (Offer  *offer,
            GSList *files)
{
  guint n_taken = 0;

  for (GSList *iter = files; iter != NULL; iter = iter->next)
    {
      if (is_on_the_web (iter->data))
        {
          if (offer->refusal == NULL)
            offer->refusal = web_error_new ();
          continue;
        }

      azc_draft_add_file (offer->draft, iter->data);
      n_taken++;
    }

  return n_taken;
}

/* A browser offers the address of a picture, and often the picture itself too. */
static void
end_files (GTask  *task,
           GSList *files)
{
  if (take_files (g_task_get_task_data (task), files) == 0)
    read_picture (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_list_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) data = splice_finish (source, result, NULL);
  g_autofree char *list = NULL;
  g_auto (GStrv) uris = NULL;
  GSList *files = NULL;

  if (data != NULL)
    list = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  uris = g_uri_list_extract_uris (list != NULL ? list : "");
  for (guint i = 0; uris[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_uri (uris[i]));

  end_files (task, files);
  g_slist_free_full (files, g_object_unref);
}

static void
on_list_stream (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  splice (task, source, result, on_list_read);
}

/* GTK prefers to fetch files through the portal, which may not know of them. Their addresses
 * are good enough outside of a sandbox. */
static void
on_files (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  static const char *types[] = { URI_LIST, NULL };
  g_autoptr (GTask) task = user_data;
  Offer *offer = g_task_get_task_data (task);
  const GValue *value;

  if (GDK_IS_CLIPBOARD (source))
    value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  else
    value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  if (value != NULL)
    end_files (task, g_value_get_boxed (value));
  else if (gdk_content_formats_contain_mime_type (offer_get_formats (offer), URI_LIST))
    read_bytes (task, types, on_list_stream);
  else
    read_picture (task);
}

static void
take (GObject             *source,
      AzcDraft            *draft,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);
  Offer *offer = g_new0 (Offer, 1);

  offer->source = g_object_ref (source);
  offer->draft = g_object_ref (draft);
  g_task_set_source_tag (task, take);
  g_task_set_task_data (task, offer, (GDestroyNotify) offer_free);

  if (!has_files (offer_get_formats (offer)))
    read_picture (task);
  else if (GDK_IS_CLIPBOARD (source))
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (source), GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT, NULL, on_files, g_object_ref (task));
  else
    gdk_drop_read_value_async (GDK_DROP (source), GDK_TYPE_FILE_LIST,
                               G_PRIORITY_DEFAULT, NULL, on_files, g_object_ref (task));
}

/**
 * azc_offer_has_pictures:
 * @formats: what a clipboard or a drag offers
 *
 * Returns: whether there may be a picture in it: the contents of files are not known yet
 */
gboolean
azc_offer_has_pictures (GdkContentFormats *formats)
{
  g_return_val_if_fail (formats != NULL, FALSE);

  return has_files (formats) || has_texture (formats) || find_picture_type (formats) != NULL;
}

/**
 * azc_offer_is_picture_only:
 * @formats: what a clipboard offers
 *
 * Whether pasting should attach rather than insert: files, or a picture that does
 * not come with text. A spreadsheet offers its cells as text and as a picture, and
 * means the text.
 *
 * Returns: whether to take pictures
 */
gboolean
azc_offer_is_picture_only (GdkContentFormats *formats)
{
  g_return_val_if_fail (formats != NULL, FALSE);

  if (has_files (formats))
    return TRUE;

  return azc_offer_has_pictures (formats) &&
         !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) &&
         !gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") &&
         !gdk_content_formats_contain_mime_type (formats, "text/plain");
}

/**
 * azc_offer_get_formats:
 *
 * Returns: (transfer full): everything that may hold a picture, for a drop target
 */
GdkContentFormats *
azc_offer_get_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_TEXTURE);
  gdk_content_formats_builder_add_mime_type (builder, URI_LIST);
  for (guint i = 0; picture_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, picture_types[i]);

  return gdk_content_formats_builder_free_to_formats (builder);
}

/**
 * azc_offer_take_clipboard_async:
 * @clipboard: a clipboard that holds pictures
 * @draft: where they shall go
 * @callback: called when they have been read
 * @user_data: data for @callback
 *
 * Attaches the pictures of a clipboard.
 */
void
azc_offer_take_clipboard_async (GdkClipboard        *clipboard,
                                AzcDraft            *draft,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (AZC_IS_DRAFT (draft));

  take (G_OBJECT (clipboard), draft, callback, user_data);
}

/**
 * azc_offer_take_drop_async:
 * @drop: a drop that holds pictures; the caller finishes it in @callback
 * @draft: where they shall go
 * @callback: called when they have been read
 * @user_data: data for @callback
 *
 * Attaches the pictures of a drop.
 */
void
azc_offer_take_drop_async (GdkDrop             *drop,
                           AzcDraft            *draft,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (GDK_IS_DROP (drop));
  g_return_if_fail (AZC_IS_DRAFT (draft));

  take (G_OBJECT (drop), draft, callback, user_data);
}

/**
 * azc_offer_take_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether something was taken, or refused with a reason; %FALSE without an
 *   error means that there was nothing for us
 */
gboolean
azc_offer_take_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
