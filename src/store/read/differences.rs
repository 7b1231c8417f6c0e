//! What bundles said otherwise than what stands here, and nobody settled.

use super::parse_json;
use crate::{
    domain::{
        ArticleId, BroughtIn, Saying, Subject,
        rows::{ClaimRecord, DifferenceRow},
    },
    store::{Refusal, StoreError, StoreReader},
};

impl StoreReader {
    /// The differences to settle, bundle by bundle. What has come to stand as they say is none any more, nor is what is
    /// about something that is gone.
    pub fn differences(&self) -> Result<Vec<DifferenceRow>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body, analyst FROM bundle ORDER BY id")?;
        let bundles = statement.query_map([], |row| Ok((parse_json(row, "body")?, row.get("analyst")?)))?;
        let mut rows = Vec::new();
        for bundle in bundles {
            let (BroughtIn { name, sha256, differences, .. }, brought_by): (BroughtIn, String) = bundle?;
            for (at, difference) in differences.into_iter().enumerate().filter(|(_, d)| d.settled.is_none()) {
                let ours = match self.stands(&difference.theirs) {
                    Err(StoreError::Refused(Refusal::Unknown(_))) => continue,
                    ours => ours?,
                };
                if !ours.as_ref().is_some_and(|ours| ours.agrees(&difference.theirs)) {
                    let (article, about) = self.about(&difference.theirs)?;
                    let (bundle, name, brought_by) = (sha256.clone(), name.clone(), brought_by.clone());
                    let theirs = difference.theirs;
                    rows.push(DifferenceRow { bundle, name, brought_by, at, article, about, theirs, ours });
                }
            }
        }
        Ok(rows)
    }

    /// The claim that it is about, by its article and what it says, or the event's name.
    fn about(&self, theirs: &Saying) -> Result<(Option<ArticleId>, String), StoreError> {
        Ok(match theirs.subject() {
            Some(Subject::Claim(claim)) => {
                let ClaimRecord { article, claim, .. } = self.claim(claim)?;
                let said = claim.evidence.first().map(|evidence| evidence.exact.clone()).unwrap_or_default();
                (Some(article), format!("{}: {} “{said}”", claim.claimant.name, claim.outcome.label()))
            }
            Some(Subject::Event(event)) => (None, self.event(event)?.event.name),
            _ => (None, String::new()),
        })
    }

    /// What stands here on the same question.
    fn stands(&self, theirs: &Saying) -> Result<Option<Saying>, StoreError> {
        Ok(match theirs {
            Saying::Judged { claim, .. } => {
                let judgement = self.claim(*claim)?.judgement;
                Some(Saying::Judged { claim: *claim, judgement, analyst: None })
            }
            Saying::Credited { claim, .. } => {
                let credibility = self.claim(*claim)?.credibility;
                Some(Saying::Credited { claim: *claim, credibility })
            }
            Saying::Decided { event, decision } => {
                let ours = self.event(*event)?.decisions.into_iter().find(|ours| ours.measure == decision.measure);
                ours.map(|ours| Saying::Decided { event: *event, decision: Box::new(ours) })
            }
            Saying::Switched { event, switch } => {
                let ours = self.event(*event)?.switches.into_iter().find(|ours| ours.same_question(switch));
                ours.map(|switch| Saying::Switched { event: *event, switch })
            }
            Saying::Graded { claimant, .. } => {
                self.claimants()?.into_iter().find(|row| row.name == *claimant).map(|row| Saying::Graded {
                    claimant: row.name,
                    reliability: row.reliability,
                    reason: row.reason,
                    analyst: row.graded_by,
                })
            }
        })
    }
}
