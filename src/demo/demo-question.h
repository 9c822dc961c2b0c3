/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/types.h"
#include "demo/demo-fault.h"
#include "demo/demo-picture.h"

G_BEGIN_DECLS

/**
 * AzcDemoQuestion:
 * @route: the route it came by
 * @model: (nullable): the model the body asks for
 * @stream: whether the answer shall arrive in pieces
 * @include_usage: whether a stream ends with the usage
 * @max_tokens: how long the answer may be, 0 for any length
 * @n_messages: how many messages the request has
 * @n_characters: how much text they have
 * @instructions: (nullable): text of the system messages
 * @text: text of the last message of the user
 * @pictures: (element-type AzcDemoPicture): pictures of that message
 *
 * What a chat request asks, checked as strictly as Azure does.
 */
typedef struct
{
  AzcRoute   route;
  char      *model;
  gboolean   stream;
  gboolean   include_usage;
  guint      max_tokens;
  guint      n_messages;
  gsize      n_characters;
  char      *instructions;
  char      *text;
  GPtrArray *pictures;
} AzcDemoQuestion;

AzcDemoQuestion *azc_demo_question_read (GBytes           *body,
                                         AzcRoute          route,
                                         AzcDemoFault    **fault);
void             azc_demo_question_free (AzcDemoQuestion  *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcDemoQuestion, azc_demo_question_free)

G_END_DECLS
