-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are microseconds since 1970 UTC. "deleted" is when, so that it can be undone.

CREATE TABLE conversations (
  id           TEXT PRIMARY KEY NOT NULL,
  title        TEXT,
  title_fixed  INTEGER NOT NULL DEFAULT 0,
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL,
  endpoint_id  TEXT,
  model        TEXT,
  leaf_id      TEXT,
  unread       INTEGER NOT NULL DEFAULT 0,
  deleted      INTEGER
) STRICT;

CREATE INDEX conversations_by_update ON conversations (updated);

CREATE TABLE messages (
  number            INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  conversation_id   TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  parent_id         TEXT,
  role              TEXT NOT NULL,
  text              TEXT NOT NULL,
  reasoning         TEXT NOT NULL,
  state             TEXT NOT NULL,
  endpoint_name     TEXT,
  model             TEXT,
  created           INTEGER NOT NULL,
  finished          INTEGER NOT NULL,
  finish_reason     TEXT,
  error             TEXT,
  prompt_tokens     INTEGER,
  completion_tokens INTEGER,
  reasoning_tokens  INTEGER,
  cached_tokens     INTEGER
) STRICT;

CREATE INDEX messages_by_conversation ON messages (conversation_id, number);

-- The bytes lie in files named by their SHA-256; a row says what they are.
CREATE TABLE pictures (
  id        TEXT PRIMARY KEY NOT NULL,
  mime_type TEXT NOT NULL,
  width     INTEGER NOT NULL,
  height    INTEGER NOT NULL,
  size      INTEGER NOT NULL
) STRICT;

CREATE TABLE message_pictures (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  picture_id TEXT NOT NULL REFERENCES pictures (id),
  name       TEXT NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_pictures_by_picture ON message_pictures (picture_id);
