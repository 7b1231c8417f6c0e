//! Judging, crediting, correcting and adding claims.

use serde_json::Value;

use super::{Edit, columns, field, opinions, several};
use crate::{
    domain::{ArticleId, Claim, ClaimId, Credibility, EventId, Judgement, Subject},
    store::{
        Refusal, StoreError,
        row::{Table, json},
    },
};

pub(super) fn judge(edit: &mut Edit, claims: &[ClaimId], judgement: Judgement) -> Result<String, StoreError> {
    if claims.is_empty() {
        return Err(Refusal::Nothing.into());
    }
    for claim in claims {
        about(edit, *claim)?;
        edit.update(Table::Claim, claim.0, [("judgement", json(&judgement))])?;
        opinions::of_claim(edit, *claim, judgement)?;
    }
    Ok(format!("{} {}", verb(judgement), several(claims, "claims")))
}

pub(super) fn verb(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Accepted => "accept",
        Judgement::Rejected => "reject",
        Judgement::Proposed => "take back the judgement of",
    }
}

pub(super) fn credit(edit: &mut Edit, claim: ClaimId, credibility: Option<Credibility>) -> Result<String, StoreError> {
    about(edit, claim)?;
    edit.update(Table::Claim, claim.0, [("credibility", json(&credibility))])?;
    Ok(match credibility {
        Some(credibility) => format!("credibility of {claim}: {credibility}"),
        None => format!("credibility of {claim}: taken back"),
    })
}

pub(super) fn edit(edit: &mut Edit, claim: ClaimId, to: &Claim) -> Result<String, StoreError> {
    about(edit, claim)?;
    edit.update(Table::Claim, claim.0, [("body", json(to)), ("claimant", to.claimant.name.as_str().into())])?;
    Ok(format!("correct {claim}"))
}

pub(super) fn add(
    edit: &mut Edit,
    article: ArticleId,
    event: Option<EventId>,
    claim: &Claim,
) -> Result<String, StoreError> {
    edit.row(Table::Article, article.0)?;
    edit.about(Subject::Article(article));
    if let Some(event) = event {
        edit.row(Table::Event, event.0)?;
        edit.about(Subject::Event(event));
    }
    // Ordinals have no gaps: the last claim added is the first to go.
    let ordinal = edit.ids(Table::Claim, "article", article.0)?.len();
    let row = columns([
        ("article", article.0.into()),
        ("ordinal", ordinal.into()),
        ("event", event.map_or(Value::Null, |event| event.0.into())),
        // Who wrote it has judged it.
        ("judgement", json(&Judgement::Accepted)),
        ("credibility", Value::Null),
        ("body", json(claim)),
        ("claimant", claim.claimant.name.as_str().into()),
    ]);
    let id = ClaimId(edit.insert(Table::Claim, row)?);
    edit.about(Subject::Claim(id));
    opinions::of_claim(edit, id, Judgement::Accepted)?;
    Ok(format!("add {id} to {article}"))
}

/// The claim and its article and event are what the entry is about.
pub(super) fn about(edit: &mut Edit, claim: ClaimId) -> Result<(), StoreError> {
    let row = edit.row(Table::Claim, claim.0)?;
    edit.about(Subject::Claim(claim));
    edit.about(Subject::Article(field(&row, "article", &claim.to_string())?));
    if let Some(event) = field::<Option<EventId>>(&row, "event", &claim.to_string())? {
        edit.about(Subject::Event(event));
    }
    Ok(())
}
