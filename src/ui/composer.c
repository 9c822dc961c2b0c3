/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a person writes. The draft holds what was written; this only shows and edits it. */

#include "config.h"

#include "ui/composer.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/attachment-strip.h"
#include "ui/offer.h"
#include "ui/text-area.h"

/* Past this many lines the text scrolls, so that the conversation stays in sight. */
#define MAX_LINES 8

struct _AzcComposer
{
  AdwBin              parent_instance;

  AzcDraft           *draft;
  GSignalGroup       *draft_signals;
  GSignalGroup       *buffer_signals;
  gboolean            busy;
  gboolean            can_ask;
  gboolean            send_with_enter;
  gboolean            composing;

  AzcAttachmentStrip *strip;
  GtkScrolledWindow  *scroller;
  GtkTextView        *text_view;
  GtkWidget          *placeholder;
  GtkStack           *button_stack;
  GtkWidget          *send_button;
  GtkWidget          *stop_button;
};

enum
{
  PROP_0,
  PROP_DRAFT,
  PROP_BUSY,
  PROP_CAN_ASK,
  PROP_SEND_WITH_ENTER,
  N_PROPS
};

enum
{
  SIGNAL_SEND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcComposer, azc_composer, ADW_TYPE_BIN)

static gboolean
can_send (AzcComposer *self)
{
  return self->can_ask && !self->busy &&
         self->draft != NULL && azc_draft_get_ready (self->draft);
}

static void
update_actions (AzcComposer *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send", can_send (self));
}

static void
update_placeholder (AzcComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  gtk_widget_set_visible (self->placeholder,
                          !self->composing && gtk_text_buffer_get_char_count (buffer) == 0);
}

static void
update_height (AzcComposer *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->text_view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  int margins = gtk_text_view_get_top_margin (self->text_view) +
                gtk_text_view_get_bottom_margin (self->text_view);

  gtk_scrolled_window_set_max_content_height (self->scroller, line * MAX_LINES + margins);
  pango_font_metrics_unref (metrics);
}

/* The button that was pressed goes away; typing on is what comes next. */
static void
update_button (AzcComposer *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->button_stack)) != NULL;

  gtk_stack_set_visible_child (self->button_stack,
                               self->busy ? self->stop_button : self->send_button);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
send_message (AzcComposer *self)
{
  if (can_send (self))
    g_signal_emit (self, signals[SIGNAL_SEND], 0);
}

static gboolean
is_send_key (AzcComposer     *self,
             guint            keyval,
             GdkModifierType  state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;

  if ((state & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  return self->send_with_enter || (state & GDK_CONTROL_MASK) != 0;
}

/* The input method sees the key first: for it, Enter may mean to accept a candidate. Only
 * a key that it has no use for sends. */
static gboolean
on_key_pressed (AzcComposer           *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  g_assert (AZC_IS_COMPOSER (self));

  if (!is_send_key (self, keyval, state))
    return FALSE;

  if (!gtk_text_view_im_context_filter_keypress (self->text_view, event) && !self->composing)
    send_message (self);

  return TRUE;
}

static void
on_preedit_changed (AzcComposer *self,
                    const char  *preedit)
{
  self->composing = *preedit != '\0';
  update_placeholder (self);
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AzcDraft) draft = user_data;
  g_autoptr (GError) error = NULL;

  if (azc_offer_take_finish (result, &error))
    return;

  if (error == NULL)
    error = g_error_new_literal (AZC_ERROR, AZC_ERROR_IMAGE_FORMAT,
                                 _("There is no picture on the clipboard."));
  azc_draft_refuse (draft, NULL, error);
}

static void
paste_picture (AzcComposer *self)
{
  azc_offer_take_clipboard_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->draft,
                                  on_taken, g_object_ref (self->draft));
}

static void
on_paste_clipboard (AzcComposer *self,
                    GtkTextView *text_view)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (self->draft == NULL || !azc_offer_is_picture_only (gdk_clipboard_get_formats (clipboard)))
    return;

  g_signal_stop_emission_by_name (text_view, "paste-clipboard");
  paste_picture (self);
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  send_message (AZC_COMPOSER (widget));
}

