/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "base/expand.h"
#include "base/pairs.h"

G_BEGIN_DECLS

#define AZC_TYPE_HEADERS (azc_headers_get_type ())

/**
 * AzcLayer:
 * @AZC_LAYER_BUILTIN: Content-Type, Accept, User-Agent
 * @AZC_LAYER_AUTH: the credential
 * @AZC_LAYER_APPLICATION: the person's headers for every endpoint
 * @AZC_LAYER_ENDPOINT: the endpoint's
 * @AZC_LAYER_MODEL: the model's
 * @AZC_LAYER_REQUEST: this one request's
 *
 * Where a header came from, from low to high.
 */
typedef enum
{
  AZC_LAYER_BUILTIN,
  AZC_LAYER_AUTH,
  AZC_LAYER_APPLICATION,
  AZC_LAYER_ENDPOINT,
  AZC_LAYER_MODEL,
  AZC_LAYER_REQUEST,
} AzcLayer;

/**
 * AzcHeader:
 * @name: the name in the spelling of the layer that set it last
 * @value: the expanded value
 * @layer: the layer that set it last
 *
 * One header of a merged set.
 */
typedef struct
{
  char     *name;
  char     *value;
  AzcLayer  layer;
} AzcHeader;

/**
 * AzcHeaders:
 *
 * The merged headers of one request: built by merging layers from low to high,
 * never by assigning. Does no I/O. Once built it may be read from any thread.
 */
typedef struct _AzcHeaders AzcHeaders;

GType            azc_headers_get_type    (void);
AzcHeaders      *azc_headers_new         (void);
AzcHeaders      *azc_headers_ref         (AzcHeaders       *self);
void             azc_headers_unref       (AzcHeaders       *self);
gboolean         azc_headers_merge       (AzcHeaders       *self,
                                          AzcLayer          layer,
                                          const AzcPairs   *pairs,
                                          AzcExpandLookup   lookup,
                                          gpointer          user_data,
                                          GError          **error);
guint            azc_headers_get_size    (const AzcHeaders *self);
const AzcHeader *azc_headers_get         (const AzcHeaders *self,
                                          guint             index);
const AzcHeader *azc_headers_lookup      (const AzcHeaders *self,
                                          const char       *name);
gboolean         azc_headers_check_name  (const char       *name,
                                          GError          **error);
gboolean         azc_headers_check_value (const char       *name,
                                          const char       *value,
                                          GError          **error);
const char      *azc_layer_to_string     (AzcLayer          layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcHeaders, azc_headers_unref)

G_END_DECLS
