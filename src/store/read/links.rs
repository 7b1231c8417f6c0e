//! What waits in the queue of proposals, what was kept apart, and the analyst's own places.

use rusqlite::Row;

use super::{parse, parse_json};
use crate::{
    domain::{
        Article, ArticleId, Claim, EventId, ListedPlace, Proposal,
        rows::{ApartRow, GazetteerRow},
    },
    store::{StoreError, StoreReader},
};

impl StoreReader {
    /// The machine's proposals that wait for a person, the surest first.
    pub fn proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT pair.a, pair.b, pair.body, one.name AS a_name, other.name AS b_name
             FROM pair JOIN event AS one ON one.id = pair.a JOIN event AS other ON other.id = pair.b
             WHERE state = 'proposed' ORDER BY json_extract(body, '$.score') DESC, pair.id",
        )?;
        let rows = statement.query_map([], |row| {
            let (a, b) = events(row)?;
            Ok(Proposal {
                a,
                b,
                a_name: row.get("a_name")?,
                b_name: row.get("b_name")?,
                likeness: parse_json(row, "body")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The events that an analyst said are not the same.
    pub fn kept_apart(&self) -> Result<Vec<ApartRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT a, b, analyst FROM pair WHERE state = 'apart' ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            let (a, b) = events(row)?;
            Ok(ApartRow { a, b, analyst: row.get("analyst")? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The lists of places taken in.
    pub fn gazetteers(&self) -> Result<Vec<GazetteerRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT name, sha256, places, columns, analyst, at FROM gazetteer ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(GazetteerRow {
                name: row.get("name")?,
                sha256: row.get("sha256")?,
                places: row.get("places")?,
                columns: parse_json(row, "columns")?,
                analyst: row.get("analyst")?,
                at: parse(row, "at")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All places of one list, by its hash.
    pub fn listed_places(&self, sha256: &str) -> Result<Vec<ListedPlace>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT places FROM gazetteer_body WHERE sha256 = ?1")?;
        Ok(statement.query_row([sha256], |row| parse_json(row, "places"))?)
    }

    /// What an event is told from: its claims that nobody rejected, in the order in which they came, each with its
    /// article's title and date. None where there is no such event.
    pub fn accounts(&self, event: EventId) -> Result<Vec<(Article, Claim)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT title, published, body FROM claim JOIN article ON article.id = claim.article
             WHERE claim.event = ?1 AND judgement <> 'rejected' ORDER BY claim.article, claim.ordinal",
        )?;
        let accounts = statement.query_map([event.0], |row| {
            let article = Article { title: row.get(0)?, published: parse(row, 1)?, ..Article::default() };
            Ok((article, parse_json(row, 2)?))
        })?;
        Ok(accounts.collect::<Result<_, _>>()?)
    }

    /// The text of an article, without anything else of it.
    pub fn text_of(&self, article: ArticleId) -> Result<String, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT text FROM body WHERE article = ?1")?;
        Ok(statement.query_row([article.0], |row| row.get(0))?)
    }
}

fn events(row: &Row) -> rusqlite::Result<(EventId, EventId)> {
    Ok((EventId(row.get("a")?), EventId(row.get("b")?)))
}
