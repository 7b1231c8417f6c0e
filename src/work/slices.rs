//! A linked batch cut into slices that are stored one by one: what a later slice says of the batch (an event that an
//! earlier one opened, the article it copies) is turned into what is stored by then.

use crate::{
    domain::{ArticleId, EventId},
    store::{Arrivals, Draft, Landed, NewArticle, Target},
};

use super::pipeline::Read;

pub(super) struct Slices {
    drafts: Vec<Draft>,
    waiting: std::collections::VecDeque<NewArticle>,
    /// The ids of the drafts and of the articles stored so far, by their places in the batch.
    pub events: Vec<Option<EventId>>,
    pub ids: Vec<ArticleId>,
    /// Linked a second time, after what it was linked to first had gone.
    pub is_anew: bool,
}

impl Slices {
    pub fn new(drafts: Vec<Draft>, articles: Vec<NewArticle>) -> Self {
        let events = vec![None; drafts.len()];
        Self { drafts, waiting: articles.into(), events, ids: Vec::new(), is_anew: false }
    }

    pub fn anew(self) -> Self {
        Self { is_anew: true, ..self }
    }

    /// The next `most` articles; none when all are stored.
    pub fn next(&mut self, most: usize) -> Option<Arrivals> {
        if self.waiting.is_empty() {
            return None;
        }
        let mut articles: Vec<_> = self.waiting.drain(..most.min(self.waiting.len())).collect();
        let stored = self.ids.len();
        for article in &mut articles {
            article.copy_of = article.copy_of.map(|original| match original {
                Target::New(place) => match self.ids.get(place) {
                    Some(id) => Target::Known(*id),
                    None => Target::New(place.saturating_sub(stored)),
                },
                known => known,
            });
            for claim in &mut article.claims {
                claim.event = claim.event.map(|event| match event {
                    Target::New(place) => self.events[place].map_or(event, Target::Known),
                    known => known,
                });
            }
        }
        Some(Arrivals { events: self.drafts.clone(), articles })
    }

    pub fn landed(&mut self, landed: &Landed) {
        self.ids.extend(landed.articles.iter().map(|added| added.id()));
        for (known, new) in self.events.iter_mut().zip(&landed.events) {
            *known = known.or(*new);
        }
    }

    /// What is not stored yet, those of the slice in hand first, to be linked anew.
    pub fn rest(&mut self, in_hand: Arrivals) -> Vec<Read> {
        let waiting = std::mem::take(&mut self.waiting);
        let unlinked = |new: NewArticle| Read {
            name: String::new(),
            article: new.article,
            raw: new.raw,
            claims: new.claims.into_iter().map(|new| new.claim).collect(),
        };
        in_hand.articles.into_iter().chain(waiting).map(unlinked).collect()
    }
}
