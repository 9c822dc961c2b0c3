/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading pasted URLs: whatever the portal, a sample or a page shows says route, base,
 * deployment, api-version and function. Nothing here ever refuses a host: what is in no table
 * is an OpenAI-compatible base. */

#include "config.h"

#include "net/url-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/util.h"

/* What a host with nothing telling in its path means. `compatible` is where the host keeps
 * its OpenAI-compatible functions if the URL is the bare host.
 *
 * A Foundry resource (services.ai.azure.com) answers in four shapes. Bare, it is taken as v1:
 * that is Microsoft's recommendation, serves OpenAI's and other models alike, and needs no
 * api-version, while /models is being retired. An Azure OpenAI resource is taken as classic,
 * the shape that also works behind every older gateway and that the portal's target URIs show. */
static const struct
{
  const char *suffix;
  AzcRoute    route;
  const char *compatible;
} hosts[] = {
  { "openai.azure.com", AZC_ROUTE_AZURE, "/openai/v1" },
  { "openai.azure.us", AZC_ROUTE_AZURE, "/openai/v1" },
  { "openai.azure.cn", AZC_ROUTE_AZURE, "/openai/v1" },
  { "cognitiveservices.azure.com", AZC_ROUTE_AZURE, "/openai/v1" },
  { "cognitiveservices.azure.us", AZC_ROUTE_AZURE, "/openai/v1" },
  { "cognitiveservices.azure.cn", AZC_ROUTE_AZURE, "/openai/v1" },
  { "api.cognitive.microsoft.com", AZC_ROUTE_AZURE, "/openai/v1" },
  { "azure-api.net", AZC_ROUTE_AZURE, "/openai/v1" },
  { "azure-api.us", AZC_ROUTE_AZURE, "/openai/v1" },
  { "azure-api.cn", AZC_ROUTE_AZURE, "/openai/v1" },
  { "services.ai.azure.com", AZC_ROUTE_AZURE_V1, "/openai/v1" },
  { "services.ai.azure.us", AZC_ROUTE_AZURE_V1, "/openai/v1" },
  { "services.ai.azure.cn", AZC_ROUTE_AZURE_V1, "/openai/v1" },
  { "models.inference.ai.azure.com", AZC_ROUTE_SERVERLESS, "" },
  { "models.ai.azure.com", AZC_ROUTE_SERVERLESS, "/v1" },
  { "inference.ai.azure.com", AZC_ROUTE_SERVERLESS, "/v1" },
  { "inference.ml.azure.com", AZC_ROUTE_SERVERLESS, "/v1" },
  { "inference.ml.azure.us", AZC_ROUTE_SERVERLESS, "/v1" },
  { "inference.ml.azure.cn", AZC_ROUTE_SERVERLESS, "/v1" },
  { "api.anthropic.com", AZC_ROUTE_ANTHROPIC, "/v1" },
  /* These have an `openai` in their path that does not mean Azure. */
  { "groq.com", AZC_ROUTE_OPENAI, "/openai/v1" },
  { "googleapis.com", AZC_ROUTE_OPENAI, "/v1beta/openai" },
  { "deepinfra.com", AZC_ROUTE_OPENAI, "/v1/openai" },
};

/* The functions that end a path. The first that matches is cut off a compatible base. */
static const struct
{
  const char *tail;
  AzcCall     call;
} functions[] = {
  { "chat/completions", AZC_CALL_CHAT },
  { "completions", AZC_CALL_CHAT },
  { "embeddings", AZC_CALL_CHAT },
  { "images/generations", AZC_CALL_CHAT },
  { "responses", AZC_CALL_RESPONSES },
  { "messages", AZC_CALL_MESSAGES },
  { "models", AZC_CALL_MODELS },
};

typedef enum
{
  TAIL_ANY,       /* whatever follows */
  TAIL_NONE,      /* nothing follows */
  TAIL_CALL,      /* a function of one word */
  TAIL_CHAT,      /* a function of two words */
  TAIL_MESSAGES,  /* the Messages function */
  TAIL_FOUNDRY,   /* nothing follows, and the rest of the URL is not OpenAI's */
} Tail;

/* What shows a route within a path, from the most telling on; %AZC_ROUTE_AUTO stands for the
 * host's. "*" is the deployment. `keep` is the number of matched segments that stay in the base. */
