//! Events as points on a map and along time.

use jiff::civil::Date;
use rusqlite::{Row, params_from_iter};

use super::parse_json;
use crate::{
    domain::{EventId, Filter, rows::Point},
    store::{StoreError, StoreReader},
};

impl StoreReader {
    /// The latest `limit` events that pass the filter. Words to look for are left aside: a map has no text.
    pub fn points(&self, filter: &Filter, limit: usize) -> Result<Vec<Point>, StoreError> {
        let conditions = self.event_conditions(filter);
        let sql = format!(
            "SELECT event.id, event.name, event.day, place ->> '$.lon' AS lon, place ->> '$.lat' AS lat,
                 ifnull(tolls, '[]') AS tolls, ifnull(conflicts, 0) AS conflicts,
                 (SELECT count(*) FROM decision WHERE decision.event = event.id AND state IN ('reconciled', 'signed'))
                     AS decided
             FROM event LEFT JOIN standing ON standing.event = event.id{}
             ORDER BY event.day DESC, event.id DESC LIMIT ?",
            conditions.sql("")
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let values = conditions.values.iter().cloned().chain([(limit as i64).into()]);
        let points = statement.query_map(params_from_iter(values), point_of)?;
        Ok(points.collect::<Result<_, _>>()?)
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
