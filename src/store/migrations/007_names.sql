-- Other names of sources, and two more things that articles are sorted by.

-- Reconciling changed since: every event is to be worked out anew.
INSERT OR IGNORE INTO unsettled SELECT id FROM event;

-- `name` is another name of `source`, which itself is nobody's other name.
CREATE TABLE alias (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    source  TEXT NOT NULL,
    analyst TEXT NOT NULL,
    at      TEXT NOT NULL,
    CHECK (name <> source)
) STRICT;
CREATE INDEX alias_by_source ON alias (source, name);

-- Whoever is heard under another name is counted otherwise.
CREATE TRIGGER alias_came AFTER INSERT ON alias
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = NEW.name AND event IS NOT NULL; END;
CREATE TRIGGER alias_changed AFTER UPDATE ON alias
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = NEW.name AND event IS NOT NULL; END;
CREATE TRIGGER alias_went AFTER DELETE ON alias
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = OLD.name AND event IS NOT NULL; END;

-- A grade is also of whoever else is this source.
CREATE TRIGGER claimant_came_as AFTER INSERT ON claimant
BEGIN
    INSERT OR IGNORE INTO unsettled SELECT event FROM claim JOIN alias ON alias.name = claimant
    WHERE alias.source = NEW.name AND event IS NOT NULL;
END;
CREATE TRIGGER claimant_changed_as AFTER UPDATE ON claimant
BEGIN
    INSERT OR IGNORE INTO unsettled SELECT event FROM claim JOIN alias ON alias.name = claimant
    WHERE alias.source = NEW.name AND event IS NOT NULL;
END;
CREATE TRIGGER claimant_went_as AFTER DELETE ON claimant
BEGIN
    INSERT OR IGNORE INTO unsettled SELECT event FROM claim JOIN alias ON alias.name = claimant
    WHERE alias.source = OLD.name AND event IS NOT NULL;
END;

ALTER TABLE article ADD COLUMN title_low TEXT NOT NULL AS (lower(ifnull(title, ''))) VIRTUAL;
CREATE INDEX article_by_title ON article (title_low, id);

-- How many claims an article has, kept beside it: derived, never journalled. As text of one length: a cursor is text.
ALTER TABLE article ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN claims_text TEXT NOT NULL AS (printf('%06d', claims)) VIRTUAL;
UPDATE article SET claims = (SELECT count(*) FROM claim WHERE claim.article = article.id)
WHERE id IN (SELECT article FROM claim);
CREATE INDEX article_by_claims ON article (claims_text, id);
CREATE TRIGGER claim_counted AFTER INSERT ON claim
BEGIN UPDATE article SET claims = claims + 1 WHERE id = NEW.article; END;
CREATE TRIGGER claim_uncounted AFTER DELETE ON claim
BEGIN UPDATE article SET claims = claims - 1 WHERE id = OLD.article; END;
