//! Linking what comes in to what is stored: a linker that is told of stored articles only when some of their time come.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use crate::{
    domain::{ArticleId, EventId},
    link::{Found, Known, Linker, Reported},
    store::{Draft, NewArticle, NewClaim, StoreError, StoreReader, Target},
};

use super::pipeline::Read;

/// A batch with its links, not stored yet.
pub(super) struct Linked {
    pub events: Vec<Draft>,
    pub articles: Vec<NewArticle>,
}

/// What is known of the store, by months. Reports of one incident lie within weeks; a store of many years need not be
/// read to link one day's news.
#[derive(Default)]
pub(super) struct Memory {
    linker: Linker,
    months: BTreeSet<Option<Date>>,
}

impl Memory {
    /// Links a batch to the events stored and to each other.
    pub fn link(&mut self, stored: &StoreReader, batch: Vec<Read>) -> Result<Linked, StoreError> {
        self.recall(stored, &batch)?;
        let reported: Vec<_> = batch
            .iter()
            .map(|read| Reported { document: &read.name, article: &read.article, claims: &read.claims })
            .collect();
        let placements = self.linker.place(&reported);
        let events = placements.drafts.into_iter().map(draft).collect();
        let articles = batch.into_iter().zip(placements.documents).map(|(read, placement)| {
            let claims = read.claims.into_iter().zip(placement.claims);
            let claims = claims.map(|(claim, event)| NewClaim { claim, event: event.map(target) }).collect();
            NewArticle { article: read.article, raw: read.raw, claims, copy_of: placement.copy_of.map(target) }
        });
        Ok(Linked { events, articles: articles.collect() })
    }

    /// The batch is stored, under these ids.
    pub fn stored(&mut self, articles: &[ArticleId], events: &[Option<EventId>]) {
        self.linker.stored(articles, events);
    }

    /// Reads the stored articles of the batch's months and of those beside them, once in each run.
    fn recall(&mut self, stored: &StoreReader, batch: &[Read]) -> Result<(), StoreError> {
        for month in batch.iter().flat_map(|read| around(read.article.published)) {
            if self.months.insert(month) {
                stored.of_month(month, |id, article, claims| {
                    let events = claims.iter().map(|record| record.event).collect();
                    let claims: Vec<_> = claims.into_iter().map(|record| record.claim).collect();
                    let document = id.to_string();
                    let reported = Reported { document: &document, article: &article, claims: &claims };
                    self.linker.remember(&Known { id, reported, events });
                })?;
            }
        }
        Ok(())
    }
}

/// The first days of a date's month and of those before and after it. The undated are a month of their own.
fn around(published: Option<Date>) -> Vec<Option<Date>> {
    let Some(month) = published.map(Date::first_of_month) else { return vec![None] };
    let beside = [month.checked_sub(1.month()), month.checked_add(1.month())];
    std::iter::once(month).chain(beside.into_iter().flatten()).map(Some).chain([None]).collect()
}

fn draft(draft: crate::link::Draft) -> Draft {
    let crate::link::Draft { name, date, place, kind, parties } = draft;
    Draft { name, date, place, kind, parties }
}

fn target<Id>(found: Found<Id>) -> Target<Id> {
    match found {
        Found::Stored(id) => Target::Known(id),
        Found::New(place) => Target::New(place),
    }
}
