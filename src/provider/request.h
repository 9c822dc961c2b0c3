/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "base/types.h"
#include "model/endpoint.h"
#include "net/headers.h"
#include "net/http.h"
#include "net/url.h"

G_BEGIN_DECLS

/**
 * AzcPurpose:
 * @AZC_PURPOSE_CHAT: an answer in a conversation
 * @AZC_PURPOSE_TITLE: a title for a conversation
 * @AZC_PURPOSE_MODELS: the list of models
 * @AZC_PURPOSE_TEST: the connection test: the shortest possible answer
 *
 * What a request is for.
 */
typedef enum
{
  AZC_PURPOSE_CHAT,
  AZC_PURPOSE_TITLE,
  AZC_PURPOSE_MODELS,
  AZC_PURPOSE_TEST,
} AzcPurpose;

/**
 * AzcPicture:
 * @mime_type: its true type
 * @data: the encoded picture as it is sent
 *
 * A picture within a prompt.
 */
typedef struct
{
  char   *mime_type;
  GBytes *data;
} AzcPicture;

/**
 * AzcPrompt:
 * @role: who said it
 * @text: (nullable): what was said
 * @pictures: (element-type AzcPicture) (nullable): what was shown
 *
 * One message of a request, independent of the wire format.
 */
typedef struct
{
  AzcRole    role;
  char      *text;
  GPtrArray *pictures;
} AzcPrompt;

AzcPicture *azc_picture_new  (const char *mime_type,
                              GBytes     *data);
void        azc_picture_free (AzcPicture *picture);
AzcPrompt  *azc_prompt_new   (AzcRole     role,
                              const char *text);
void        azc_prompt_add_picture (AzcPrompt  *prompt,
                                    const char *mime_type,
                                    GBytes     *data);
void        azc_prompt_free  (AzcPrompt  *prompt);

/**
 * AzcAsk:
 * @purpose: what the request is for
 * @endpoint: the endpoint; a copy that nobody else changes
 * @model: (nullable): the model, %NULL for the endpoint's own deployment
 * @prompts: (element-type AzcPrompt): the messages, oldest first
 * @stream: whether the answer shall arrive in pieces
 * @detail: how closely pictures are looked at
 * @parameters: (nullable): keys for the body, over the endpoint's
 * @key: (nullable): the endpoint's key, expanded or a reference
 * @variables: (nullable): the endpoint's own variables from the keyring
 * @application_headers: (nullable): the person's headers for every endpoint
 * @conversation_id: (nullable): for `{{conversation_id}}`
 * @message_id: (nullable): for `{{message_id}}`
 *
 * Everything a request is made from. It shares nothing with the main thread's
 * objects, so a request can be built in a worker.
 */
typedef struct
{
  AzcPurpose   purpose;
  AzcEndpoint *endpoint;
  AzcModel    *model;
  GPtrArray   *prompts;
  gboolean     stream;
  AzcDetail    detail;
  JsonObject  *parameters;
  char        *key;
  AzcPairs    *variables;
  AzcPairs    *application_headers;
  char        *conversation_id;
  char        *message_id;
} AzcAsk;

AzcAsk *azc_ask_new  (AzcPurpose   purpose,
                      AzcEndpoint *endpoint,
                      AzcModel    *model);
void    azc_ask_free (AzcAsk      *ask);

/**
 * AzcRequest:
 * @purpose: what it is for
 * @route: the resolved route
 * @call: the function of the service
 * @http: method, URL, headers, body and connection settings
 * @body: (nullable): the body as JSON
 * @stream: whether an answer in pieces was asked for
 *
 * A finished request. [func@Azc.request_build] is the only place that makes one.
 */
typedef struct
{
  AzcPurpose      purpose;
  AzcRoute        route;
  AzcCall         call;
  AzcHttpRequest *http;
  JsonNode       *body;
  gboolean        stream;
} AzcRequest;

char       *azc_request_preview_url (AzcEndpoint       *endpoint,
                                     AzcModel          *model,
                                     GError           **error);
gboolean     azc_request_is_secure_url (const char       *url);
AzcEndpoint *azc_request_recognise_url (const char       *url,
                                        GError          **error);
AzcRequest *azc_request_build       (const AzcAsk      *ask,
                                     GError           **error);
AzcRequest *azc_request_copy        (const AzcRequest  *request);
gboolean    azc_request_drop        (AzcRequest        *request,
                                     const char        *key);
JsonNode   *azc_request_to_json     (const AzcRequest  *request,
                                     gboolean           show_secrets);
void        azc_request_free        (AzcRequest        *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcPicture, azc_picture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcPrompt, azc_prompt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcAsk, azc_ask_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcRequest, azc_request_free)

G_END_DECLS
