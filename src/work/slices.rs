//! A linked batch cut into slices that are stored one by one: what a later slice says of the batch (an event that an
//! earlier one opened, the article it copies) is turned into what is stored by then.

use crate::{
    domain::{ArticleId, EventId},
    store::{Arrivals, Landed, NewArticle, Target},
};

use super::pipeline::Read;

pub(super) struct Slices {
    /// What goes with every slice: the new events; and with the last: what is said of events.
    batch: Arrivals,
    waiting: std::collections::VecDeque<NewArticle>,
    /// The ids of the drafts and of the articles stored so far, by their places in the batch.
    pub events: Vec<Option<EventId>>,
    pub ids: Vec<ArticleId>,
    /// Linked a second time, after what it was linked to first had gone.
    pub is_anew: bool,
}

impl Slices {
    pub fn new(mut batch: Arrivals) -> Self {
        let events = vec![None; batch.events.len()];
        let waiting = std::mem::take(&mut batch.articles).into();
        Self { batch, waiting, events, ids: Vec::new(), is_anew: false }
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
                claim.event = claim.event.map(|event| self.stored(event));
            }
        }
        let events = self.batch.events.clone();
        if !self.waiting.is_empty() {
            return Some(Arrivals { events, articles, ..Arrivals::default() });
        }
        let alike = std::mem::take(&mut self.batch.alike).into_iter();
        let alike = alike.map(|(a, b, likeness)| (self.stored(a), self.stored(b), likeness)).collect();
        Some(Arrivals { events, articles, revised: std::mem::take(&mut self.batch.revised), alike })
    }

    /// An event of the batch that an earlier slice has stored.
    fn stored(&self, event: Target<EventId>) -> Target<EventId> {
        match event {
            Target::New(place) => self.events[place].map_or(event, Target::Known),
            known => known,
        }
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
        let unlinked = |new: NewArticle| {
            let claims = new.claims.into_iter().map(|new| new.claim).collect();
            Read::new(String::new(), new.article, new.raw, new.capture, claims)
        };
        in_hand.articles.into_iter().chain(waiting).map(unlinked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Article,
        store::{Added, Draft, NewClaim},
    };

    fn draft(name: &str) -> Draft {
        Draft { name: name.into(), date: None, place: None, kind: None, parties: Vec::new() }
    }

    fn claim(event: usize) -> NewClaim {
        let claim = serde_json::json!({
            "outcome": "killed", "count": {"bound": "exact", "low": 2, "high": 2, "words": "two"},
            "victims": {"words": "", "role": "all", "traits": [], "actor": null, "names": []},
            "claimant": {"name": "Police", "kind": "police", "words": null}, "outlet": null, "stance": "asserted",
            "scope": "event", "part_of": null, "includes_attackers": "unknown", "means": null, "perpetrator": null,
            "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null, "evidence": [],
            "rule": "test"
        });
        NewClaim { claim: serde_json::from_value(claim).unwrap(), event: Some(Target::New(event)) }
    }

    fn article(events: &[usize], copy_of: Option<usize>) -> NewArticle {
        let claims = events.iter().map(|event| claim(*event)).collect();
        NewArticle {
            article: Article::default(),
            raw: Vec::new(),
            claims,
            copy_of: copy_of.map(Target::New),
            capture: None,
        }
    }

    fn land(slices: &mut Slices, articles: &[i64], events: &[Option<i64>]) {
        slices.landed(&Landed {
            articles: articles.iter().map(|id| Added::New(ArticleId(*id))).collect(),
            events: events.iter().map(|id| id.map(EventId)).collect(),
            committed: None,
        });
    }

    #[test]
    fn a_later_slice_speaks_of_what_is_stored_by_then() {
        let articles =
            vec![article(&[1], None), article(&[], Some(0)), article(&[1, 0], Some(0)), article(&[0], Some(2))];
        let mut slices =
            Slices::new(Arrivals { events: vec![draft("a"), draft("b")], articles, ..Arrivals::default() });
        let first = slices.next(2).unwrap();
        assert_eq!(first.articles[0].claims[0].event, Some(Target::New(1)));
        assert_eq!(first.articles[1].copy_of, Some(Target::New(0)));
        land(&mut slices, &[71, 72], &[None, Some(9)]);
        let second = slices.next(2).unwrap();
        let events: Vec<_> = second.articles.iter().flat_map(|a| &a.claims).map(|claim| claim.event.unwrap()).collect();
        assert_eq!(events, [Target::Known(EventId(9)), Target::New(0), Target::New(0)]);
        assert_eq!(second.articles[0].copy_of, Some(Target::Known(ArticleId(71))));
        assert_eq!(second.articles[1].copy_of, Some(Target::New(0)), "its place in this slice");
        land(&mut slices, &[73, 74], &[Some(10), None]);
        assert!(slices.next(2).is_none());
        assert_eq!(slices.events, [Some(EventId(10)), Some(EventId(9))]);
        assert_eq!(slices.ids, [71, 72, 73, 74].map(ArticleId));
    }

    #[test]
    fn what_is_not_stored_can_be_linked_anew() {
        let articles = (0..5).map(|_| article(&[0], None)).collect();
        let mut slices = Slices::new(Arrivals { events: vec![draft("a")], articles, ..Arrivals::default() });
        slices.next(2).unwrap();
        land(&mut slices, &[1, 2], &[Some(1)]);
        let in_hand = slices.next(2).unwrap();
        assert_eq!(slices.rest(in_hand).len(), 3);
        assert!(slices.next(2).is_none());
    }
}
