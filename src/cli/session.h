/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/workspace.h"

G_BEGIN_DECLS

/**
 * AzcSession:
 * @workspace: the open workspace
 *
 * A workspace for the length of one command, and a main loop to wait in.
 */
typedef struct
{
  AzcWorkspace *workspace;
  GMainLoop    *loop;
  GAsyncResult *result;
} AzcSession;

AzcSession   *azc_session_open     (gboolean         demo,
                                    GError         **error);
void          azc_session_close    (AzcSession      *self);
void          azc_session_done     (GObject         *source,
                                    GAsyncResult    *result,
                                    gpointer         session);
GAsyncResult *azc_session_wait     (AzcSession      *self);
AzcEndpoint  *azc_session_find_endpoint (AzcSession  *self,
                                         const char  *name,
                                         GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcSession, azc_session_close)

G_END_DECLS
