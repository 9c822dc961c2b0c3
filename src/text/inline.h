/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AzcSpan:
 * @AZC_SPAN_EMPHASIS: emphasis
 * @AZC_SPAN_STRONG: strong emphasis
 * @AZC_SPAN_CODE: code within text
 * @AZC_SPAN_STRIKE: struck out
 * @AZC_SPAN_LINK: a link
 * @AZC_SPAN_PICTURE: a picture elsewhere, shown as a link to it
 *
 * What can stand out within a paragraph.
 */
typedef enum
{
  AZC_SPAN_EMPHASIS,
  AZC_SPAN_STRONG,
  AZC_SPAN_CODE,
  AZC_SPAN_STRIKE,
  AZC_SPAN_LINK,
  AZC_SPAN_PICTURE,
} AzcSpan;

/**
 * AzcInline:
 *
 * Builds the Pango markup of one paragraph, and beside it the same as plain text.
 * Whatever is put in, the markup is well-formed and cheap to lay out.
 */
typedef struct _AzcInline AzcInline;

AzcInline *azc_inline_new      (void);
void       azc_inline_free     (AzcInline  *self);
void       azc_inline_open     (AzcInline  *self,
                                AzcSpan     span,
                                const char *address);
void       azc_inline_close    (AzcInline  *self);
void       azc_inline_append   (AzcInline  *self,
                                const char *text,
                                gsize       length);
gsize      azc_inline_get_size (AzcInline  *self);
void       azc_inline_take     (AzcInline  *self,
                                char      **markup,
                                char      **text);
void       azc_inline_finish   (AzcInline  *self,
                                char      **markup,
                                char      **text);

gboolean   azc_inline_is_safe_address (const char *address);
char      *azc_inline_visible  (const char *text);
char      *azc_inline_escape   (const char *text);
char      *azc_inline_strip    (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcInline, azc_inline_free)

G_END_DECLS
