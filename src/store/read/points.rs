//! Events as points on a map and along time.

use jiff::civil::Date;
use rusqlite::{Row, params_from_iter};

use super::{
    events::{EVENT, Words, event_of},
    parse_json,
};
use crate::{
    domain::{EventId, Filter, rows::Point},
    store::{StoreError, StoreReader},
};

impl StoreReader {
    /// The latest `limit` events that pass the filter.
    pub fn points(&self, filter: &Filter, limit: usize) -> Result<Vec<Point>, StoreError> {
        let (conditions, words) = (self.event_conditions(filter)?, Words::of(filter));
        let sql = format!(
            "SELECT {EVENT}, event.day, place ->> '$.lon' AS lon, place ->> '$.lat' AS lat,
                 ifnull(tolls, '[]') AS tolls, ifnull(conflicts, 0) AS conflicts,
                 (SELECT count(*) FROM decision WHERE decision.event = event.id AND state IN ('reconciled', 'signed'))
                     AS decided
             FROM event LEFT JOIN standing ON standing.event = event.id{}
             ORDER BY event.day DESC, event.id DESC",
            conditions.sql("")
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(&conditions.values))?;
        let mut points = Vec::new();
        while points.len() < limit
            && let Some(row) = found.next()?
        {
            if words.is_empty() || words.fit(&event_of(row)?) {
                points.push(point_of(row)?);
            }
        }
        Ok(points)
    }
}

fn point_of(row: &Row) -> rusqlite::Result<Point> {
    Ok(Point {
        event: EventId(row.get("id")?),
        name: row.get("name")?,
        lon: row.get("lon")?,
        lat: row.get("lat")?,
        day: row.get::<_, String>("day")?.parse::<Date>().ok(),
        tolls: parse_json(row, "tolls")?,
        conflicts: row.get("conflicts")?,
        decided: row.get("decided")?,
    })
}
