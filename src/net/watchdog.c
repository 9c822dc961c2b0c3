/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A time limit for one asynchronous operation. libsoup's own covers neither connecting apart
 * from answering nor a stalled HTTP/2 stream. */

#include "config.h"

#include "net/watchdog.h"

struct _AzcWatchdog
{
  GCancellable *inner;
  GCancellable *outer;
  gulong        handler;
  guint         source;
  gboolean      expired;
};

static void
on_cancelled (GCancellable *outer,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
on_time_up (gpointer user_data)
{
  AzcWatchdog *self = user_data;

  self->source = 0;
  self->expired = TRUE;
  g_cancellable_cancel (self->inner);

  return G_SOURCE_REMOVE;
}

/**
 * azc_watchdog_new:
 * @cancellable: (nullable): the caller's cancellable
 *
 * Returns: (transfer full): a watchdog that is not armed yet
 */
AzcWatchdog *
azc_watchdog_new (GCancellable *cancellable)
{
  AzcWatchdog *self = g_new0 (AzcWatchdog, 1);

  self->inner = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                             g_object_ref (self->inner), g_object_unref);
    }

  return self;
}

/**
 * azc_watchdog_free:
 * @self: (transfer full): a watchdog
 *
 * Disarms and frees the watchdog.
 */
void
azc_watchdog_free (AzcWatchdog *self)
{
  g_return_if_fail (self != NULL);

  azc_watchdog_arm (self, 0);
  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->handler);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_free (self);
}

/**
 * azc_watchdog_arm:
 * @self: a watchdog
 * @milliseconds: how long to wait from now, 0 for ever
 *
 * Starts the time limit, in place of one that was started before.
 */
void
azc_watchdog_arm (AzcWatchdog *self,
                  guint        milliseconds)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->source, g_source_remove);
  if (milliseconds > 0)
    self->source = g_timeout_add (milliseconds, on_time_up, self);
}

/**
 * azc_watchdog_get_cancellable:
 * @self: a watchdog
 *
 * Returns: (transfer none): the cancellable for the operation
 */
GCancellable *
azc_watchdog_get_cancellable (AzcWatchdog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->inner;
}

/**
 * azc_watchdog_has_expired:
 * @self: a watchdog
 *
 * Returns: whether the operation was ended since its time was up, and not by the
 *   caller
 */
gboolean
azc_watchdog_has_expired (AzcWatchdog *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->expired && !g_cancellable_is_cancelled (self->outer);
}
