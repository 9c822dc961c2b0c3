/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checked reads of JSON from outside: a wrong type reads as absent, never as a crash. */

#include "config.h"

#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"

typedef struct
{
  guint    depth;
  gboolean in_string;
  gboolean has_begun;
  gboolean has_ended;
} Structure;

/* Moves over one character; answers what is wrong with it. Comments, single quotes and a second
 * value are no JSON, but the parser would let them pass; the former could also hide brackets
 * from the count. */
static const char *
step (Structure *state,
      char       c)
{
  if (state->in_string)
    {
      state->in_string = c != '"';
      state->has_ended = !state->in_string && state->depth == 0;
      return NULL;
    }

  if (g_ascii_isspace (c))
    {
      state->has_ended = state->has_begun && state->depth == 0;
      return NULL;
    }

  if (strchr ("/#'", c) != NULL || state->has_ended ||
      (state->has_begun && state->depth == 0 && strchr ("[{\"", c) != NULL))
    return _("The data is not valid JSON.");

  state->has_begun = TRUE;
  if (c == '"')
    state->in_string = TRUE;
  else if (c == '[' || c == '{')
    state->depth++;
  else if ((c == ']' || c == '}') && state->depth > 0)
    state->has_ended = --state->depth == 0;

  return state->depth > AZC_JSON_MAX_DEPTH ? _("The JSON data is nested too deeply.") : NULL;
}

static gboolean
check_structure (const char  *text,
                 gsize        length,
                 GError     **error)
{
  Structure state = { 0, };

  for (gsize i = 0; i < length; i++)
    {
      const char *message = NULL;

      if (state.in_string && text[i] == '\\')
        i++;
      else
        message = step (&state, text[i]);

      if (message != NULL)
        {
          g_set_error_literal (error, AZC_ERROR, AZC_ERROR_RESPONSE, message);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * azc_json_parse:
 * @text: JSON text, not necessarily valid UTF-8
 * @length: its length in bytes, or -1 if it ends in a NUL
 * @error: return location for an error
 *
 * Parses JSON from outside, with a bound on the depth. Raises
 * %AZC_ERROR_RESPONSE if the text is not UTF-8, nests too deeply or is not JSON.
 *
 * Returns: (transfer full): the root node
 */
JsonNode *
azc_json_parse (const char  *text,
                gssize       length,
                GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;

  if (!g_utf8_validate_len (text, size, NULL))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_RESPONSE,
                           _("The data is not valid UTF-8 text."));
      return NULL;
    }

  if (!check_structure (text, size, error))
    return NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) size, &local_error))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_RESPONSE,
                   _("The data is not valid JSON: %s"), local_error->message);
      return NULL;
    }

  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, AZC_ERROR, AZC_ERROR_RESPONSE, _("The JSON data is empty."));

  return root;
}

/**
 * azc_json_write:
 * @node: a node
 * @pretty: whether to indent by two spaces
 *
 * Returns: (transfer full): the node as JSON text
 */
char *
azc_json_write (JsonNode *node,
                gboolean  pretty)
{
  g_return_val_if_fail (node != NULL, NULL);

  return json_to_string (node, pretty);
}

static JsonNode *
get_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * azc_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the string, or %NULL if it is absent or
 *   of another type
 */
const char *
azc_json_get_string (JsonObject *object,
                     const char *member)
{
  JsonNode *node = get_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

/**
 * azc_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the object, or %NULL if it is absent or
 *   of another type
 */
JsonObject *
azc_json_get_object (JsonObject *object,
                     const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * azc_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array, or %NULL if it is absent or
 *   of another type
 */
JsonArray *
azc_json_get_array (JsonObject *object,
                    const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds_number (JsonNode *node)
{
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/**
 * azc_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to answer if it is absent, not a number or too large
 *
 * Returns: the number, cut to an integer
 */
gint64
azc_json_get_int (JsonObject *object,
                  const char *member,
                  gint64      fallback)
{
  JsonNode *node = get_value (object, member);
  double number;

  if (!holds_number (node))
    return fallback;

  /* Beyond this range the conversion is undefined. */
  number = json_node_get_double (node);
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE && !(number > -0x1p63 && number < 0x1p63))
    return fallback;

  return json_node_get_int (node);
}

/**
 * azc_json_get_double:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to answer if it is absent or not a number
 *
 * Returns: the number
 */
double
azc_json_get_double (JsonObject *object,
                     const char *member,
                     double      fallback)
{
  JsonNode *node = get_value (object, member);

  return holds_number (node) ? json_node_get_double (node) : fallback;
}

/**
 * azc_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to answer if it is absent or unclear
 *
 * Model-router writes booleans as the words "True" and "False"; those count too.
 *
 * Returns: the truth value
 */
gboolean
azc_json_get_boolean (JsonObject *object,
                      const char *member,
                      gboolean    fallback)
{
  JsonNode *node = get_value (object, member);
  const char *word = azc_json_get_string (object, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  if (word != NULL && g_ascii_strcasecmp (word, "true") == 0)
    return TRUE;
  if (word != NULL && g_ascii_strcasecmp (word, "false") == 0)
    return FALSE;

  return fallback;
}

/**
 * azc_json_get_element:
 * @array: (nullable): an array
 * @index: position of an element
 *
 * Returns: (transfer none) (nullable): the object at @index, or %NULL if there
 *   is none or it is of another type
 */
JsonObject *
azc_json_get_element (JsonArray *array,
                      guint      index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
