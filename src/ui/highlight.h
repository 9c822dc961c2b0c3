/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AzcHighlightDone:
 * @attributes: (nullable): the colours; %NULL if the language is not known
 * @user_data: as given to azc_highlight()
 *
 * Called with the colours of code.
 */
typedef void (*AzcHighlightDone) (PangoAttrList *attributes,
                                  gpointer       user_data);

void azc_highlight (GObject          *owner,
                    const char       *code,
                    const char       *language,
                    gboolean          dark,
                    AzcHighlightDone  done);

G_END_DECLS
