/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/demo-question.h"

G_BEGIN_DECLS

/**
 * AzcDemoEnd:
 * @AZC_DEMO_END_STOP: the answer is complete
 * @AZC_DEMO_END_LENGTH: it was cut at the limit of the request
 * @AZC_DEMO_END_FILTER: the content filter cuts it
 * @AZC_DEMO_END_BREAK: the connection ends in the middle
 *
 * How an answer of the demo ends.
 */
typedef enum
{
  AZC_DEMO_END_STOP,
  AZC_DEMO_END_LENGTH,
  AZC_DEMO_END_FILTER,
  AZC_DEMO_END_BREAK,
} AzcDemoEnd;

/**
 * AzcDemoAnswer:
 * @tokens: (element-type utf8): the answer in pieces
 * @end: how it ends
 * @slow: whether it comes slowly
 * @n_prompt: what the question cost, in tokens
 *
 * What the demo says.
 */
typedef struct
{
  GPtrArray  *tokens;
  AzcDemoEnd  end;
  gboolean    slow;
  guint       n_prompt;
} AzcDemoAnswer;

AzcDemoAnswer *azc_demo_answer_new  (const AzcDemoQuestion  *question,
                                     AzcDemoFault          **fault);
void           azc_demo_answer_free (AzcDemoAnswer          *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcDemoAnswer, azc_demo_answer_free)

G_END_DECLS
