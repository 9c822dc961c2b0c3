/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header merge unit. Layers are written as lines of "Name: value"; "Name" alone removes. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "net/headers.h"

static const char * const variables[][2] = {
  { "KEY", "env-key" },
  { "TEAM", "blue" },
  { "EMPTY", "" },
  { "BLANK", "  " },
  { "NESTED", "${KEY}" },
  { "PLACEHOLDER", "{{model}}" },
  { "PADDED", " padded\n" },
  { "CRLF", "a\r\nX-Evil: 1" },
};

static char *
look_up (char        kind,
         const char *name,
         gpointer    user_data)
{
  if (kind == '{')
    return g_str_equal (name, "model") ? g_strdup ("gpt-4o") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      if (g_str_equal (variables[i][0], name))
        return g_strdup (variables[i][1]);
    }

  return NULL;
}

static AzcPairs *
parse_layer (const char *text)
{
  AzcPairs *pairs = azc_pairs_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon != NULL)
        *colon = '\0';
      if (*lines[i] != '\0')
        azc_pairs_append (pairs, lines[i], colon != NULL ? colon + 1 + (colon[1] == ' ') : NULL);
    }

  return pairs;
}

static gboolean
merge (AzcHeaders  *headers,
       AzcLayer     layer,
       const char  *text,
       GError     **error)
{
  g_autoptr (AzcPairs) pairs = parse_layer (text);
  gboolean literal = layer == AZC_LAYER_BUILTIN || layer == AZC_LAYER_AUTH;

  return azc_headers_merge (headers, layer, pairs, literal ? NULL : look_up, NULL, error);
}

static char *
format (const AzcHeaders *headers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < azc_headers_get_size (headers); i++)
    {
      const AzcHeader *header = azc_headers_get (headers, i);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", header->name, header->value);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *layers[AZC_LAYER_REQUEST + 1];
  const char *merged;
} Case;

static const Case cases[] = {
  { "nothing", { NULL }, "" },
  { "an empty layer removes nothing", { "Accept: x", "api-key: k", "", "", "", "" }, "Accept: x\napi-key: k" },
  { "layers add", { "Accept: x", "api-key: k", "A: 1", "B: 2", "C: 3", "D: 4" },
    "Accept: x\napi-key: k\nA: 1\nB: 2\nC: 3\nD: 4" },
  { "a higher layer replaces", { "Accept: x", NULL, "Accept: y", "Accept: z" }, "Accept: z" },
  { "names without case, the spelling is taken over", { "accept: x", NULL, NULL, "ACCEPT: y" }, "ACCEPT: y" },
  { "me-03 never two variants", { NULL, NULL, NULL, "authorization: custom", "Authorization: Bearer managed" },
    "Authorization: Bearer managed" },
  { "an own credential replaces the key", { NULL, "api-key: k", NULL, "Api-Key: ${KEY}" }, "Api-Key: env-key" },
  { "null removes", { "Accept: x", NULL, NULL, "accept" }, "" },
  { "null removes the credential", { "Accept: x", "Authorization: Bearer k", NULL, "authorization" }, "Accept: x" },
  { "null removes only what is below", { NULL, "api-key: k", "API-KEY", "api-key: again" }, "api-key: again" },
  { "null of an unknown name is nothing", { "A: 1", NULL, NULL, "B" }, "A: 1" },
  { "of two lines the later wins", { NULL, NULL, NULL, "X-A: 1\nx-a: 2" }, "x-a: 2" },
  { "of a line and a null the later wins", { NULL, NULL, NULL, "X-A: 1\nx-a" }, "" },
  { "of a null and a line the later wins", { "X-A: 0", NULL, NULL, "X-A\nx-a: 2" }, "x-a: 2" },
  { "a line that does not count is not expanded", { NULL, NULL, NULL, "X-A: ${NOTHING}\nX-A: 2" }, "X-A: 2" },
  { "the place stays", { "A: 1\nB: 2", NULL, NULL, "a: 3" }, "a: 3\nB: 2" },
  { "an empty plain value is sent", { NULL, NULL, NULL, "X-Plain:" }, "X-Plain: " },
  { "an empty plain value replaces", { "X-Plain: 1", NULL, NULL, "X-Plain:" }, "X-Plain: " },
  { "references", { NULL, NULL, NULL, "X-T: team-${TEAM}/{{model}}" }, "X-T: team-blue/gpt-4o" },
  { "two references", { NULL, NULL, NULL, "X-T: ${TEAM}${KEY}" }, "X-T: blueenv-key" },
  { "he-12 expanded once", { NULL, NULL, NULL, "X-N: ${NESTED}\nX-P: ${PLACEHOLDER}" }, "X-N: ${KEY}\nX-P: {{model}}" },
  { "en-07 not references", { NULL, NULL, NULL, "X-A: $KEY {KEY} ${a b}" }, "X-A: $KEY {KEY} ${a b}" },
  { "en-03 space around is not sent", { NULL, NULL, NULL, "X-A:   ${TEAM}  \nX-B: ${PADDED}" }, "X-A: blue\nX-B: padded" },
  { "a key is literal", { NULL, "api-key: a${KEY}{{model}}" }, "api-key: a${KEY}{{model}}" },
  { "he-14 Latin-1 passes", { NULL, NULL, NULL, "X-Name: José" }, "X-Name: José" },
  { "a tab passes", { NULL, NULL, NULL, "X-A: a\tb" }, "X-A: a\tb" },
  { "every character of a name", { NULL, NULL, NULL, "!#$%&'*+-.^_`|~09azAZ: x" }, "!#$%&'*+-.^_`|~09azAZ: x" },
  { "names that only resemble framing ones", { NULL, NULL, NULL, "X-Host: a\nHostname: b\nConnections: c\nProxy: d" },
    "X-Host: a\nHostname: b\nConnections: c\nProxy: d" },
};

