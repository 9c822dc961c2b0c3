/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Error bodies of the demo, in the shapes that Azure's services really send. */

#include "config.h"

#include "demo/demo-fault.h"

static AzcDemoFault *
fault_new (guint     status,
           JsonNode *body)
{
  AzcDemoFault *fault = g_new0 (AzcDemoFault, 1);

  fault->status = status;
  fault->body = body;

  return fault;
}

/**
 * azc_demo_fault_free:
 * @fault: (nullable): a fault
 *
 * Frees it.
 */
void
azc_demo_fault_free (AzcDemoFault *fault)
{
  if (fault == NULL)
    return;

  json_node_unref (fault->body);
  g_free (fault);
}

/**
 * azc_demo_fault_new:
 * @status: the HTTP status
 * @code: the code
 * @message: what is wrong
 *
 * Makes an error of the gateway, which has just a code and a message.
 *
 * Returns: (transfer full): a fault
 */
AzcDemoFault *
azc_demo_fault_new (guint       status,
                    const char *code,
                    const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, code);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return fault_new (status, json_builder_get_root (builder));
}

static void
add_nullable (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * azc_demo_fault_new_invalid:
 * @code: (nullable): the code
 * @param: (nullable): the parameter that is wrong
 * @format: what is wrong
 * @...: arguments for @format
 *
 * Makes a 400 of the model's own service, which has OpenAI's shape.
 *
 * Returns: (transfer full): a fault
 */
AzcDemoFault *
azc_demo_fault_new_invalid (const char *code,
                            const char *param,
                            const char *format,
                            ...)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  add_nullable (builder, "message", message);
  add_nullable (builder, "type", "invalid_request_error");
  add_nullable (builder, "param", param);
  add_nullable (builder, "code", code);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return fault_new (400, json_builder_get_root (builder));
}

/* Serverless endpoints check by schema, and answer with its report. */
static AzcDemoFault *
fault_new_forbidden (const char *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "detail");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_nullable (builder, "type", "extra_forbidden");
  json_builder_set_member_name (builder, "loc");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "body");
  json_builder_add_string_value (builder, key);
  json_builder_end_array (builder);
  add_nullable (builder, "msg", "Extra inputs are not permitted");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return fault_new (422, json_builder_get_root (builder));
}

/**
 * azc_demo_fault_new_extra:
 * @route: the route of the request
 * @key: a key of the body that is not known
 *
 * Makes what the route's service answers to an unknown key.
 *
 * Returns: (transfer full): a fault
 */
AzcDemoFault *
azc_demo_fault_new_extra (AzcRoute    route,
                          const char *key)
{
  if (route == AZC_ROUTE_SERVERLESS)
    return fault_new_forbidden (key);

  return azc_demo_fault_new_invalid (NULL, NULL, "Unrecognized request argument supplied: %s", key);
}

/**
 * azc_demo_fault_new_token:
 *
 * Makes what a key in place of a token gets.
 *
 * Returns: (transfer full): a fault
 */
AzcDemoFault *
azc_demo_fault_new_token (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "statusCode");
  json_builder_add_int_value (builder, 401);
  add_nullable (builder, "message",
                "Unauthorized. Access token is missing, invalid, audience is incorrect "
                "(https://cognitiveservices.azure.com), or has expired.");
  json_builder_end_object (builder);

  return fault_new (401, json_builder_get_root (builder));
}

static void
add_category (JsonBuilder *builder,
              const char  *name,
              gboolean     filtered)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "filtered");
  json_builder_add_boolean_value (builder, filtered);
  add_nullable (builder, "severity", filtered ? "high" : "safe");
  json_builder_end_object (builder);
}

/**
 * azc_demo_fault_new_filtered:
 *
 * Makes what a filtered prompt gets.
 *
 * Returns: (transfer full): a fault
 */
AzcDemoFault *
azc_demo_fault_new_filtered (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  add_nullable (builder, "message",
                "The response was filtered due to the prompt triggering Azure OpenAI's content "
                "management policy. Please modify your prompt and retry.");
  add_nullable (builder, "type", NULL);
  add_nullable (builder, "param", "prompt");
  add_nullable (builder, "code", "content_filter");
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, 400);
  json_builder_set_member_name (builder, "innererror");
  json_builder_begin_object (builder);
  add_nullable (builder, "code", "ResponsibleAIPolicyViolation");
  json_builder_set_member_name (builder, "content_filter_result");
  json_builder_begin_object (builder);
  add_category (builder, "hate", FALSE);
  add_category (builder, "self_harm", FALSE);
  add_category (builder, "sexual", FALSE);
  add_category (builder, "violence", TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return fault_new (400, json_builder_get_root (builder));
}
