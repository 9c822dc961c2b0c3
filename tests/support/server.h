/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/types.h"

G_BEGIN_DECLS

/**
 * TestEnd:
 * @TEST_END_CLOSE: it is whole
 * @TEST_END_BREAK: the connection closes before the end that was announced
 * @TEST_END_HOLD: nothing more comes, and the connection stays open
 *
 * How an answer of the test server ends.
 */
typedef enum
{
  TEST_END_CLOSE,
  TEST_END_BREAK,
  TEST_END_HOLD,
} TestEnd;

/**
 * TestAnswer:
 * @status: the status; 0 for 200
 * @type: (nullable): the content type; %NULL for a stream with 200, else JSON
 * @headers: (nullable): more header lines, each with its line end
 * @body: the body
 * @piece: how many bytes go into one chunk; 0 for all
 * @end: how it ends
 *
 * One scripted answer. All texts are static.
 */
typedef struct
{
  guint       status;
  const char *type;
  const char *headers;
  const char *body;
  gsize       piece;
  TestEnd     end;
} TestAnswer;

/**
 * TestServer:
 *
 * A strict double of the service on loopback, in the main loop of the test. It checks path,
 * api-version, credential headers and body as the route's service does, keeps the last request,
 * and plays the scripted answers; without one it answers by itself.
 */
typedef struct _TestServer TestServer;

TestServer *test_server_new          (AzcRoute          route,
                                      const char       *credentials);
void        test_server_free         (TestServer       *self);
const char *test_server_get_url      (TestServer       *self);
void        test_server_push         (TestServer       *self,
                                      const TestAnswer *answer);
guint       test_server_get_count    (TestServer       *self);
const char *test_server_get_path     (TestServer       *self);
const char *test_server_get_query    (TestServer       *self);
const char *test_server_get_header   (TestServer       *self,
                                      const char       *name);
JsonObject *test_server_get_body     (TestServer       *self);
void        test_server_wait_until_gone (TestServer    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

G_END_DECLS
