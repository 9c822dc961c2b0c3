/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "base/pairs.h"
#include "base/types.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODEL (azc_model_get_type ())

/**
 * AzcModel:
 *
 * One model of an endpoint: what the person calls it, and how to ask for it.
 * Does not change once it is part of an endpoint; a change makes a new one.
 */
G_DECLARE_FINAL_TYPE (AzcModel, azc_model, AZC, MODEL, GObject)

AzcModel    *azc_model_new             (const char   *name);
AzcModel    *azc_model_new_from_json   (JsonObject   *object,
                                        GError      **error);
JsonNode    *azc_model_to_json         (AzcModel     *self);
const char  *azc_model_get_name        (AzcModel     *self);
const char  *azc_model_get_deployment  (AzcModel     *self);
void         azc_model_set_deployment  (AzcModel     *self,
                                        const char   *deployment);
const char  *azc_model_get_api_version (AzcModel     *self);
void         azc_model_set_api_version (AzcModel     *self,
                                        const char   *api_version);
const char  *azc_model_get_family      (AzcModel     *self);
void         azc_model_set_family      (AzcModel     *self,
                                        const char   *family);
AzcTriState  azc_model_get_vision      (AzcModel     *self);
void         azc_model_set_vision      (AzcModel     *self,
                                        AzcTriState   vision);
AzcPairs    *azc_model_get_headers     (AzcModel     *self);
void         azc_model_set_headers     (AzcModel     *self,
                                        AzcPairs     *headers);

G_END_DECLS