static void
test_merge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AzcHeaders) headers = azc_headers_new ();
      g_autofree char *merged = NULL;

      g_test_message ("%s", cases[i].name);
      for (guint layer = 0; layer < G_N_ELEMENTS (cases[i].layers); layer++)
        {
          g_autoptr (GError) error = NULL;

          if (cases[i].layers[layer] != NULL)
            merge (headers, layer, cases[i].layers[layer], &error);
          g_assert_no_error (error);
        }
      merged = format (headers);
      g_assert_cmpstr (merged, ==, cases[i].merged);
    }
}

typedef struct
{
  const char *below;       /* the authentication layer */
  AzcLayer    layer;
  const char *line;
  AzcError    code;
  const char *subject;
  const char *names;       /* what the message must name */
} Refusal;

static const Refusal refusals[] = {
  /* an empty or unresolved value never displaces a credential */
  { "api-key: k", AZC_LAYER_ENDPOINT, "api-key:", AZC_ERROR_HEADER, "headers.api-key", "api-key" },
  { "api-key: k", AZC_LAYER_ENDPOINT, "Api-Key:   ", AZC_ERROR_HEADER, "headers.Api-Key", "Api-Key" },
  { "api-key: k", AZC_LAYER_ENDPOINT, "API-KEY: ${EMPTY}", AZC_ERROR_REFERENCE, "headers.API-KEY", "EMPTY" },
  { "api-key: k", AZC_LAYER_ENDPOINT, "api-key: ${BLANK}", AZC_ERROR_REFERENCE, "headers.api-key", "BLANK" },
  { "api-key: k", AZC_LAYER_APPLICATION, "api-key: ${NOTHING}", AZC_ERROR_REFERENCE, "application-headers.api-key", "NOTHING" },
  { "Authorization: Bearer k", AZC_LAYER_MODEL, "authorization: Bearer ", AZC_ERROR_HEADER, "models.headers.authorization", "authorization" },
  { "Authorization: Bearer k", AZC_LAYER_REQUEST, "Authorization: {{nothing}}", AZC_ERROR_REFERENCE, "headers.Authorization", "nothing" },
  { "X-Own: k", AZC_LAYER_ENDPOINT, "x-own:", AZC_ERROR_HEADER, "headers.x-own", "x-own" },
  { "", AZC_LAYER_ENDPOINT, "Ocp-Apim-Subscription-Key:", AZC_ERROR_HEADER, "headers.Ocp-Apim-Subscription-Key", "Ocp-Apim-Subscription-Key" },
  { "", AZC_LAYER_AUTH, "X-Own:", AZC_ERROR_HEADER, "key", "X-Own" },

  /* references without a value, wherever they are */
  { "", AZC_LAYER_ENDPOINT, "X-Plain: ${NOTHING}", AZC_ERROR_REFERENCE, "headers.X-Plain", "NOTHING" },
  { "", AZC_LAYER_ENDPOINT, "X-Plain: a-${EMPTY}", AZC_ERROR_REFERENCE, "headers.X-Plain", "EMPTY" },

  /* names */
  { "", AZC_LAYER_ENDPOINT, "X Team: 1", AZC_ERROR_HEADER, "headers.X Team", "" },
  { "", AZC_LAYER_ENDPOINT, "X-Tëam: 1", AZC_ERROR_HEADER, "headers.X-Tëam", "" },
  { "", AZC_LAYER_ENDPOINT, "X(Team): 1", AZC_ERROR_HEADER, "headers.X(Team)", "" },
  { "", AZC_LAYER_ENDPOINT, "Host: x", AZC_ERROR_HEADER, "headers.Host", "Host" },
  { "", AZC_LAYER_ENDPOINT, "hOST", AZC_ERROR_HEADER, "headers.hOST", "hOST" },
  { "", AZC_LAYER_ENDPOINT, "content-length: 1", AZC_ERROR_HEADER, "headers.content-length", "content-length" },
  { "", AZC_LAYER_ENDPOINT, "Transfer-Encoding: chunked", AZC_ERROR_HEADER, "headers.Transfer-Encoding", "Transfer-Encoding" },
  { "", AZC_LAYER_ENDPOINT, "Connection: close", AZC_ERROR_HEADER, "headers.Connection", "Connection" },
  { "", AZC_LAYER_ENDPOINT, "Keep-Alive: 1", AZC_ERROR_HEADER, "headers.Keep-Alive", "Keep-Alive" },
  { "", AZC_LAYER_ENDPOINT, "Upgrade: h2c", AZC_ERROR_HEADER, "headers.Upgrade", "Upgrade" },
  { "", AZC_LAYER_ENDPOINT, "TE: trailers", AZC_ERROR_HEADER, "headers.TE", "TE" },
  { "", AZC_LAYER_ENDPOINT, "Trailer: x", AZC_ERROR_HEADER, "headers.Trailer", "Trailer" },
  { "", AZC_LAYER_ENDPOINT, "Expect: 100-continue", AZC_ERROR_HEADER, "headers.Expect", "Expect" },
  { "", AZC_LAYER_ENDPOINT, "Proxy-Authorization: x", AZC_ERROR_HEADER, "headers.Proxy-Authorization", "Proxy-Authorization" },
  { "", AZC_LAYER_ENDPOINT, "proxy-connection: x", AZC_ERROR_HEADER, "headers.proxy-connection", "proxy-connection" },

  /* values */
  { "", AZC_LAYER_ENDPOINT, "X-A: a\rb", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: ${CRLF}", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: a\x01" "b", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: a\x7f", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: \xc2\x85" "b", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: Łódź", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_ENDPOINT, "X-A: \xff", AZC_ERROR_HEADER, "headers.X-A", "X-A" },
  { "", AZC_LAYER_AUTH, "api-key: se\rcret", AZC_ERROR_HEADER, "key", "api-key" },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const Refusal *row = &refusals[i];
      g_autoptr (AzcHeaders) headers = azc_headers_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *layer = g_strdup_printf ("X-First: 1\n%s", row->line);

      g_test_message ("%s", row->line);
      g_assert_true (merge (headers, AZC_LAYER_AUTH, row->below, NULL));
      before = format (headers);

      g_assert_false (merge (headers, row->layer, layer, &error));
      g_assert_error (error, AZC_ERROR, (int) row->code);
      g_assert_cmpstr (azc_error_get_subject (error), ==, row->subject);
      g_assert_nonnull (strstr (error->message, row->names));
      g_assert_null (strstr (error->message, "cret"));

      after = format (headers);
      g_assert_cmpstr (after, ==, before);
      g_assert_false (merge (headers, row->layer, layer, NULL));
    }
}

