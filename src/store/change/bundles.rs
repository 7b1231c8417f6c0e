//! Bundles brought in, and taken back: what their analysts said goes again, their articles and claims stay.

use rusqlite::OptionalExtension;

use super::{Edit, claims, columns, decisions, field, notes};
use crate::{
    domain::{BroughtIn, Decision, Saying, Settled, Take},
    store::{
        Refusal, StoreError,
        journal::{self, Written},
        row::{RowChange, Table, json},
    },
};

pub(super) fn bring_in(edit: &mut Edit, bundle: &BroughtIn) -> Result<String, StoreError> {
    let row = [("body", json(bundle)), ("analyst", edit.analyst.into()), ("at", json(&edit.at))];
    edit.insert(Table::Bundle, columns(row))?;
    Ok(format!("bring in {} with {} entries", bundle.name, bundle.entries.len()))
}

/// Refused where somebody changed since what a bundle had set: nothing is taken back then.
pub(super) fn take_back(edit: &mut Edit, sha256: &str) -> Result<String, StoreError> {
    let (key, bundle) = brought_in(edit, sha256)?;
    for entry in bundle.entries.iter().rev() {
        let written = journal::get(edit.conn, *entry)?.written()?;
        for written in written.into_iter().rev() {
            if let Written::Row(change) = written {
                edit.put(RowChange::inverse(change))?;
            }
        }
    }
    edit.delete(Table::Bundle, key)?;
    Ok(format!("take back what {} brought in", bundle.name))
}

fn brought_in(edit: &Edit, sha256: &str) -> Result<(i64, BroughtIn), StoreError> {
    let sql = "SELECT id FROM bundle WHERE json_extract(body, '$.sha256') = ?1 ORDER BY id DESC LIMIT 1";
    let key: Option<i64> = edit.conn.query_row(sql, [sha256], |row| row.get(0)).optional()?;
    let key = key.ok_or_else(|| Refusal::Unknown(format!("bundle {sha256}")))?;
    let bundle = field(&edit.row(Table::Bundle, key)?, "body", &Table::Bundle.describe(key))?;
    Ok((key, bundle))
}

/// What they said comes to stand as the word of whoever chooses it, or what stands stays; either is remembered.
pub(super) fn settle(edit: &mut Edit, sha256: &str, at: usize, take: Take, reason: &str) -> Result<String, StoreError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::Empty("the reason for your choice").into());
    }
    let (key, mut bundle) = brought_in(edit, sha256)?;
    let Some(difference) = bundle.differences.get_mut(at) else {
        return Err(Refusal::Unknown(format!("difference {at} of bundle {}", bundle.name)).into());
    };
    if difference.settled.is_some() {
        return Err(Refusal::AlreadySo.into());
    }
    let theirs = difference.theirs.clone();
    if let Some(subject) = theirs.subject() {
        edit.about(subject);
    }
    if take == Take::Theirs {
        adopt(edit, &theirs, reason)?;
    }
    let (analyst, now) = (edit.analyst.to_owned(), edit.at);
    difference.settled = Some(Settled { take, reason: reason.to_owned(), analyst, at: now });
    edit.update(Table::Bundle, key, [("body", json(&bundle))])?;
    Ok(match take {
        Take::Ours => format!("keep {} as it stands, against {}", theirs.on(), bundle.name),
        Take::Theirs => format!("take {} from {}: {}", theirs.on(), bundle.name, theirs.says()),
    })
}

fn adopt(edit: &mut Edit, theirs: &Saying, reason: &str) -> Result<String, StoreError> {
    match theirs {
        Saying::Judged { claim, judgement, .. } => claims::judge(edit, &[*claim], *judgement),
        Saying::Credited { claim, credibility } => claims::credit(edit, *claim, *credibility),
        Saying::Decided { event, decision } => {
            let decision = Decision { reason: reason.to_owned(), ..*decision.clone() };
            decisions::decide(edit, *event, &decision)
        }
        Saying::Switched { event, switch } => decisions::set_switch(edit, *event, switch),
        Saying::Graded { claimant, reliability, .. } => notes::grade(edit, claimant, *reliability, reason),
    }
}
