-- How much is said of each event: what a list of events is sorted by beside where they stand.

ALTER TABLE standing ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
UPDATE standing SET
    articles = (SELECT count(DISTINCT article) FROM claim WHERE claim.event = standing.event),
    claims = (SELECT count(*) FROM claim WHERE claim.event = standing.event);

-- Numbers as text of one length: a cursor is text.
ALTER TABLE standing ADD COLUMN reported TEXT NOT NULL AS (printf('%08d', articles)) VIRTUAL;
ALTER TABLE standing ADD COLUMN claimed TEXT NOT NULL AS (printf('%08d', claims)) VIRTUAL;
CREATE INDEX standing_by_reported ON standing (reported, event);
CREATE INDEX standing_by_claimed ON standing (claimed, event);
