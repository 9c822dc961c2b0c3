/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an empty conversation shows. */

#include "config.h"

#include "ui/greeting.h"

struct _AzcGreeting
{
  AdwBin parent_instance;
};

enum
{
  SIGNAL_EXAMPLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcGreeting, azc_greeting, ADW_TYPE_BIN)

static void
on_clicked (AzcGreeting *self,
            GtkButton   *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_signal_emit (self, signals[SIGNAL_EXAMPLE], 0, gtk_label_get_text (GTK_LABEL (label)));
}

static void
azc_greeting_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AZC_TYPE_GREETING);

  G_OBJECT_CLASS (azc_greeting_parent_class)->dispose (object);
}

static void
azc_greeting_class_init (AzcGreetingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_greeting_dispose;

  signals[SIGNAL_EXAMPLE] =
    g_signal_new ("example", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/greeting.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
azc_greeting_init (AzcGreeting *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
