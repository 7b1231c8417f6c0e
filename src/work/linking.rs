//! Linking what comes in to what is stored: a linker that is told of stored articles only when some of their time come.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use jiff::{ToSpan, civil::Date};

use crate::{
    domain::{Article, ArticleId, Claim, EventId},
    link::{self, Found, Known, Linker, Placement, Placements, Reported, copies::is_copy, draft::Tally},
    store::{Added, Arrivals, Draft, Landed, NewArticle, NewClaim, StoreError, StoreReader, Target},
};

use super::pipeline::Read;

/// What is known of the store, by months. Reports of one incident lie within weeks; a store of many years need not be
/// read to link one day's news.
#[derive(Default)]
pub(super) struct Memory {
    linker: Linker,
    months: BTreeSet<Option<Date>>,
    tallies: Tallies,
}

impl Memory {
    /// Links a batch to the events stored and to each other; nothing is stored yet.
    pub fn link(&mut self, stored: &StoreReader, batch: Vec<Read>) -> Result<Arrivals, StoreError> {
        self.recall(stored, &batch)?;
        let reported: Vec<_> = batch
            .iter()
            .map(|read| Reported { document: &read.name, article: &read.article, claims: &read.claims })
            .collect();
        let studies: Vec<_> = batch.iter().map(|read| &read.study).collect();
        let Placements { drafts, mut documents, alike } = self.linker.place_studied(&reported, &studies);
        for (placement, reported) in documents.iter_mut().zip(&reported) {
            if let Some(Found::Stored(original)) = placement.copy_of
                && !is_copy(&stored.text_of(original)?, &reported.article.text)
            {
                placement.copy_of = None;
            }
        }
        let revised = self.tallies.revised(stored, &reported, &documents)?;
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

    /// A part of the batch is stored.
    pub fn landed(&mut self, landed: &Landed) {
        self.tallies.landed(landed);
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

/// What stored events are told to be, so that one that many batches add to need not be read again for each. It holds as long
/// as nobody else writes to the store.
#[derive(Default)]
struct Tallies {
    of: HashMap<EventId, (Tally, link::Draft)>,
    /// The last entry of the journal that they stand on.
    entry: i64,
}

impl Tallies {
    /// What stored events are by their claims and those that now join them, where that changes. Rejected claims tell nothing.
    fn revised(
        &mut self,
        stored: &StoreReader,
        batch: &[Reported],
        placements: &[Placement],
    ) -> Result<Vec<(EventId, Draft)>, StoreError> {
        /// Some hundred bytes each.
        const MOST: usize = 50_000;
        let entry = stored.latest_entry()?;
        if entry != self.entry || self.of.len() > MOST {
            *self = Self { entry, ..Self::default() };
        }
        let mut joined: BTreeMap<EventId, Vec<(&Article, &Claim)>> = BTreeMap::new();
        for (reported, placement) in batch.iter().zip(placements) {
            for (claim, found) in reported.claims.iter().zip(&placement.claims) {
                if let Some(Found::Stored(event)) = found {
                    joined.entry(*event).or_default().push((reported.article, claim));
                }
            }
        }
        let mut revised = Vec::new();
        for (event, new) in joined {
            let (tally, draft) = match self.of.entry(event) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(stored_tally(stored, event)?),
            };
            new.iter().for_each(|(article, claim)| tally.tell(article, claim));
            let now = tally.draft();
            if now != *draft {
                draft.clone_from(&now);
                revised.push((event, stored_draft(now)));
            }
        }
        Ok(revised)
    }

    fn landed(&mut self, landed: &Landed) {
        let Some(committed) = &landed.committed else { return };
        // What was known already was counted, but told nothing new.
        let all_new = !landed.articles.iter().any(|added| matches!(added, Added::Known(_)));
        if committed.seq != self.entry + 1 || !all_new {
            self.of.clear();
        }
        self.entry = committed.seq;
    }
}

fn stored_tally(stored: &StoreReader, event: EventId) -> Result<(Tally, link::Draft), StoreError> {
    let mut tally = Tally::default();
    stored.accounts(event)?.iter().for_each(|(article, claim)| tally.tell(article, claim));
    let draft = tally.draft();
    Ok((tally, draft))
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
