/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar across the window for a state that lasts. */

#include "config.h"

#include "ui/banner.h"

#include "base/util.h"

struct _AzcBanner
{
  AdwBin     parent_instance;

  GtkWidget *button;

  char      *title;
  char      *button_label;
  char      *action_name;
  gboolean   revealed;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcBanner, azc_banner, ADW_TYPE_BIN)

static void
azc_banner_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AzcBanner *self = AZC_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;

    case PROP_ACTION_NAME:
      g_value_set_string (value, self->action_name);
      break;

    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_banner_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AzcBanner *self = AZC_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      if (azc_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_BUTTON_LABEL:
      if (azc_set_str (&self->button_label, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      gtk_widget_set_visible (self->button, !azc_str_empty (self->button_label));
      break;

    case PROP_ACTION_NAME:
      if (azc_set_str (&self->action_name, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_REVEALED:
      if (self->revealed == g_value_get_boolean (value))
        break;
      self->revealed = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AZC_TYPE_BANNER);

  G_OBJECT_CLASS (azc_banner_parent_class)->dispose (object);
}

static void
azc_banner_finalize (GObject *object)
{
  AzcBanner *self = AZC_BANNER (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->button_label, g_free);
  g_clear_pointer (&self->action_name, g_free);

  G_OBJECT_CLASS (azc_banner_parent_class)->finalize (object);
}

static void
azc_banner_class_init (AzcBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = azc_banner_get_property;
  object_class->set_property = azc_banner_set_property;
  object_class->dispose = azc_banner_dispose;
  object_class->finalize = azc_banner_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcBanner, button);
}

static void
azc_banner_init (AzcBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
