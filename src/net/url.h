/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/pairs.h"
#include "base/types.h"

G_BEGIN_DECLS

/**
 * AzcCall:
 * @AZC_CALL_CHAT: chat completions
 * @AZC_CALL_RESPONSES: the Responses API
 * @AZC_CALL_MESSAGES: the Messages API
 * @AZC_CALL_MODELS: the list of models
 *
 * Which of a service's functions a URL addresses.
 */
typedef enum
{
  AZC_CALL_CHAT,
  AZC_CALL_RESPONSES,
  AZC_CALL_MESSAGES,
  AZC_CALL_MODELS,
} AzcCall;

/**
 * AzcUrlParts:
 * @route: the route; never %AZC_ROUTE_AUTO once recognised
 * @base: what the route's own path is appended to, without a trailing slash
 * @deployment: (nullable): the deployment in the path
 * @api_version: (nullable): the `api-version` of the query
 * @query: the rest of the query, decoded
 * @call: the function the URL names; %AZC_CALL_CHAT where it names none
 *
 * What a pasted URL says.
 */
typedef struct
{
  AzcRoute  route;
  char     *base;
  char     *deployment;
  char     *api_version;
  AzcPairs *query;
  AzcCall   call;
} AzcUrlParts;

AzcUrlParts *azc_url_parts_copy  (const AzcUrlParts *parts);
void         azc_url_parts_free  (AzcUrlParts       *parts);
AzcUrlParts *azc_url_recognise   (const char        *text,
                                  GError           **error);
AzcUrlParts *azc_url_resolve     (const char        *text,
                                  AzcRoute           route,
                                  const char        *deployment,
                                  const char        *api_version,
                                  const AzcPairs    *query,
                                  GError           **error);
char        *azc_url_build       (const AzcUrlParts *parts,
                                  AzcCall            call,
                                  GError           **error);
gboolean     azc_url_is_loopback (const char        *url);
gboolean     azc_url_is_secure   (const char        *url);
char        *azc_url_get_origin  (const char        *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcUrlParts, azc_url_parts_free)

G_END_DECLS
