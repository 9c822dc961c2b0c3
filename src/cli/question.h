/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/session.h"

G_BEGIN_DECLS

/**
 * AzcQuestion:
 * @endpoint: (nullable): name of the endpoint
 * @model: (nullable): name of the model
 * @instructions: (nullable): system instructions
 * @detail: (nullable): low, high or auto
 * @pictures: (nullable): files of pictures
 * @files: (nullable): text files that belong to the prompt
 * @parameters: (nullable): KEY=JSON pairs
 * @prompt: what is asked, standard input and files included
 * @no_stream: whether the answer shall arrive in one piece
 * @json: whether the output is JSON
 * @save: whether the conversation joins the history
 * @demo: whether to ask the demo endpoint
 * @show_secrets: whether credentials are printed
 *
 * The options that `ask` and `request` share.
 */
typedef struct
{
  char      *endpoint;
  char      *model;
  char      *instructions;
  char      *detail;
  GStrv      pictures;
  GStrv      files;
  GStrv      parameters;
  char      *prompt;
  gboolean   no_stream;
  gboolean   json;
  gboolean   save;
  gboolean   demo;
  gboolean   show_secrets;
} AzcQuestion;

AzcQuestion     *azc_question_parse   (const char         *command,
                                       const char         *summary,
                                       int                 argc,
                                       char              **argv,
                                       GError            **error);
void             azc_question_free    (AzcQuestion        *self);
AzcSendOptions  *azc_question_get_options (AzcQuestion    *self,
                                           GError        **error);
AzcConversation *azc_question_start   (AzcQuestion        *self,
                                       AzcSession         *session,
                                       GListStore         *attachments,
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcQuestion, azc_question_free)

G_END_DECLS