/* LibreChat issue 6310: a serverless endpoint with a base URL of its own, a model that sees, and
 * an extra header. With a picture the headers were assigned instead of merged, and the key was
 * gone. Here the content type and the model's layer are all that a picture could change. */
static char *
merge_serverless (gboolean picture)
{
  g_autoptr (AzcHeaders) headers = azc_headers_new ();

  g_assert_true (merge (headers, AZC_LAYER_BUILTIN, "Content-Type: application/json\nAccept: text/event-stream", NULL));
  g_assert_true (merge (headers, AZC_LAYER_AUTH, "api-key: srv-key\nAuthorization: Bearer srv-key", NULL));
  g_assert_true (merge (headers, AZC_LAYER_ENDPOINT, "X-Cost-Center: 42", NULL));
  if (picture)
    g_assert_true (merge (headers, AZC_LAYER_MODEL, "", NULL));

  return format (headers);
}

static void
test_picture_changes_nothing (void)
{
  g_autofree char *without = merge_serverless (FALSE);
  g_autofree char *with = merge_serverless (TRUE);

  g_assert_cmpstr (with, ==, without);
  g_assert_cmpstr (with, ==,
                   "Content-Type: application/json\nAccept: text/event-stream\n"
                   "api-key: srv-key\nAuthorization: Bearer srv-key\nX-Cost-Center: 42");
}