static const struct
{
  const char *segments;
  AzcRoute    route;
  guint       keep;
  Tail        tail;
} anchors[] = {
  { "openai/deployments/*", AZC_ROUTE_AZURE, 0, TAIL_ANY },
  { "openai/deployments", AZC_ROUTE_AZURE, 0, TAIL_ANY },
  { "openai/v1", AZC_ROUTE_AZURE_V1, 0, TAIL_ANY },
  { "openai", AZC_ROUTE_AZURE, 0, TAIL_CALL },
  { "openai", AZC_ROUTE_AUTO, 0, TAIL_NONE },
  { "anthropic/v1", AZC_ROUTE_ANTHROPIC, 1, TAIL_ANY },
  { "anthropic", AZC_ROUTE_ANTHROPIC, 1, TAIL_NONE },
  { "v1", AZC_ROUTE_ANTHROPIC, 0, TAIL_MESSAGES },
  { "models", AZC_ROUTE_FOUNDRY, 0, TAIL_CHAT },
  { "models", AZC_ROUTE_FOUNDRY, 0, TAIL_FOUNDRY },
  { "deployments/*", AZC_ROUTE_AZURE, 1, TAIL_ANY },
};

/* The place where an anchor was found; `anchor` is -1 where none was. */
typedef struct
{
  int   anchor;
  guint start;
  guint end;
} Match;

/* What may stand in a segment that is percent-encoded already. */
#define ENCODED_SEGMENT_CHARS G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT "%"

/* A URL taken apart, with its path cut into segments that are still percent-encoded. */
typedef struct
{
  const char *host;
  char       *origin;
  GPtrArray  *segments;
  char       *deployment;
  char       *api_version;
  AzcPairs   *query;
  int         host_row;
} Pasted;

static void
pasted_free (Pasted *pasted)
{
  g_free (pasted->origin);
  g_clear_pointer (&pasted->segments, g_ptr_array_unref);
  g_free (pasted->deployment);
  g_free (pasted->api_version);
  g_clear_pointer (&pasted->query, azc_pairs_unref);
  g_free (pasted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasted, pasted_free)

/* Undoes percent-encoding; NULL where the result is not text. */
static char *
decode (const char *encoded)
{
  g_autofree char *decoded = g_uri_unescape_string (encoded, NULL);

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  return g_steal_pointer (&decoded);
}

/* Documentation writes `{deployment-id}` or `<deployment>` where a name belongs. */
static gboolean
is_placeholder (const char *text)
{
  return *text == '{' || *text == '<' || *text == '[' || g_str_has_prefix (text, "$") ||
         *text == '\0';
}

static void
split_path (Pasted     *pasted,
            const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  pasted->segments = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      if (*segments[i] == '\0' || g_str_equal (segments[i], "."))
        continue;
      if (!g_str_equal (segments[i], ".."))
        g_ptr_array_add (pasted->segments,
                         g_uri_escape_string (segments[i], ENCODED_SEGMENT_CHARS, FALSE));
      else if (pasted->segments->len > 0)
        g_ptr_array_remove_index (pasted->segments, pasted->segments->len - 1);
    }
}

static gboolean
split_query (Pasted      *pasted,
             const char  *query,
             GError     **error)
{
  g_auto (GStrv) items = g_strsplit (query != NULL ? query : "", "&", -1);

  pasted->query = azc_pairs_new ();
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) sides = NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (*items[i] == '\0')
        continue;

      /* Servers read a plus here as a space, so this must too. */
      sides = g_strsplit (g_strdelimit (items[i], "+", ' '), "=", 2);
      name = decode (sides[0]);
      value = decode (sides[1] != NULL ? sides[1] : "");
      if (name == NULL || value == NULL)
        return azc_url_fail (_("The address has a query that is not valid text."), error);

      if (g_ascii_strcasecmp (name, "api-version") != 0)
        azc_pairs_append (pasted->query, name, value);
      else if (!is_placeholder (g_strstrip (value)))
        azc_set_str (&pasted->api_version, value);
    }

  return TRUE;
}

static int
find_host (const char *host)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      gsize length = strlen (hosts[i].suffix);
      gsize host_length = strlen (host);

      if (host_length >= length &&
          g_ascii_strcasecmp (host + host_length - length, hosts[i].suffix) == 0 &&
          (host_length == length || host[host_length - length - 1] == '.'))
        return (int) i;
    }

  return -1;
}

