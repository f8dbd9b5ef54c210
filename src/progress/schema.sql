-- Events are the truth: appended, never changed. Everything else can be rebuilt from them.
CREATE TABLE event (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUID of version 7
    device   TEXT NOT NULL,
    learner  TEXT NOT NULL,
    at       INTEGER NOT NULL, -- UTC milliseconds since 1970
    zone     INTEGER NOT NULL, -- the learner's offset, seconds east of Greenwich
    item     TEXT NOT NULL,    -- deck/card, or deck/card#2; empty for what is about all items
    kind     TEXT NOT NULL,
    payload  TEXT NOT NULL,    -- JSON, by kind
    checksum BLOB NOT NULL CHECK (length(checksum) = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_item ON event (item);
CREATE INDEX event_by_time ON event (at);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

-- Where each item stands: a cache of what its events come to.
CREATE TABLE standing (
    item         TEXT NOT NULL PRIMARY KEY,
    state        TEXT NOT NULL CHECK (state IN ('new', 'learning', 'review', 'relearning')),
    stability    REAL,
    difficulty   REAL,
    step         INTEGER, -- in learning and relearning
    due_at       INTEGER, -- in learning and relearning: UTC milliseconds
    due_zone     INTEGER,
    due_day      TEXT,    -- in review: the study day
    interval     INTEGER, -- in review: days
    last_at      INTEGER,
    last_zone    INTEGER,
    reps         INTEGER NOT NULL,
    lapses       INTEGER NOT NULL,
    suspended    INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    buried_until TEXT
) STRICT, WITHOUT ROWID;

-- Facts about this journal: which device it is.
CREATE TABLE about (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