static void
paste_picture_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  AzcComposer *self = AZC_COMPOSER (widget);

  if (self->draft != NULL)
    paste_picture (self);
}

static void
azc_composer_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (azc_composer_parent_class)->css_changed (widget, change);

  update_height (AZC_COMPOSER (widget));
}

static gboolean
azc_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AZC_COMPOSER (widget)->text_view));
}

/* The default takes the focus itself after the first child, and would never let it go back. */
static gboolean
azc_composer_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
cancel_edit (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AzcComposer *self = AZC_COMPOSER (widget);

  azc_draft_clear (self->draft);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
azc_composer_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AzcComposer *self = AZC_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_CAN_ASK:
      g_value_set_boolean (value, self->can_ask);
      break;

    case PROP_SEND_WITH_ENTER:
      g_value_set_boolean (value, self->send_with_enter);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (AzcComposer *self,
          gboolean    *flag,
          gboolean     value,
          GParamSpec  *pspec)
{
  if (*flag == value)
    return;

  *flag = value;
  update_button (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
azc_composer_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AzcComposer *self = AZC_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      azc_composer_set_draft (self, g_value_get_object (value));
      break;

    case PROP_BUSY:
      set_flag (self, &self->busy, g_value_get_boolean (value), pspec);
      break;

    case PROP_CAN_ASK:
      set_flag (self, &self->can_ask, g_value_get_boolean (value), pspec);
      break;

    case PROP_SEND_WITH_ENTER:
      set_flag (self, &self->send_with_enter, g_value_get_boolean (value), pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_composer_dispose (GObject *object)
{
  AzcComposer *self = AZC_COMPOSER (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->buffer_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_COMPOSER);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (azc_composer_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, AZC_TYPE_DRAFT, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_ASK] = g_param_spec_boolean ("can-ask", NULL, NULL, FALSE, flags);
  properties[PROP_SEND_WITH_ENTER] =
    g_param_spec_boolean ("send-with-enter", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_composer_class_init (AzcComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = azc_composer_get_property;
  object_class->set_property = azc_composer_set_property;
  object_class->dispose = azc_composer_dispose;
  widget_class->css_changed = azc_composer_css_changed;
  widget_class->grab_focus = azc_composer_grab_focus;
  widget_class->focus = azc_composer_focus;

  install_properties (object_class);
  signals[SIGNAL_SEND] =
    g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (AZC_TYPE_ATTACHMENT_STRIP);
  g_type_ensure (AZC_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/composer.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, strip);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, button_stack);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, AzcComposer, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clipboard);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed);

  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "composer.cancel-edit", NULL, cancel_edit);
  gtk_widget_class_install_action (widget_class, "composer.paste-picture", NULL,
                                   paste_picture_action);
}

static void
azc_composer_init (AzcComposer *self)
{
  self->send_with_enter = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (AZC_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::ready",
                                  G_CALLBACK (update_actions), self);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "changed",
                                  G_CALLBACK (update_placeholder), self);

  update_actions (self);
}

/**
 * azc_composer_get_draft:
 * @self: a composer
 *
 * Returns: (transfer none) (nullable): what is being written
 */
AzcDraft *
azc_composer_get_draft (AzcComposer *self)
{
  g_return_val_if_fail (AZC_IS_COMPOSER (self), NULL);

  return self->draft;
}

/**
 * azc_composer_set_draft:
 * @self: a composer
 * @draft: (nullable): what is being written
 *
 * Goes on with another draft. The one before keeps its text, cursor and pictures.
 */
void
azc_composer_set_draft (AzcComposer *self,
                        AzcDraft    *draft)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (AZC_IS_COMPOSER (self));
  g_return_if_fail (draft == NULL || AZC_IS_DRAFT (draft));

  if (!g_set_object (&self->draft, draft))
    return;

  buffer = draft != NULL ? azc_draft_get_buffer (draft) : NULL;
  gtk_text_view_set_buffer (self->text_view, buffer);
  azc_attachment_strip_set_draft (self->strip, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  g_signal_group_set_target (self->buffer_signals, buffer);

  update_placeholder (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}
