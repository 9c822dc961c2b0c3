/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/chat-row.h"

G_BEGIN_DECLS

/**
 * AzcMessageRows:
 *
 * The rows of one message within the list of a chat view, kept up to date while the
 * message grows: only rows that changed are touched.
 */
typedef struct _AzcMessageRows AzcMessageRows;

AzcMessageRows *azc_message_rows_new          (AzcMessage     *message);
void            azc_message_rows_free         (AzcMessageRows *self);
AzcMessage     *azc_message_rows_get_message  (AzcMessageRows *self);
guint           azc_message_rows_get_size     (AzcMessageRows *self);
void            azc_message_rows_add          (AzcMessageRows *self,
                                               GPtrArray      *rows);
void            azc_message_rows_update       (AzcMessageRows *self,
                                               GListStore     *store,
                                               guint           position);
void            azc_message_rows_set_revealed (AzcMessageRows *self,
                                               gboolean        revealed);

G_END_DECLS
