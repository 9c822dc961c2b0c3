/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AZC_TYPE_ATTACHMENT (azc_attachment_get_type ())

/**
 * AzcAttachment:
 *
 * A picture that belongs to a message: what it is, and where its bytes lie.
 * Immutable, so it may be read from any thread.
 */
G_DECLARE_FINAL_TYPE (AzcAttachment, azc_attachment, AZC, ATTACHMENT, GObject)

AzcAttachment *azc_attachment_new           (const char    *id,
                                             const char    *name,
                                             const char    *mime_type,
                                             guint          width,
                                             guint          height,
                                             gsize          size,
                                             GFile         *file);
const char    *azc_attachment_get_id        (AzcAttachment *self);
const char    *azc_attachment_get_name      (AzcAttachment *self);
const char    *azc_attachment_get_mime_type (AzcAttachment *self);
guint          azc_attachment_get_width     (AzcAttachment *self);
guint          azc_attachment_get_height    (AzcAttachment *self);
gsize          azc_attachment_get_size      (AzcAttachment *self);
GFile         *azc_attachment_get_file      (AzcAttachment *self);

G_END_DECLS
