//! Who makes claims and who publishes them, under which names, and how they are graded.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use super::{parse, word};
use crate::{
    domain::{
        EventId,
        rows::{AliasRow, ClaimantRow},
    },
    store::{StoreError, StoreReader},
};

/// Each name by itself: those of claims, those that were graded, and with ?1 those of outlets.
pub(super) const LIST: &str = "
    WITH said AS (
        SELECT claimant AS name, count(*) AS claims, count(DISTINCT event) AS events, min(id) AS first
        FROM claim GROUP BY claimant
    ), published AS (
        SELECT outlet AS name, count(*) AS articles FROM article WHERE ?1 AND outlet IS NOT NULL GROUP BY outlet
    ), known AS (SELECT name FROM said UNION SELECT name FROM claimant UNION SELECT name FROM published)
    SELECT known.name, ifnull(claims, 0) AS claims, ifnull(events, 0) AS events, ifnull(articles, 0) AS articles,
        reliability, ifnull(reason, '') AS reason, analyst,
        ifnull((SELECT body ->> '$.claimant.kind' FROM claim WHERE id = first), iif(articles, 'media', 'unknown')) AS kind
    FROM known LEFT JOIN said ON said.name = known.name LEFT JOIN claimant ON claimant.name = known.name
        LEFT JOIN published ON published.name = known.name
    ORDER BY claims DESC, articles DESC, known.name";

impl StoreReader {
    /// Everybody who made a claim or was graded, the most quoted first. Names of one source are one row.
    pub fn claimants(&self) -> Result<Vec<ClaimantRow>, StoreError> {
        self.listed(false)
    }

    /// The same with every outlet.
    pub fn sources(&self) -> Result<Vec<ClaimantRow>, StoreError> {
        self.listed(true)
    }

    fn listed(&self, outlets: bool) -> Result<Vec<ClaimantRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LIST)?;
        let rows = statement.query_map([outlets], |row| {
            Ok(ClaimantRow {
                name: row.get("name")?,
                kind: word("kind", row.get::<_, String>("kind")?.into())?,
                claims: row.get("claims")?,
                events: row.get("events")?,
                articles: row.get("articles")?,
                aliases: Vec::new(),
                reliability: parse(row, "reliability")?,
                reason: row.get("reason")?,
                graded_by: row.get("analyst")?,
            })
        })?;
        self.folded(rows.collect::<Result<_, _>>()?)
    }

    /// The rows of other names put into the row of their source.
    fn folded(&self, rows: Vec<ClaimantRow>) -> Result<Vec<ClaimantRow>, StoreError> {
        let sources = self.other_names()?;
        if sources.is_empty() {
            return Ok(rows);
        }
        let (others, mut own): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| sources.contains_key(&row.name));
        for (name, source) in &sources {
            let other = others.iter().find(|row| row.name == *name);
            if let Some(row) = own.iter_mut().find(|row| row.name == *source) {
                row.claims += other.map_or(0, |other| other.claims);
                row.articles += other.map_or(0, |other| other.articles);
                row.aliases.push(name.clone());
            } else if let Some(other) = other {
                let (reliability, reason, graded_by) = (None, String::new(), None);
                let (name, aliases) = (source.clone(), vec![name.clone()]);
                own.push(ClaimantRow { name, aliases, reliability, reason, graded_by, ..other.clone() });
            }
        }
        for row in own.iter_mut().filter(|row| !row.aliases.is_empty()) {
            row.events = u32::try_from(self.events_of(&row.name)?.len()).unwrap_or(u32::MAX);
        }
        own.sort_by(|a, b| (b.claims, b.articles, &a.name).cmp(&(a.claims, a.articles, &b.name)));
        Ok(own)
    }

    /// The other names of all sources, by name.
    pub fn aliases(&self) -> Result<Vec<AliasRow>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT name, source, analyst FROM alias ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            Ok(AliasRow { name: row.get("name")?, source: row.get("source")?, analyst: row.get("analyst")? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Other names and whose they are.
    pub fn other_names(&self) -> Result<BTreeMap<String, String>, StoreError> {
        Ok(self.aliases()?.into_iter().map(|row| (row.name, row.source)).collect())
    }

    /// The events of which a source speaks, under any of its names, the latest made first.
    pub fn events_of(&self, source: &str) -> Result<Vec<EventId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT event FROM claim WHERE event IS NOT NULL
                 AND claimant IN (SELECT ?1 UNION SELECT name FROM alias WHERE source = ?1)
             ORDER BY event DESC",
        )?;
        let events = statement.query_map([source], |row| row.get(0).map(EventId))?;
        Ok(events.collect::<Result<_, _>>()?)
    }
}

/// Whose other name it is.
pub(in crate::store) fn source_of(conn: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT source FROM alias WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}
