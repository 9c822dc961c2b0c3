/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests the connection of a stored endpoint and says in one sentence what came of it, with
 * the way to mend it where one was found. */

#include "config.h"

#include "ui/endpoint-test.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/known-values.h"

/*
 * held: whether a test has to wait
 * waiting: whether one does
 */
struct _AzcEndpointTest
{
  AdwPreferencesGroup  parent_instance;

  AzcWorkspace        *workspace;
  AzcEndpoint         *endpoint;
  GCancellable        *cancellable;
  AzcAuthKind          suggestion;

  GtkWidget           *test_row;
  GtkSpinner          *spinner;
  GtkWidget           *arrow;
  AdwActionRow        *result_row;
  GtkImage            *result_icon;
  AdwPreferencesRow   *suggestion_row;

  guint                held : 1;
  guint                waiting : 1;
};

enum
{
  PROP_HELD = 1,
  N_PROPS
};

enum
{
  SIGNAL_PREPARE,
  SIGNAL_SUGGESTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcEndpointTest, azc_endpoint_test, ADW_TYPE_PREFERENCES_GROUP)

static void
set_busy (AzcEndpointTest *self,
          gboolean         busy)
{
  gtk_widget_set_sensitive (self->test_row, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->arrow, !busy);
}

/* A result says nothing any more once something has been changed. */
static void
reset (AzcEndpointTest *self)
{
  g_assert (AZC_IS_ENDPOINT_TEST (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->waiting = FALSE;
  set_busy (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion_row), FALSE);
}

static void
show_result (AzcEndpointTest *self,
             gboolean         passed,
             const char      *sentence,
             const char      *advice)
{
  GtkWidget *icon = GTK_WIDGET (self->result_icon);

  gtk_image_set_from_icon_name (self->result_icon,
                                passed ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (icon, passed ? "error" : "success");
  gtk_widget_add_css_class (icon, passed ? "success" : "error");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result_row), sentence);
  adw_action_row_set_subtitle (self->result_row, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), TRUE);
}

static void
show_suggestion (AzcEndpointTest *self,
                 AzcAuthKind      auth)
{
  g_autofree char *title = g_strdup_printf (_("Use “%s” Instead"), azc_auth_kind_get_title (auth));

  self->suggestion = auth;
  adw_preferences_row_set_title (self->suggestion_row, title);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion_row), TRUE);
}

static void
on_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (AzcEndpointTest) self = user_data;
  g_autoptr (AzcTest) test = NULL;
  g_autoptr (GError) error = NULL;

  test = azc_workspace_test_endpoint_finish (AZC_WORKSPACE (source), result, &error);
  if (azc_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (test == NULL)
    {
      show_result (self, FALSE, error->message, azc_error_get_advice (error));
      return;
    }

  show_result (self, test->passed, test->sentence, test->advice);
  if (test->has_suggestion)
    show_suggestion (self, test->suggested_auth);
}

static void
start (AzcEndpointTest *self)
{
  GListModel *models = azc_endpoint_get_models (self->endpoint);
  g_autoptr (AzcModel) model = g_list_model_get_item (models, 0);

  self->waiting = FALSE;
  self->cancellable = g_cancellable_new ();
  azc_workspace_test_endpoint_async (self->workspace, self->endpoint, model, self->cancellable,
                                     on_tested_cb, g_object_ref (self));
}

static void
set_held (AzcEndpointTest *self,
          gboolean         held)
{
  if (self->held == held)
    return;

  self->held = held;
  if (!held && self->waiting)
    start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

static void
on_suggestion_cb (AzcEndpointTest *self)
{
  g_assert (AZC_IS_ENDPOINT_TEST (self));

  g_signal_emit (self, signals[SIGNAL_SUGGESTED], 0, (int) self->suggestion);
  azc_endpoint_test_run (self);
}

static void
azc_endpoint_test_dispose (GObject *object)
{
  AzcEndpointTest *self = AZC_ENDPOINT_TEST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->endpoint);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_endpoint_test_parent_class)->dispose (object);
}

static void
azc_endpoint_test_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AzcEndpointTest *self = AZC_ENDPOINT_TEST (object);

  switch (prop_id)
    {
    case PROP_HELD:
      g_value_set_boolean (value, self->held);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_test_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AzcEndpointTest *self = AZC_ENDPOINT_TEST (object);

  switch (prop_id)
    {
    case PROP_HELD:
      set_held (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Nobody waits for the result once the page is gone. */
static void
azc_endpoint_test_unroot (GtkWidget *widget)
{
  AzcEndpointTest *self = AZC_ENDPOINT_TEST (widget);

  self->waiting = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (azc_endpoint_test_parent_class)->unroot (widget);
}

static void
azc_endpoint_test_class_init (AzcEndpointTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_test_dispose;
  object_class->get_property = azc_endpoint_test_get_property;
  object_class->set_property = azc_endpoint_test_set_property;
  widget_class->unroot = azc_endpoint_test_unroot;

  properties[PROP_HELD] =
    g_param_spec_boolean ("held", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PREPARE] =
    g_signal_new ("prepare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_SUGGESTED] =
    g_signal_new ("suggested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/endpoint-test.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, test_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, spinner);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, arrow);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, result_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, result_icon);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointTest, suggestion_row);
  gtk_widget_class_bind_template_callback (widget_class, azc_endpoint_test_run);
  gtk_widget_class_bind_template_callback (widget_class, on_suggestion_cb);
}

static void
azc_endpoint_test_init (AzcEndpointTest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_endpoint_test_set_up:
 * @self: a group
 * @workspace: the workspace
 * @endpoint: the stored endpoint
 *
 * Has to be called once, before a test is run.
 */
void
azc_endpoint_test_set_up (AzcEndpointTest *self,
                          AzcWorkspace    *workspace,
                          AzcEndpoint     *endpoint)
{
  g_return_if_fail (AZC_IS_ENDPOINT_TEST (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));
  g_return_if_fail (self->endpoint == NULL);

  self->workspace = g_object_ref (workspace);
  self->endpoint = g_object_ref (endpoint);
  g_signal_connect_object (endpoint, "notify", G_CALLBACK (reset), self, G_CONNECT_SWAPPED);
}

/**
 * azc_endpoint_test_run:
 * @self: a group
 *
 * Tests the connection with the endpoint's first model.
 */
void
azc_endpoint_test_run (AzcEndpointTest *self)
{
  g_return_if_fail (AZC_IS_ENDPOINT_TEST (self));
  g_return_if_fail (AZC_IS_ENDPOINT (self->endpoint));

  g_signal_emit (self, signals[SIGNAL_PREPARE], 0);
  reset (self);
  set_busy (self, TRUE);

  if (self->held)
    self->waiting = TRUE;
  else
    start (self);
}
