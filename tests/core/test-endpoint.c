/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "model/endpoint.h"

/* The example of the documentation, with every member. */
static const char full[] =
  "{\"name\":\"Contoso vision\",\"url\":\"https://contoso.openai.azure.com\",\"route\":\"azure\","
  "\"deployment\":\"gpt-4o\",\"api-version\":\"2024-10-21\",\"auth\":\"header:X-Key\","
  "\"key\":\"${CONTOSO_KEY}\",\"headers\":{\"X-Team\":\"blue\",\"X-Old\":null},\"query\":{\"k\":\"v\"},"
  "\"models\":[{\"name\":\"gpt-4o\",\"deployment\":\"vision-dep\",\"api-version\":\"2024-10-21\","
  "\"family\":\"gpt-4o\",\"vision\":true,\"headers\":{\"X-M\":\"1\"}}],"
  "\"parameters\":{\"default\":{\"temperature\":0.25},\"force\":{},\"drop\":[]},"
  "\"title-model\":\"gpt-4o-mini\",\"proxy\":\"http://proxy:3128\",\"ca-file\":\"/etc/ca.pem\","
  "\"timeout\":30,\"allow-insecure\":true}";

static AzcEndpoint *
read_endpoint (const char  *json,
               char       **key,
               GError     **error)
{
  g_autoptr (JsonNode) node = azc_json_parse (json, -1, error);

  g_assert_nonnull (node);

  return azc_endpoint_new_from_json ("id", node, key, error);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autoptr (AzcEndpoint) endpoint = read_endpoint (full, &key, &error);
  g_autoptr (JsonNode) written = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_null (key);
  g_assert_cmpint (azc_endpoint_get_auth (endpoint), ==, AZC_AUTH_HEADER);
  g_assert_cmpstr (azc_endpoint_get_auth_header (endpoint), ==, "X-Key");
  g_assert_cmpstr (azc_endpoint_get_key_reference (endpoint), ==, "${CONTOSO_KEY}");
  g_assert_cmpuint (azc_endpoint_get_timeout (endpoint), ==, 30);
  g_assert_null (azc_pairs_lookup (azc_endpoint_get_headers (endpoint), "X-Old"));
  g_assert_cmpuint (azc_pairs_get_size (azc_endpoint_get_headers (endpoint)), ==, 2);
  g_assert_cmpint (azc_model_get_vision (azc_endpoint_find_model (endpoint, "gpt-4o")), ==, AZC_YES);

  written = azc_endpoint_to_json (endpoint);
  text = azc_json_write (written, FALSE);
  g_assert_cmpstr (text, ==, full);
}

static void
test_minimal (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autoptr (AzcEndpoint) endpoint = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autofree char *text = NULL;

  endpoint = read_endpoint ("{\"name\":\"a\",\"url\":\"https://b\",\"key\":\"literal-key\",\"proxy\":null}", &key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "literal-key");
  g_assert_cmpuint (azc_endpoint_get_timeout (endpoint), ==, AZC_ENDPOINT_DEFAULT_TIMEOUT);

  /* A key is a secret, and the file is for sharing. */
  written = azc_endpoint_to_json (endpoint);
  text = azc_json_write (written, FALSE);
  g_assert_cmpstr (text, ==, "{\"name\":\"a\",\"url\":\"https://b\"}");
}

/* A key that only holds a reference somewhere is a secret all the same. */
static void
test_mixed_key (void)
{
  g_autofree char *key = NULL;
  g_autoptr (AzcEndpoint) endpoint = NULL;

  endpoint = read_endpoint ("{\"name\":\"a\",\"url\":\"u\",\"key\":\"literal${X}\"}", &key, NULL);
  g_assert_cmpstr (key, ==, "literal${X}");
  g_assert_null (azc_endpoint_get_key_reference (endpoint));
}

static void
test_proxy_password (void)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);
  g_autoptr (AzcPairs) secrets = NULL;
  g_autoptr (AzcPairs) again = NULL;

  azc_endpoint_set_proxy (endpoint, "http://user:pass-word@proxy.test:3128");
  secrets = azc_endpoint_extract_secrets (endpoint);
  g_assert_cmpuint (azc_pairs_get_size (secrets), ==, 1);
  g_assert_cmpstr (azc_pairs_get (secrets, 0)->value, ==, "pass-word");
  g_assert_cmpstr (azc_endpoint_get_proxy (endpoint), ==,
                   "http://user:${keyring.PROXY_PASSWORD}@proxy.test:3128");
  again = azc_endpoint_extract_secrets (endpoint);
  g_assert_cmpuint (azc_pairs_get_size (again), ==, 0);
}

