/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/pairs.h"
#include "base/types.h"
#include "model/model.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT (azc_endpoint_get_type ())

/**
 * AZC_ENDPOINT_DEFAULT_TIMEOUT:
 *
 * Seconds until the first byte of an answer: reasoning models think for minutes.
 */
#define AZC_ENDPOINT_DEFAULT_TIMEOUT 600

/**
 * AzcEndpoint:
 *
 * The settings of one service. Every field is a property with notification, so
 * that settings and widgets bind to it. It holds no secret: the key lives in the
 * Secret Service under the endpoint's id; [property@Azc.Endpoint:key-reference]
 * holds only a reference such as `${CONTOSO_KEY}`.
 *
 * Properties (all text may be %NULL, which means "not set"): id (construct only),
 * name, url, route, deployment, api-version, auth, auth-header, key-reference,
 * headers, query, models, parameters, title-model, proxy, ca-file, timeout,
 * allow-insecure, demo.
 */
G_DECLARE_FINAL_TYPE (AzcEndpoint, azc_endpoint, AZC, ENDPOINT, GObject)

AzcEndpoint *azc_endpoint_new                (const char   *id);
AzcEndpoint *azc_endpoint_new_from_json      (const char   *id,
                                              JsonNode     *node,
                                              char        **key,
                                              GError      **error);
JsonNode    *azc_endpoint_to_json            (AzcEndpoint  *self);
AzcEndpoint *azc_endpoint_copy               (AzcEndpoint  *self);
void         azc_endpoint_assign             (AzcEndpoint  *self,
                                              AzcEndpoint  *source);
gboolean     azc_endpoint_equal              (AzcEndpoint  *self,
                                              AzcEndpoint  *other);

const char  *azc_endpoint_get_id             (AzcEndpoint  *self);
const char  *azc_endpoint_get_name           (AzcEndpoint  *self);
void         azc_endpoint_set_name           (AzcEndpoint  *self,
                                              const char   *name);
const char  *azc_endpoint_get_url            (AzcEndpoint  *self);
void         azc_endpoint_set_url            (AzcEndpoint  *self,
                                              const char   *url);
AzcRoute     azc_endpoint_get_route          (AzcEndpoint  *self);
void         azc_endpoint_set_route          (AzcEndpoint  *self,
                                              AzcRoute      route);
const char  *azc_endpoint_get_deployment     (AzcEndpoint  *self);
void         azc_endpoint_set_deployment     (AzcEndpoint  *self,
                                              const char   *deployment);
const char  *azc_endpoint_get_api_version    (AzcEndpoint  *self);
void         azc_endpoint_set_api_version    (AzcEndpoint  *self,
                                              const char   *api_version);
AzcAuthKind  azc_endpoint_get_auth           (AzcEndpoint  *self);
void         azc_endpoint_set_auth           (AzcEndpoint  *self,
                                              AzcAuthKind   auth);
const char  *azc_endpoint_get_auth_header    (AzcEndpoint  *self);
void         azc_endpoint_set_auth_header    (AzcEndpoint  *self,
                                              const char   *auth_header);
const char  *azc_endpoint_get_key_reference  (AzcEndpoint  *self);
void         azc_endpoint_set_key_reference  (AzcEndpoint  *self,
                                              const char   *key_reference);
AzcPairs    *azc_endpoint_get_headers        (AzcEndpoint  *self);
void         azc_endpoint_set_headers        (AzcEndpoint  *self,
                                              AzcPairs     *headers);
AzcPairs    *azc_endpoint_get_query          (AzcEndpoint  *self);
void         azc_endpoint_set_query          (AzcEndpoint  *self,
                                              AzcPairs     *query);
GListModel  *azc_endpoint_get_models         (AzcEndpoint  *self);
void         azc_endpoint_set_models         (AzcEndpoint  *self,
                                              GListModel   *models);
AzcModel    *azc_endpoint_find_model         (AzcEndpoint  *self,
                                              const char   *name);
JsonNode    *azc_endpoint_get_parameters     (AzcEndpoint  *self);
void         azc_endpoint_set_parameters     (AzcEndpoint  *self,
                                              JsonNode     *parameters);
const char  *azc_endpoint_get_title_model    (AzcEndpoint  *self);
void         azc_endpoint_set_title_model    (AzcEndpoint  *self,
                                              const char   *title_model);
const char  *azc_endpoint_get_proxy          (AzcEndpoint  *self);
void         azc_endpoint_set_proxy          (AzcEndpoint  *self,
                                              const char   *proxy);
const char  *azc_endpoint_get_ca_file        (AzcEndpoint  *self);
void         azc_endpoint_set_ca_file        (AzcEndpoint  *self,
                                              const char   *ca_file);
guint        azc_endpoint_get_timeout        (AzcEndpoint  *self);
void         azc_endpoint_set_timeout        (AzcEndpoint  *self,
                                              guint         timeout);
gboolean     azc_endpoint_get_allow_insecure (AzcEndpoint  *self);
void         azc_endpoint_set_allow_insecure (AzcEndpoint  *self,
                                              gboolean      allow_insecure);
gboolean     azc_endpoint_is_demo            (AzcEndpoint  *self);
void         azc_endpoint_set_demo           (AzcEndpoint  *self,
                                              gboolean      demo);
AzcPairs    *azc_endpoint_extract_secrets    (AzcEndpoint  *self);

G_END_DECLS