static AzcRoute
get_host_route (const Pasted *pasted)
{
  return pasted->host_row >= 0 ? hosts[pasted->host_row].route : AZC_ROUTE_OPENAI;
}

static Pasted *
take_apart (GUri    *uri,
            GError **error)
{
  g_autoptr (Pasted) pasted = g_new0 (Pasted, 1);

  pasted->origin = azc_url_format_origin (uri);
  pasted->host_row = find_host (g_uri_get_host (uri));
  split_path (pasted, g_uri_get_path (uri));
  if (!split_query (pasted, g_uri_get_query (uri), error))
    return NULL;

  return g_steal_pointer (&pasted);
}

/* Compares segments from `start` with a pattern; answers how many were matched. */
static guint
match_segments (const Pasted *pasted,
                guint         start,
                const char   *pattern)
{
  g_auto (GStrv) words = g_strsplit (pattern, "/", -1);
  guint n_words = g_strv_length (words);

  if (start + n_words > pasted->segments->len)
    return 0;

  for (guint i = 0; i < n_words; i++)
    {
      if (!g_str_equal (words[i], "*") &&
          g_ascii_strcasecmp (words[i], g_ptr_array_index (pasted->segments, start + i)) != 0)
        return 0;
    }

  return n_words;
}

/* Finds the function that the path ends in, `start` being the first segment that can belong to
 * it; answers the number of its segments. */
static guint
find_function (const Pasted *pasted,
               guint         start,
               AzcCall      *call)
{
  guint length = pasted->segments->len;

  *call = AZC_CALL_CHAT;
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      guint n_words = strchr (functions[i].tail, '/') != NULL ? 2 : 1;

      if (start + n_words <= length &&
          match_segments (pasted, length - n_words, functions[i].tail) > 0)
        {
          *call = functions[i].call;
          return n_words;
        }
    }

  return 0;
}

static gboolean
looks_like_foundry (const Pasted *pasted,
                    guint         end)
{
  if (get_host_route (pasted) == AZC_ROUTE_AZURE_V1)
    return TRUE;

  return pasted->api_version != NULL && (end < 2 || match_segments (pasted, end - 2, "v1") == 0);
}

static gboolean
fits_tail (const Pasted *pasted,
           guint         end,
           Tail          tail)
{
  guint rest = pasted->segments->len - end;
  AzcCall call;
  guint n_function = find_function (pasted, end, &call);

  switch (tail)
    {
    case TAIL_NONE:
      return rest == 0;
    case TAIL_CALL:
      return rest == 1 && n_function == 1;
    case TAIL_CHAT:
      return rest == 2 && n_function == 2;
    case TAIL_MESSAGES:
      return rest == 1 && call == AZC_CALL_MESSAGES;
    case TAIL_FOUNDRY:
      return rest == 0 && looks_like_foundry (pasted, end);
    case TAIL_ANY:
    default:
      return TRUE;
    }
}

static Match
find_anchor (const Pasted *pasted)
{
  /* Where the host is known to be no Azure, "openai" in the path is just a name. */
  if (pasted->host_row >= 0 && get_host_route (pasted) == AZC_ROUTE_OPENAI)
    return (Match) { -1, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      for (guint start = pasted->segments->len; start-- > 0;)
        {
          guint n_words = match_segments (pasted, start, anchors[i].segments);

          if (n_words > 0 && fits_tail (pasted, start + n_words, anchors[i].tail))
            return (Match) { (int) i, start, start + n_words };
        }
    }

  return (Match) { -1, 0, 0 };
}

static AzcRoute
get_route (const Pasted *pasted,
           const Match  *match)
{
  AzcRoute host_route = get_host_route (pasted);

  if (match->anchor < 0)
    return host_route;
  if (anchors[match->anchor].route != AZC_ROUTE_AUTO)
    return anchors[match->anchor].route;

  return host_route == AZC_ROUTE_AZURE_V1 ? host_route : AZC_ROUTE_AZURE;
}

static char *
join_base (const Pasted *pasted,
           guint         n_segments)
{
  GString *base = g_string_new (pasted->origin);

  for (guint i = 0; i < n_segments; i++)
    g_string_append_printf (base, "/%s", (const char *) g_ptr_array_index (pasted->segments, i));

  return g_string_free (base, FALSE);
}

