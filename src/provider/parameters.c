/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parameters of the endpoint and of the question, laid over a finished body. */

#include "config.h"

#include "provider/parameters.h"

#include "base/json.h"

static void
set_all (JsonObject *body,
         JsonObject *values)
{
  g_autoptr (GList) names = values != NULL ? json_object_get_members (values) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (body, l->data, json_node_copy (json_object_get_member (values, l->data)));
}

static void
drop_all (JsonObject *body,
          JsonArray  *names)
{
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (json_node_get_value_type (name) == G_TYPE_STRING)
        json_object_remove_member (body, json_node_get_string (name));
    }
}

/**
 * azc_parameters_apply:
 * @body: the body of a request
 * @of_endpoint: (nullable): the endpoint's object of `default`, `force` and `drop`
 * @of_request: (nullable): what the question sets
 *
 * Sets and drops keys of the final body: defaults, over them the question's, over them what
 * is forced; at last what is dropped.
 */
void
azc_parameters_apply (JsonObject *body,
                      JsonNode   *of_endpoint,
                      JsonObject *of_request)
{
  JsonObject *rules = of_endpoint != NULL && JSON_NODE_HOLDS_OBJECT (of_endpoint)
                      ? json_node_get_object (of_endpoint) : NULL;

  g_return_if_fail (body != NULL);

  set_all (body, azc_json_get_object (rules, "default"));
  set_all (body, of_request);
  set_all (body, azc_json_get_object (rules, "force"));
  drop_all (body, azc_json_get_array (rules, "drop"));
}
