/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for the enumerations, as they stand in endpoint files, GSettings and SQLite. */

#include "config.h"

#include "base/types.h"

static const char * const routes[] = {
  "auto", "azure", "azure-v1", "foundry", "serverless", "openai", "anthropic",
};

static const char * const auth_kinds[] = {
  "auto", "api-key", "bearer", "both", "header",
  "entra-cli", "entra-device", "entra-client", "none",
};

static const char * const roles[] = { "system", "user", "assistant" };

static const char * const details[] = { "auto", "low", "high" };

static gboolean
find_word (const char * const *words,
           guint               n_words,
           const char         *text,
           guint              *index)
{
  for (guint i = 0; text != NULL && i < n_words; i++)
    {
      if (g_str_equal (words[i], text))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* One pair of functions per enumeration, all alike. */
#define DEFINE_WORDS(Type, name, words)                                  \
  const char *                                                           \
  name##_to_string (Type value)                                          \
  {                                                                      \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (words), NULL);   \
                                                                         \
    return words[value];                                                 \
  }                                                                      \
                                                                         \
  gboolean                                                               \
  name##_from_string (const char *text,                                  \
                      Type       *value)                                 \
  {                                                                      \
    guint index;                                                         \
                                                                         \
    if (!find_word (words, G_N_ELEMENTS (words), text, &index))          \
      return FALSE;                                                      \
                                                                         \
    *value = (Type) index;                                               \
    return TRUE;                                                         \
  }

DEFINE_WORDS (AzcRoute, azc_route, routes)
DEFINE_WORDS (AzcAuthKind, azc_auth_kind, auth_kinds)
DEFINE_WORDS (AzcRole, azc_role, roles)
DEFINE_WORDS (AzcDetail, azc_detail, details)
