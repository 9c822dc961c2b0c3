/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the demo says: about the pictures, or about itself. It stays in English, as the
 * words of a service do. */

#include "config.h"

#include "demo/demo-answer.h"

#include <string.h>

#include "image/tokens.h"

/* The model whose rule for pictures stands in for the demo's. */
#define TOKENS_LIKE "gpt-4o"

#define CHARACTERS_PER_TOKEN 4
#define MAX_TOKEN 12
#define MAX_QUOTE 200
#define TITLE_WORDS 6
#define LONG_SECTIONS 40

/* A keyword counts where the message is hardly more than it, so that a real question with
 * the word "error" in it gets an answer. */
#define COMMAND_WORDS 3

static GStrv
split_words (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, " \t\r\n.,;:!?\"'()", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (words, parts[i]);
    }

  return g_strv_builder_end (words);
}

static gboolean
is_command (GStrv       words,
            const char *keyword)
{
  return g_strv_length (words) <= COMMAND_WORDS &&
         g_strv_contains ((const char * const *) words, keyword);
}

static void
add_quote (GString    *text,
           const char *question)
{
  g_autofree char *start = g_utf8_substring (question, 0, MIN (MAX_QUOTE, g_utf8_strlen (question, -1)));
  g_auto (GStrv) lines = g_strsplit_set (g_strstrip (start), "\r\n", -1);
  g_autofree char *line = g_strjoinv (" ", lines);

  if (*line != '\0')
    g_string_append_printf (text, "> %s%s\n\n", line, strlen (question) > MAX_QUOTE ? " …" : "");
}

static const char *
describe_brightness (guint percent)
{
  if (percent < 25)
    return "dark";

  return percent < 70 ? "medium" : "bright";
}

static const char *
describe_shape (const AzcDemoPicture *picture)
{
  if (picture->probe.width == picture->probe.height)
    return "square";

  return picture->probe.width > picture->probe.height ? "landscape" : "portrait";
}

static void
add_colors (GString              *text,
            const AzcDemoPicture *picture)
{
  if (picture->color == NULL)
    {
      g_string_append (text, "\nThis system has no decoder for the format, so I see only its head.\n\n");
      return;
    }

  g_string_append_printf (text, "| Mean brightness | %u %% (%s) |\n",
                          picture->brightness, describe_brightness (picture->brightness));
  g_string_append_printf (text, "| Main colours | %s |\n", picture->colors);
  g_string_append_printf (text, "| Looks like | %s |\n\n",
                          picture->few_colors
                          ? "a screenshot, diagram or drawing: it has few colours"
                          : "a photograph: it has many shades");
  g_string_append_printf (text, "The most frequent colour is **%s**.\n\n", picture->color);
}

static void
add_picture (GString              *text,
             const AzcDemoPicture *picture)
{
  const AzcProbe *probe = &picture->probe;
  g_autofree char *size = g_format_size (picture->n_bytes);

  g_string_append (text, "| Property | Value |\n| --- | --- |\n");
  g_string_append_printf (text, "| Format | %s%s |\n", azc_format_get_name (probe->format),
                          probe->animated ? ", animated" : "");
  g_string_append_printf (text, "| Size | %u × %u pixels, %s |\n",
                          probe->width, probe->height, describe_shape (picture));
  g_string_append_printf (text, "| File | %s |\n", size);
  add_colors (text, picture);
}

static void
answer_pictures (GString               *text,
                 const AzcDemoQuestion *question)
{
  guint n_pictures = question->pictures->len;

  g_string_append_printf (text, "## %s\n\n",
                          n_pictures == 1 ? "Your picture arrived" : "Your pictures arrived");
  add_quote (text, question->text);
  g_string_append (text, "I am the **built-in demo**, not a model: I decoded the file and measured "
                         "it, but I cannot recognise what it shows.\n\n");

  for (guint i = 0; i < n_pictures; i++)
    {
      const AzcDemoPicture *picture = g_ptr_array_index (question->pictures, i);

      if (n_pictures > 1)
        g_string_append_printf (text, "### Picture %u\n\n", i + 1);
      add_picture (text, picture);
    }

  g_string_append (text, "What a real deployment sees:\n\n"
                         "- the same bytes, in the same request\n"
                         "- turned upright and *without* camera data or place\n"
                         "- at most 2048 pixels on the longer side\n");
}