static void
test_layers (void)
{
  g_autoptr (AzcHeaders) headers = azc_headers_new ();

  for (AzcLayer layer = AZC_LAYER_BUILTIN; layer <= AZC_LAYER_REQUEST; layer++)
    {
      g_autofree char *own = g_strdup_printf ("X-Own-%u: 1\nX-All: %u", layer, layer);

      g_assert_true (merge (headers, layer, own, NULL));
      g_assert_cmpint (azc_headers_lookup (headers, "x-all")->layer, ==, layer);
    }

  g_assert_cmpuint (azc_headers_get_size (headers), ==, 7);
  g_assert_cmpint (azc_headers_lookup (headers, "X-OWN-2")->layer, ==, AZC_LAYER_APPLICATION);
  g_assert_null (azc_headers_lookup (headers, "X-Own"));
  g_assert_cmpstr (azc_layer_to_string (AZC_LAYER_BUILTIN), ==, "built-in");
  g_assert_cmpstr (azc_layer_to_string (AZC_LAYER_REQUEST), ==, "request");
}

/* The settings check what is being typed: references are not expanded then. */
static void
test_checks (void)
{
  static const struct { const char *name; const char *value; gboolean right; } rows[] = {
    { "X-Team", "blue", TRUE },
    { "X-Team", "", TRUE },
    { "X-Team", NULL, TRUE },
    { "api-key", "${KEY}", TRUE },
    { "api-key", NULL, TRUE },
    { "api-key", "", FALSE },
    { "api-key", "  ", FALSE },
    { "Authorization", "Bearer ", FALSE },
    { "Authorization", "Bearer ${KEY}", TRUE },
    { "X-Team", "a\nb", FALSE },
    { "X-Team", "\n", TRUE },
    { "X-Team", "日本", FALSE },
  };
  static const char * const wrong_names[] = { "", " ", "X-Team:", "X Team", "X\tY", "Ü", "a/b", "Host", "proxy-x", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (azc_headers_check_value (rows[i].name, rows[i].value, &error), ==,
                       rows[i].right);
      if (!rows[i].right)
        g_assert_error (error, AZC_ERROR, AZC_ERROR_HEADER);
    }

  g_assert_true (azc_headers_check_name ("X-Team", NULL));
  g_assert_false (azc_headers_check_name (NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong_names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (azc_headers_check_name (wrong_names[i], &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_HEADER);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/headers/merge", test_merge);
  g_test_add_func ("/headers/refusals", test_refusals);
  g_test_add_func ("/headers/picture-changes-nothing", test_picture_changes_nothing);
  g_test_add_func ("/headers/layers", test_layers);
  g_test_add_func ("/headers/checks", test_checks);

  return g_test_run ();
}
