/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * azc_set_str:
 * @field: (inout): a string that the caller owns
 * @value: (nullable): the new value
 *
 * Replaces a string. GLib has the same as g_set_str() from 2.76, past our floor.
 *
 * Returns: whether the value changed
 */
static inline gboolean
azc_set_str (char       **field,
             const char  *value)
{
  char *copy;

  if (*field == value || (*field != NULL && value != NULL && g_str_equal (*field, value)))
    return FALSE;

  copy = g_strdup (value);
  g_free (*field);
  *field = copy;

  return TRUE;
}

/**
 * azc_str_empty:
 * @text: (nullable): a string
 *
 * Returns: whether @text is %NULL or has no characters
 */
static inline gboolean
azc_str_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

G_END_DECLS
