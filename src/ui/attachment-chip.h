/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/draft.h"

G_BEGIN_DECLS

#define AZC_TYPE_ATTACHMENT_CHIP (azc_attachment_chip_get_type ())

/**
 * AzcAttachmentChip:
 *
 * One picture of a draft: thumbnail, name, size, and a button to remove it.
 */
G_DECLARE_FINAL_TYPE (AzcAttachmentChip, azc_attachment_chip, AZC, ATTACHMENT_CHIP, AdwBin)

GtkWidget       *azc_attachment_chip_new         (AzcDraft          *draft,
                                                  AzcDraftPicture   *picture);
AzcDraftPicture *azc_attachment_chip_get_picture (AzcAttachmentChip *self);

G_END_DECLS
