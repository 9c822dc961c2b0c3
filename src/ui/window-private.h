/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/banner.h"
#include "ui/chat-view.h"
#include "ui/composer.h"
#include "ui/greeting.h"
#include "ui/model-popover.h"
#include "ui/sidebar.h"
#include "ui/window.h"

G_BEGIN_DECLS

/*
 * conversation: the one that is shown; %NULL before the workspace is open
 * blank: the new conversation, not part of the history before its first message
 * drafts: what is being written, conversation id → AzcDraft
 * loading: ends the loading of the conversation that was shown before
 * waiting_files: arguments that came before the workspace was open
 * n_refused: how many files the shown refusal_toast speaks of
 * deleted: the conversations that the Undo of delete_toast brings back
 */
struct _AzcWindow
{
  AdwApplicationWindow  parent_instance;

  AzcWorkspace         *workspace;
  GSettings            *settings;
  AzcConversation      *conversation;
  AzcConversation      *blank;
  GSignalGroup         *conversation_signals;
  GSignalGroup         *thread_signals;
  GSignalGroup         *endpoint_signals;
  GHashTable           *drafts;
  GCancellable         *loading;
  GPtrArray            *waiting_files;
  GPtrArray            *deleted;
  AdwToast             *delete_toast;
  AdwToast             *refusal_toast;
  guint                 n_refused;
  gboolean              shown;
  gboolean              opened;

  AdwFlap              *flap;
  AzcSidebar           *sidebar;
  AdwToastOverlay      *toasts;
  GtkStack             *pages;
  GtkWidget            *loading_page;
  GtkWidget            *start_page;
  AdwStatusPage        *failed_page;
  GtkStack             *conversation_page;
  AzcGreeting          *greeting;
  AzcChatView          *chat_view;
  GtkWidget            *composer_clamp;
  AzcComposer          *composer;
  GtkMenuButton        *title_button;
  GtkWidget            *title_bin;
  GtkLabel             *title_label;
  GtkLabel             *subtitle_label;
  GtkWidget            *demo_badge;
  AzcModelPopover      *model_popover;
  AzcBanner            *demo_banner;
  AzcBanner            *secrets_banner;
  GtkRevealer          *drop_revealer;
};

/* window.c */
void      _azc_window_set_conversation (AzcWindow       *self,
                                        AzcConversation *conversation);
void      _azc_window_new_conversation (AzcWindow       *self);
gboolean  _azc_window_is_blank         (AzcConversation *conversation);
void      _azc_window_select_model     (AzcWindow       *self,
                                        AzcEndpoint     *endpoint,
                                        const char      *model);
void      _azc_window_open_workspace   (AzcWindow       *self);

/* window-composing.c */
AzcDraft *_azc_window_get_draft        (AzcWindow       *self);
gboolean  _azc_window_can_compose      (AzcWindow       *self);
void      _azc_window_fill_draft       (AzcWindow       *self,
                                        const char      *text);
void      _azc_window_edit_message     (AzcWindow       *self,
                                        AzcMessage      *message);
void      _azc_window_send             (AzcWindow       *self);
void      _azc_window_show_message     (AzcWindow       *self,
                                        const char      *message);

/* window-actions.c */
void      _azc_window_add_actions      (AzcWindow       *self);
void      _azc_window_update_actions   (AzcWindow       *self);

/* window-dnd.c */
void      _azc_window_add_drop_target  (AzcWindow       *self);

G_END_DECLS
