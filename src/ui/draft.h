/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "chat/workspace.h"
#include "ui/draft-picture.h"

G_BEGIN_DECLS

#define AZC_TYPE_DRAFT (azc_draft_get_type ())

/**
 * AzcDraft:
 *
 * The message a person is writing in one conversation: text with its undo history
 * and cursor, and pictures. Pictures go on being prepared while another
 * conversation is shown.
 *
 * Properties: ready (there is something to send, and nothing is still being prepared);
 * editing (it changes an earlier message).
 *
 * Signals: "refused" (const char *name, const GError *error): a picture was not taken.
 */
G_DECLARE_FINAL_TYPE (AzcDraft, azc_draft, AZC, DRAFT, GObject)

AzcDraft      *azc_draft_new             (AzcWorkspace    *workspace);
AzcWorkspace  *azc_draft_get_workspace   (AzcDraft        *self);
GtkTextBuffer *azc_draft_get_buffer      (AzcDraft        *self);
char          *azc_draft_dup_text        (AzcDraft        *self);
GListModel    *azc_draft_get_pictures    (AzcDraft        *self);
GListModel    *azc_draft_dup_attachments (AzcDraft        *self);
gboolean       azc_draft_get_ready       (AzcDraft        *self);
void           azc_draft_add_file        (AzcDraft        *self,
                                          GFile           *file);
void           azc_draft_add_bytes       (AzcDraft        *self,
                                          GBytes          *data,
                                          const char      *name);
void           azc_draft_refuse          (AzcDraft        *self,
                                          const char      *name,
                                          const GError    *error);
void           azc_draft_remove          (AzcDraft        *self,
                                          AzcDraftPicture *picture);
AzcMessage    *azc_draft_get_edited      (AzcDraft        *self);
void           azc_draft_edit            (AzcDraft        *self,
                                          AzcMessage      *message);
void           azc_draft_fill            (AzcDraft        *self,
                                          const char      *text);
void           azc_draft_clear           (AzcDraft        *self);

G_END_DECLS
