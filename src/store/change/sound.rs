//! What must hold of every row that was written, whether by a change, an undo or a redo.
//!
//! Compare-and-swap sees that a row is what it was; it can't see that what the row rests on is. Another analyst may
//! have rejected a claim between one's undo and redo of the decision that cites it: refused here, once, for all.

use rusqlite::{Connection, OptionalExtension, params};

use super::{field, trace};
use crate::{
    domain::{Article, ArticleId, Claim, ClaimId, Decision, EventId, FigureState, Judgement},
    store::{
        Refusal, StoreError,
        row::{self, RowChange, Table},
    },
};

pub(in crate::store) fn check<'a>(
    conn: &Connection,
    written: impl IntoIterator<Item = &'a RowChange>,
) -> Result<(), StoreError> {
    for change in written {
        // A later change of the same entry may have removed the row again.
        let present = row::read(conn, change.table, change.key)?;
        match (change.table, present) {
            (Table::Claim, Some(_)) => claim(conn, change)?,
            (Table::Decision, Some(row)) => {
                let place = Table::Decision.describe(change.key);
                decision(conn, field(&row, "event", &place)?, &field(&row, "body", &place)?)?;
            }
            (Table::Opinion, Some(row)) => {
                let place = Table::Opinion.describe(change.key);
                if field::<Option<EventId>>(&row, "event", &place)?.is_some() {
                    figure(&field(&row, "body", &place)?)?;
                }
            }
            (Table::Note, Some(row)) => {
                let place = Table::Note.describe(change.key);
                let (kind, subject) = (field::<String>(&row, "subject_kind", &place)?, field(&row, "subject", &place)?);
                exists(conn, &kind, subject)?;
            }
            (Table::Alias, Some(row)) => alias(conn, &row, &Table::Alias.describe(change.key))?,
            (Table::Claim | Table::Event, None) if has_notes(conn, change.table, change.key)? => {
                return Err(Refusal::InUse(change.table.describe(change.key)).into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// One name leads to one source, and a source is nobody's other name.
fn alias(conn: &Connection, row: &row::Row, place: &str) -> Result<(), StoreError> {
    let (name, source): (String, String) = (field(row, "name", place)?, field(row, "source", place)?);
    let sql = "SELECT 1 FROM alias WHERE name = ?2 OR source = ?1";
    let led_on = conn.prepare_cached(sql)?.query_row([&name, &source], |_| Ok(())).optional()?.is_some();
    if led_on { Err(Refusal::NameLeadsOn { name, whose: source }.into()) } else { Ok(()) }
}

/// Numbers in order, and claims that they rest on.
fn figure(decision: &Decision) -> Result<(), StoreError> {
    decision.check().map_err(Refusal::from)?;
    let standing = stands(decision);
    if standing && decision.low.or(decision.best).or(decision.high).is_none() {
        return Err(Refusal::NoNumber.into());
    }
    if standing && decision.claims.is_empty() {
        return Err(Refusal::NoClaims.into());
    }
    Ok(())
}

/// A standing figure rests on claims of its event that nobody rejected.
fn decision(conn: &Connection, event: EventId, decision: &Decision) -> Result<(), StoreError> {
    figure(decision)?;
    for claim in &decision.claims {
        let cited = read_claim(conn, *claim)?;
        if cited.event != Some(event) {
            return Err(Refusal::OtherEvent { claim: *claim, event }.into());
        }
        if cited.judgement == Judgement::Rejected {
            return Err(Refusal::RestsOnRejected(*claim).into());
        }
    }
    Ok(())
}

/// A claim can be traced to words; while a figure rests on it, it is neither rejected nor corrected nor moved away.
fn claim(conn: &Connection, change: &RowChange) -> Result<(), StoreError> {
    let id = ClaimId(change.key);
    let now = read_claim(conn, id)?;
    let rewritten = change.after.as_ref().is_some_and(|after| after.contains_key("body"));
    if rewritten {
        traceable(conn, now.article, now.ordinal)?;
    }
    let left = match &change.before {
        Some(before) => field::<Option<EventId>>(before, "event", &id.to_string())?,
        None => None,
    };
    for event in now.event.into_iter().chain(left) {
        for (measure, decision) in decisions(conn, event)?.into_iter().map(|d| (d.measure.clone(), d)) {
            let disturbed = rewritten || now.judgement == Judgement::Rejected || now.event != Some(event);
            if disturbed && stands(&decision) && decision.claims.contains(&id) {
                return Err(Refusal::Cited { claim: id, event, measure }.into());
            }
        }
    }
    Ok(())
}

/// Nothing rests on a pending figure: it waits for its claims to change.
fn stands(decision: &Decision) -> bool {
    matches!(decision.state, FigureState::Reconciled | FigureState::Signed)
}

struct Placed {
    article: i64,
    ordinal: usize,
    event: Option<EventId>,
    judgement: Judgement,
}

fn read_claim(conn: &Connection, claim: ClaimId) -> Result<Placed, StoreError> {
    let place = claim.to_string();
    let row = row::read(conn, Table::Claim, claim.0)?.ok_or_else(|| Refusal::Unknown(place.clone()))?;
    Ok(Placed {
        article: field(&row, "article", &place)?,
        ordinal: field(&row, "ordinal", &place)?,
        event: field(&row, "event", &place)?,
        judgement: field(&row, "judgement", &place)?,
    })
}

fn decisions(conn: &Connection, event: EventId) -> Result<Vec<Decision>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, body FROM decision WHERE event = ?1 ORDER BY id")?;
    let rows = statement.query_map([event.0], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (id, body) = row?;
        serde_json::from_str(&body)
            .map_err(|e| StoreError::Corrupt { place: Table::Decision.describe(id), why: e.to_string() })
    })
    .collect()
}

fn traceable(conn: &Connection, article: i64, ordinal: usize) -> Result<(), StoreError> {
    let (title, text) = conn
        .prepare_cached("SELECT title, text FROM article JOIN body ON article = id WHERE id = ?1")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut statement = conn.prepare_cached("SELECT id, body FROM claim WHERE article = ?1 ORDER BY ordinal")?;
    let bodies = statement.query_map([article], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut claims: Vec<Claim> = Vec::new();
    for body in bodies {
        let (id, body) = body?;
        let claim = serde_json::from_str(&body);
        claims.push(claim.map_err(|e| StoreError::Corrupt { place: ClaimId(id).to_string(), why: e.to_string() })?);
    }
    let (id, article) = (article, Article { title, text, ..Article::default() });
    let claims: Vec<_> = claims.iter().collect();
    // A claim brought back before the one that stood in front of it: ordinals have no gaps.
    if ordinal >= claims.len() {
        return Err(Refusal::Overtaken(format!("a claim of {}", ArticleId(id))).into());
    }
    Ok(trace::check(&article, &claims, ordinal).map_err(Refusal::from)?)
}

fn exists(conn: &Connection, kind: &str, id: i64) -> Result<(), StoreError> {
    let table = match kind {
        "article" => Table::Article,
        "event" => Table::Event,
        _ => Table::Claim,
    };
    match row::read(conn, table, id)? {
        Some(_) => Ok(()),
        None => Err(Refusal::Unknown(table.describe(id)).into()),
    }
}

fn has_notes(conn: &Connection, table: Table, id: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM note WHERE subject_kind = ?1 AND subject = ?2";
    Ok(conn.prepare_cached(sql)?.query_row(params![table.name(), id], |_| Ok(())).optional()?.is_some())
}
