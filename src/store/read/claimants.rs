//! Who makes claims, and how they are graded.

use super::{parse, word};
use crate::{
    domain::rows::ClaimantRow,
    store::{StoreError, StoreReader},
};

pub(super) const LIST: &str = "
    WITH said AS (
        SELECT claimant AS name, count(*) AS claims, count(DISTINCT event) AS events, min(id) AS first
        FROM claim GROUP BY claimant
    ), known AS (SELECT name FROM said UNION SELECT name FROM claimant)
    SELECT known.name, ifnull(claims, 0) AS claims, ifnull(events, 0) AS events, reliability,
        ifnull(reason, '') AS reason, analyst,
        ifnull((SELECT body ->> '$.claimant.kind' FROM claim WHERE id = first), 'unknown') AS kind
    FROM known LEFT JOIN said ON said.name = known.name LEFT JOIN claimant ON claimant.name = known.name
    ORDER BY claims DESC, known.name";

impl StoreReader {
    /// Everybody who made a claim or was graded, the most quoted first.
    pub fn claimants(&self) -> Result<Vec<ClaimantRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LIST)?;
        let rows = statement.query_map([], |row| {
            Ok(ClaimantRow {
                name: row.get("name")?,
                kind: word("kind", row.get::<_, String>("kind")?.into())?,
                claims: row.get("claims")?,
                events: row.get("events")?,
                reliability: parse(row, "reliability")?,
                reason: row.get("reason")?,
                graded_by: row.get("analyst")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
