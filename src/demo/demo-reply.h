/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "demo/demo-answer.h"

G_BEGIN_DECLS

void azc_demo_reply_json   (SoupServerMessage *message,
                            guint              status,
                            JsonNode          *body);
void azc_demo_reply_whole  (SoupServerMessage *message,
                            AzcRoute           route,
                            AzcDemoAnswer     *answer);
void azc_demo_reply_stream (SoupServerMessage *message,
                            AzcRoute           route,
                            gboolean           include_usage,
                            guint              rate,
                            AzcDemoAnswer     *answer);

G_END_DECLS
