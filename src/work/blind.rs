//! Two analysts who work apart: what is shown of an event before one has said one's own, and what is written then.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::{
    domain::{
        Actor, ArticleId, Change, ClaimId, Decision, EventId, Judgement, Measure, Opinion, Word,
        rows::{ArticleRow, ArticleView, ClaimRecord, Committed, EventRow, EventView},
    },
    store::{Store, StoreError, StoreReader},
};

use super::review::{CommitError, commit};

/// The event as the analyst may see it: another's judgements, decisions and words only where one's own is given.
pub fn blind(mut view: EventView, analyst: &str) -> EventView {
    let own: Vec<Opinion> = view.opinions.iter().filter(|o| o.analyst == analyst).cloned().collect();
    for statement in &mut view.statements {
        hide(&mut statement.record, &own);
    }
    let figures: Vec<&Decision> = own.iter().filter_map(figure).collect();
    let said = |measure: &Measure| figures.iter().any(|decision| decision.measure == *measure);
    view.decisions.retain(|decision| decision.analyst == analyst || said(&decision.measure));
    let standing: Vec<Measure> = view.decisions.iter().map(|decision| decision.measure.clone()).collect();
    view.decisions.extend(figures.iter().filter(|d| !standing.contains(&d.measure)).map(|d| (*d).clone()));
    let answered = |opinion: &Opinion| match &opinion.word {
        Word::Claim { claim, .. } => judged(&own, *claim).is_some(),
        Word::Figure { decision, .. } => said(&decision.measure),
    };
    view.opinions.retain(answered);
    view.notes.retain(|note| note.analyst == analyst);
    view
}

/// An article as the analyst may see it: claims unjudged until he judges them, and nobody else's notes.
pub fn blind_article(mut view: ArticleView, opinions: &[Opinion], analyst: &str) -> ArticleView {
    let own: Vec<Opinion> = opinions.iter().filter(|o| o.analyst == analyst).cloned().collect();
    for record in &mut view.claims {
        hide(record, &own);
    }
    view.notes.retain(|note| note.analyst == analyst);
    view
}

/// One claim as the analyst may see it: unjudged until he judges it.
pub fn hide(record: &mut ClaimRecord, opinions: &[Opinion]) {
    if judged(opinions, record.id).is_none() {
        (record.judgement, record.credibility) = (Judgement::Proposed, None);
    }
}

/// What one analyst has said so far, to hide in a list what others have.
pub struct Own {
    judged: HashMap<ArticleId, u32>,
    decided: HashMap<EventId, u32>,
}

impl Own {
    pub fn of(store: &StoreReader, analyst: &str) -> Result<Self, StoreError> {
        let mut own = Self { judged: HashMap::new(), decided: HashMap::new() };
        for opinion in store.opinions()?.iter().filter(|opinion| opinion.analyst == analyst) {
            match &opinion.word {
                Word::Claim { claim, .. } => *own.judged.entry(store.claim(*claim)?.article).or_default() += 1,
                Word::Figure { event, .. } => *own.decided.entry(*event).or_default() += 1,
            }
        }
        Ok(own)
    }

    /// Counts as unjudged whatever the analyst has not judged.
    pub fn hide_in_article(&self, row: &mut ArticleRow) {
        row.unjudged = row.claims.saturating_sub(self.judged.get(&row.id).copied().unwrap_or_default());
    }

    /// Leaves one's own decisions, and no figure that a rule or another has come to.
    pub fn hide_in_event(&self, row: &mut EventRow) {
        row.decided = self.decided.get(&row.event.id).copied().unwrap_or_default();
        row.standing = None;
    }
}

fn judged(own: &[Opinion], claim: ClaimId) -> Option<Judgement> {
    own.iter().find_map(|opinion| match opinion.word {
        Word::Claim { claim: on, judgement } if on == claim => Some(judgement),
        _ => None,
    })
}

fn figure(opinion: &Opinion) -> Option<&Decision> {
    match &opinion.word {
        Word::Figure { decision, .. } => Some(decision),
        Word::Claim { .. } => None,
    }
}

/// Makes a change of somebody who works blind: what another has judged or decided stays as it stands, and one's own word
/// is kept beside it. Judging several claims may so become two entries.
pub fn commit_apart(
    store: &mut Store,
    actor: &Actor,
    change: Change,
    at: Timestamp,
) -> Result<Vec<Committed>, CommitError> {
    let changes = match change {
        Change::Judge { claims, judgement } => {
            let others: Vec<ClaimId> = store.opinions()?.iter().filter_map(|o| by_another(o, actor)).collect();
            let (apart, first): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| others.contains(claim));
            let first = (!first.is_empty()).then_some(Change::Judge { claims: first, judgement });
            let apart = (!apart.is_empty()).then_some(Change::JudgeApart { claims: apart, judgement });
            first.into_iter().chain(apart).collect()
        }
        Change::Decide { event, decision } => {
            let view = store.event(event)?;
            let stands = |d: &&Decision| d.measure == decision.measure;
            match view.decisions.iter().find(stands) {
                Some(d) if !is_by(&d.analyst, actor) => vec![Change::DecideApart { event, decision }],
                _ => vec![Change::Decide { event, decision }],
            }
        }
        Change::Several { changes } => {
            let all = changes.into_iter().map(|change| commit_apart(store, actor, change, at));
            return Ok(all.collect::<Result<Vec<_>, _>>()?.concat());
        }
        other => vec![other],
    };
    changes.iter().map(|change| commit(store, actor, change, at)).collect()
}

fn by_another(opinion: &Opinion, actor: &Actor) -> Option<ClaimId> {
    match opinion.word {
        Word::Claim { claim, .. } if !is_by(&opinion.analyst, actor) => Some(claim),
        _ => None,
    }
}

fn is_by(analyst: &str, actor: &Actor) -> bool {
    matches!(actor, Actor::Analyst(name) if name == analyst)
}
