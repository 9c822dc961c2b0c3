/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Following links in answers: the person is asked first when a link shows one address and leads
 * to another. */

#include "config.h"

#include "ui/link.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/dialogs.h"

typedef struct
{
  const char *uri;
  GString    *text;
  gboolean    within;
  gboolean    deceptive;
} Search;

static char *
dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL)
    return NULL;

  return g_ascii_strdown (g_str_has_prefix (host, "www.") ? host + 4 : host, -1);
}

/* The host that a reader sees in the text of a link, if it looks like an address at all. */
static char *
dup_shown_host (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *uri = NULL;

  if (strpbrk (trimmed, " \n\t") != NULL || strchr (trimmed, '.') == NULL)
    return NULL;

  if (strstr (trimmed, "://") != NULL)
    return dup_host (trimmed);

  uri = g_strconcat ("https://", trimmed, NULL);

  return dup_host (uri);
}

static gboolean
differs (const char *text,
         const char *uri)
{
  g_autofree char *shown = dup_shown_host (text);
  g_autofree char *host = dup_host (uri);

  return shown != NULL && strchr (shown, '.') != NULL && g_strcmp0 (shown, host) != 0 &&
         g_ascii_strncasecmp (uri, "mailto:", 7) != 0;
}

static void
on_start (GMarkupParseContext  *context,
          const char           *name,
          const char          **attributes,
          const char          **values,
          gpointer              user_data,
          GError              **error)
{
  Search *search = user_data;

  for (guint i = 0; attributes[i] != NULL; i++)
    if (g_str_equal (attributes[i], "href") && g_str_equal (values[i], search->uri))
      {
        search->within = TRUE;
        g_string_truncate (search->text, 0);
      }
}

static void
on_end (GMarkupParseContext  *context,
        const char           *name,
        gpointer              user_data,
        GError              **error)
{
  Search *search = user_data;

  if (!search->within || !g_str_equal (name, "a"))
    return;

  search->within = FALSE;
  if (differs (search->text->str, search->uri))
    search->deceptive = TRUE;
}

static void
on_text (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Search *search = user_data;

  if (search->within)
    g_string_append_len (search->text, text, length);
}

/**
 * azc_link_is_deceptive:
 * @markup: Pango markup with links
 * @uri: the address of one of them
 *
 * Returns: whether the text of a link to @uri looks like an address on another host
 */
gboolean
azc_link_is_deceptive (const char *markup,
                       const char *uri)
{
  static const GMarkupParser parser = { on_start, on_end, on_text };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autofree char *document = NULL;
  Search search = { uri, text };

  g_return_val_if_fail (markup != NULL, FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  context = g_markup_parse_context_new (&parser, 0, &search, NULL);
  document = g_strconcat ("<markup>", markup, "</markup>", NULL);

  return !g_markup_parse_context_parse (context, document, -1, NULL) || search.deceptive;
}

static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree char *uri = user_data;

  if (azc_dialogs_confirm_finish (result, NULL))
    azc_dialogs_open_uri (NULL, uri);
}

static gboolean
on_activate_link (GtkLabel   *label,
                  const char *uri,
                  gpointer    user_data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (label)));

  if (!azc_link_is_deceptive (gtk_label_get_label (label), uri))
    azc_dialogs_open_uri (window, uri);
  else
    azc_dialogs_confirm_async (window,
                               _("Open This Link?"),
                               uri, _("_Open Link"), FALSE, on_confirmed, g_strdup (uri));

  return GDK_EVENT_STOP;
}

/**
 * azc_link_connect:
 * @label: a label whose markup may hold links
 *
 * Opens the links of a label with the needed care.
 */
void
azc_link_connect (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect (label, "activate-link", G_CALLBACK (on_activate_link), NULL);
}