static const struct
{
  const char *json;
  const char *subject;
} wrong[] = {
  { "[]", NULL },
  { "{\"url\":\"https://b\"}", "name" },
  { "{\"name\":\"a\"}", "url" },
  { "{\"name\":\"a\",\"url\":\"u\",\"colour\":1}", "colour" },
  { "{\"name\":1,\"url\":\"u\"}", "name" },
  { "{\"name\":\"a\",\"url\":\"u\",\"route\":\"azur\"}", "route" },
  { "{\"name\":\"a\",\"url\":\"u\",\"route\":{}}", "route" },
  { "{\"name\":\"a\",\"url\":\"u\",\"auth\":\"header\"}", "auth" },
  { "{\"name\":\"a\",\"url\":\"u\",\"auth\":\"header:\"}", "auth" },
  { "{\"name\":\"a\",\"url\":\"u\",\"auth\":[]}", "auth" },
  { "{\"name\":\"a\",\"url\":\"u\",\"headers\":{\"X\":1}}", "headers" },
  { "{\"name\":\"a\",\"url\":\"u\",\"headers\":[]}", "headers" },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":{}}", "models" },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":[1]}", "models" },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":[{}]}", NULL },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":[{\"name\":\"m\",\"size\":1}]}", NULL },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":[{\"name\":\"m\",\"vision\":\"yes\"}]}", NULL },
  { "{\"name\":\"a\",\"url\":\"u\",\"models\":[{\"name\":\"m\",\"deployment\":1}]}", NULL },
  { "{\"name\":\"a\",\"url\":\"u\",\"parameters\":[]}", "parameters" },
  { "{\"name\":\"a\",\"url\":\"u\",\"parameters\":{\"add\":{}}}", "parameters" },
  { "{\"name\":\"a\",\"url\":\"u\",\"parameters\":{\"drop\":{}}}", "parameters" },
  { "{\"name\":\"a\",\"url\":\"u\",\"timeout\":0}", "timeout" },
  { "{\"name\":\"a\",\"url\":\"u\",\"timeout\":\"10\"}", "timeout" },
  { "{\"name\":\"a\",\"url\":\"u\",\"allow-insecure\":1}", "allow-insecure" },
  { "{\"name\":\"a\",\"url\":\"u\",\"key\":5}", "key" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AzcEndpoint) endpoint = read_endpoint (wrong[i].json, NULL, &error);

      g_test_message ("%s", wrong[i].json);
      g_assert_null (endpoint);
      g_assert_error (error, AZC_ERROR, AZC_ERROR_SETTINGS);
      if (wrong[i].subject != NULL)
        g_assert_cmpstr (azc_error_get_subject (error), ==, wrong[i].subject);
    }
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_notify (void)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);
  g_autoptr (AzcEndpoint) other = read_endpoint (full, NULL, NULL);
  g_autoptr (AzcEndpoint) copy = NULL;
  guint count = 0;

  g_signal_connect (endpoint, "notify", G_CALLBACK (count_cb), &count);
  azc_endpoint_set_name (endpoint, "");
  azc_endpoint_set_timeout (endpoint, AZC_ENDPOINT_DEFAULT_TIMEOUT);
  azc_endpoint_set_headers (endpoint, NULL);
  g_assert_cmpuint (count, ==, 0);

  azc_endpoint_set_name (endpoint, "a");
  azc_endpoint_set_name (endpoint, "a");
  g_assert_cmpuint (count, ==, 1);

  azc_endpoint_assign (endpoint, other);
  g_assert_true (azc_endpoint_equal (endpoint, other));
  count = 0;
  azc_endpoint_assign (endpoint, other);
  g_assert_cmpuint (count, ==, 0);

  copy = azc_endpoint_copy (other);
  g_assert_true (azc_endpoint_equal (copy, other));
  azc_endpoint_set_api_version (copy, "preview");
  g_assert_false (azc_endpoint_equal (copy, other));
}

