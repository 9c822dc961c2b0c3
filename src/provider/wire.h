/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "provider/delta.h"
#include "provider/request.h"

G_BEGIN_DECLS

typedef struct _AzcDecoder AzcDecoder;

/**
 * AzcWire:
 * @call: the function of a service that speaks the format
 * @encode: writes a request's body, without the parameters; @model is what the service
 *   calls the model, or %NULL where the path names it
 * @decoder_new: makes a decoder for one answer
 * @decode_event: takes one event of a stream; raises what the service reports
 * @decode_body: takes an answer in one piece; raises what the service reports
 * @is_done: says whether the format's own end marker was seen: nothing more matters
 * @finish: says whether the answer was complete; raises %AZC_ERROR_TRUNCATED and
 *   %AZC_ERROR_CONTENT_FILTER
 * @decoder_free: frees a decoder
 *
 * A wire format. Decoders do no I/O; what they find goes to their delta function at once.
 */
typedef struct
{
  AzcCall      call;
  JsonNode   *(*encode)       (const AzcAsk  *ask,
                               AzcRoute       route,
                               const char    *model);
  AzcDecoder *(*decoder_new)  (AzcRoute       route,
                               AzcDeltaFunc   func,
                               gpointer       user_data);
  gboolean    (*decode_event) (AzcDecoder    *decoder,
                               const char    *type,
                               const char    *data,
                               gsize          length,
                               GError       **error);
  gboolean    (*decode_body)  (AzcDecoder    *decoder,
                               JsonObject    *body,
                               GError       **error);
  gboolean    (*is_done)      (AzcDecoder    *decoder);
  gboolean    (*finish)       (AzcDecoder    *decoder,
                               GError       **error);
  void        (*decoder_free) (AzcDecoder    *decoder);
} AzcWire;

const AzcWire *azc_wire_get              (AzcCall     call);
AzcPrompt     *azc_wire_make_instruction (AzcPurpose  purpose);
JsonObject    *azc_wire_make_text_part   (const char *text);

extern const AzcWire azc_chat_completions;
extern const AzcWire azc_messages;

G_END_DECLS
