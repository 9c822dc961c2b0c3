/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "text/block.h"

G_BEGIN_DECLS

GPtrArray *azc_markdown_parse (const char *text,
                               gssize      length,
                               gboolean    complete);
GPtrArray *azc_markdown_split (const char *text,
                               gssize      length);

/**
 * AzcMarkdown:
 *
 * Markdown that grows: keeps the blocks of the text so far, parses only from the
 * last block boundary that later text cannot reach, and says which blocks changed.
 */
typedef struct _AzcMarkdown AzcMarkdown;

AzcMarkdown *azc_markdown_new        (void);
void         azc_markdown_free       (AzcMarkdown *self);
gboolean     azc_markdown_update     (AzcMarkdown *self,
                                      const char  *text,
                                      gsize        length,
                                      gboolean     complete,
                                      guint       *position,
                                      guint       *n_removed,
                                      guint       *n_added);
guint        azc_markdown_get_size   (AzcMarkdown *self);
AzcBlock    *azc_markdown_get        (AzcMarkdown *self,
                                      guint        index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcMarkdown, azc_markdown_free)

G_END_DECLS
