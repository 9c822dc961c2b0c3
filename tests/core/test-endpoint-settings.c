/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Endpoints in a real key file, which two processes share. */

#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "base/json.h"
#include "store/endpoint-settings.h"

typedef struct
{
  char                *path;
  GSettings           *settings;
  AzcEndpointSettings *endpoints;
} Profile;

static void
open_profile (Profile    *profile,
              const char *path)
{
  g_autoptr (GSettingsBackend) backend = g_keyfile_settings_backend_new (path, "/", NULL);

  profile->path = g_strdup (path);
  profile->settings = g_settings_new_with_backend ("com.example.AzureChat", backend);
  profile->endpoints = azc_endpoint_settings_new (profile->settings);
}

static void
close_profile (Profile *profile)
{
  g_object_unref (profile->endpoints);
  g_object_unref (profile->settings);
  g_free (profile->path);
}

static AzcEndpoint *
make_endpoint (void)
{
  static const char json[] =
    "{\"name\":\"Contoso\",\"url\":\"https://contoso.openai.azure.com\",\"route\":\"azure\","
    "\"deployment\":\"gpt-4o\",\"api-version\":\"2024-10-21\",\"auth\":\"both\",\"key\":\"${KEY}\","
    "\"headers\":{\"X-Team\":\"blue\",\"X-Old\":null},\"query\":{\"k\":\"v\"},"
    "\"models\":[{\"name\":\"gpt-4o\",\"vision\":true}],\"parameters\":{\"force\":{\"seed\":1}},"
    "\"title-model\":\"mini\",\"proxy\":\"http://p:1\",\"ca-file\":\"/ca\",\"timeout\":5,"
    "\"allow-insecure\":true}";
  g_autoptr (JsonNode) node = azc_json_parse (json, -1, NULL);
  GError *error = NULL;
  AzcEndpoint *endpoint = azc_endpoint_new_from_json ("id-1", node, NULL, &error);

  g_assert_no_error (error);

  return endpoint;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  g_error ("Nothing happened for five seconds");
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds. */
#define WAIT_FOR(condition)                                        \
  G_STMT_START {                                                   \
    guint watchdog = g_timeout_add_seconds (5, on_timeout_cb, NULL); \
    while (!(condition))                                           \
      g_main_context_iteration (NULL, TRUE);                       \
    g_source_remove (watchdog);                                    \
  } G_STMT_END

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("test-settings-XXXXXX", NULL);

  return g_build_filename (folder, "keyfile", NULL);
}

static guint
get_size (Profile *profile)
{
  return g_list_model_get_n_items (G_LIST_MODEL (profile->endpoints));
}

static void
test_persists (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (AzcEndpoint) endpoint = make_endpoint ();
  Profile first;
  Profile second;

  open_profile (&first, path);
  azc_endpoint_settings_add (first.endpoints, endpoint);
  g_assert_true (azc_endpoint_settings_find (first.endpoints, "id-1") == endpoint);
  g_settings_sync ();

  open_profile (&second, path);
  g_assert_cmpuint (get_size (&second), ==, 1);
  g_assert_true (azc_endpoint_equal (azc_endpoint_settings_find (second.endpoints, "id-1"), endpoint));
  g_assert_nonnull (azc_endpoint_settings_find_by_name (second.endpoints, "Contoso"));

  close_profile (&second);
  close_profile (&first);
}

/* Two profiles on one file behave as two processes do. */
static void
test_shared (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (AzcEndpoint) endpoint = make_endpoint ();
  g_autoptr (AzcPairs) headers = azc_pairs_new ();
  AzcEndpoint *there;
  Profile here;
  Profile other;

  open_profile (&here, path);
  open_profile (&other, path);
  azc_endpoint_settings_add (here.endpoints, endpoint);
  g_settings_sync ();
  WAIT_FOR (get_size (&other) == 1);
  there = azc_endpoint_settings_find (other.endpoints, "id-1");
  WAIT_FOR (azc_endpoint_equal (there, endpoint));

  azc_pairs_append (headers, "X-Team", "red");
  azc_endpoint_set_headers (there, headers);
  azc_endpoint_set_name (there, "Renamed");
  WAIT_FOR (azc_endpoint_equal (there, endpoint));
  g_assert_cmpstr (azc_endpoint_get_name (endpoint), ==, "Renamed");

  azc_endpoint_settings_remove (here.endpoints, endpoint);
  WAIT_FOR (get_size (&other) == 0);
  g_assert_cmpstr (azc_endpoint_get_name (endpoint), ==, "Renamed");

  /* Undo: the same object comes back with all that it was. */
  azc_endpoint_settings_add (here.endpoints, endpoint);
  WAIT_FOR (get_size (&other) == 1);
  WAIT_FOR (azc_endpoint_equal (azc_endpoint_settings_find (other.endpoints, "id-1"), endpoint));

  close_profile (&other);
  close_profile (&here);
}

