/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pasted URLs: what they say, and what is requested in the end. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "net/url.h"

typedef struct
{
  const char *text;
  const char *route;
  const char *base;
  const char *deployment;
  const char *api_version;
  AzcCall     call;
} Recognised;

#define RES "https://contoso.openai.azure.com"
#define FOUNDRY "https://contoso.services.ai.azure.com"

static const Recognised recognised[] = {
  /* Azure OpenAI, classic */
  { RES, "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "///", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments/gpt-4o", "azure", RES, "gpt-4o", NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments/gpt-4o/", "azure", RES, "gpt-4o", NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    "azure", RES, "gpt-4o", "2024-10-21", AZC_CALL_CHAT },
  { RES "//openai//deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    "azure", RES, "gpt-4o", "2024-10-21", AZC_CALL_CHAT },
  { RES "/OpenAI/Deployments/GPT-4o/Chat/Completions?API-Version=2024-10-21",
    "azure", RES, "GPT-4o", "2024-10-21", AZC_CALL_CHAT },
  { RES "/openai/deployments/text-3/embeddings?api-version=2023-05-15",
    "azure", RES, "text-3", "2023-05-15", AZC_CALL_CHAT },
  { RES "/openai/deployments/a%2Fb%20c/chat/completions", "azure", RES, "a/b c", NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments/{deployment-id}/chat/completions?api-version={api-version}",
    "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/deployments/deployments/chat/completions", "azure", RES, "deployments", NULL, AZC_CALL_CHAT },
  { RES "/openai/responses?api-version=2025-04-01-preview",
    "azure", RES, NULL, "2025-04-01-preview", AZC_CALL_RESPONSES },
  { RES "/openai/models?api-version=2024-10-21", "azure", RES, NULL, "2024-10-21", AZC_CALL_MODELS },
  { "https://contoso.openai.azure.us/", "azure", "https://contoso.openai.azure.us", NULL, NULL, AZC_CALL_CHAT },
  { "https://contoso.openai.azure.cn", "azure", "https://contoso.openai.azure.cn", NULL, NULL, AZC_CALL_CHAT },
  { "https://contoso.privatelink.openai.azure.com",
    "azure", "https://contoso.privatelink.openai.azure.com", NULL, NULL, AZC_CALL_CHAT },
  { "https://contoso.cognitiveservices.azure.com/",
    "azure", "https://contoso.cognitiveservices.azure.com", NULL, NULL, AZC_CALL_CHAT },
  { "https://contoso.cognitiveservices.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2025-01-01-preview",
    "azure", "https://contoso.cognitiveservices.azure.com", "gpt-4o", "2025-01-01-preview", AZC_CALL_CHAT },
  { "https://eastus.api.cognitive.microsoft.com/",
    "azure", "https://eastus.api.cognitive.microsoft.com", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/openai/deployments/DeepSeek-V3/chat/completions?api-version=2024-10-21",
    "azure", FOUNDRY, "DeepSeek-V3", "2024-10-21", AZC_CALL_CHAT },

  /* v1 */
  { RES "/openai/v1", "azure-v1", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/v1/", "azure-v1", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/v1/chat/completions", "azure-v1", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/v1/responses", "azure-v1", RES, NULL, NULL, AZC_CALL_RESPONSES },
  { RES "/openai/v1/models?api-version=preview", "azure-v1", RES, NULL, "preview", AZC_CALL_MODELS },
  { FOUNDRY, "azure-v1", FOUNDRY, NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/openai", "azure-v1", FOUNDRY, NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/openai/v1/", "azure-v1", FOUNDRY, NULL, NULL, AZC_CALL_CHAT },
  { "https://contoso.services.ai.azure.us", "azure-v1", "https://contoso.services.ai.azure.us", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/api/projects/vision", "azure-v1", FOUNDRY "/api/projects/vision", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/api/projects/vision/openai/v1/", "azure-v1", FOUNDRY "/api/projects/vision", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/api/projects/vision/openai/v1/responses",
    "azure-v1", FOUNDRY "/api/projects/vision", NULL, NULL, AZC_CALL_RESPONSES },

  /* Foundry models */
  { FOUNDRY "/models", "foundry", FOUNDRY, NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/models/", "foundry", FOUNDRY, NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/models/chat/completions?api-version=2024-05-01-preview",
    "foundry", FOUNDRY, NULL, "2024-05-01-preview", AZC_CALL_CHAT },
  { "https://gw.contoso.test/ai/models/chat/completions",
    "foundry", "https://gw.contoso.test/ai", NULL, NULL, AZC_CALL_CHAT },

  /* Claude */
  { FOUNDRY "/anthropic", "anthropic", FOUNDRY "/anthropic", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/anthropic/", "anthropic", FOUNDRY "/anthropic", NULL, NULL, AZC_CALL_CHAT },
  { FOUNDRY "/anthropic/v1/messages", "anthropic", FOUNDRY "/anthropic", NULL, NULL, AZC_CALL_MESSAGES },
  { "https://api.anthropic.com", "anthropic", "https://api.anthropic.com", NULL, NULL, AZC_CALL_CHAT },
  { "https://gw.contoso.test/claude/v1/messages",
    "anthropic", "https://gw.contoso.test/claude", NULL, NULL, AZC_CALL_MESSAGES },

  /* serverless and managed online endpoints */
  { "https://phi.eastus2.models.ai.azure.com", "serverless", "https://phi.eastus2.models.ai.azure.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://phi.eastus2.models.ai.azure.com/v1/chat/completions",
    "serverless", "https://phi.eastus2.models.ai.azure.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://phi.eastus2.models.ai.azure.com/v1/models?api-version=1",
    "serverless", "https://phi.eastus2.models.ai.azure.com/v1", NULL, "1", AZC_CALL_MODELS },
  { "https://phi.eastus2.models.ai.azure.com/chat/completions?api-version=2024-05-01-preview",
    "serverless", "https://phi.eastus2.models.ai.azure.com", NULL, "2024-05-01-preview", AZC_CALL_CHAT },
  { "https://llama.eastus.inference.ml.azure.com/score",
    "serverless", "https://llama.eastus.inference.ml.azure.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://llama.eastus.inference.ml.azure.com/v1",
    "serverless", "https://llama.eastus.inference.ml.azure.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://mistral.eastus.inference.ai.azure.com",
    "serverless", "https://mistral.eastus.inference.ai.azure.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://models.inference.ai.azure.com",
    "serverless", "https://models.inference.ai.azure.com", NULL, NULL, AZC_CALL_CHAT },

  /* gateways */
  { "https://apim.azure-api.net", "azure", "https://apim.azure-api.net", NULL, NULL, AZC_CALL_CHAT },
  { "https://gw.contoso.test/llm/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    "azure", "https://gw.contoso.test/llm", "gpt-4o", "2024-10-21", AZC_CALL_CHAT },
  { "https://gw.contoso.test/llm/openai/v1", "azure-v1", "https://gw.contoso.test/llm", NULL, NULL, AZC_CALL_CHAT },
  { "https://gw.contoso.test/openai/openai/v1", "azure-v1", "https://gw.contoso.test/openai", NULL, NULL, AZC_CALL_CHAT },
  { "https://gw.contoso.test/deployments/d1/chat/completions",
    "azure", "https://gw.contoso.test/deployments", "d1", NULL, AZC_CALL_CHAT },
  { "https://gw.contoso.test/foundry/v1", "openai", "https://gw.contoso.test/foundry/v1", NULL, NULL, AZC_CALL_CHAT },

  /* compatible servers */
  { "https://api.openai.com", "openai", "https://api.openai.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://api.openai.com/v1/", "openai", "https://api.openai.com/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://api.openai.com/v1/responses", "openai", "https://api.openai.com/v1", NULL, NULL, AZC_CALL_RESPONSES },
  { "https://llm.test/chat/completions", "openai", "https://llm.test", NULL, NULL, AZC_CALL_CHAT },
  { "https://llm.test/models", "openai", "https://llm.test", NULL, NULL, AZC_CALL_MODELS },
  { "https://llm.test/v2/api", "openai", "https://llm.test/v2/api", NULL, NULL, AZC_CALL_CHAT },
  { "https://api.groq.com/openai/v1", "openai", "https://api.groq.com/openai/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://generativelanguage.googleapis.com/v1beta/openai/",
    "openai", "https://generativelanguage.googleapis.com/v1beta/openai", NULL, NULL, AZC_CALL_CHAT },
  { "http://localhost:11434", "openai", "http://localhost:11434/v1", NULL, NULL, AZC_CALL_CHAT },
  { "http://[::1]:8080/v1", "openai", "http://[::1]:8080/v1", NULL, NULL, AZC_CALL_CHAT },

  /* as people paste them */
  { "contoso.openai.azure.com", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "contoso.openai.azure.com/openai/deployments/x", "azure", RES, "x", NULL, AZC_CALL_CHAT },
  { "localhost:8080/v1", "openai", "http://localhost:8080/v1", NULL, NULL, AZC_CALL_CHAT },
  { "127.0.0.1:1234", "openai", "http://127.0.0.1:1234/v1", NULL, NULL, AZC_CALL_CHAT },
  { "//llm.test/v1", "openai", "https://llm.test/v1", NULL, NULL, AZC_CALL_CHAT },
  { "  \"" RES "/\",\n", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "“" RES "”", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "<" RES ">", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "AZURE_OPENAI_ENDPOINT=" RES, "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "azure_endpoint = \"" RES "/\",", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { "POST " RES "/openai/v1/responses", "azure-v1", RES, NULL, NULL, AZC_CALL_RESPONSES },
  { "HTTPS://Contoso.OpenAI.Azure.com:443/", "azure", RES, NULL, NULL, AZC_CALL_CHAT },
  { RES "/openai/v1#section", "azure-v1", RES, NULL, NULL, AZC_CALL_CHAT },
  { "https://llm.test/a/../b/./v1", "openai", "https://llm.test/b/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://llm.test/../../v1", "openai", "https://llm.test/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://llm.test:8443/v1", "openai", "https://llm.test:8443/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://llm.test/my path/v1", "openai", "https://llm.test/my%20path/v1", NULL, NULL, AZC_CALL_CHAT },
  { "https://bücher.test/v1", "openai", "https://xn--bcher-kva.test/v1", NULL, NULL, AZC_CALL_CHAT },
};

static void
test_recognise (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recognised); i++)
    {
      const Recognised *row = &recognised[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (AzcUrlParts) parts = azc_url_recognise (row->text, &error);

      g_test_message ("%s", row->text);
      g_assert_no_error (error);
      g_assert_cmpstr (azc_route_to_string (parts->route), ==, row->route);
      g_assert_cmpstr (parts->base, ==, row->base);
      g_assert_cmpstr (parts->deployment, ==, row->deployment);
      g_assert_cmpstr (parts->api_version, ==, row->api_version);
      g_assert_cmpint (parts->call, ==, row->call);
    }
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "", "   ", "\"\"", "https://", "https:///path", "ftp://contoso.test/", "file:///etc/passwd",
    "wss://contoso.test", "https://user:secret@contoso.test/", "https://user@contoso.test",
    "https://{your-resource}.openai.azure.com", "https://<resource>.openai.azure.com/",
    "https://a b.test", "https://contoso.test:0/", "https://contoso.test:99999/", "https://..",
    "https://a..b", "https://contoso.test:x/", "mailto:someone", "https://[::1", "\xff\xfe",
    "https://contoso.test/v1?a=%ff", "https://contoso.openai.azure.com/openai/deployments/%ff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AzcUrlParts) parts = azc_url_recognise (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_error (error, AZC_ERROR, AZC_ERROR_URL);
      g_assert_null (parts);
      g_assert_cmpstr (azc_error_get_subject (error), ==, "url");
      g_assert_null (strstr (error->message, "secret"));
    }
}

static AzcPairs *
parse_query (const char *text)
{
  g_autoptr (AzcPairs) pairs = azc_pairs_new ();
  g_auto (GStrv) items = g_strsplit (text != NULL ? text : "", "&", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *equals = strchr (items[i], '=');

      if (equals != NULL)
        *equals = '\0';
      if (*items[i] != '\0')
        azc_pairs_append (pairs, items[i], equals != NULL ? equals + 1 : NULL);
    }

  return g_steal_pointer (&pairs);
}

typedef struct
{
  const char *text;
  AzcRoute    route;
  const char *deployment;
  const char *api_version;
  const char *query;       /* a name without "=" removes */
  AzcCall     call;
  const char *url;
} Built;

static const Built built[] = {
  /* the table of routes and calls */
  { RES, AZC_ROUTE_AUTO, "gpt-4o", NULL, NULL, AZC_CALL_CHAT,
    RES "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21" },
  { RES, AZC_ROUTE_AUTO, "gpt-4o", "", NULL, AZC_CALL_RESPONSES, RES "/openai/v1/responses" },
  { RES, AZC_ROUTE_AUTO, "gpt-4o", "2025-04-01-preview", NULL, AZC_CALL_RESPONSES,
    RES "/openai/responses?api-version=2025-04-01-preview" },
  { RES, AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MODELS, RES "/openai/models?api-version=2024-10-21" },
  { RES "/openai/v1/", AZC_ROUTE_AUTO, "gpt-4o", NULL, NULL, AZC_CALL_CHAT, RES "/openai/v1/chat/completions" },
  { RES "/openai/v1", AZC_ROUTE_AUTO, NULL, "preview", NULL, AZC_CALL_RESPONSES,
    RES "/openai/v1/responses?api-version=preview" },
  { RES "/openai/v1", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MODELS, RES "/openai/v1/models" },
  { FOUNDRY "/models", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    FOUNDRY "/models/chat/completions?api-version=2024-05-01-preview" },
  { FOUNDRY "/models", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MODELS, FOUNDRY "/openai/v1/models" },
  { FOUNDRY, AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT, FOUNDRY "/openai/v1/chat/completions" },
  { FOUNDRY "/anthropic", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MESSAGES, FOUNDRY "/anthropic/v1/messages" },
  { FOUNDRY "/anthropic/v1/messages", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MODELS, FOUNDRY "/anthropic/v1/models" },
  { FOUNDRY "/api/projects/p", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    FOUNDRY "/api/projects/p/openai/v1/chat/completions" },
  { "https://phi.eastus2.models.ai.azure.com", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    "https://phi.eastus2.models.ai.azure.com/v1/chat/completions" },
  { "https://apim.contoso.test/foundry/v1", AZC_ROUTE_SERVERLESS, NULL, "2024-05-01-preview", NULL, AZC_CALL_CHAT,
    "https://apim.contoso.test/foundry/v1/chat/completions?api-version=2024-05-01-preview" },
  { "https://llm.test/v1", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MESSAGES, "https://llm.test/v1/messages" },
  { "https://llm.test/chat/completions", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_MODELS, "https://llm.test/models" },

  /* a target URI comes back as it was */
  { RES "/openai/deployments/d/chat/completions?api-version=2025-01-01-preview", AZC_ROUTE_AUTO, NULL, NULL, NULL,
    AZC_CALL_CHAT, RES "/openai/deployments/d/chat/completions?api-version=2025-01-01-preview" },
  { "https://gw.contoso.test/deployments/d1/chat/completions?api-version=2024-06-01", AZC_ROUTE_AUTO, NULL, NULL, NULL,
    AZC_CALL_CHAT, "https://gw.contoso.test/deployments/d1/chat/completions?api-version=2024-06-01" },
  { "https://gw.contoso.test/x/deployments/d1", AZC_ROUTE_AUTO, NULL, NULL, NULL,
    AZC_CALL_MODELS, "https://gw.contoso.test/x/models?api-version=2024-10-21" },
  { "https://gw.contoso.test/v1", AZC_ROUTE_AZURE_V1, NULL, NULL, NULL,
    AZC_CALL_CHAT, "https://gw.contoso.test/v1/chat/completions" },

  /* the settings win */
  { RES "/openai/deployments/a/chat/completions?api-version=2024-06-01", AZC_ROUTE_AUTO, "b", "2024-10-21", NULL,
    AZC_CALL_CHAT, RES "/openai/deployments/b/chat/completions?api-version=2024-10-21" },
  { RES "/openai/v1", AZC_ROUTE_AZURE, "d", NULL, NULL, AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions?api-version=2024-10-21" },
  { RES "/openai/deployments/d", AZC_ROUTE_AZURE_V1, NULL, NULL, NULL, AZC_CALL_CHAT, RES "/openai/v1/chat/completions" },
  { FOUNDRY "/openai/v1", AZC_ROUTE_FOUNDRY, NULL, NULL, NULL, AZC_CALL_CHAT,
    FOUNDRY "/models/chat/completions?api-version=2024-05-01-preview" },
  { FOUNDRY "/models", AZC_ROUTE_AZURE_V1, NULL, NULL, NULL, AZC_CALL_CHAT, FOUNDRY "/openai/v1/chat/completions" },
  { FOUNDRY, AZC_ROUTE_ANTHROPIC, NULL, NULL, NULL, AZC_CALL_MESSAGES, FOUNDRY "/anthropic/v1/messages" },
  { FOUNDRY "/anthropic/v1/messages", AZC_ROUTE_AZURE_V1, NULL, NULL, NULL, AZC_CALL_CHAT,
    FOUNDRY "/openai/v1/chat/completions" },
  { RES, AZC_ROUTE_OPENAI, NULL, NULL, NULL, AZC_CALL_CHAT, RES "/openai/v1/chat/completions" },
  { RES "/openai/deployments/d/chat/completions", AZC_ROUTE_OPENAI, NULL, "2024-10-21", NULL, AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions?api-version=2024-10-21" },
  { "https://gw.contoso.test/ai/", AZC_ROUTE_AZURE, "d", NULL, NULL, AZC_CALL_CHAT,
    "https://gw.contoso.test/ai/openai/deployments/d/chat/completions?api-version=2024-10-21" },
  { "https://gw.contoso.test", AZC_ROUTE_FOUNDRY, NULL, NULL, NULL, AZC_CALL_CHAT,
    "https://gw.contoso.test/models/chat/completions?api-version=2024-05-01-preview" },

  /* escapes */
  { RES, AZC_ROUTE_AUTO, "my dep/ü+1?#%", NULL, NULL, AZC_CALL_CHAT,
    RES "/openai/deployments/my%20dep%2F%C3%BC+1%3F%23%25/chat/completions?api-version=2024-10-21" },

  /* queries */
  { "https://llm.test/v1?a=1&b=x%26y&a=2", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    "https://llm.test/v1/chat/completions?a=1&b=x%26y&a=2" },
  { "https://llm.test/v1?q=a+b%2Bc", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    "https://llm.test/v1/chat/completions?q=a%20b%2Bc" },
  { "https://llm.test/v1?&&flag&", AZC_ROUTE_AUTO, NULL, NULL, NULL, AZC_CALL_CHAT,
    "https://llm.test/v1/chat/completions?flag=" },
  { "https://llm.test/v1?a=1&a=2&k=url", AZC_ROUTE_AUTO, NULL, NULL, "k=set&n=a b&c=&=", AZC_CALL_CHAT,
    "https://llm.test/v1/chat/completions?a=1&a=2&k=set&n=a%20b&c=" },
  { "https://llm.test/v1?a=1&a=2&k=v", AZC_ROUTE_AUTO, NULL, NULL, "a", AZC_CALL_CHAT,
    "https://llm.test/v1/chat/completions?k=v" },
  { RES "?subscription-key=K%3D", AZC_ROUTE_AUTO, "d", NULL, NULL, AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions?api-version=2024-10-21&subscription-key=K%3D" },
  { RES, AZC_ROUTE_AUTO, "d", NULL, "api-version=2025-01-01-preview", AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions?api-version=2025-01-01-preview" },
  { RES, AZC_ROUTE_AUTO, "d", "2024-06-01", "api-version=2025-01-01-preview", AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions?api-version=2024-06-01" },
  { RES "?api-version=2024-06-01", AZC_ROUTE_AUTO, "d", NULL, "api-version", AZC_CALL_CHAT,
    RES "/openai/deployments/d/chat/completions" },
};

static void
test_build (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (built); i++)
    {
      const Built *row = &built[i];
      g_autoptr (AzcPairs) query = parse_query (row->query);
      g_autoptr (GError) error = NULL;
      g_autoptr (AzcUrlParts) parts = NULL;
      g_autoptr (AzcUrlParts) copy = NULL;
      g_autofree char *url = NULL;

      g_test_message ("%u: %s", i, row->text);
      parts = azc_url_resolve (row->text, row->route, row->deployment, row->api_version, query,
                               &error);
      g_assert_no_error (error);
      copy = azc_url_parts_copy (parts);
      url = azc_url_build (copy, row->call, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, row->url);
    }
}

/* What was built, pasted again, gives the same URL: so the settings may store either. */
static void
test_build_is_stable (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recognised); i++)
    {
      g_autoptr (AzcUrlParts) first = azc_url_resolve (recognised[i].text, AZC_ROUTE_AUTO, "dep", NULL, NULL, NULL);
      g_autofree char *url = azc_url_build (first, AZC_CALL_CHAT, NULL);
      g_autoptr (AzcUrlParts) second = azc_url_resolve (url, AZC_ROUTE_AUTO, NULL, NULL, NULL,
                                                        NULL);
      g_autofree char *again = azc_url_build (second, AZC_CALL_CHAT, NULL);

      g_assert_cmpstr (again, ==, url);
      g_assert_cmpint (second->route, ==, first->route);
      g_assert_null (strstr (strstr (url, "://") + 3, "//"));
    }
}

static void
test_settings_errors (void)
{
  static const struct { const char *deployment; AzcCall call; const char *subject; } rows[] = {
    { NULL, AZC_CALL_CHAT, "deployment" },
    { "", AZC_CALL_CHAT, "deployment" },
    { "..", AZC_CALL_CHAT, "deployment" },
    { "d", AZC_CALL_MESSAGES, "route" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AzcUrlParts) parts = azc_url_resolve (RES, AZC_ROUTE_AUTO, rows[i].deployment,
                                                       NULL, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (azc_url_build (parts, rows[i].call, &error));
      g_assert_error (error, AZC_ERROR, AZC_ERROR_SETTINGS);
      g_assert_cmpstr (azc_error_get_subject (error), ==, rows[i].subject);
    }
}

static void
test_origin (void)
{
  static const struct
  {
    const char *url;
    const char *origin;
    gboolean    loopback;
    gboolean    secure;
  } rows[] = {
    { "https://Contoso.Test/x?y", "https://contoso.test", FALSE, TRUE },
    { "https://contoso.test:443/", "https://contoso.test", FALSE, TRUE },
    { "https://contoso.test:8443/", "https://contoso.test:8443", FALSE, TRUE },
    { "http://contoso.test:80/", "http://contoso.test", FALSE, FALSE },
    { "http://contoso.test:443/", "http://contoso.test:443", FALSE, FALSE },
    { "http://localhost:11434/v1", "http://localhost:11434", TRUE, TRUE },
    { "http://LOCALHOST./", "http://localhost.", TRUE, TRUE },
    { "http://api.localhost/", "http://api.localhost", TRUE, TRUE },
    { "http://notlocalhost/", "http://notlocalhost", FALSE, FALSE },
    { "http://localhost.evil.test/", "http://localhost.evil.test", FALSE, FALSE },
    { "http://127.9.9.9/", "http://127.9.9.9", TRUE, TRUE },
    { "http://127.0.0.1.evil.test/", "http://127.0.0.1.evil.test", FALSE, FALSE },
    { "http://0.0.0.0:8000", "http://0.0.0.0:8000", TRUE, TRUE },
    { "http://[::1]:80/", "http://[::1]", TRUE, TRUE },
    { "http://192.168.1.4/", "http://192.168.1.4", FALSE, FALSE },
    { "nonsense://x", NULL, FALSE, FALSE },
    { "", NULL, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *origin = azc_url_get_origin (rows[i].url);

      g_test_message ("%s", rows[i].url);
      g_assert_cmpstr (origin, ==, rows[i].origin);
      g_assert_cmpint (azc_url_is_loopback (rows[i].url), ==, rows[i].loopback);
      g_assert_cmpint (azc_url_is_secure (rows[i].url), ==, rows[i].secure);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/url/recognise", test_recognise);
  g_test_add_func ("/url/refused", test_refused);
  g_test_add_func ("/url/build", test_build);
  g_test_add_func ("/url/build-is-stable", test_build_is_stable);
  g_test_add_func ("/url/settings-errors", test_settings_errors);
  g_test_add_func ("/url/origin", test_origin);

  return g_test_run ();
}
