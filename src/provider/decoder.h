/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "provider/thinking.h"
#include "provider/wire.h"

G_BEGIN_DECLS

/*
 * What the decoders of all formats are made of.
 *
 * thinking: divides the text; what it finds is emitted
 * filtered: categories that the content filter struck in
 * model: the real model's name
 * usage: what is known of it so far
 * is_done: the format's end marker was seen
 * is_finished: a finish reason was seen
 * is_filtered: the finish reason is the content filter
 */
struct _AzcDecoder
{
  AzcRoute      route;
  AzcDeltaFunc  func;
  gpointer      user_data;
  AzcThinking  *thinking;
  GPtrArray    *filtered;
  char         *model;
  AzcUsage      usage;
  guint         is_done : 1;
  guint         is_finished : 1;
  guint         is_filtered : 1;
};

typedef void (*AzcDecodeObjectFunc) (AzcDecoder *self,
                                     const char *type,
                                     JsonObject *object);

AzcDecoder *azc_decoder_new        (AzcRoute              route,
                                    AzcDeltaFunc          func,
                                    gpointer              user_data);
void        azc_decoder_free       (AzcDecoder           *self);
void        azc_decoder_emit       (AzcDecoder           *self,
                                    AzcDeltaKind          kind,
                                    const char           *text);
void        azc_decoder_emit_model (AzcDecoder           *self,
                                    const char           *model);
void        azc_decoder_emit_usage (AzcDecoder           *self);
void        azc_decoder_emit_end   (AzcDecoder           *self,
                                    const char           *finish_reason);
gboolean    azc_decoder_check      (AzcDecoder           *self,
                                    JsonObject           *object,
                                    GError              **error);
gboolean    azc_decoder_fail       (AzcDecoder           *self,
                                    JsonObject           *object,
                                    GError              **error);
gboolean    azc_decoder_decode     (AzcDecoder           *self,
                                    const char           *type,
                                    const char           *data,
                                    gsize                 length,
                                    AzcDecodeObjectFunc   func,
                                    GError              **error);
gboolean    azc_decoder_is_done    (AzcDecoder           *self);
gboolean    azc_decoder_finish     (AzcDecoder           *self,
                                    GError              **error);

G_END_DECLS
