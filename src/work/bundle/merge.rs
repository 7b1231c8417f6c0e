//! Taking a bundle in: what is new is added, what is there stays, what differs stands side by side.
//!
//! Articles are told apart by their bytes, claims by their words. Every judgement and decision comes in as the word of the
//! analyst who gave it. Where nothing stood, it stands; where something else stands, it is kept beside it as a difference
//! to settle. The same bundle twice changes nothing, and what each analyst said is the same in whatever order bundles
//! come; only what stands where two differ is what came first, or was decided here.

use std::{
    collections::HashMap,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use sha2::{Digest, Sha256};

use super::{About, ArticleLine, BundleError, EventLine, Line, Name, each, hex, lists, matching::Known};
use crate::{
    domain::{
        Actor, ArticleId, Change, ClaimId, Decision, Difference, EventId, FigureState, Judgement, Opinion, Saying,
        Subject, Word, change::ArticleStatus,
    },
    export::package::take_bundle,
    store::{Added, Arrivals, Draft, Links, NewArticle, NewClaim, Store, Target, fingerprint},
};

/// Articles added in one transaction.
const BATCH: usize = 256;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Merged {
    pub articles: u64,
    /// There already.
    pub known: u64,
    pub claims: u64,
    pub events: u64,
    /// Judgements, decisions, notes, grades and switches taken over.
    pub words: u64,
    /// What stands otherwise here, in words.
    pub conflicts: Vec<String>,
    /// What could not be taken over, with the reason.
    pub refused: Vec<String>,
}

pub(super) struct Merging<'s> {
    pub(super) store: &'s mut Store,
    /// Who merges: for what the bundle does not name an analyst.
    pub(super) actor: Actor,
    pub(super) at: Timestamp,
    pub(super) known: Known,
    /// Articles that say here, at the same address, what those of these hashes say there.
    same: HashMap<String, ArticleId>,
    /// The entries that the bundle led to.
    pub(super) entries: Vec<i64>,
    drafts: Vec<(i64, Draft)>,
    /// New articles and the hashes of those they copy, which may come after them.
    copies: Vec<(ArticleId, String)>,
    pub(super) merged: Merged,
    /// What one can choose between.
    pub(super) differences: Vec<Difference>,
}

/// Takes in a bundle, or the bundle of a package. Nothing is written before the whole file was read and found sound.
pub fn merge(store: &mut Store, actor: &Actor, path: &Path, at: Timestamp) -> Result<Merged, BundleError> {
    let inner = Unpacked(std::env::temp_dir().join(format!("recount-{}.part", std::process::id())));
    let failed = |source| BundleError::File { path: path.to_owned(), source };
    let is_package = File::create(&inner.0).and_then(|mut file| take_bundle(path, &mut file)).map_err(failed)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    merge_file(store, actor, if is_package { &inner.0 } else { path }, name, at)
}

/// Of the file: what a bundle is known by.
pub fn hash_of(path: &Path) -> Result<String, BundleError> {
    let mut digest = Sha256::new();
    let failed = |source| BundleError::File { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut block = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut file, &mut block).map_err(failed)? {
            0 => return Ok(hex(&digest)),
            read => digest.update(&block[..read]),
        }
    }
}

/// A bundle copied out of a package, gone when this is dropped.
struct Unpacked(PathBuf);

impl Drop for Unpacked {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0); // it may never have been made
    }
}

fn merge_file(
    store: &mut Store,
    actor: &Actor,
    path: &Path,
    name: String,
    at: Timestamp,
) -> Result<Merged, BundleError> {
    let mut merging = Merging {
        store,
        actor: actor.clone(),
        at,
        known: Known::default(),
        same: HashMap::new(),
        entries: Vec::new(),
        drafts: Vec::new(),
        copies: Vec::new(),
        merged: Merged::default(),
        differences: Vec::new(),
    };
    let sha256 = hash_of(path)?;
    each(path, |line| merging.meet(line))?;
    merging.known.settle_events();
    let mut batch = Vec::new();
    each(path, |line| {
        let Line::Article(article) = line else { return Ok(()) };
        match merging.store.with_hash(&article.article.sha256)? {
            Some(id) => merging.add_claims(id, &article),
            None => {
                batch.push(*article);
                if batch.len() < BATCH { Ok(()) } else { merging.add(std::mem::take(&mut batch)) }
            }
        }
    })?;
    merging.add(batch)?;
    merging.link_copies()?;
    each(path, |line| merging.take(line))?;
    merging.remember(name, sha256)
}

