/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a request is made from. */

#include "config.h"

#include "provider/request.h"

/**
 * azc_picture_new:
 * @mime_type: its true type
 * @data: the encoded picture
 *
 * Returns: (transfer full): a picture
 */
AzcPicture *
azc_picture_new (const char *mime_type,
                 GBytes     *data)
{
  AzcPicture *picture;

  g_return_val_if_fail (mime_type != NULL, NULL);
  g_return_val_if_fail (data != NULL, NULL);

  picture = g_new0 (AzcPicture, 1);
  picture->mime_type = g_strdup (mime_type);
  picture->data = g_bytes_ref (data);

  return picture;
}

/**
 * azc_picture_free:
 * @picture: (transfer full): a picture
 *
 * Frees it.
 */
void
azc_picture_free (AzcPicture *picture)
{
  g_return_if_fail (picture != NULL);

  g_free (picture->mime_type);
  g_bytes_unref (picture->data);
  g_free (picture);
}

/**
 * azc_prompt_new:
 * @role: who said it
 * @text: (nullable): what was said
 *
 * Returns: (transfer full): a prompt without pictures
 */
AzcPrompt *
azc_prompt_new (AzcRole     role,
                const char *text)
{
  AzcPrompt *prompt = g_new0 (AzcPrompt, 1);

  prompt->role = role;
  prompt->text = g_strdup (text);

  return prompt;
}

/**
 * azc_prompt_add_picture:
 * @prompt: a prompt
 * @mime_type: the picture's true type
 * @data: the encoded picture
 *
 * Adds a picture.
 */
void
azc_prompt_add_picture (AzcPrompt  *prompt,
                        const char *mime_type,
                        GBytes     *data)
{
  g_return_if_fail (prompt != NULL);

  if (prompt->pictures == NULL)
    prompt->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_picture_free);
  g_ptr_array_add (prompt->pictures, azc_picture_new (mime_type, data));
}

/**
 * azc_prompt_free:
 * @prompt: (transfer full): a prompt
 *
 * Frees it.
 */
void
azc_prompt_free (AzcPrompt *prompt)
{
  g_return_if_fail (prompt != NULL);

  g_free (prompt->text);
  g_clear_pointer (&prompt->pictures, g_ptr_array_unref);
  g_free (prompt);
}

/**
 * azc_ask_new:
 * @purpose: what the request is for
 * @endpoint: the endpoint, which nobody changes any more
 * @model: (nullable): the model
 *
 * Returns: (transfer full): a question without prompts
 */
AzcAsk *
azc_ask_new (AzcPurpose   purpose,
             AzcEndpoint *endpoint,
             AzcModel    *model)
{
  AzcAsk *ask;

  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  ask = g_new0 (AzcAsk, 1);
  ask->purpose = purpose;
  ask->endpoint = g_object_ref (endpoint);
  ask->model = model != NULL ? g_object_ref (model) : NULL;
  ask->prompts = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_prompt_free);

  return ask;
}

/**
 * azc_ask_free:
 * @ask: (transfer full): a question
 *
 * Frees it.
 */
void
azc_ask_free (AzcAsk *ask)
{
  g_return_if_fail (ask != NULL);

  g_object_unref (ask->endpoint);
  g_clear_object (&ask->model);
  g_ptr_array_unref (ask->prompts);
  g_clear_pointer (&ask->parameters, json_object_unref);
  g_free (ask->key);
  g_clear_pointer (&ask->variables, azc_pairs_unref);
  g_clear_pointer (&ask->application_headers, azc_pairs_unref);
  g_free (ask->conversation_id);
  g_free (ask->message_id);
  g_free (ask);
}
