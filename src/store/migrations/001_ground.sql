-- The first store. Never edit a migration that has landed: add the next one.
--
-- Rows an analyst can change (article, claim, event, switch, decision, note, claimant) are written only together with a
-- journal entry. Structured words of the domain are kept as JSON; the columns derived from them can't disagree with it.

CREATE TABLE article (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    title       TEXT,
    outlet      TEXT,
    url         TEXT,
    published   TEXT,
    retrieved   TEXT,
    language    TEXT,
    sha256      TEXT NOT NULL UNIQUE,  -- of body.raw
    text_sha256 TEXT NOT NULL,         -- of body.text
    status      TEXT NOT NULL CHECK (status IN ('unread', 'in_review', 'done', 'irrelevant')),
    copy_of     INTEGER REFERENCES article (id),
    day         TEXT NOT NULL AS (ifnull(published, '')) STORED
) STRICT;
CREATE INDEX article_by_day ON article (day, id);
CREATE INDEX article_by_status ON article (status, day, id);
CREATE INDEX article_by_outlet ON article (outlet COLLATE NOCASE, day, id);
CREATE INDEX article_by_copy ON article (copy_of) WHERE copy_of IS NOT NULL;

-- What came in and the text it was read from. Large, and never changed: evidence points into it.
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    raw     BLOB NOT NULL,
    text    TEXT NOT NULL
) STRICT;
CREATE TRIGGER body_stands BEFORE UPDATE ON body BEGIN SELECT raise(ABORT, 'an article''s text never changes'); END;
CREATE TRIGGER body_stays BEFORE DELETE ON body BEGIN SELECT raise(ABORT, 'an article''s text is never removed'); END;

-- The words of title and text as text::shadow writes them. Contentless: the text itself is in body.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = '', prefix = '3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);

CREATE TABLE event (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    date     TEXT CHECK (json_valid(date)),
    place    TEXT CHECK (json_valid(place)),
    kind     TEXT,
    parties  TEXT NOT NULL CHECK (json_valid(parties)),
    named_by TEXT,  -- the analyst who named it; the machine then leaves the name alone
    day      TEXT NOT NULL AS (ifnull(json_extract(date, '$.start'), '')) STORED
) STRICT;
CREATE INDEX event_by_day ON event (day, id);

CREATE TABLE claim (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article     INTEGER NOT NULL REFERENCES article (id),
    ordinal     INTEGER NOT NULL,
    event       INTEGER REFERENCES event (id),
    judgement   TEXT NOT NULL CHECK (judgement IN ('proposed', 'accepted', 'rejected')),
    credibility TEXT CHECK (credibility IN ('1', '2', '3', '4', '5', '6')),
    body        TEXT NOT NULL CHECK (json_valid(body)),
    -- Written, not derived: only so can an index answer for it alone.
    claimant    TEXT NOT NULL CHECK (claimant = json_extract(body, '$.claimant.name')),
    outcome     TEXT NOT NULL AS (json_extract(body, '$.outcome')) VIRTUAL,
    low         ANY AS (json_extract(body, '$.count.low')) VIRTUAL,
    high        ANY AS (json_extract(body, '$.count.high')) VIRTUAL,
    UNIQUE (article, ordinal)
) STRICT;
CREATE INDEX claim_by_judgement ON claim (article, judgement);
CREATE INDEX claim_by_event ON claim (event, claimant, article);
CREATE INDEX claim_by_claimant ON claim (claimant, event);

-- A claim goes only when the entry that added it is undone, only while nothing rests on it, and the last one first:
-- ordinals have no gaps.
CREATE TRIGGER claim_in_use BEFORE DELETE ON claim
WHEN EXISTS (SELECT 1 FROM decision, json_each(decision.body, '$.claims') AS cited WHERE cited.value = OLD.id)
    OR EXISTS (
        SELECT 1 FROM claim AS other
        WHERE other.article = OLD.article AND (
            other.ordinal > OLD.ordinal OR OLD.ordinal IN (
                json_extract(other.body, '$.part_of'),
                json_extract(other.body, '$.repeats'),
                json_extract(other.body, '$.superseded_by')
            )
        )
    )
BEGIN SELECT raise(ABORT, 'something rests on this claim'); END;

CREATE TABLE switch (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event    INTEGER NOT NULL REFERENCES event (id),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    -- All but the answers.
    question TEXT NOT NULL AS (json_remove(body, '$.means', '$.inside', '$.means_none', '$.cumulative')) STORED,
    UNIQUE (event, question)
) STRICT;

CREATE TABLE decision (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    event   INTEGER NOT NULL REFERENCES event (id),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    measure TEXT NOT NULL AS (json_extract(body, '$.measure')) STORED,
    state   TEXT NOT NULL AS (json_extract(body, '$.state')) STORED,
    UNIQUE (event, measure)
) STRICT;
CREATE INDEX decision_by_state ON decision (event, state);

CREATE TABLE note (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('article', 'claim', 'event')),
    subject      INTEGER NOT NULL,
    text         TEXT NOT NULL,
    analyst      TEXT NOT NULL,
    at           TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_subject ON note (subject_kind, subject);

CREATE TABLE claimant (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL UNIQUE,
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    reason      TEXT NOT NULL,
    analyst     TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL CHECK (json_valid(actor)),
    kind     TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target   INTEGER REFERENCES journal (seq),
    verb     TEXT NOT NULL,
    summary  TEXT NOT NULL,
    subjects TEXT NOT NULL CHECK (json_valid(subjects)),
    changes  TEXT NOT NULL CHECK (json_valid(changes)),
    hash     TEXT NOT NULL,  -- over all of the above and the hash before it
    CHECK ((kind = 'do') = (target IS NULL))
) STRICT;
CREATE INDEX journal_by_actor ON journal (actor, seq, kind, target);
CREATE TRIGGER journal_stands BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_grows BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM journal)
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TABLE journal_subject (
    kind TEXT NOT NULL,
    id   INTEGER NOT NULL,
    seq  INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;
