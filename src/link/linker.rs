//! Articles in, events out: stories placed in groups, groups turned into events, copies named.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use super::{
    Reported,
    copies::{Shingles, Sketch},
    draft::{Draft, Telling, draft},
    grouper::{Doubt, GroupId, Grouper, StoryId, Why},
    model::Reason,
    order::{by_day, order},
    signature::Reading,
    stories::{Story, Words, stories, telling},
    told::Told,
};
use crate::domain::{self, Article, ArticleId, Claim, EventId, Likeness};

/// Something stored, or something of this batch by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<Id> {
    Stored(Id),
    New(usize),
}

/// A stored article whose events are settled.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    pub id: ArticleId,
    pub reported: Reported<'a>,
    /// The event of each claim.
    pub events: Vec<Option<EventId>>,
}

/// Where one article of a batch belongs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// The event it is mainly about.
    pub event: Option<Found<EventId>>,
    /// The event of each claim; None for claims that are of no single event.
    pub claims: Vec<Option<Found<EventId>>>,
    pub copy_of: Option<Found<ArticleId>>,
    /// Why its main story joined its event; None where it opened it.
    pub why: Option<Why>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placements {
    /// The new events, in the order of their first document.
    pub drafts: Vec<Draft>,
    /// In the order of the batch.
    pub documents: Vec<Placement>,
    /// Events, one of them stored before, that may be one: a person must say so.
    pub alike: Vec<(Found<EventId>, Found<EventId>, Likeness)>,
}

/// What placing an article needs to know of it. Depends on the article alone: many can be studied at once.
#[derive(Debug, Clone)]
pub struct Study {
    whole: Reading,
    shingles: Shingles,
    main: Part,
    asides: Vec<Part>,
}

/// One story of an article: its claims and its words.
#[derive(Debug, Clone, Default)]
struct Part {
    claims: Vec<usize>,
    reading: Reading,
}

impl Study {
    pub fn new(reported: &Reported) -> Self {
        let text = &reported.article.text;
        let whole = read(reported, text);
        let part = |story: Story| {
            let told = Told::new(story.claims.iter().map(|i| &reported.claims[*i]));
            let reading = match &story.text {
                Cow::Borrowed(_) => whole.clone(),
                Cow::Owned(own) => read(reported, own),
            };
            Part { reading: reading.telling(told), claims: story.claims }
        };
        let mut parts = stories(reported.article, reported.claims).into_iter().map(part);
        let main = parts.next().unwrap_or_default();
        let asides = parts.collect();
        Self { shingles: Shingles::new(text), main, asides, whole }
    }
}

/// The document a story is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Stored(ArticleId),
    /// Of the batch that is being placed.
    Batch(usize),
}

/// Everything linked so far. Placing an article never looks at more than a bounded number of earlier ones.
#[derive(Debug, Default)]
pub struct Linker {
    grouper: Grouper,
    /// Articles seen, stored and placed.
    articles: u32,
    /// By story: where it is from, and its sketch where it is an article's main story.
    sources: Vec<(Source, Sketch)>,
    event_of: BTreeMap<GroupId, EventId>,
    group_of: HashMap<EventId, GroupId>,
    /// Stories and groups of the batch placed last, until it is stored.
    last: Vec<Vec<StoryId>>,
    last_events: Vec<GroupId>,
}

/// A story of the batch once it is placed.
struct Member {
    document: usize,
    story: StoryId,
    claims: Vec<usize>,
    main: bool,
}

