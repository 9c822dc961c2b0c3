/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label for text of any length: wraps, can be selected, opens its links with care. */

#include "config.h"

#include "ui/text-label.h"

#include "ui/link.h"

/* Equal widths, or GTK would lay the text out at width 0 first, which costs several times as much
 * and for a long word the square of its length. */
#define WIDTH_CHARS 20

/**
 * azc_text_label_new:
 *
 * Makes a label for text that may be long. Its width in characters may be set to
 * another value, but must not be unset.
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
azc_text_label_new (void)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = gtk_label_new (NULL);

  /* A hyphen within an address or a key would be read as part of it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  azc_link_connect (GTK_LABEL (label));

  return label;
}

static gboolean
is_right_to_left (gunichar letter)
{
  switch (g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * azc_text_label_get_direction:
 * @text: (nullable): a text
 *
 * Finds out the direction of a text by its first letter, whatever that of the window is.
 *
 * Returns: the direction for widgets that show it
 */
GtkTextDirection
azc_text_label_get_direction (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return is_right_to_left (c) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }

  return GTK_TEXT_DIR_NONE;
}