impl Merging<'_> {
    /// First reading: what is there already.
    fn meet(&mut self, line: Line) -> Result<(), BundleError> {
        match line {
            Line::Event(event) => {
                let EventLine { key, name, date, place, kind, parties } = *event;
                self.drafts.push((key, Draft { name, date, place, kind, parties }));
            }
            Line::Article(theirs) => {
                let Some(id) = self.store.with_hash(&theirs.article.sha256)? else { return Ok(()) };
                self.merged.known += 1;
                let ours = self.store.article(id)?.claims;
                self.known.meet(&theirs, &ours);
            }
            _ => {}
        }
        Ok(())
    }

    /// Claims that an analyst there found in an article that is here too.
    fn add_claims(&mut self, article: ArticleId, theirs: &ArticleLine) -> Result<(), BundleError> {
        for (ordinal, line) in theirs.claims.iter().enumerate() {
            let name = Name { sha256: theirs.article.sha256.clone(), ordinal };
            if self.known.claims.contains_key(&name) {
                continue;
            }
            let mut claim = line.claim.clone();
            if claim.rule != "analyst" {
                let words = claim.evidence.first().map_or("", |evidence| evidence.exact.as_str());
                self.merged.refused.push(format!("{article}: “{words}” is read otherwise here"));
                continue;
            }
            (claim.part_of, claim.repeats, claim.superseded_by) = (None, None, None);
            let event = line.event.and_then(|key| self.known.events.get(&key).copied());
            let change = Change::AddClaim { article, event, claim: Box::new(claim) };
            if self.apply(&self.actor.clone(), &change, self.at)? {
                self.merged.claims += 1;
                let added = self.store.article(article)?.claims.pop();
                self.known.claims.extend(added.map(|record| (name, record.id)));
            }
        }
        Ok(())
    }

    /// Second reading: articles that are new, with their claims and events.
    fn add(&mut self, lines: Vec<ArticleLine>) -> Result<(), BundleError> {
        let (mut articles, mut added) = (Vec::new(), Vec::new());
        for line in lines {
            if self.store.with_hash(&line.article.sha256)?.is_some() {
                continue;
            }
            let Some(raw) = line.raw.bytes().filter(|raw| fingerprint(raw) == line.article.sha256) else {
                self.merged
                    .refused
                    .push(format!("an article whose bytes are not those of its hash {}", line.article.sha256));
                continue;
            };
            let claims =
                line.claims.iter().map(|line| NewClaim { claim: line.claim.clone(), event: self.target(line.event) });
            articles.push(NewArticle {
                article: line.article.clone(),
                raw,
                claims: claims.collect(),
                copy_of: None,
                capture: line.capture.clone(),
            });
            added.push(line);
        }
        let events = self.drafts.iter().map(|(_, draft)| draft.clone()).collect();
        let landed = self.store.add(&Arrivals { events, articles, ..Arrivals::default() }, self.at)?;
        for ((key, _), event) in self.drafts.iter().zip(&landed.events) {
            if let Some(event) = event {
                self.known.events.insert(*key, *event);
                self.merged.events += 1;
            }
        }
        for (line, id) in added.into_iter().zip(landed.articles) {
            if let Added::Known(id) = id {
                self.merged.known += 1;
                let ours = self.store.article(id)?.claims;
                self.known.meet(&line, &ours);
                self.same.insert(line.article.sha256, id);
                continue;
            }
            self.merged.articles += 1;
            self.merged.claims += line.claims.len() as u64;
            self.copies.extend(line.copy_of.clone().map(|original| (id.id(), original)));
            let claims = self.store.article(id.id())?.claims;
            for record in claims {
                let name = Name { sha256: line.article.sha256.clone(), ordinal: record.ordinal };
                self.known.claims.insert(name, record.id);
            }
        }
        Ok(())
    }

    fn link_copies(&mut self) -> Result<(), BundleError> {
        let mut copies = Vec::new();
        for (article, original) in std::mem::take(&mut self.copies) {
            copies.extend(self.here(&original)?.map(|original| (article, Some(original))));
        }
        if !copies.is_empty() {
            self.store.link(&Links { copies, ..Links::default() }, self.at)?;
        }
        Ok(())
    }

    fn target(&self, key: Option<i64>) -> Option<Target<EventId>> {
        let key = key?;
        match self.known.events.get(&key) {
            Some(event) => Some(Target::Known(*event)),
            None => self.drafts.iter().position(|(other, _)| *other == key).map(Target::New),
        }
    }

    /// Third reading: what analysts said.
    fn take(&mut self, line: Line) -> Result<(), BundleError> {
        match line {
            Line::Article(theirs) => self.standing(&theirs),
            Line::Judged { claim, judgement, analyst, at } => match self.known.claims.get(&claim).copied() {
                Some(claim) => self.judged(claim, judgement, &analyst, at),
                None => Ok(()),
            },
            Line::Decided { event, stands, decision, claims } => match self.known.events.get(&event).copied() {
                Some(event) => {
                    let claims = claims.iter().filter_map(|claim| self.known.claims.get(claim).copied()).collect();
                    self.decided(event, stands, Decision { claims, ..*decision })
                }
                None => Ok(()),
            },
            Line::Switch { event, switch } => match self.known.events.get(&event).copied() {
                Some(event) => self.switch(event, switch),
                None => Ok(()),
            },
            Line::Grade { claimant, reliability, reason, analyst } => {
                self.grade(claimant, reliability, reason, analyst)
            }
            Line::Note { about, text, analyst, at } => self.note(&about, text, analyst, at),
            line @ (Line::Feed { .. }
            | Line::Profile { .. }
            | Line::Places { .. }
            | Line::Apart { .. }
            | Line::Alias { .. }) => lists::take(self, line),
            Line::Head { .. } | Line::Event(_) | Line::Journal(_) | Line::End { .. } => Ok(()),
        }
    }

    /// The article here that came in as bytes of this hash, or says the same.
    fn here(&self, sha256: &str) -> Result<Option<ArticleId>, BundleError> {
        match self.same.get(sha256) {
            Some(id) => Ok(Some(*id)),
            None => Ok(self.store.with_hash(sha256)?),
        }
    }

    /// Statuses and credibilities, which no analyst's name is kept for.
    fn standing(&mut self, theirs: &ArticleLine) -> Result<(), BundleError> {
        let Some(id) = self.here(&theirs.article.sha256)? else { return Ok(()) };
        let ours = self.store.article(id)?;
        if ours.status == ArticleStatus::Unread && theirs.status != ArticleStatus::Unread {
            self.apply(&self.actor.clone(), &Change::SetStatus { articles: vec![id], status: theirs.status }, self.at)?;
        }
        for (ordinal, line) in theirs.claims.iter().enumerate() {
            let name = Name { sha256: theirs.article.sha256.clone(), ordinal };
            let (Some(&claim), Some(theirs)) = (self.known.claims.get(&name), line.credibility) else { continue };
            match self.store.claim(claim)?.credibility {
                None => {
                    let change = Change::Credit { claim, credibility: Some(theirs) };
                    self.apply(&self.actor.clone(), &change, self.at)?;
                }
                Some(ours) if ours == theirs => {}
                Some(ours) => self.chooses(
                    format!("{claim} has credibility {ours} here, {theirs} there"),
                    Saying::Credited { claim, credibility: Some(theirs) },
                ),
            }
        }
        Ok(())
    }

    fn judged(
        &mut self,
        claim: ClaimId,
        judgement: Judgement,
        analyst: &str,
        at: Timestamp,
    ) -> Result<(), BundleError> {
        let record = self.store.claim(claim)?;
        let said = |word: &Word| matches!(word, Word::Claim { claim: on, .. } if *on == claim);
        if self.said_later(record.event, analyst, at, said)? {
            return Ok(());
        }
        let by = Actor::Analyst(analyst.to_owned());
        let claims = vec![claim];
        match record.judgement {
            Judgement::Proposed => {
                let apart = Change::JudgeApart { claims: claims.clone(), judgement };
                self.apply_or_apart(&by, &Change::Judge { claims, judgement }, apart, at)?
            }
            standing => {
                if standing != judgement {
                    self.chooses(
                        format!("{claim} is {standing} here, {judgement} by {analyst}"),
                        Saying::Judged { claim, judgement, analyst: Some(analyst.to_owned()) },
                    );
                }
                self.apply(&by, &Change::JudgeApart { claims, judgement }, at)?
            }
        };
        Ok(())
    }

    fn decided(&mut self, event: EventId, stands: bool, decision: Decision) -> Result<(), BundleError> {
        let measure = decision.measure.clone();
        if decision.claims.is_empty() {
            self.merged
                .refused
                .push(format!("{measure} of {event} by {}: none of its claims is here", decision.analyst));
            return Ok(());
        }
        let said = |word: &Word| matches!(word, Word::Figure { decision, .. } if decision.measure == measure);
        let view = self.store.event(event)?;
        let ours = view.decisions.into_iter().find(|ours| ours.measure == measure);
        let by = Actor::Analyst(decision.analyst.clone());
        let bare = Decision { state: unsigned(decision.state), signed_by: None, ..decision.clone() };
        match ours {
            None if stands => {
                let apart = Change::DecideApart { event, decision: Box::new(bare.clone()) };
                let change = Change::Decide { event, decision: Box::new(bare) };
                self.apply_or_apart(&by, &change, apart, decision.at)?;
            }
            Some(ours) if stands && is_same(&ours, &decision) => {}
            ours => {
                if let Some(ours) = ours.filter(|ours| stands && !is_same(ours, &decision)) {
                    let words = format!(
                        "{measure} of {event} is {} by {} here, {} by {} there",
                        shown(&ours),
                        ours.analyst,
                        shown(&decision),
                        decision.analyst
                    );
                    self.chooses(words, Saying::Decided { event, decision: Box::new(bare.clone()) });
                }
                if !self.said_later(Some(event), &decision.analyst, decision.at, said)? {
                    self.apply(&by, &Change::DecideApart { event, decision: Box::new(bare) }, decision.at)?;
                }
                return Ok(());
            }
        }
        let standing = self.store.event(event)?.decisions.into_iter().find(|ours| ours.measure == measure);
        if let (Some(second), Some(Decision { signed_by: None, .. })) = (decision.signed_by, standing) {
            self.apply(&Actor::Analyst(second), &Change::Sign { event, measure }, decision.at)?;
        }
        Ok(())
    }

    /// Did the analyst say the same or something later of it here?
    fn said_later(
        &self,
        event: Option<EventId>,
        analyst: &str,
        at: Timestamp,
        on: impl Fn(&Word) -> bool,
    ) -> Result<bool, BundleError> {
        let Some(event) = event else { return Ok(false) };
        let opinions: Vec<Opinion> = self.store.event(event)?.opinions;
        Ok(opinions.iter().any(|opinion| opinion.analyst == analyst && opinion.at >= at && on(&opinion.word)))
    }

    fn switch(&mut self, event: EventId, switch: crate::domain::Switch) -> Result<(), BundleError> {
        let ours = self.store.event(event)?.switches.into_iter().find(|ours| ours.same_question(&switch));
        match ours {
            None => drop(self.apply(&self.actor.clone(), &Change::SetSwitch { event, switch }, self.at)?),
            Some(ours) if ours == switch => {}
            Some(_) => self.chooses(
                format!("a question of reading of {event} is settled otherwise here"),
                Saying::Switched { event, switch },
            ),
        }
        Ok(())
    }

    fn grade(
        &mut self,
        claimant: String,
        reliability: crate::domain::Reliability,
        reason: String,
        analyst: String,
    ) -> Result<(), BundleError> {
        let ours = self.store.claimants()?.into_iter().find(|row| row.name == claimant);
        match ours.and_then(|row| row.reliability) {
            None => {
                let change = Change::Grade { claimant, reliability: Some(reliability), reason };
                self.apply(&Actor::Analyst(analyst), &change, self.at)?;
            }
            Some(ours) if ours == reliability => {}
            Some(ours) => self.chooses(
                format!("{claimant} is graded {ours} here, {reliability} by {analyst}"),
                Saying::Graded { claimant, reliability: Some(reliability), reason, analyst: Some(analyst) },
            ),
        }
        Ok(())
    }

    fn note(&mut self, about: &About, text: String, analyst: String, at: Timestamp) -> Result<(), BundleError> {
        let (subject, notes) = match about {
            About::Article(hash) => match self.here(hash)? {
                Some(id) => (Subject::Article(id), self.store.article(id)?.notes),
                None => return Ok(()),
            },
            About::Claim(name) => match self.known.claims.get(name).copied() {
                Some(id) => (Subject::Claim(id), self.store.article(self.store.claim(id)?.article)?.notes),
                None => return Ok(()),
            },
            About::Event(key) => match self.known.events.get(key).copied() {
                Some(id) => (Subject::Event(id), self.store.event(id)?.notes),
                None => return Ok(()),
            },
        };
        if notes.iter().any(|note| note.subject == subject && note.text == text && note.analyst == analyst) {
            return Ok(());
        }
        self.apply(&Actor::Analyst(analyst), &Change::AddNote { subjects: vec![subject], text }, at)?;
        Ok(())
    }
}

fn unsigned(state: FigureState) -> FigureState {
    match state {
        FigureState::Signed => FigureState::Reconciled,
        state => state,
    }
}

fn is_same(one: &Decision, other: &Decision) -> bool {
    (one.low, one.best, one.high, one.rule, unsigned(one.state))
        == (other.low, other.best, other.high, other.rule, unsigned(other.state))
}

fn shown(decision: &Decision) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{}/{}/{}", number(decision.low), number(decision.best), number(decision.high))
}
