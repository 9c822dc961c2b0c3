/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one question may set beside its text and pictures. */

#include "config.h"

#include "chat/send-options.h"

/**
 * azc_send_options_new:
 *
 * Returns: (transfer full): the options of an ordinary question: streamed, and
 *   nothing else set
 */
AzcSendOptions *
azc_send_options_new (void)
{
  AzcSendOptions *options = g_new0 (AzcSendOptions, 1);

  options->stream = TRUE;

  return options;
}

/**
 * azc_send_options_copy:
 * @options: (nullable): options
 *
 * Returns: (transfer full): a copy; for %NULL the options of an ordinary question
 */
AzcSendOptions *
azc_send_options_copy (const AzcSendOptions *options)
{
  AzcSendOptions *copy = azc_send_options_new ();

  if (options == NULL)
    return copy;

  copy->instructions = g_strdup (options->instructions);
  copy->parameters = options->parameters != NULL ? json_object_ref (options->parameters) : NULL;
  copy->detail = options->detail;
  copy->stream = options->stream;

  return copy;
}

/**
 * azc_send_options_free:
 * @options: (transfer full): options
 *
 * Frees the options.
 */
void
azc_send_options_free (AzcSendOptions *options)
{
  g_return_if_fail (options != NULL);

  g_free (options->instructions);
  g_clear_pointer (&options->parameters, json_object_unref);
  g_free (options);
}
