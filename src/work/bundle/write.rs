//! Writing a bundle.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::Write,
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::{About, ArticleLine, BundleError, ClaimLine, EventLine, FORM, Line, Name, Raw, hex, lists};
use crate::{
    domain::{
        ArticleId, Capture, ClaimId, EventId, Filter, Opinion, Subject, Word,
        rows::{ArticleView, EventView, Note},
    },
    export::{Beside, ExportError},
    store::StoreReader,
};

/// What a bundle holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bundled {
    pub articles: u64,
    pub claims: u64,
    pub events: u64,
}

pub(super) struct Writing {
    to: GzEncoder<Beside>,
    digest: Sha256,
}

impl Writing {
    pub(super) fn line(&mut self, line: &Line) -> Result<(), BundleError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::from).map_err(ExportError::from)?;
        bytes.push(b'\n');
        self.digest.update(&bytes);
        Ok(self.to.write_all(&bytes).map_err(ExportError::from)?)
    }

    fn finish(mut self) -> Result<(), BundleError> {
        let sha256 = hex(&self.digest);
        self.line(&Line::End { sha256 })?;
        Ok(self.to.finish().map_err(ExportError::from)?.keep()?)
    }
}

/// Writes the events that the filter lets through with their articles; with `events` only these; the whole store where
/// neither says anything. The file appears whole or not at all.
pub fn bundle(store: &StoreReader, filter: &Filter, events: &[EventId], to: &Path) -> Result<Bundled, BundleError> {
    let is_whole = filter.conditions.is_empty() && events.is_empty();
    let chosen = super::super::outgoing::chosen(store, events, filter)?;
    let mut views: Vec<EventView> = Vec::with_capacity(chosen.len());
    for event in chosen {
        views.push(store.event(event)?);
    }
    let articles: BTreeSet<ArticleId> = match is_whole {
        true => store.article_ids()?.into_iter().collect(),
        false => views.iter().flat_map(|view| &view.statements).map(|s| s.record.article).collect(),
    };
    let to = GzEncoder::new(Beside::new(to)?, Compression::default());
    let mut writing = Writing { to, digest: Sha256::new() };
    let journal = store.journal(None, 1)?.into_iter().next().map(|entry| entry.hash);
    writing.line(&Line::Head { form: FORM, tool: concat!("recount ", env!("CARGO_PKG_VERSION")).into(), journal })?;
    let mut bundled = Bundled { events: views.len() as u64, ..Bundled::default() };
    for view in &views {
        writing.line(&event_line(view))?;
    }
    let events: BTreeSet<EventId> = views.iter().map(|view| view.event.id).collect();
    let mut names: HashMap<ClaimId, Name> = HashMap::new();
    let mut hashes: BTreeMap<ArticleId, String> = BTreeMap::new();
    let mut notes: BTreeMap<i64, Note> = BTreeMap::new();
    for id in articles {
        let view = store.article(id)?;
        hashes.insert(id, view.article.sha256.clone());
        for record in &view.claims {
            names.insert(record.id, Name { sha256: view.article.sha256.clone(), ordinal: record.ordinal });
        }
        bundled.articles += 1;
        bundled.claims += view.claims.len() as u64;
        notes.extend(view.notes.iter().map(|note| (note.id.0, note.clone())));
        let original = store.original(id)?;
        let original = original.map(|id| store.article(id)).transpose()?.map(|view| view.article.sha256);
        writing.line(&article_line(view, store.raw(id)?, store.capture(id)?, original, &events))?;
    }
    grades(store, &mut writing)?;
    if is_whole {
        lists::write(store, &mut writing)?;
    }
    lists::write_apart(store, |event| events.contains(&event), &mut writing)?;
    judged(store, &names, &mut writing)?;
    for view in &views {
        notes.extend(view.notes.iter().map(|note| (note.id.0, note.clone())));
        settled(view, &names, &mut writing)?;
    }
    for note in notes.into_values() {
        if let Some(about) = about(note.subject, &names, &hashes, &events) {
            writing.line(&Line::Note { about, text: note.text, analyst: note.analyst, at: note.at })?;
        }
    }
    let mut entries = BTreeMap::new();
    for view in &views {
        entries.extend(store.chronicle(view.event.id)?.into_iter().map(|entry| (entry.seq, entry)));
    }
    entries.into_values().try_for_each(|entry| writing.line(&Line::Journal(Box::new(entry))))?;
    writing.finish()?;
    Ok(bundled)
}

fn event_line(view: &EventView) -> Line {
    let event = view.event.clone();
    Line::Event(Box::new(EventLine {
        key: event.id.0,
        name: event.name,
        date: event.date,
        place: event.place,
        kind: event.kind,
        parties: event.parties,
    }))
}

fn article_line(
    view: ArticleView,
    raw: Vec<u8>,
    capture: Option<Capture>,
    copy_of: Option<String>,
    events: &BTreeSet<EventId>,
) -> Line {
    let claims = view.claims.into_iter().map(|record| ClaimLine {
        claim: record.claim,
        event: record.event.filter(|event| events.contains(event)).map(|event| event.0),
        judgement: record.judgement,
        credibility: record.credibility,
    });
    let claims = claims.collect();
    Line::Article(Box::new(ArticleLine {
        article: view.article,
        status: view.status,
        raw: Raw::of(raw),
        copy_of,
        capture,
        claims,
    }))
}

fn grades(store: &StoreReader, writing: &mut Writing) -> Result<(), BundleError> {
    for row in store.claimants()? {
        if let (Some(reliability), Some(analyst)) = (row.reliability, row.graded_by) {
            writing.line(&Line::Grade { claimant: row.name, reliability, reason: row.reason, analyst })?;
        }
    }
    Ok(())
}

fn settled(view: &EventView, names: &HashMap<ClaimId, Name>, writing: &mut Writing) -> Result<(), BundleError> {
    let event = view.event.id.0;
    for switch in &view.switches {
        writing.line(&Line::Switch { event, switch: switch.clone() })?;
    }
    let named = |claims: &[ClaimId]| claims.iter().filter_map(|claim| names.get(claim).cloned()).collect();
    let decided = |decision: &crate::domain::Decision, stands| {
        let claims = named(&decision.claims);
        let decision = Box::new(crate::domain::Decision { claims: Vec::new(), ..decision.clone() });
        Line::Decided { event, stands, decision, claims }
    };
    for opinion in &view.opinions {
        if let Word::Figure { decision, .. } = &opinion.word {
            writing.line(&decided(decision, false))?;
        }
    }
    view.decisions.iter().try_for_each(|decision| writing.line(&decided(decision, true)))
}

/// Each analyst's own word on the claims.
fn judged(store: &StoreReader, names: &HashMap<ClaimId, Name>, writing: &mut Writing) -> Result<(), BundleError> {
    for Opinion { analyst, at, word } in store.opinions()? {
        let Word::Claim { claim, judgement } = word else { continue };
        if let Some(claim) = names.get(&claim).cloned() {
            writing.line(&Line::Judged { claim, judgement, analyst, at })?;
        }
    }
    Ok(())
}

fn about(
    subject: Subject,
    names: &HashMap<ClaimId, Name>,
    hashes: &BTreeMap<ArticleId, String>,
    events: &BTreeSet<EventId>,
) -> Option<About> {
    Some(match subject {
        Subject::Article(id) => About::Article(hashes.get(&id)?.clone()),
        Subject::Claim(id) => About::Claim(names.get(&id)?.clone()),
        Subject::Event(id) => About::Event(events.contains(&id).then_some(id.0)?),
    })
}
