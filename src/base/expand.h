/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AzcExpandLookup:
 * @kind: '$' for a `${NAME}` reference, '{' for a `{{name}}` placeholder
 * @name: the name between the braces
 * @user_data: what was passed to [func@Azc.expand]
 *
 * Finds the value of a reference.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL if the name is unknown
 */
typedef char *(*AzcExpandLookup) (char        kind,
                                  const char *name,
                                  gpointer    user_data);

char     *azc_expand                (const char       *text,
                                     const char       *field,
                                     AzcExpandLookup   lookup,
                                     gpointer          user_data,
                                     GError          **error);
gboolean  azc_expand_has_references (const char       *text);
gboolean  azc_expand_is_reference   (const char       *text);

G_END_DECLS
