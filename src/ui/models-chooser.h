/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/model.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODELS_CHOOSER (azc_models_chooser_get_type ())

/**
 * AzcModelsChooser:
 *
 * The service's list of models, to tick those to add.
 *
 * Signals: "chosen" (GStrv): the names, when the person has confirmed.
 */
G_DECLARE_FINAL_TYPE (AzcModelsChooser, azc_models_chooser, AZC, MODELS_CHOOSER, AdwWindow)

GtkWidget *azc_models_chooser_new (GtkWindow          *parent,
                                   const char * const *names,
                                   GListModel         *present,
                                   guint              *n_new);

G_END_DECLS
