-- What each analyst said for himself of a claim (a judgement) or of a figure (a decision), beside what stands.

CREATE TABLE opinion (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL,
    claim   INTEGER REFERENCES claim (id),
    event   INTEGER REFERENCES event (id),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    measure TEXT AS (json_extract(body, '$.measure')) STORED,
    CHECK ((claim IS NULL) <> (event IS NULL)),
    UNIQUE (claim, analyst),
    UNIQUE (event, analyst, measure)
) STRICT;
