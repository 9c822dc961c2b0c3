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