impl Linker {
    /// A linker that knows what is stored. Articles without any event are worth giving too: they make words common.
    pub fn new<'a>(existing: impl Iterator<Item = Known<'a>>) -> Self {
        let mut linker = Self::default();
        for known in existing {
            linker.remember(&known);
        }
        linker
    }

    /// Tells of one stored article: its main story is what most of its claims are of, and every other event it tells of
    /// is told in the paragraphs of its claims.
    pub fn remember(&mut self, known: &Known) {
        let article = known.reported.article;
        self.articles += 1;
        let whole = read(&known.reported, &article.text);
        self.grouper.learn(&whole);
        let mut events: Vec<EventId> = known.events.iter().flatten().copied().collect();
        events.sort_unstable();
        let mut by_size: Vec<(usize, EventId)> =
            events.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        by_size.sort_by_key(|(n, event)| (std::cmp::Reverse(*n), *event));
        if by_size.is_empty() {
            // Nothing is claimed in it; it may still be copied.
            let group = self.grouper.open_group();
            self.keep(known, &whole, group, Sketch::new(&article.text));
        }
        for (at, (_, event)) in by_size.into_iter().enumerate() {
            let group = *self.group_of.entry(event).or_insert_with(|| self.grouper.fixed_group());
            self.event_of.insert(group, event);
            let of_event = known.reported.claims.iter().zip(&known.events).filter(|(_, e)| **e == Some(event));
            let claims: Vec<&Claim> = of_event.map(|(claim, _)| claim).collect();
            let told = Told::new(claims.iter().copied());
            match at {
                0 => self.keep(known, &whole.clone().telling(told), group, Sketch::new(&article.text)),
                _ => {
                    let words = Words::new(claims.iter().flat_map(|claim| &claim.evidence));
                    let text = telling(&article.text, &words);
                    self.keep(known, &read(&known.reported, &text).telling(told), group, Sketch::default());
                }
            }
        }
    }

    fn keep(&mut self, known: &Known, reading: &Reading, group: GroupId, sketch: Sketch) {
        self.grouper.put(self.articles, reading, group);
        self.sources.push((Source::Stored(known.id), sketch));
    }

    /// Places a batch, oldest publication first. Groups of the batch may still be joined while it is placed; events of
    /// the store are only added to.
    pub fn place(&mut self, batch: &[Reported]) -> Placements {
        let studies: Vec<Study> = batch.iter().map(Study::new).collect();
        self.place_studied(batch, &studies.iter().collect::<Vec<_>>())
    }

    /// The same for a batch whose articles were studied before, in its order.
    pub fn place_studied(&mut self, batch: &[Reported], studies: &[&Study]) -> Placements {
        let articles: Vec<&Article> = batch.iter().map(|reported| reported.article).collect();
        let order = by_day(&articles);
        studies.iter().for_each(|study| self.grouper.learn(&study.whole));
        let mut placements = vec![Placement::default(); batch.len()];
        let (mut told, mut asides) = (Vec::new(), Vec::new());
        for document in order {
            self.articles += 1;
            told.push(self.place_main(document, studies, &mut placements[document]));
            asides.extend(studies[document].asides.iter().map(|aside| (document, self.articles, aside)));
        }
        // What articles tell in passing waits for those that are about it.
        for (document, article, aside) in asides {
            told.push(self.place_aside(document, article, aside));
        }
        self.last = vec![Vec::new(); batch.len()];
        told.iter().for_each(|member| self.last[member.document].push(member.story));
        told.sort_by_key(|member| (member.document, member.story));
        root_copies(&mut placements, &articles);
        self.finish(batch, &told, placements)
    }

    fn place_main(&mut self, document: usize, studies: &[&Study], placement: &mut Placement) -> Member {
        let Study { main, shingles, .. } = studies[document];
        let sketch = shingles.sketch();
        let placed = self.grouper.place(self.articles, &main.reading);
        placement.copy_of = self.original(&sketch, shingles, &placed.near, studies);
        placement.why = placed.why;
        self.sources.push((Source::Batch(document), sketch));
        Member { document, story: placed.story, claims: main.claims.clone(), main: true }
    }

    fn place_aside(&mut self, document: usize, article: u32, aside: &Part) -> Member {
        let placed = self.grouper.place_aside(article, &aside.reading);
        self.sources.push((Source::Batch(document), Sketch::default()));
        Member { document, story: placed.story, claims: aside.claims.clone(), main: false }
    }

    /// The earlier article that this text repeats, among those it shares most with.
    fn original(
        &self,
        sketch: &Sketch,
        shingles: &Shingles,
        near: &[StoryId],
        studies: &[&Study],
    ) -> Option<Found<ArticleId>> {
        let mut alike: Vec<&StoryId> = near.iter().filter(|s| self.sources[**s as usize].1.alike(sketch)).collect();
        alike.sort_unstable();
        alike.into_iter().find_map(|story| match self.sources[*story as usize].0 {
            Source::Stored(article) => Some(Found::Stored(article)),
            Source::Batch(earlier) => studies[earlier].shingles.are_copies(shingles).then_some(Found::New(earlier)),
        })
    }

    /// Which groups are events, their drafts, and what belongs to them.
    fn finish(&mut self, batch: &[Reported], told: &[Member], mut placements: Vec<Placement>) -> Placements {
        let mut members: BTreeMap<GroupId, Vec<&Member>> = BTreeMap::new();
        for t in told {
            members.entry(self.grouper.group(t.story)).or_default().push(t);
        }
        let mut new: Vec<(GroupId, Vec<&Member>)> = members
            .into_iter()
            .filter(|(group, _)| !self.event_of.contains_key(group))
            .filter(|(_, told)| is_event(told, &placements))
            .collect();
        new.sort_by_key(|(_, told)| (told[0].document, told[0].story));
        let numbers: BTreeMap<GroupId, usize> = new.iter().map(|(group, _)| *group).zip(0..).collect();
        let drafts = new.iter().map(|(_, told)| draft(&tellings(batch, told))).collect();
        self.last_events = new.into_iter().map(|(group, _)| group).collect();
        let doubts = self.grouper.take_doubts();

        for (placement, reported) in placements.iter_mut().zip(batch) {
            placement.claims = vec![None; reported.claims.len()];
        }
        let event = |group: &GroupId| match self.event_of.get(group) {
            Some(event) => Some(Found::Stored(*event)),
            None => numbers.get(group).map(|n| Found::New(*n)),
        };
        for t in told {
            let found = event(&self.grouper.group(t.story));
            let placement = &mut placements[t.document];
            t.claims.iter().for_each(|claim| placement.claims[*claim] = found);
            if t.main {
                placement.event = found;
            }
        }
        let alike = doubts.iter().filter_map(|doubt| {
            let (a, b) = (event(&self.grouper.standing(doubt.a))?, event(&self.grouper.standing(doubt.b))?);
            (a != b).then(|| (a, b, likeness(doubt)))
        });
        Placements { drafts, documents: placements, alike: alike.collect() }
    }

    /// The batch placed last is stored: its articles and events have these ids. A draft that was not stored has none.
    pub fn stored(&mut self, articles: &[ArticleId], events: &[Option<EventId>]) {
        for (stories, article) in self.last.drain(..).zip(articles) {
            stories.iter().for_each(|story| self.sources[*story as usize].0 = Source::Stored(*article));
        }
        for (group, event) in std::mem::take(&mut self.last_events).into_iter().zip(events) {
            if let Some(event) = event {
                self.grouper.fix(group);
                self.event_of.insert(group, *event);
                self.group_of.insert(*event, group);
            }
        }
    }
}

