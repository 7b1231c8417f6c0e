-- Where each event stands: what its comparison comes to, so that lists, filters and maps need not reconcile anything.
-- Derived from what the journal keeps, never journalled itself, and worked out anew for every event in `unsettled`.

CREATE TABLE standing (
    event     INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
    conflicts INTEGER NOT NULL,  -- rows whose reports conflict and that nobody decided
    undecided INTEGER NOT NULL,  -- rows of all victims with reports and no decision
    pending   INTEGER NOT NULL,
    stale     INTEGER NOT NULL,  -- decisions under which the claims changed
    unsigned  INTEGER NOT NULL,  -- decisions without a second analyst
    tolls     TEXT NOT NULL CHECK (json_valid(tolls))
) STRICT;
CREATE INDEX standing_conflicts ON standing (event) WHERE conflicts > 0;
CREATE INDEX standing_undecided ON standing (event) WHERE undecided > 0;
CREATE INDEX standing_pending ON standing (event) WHERE pending > 0;
CREATE INDEX standing_stale ON standing (event) WHERE stale > 0;
CREATE INDEX standing_unsigned ON standing (event) WHERE unsigned > 0;

CREATE TABLE unsettled (event INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE) STRICT;
INSERT INTO unsettled SELECT id FROM event;

CREATE TRIGGER claim_came AFTER INSERT ON claim WHEN NEW.event IS NOT NULL
BEGIN INSERT OR IGNORE INTO unsettled VALUES (NEW.event); END;
CREATE TRIGGER claim_changed AFTER UPDATE ON claim
BEGIN
    INSERT OR IGNORE INTO unsettled SELECT id FROM event WHERE id IN (OLD.event, NEW.event);
END;
CREATE TRIGGER claim_went AFTER DELETE ON claim
BEGIN INSERT OR IGNORE INTO unsettled SELECT id FROM event WHERE id = OLD.event; END;

CREATE TRIGGER switch_came AFTER INSERT ON switch BEGIN INSERT OR IGNORE INTO unsettled VALUES (NEW.event); END;
CREATE TRIGGER switch_changed AFTER UPDATE ON switch BEGIN INSERT OR IGNORE INTO unsettled VALUES (NEW.event); END;
CREATE TRIGGER switch_went AFTER DELETE ON switch
BEGIN INSERT OR IGNORE INTO unsettled SELECT id FROM event WHERE id = OLD.event; END;

CREATE TRIGGER decision_came AFTER INSERT ON decision BEGIN INSERT OR IGNORE INTO unsettled VALUES (NEW.event); END;
CREATE TRIGGER decision_changed AFTER UPDATE ON decision BEGIN INSERT OR IGNORE INTO unsettled VALUES (NEW.event); END;
CREATE TRIGGER decision_went AFTER DELETE ON decision
BEGIN INSERT OR IGNORE INTO unsettled SELECT id FROM event WHERE id = OLD.event; END;

CREATE TRIGGER claimant_came AFTER INSERT ON claimant
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = NEW.name AND event IS NOT NULL; END;
CREATE TRIGGER claimant_changed AFTER UPDATE ON claimant
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = NEW.name AND event IS NOT NULL; END;
CREATE TRIGGER claimant_went AFTER DELETE ON claimant
BEGIN INSERT OR IGNORE INTO unsettled SELECT event FROM claim WHERE claimant = OLD.name AND event IS NOT NULL; END;

-- For filters, and for what is left to do.
CREATE INDEX event_by_place ON event (place ->> '$.name' COLLATE NOCASE, day, id);
CREATE INDEX claim_proposed ON claim (article) WHERE judgement = 'proposed';
