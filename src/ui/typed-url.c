/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the settings have to tell of an address while it is being typed. */

#include "config.h"

#include "ui/typed-url.h"

#include <gio/gio.h>
#include <string.h>

#include "base/util.h"

/**
 * azc_typed_url_is_begun:
 * @url: text that is to become an address
 *
 * Nobody has made a mistake by beginning to type.
 *
 * Returns: whether @url is nothing but the first letters of a scheme
 */
gboolean
azc_typed_url_is_begun (const char *url)
{
  g_return_val_if_fail (url != NULL, FALSE);

  return g_str_has_prefix ("https://", url) || g_str_has_prefix ("http://", url);
}

/**
 * azc_typed_url_is_exposed:
 * @url: an address
 *
 * Returns: whether what is sent to @url leaves the machine unencrypted
 */
gboolean
azc_typed_url_is_exposed (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (azc_str_empty (host) || !g_str_equal (g_uri_get_scheme (uri), "http"))
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return FALSE;

  address = g_inet_address_new_from_string (host);

  return address == NULL || !g_inet_address_get_is_loopback (address);
}

/**
 * azc_typed_url_may_hold_secret:
 * @url: an address
 *
 * Returns: whether @url has parts in which a credential may stand, so that it must
 *   not be used before the person has finished it
 */
gboolean
azc_typed_url_may_hold_secret (const char *url)
{
  g_return_val_if_fail (url != NULL, FALSE);

  return strpbrk (url, "?@") != NULL;
}

/**
 * azc_typed_url_derive_name:
 * @url: an address, perhaps without a scheme
 *
 * Returns: (transfer full) (nullable): what to call a service at @url: the first
 *   label of its host
 */
char *
azc_typed_url_derive_name (const char *url)
{
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;
  g_auto (GStrv) labels = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  full = strstr (url, "://") == NULL ? g_strconcat ("https://", url, NULL) : g_strdup (url);
  uri = g_uri_parse (full, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || azc_str_empty (g_uri_get_host (uri)))
    return NULL;
  if (g_hostname_is_ip_address (g_uri_get_host (uri)))
    return g_strdup (g_uri_get_host (uri));

  labels = g_strsplit (g_uri_get_host (uri), ".", 2);

  return g_strdup (labels[0]);
}
