/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AZC_SSE_MAX_EVENT:
 *
 * The longest event in bytes. The standard has no limit; picture results are
 * single lines of many megabytes, so the bound is generous.
 */
#define AZC_SSE_MAX_EVENT (64 * 1024 * 1024)

/**
 * AzcSseFunc:
 * @type: the event's type, "message" where the stream named none
 * @data: its data, NUL-terminated, valid UTF-8 not guaranteed
 * @length: length of @data in bytes
 * @user_data: what was passed to [func@Azc.sse_new]
 *
 * Receives one event.
 */
typedef void (*AzcSseFunc) (const char *type,
                            const char *data,
                            gsize       length,
                            gpointer    user_data);

/**
 * AzcSse:
 *
 * A push parser for server-sent events by the WHATWG rules
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Takes bytes
 * in pieces of any size; does no I/O.
 */
typedef struct _AzcSse AzcSse;

AzcSse     *azc_sse_new               (AzcSseFunc     func,
                                       gpointer       user_data);
void        azc_sse_free              (AzcSse        *self);
gboolean    azc_sse_push              (AzcSse        *self,
                                       const guint8  *bytes,
                                       gsize          length,
                                       GError       **error);
void        azc_sse_finish            (AzcSse        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcSse, azc_sse_free)

G_END_DECLS
