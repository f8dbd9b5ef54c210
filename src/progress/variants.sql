-- Two devices may import the same reviews before their journals meet, and then one name stands for
-- two entries that differ in who wrote them. A journal keeps both, so that journals are sets of
-- entries and meet in the same one whichever is merged into which; of the two, the one with the
-- lower checksum counts.
CREATE TABLE entry (
    id       BLOB NOT NULL CHECK (length(id) = 16), -- UUID of version 7
    checksum BLOB NOT NULL CHECK (length(checksum) = 16),
    device   TEXT NOT NULL,
    learner  TEXT NOT NULL,
    at       INTEGER NOT NULL, -- UTC milliseconds since 1970
    zone     INTEGER NOT NULL, -- the learner's offset, seconds east of Greenwich
    item     TEXT NOT NULL,    -- deck/card, or deck/card#2; empty for what is about all items
    kind     TEXT NOT NULL,
    payload  TEXT NOT NULL,    -- JSON, by kind
    PRIMARY KEY (id, checksum)
) STRICT, WITHOUT ROWID;

INSERT INTO entry (id, checksum, device, learner, at, zone, item, kind, payload)
SELECT id, checksum, device, learner, at, zone, item, kind, payload FROM event;

DROP TABLE event;
ALTER TABLE entry RENAME TO event;

CREATE INDEX event_by_item ON event (item);
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_met ON event (at) WHERE kind = 'met';
CREATE INDEX event_renamed ON event (at) WHERE kind = 'renamed';
