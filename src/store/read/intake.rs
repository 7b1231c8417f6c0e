//! How articles came in and where more are to come from: custody, versions, feeds, profiles, bundles, visits.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{parse, parse_json};
use crate::{
    domain::{ArticleId, BroughtIn, Capture, ColumnProfile, Custody, FollowedFeed},
    store::{Refusal, Store, StoreError, StoreReader, raw},
};

/// What a server said of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    pub url: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

impl StoreReader {
    /// The bytes of an article as they came in.
    pub fn raw(&self, id: ArticleId) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT raw, packed FROM body WHERE article = ?1")?;
        let kept = statement.query_row([id.0], |row| raw::columns(row, 0)).optional()?;
        let (kept, packed) = kept.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
        raw::unpack(kept, packed, id)
    }

    /// How an article came in; none for what came in before captures were kept.
    pub fn capture(&self, id: ArticleId) -> Result<Option<Capture>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM capture WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| parse_json(row, "body")).optional()?)
    }

    /// # Errors
    /// Refused as unknown where there is no such article.
    pub fn custody(&self, id: ArticleId) -> Result<Custody, StoreError> {
        let sql = "SELECT sha256, url, retrieved, capture.body AS capture, length(body.raw) AS kept
             FROM article JOIN body ON body.article = article.id LEFT JOIN capture ON capture.id = article.id
             WHERE article.id = ?1";
        let bytes = self.raw(id)?.len() as u64;
        let versions = self.versions(id)?;
        let at = versions.iter().position(|version| *version == id).unwrap_or_default();
        let custody = |row: &Row| {
            Ok(Custody {
                article: id,
                sha256: row.get("sha256")?,
                bytes,
                kept: row.get::<_, i64>("kept")?.unsigned_abs(),
                url: row.get("url")?,
                retrieved: parse(row, "retrieved")?,
                capture: parse_json(row, "capture")?,
                replaces: at.checked_sub(1).map(|before| versions[before]),
                replaced_by: versions.get(at + 1).copied(),
            })
        };
        Ok(self.conn.prepare_cached(sql)?.query_row([id.0], custody)?)
    }

    /// The articles at the same address, as they were captured one after the other; the article alone where it has none.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<ArticleId>, StoreError> {
        let sql =
            "SELECT other.id FROM article JOIN article AS other ON other.id = article.id OR other.url = article.url
             LEFT JOIN capture ON capture.id = other.id WHERE article.id = ?1
             ORDER BY ifnull(capture.body ->> '$.at', ifnull(other.retrieved, '')), other.id";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_map([id.0], |row| row.get(0).map(ArticleId))?.collect::<Result<_, _>>()?)
    }

    /// The feeds that are followed, in the order in which they were added.
    pub fn feeds(&self) -> Result<Vec<FollowedFeed>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT url, name, analyst, at FROM feed ORDER BY id")?;
        let feed = |row: &Row| {
            Ok(FollowedFeed {
                url: row.get("url")?,
                name: row.get("name")?,
                analyst: row.get("analyst")?,
                at: parse(row, "at")?,
            })
        };
        Ok(statement.query_map([], feed)?.collect::<Result<_, _>>()?)
    }

    /// The profiles of columns that are kept, by name.
    pub fn profiles(&self) -> Result<Vec<ColumnProfile>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT name, columns, analyst, at FROM profile ORDER BY name")?;
        let profile = |row: &Row| {
            Ok(ColumnProfile {
                name: row.get("name")?,
                columns: parse_json(row, "columns")?,
                analyst: row.get("analyst")?,
                at: parse(row, "at")?,
            })
        };
        Ok(statement.query_map([], profile)?.collect::<Result<_, _>>()?)
    }

    /// The bundles that were brought in and not taken back, in order.
    pub fn brought_in(&self) -> Result<Vec<BroughtIn>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM bundle ORDER BY id")?;
        Ok(statement.query_map([], |row| parse_json(row, "body"))?.collect::<Result<_, _>>()?)
    }

    /// What the server said of a page the last time; nothing where it was never fetched.
    pub fn visit(&self, url: &str) -> Result<Visit, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT etag, last_modified FROM visit WHERE url = ?1")?;
        let visit = |row: &Row| Ok(Visit { url: url.to_owned(), etag: row.get(0)?, last_modified: row.get(1)? });
        let found = statement.query_row([url], visit).optional()?;
        Ok(found.unwrap_or_else(|| Visit { url: url.to_owned(), ..Visit::default() }))
    }
}

impl Store {
    /// Remembers what servers said of pages whose articles are all here. No change of anything an analyst sees.
    pub fn visited(&mut self, visits: &[Visit], at: Timestamp) -> Result<(), StoreError> {
        self.write(|conn| {
            let mut statement = conn.prepare_cached(
                "INSERT OR REPLACE INTO visit (url, etag, last_modified, at) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for Visit { url, etag, last_modified } in visits {
                statement.execute(params![url, etag, last_modified, at.to_string()])?;
            }
            Ok(())
        })
    }
}
