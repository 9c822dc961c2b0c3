/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AZC_JSON_MAX_DEPTH:
 *
 * How deeply arrays and objects may nest in data from outside: json-glib reads
 * them by recursion, so a bound keeps hostile input off the stack's end.
 */
#define AZC_JSON_MAX_DEPTH 64

JsonNode   *azc_json_parse       (const char  *text,
                                  gssize       length,
                                  GError     **error);
char       *azc_json_write       (JsonNode    *node,
                                  gboolean     pretty);
const char *azc_json_get_string  (JsonObject  *object,
                                  const char  *member);
JsonObject *azc_json_get_object  (JsonObject  *object,
                                  const char  *member);
JsonArray  *azc_json_get_array   (JsonObject  *object,
                                  const char  *member);
gint64      azc_json_get_int     (JsonObject  *object,
                                  const char  *member,
                                  gint64       fallback);
double      azc_json_get_double  (JsonObject  *object,
                                  const char  *member,
                                  double       fallback);
gboolean    azc_json_get_boolean (JsonObject  *object,
                                  const char  *member,
                                  gboolean     fallback);
JsonObject *azc_json_get_element (JsonArray   *array,
                                  guint        index);

G_END_DECLS
