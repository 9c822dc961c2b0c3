/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Divides "<think>…</think>" at the start of an answer from the answer. */

#include "config.h"

#include "provider/thinking.h"

#include <string.h>

#define OPENING "<think>"
#define CLOSING "</think>"

typedef enum
{
  BEFORE,
  WITHIN,
  TRIMMING,
  AFTER,
} Place;

/*
 * held: what may still turn out to be a tag, or the blanks around it
 */
struct _AzcThinking
{
  AzcThinkingFunc  func;
  gpointer         user_data;
  GString         *held;
  Place            place;
};

/**
 * azc_thinking_new:
 * @func: receives the pieces
 * @user_data: passed to @func
 *
 * Returns: (transfer full): a divider for one answer
 */
AzcThinking *
azc_thinking_new (AzcThinkingFunc func,
                  gpointer        user_data)
{
  AzcThinking *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (AzcThinking, 1);
  self->func = func;
  self->user_data = user_data;
  self->held = g_string_new (NULL);

  return self;
}

/**
 * azc_thinking_free:
 * @self: (transfer full): a divider
 *
 * Frees it.
 */
void
azc_thinking_free (AzcThinking *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->held, TRUE);
  g_free (self);
}

/* Hands over the first @length bytes of what is held. */
static void
emit (AzcThinking *self,
      gboolean     is_thinking,
      gsize        length)
{
  g_autofree char *text = g_strndup (self->held->str, length);

  g_string_erase (self->held, 0, (gssize) length);
  if (*text != '\0')
    self->func (is_thinking, text, self->user_data);
}

static gsize
count_blanks (const char *text)
{
  return strspn (text, " \t\r\n");
}

/* Each step returns whether another step may follow with what is held. */
static gboolean
step_before (AzcThinking *self)
{
  const char *text = self->held->str + count_blanks (self->held->str);
  gsize length = MIN (strlen (text), strlen (OPENING));

  if (g_str_has_prefix (text, OPENING))
    {
      g_string_erase (self->held, 0, text + strlen (OPENING) - self->held->str);
      self->place = WITHIN;
      return TRUE;
    }

  if (strncmp (text, OPENING, length) == 0)
    return FALSE;

  self->place = AFTER;
  return TRUE;
}

static gboolean
step_within (AzcThinking *self)
{
  const char *closing = strstr (self->held->str, CLOSING);

  if (closing != NULL)
    {
      emit (self, TRUE, (gsize) (closing - self->held->str));
      g_string_erase (self->held, 0, (gssize) strlen (CLOSING));
      self->place = TRIMMING;
      return TRUE;
    }

  /* The end may be the first part of the closing tag. */
  for (gsize n = MIN (strlen (CLOSING) - 1, self->held->len); ; n--)
    {
      if (strncmp (self->held->str + self->held->len - n, CLOSING, n) == 0)
        {
          emit (self, TRUE, self->held->len - n);
          return FALSE;
        }
    }
}

static gboolean
step_trimming (AzcThinking *self)
{
  g_string_erase (self->held, 0, (gssize) count_blanks (self->held->str));
  if (self->held->len == 0)
    return FALSE;

  self->place = AFTER;
  return TRUE;
}

static gboolean
step (AzcThinking *self)
{
  switch (self->place)
    {
    case BEFORE:
      return step_before (self);
    case WITHIN:
      return step_within (self);
    case TRIMMING:
      return step_trimming (self);
    case AFTER:
    default:
      emit (self, FALSE, self->held->len);
      return FALSE;
    }
}

/**
 * azc_thinking_push:
 * @self: a divider
 * @text: the next piece of the answer
 *
 * Takes a piece and hands over what is certain.
 */
void
azc_thinking_push (AzcThinking *self,
                   const char  *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  g_string_append (self->held, text);
  while (step (self))
    ;
}

/**
 * azc_thinking_finish:
 * @self: a divider
 *
 * Hands over what is still held: nothing more comes.
 */
void
azc_thinking_finish (AzcThinking *self)
{
  g_return_if_fail (self != NULL);

  emit (self, self->place == WITHIN, self->held->len);
}
