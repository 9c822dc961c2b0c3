/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "base/types.h"

G_BEGIN_DECLS

/* A request, and what the service of a route expects of it. */
typedef struct
{
  AzcRoute            route;
  const char         *credentials;
  GPtrArray          *forbidden;
  const char         *method;
  const char         *path;
  const char         *query;
  SoupMessageHeaders *headers;
  JsonObject         *body;
} TestCheck;

const char *test_check_get_base (AzcRoute          route);
guint       test_check_request  (const TestCheck  *check,
                                 char            **complaint);

G_END_DECLS
