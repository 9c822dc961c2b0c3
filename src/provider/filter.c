/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Azure's content filter: which categories struck, in words.
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter */

#include "config.h"

#include "provider/filter.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/json.h"

static const struct
{
  const char *category;
  const char *name;
} names[] = {
  { "hate", N_("hate") },
  { "self_harm", N_("self-harm") },
  { "sexual", N_("sexual content") },
  { "violence", N_("violence") },
  { "jailbreak", N_("an attempt to get around the rules") },
  { "indirect_attack", N_("an attack hidden in a document") },
  { "profanity", N_("profanity") },
  { "protected_material_text", N_("protected text") },
  { "protected_material_code", N_("protected code") },
  { "custom_blocklists", N_("a blocklist of your organisation") },
  { "ungrounded_material", N_("claims without a source") },
};

/**
 * azc_filter_collect:
 * @results: (nullable): `content_filter_results`: an object per category
 * @categories: (element-type utf8): gets the categories that were filtered, each once
 *
 * Reads filter annotations. Shapes that are not known are passed over.
 */
void
azc_filter_collect (JsonObject *results,
                    GPtrArray  *categories)
{
  g_autoptr (GList) members = results != NULL ? json_object_get_members (results) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *result = azc_json_get_object (results, l->data);

      if (azc_json_get_boolean (result, "filtered", FALSE) &&
          !g_ptr_array_find_with_equal_func (categories, l->data, g_str_equal, NULL))
        g_ptr_array_add (categories, g_strdup (l->data));
    }
}

static const char *
get_name (const char *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].category, category))
        return _(names[i].name);
    }

  return category;
}

/**
 * azc_filter_describe:
 * @categories: (element-type utf8): categories
 *
 * Returns: (transfer full): their names, with commas between
 */
char *
azc_filter_describe (GPtrArray *categories)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < categories->len; i++)
    {
      if (i > 0)
        /* TRANSLATORS: stands between the items of a list. */
        g_string_append (text, _(", "));
      g_string_append (text, get_name (g_ptr_array_index (categories, i)));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * azc_filter_error:
 * @categories: (element-type utf8): the categories that struck; may be empty
 * @in_prompt: whether the question was filtered, not the answer
 *
 * Returns: (transfer full): an error that says so
 */
GError *
azc_filter_error (GPtrArray *categories,
                  gboolean   in_prompt)
{
  g_autofree char *list = azc_filter_describe (categories);

  if (categories->len == 0)
    return g_error_new_literal (AZC_ERROR, AZC_ERROR_CONTENT_FILTER,
                                in_prompt ? _("The content filter blocked the message.")
                                          : _("The content filter stopped the answer."));

  return g_error_new (AZC_ERROR, AZC_ERROR_CONTENT_FILTER,
                      in_prompt ? _("The content filter blocked the message: %s.")
                                : _("The content filter stopped the answer: %s."), list);
}
