/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/attachment.h"

G_BEGIN_DECLS

#define AZC_TYPE_DRAFT_PICTURE (azc_draft_picture_get_type ())

/**
 * AzcDraftPicture:
 *
 * A picture of a draft: a name at first, an attachment once it has been prepared.
 *
 * Properties: name (construct only); attachment (nullable).
 */
G_DECLARE_FINAL_TYPE (AzcDraftPicture, azc_draft_picture, AZC, DRAFT_PICTURE, GObject)

AzcDraftPicture *azc_draft_picture_new             (const char      *name);
const char      *azc_draft_picture_get_name        (AzcDraftPicture *self);
AzcAttachment   *azc_draft_picture_get_attachment  (AzcDraftPicture *self);
void             azc_draft_picture_set_attachment  (AzcDraftPicture *self,
                                                    AzcAttachment   *attachment);
GCancellable    *azc_draft_picture_get_cancellable (AzcDraftPicture *self);

G_END_DECLS
