/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From pasted text to a URI, and what its scheme and host say. */

#include "config.h"

#include "net/url-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/util.h"

/**
 * azc_url_fail:
 * @message: what is wrong with the URL
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_URL about the field "url".
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
azc_url_fail (const char  *message,
              GError     **error)
{
  GError *url_error = g_error_new_literal (AZC_ERROR, AZC_ERROR_URL, message);

  azc_error_set_subject (url_error, "url");
  g_propagate_error (error, url_error);

  return FALSE;
}

static gboolean
is_wrapping (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b || c == 0x00a0 ||
         (c < 0x80 && strchr ("\"'`<>,;", (int) c) != NULL) ||
         c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x201e;
}

/* Finds the URL in `NAME=https://…` or `POST https://…`. */
static const char *
skip_name (const char *text)
{
  const char *scheme = strstr (text, "://");

  if (scheme == NULL || strcspn (text, "/.?#") < (gsize) (scheme - text))
    return text;

  while (scheme > text && g_ascii_isalpha (scheme[-1]))
    scheme--;

  return scheme;
}

/* Takes off what comes along when a URL is copied: space, quotes, a comma, a name. */
static char *
unwrap (const char *text)
{
  const char *start = skip_name (text);
  const char *end = text + strlen (text);

  while (*start != '\0' && is_wrapping (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_wrapping (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, (gsize) (end - start));
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *name = g_ascii_strdown (host, -1);

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  if (g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost"))
    return TRUE;

  /* Servers print 0.0.0.0 as the address they listen at; connecting to it stays here. */
  address = g_inet_address_new_from_string (name);

  return address != NULL &&
         (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address));
}

static char *
add_scheme (const char *text)
{
  const char *bare = g_str_has_prefix (text, "//") ? text + 2 : text;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *http = NULL;

  if (strstr (text, "://") != NULL && strcspn (text, "/?#") > strcspn (text, ":"))
    return g_strdup (text);

  http = g_strconcat ("http://", bare, NULL);
  uri = g_uri_parse (http, G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback_host (g_uri_get_host (uri)))
    return g_steal_pointer (&http);

  return g_strconcat ("https://", bare, NULL);
}

static gboolean
is_host (const char *host)
{
  g_autofree char *ascii = NULL;

  if (azc_str_empty (host) || strlen (host) > 255)
    return FALSE;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host);

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || *ascii == '.' || strstr (ascii, "..") != NULL)
    return FALSE;

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr (".-_", *p) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_uri (GUri    *uri,
           GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return azc_url_fail (_("Only addresses that begin with “https://” or “http://” can be used."),
                         error);
  if (g_uri_get_userinfo (uri) != NULL)
    return azc_url_fail (_("The address holds a user name or password. "
                           "Keys have a field of their own."), error);
  if (host != NULL && strpbrk (host, "{}<>[]$") != NULL)
    return azc_url_fail (_("The address still holds a placeholder. "
                           "Put in the name of your resource."), error);
  if (!is_host (host))
    return azc_url_fail (_("The address has no valid host name."), error);
  if (g_uri_get_port (uri) == 0 || g_uri_get_port (uri) > G_MAXUINT16)
    return azc_url_fail (_("The address has no valid port."), error);

  return TRUE;
}

/**
 * azc_url_parse:
 * @text: what was typed or pasted
 * @error: return location for an error
 *
 * Parses a URL as people paste it. Raises %AZC_ERROR_URL if there is none.
 *
 * Returns: (transfer full): an http or https URI with a host
 */
GUri *
azc_url_parse (const char  *text,
               GError     **error)
{
  g_autofree char *bare = NULL;
  g_autofree char *complete = NULL;
  g_autoptr (GUri) uri = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    {
      azc_url_fail (_("The address is not valid text."), error);
      return NULL;
    }

  bare = unwrap (text);
  if (*bare == '\0')
    {
      azc_url_fail (_("The address is empty."), error);
      return NULL;
    }

  complete = add_scheme (bare);
  uri = g_uri_parse (complete, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL)
    {
      azc_url_fail (_("The address is not a valid URL."), error);
      return NULL;
    }

  return check_uri (uri, error) ? g_steal_pointer (&uri) : NULL;
}

/**
 * azc_url_format_origin:
 * @uri: a URI with a host
 *
 * Returns: (transfer full): see [func@Azc.url_get_origin]
 */
char *
azc_url_format_origin (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  g_autofree char *ascii = g_hostname_to_ascii (g_uri_get_host (uri));
  g_autofree char *host = g_ascii_strdown (ascii != NULL ? ascii : g_uri_get_host (uri), -1);
  int port = g_uri_get_port (uri);
  gboolean bracket = strchr (host, ':') != NULL;
  g_autofree char *authority = g_strdup_printf (bracket ? "[%s]" : "%s", host);

  if (port < 0 || port == (g_str_equal (scheme, "https") ? 443 : 80))
    return g_strdup_printf ("%s://%s", scheme, authority);

  return g_strdup_printf ("%s://%s:%d", scheme, authority, port);
}

/**
 * azc_url_get_origin:
 * @url: (nullable): a URL
 *
 * Gets scheme, host and, where it is not the scheme's own, port: what a key is
 * bound to.
 *
 * Returns: (transfer full) (nullable): the origin in lower case, without a
 *   trailing slash, or %NULL if @url is none
 */
char *
azc_url_get_origin (const char *url)
{
  g_autoptr (GUri) uri = azc_url_parse (url, NULL);

  return uri != NULL ? azc_url_format_origin (uri) : NULL;
}

/**
 * azc_url_is_loopback:
 * @url: (nullable): a URL
 *
 * Returns: whether what is sent there stays on this machine
 */
gboolean
azc_url_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = azc_url_parse (url, NULL);

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

/**
 * azc_url_is_secure:
 * @url: (nullable): a URL
 *
 * Returns: whether nobody in between can read what is sent there: https, or a
 *   loopback address
 */
gboolean
azc_url_is_secure (const char *url)
{
  g_autoptr (GUri) uri = azc_url_parse (url, NULL);

  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "https") ||
                         is_loopback_host (g_uri_get_host (uri)));
}
