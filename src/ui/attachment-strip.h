/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/draft.h"

G_BEGIN_DECLS

#define AZC_TYPE_ATTACHMENT_STRIP (azc_attachment_strip_get_type ())

/**
 * AzcAttachmentStrip:
 *
 * The pictures of a draft in a row that scrolls sideways; hidden while there are none.
 */
G_DECLARE_FINAL_TYPE (AzcAttachmentStrip, azc_attachment_strip, AZC, ATTACHMENT_STRIP, AdwBin)

void azc_attachment_strip_set_draft (AzcAttachmentStrip *self,
                                     AzcDraft           *draft);

G_END_DECLS
