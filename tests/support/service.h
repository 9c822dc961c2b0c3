/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/types.h"

G_BEGIN_DECLS

/**
 * TestService:
 *
 * A strict double of the chat service, on loopback and in a thread of its own. It checks path,
 * api-version, credential headers and body as the service of a route does, keeps the last
 * request, and plays scripted answers; without one it answers “OK”.
 */
typedef struct _TestService TestService;

/**
 * TestReply:
 *
 * One scripted answer: a status, headers, and steps that are played in order.
 */
typedef struct _TestReply TestReply;

TestService *test_service_new             (AzcRoute     route,
                                           const char  *credentials);
void         test_service_free            (TestService *self);
const char  *test_service_get_url         (TestService *self);
void         test_service_set_credentials (TestService *self,
                                           const char  *credentials);
void         test_service_forbid          (TestService *self,
                                           const char  *key);

TestReply   *test_service_script          (TestService *self,
                                           guint        status,
                                           const char  *type);
void         test_reply_add_header        (TestReply   *reply,
                                           const char  *name,
                                           const char  *value);
void         test_reply_add_text          (TestReply   *reply,
                                           const char  *text);
void         test_reply_add_pieces        (TestReply   *reply,
                                           const char  *text,
                                           gsize        size);
void         test_reply_add_wait          (TestReply   *reply);
void         test_reply_add_break         (TestReply   *reply);

void         test_service_release         (TestService *self);
gint64       test_service_wait_until_gone (TestService *self);

guint        test_service_get_count       (TestService *self);
const char  *test_service_get_method      (TestService *self);
const char  *test_service_get_path        (TestService *self);
const char  *test_service_get_query       (TestService *self);
const char  *test_service_get_header      (TestService *self,
                                           const char  *name);
JsonObject  *test_service_get_body        (TestService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestService, test_service_free)

G_END_DECLS
