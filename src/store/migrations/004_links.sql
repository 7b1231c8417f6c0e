-- Events that may be one, places of the analyst's own, and who set an event's day and place.

-- The analyst who set it; the machine then leaves it alone.
ALTER TABLE event ADD COLUMN dated_by TEXT;
ALTER TABLE event ADD COLUMN placed_by TEXT;

-- Two events that the machine takes for one, or that an analyst said are not. The machine says nothing of a pair twice.
CREATE TABLE pair (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    a       INTEGER NOT NULL REFERENCES event (id),
    b       INTEGER NOT NULL REFERENCES event (id),
    state   TEXT NOT NULL CHECK (state IN ('proposed', 'apart')),
    body    TEXT NOT NULL CHECK (json_valid(body)),  -- score and reasons, feature by feature
    analyst TEXT,                                    -- who said that they are two
    CHECK (a < b),
    UNIQUE (a, b)
) STRICT;
CREATE INDEX pair_by_b ON pair (b);
CREATE INDEX pair_by_state ON pair (state, id);

-- A list of places that an analyst brought in. Its rows stay in gazetteer_body when the import is undone.
CREATE TABLE gazetteer (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL,           -- of the file
    sha256  TEXT NOT NULL UNIQUE,    -- of gazetteer_body.places
    places  INTEGER NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns)),  -- how its columns were understood
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

CREATE TABLE gazetteer_body (
    sha256 TEXT PRIMARY KEY,
    places TEXT NOT NULL CHECK (json_valid(places))
) STRICT;
CREATE TRIGGER gazetteer_stands BEFORE UPDATE ON gazetteer_body BEGIN SELECT raise(ABORT, 'a list of places never changes'); END;
CREATE TRIGGER gazetteer_stays BEFORE DELETE ON gazetteer_body BEGIN SELECT raise(ABORT, 'a list of places is never removed'); END;