static void
answer_table (GString *text)
{
  g_string_append (text,
                   "## Routes\n\n"
                   "The demo answers on three routes, each as strictly as Azure does:\n\n"
                   "| Route | Path | Credential |\n"
                   "| :--- | :--- | :---: |\n"
                   "| `azure` | `/openai/deployments/demo/chat/completions?api-version=…` | `api-key` |\n"
                   "| `azure-v1` | `/openai/v1/chat/completions` | `api-key` |\n"
                   "| `serverless` | `/v1/chat/completions` | `Authorization` |\n\n"
                   "A wrong key gets Azure’s own **401**.\n");
}

static void
answer_code (GString *text)
{
  g_string_append (text,
                   "## Two ways to add numbers\n\n"
                   "In C, with a loop:\n\n"
                   "```c\n"
                   "static int\n"
                   "sum (const int *numbers,\n"
                   "     size_t     n_numbers)\n"
                   "{\n"
                   "  int total = 0;\n\n"
                   "  for (size_t i = 0; i < n_numbers; i++)\n"
                   "    total += numbers[i];\n\n"
                   "  return total;\n"
                   "}\n"
                   "```\n\n"
                   "In Python it is built in:\n\n"
                   "```python\n"
                   "print(sum([1, 2, 3]))  # 6\n"
                   "```\n\n"
                   "1. `sum` takes any iterable.\n"
                   "2. The loop takes an array and its length.\n");
}

static void
answer_long (GString *text)
{
  g_string_append (text, "# A long answer\n\nTo try scrolling, *Stop*, and how the view follows.\n\n");
  for (guint i = 1; i <= LONG_SECTIONS; i++)
    g_string_append_printf (text,
                            "## Section %u of %u\n\n"
                            "This paragraph says nothing new, but it is long enough to wrap in a "
                            "window of any ordinary width, and it has **bold**, *slanted* and `code` "
                            "words in it so that every style is seen.\n\n"
                            "- first point of section %u\n"
                            "- second point of section %u\n\n", i, LONG_SECTIONS, i, i);
}

static void
answer_text (GString               *text,
             const AzcDemoQuestion *question,
             guint                  n_words)
{
  g_string_append (text, "## Hello from the demo\n\n");
  add_quote (text, question->text);
  g_string_append_printf (text,
                          "I am the **built-in demo**, not a model: I cannot think about your message. "
                          "It has %u %s, and this request carried %u %s.\n\n",
                          n_words, n_words == 1 ? "word" : "words",
                          question->n_messages, question->n_messages == 1 ? "message" : "messages");
  g_string_append (text,
                   "### What you can try\n\n"
                   "1. **Drop a picture** on the window and send it: I really look at it.\n"
                   "2. Send one of these words:\n\n"
                   "| Word | What happens |\n"
                   "| --- | --- |\n"
                   "| `table` | an answer with a table |\n"
                   "| `code` | an answer with code |\n"
                   "| `long` | a long answer, to try *Stop* |\n"
                   "| `slow` | an answer that comes slowly |\n"
                   "| `error` | the service is busy (429) |\n"
                   "| `filter` | the content filter refuses the message |\n"
                   "| `filter answer` | the content filter cuts the answer |\n"
                   "| `break` | the connection breaks in the middle |\n\n"
                   "3. Add your own endpoint, and talk to a model.\n");
}

/* A title is asked for by an instruction, with the conversation quoted. */
static gboolean
wants_title (const AzcDemoQuestion *question)
{
  g_autofree char *lower = NULL;

  if (question->instructions == NULL || question->stream)
    return FALSE;
  lower = g_utf8_strdown (question->instructions, -1);

  return strstr (lower, "title") != NULL && strstr (lower, "conversation") != NULL;
}

