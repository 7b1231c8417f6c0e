//! How much is left to do.

use crate::{
    domain::rows::Left,
    store::{StoreError, StoreReader},
};

const COUNTS: &str = "SELECT
    (SELECT count(*) FROM article) AS articles,
    (SELECT count(*) FROM article WHERE status = 'unread') AS unread,
    (SELECT count(DISTINCT article) FROM claim WHERE judgement = 'proposed') AS unjudged,
    (SELECT count(*) FROM claim) AS claims,
    (SELECT count(*) FROM event) AS events,
    (SELECT count(*) FROM standing WHERE conflicts > 0) AS conflicts,
    (SELECT count(*) FROM standing WHERE undecided > 0) AS undecided,
    (SELECT count(*) FROM standing WHERE pending > 0) AS pending,
    (SELECT count(*) FROM standing WHERE stale > 0) AS stale,
    (SELECT count(*) FROM standing WHERE unsigned > 0) AS unsigned,
    (SELECT count(*) FROM pair WHERE state = 'proposed') AS proposals";

impl StoreReader {
    /// What is left to do in the whole store.
    pub fn left(&self) -> Result<Left, StoreError> {
        let differences = self.differences()?.len() as u64;
        let mut statement = self.conn.prepare_cached(COUNTS)?;
        Ok(statement.query_row([], |row| {
            let count = |column: &str| row.get::<_, i64>(column).map(i64::unsigned_abs);
            Ok(Left {
                articles: count("articles")?,
                unread: count("unread")?,
                unjudged: count("unjudged")?,
                claims: count("claims")?,
                events: count("events")?,
                conflicts: count("conflicts")?,
                undecided: count("undecided")?,
                pending: count("pending")?,
                stale: count("stale")?,
                unsigned: count("unsigned")?,
                proposals: count("proposals")?,
                differences,
            })
        })?)
    }
}
