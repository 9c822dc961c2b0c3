/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/send-options.h"
#include "model/conversation.h"
#include "provider/request.h"

G_BEGIN_DECLS

GPtrArray *azc_history_collect (AzcConversation      *conversation,
                                AzcMessage           *last,
                                const AzcSendOptions *options,
                                AzcAsk               *ask);

G_END_DECLS
