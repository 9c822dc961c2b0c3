/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define AZC_TYPE_PAIRS (azc_pairs_get_type ())

/**
 * AzcPair:
 * @name: the name as it was typed
 * @value: (nullable): the value; %NULL means "remove this name"
 *
 * One line of a table of names and values.
 */
typedef struct
{
  char *name;
  char *value;
} AzcPair;

/**
 * AzcPairs:
 *
 * An ordered table of names and values, as headers, queries and variables are
 * set up: names may repeat, a value may be missing. What the names mean, and
 * whether case counts, is the user's matter.
 */
typedef struct _AzcPairs AzcPairs;

GType          azc_pairs_get_type  (void);
AzcPairs      *azc_pairs_new       (void);
AzcPairs      *azc_pairs_ref       (AzcPairs        *self);
void           azc_pairs_unref     (AzcPairs        *self);
AzcPairs      *azc_pairs_copy      (const AzcPairs  *self);
void           azc_pairs_append    (AzcPairs        *self,
                                    const char      *name,
                                    const char      *value);
guint          azc_pairs_get_size  (const AzcPairs  *self);
const AzcPair *azc_pairs_get       (const AzcPairs  *self,
                                    guint            index);
const char    *azc_pairs_lookup    (const AzcPairs  *self,
                                    const char      *name);
gboolean       azc_pairs_equal     (const AzcPairs  *a,
                                    const AzcPairs  *b);
JsonNode      *azc_pairs_to_json   (const AzcPairs  *self);
AzcPairs      *azc_pairs_from_json (JsonNode        *node,
                                    const char      *field,
                                    GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcPairs, azc_pairs_unref)

G_END_DECLS
