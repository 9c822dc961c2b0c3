/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AzcRoute:
 * @AZC_ROUTE_AUTO: to be recognised from the URL
 * @AZC_ROUTE_AZURE: Azure OpenAI, deployment in the path, dated api-version
 * @AZC_ROUTE_AZURE_V1: Azure OpenAI under `/openai/v1`, deployment in the body
 * @AZC_ROUTE_FOUNDRY: Foundry models under `/models`
 * @AZC_ROUTE_SERVERLESS: a serverless (MaaS) or managed online endpoint
 * @AZC_ROUTE_OPENAI: any OpenAI-compatible base URL
 * @AZC_ROUTE_ANTHROPIC: Claude on Foundry, or any Messages server
 *
 * The shape of a service's URLs.
 */
typedef enum
{
  AZC_ROUTE_AUTO,
  AZC_ROUTE_AZURE,
  AZC_ROUTE_AZURE_V1,
  AZC_ROUTE_FOUNDRY,
  AZC_ROUTE_SERVERLESS,
  AZC_ROUTE_OPENAI,
  AZC_ROUTE_ANTHROPIC,
} AzcRoute;

/**
 * AzcAuthKind:
 * @AZC_AUTH_AUTO: the one credential header that the route expects
 * @AZC_AUTH_API_KEY: `api-key`
 * @AZC_AUTH_BEARER: `Authorization: Bearer`
 * @AZC_AUTH_BOTH: both of them
 * @AZC_AUTH_HEADER: a header of any name
 * @AZC_AUTH_ENTRA_CLI: an Entra token from the Azure CLI
 * @AZC_AUTH_ENTRA_DEVICE: an Entra token by device code
 * @AZC_AUTH_ENTRA_CLIENT: an Entra token by client credentials
 * @AZC_AUTH_NONE: no credential at all
 *
 * How a request is authenticated.
 */
typedef enum
{
  AZC_AUTH_AUTO,
  AZC_AUTH_API_KEY,
  AZC_AUTH_BEARER,
  AZC_AUTH_BOTH,
  AZC_AUTH_HEADER,
  AZC_AUTH_ENTRA_CLI,
  AZC_AUTH_ENTRA_DEVICE,
  AZC_AUTH_ENTRA_CLIENT,
  AZC_AUTH_NONE,
} AzcAuthKind;

/**
 * AzcRole:
 * @AZC_ROLE_SYSTEM: instructions
 * @AZC_ROLE_USER: what the person wrote
 * @AZC_ROLE_ASSISTANT: what the model wrote
 *
 * Who wrote a message.
 */
typedef enum
{
  AZC_ROLE_SYSTEM,
  AZC_ROLE_USER,
  AZC_ROLE_ASSISTANT,
} AzcRole;

/**
 * AzcDetail:
 * @AZC_DETAIL_AUTO: the service decides
 * @AZC_DETAIL_LOW: a small version
 * @AZC_DETAIL_HIGH: in tiles
 *
 * How closely the model looks at a picture; the `detail` of the wire format.
 */
typedef enum
{
  AZC_DETAIL_AUTO,
  AZC_DETAIL_LOW,
  AZC_DETAIL_HIGH,
} AzcDetail;

/**
 * AzcTriState:
 * @AZC_UNKNOWN: not said
 * @AZC_NO: no
 * @AZC_YES: yes
 *
 * A fact about a model that may be unknown.
 */
typedef enum
{
  AZC_UNKNOWN,
  AZC_NO,
  AZC_YES,
} AzcTriState;

const char *azc_route_to_string       (AzcRoute      route);
gboolean    azc_route_from_string     (const char   *text,
                                       AzcRoute     *route);
const char *azc_auth_kind_to_string   (AzcAuthKind   kind);
gboolean    azc_auth_kind_from_string (const char   *text,
                                       AzcAuthKind  *kind);
const char *azc_role_to_string        (AzcRole       role);
gboolean    azc_role_from_string      (const char   *text,
                                       AzcRole      *role);
const char *azc_detail_to_string      (AzcDetail     detail);
gboolean    azc_detail_from_string    (const char   *text,
                                       AzcDetail    *detail);

G_END_DECLS
