-- What lists are sorted by beside the day, each with its index: the first rows of a million come without sorting them.

ALTER TABLE article ADD COLUMN outlet_day TEXT NOT NULL AS (lower(ifnull(outlet, '')) || char(9) || day) VIRTUAL;
ALTER TABLE article ADD COLUMN status_day TEXT NOT NULL AS (status || char(9) || day) VIRTUAL;
CREATE INDEX article_by_outlet_day ON article (outlet_day, id);
CREATE INDEX article_by_status_day ON article (status_day, id);

ALTER TABLE event ADD COLUMN name_low TEXT NOT NULL AS (lower(name)) VIRTUAL;
ALTER TABLE event ADD COLUMN place_low TEXT NOT NULL AS (lower(ifnull(place ->> '$.name', ''))) VIRTUAL;
CREATE INDEX event_by_name ON event (name_low, id);
CREATE INDEX event_by_place_low ON event (place_low, id);

-- The killed stand first among the tolls. Numbers as text of one length: a cursor is text.
ALTER TABLE standing ADD COLUMN killed TEXT NOT NULL AS (
    CASE WHEN tolls ->> '$[0].outcome' = 'killed'
    THEN printf('%012d', coalesce(tolls ->> '$[0].best', tolls ->> '$[0].low', 0)) ELSE '' END
) VIRTUAL;
ALTER TABLE standing ADD COLUMN disputed TEXT NOT NULL AS (printf('%06d', conflicts)) VIRTUAL;
CREATE INDEX standing_by_killed ON standing (killed, event);
CREATE INDEX standing_by_disputed ON standing (disputed, event);
