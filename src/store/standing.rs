//! Where events stand, kept beside them: what a list, a filter or a map needs of a comparison. Triggers note every event
//! whose claims, switches, decisions or claimants' grades changed; here they are handed out to be worked out anew.
//!
//! A recount that reconciles otherwise than the one before must come with a migration that marks every event changed.
//!
//! Never journalled, for it follows from what is; never trusted for a decision, which is held against the claims.

use std::collections::BTreeSet;

use rusqlite::params;

use super::{Store, StoreError};
use crate::domain::{
    EventId,
    rows::{EventView, Standing},
};

impl Store {
    /// Works out where up to `most` of the changed events stand, in one transaction, so that nothing can change between
    /// the reading and the writing. Returns how many there were; fewer than `most` means that all are settled.
    pub fn settle(&mut self, most: usize, stand: impl Fn(&EventView) -> Standing) -> Result<usize, StoreError> {
        let any = "SELECT EXISTS (SELECT 1 FROM unsettled)";
        if !self.reader.conn.prepare_cached(any)?.query_row([], |row| row.get::<_, bool>(0))? {
            return Ok(0);
        }
        let tx = self.reader.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let ids: Vec<i64> = {
            let mut waiting = tx.prepare_cached("SELECT event FROM unsettled LIMIT ?1")?;
            waiting.query_map([most as i64], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for id in &ids {
            let view = super::read::event(&tx, EventId(*id))?;
            let Standing { conflicts, undecided, pending, stale, unsigned, tolls } = stand(&view);
            let tolls = serde_json::to_string(&tolls).map_err(|e| StoreError::Failed(e.to_string()))?;
            let articles: BTreeSet<_> = view.statements.iter().map(|s| s.record.article).collect();
            let (articles, claims) = (articles.len() as i64, view.statements.len() as i64);
            tx.prepare_cached(
                "INSERT OR REPLACE INTO standing (event, conflicts, undecided, pending, stale, unsigned, tolls, articles, claims)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![id, conflicts, undecided, pending, stale, unsigned, tolls, articles, claims])?;
            tx.prepare_cached("DELETE FROM unsettled WHERE event = ?1")?.execute([id])?;
        }
        tx.commit()?;
        Ok(ids.len())
    }
}