static void
test_extract_secrets (void)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);
  g_autoptr (AzcPairs) headers = azc_pairs_new ();
  g_autoptr (AzcPairs) secrets = NULL;
  g_autoptr (AzcPairs) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  azc_endpoint_set_name (endpoint, "Gateway");
  azc_endpoint_set_url (endpoint, "https://gw.test/openai?api-version=1&subscription-key=url%2Bsecret&a=b");
  azc_pairs_append (headers, "Ocp-Apim-Subscription-Key", "header-secret");
  azc_pairs_append (headers, "X-Team", "blue");
  azc_pairs_append (headers, "X-Auth-Token", "${MY_TOKEN}");
  azc_pairs_append (headers, "Authorization", NULL);
  azc_endpoint_set_headers (endpoint, headers);

  secrets = azc_endpoint_extract_secrets (endpoint);
  g_assert_cmpuint (azc_pairs_get_size (secrets), ==, 2);
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.OCP_APIM_SUBSCRIPTION_KEY"), ==, "header-secret");
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.SUBSCRIPTION_KEY"), ==, "url+secret");
  g_assert_cmpstr (azc_endpoint_get_url (endpoint), ==, "https://gw.test/openai?api-version=1&a=b");
  g_assert_cmpstr (azc_pairs_lookup (azc_endpoint_get_query (endpoint), "subscription-key"), ==,
                   "${keyring.SUBSCRIPTION_KEY}");

  node = azc_endpoint_to_json (endpoint);
  text = azc_json_write (node, FALSE);
  g_assert_null (strstr (text, "secret"));
  g_assert_nonnull (strstr (text, "${MY_TOKEN}"));

  again = azc_endpoint_extract_secrets (endpoint);
  g_assert_cmpuint (azc_pairs_get_size (again), ==, 0);
}

/* Models have headers too, names may be alike, and a URL may spell a name in another way. */
static void
test_extract_everywhere (void)
{
  static const char json[] =
    "{\"name\":\"a\",\"url\":\"https://b?api%2Dkey=first-secret\",\"query\":{\"token\":\"${keyring.API_KEY_2}\"},"
    "\"headers\":{\"api-key\":\"second-secret\",\"api_key\":\"third-secret\"},"
    "\"models\":[{\"name\":\"m\",\"deployment\":\"d\",\"api-version\":\"1\",\"family\":\"f\",\"vision\":false,"
    "\"headers\":{\"api-key\":\"fourth-secret\",\"X-Team\":\"blue\"}}]}";
  g_autoptr (AzcEndpoint) endpoint = read_endpoint (json, NULL, NULL);
  g_autoptr (AzcPairs) secrets = azc_endpoint_extract_secrets (endpoint);
  g_autoptr (JsonNode) node = azc_endpoint_to_json (endpoint);
  g_autofree char *text = azc_json_write (node, FALSE);
  AzcModel *model = azc_endpoint_find_model (endpoint, "m");

  g_assert_null (strstr (text, "secret"));
  g_assert_cmpuint (azc_pairs_get_size (secrets), ==, 4);
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.API_KEY"), ==, "second-secret");
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.API_KEY_3"), ==, "third-secret");
  g_assert_cmpstr (azc_pairs_lookup (azc_endpoint_get_headers (endpoint), "api_key"), ==,
                   "${keyring.API_KEY_3}");
  g_assert_cmpstr (azc_pairs_lookup (azc_endpoint_get_query (endpoint), "token"), ==,
                   "${keyring.API_KEY_2}");
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.API_KEY_4"), ==, "first-secret");
  g_assert_cmpstr (azc_pairs_lookup (secrets, "keyring.API_KEY_5"), ==, "fourth-secret");
  g_assert_cmpstr (azc_pairs_lookup (azc_model_get_headers (model), "api-key"), ==, "${keyring.API_KEY_5}");
  g_assert_cmpstr (azc_pairs_lookup (azc_model_get_headers (model), "X-Team"), ==, "blue");
  g_assert_cmpstr (azc_model_get_deployment (model), ==, "d");
  g_assert_cmpint (azc_model_get_vision (model), ==, AZC_NO);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoint/round-trip", test_round_trip);
  g_test_add_func ("/endpoint/minimal", test_minimal);
  g_test_add_func ("/endpoint/mixed-key", test_mixed_key);
  g_test_add_func ("/endpoint/proxy-password", test_proxy_password);
  g_test_add_func ("/endpoint/wrong", test_wrong);
  g_test_add_func ("/endpoint/notify", test_notify);
  g_test_add_func ("/endpoint/extract-secrets", test_extract_secrets);
  g_test_add_func ("/endpoint/extract-everywhere", test_extract_everywhere);

  return g_test_run ();
}
