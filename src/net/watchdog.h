/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AzcWatchdog:
 *
 * Ends one operation when its time is up or when the caller cancels, and can
 * tell which. The operation gets the watchdog's own cancellable. Main thread only.
 */
typedef struct _AzcWatchdog AzcWatchdog;

AzcWatchdog  *azc_watchdog_new             (GCancellable *cancellable);
void          azc_watchdog_free            (AzcWatchdog  *self);
void          azc_watchdog_arm             (AzcWatchdog  *self,
                                            guint         milliseconds);
GCancellable *azc_watchdog_get_cancellable (AzcWatchdog  *self);
gboolean      azc_watchdog_has_expired     (AzcWatchdog  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcWatchdog, azc_watchdog_free)

G_END_DECLS
