-- A history as version 1 left it: a branched conversation with a picture and a failed answer,
-- one that is deleted, and an answer that was arriving when the program ended.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO conversations VALUES('c1','Bäume “und” mehr',1,1700000000000000,1700000009000000,'e1','gpt-4o','a1',1,NULL);
INSERT INTO conversations VALUES('c2','Deleted',0,1700000000000000,1700000008000000,NULL,NULL,NULL,0,9223372036854775807);
INSERT INTO conversations VALUES('c3',NULL,0,1700000000000000,1700000007000000,NULL,NULL,'a',0,NULL);
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
INSERT INTO messages VALUES(1,'q1','c1',NULL,'user','What is this?','','done',NULL,NULL,1700000001000000,0,NULL,NULL,-1,-1,-1,-1);
INSERT INTO messages VALUES(2,'a1','c1','q1','assistant','A *tree*.','hm','done','Contoso','gpt-4o-2024-08-06',1700000002000000,1700000003000000,'stop',NULL,11,22,5,0);
INSERT INTO messages VALUES(3,'a2','c1','q1','assistant','','','failed','Contoso',NULL,1700000004000000,1700000005000000,NULL,'{"code":"rate-limit","message":"Too many.","advice":"Wait.","status":429,"retry_after_ms":2000}',-1,-1,-1,-1);
INSERT INTO messages VALUES(4,'d','c2',NULL,'user','Gone','','done',NULL,NULL,1700000001000000,0,NULL,NULL,-1,-1,-1,-1);
INSERT INTO messages VALUES(5,'a','c3',NULL,'assistant','half of','','streaming',NULL,NULL,1700000001000000,0,NULL,NULL,-1,-1,-1,-1);
CREATE TABLE pictures (
  id        TEXT PRIMARY KEY NOT NULL,
  mime_type TEXT NOT NULL,
  width     INTEGER NOT NULL,
  height    INTEGER NOT NULL,
  size      INTEGER NOT NULL
) STRICT;
INSERT INTO pictures VALUES('9cf3c2b5e1b4d4e5ff2a2a8d6c3d0f6a7c1d2b3a4f5e6d7c8b9a0f1e2d3c4b5a','image/png',640,480,1234);
CREATE TABLE message_pictures (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  picture_id TEXT NOT NULL REFERENCES pictures (id),
  name       TEXT NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO message_pictures VALUES('q1',0,'9cf3c2b5e1b4d4e5ff2a2a8d6c3d0f6a7c1d2b3a4f5e6d7c8b9a0f1e2d3c4b5a','tree.png');
CREATE INDEX conversations_by_update ON conversations (updated);
CREATE INDEX messages_by_conversation ON messages (conversation_id, number);
CREATE INDEX message_pictures_by_picture ON message_pictures (picture_id);
PRAGMA user_version = 1;
COMMIT;