/// Of the copies of one text in a batch the first in [`order`] is the origin: its agency's own, the earliest, the longest.
fn root_copies(placements: &mut [Placement], articles: &[&Article]) {
    let mut rank = vec![0; articles.len()];
    order(articles).into_iter().enumerate().for_each(|(place, document)| rank[document] = place);
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (document, placement) in placements.iter().enumerate() {
        if let Some(Found::New(original)) = placement.copy_of {
            clusters.entry(original).or_insert_with(|| vec![original]).push(document);
        }
    }
    for (original, copies) in clusters {
        // A copy of something stored has its origin there.
        if placements[original].copy_of.is_some() {
            continue;
        }
        let Some(root) = copies.iter().copied().min_by_key(|document| rank[*document]) else { continue };
        copies.iter().for_each(|document| placements[*document].copy_of = Some(Found::New(root)));
        placements[root].copy_of = None;
    }
}

fn likeness(doubt: &Doubt) -> Likeness {
    let reason = |r: &Reason| domain::Reason { feature: r.feature.into(), value: r.value, share: r.share };
    Likeness { score: doubt.score, reasons: doubt.reasons.iter().map(reason).collect() }
}

fn read(reported: &Reported, text: &str) -> Reading {
    let article = reported.article;
    Reading::new(article.title.as_deref().unwrap_or(""), text, article.published).by(article.outlet.as_deref())
}

/// A group is an event when somebody claims something of it, or two articles that are no copies tell of it.
fn is_event(told: &[&Member], placements: &[Placement]) -> bool {
    let own = told.iter().filter(|t| t.main && placements[t.document].copy_of.is_none()).count();
    own > 1 || told.iter().any(|t| !t.claims.is_empty())
}

fn tellings<'a>(batch: &[Reported<'a>], told: &[&Member]) -> Vec<Telling<'a>> {
    told.iter()
        .map(|t| {
            let reported = batch[t.document];
            Telling { article: reported.article, claims: t.claims.iter().map(|c| &reported.claims[*c]).collect() }
        })
        .collect()
}
