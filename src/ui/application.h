/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AZC_TYPE_APPLICATION (azc_application_get_type ())

G_DECLARE_FINAL_TYPE (AzcApplication, azc_application, AZC, APPLICATION, AdwApplication)

AzcApplication *azc_application_new (void);

int             azc_ui_run          (int    argc,
                                     char **argv);

G_END_DECLS
