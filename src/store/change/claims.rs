//! Judging, crediting, correcting and adding claims.

use serde_json::Value;

use super::{Edit, columns, decisions, field, several, trace};
use crate::{
    domain::{Article, ArticleId, Claim, ClaimId, Credibility, EventId, Judgement, Subject},
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
        if judgement == Judgement::Rejected {
            decisions::refuse_if_cited(edit, *claim)?;
        }
        about(edit, *claim)?;
        edit.update(Table::Claim, claim.0, [("judgement", json(&judgement))])?;
    }
    let verb = match judgement {
        Judgement::Accepted => "accept",
        Judgement::Rejected => "reject",
        Judgement::Proposed => "take back the judgement of",
    };
    Ok(format!("{verb} {}", several(claims, "claims")))
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
    decisions::refuse_if_cited(edit, claim)?;
    about(edit, claim)?;
    let row = edit.row(Table::Claim, claim.0)?;
    let (article, ordinal): (i64, usize) =
        (field(&row, "article", &claim.to_string())?, field(&row, "ordinal", &claim.to_string())?);
    let mut claims = claims_of(edit, article)?;
    match claims.get_mut(ordinal) {
        Some(old) => *old = to.clone(),
        None => return Err(Refusal::Unknown(claim.to_string()).into()),
    }
    traceable(edit, article, &claims, ordinal)?;
    edit.update(Table::Claim, claim.0, [("body", json(to))])?;
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
    let mut claims = claims_of(edit, article.0)?;
    let ordinal = claims.len();
    claims.push(claim.clone());
    traceable(edit, article.0, &claims, ordinal)?;
    let row = columns([
        ("article", article.0.into()),
        ("ordinal", ordinal.into()),
        ("event", event.map_or(Value::Null, |event| event.0.into())),
        // Who wrote it has judged it.
        ("judgement", json(&Judgement::Accepted)),
        ("credibility", Value::Null),
        ("body", json(claim)),
    ]);
    let id = ClaimId(edit.insert(Table::Claim, row)?);
    edit.about(Subject::Claim(id));
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

/// In the order of their ordinals, which have no gaps: the last claim added is the first to go.
fn claims_of(edit: &Edit, article: i64) -> Result<Vec<Claim>, StoreError> {
    let mut claims = Vec::new();
    for id in edit.ids(Table::Claim, "article", article)? {
        let row = edit.row(Table::Claim, id)?;
        let place = ClaimId(id).to_string();
        claims.push((field::<usize>(&row, "ordinal", &place)?, field::<Claim>(&row, "body", &place)?));
    }
    claims.sort_by_key(|(ordinal, _)| *ordinal);
    Ok(claims.into_iter().map(|(_, claim)| claim).collect())
}

fn traceable(edit: &Edit, article: i64, claims: &[Claim], ordinal: usize) -> Result<(), StoreError> {
    let (title, text) = edit
        .conn
        .prepare_cached("SELECT title, text FROM article JOIN body ON article = id WHERE id = ?1")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let article = Article { title, text, ..Article::default() };
    let claims: Vec<_> = claims.iter().collect();
    Ok(trace::check(&article, &claims, ordinal).map_err(Refusal::from)?)
}
