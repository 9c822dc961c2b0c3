/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/endpoint.h"

G_BEGIN_DECLS

const char *azc_route_get_title      (AzcRoute     route);
const char *azc_auth_kind_get_title  (AzcAuthKind  auth);
void        azc_known_routes_offer   (AdwComboRow *row);
void        azc_known_auths_offer    (AdwComboRow *row);
GMenuModel *azc_known_versions_offer (const char  *action);

G_END_DECLS