static gboolean
take_deployment (const Pasted  *pasted,
                 const Match   *match,
                 AzcUrlParts   *parts,
                 GError       **error)
{
  g_autofree char *name = NULL;

  if (match->anchor < 0 || !g_str_has_suffix (anchors[match->anchor].segments, "*"))
    return TRUE;

  name = decode (g_ptr_array_index (pasted->segments, match->end - 1));
  if (name == NULL)
    return azc_url_fail (_("The address has a deployment that is not valid text."), error);
  if (!is_placeholder (name))
    parts->deployment = g_steal_pointer (&name);

  return TRUE;
}

/* A compatible base is the URL without its function. A bare host does not say where the
 * functions are, so the usual place is filled in. */
static char *
make_compatible_base (const Pasted *pasted)
{
  const char *usual = pasted->host_row >= 0 ? hosts[pasted->host_row].compatible : "/v1";
  AzcCall call;
  guint n_base = pasted->segments->len - find_function (pasted, 0, &call);

  /* The portal shows a managed online endpoint by its scoring path. */
  if (pasted->segments->len == 0 ||
      (pasted->segments->len == 1 && match_segments (pasted, 0, "score") > 0))
    return g_strconcat (pasted->origin, usual, NULL);

  return join_base (pasted, n_base);
}

/* The base of the routes that put a path of their own behind it. */
static char *
make_base (const Pasted *pasted,
           const Match  *match,
           AzcRoute      route)
{
  g_autofree char *base = NULL;
  AzcCall call;

  if (match->anchor < 0)
    base = join_base (pasted, pasted->segments->len - find_function (pasted, 0, &call));
  else if (anchors[match->anchor].route == route)
    base = join_base (pasted, match->start + anchors[match->anchor].keep);
  else
    base = join_base (pasted, match->start);

  /* On a Foundry resource, Claude lives under a path of its own. */
  if (route == AZC_ROUTE_ANTHROPIC && get_host_route (pasted) == AZC_ROUTE_AZURE_V1 &&
      !g_str_has_suffix (base, "/anthropic"))
    return g_strconcat (base, "/anthropic", NULL);

  return g_steal_pointer (&base);
}

/**
 * azc_url_recognise_as:
 * @text: what was typed or pasted
 * @route: the route, or %AZC_ROUTE_AUTO to find it in the URL
 * @error: return location for an error
 *
 * Like [func@Azc.url_recognise], with a route that was chosen beforehand.
 *
 * Returns: (transfer full): the parts
 */
AzcUrlParts *
azc_url_recognise_as (const char  *text,
                      AzcRoute     route,
                      GError     **error)
{
  g_autoptr (GUri) uri = azc_url_parse (text, error);
  g_autoptr (Pasted) pasted = NULL;
  g_autoptr (AzcUrlParts) parts = NULL;
  Match match;

  if (uri == NULL)
    return NULL;

  pasted = take_apart (uri, error);
  if (pasted == NULL)
    return NULL;

  parts = g_new0 (AzcUrlParts, 1);
  match = find_anchor (pasted);
  if (!take_deployment (pasted, &match, parts, error))
    return NULL;

  parts->route = route != AZC_ROUTE_AUTO ? route : get_route (pasted, &match);
  parts->base = parts->route == AZC_ROUTE_OPENAI || parts->route == AZC_ROUTE_SERVERLESS
                ? make_compatible_base (pasted) : make_base (pasted, &match, parts->route);
  find_function (pasted, match.end, &parts->call);
  parts->api_version = g_steal_pointer (&pasted->api_version);
  parts->query = g_steal_pointer (&pasted->query);

  return g_steal_pointer (&parts);
}

/**
 * azc_url_recognise:
 * @text: what was typed or pasted
 * @error: return location for an error
 *
 * Reads what a URL says. A missing scheme is taken as https, or http for a
 * loopback host; quotes and space around it, a fragment, doubled slashes and the
 * placeholders of documentation in place of a deployment are overlooked.
 *
 * Raises %AZC_ERROR_URL with the subject "url" if there is no usable http or https
 * URL, or if it holds a user name or password.
 *
 * Returns: (transfer full): the parts
 */
AzcUrlParts *
azc_url_recognise (const char  *text,
                   GError     **error)
{
  return azc_url_recognise_as (text, AZC_ROUTE_AUTO, error);
}
