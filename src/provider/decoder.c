/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the decoders of all wire formats have in common: handing over deltas, errors in the
 * middle, and whether an answer was complete. */

#include "config.h"

#include "provider/decoder.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/json.h"
#include "base/util.h"
#include "provider/diagnose.h"
#include "provider/filter.h"

/* Bytes of an unreadable event that are kept for the details. */
#define MAX_DETAILS 4096

static void
on_thinking_cb (gboolean    is_thinking,
                const char *text,
                gpointer    user_data)
{
  azc_decoder_emit (user_data, is_thinking ? AZC_DELTA_REASONING : AZC_DELTA_TEXT, text);
}

/**
 * azc_decoder_new:
 * @route: the route of the request
 * @func: receives the deltas
 * @user_data: passed to @func
 *
 * Returns: (transfer full): a decoder for one answer
 */
AzcDecoder *
azc_decoder_new (AzcRoute     route,
                 AzcDeltaFunc func,
                 gpointer     user_data)
{
  AzcDecoder *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (AzcDecoder, 1);
  self->route = route;
  self->func = func;
  self->user_data = user_data;
  self->thinking = azc_thinking_new (on_thinking_cb, self);
  self->filtered = g_ptr_array_new_with_free_func (g_free);
  self->usage = (AzcUsage) { -1, -1, -1, -1 };

  return self;
}

/**
 * azc_decoder_free:
 * @self: (transfer full): a decoder
 *
 * Frees it.
 */
void
azc_decoder_free (AzcDecoder *self)
{
  g_return_if_fail (self != NULL);

  azc_thinking_free (self->thinking);
  g_ptr_array_unref (self->filtered);
  g_free (self->model);
  g_free (self);
}

/**
 * azc_decoder_emit:
 * @self: a decoder
 * @kind: the kind of the delta
 * @text: (nullable): its text; without any there is no delta
 *
 * Hands over a delta.
 */
void
azc_decoder_emit (AzcDecoder   *self,
                  AzcDeltaKind  kind,
                  const char   *text)
{
  const AzcDelta delta = { kind, text, NULL };

  g_return_if_fail (self != NULL);

  if (!azc_str_empty (text))
    self->func (&delta, self->user_data);
}

/**
 * azc_decoder_emit_model:
 * @self: a decoder
 * @model: (nullable): the model's name
 *
 * Hands over the name, unless it was handed over before.
 */
void
azc_decoder_emit_model (AzcDecoder *self,
                        const char *model)
{
  g_return_if_fail (self != NULL);

  if (!azc_str_empty (model) && azc_set_str (&self->model, model))
    azc_decoder_emit (self, AZC_DELTA_MODEL, model);
}

/**
 * azc_decoder_emit_usage:
 * @self: a decoder
 *
 * Hands over the usage as far as it is known.
 */
void
azc_decoder_emit_usage (AzcDecoder *self)
{
  const AzcDelta delta = { AZC_DELTA_USAGE, NULL, &self->usage };

  if (self->usage.prompt >= 0 || self->usage.completion >= 0)
    self->func (&delta, self->user_data);
}

/**
 * azc_decoder_emit_end:
 * @self: a decoder
 * @finish_reason: (nullable): why the answer ends, in the words of chat completions
 *
 * Hands over the finish reason, if there is one.
 */
void
azc_decoder_emit_end (AzcDecoder *self,
                      const char *finish_reason)
{
  g_return_if_fail (self != NULL);

  if (azc_str_empty (finish_reason))
    return;

  self->is_finished = TRUE;
  if (g_str_equal (finish_reason, "content_filter"))
    self->is_filtered = TRUE;
  azc_decoder_emit (self, AZC_DELTA_FINISH, finish_reason);
}

/**
 * azc_decoder_check:
 * @self: a decoder
 * @object: what the service sent
 * @error: return location for an error
 *
 * Raises what the service reports under HTTP's 200, as an object that holds an error.
 *
 * Returns: whether it reports none
 */
gboolean
azc_decoder_check (AzcDecoder  *self,
                   JsonObject  *object,
                   GError     **error)
{
  JsonNode *fault;

  g_return_val_if_fail (object != NULL, FALSE);

  fault = json_object_get_member (object, "error");
  if (fault == NULL || JSON_NODE_HOLDS_NULL (fault))
    return TRUE;

  return azc_decoder_fail (self, object, error);
}

/**
 * azc_decoder_fail:
 * @self: a decoder
 * @object: what the service sent instead of an answer
 * @error: return location for an error
 *
 * Raises what @object means.
 *
 * Returns: %FALSE
 */
gboolean
azc_decoder_fail (AzcDecoder  *self,
                  JsonObject  *object,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_propagate_error (error, azc_diagnose_object (self->route, 200, object));

  return FALSE;
}

/* An event named "error" is one, whatever its data is. */
static JsonNode *
parse (AzcDecoder  *self,
       const char  *type,
       const char  *data,
       gsize        length,
       GError     **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *start = NULL;
  JsonNode *node;

  if (g_str_equal (type, "error"))
    {
      g_autoptr (GBytes) body = g_bytes_new (data, length);

      g_propagate_error (error, azc_diagnose_body (self->route, 200, body));
      return NULL;
    }

  node = azc_json_parse (data, (gssize) length, &cause);
  if (node != NULL)
    return node;

  start = g_strndup (data, MIN (length, MAX_DETAILS));
  azc_error_set_details (cause, start);
  g_propagate_error (error, g_steal_pointer (&cause));

  return NULL;
}

/**
 * azc_decoder_decode:
 * @self: a decoder
 * @type: the type of an event
 * @data: its data
 * @length: its length in bytes
 * @func: decodes an object of the format
 * @error: return location for an error
 *
 * Takes one event of a stream of JSON objects. Some servers keep the connection alive by
 * events that are no objects, or have no data at all. Raises what the service reports, and
 * %AZC_ERROR_RESPONSE with the event's start as details if it is no JSON.
 *
 * Returns: whether the answer goes on
 */
gboolean
azc_decoder_decode (AzcDecoder          *self,
                    const char          *type,
                    const char          *data,
                    gsize                length,
                    AzcDecodeObjectFunc  func,
                    GError             **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  if (length == 0 && !g_str_equal (type, "error"))
    return TRUE;

  node = parse (self, type, data, length, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!azc_decoder_check (self, json_node_get_object (node), error))
    return FALSE;

  func (self, type, json_node_get_object (node));

  return TRUE;
}

/**
 * azc_decoder_is_done:
 * @self: a decoder
 *
 * Returns: whether the end marker was seen
 */
gboolean
azc_decoder_is_done (AzcDecoder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_done;
}

/**
 * azc_decoder_finish:
 * @self: a decoder
 * @error: return location for an error
 *
 * Ends the answer. Raises %AZC_ERROR_CONTENT_FILTER and %AZC_ERROR_TRUNCATED.
 *
 * Returns: whether it was complete
 */
gboolean
azc_decoder_finish (AzcDecoder  *self,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  azc_thinking_finish (self->thinking);

  if (self->is_filtered)
    {
      g_autofree char *categories = azc_filter_describe (self->filtered);

      azc_decoder_emit (self, AZC_DELTA_FILTERED, categories);
      g_propagate_error (error, azc_filter_error (self->filtered, FALSE));
      return FALSE;
    }

  if (self->is_done || self->is_finished)
    return TRUE;

  g_set_error_literal (error, AZC_ERROR, AZC_ERROR_TRUNCATED,
                       _("The connection ended before the answer was complete."));

  return FALSE;
}