/* The first words of the conversation, which are those of the question. */
static void
answer_title (GString               *text,
              const AzcDemoQuestion *question)
{
  const char *start = question->text + strspn (question->text, " \t\r\n#>*");
  g_autofree char *line = g_strndup (start, strcspn (start, "\r\n"));
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL && n_words < TITLE_WORDS; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n_words++ > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, words[i]);
    }

  while (text->len > 0 && strchr ("?!.,;:", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  if (text->len == 0)
    g_string_append (text, "A picture");
  text->str[0] = g_ascii_toupper (text->str[0]);
}

static void
compose (GString               *text,
         const AzcDemoQuestion *question,
         GStrv                  words)
{
  if (wants_title (question))
    answer_title (text, question);
  else if (question->pictures->len > 0)
    answer_pictures (text, question);
  else if (is_command (words, "table"))
    answer_table (text);
  else if (is_command (words, "code"))
    answer_code (text);
  else if (is_command (words, "long"))
    answer_long (text);
  else
    answer_text (text, question, g_strv_length (words));
}

/* A token is white space and the word after it, cut where the word is long. */
static void
split_tokens (const char *text,
              GPtrArray  *tokens)
{
  while (*text != '\0')
    {
      const char *end = text;

      while (g_ascii_isspace (*end))
        end++;
      while (*end != '\0' && !g_ascii_isspace (*end) && end - text < MAX_TOKEN)
        end = g_utf8_next_char (end);
      g_ptr_array_add (tokens, g_strndup (text, (gsize) (end - text)));
      text = end;
    }
}

static guint
count_prompt (const AzcDemoQuestion *question)
{
  guint n_tokens = (guint) (question->n_characters / CHARACTERS_PER_TOKEN) + 4 * question->n_messages;

  for (guint i = 0; i < question->pictures->len; i++)
    {
      const AzcDemoPicture *picture = g_ptr_array_index (question->pictures, i);

      n_tokens += (guint) azc_tokens_estimate (TOKENS_LIKE, picture->probe.width,
                                               picture->probe.height, AZC_DETAIL_AUTO);
    }

  return n_tokens;
}

static AzcDemoFault *
refuse (GStrv words)
{
  if (is_command (words, "error"))
    return azc_demo_fault_new (429, "429",
                               "Requests to the ChatCompletions_Create Operation have exceeded the "
                               "token rate limit of the demo. Please retry after 1 seconds.");
  if (is_command (words, "filter") && !is_command (words, "answer"))
    return azc_demo_fault_new_filtered ();

  return NULL;
}

/* Where an answer is cut, half of it is enough to see. */
static void
cut (AzcDemoAnswer         *answer,
     const AzcDemoQuestion *question,
     GStrv                  words)
{
  guint n_tokens = answer->tokens->len;

  if (is_command (words, "filter"))
    answer->end = AZC_DEMO_END_FILTER;
  else if (is_command (words, "break"))
    answer->end = AZC_DEMO_END_BREAK;

  if (answer->end != AZC_DEMO_END_STOP)
    n_tokens /= 2;
  if (question->max_tokens > 0 && question->max_tokens < n_tokens)
    {
      answer->end = AZC_DEMO_END_LENGTH;
      n_tokens = question->max_tokens;
    }
  g_ptr_array_set_size (answer->tokens, (int) n_tokens);
}

/**
 * azc_demo_answer_new:
 * @question: a question
 * @fault: (out) (transfer full): what to answer instead
 *
 * Finds an answer.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with @fault set
 */
AzcDemoAnswer *
azc_demo_answer_new (const AzcDemoQuestion  *question,
                     AzcDemoFault          **fault)
{
  g_autoptr (AzcDemoAnswer) answer = g_new0 (AzcDemoAnswer, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) words = split_words (question->text);

  answer->tokens = g_ptr_array_new_with_free_func (g_free);
  *fault = wants_title (question) ? NULL : refuse (words);
  if (*fault != NULL)
    return NULL;

  compose (text, question, words);
  split_tokens (text->str, answer->tokens);
  answer->n_prompt = count_prompt (question);
  if (!wants_title (question))
    {
      answer->slow = is_command (words, "slow");
      cut (answer, question, words);
    }

  return g_steal_pointer (&answer);
}

/**
 * azc_demo_answer_free:
 * @answer: (nullable): an answer
 *
 * Frees it.
 */
void
azc_demo_answer_free (AzcDemoAnswer *answer)
{
  if (answer == NULL)
    return;

  g_ptr_array_unref (answer->tokens);
  g_free (answer);
}
