/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wire formats by the function they belong to. */

#include "config.h"

#include "provider/wire.h"

static const AzcWire * const formats[] = {
  &azc_chat_completions,
  &azc_messages,
};

/**
 * azc_wire_get:
 * @call: a function of a service
 *
 * Returns: (transfer none) (nullable): its wire format
 */
const AzcWire *
azc_wire_get (AzcCall call)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (formats[i]->call == call)
        return formats[i];
    }

  return NULL;
}

/**
 * azc_wire_make_instruction:
 * @purpose: what a request is for
 *
 * Makes what a request says beside the conversation. It is not translated: models follow
 * English best.
 *
 * Returns: (transfer full) (nullable): the instruction
 */
AzcPrompt *
azc_wire_make_instruction (AzcPurpose purpose)
{
  if (purpose == AZC_PURPOSE_TITLE)
    return azc_prompt_new (AZC_ROLE_SYSTEM,
                           "Write a title of at most six words for the conversation that follows, "
                           "in its language. Answer with the title only, without quotation marks.");
  if (purpose == AZC_PURPOSE_TEST)
    return azc_prompt_new (AZC_ROLE_USER, "Answer with the word OK.");

  return NULL;
}

/**
 * azc_wire_make_text_part:
 * @text: a text
 *
 * Returns: (transfer full): the text as a part of a message beside pictures
 */
JsonObject *
azc_wire_make_text_part (const char *text)
{
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "type", "text");
  json_object_set_string_member (part, "text", text);

  return part;
}
