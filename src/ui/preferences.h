/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_PREFERENCES (azc_preferences_get_type ())

/**
 * AzcPreferences:
 *
 * The preferences: endpoints, and what concerns all of them.
 */
G_DECLARE_FINAL_TYPE (AzcPreferences, azc_preferences, AZC, PREFERENCES, AdwPreferencesWindow)

void azc_preferences_present (GtkWindow    *parent,
                              AzcWorkspace *workspace,
                              gboolean      add_endpoint_first);

G_END_DECLS