static void
test_default (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (AzcEndpoint) first = make_endpoint ();
  g_autoptr (AzcEndpoint) second = azc_endpoint_new ("id-2");
  g_autoptr (AzcEndpoint) demo = azc_endpoint_new ("demo");
  g_autofree char *content = NULL;
  Profile profile;

  azc_endpoint_set_name (second, "Second");
  azc_endpoint_set_name (demo, "Demo-name");
  azc_endpoint_set_demo (demo, TRUE);
  open_profile (&profile, path);
  g_assert_null (azc_endpoint_settings_get_default (profile.endpoints));

  azc_endpoint_settings_add (profile.endpoints, demo);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == demo);
  azc_endpoint_settings_add (profile.endpoints, first);
  azc_endpoint_settings_add (profile.endpoints, second);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == first);
  azc_endpoint_settings_set_default (profile.endpoints, second);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == second);
  azc_endpoint_settings_set_default (profile.endpoints, demo);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == demo);
  azc_endpoint_settings_remove (profile.endpoints, demo);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == second);
  azc_endpoint_settings_set_default (profile.endpoints, first);
  azc_endpoint_settings_add (profile.endpoints, demo);
  azc_endpoint_settings_set_default (profile.endpoints, demo);
  azc_endpoint_settings_remove (profile.endpoints, demo);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == first);
  azc_endpoint_settings_set_default (profile.endpoints, second);
  azc_endpoint_settings_remove (profile.endpoints, second);
  g_assert_true (azc_endpoint_settings_get_default (profile.endpoints) == first);

  g_settings_sync ();
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (strstr (content, "Demo-name"));
  close_profile (&profile);
}

/* Ids become paths, and values may come from anywhere. */
static void
test_hostile (void)
{
  static const char * const ids[] = { "../../x", "", "good", "a/b", "good", NULL };
  g_autofree char *path = make_path ();
  Profile profile;

  open_profile (&profile, path);
  g_settings_set_strv (profile.settings, "endpoints", ids);
  g_assert_cmpuint (get_size (&profile), ==, 1);
  g_assert_nonnull (azc_endpoint_settings_find (profile.endpoints, "good"));
  close_profile (&profile);

  g_assert_true (g_file_set_contents (path,
    "[com/example/AzureChat]\nendpoints=['a']\n[com/example/AzureChat/endpoints/a]\n"
    "name='A'\nmodels=['not json', '{\"name\":\"m\"}', '{\"nome\":1}']\nparameters='[['\n"
    "route='nowhere'\ntimeout=99999999\n", -1, NULL));
  open_profile (&profile, path);
  g_assert_cmpuint (get_size (&profile), ==, 1);
  {
    AzcEndpoint *endpoint = azc_endpoint_settings_find (profile.endpoints, "a");

    g_assert_cmpstr (azc_endpoint_get_name (endpoint), ==, "A");
    g_assert_cmpuint (g_list_model_get_n_items (azc_endpoint_get_models (endpoint)), ==, 1);
    g_assert_null (azc_endpoint_get_parameters (endpoint));
    g_assert_cmpint (azc_endpoint_get_route (endpoint), ==, AZC_ROUTE_AUTO);
    g_assert_cmpuint (azc_endpoint_get_timeout (endpoint), ==, AZC_ENDPOINT_DEFAULT_TIMEOUT);
  }
  close_profile (&profile);
}

