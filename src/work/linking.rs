//! Linking what comes in to what is stored: a linker that is told of stored articles only when some of their time come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};

use crate::{
    domain::{ArticleId, EventId},
    link::{self, Found, Known, Linker, Placement, Placements, Reported, copies::is_copy, draft::Telling},
    store::{Arrivals, Draft, NewArticle, NewClaim, StoreError, StoreReader, Target},
};

use super::pipeline::Read;

/// What is known of the store, by months. Reports of one incident lie within weeks; a store of many years need not be
/// read to link one day's news.
#[derive(Default)]
pub(super) struct Memory {
    linker: Linker,
    months: BTreeSet<Option<Date>>,
}

impl Memory {
    /// Links a batch to the events stored and to each other; nothing is stored yet.
    pub fn link(&mut self, stored: &StoreReader, batch: Vec<Read>) -> Result<Arrivals, StoreError> {
        self.recall(stored, &batch)?;
        let reported: Vec<_> = batch
            .iter()
            .map(|read| Reported { document: &read.name, article: &read.article, claims: &read.claims })
            .collect();
        let Placements { drafts, mut documents, alike } = self.linker.place(&reported);
        for (placement, reported) in documents.iter_mut().zip(&reported) {
            if let Some(Found::Stored(original)) = placement.copy_of
                && !is_copy(&stored.text_of(original)?, &reported.article.text)
            {
                placement.copy_of = None;
            }
        }
        let revised = revised(stored, &reported, &documents)?;
        let articles = batch.into_iter().zip(documents).map(|(read, placement)| {
            let claims = read.claims.into_iter().zip(placement.claims);
            let claims = claims.map(|(claim, event)| NewClaim { claim, event: event.map(target) }).collect();
            NewArticle {
                article: read.article,
                raw: read.raw,
                claims,
                copy_of: placement.copy_of.map(target),
                capture: read.capture,
            }
        });
        let alike = alike.into_iter().map(|(a, b, likeness)| (target(a), target(b), likeness)).collect();
        Ok(Arrivals {
            articles: articles.collect(),
            events: drafts.into_iter().map(stored_draft).collect(),
            revised,
            alike,
        })
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

/// What stored events are by their claims and those that now join them. Rejected claims tell nothing.
fn revised(
    stored: &StoreReader,
    batch: &[Reported],
    placements: &[Placement],
) -> Result<Vec<(EventId, Draft)>, StoreError> {
    let mut joined: BTreeMap<EventId, Vec<Telling>> = BTreeMap::new();
    for (reported, placement) in batch.iter().zip(placements) {
        for (claim, found) in reported.claims.iter().zip(&placement.claims) {
            if let Some(Found::Stored(event)) = found {
                joined.entry(*event).or_default().push(Telling { article: reported.article, claims: vec![claim] });
            }
        }
    }
    let revised = joined.into_iter().map(|(event, new)| {
        let accounts = stored.accounts(event)?;
        let known = accounts.iter().map(|(article, claim)| Telling { article, claims: vec![claim] });
        Ok((event, stored_draft(link::draft::draft(&known.chain(new).collect::<Vec<_>>()))))
    });
    revised.collect()
}

fn stored_draft(draft: link::Draft) -> Draft {
    let link::Draft { name, date, place, kind, parties } = draft;
    Draft { name, date, place, kind, parties }
}

fn target<Id>(found: Found<Id>) -> Target<Id> {
    match found {
        Found::Stored(id) => Target::Known(id),
        Found::New(place) => Target::New(place),
    }
}
