-- How every article came in, which versions of one address there are, what is followed, and what was brought in.

-- Raw bytes are kept packed (zlib) where that makes them smaller. The hash is of the bytes unpacked.
ALTER TABLE body ADD COLUMN packed INTEGER NOT NULL DEFAULT 0 CHECK (packed IN (0, 1));

-- Written with the article and never changed.
CREATE TABLE capture (
    id   INTEGER PRIMARY KEY REFERENCES article (id),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- For the versions of one address.
CREATE INDEX article_by_url ON article (url, id) WHERE url IS NOT NULL;

CREATE TABLE feed (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    url     TEXT NOT NULL UNIQUE,
    name    TEXT,
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

-- Which column of a table holds what.
CREATE TABLE profile (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    columns TEXT NOT NULL CHECK (json_valid(columns)),
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

-- Bundles brought in, with the entries that they led to.
CREATE TABLE bundle (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

-- What a server said of a page, to ask next time only for what changed. A convenience: losing it costs a download.
CREATE TABLE visit (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    at            TEXT NOT NULL
) STRICT;