/* Credentials that were typed as settings go to the keyring, so none is in the file. */
static void
test_no_secret (void)
{
  static const char json[] =
    "{\"name\":\"Gateway\",\"url\":\"https://gw.test?sig=url-secret\",\"key\":\"literal-secret\","
    "\"headers\":{\"Ocp-Apim-Subscription-Key\":\"header-secret\"},"
    "\"query\":{\"code\":\"query-secret\"}}";
  g_autofree char *path = make_path ();
  g_autofree char *content = NULL;
  g_autofree char *key = NULL;
  g_autoptr (JsonNode) node = azc_json_parse (json, -1, NULL);
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new_from_json ("id-1", node, &key, NULL);
  g_autoptr (AzcPairs) secrets = azc_endpoint_extract_secrets (endpoint);
  Profile profile;

  g_assert_cmpstr (key, ==, "literal-secret");
  g_assert_cmpuint (azc_pairs_get_size (secrets), ==, 3);
  open_profile (&profile, path);
  azc_endpoint_settings_add (profile.endpoints, endpoint);
  g_settings_sync ();
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "https://gw.test"));
  g_assert_nonnull (strstr (content, "${keyring.OCP_APIM_SUBSCRIPTION_KEY}"));
  g_assert_null (strstr (content, "secret"));
  close_profile (&profile);
}

/* A removed endpoint leaves nothing behind, and defaults are not written. */
static void
test_leaves_nothing (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (AzcEndpoint) plain = azc_endpoint_new ("plain");
  g_autoptr (AzcEndpoint) full = make_endpoint ();
  Profile profile;

  open_profile (&profile, path);
  azc_endpoint_set_name (plain, "Plain");
  azc_endpoint_settings_add (profile.endpoints, plain);
  azc_endpoint_settings_add (profile.endpoints, full);
  azc_endpoint_settings_remove (profile.endpoints, full);
  g_settings_sync ();
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_nonnull (strstr (before, "name='Plain'"));
  g_assert_null (strstr (before, "contoso"));
  g_assert_null (strstr (before, "timeout"));

  /* What is removed is not written any more. */
  azc_endpoint_set_name (full, "Later");
  g_settings_sync ();
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  close_profile (&profile);
}

/* Writes every change as "position-removed+added ". */
static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

/* The list says exactly what changed, with the demo always at the end. */
static void
test_changes (void)
{
  static const char * const swapped[] = { "id-2", "id-1", NULL };
  g_autofree char *path = make_path ();
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (AzcEndpoint) first = make_endpoint ();
  g_autoptr (AzcEndpoint) second = azc_endpoint_new ("id-2");
  g_autoptr (AzcEndpoint) demo = azc_endpoint_new ("demo");
  g_autoptr (AzcEndpoint) last = NULL;
  Profile profile;

  azc_endpoint_set_demo (demo, TRUE);
  open_profile (&profile, path);
  g_signal_connect (profile.endpoints, "items-changed", G_CALLBACK (on_items_changed_cb), changes);
  azc_endpoint_settings_add (profile.endpoints, demo);
  azc_endpoint_settings_add (profile.endpoints, first);
  azc_endpoint_settings_add (profile.endpoints, second);
  azc_endpoint_settings_add (profile.endpoints, second);
  g_assert_cmpstr (changes->str, ==, "0-0+1 0-0+1 1-0+1 ");

  /* Another order, as another process writes it: the objects stay the same. */
  g_string_truncate (changes, 0);
  g_settings_set_strv (profile.settings, "endpoints", swapped);
  g_assert_cmpstr (changes->str, ==, "0-3+3 ");
  g_assert_true (azc_endpoint_settings_find (profile.endpoints, "id-1") == first);
  last = g_list_model_get_item (G_LIST_MODEL (profile.endpoints), 2);
  g_assert_true (last == demo);

  g_string_truncate (changes, 0);
  azc_endpoint_settings_remove (profile.endpoints, first);
  azc_endpoint_settings_remove (profile.endpoints, first);
  azc_endpoint_settings_remove (profile.endpoints, demo);
  g_assert_cmpstr (changes->str, ==, "1-1+0 1-1+0 ");
  close_profile (&profile);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoint-settings/persists", test_persists);
  g_test_add_func ("/endpoint-settings/shared", test_shared);
  g_test_add_func ("/endpoint-settings/default", test_default);
  g_test_add_func ("/endpoint-settings/hostile", test_hostile);
  g_test_add_func ("/endpoint-settings/no-secret", test_no_secret);
  g_test_add_func ("/endpoint-settings/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/endpoint-settings/changes", test_changes);

  return g_test_run ();
}
