-- The words in which items were met, and the names they went by, are looked up at each start.
CREATE INDEX event_met ON event (at) WHERE kind = 'met';
CREATE INDEX event_renamed ON event (at) WHERE kind = 'renamed';
