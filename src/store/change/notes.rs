//! What analysts write beside the claims: notes, the grades of claimants, the status of articles.

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::{Edit, brief, claims, columns, field, several};
use crate::{
    domain::{ArticleId, EventId, NoteId, Reliability, Subject, change::ArticleStatus},
    store::{
        Refusal, StoreError, journal,
        row::{Row, Table, json},
    },
};

pub(super) fn add(edit: &mut Edit, subjects: &[Subject], text: &str) -> Result<String, StoreError> {
    for subject in subjects {
        about(edit, *subject)?;
        let (kind, id) = journal::subject_key(*subject);
        let row = columns([
            ("subject_kind", kind.into()),
            ("subject", id.into()),
            ("text", worded(text)?),
            ("analyst", edit.analyst.into()),
            ("at", json(&edit.at)),
        ]);
        edit.insert(Table::Note, row)?;
    }
    let on: Vec<_> = subjects.iter().map(|subject| named(*subject)).collect();
    Ok(format!("note on {}: {}", several(&on, "things"), brief(text)))
}

pub(super) fn edit(edit: &mut Edit, note: NoteId, text: &str) -> Result<String, StoreError> {
    let subject = subject_of(edit, note)?;
    about(edit, subject)?;
    let columns = [("text", worded(text)?), ("analyst", edit.analyst.into()), ("at", json(&edit.at))];
    if edit.row(Table::Note, note.0)?.get("text") != Some(&columns[0].1) {
        edit.update(Table::Note, note.0, columns)?;
    }
    Ok(format!("change the note on {}: {}", named(subject), brief(text)))
}

pub(super) fn remove(edit: &mut Edit, note: NoteId) -> Result<String, StoreError> {
    let subject = subject_of(edit, note)?;
    about(edit, subject)?;
    edit.delete(Table::Note, note.0)?;
    Ok(format!("remove a note on {}", named(subject)))
}

pub(super) fn set_status(edit: &mut Edit, articles: &[ArticleId], status: ArticleStatus) -> Result<String, StoreError> {
    if articles.is_empty() {
        return Err(Refusal::Nothing.into());
    }
    for article in articles {
        edit.about(Subject::Article(*article));
        edit.update(Table::Article, article.0, [("status", json(&status))])?;
    }
    Ok(format!("{}: {}", several(articles, "articles"), status.label()))
}

pub(super) fn grade(
    edit: &mut Edit,
    claimant: &str,
    reliability: Option<Reliability>,
    reason: &str,
) -> Result<String, StoreError> {
    if claimant.trim().is_empty() {
        return Err(Refusal::Empty("the claimant's name").into());
    }
    let graded: Option<i64> = edit
        .conn
        .prepare_cached("SELECT id FROM claimant WHERE name = ?1")?
        .query_row([claimant], |row| row.get(0))
        .optional()?;
    let grade = [
        ("reliability", json(&reliability)),
        ("reason", reason.into()),
        ("analyst", edit.analyst.into()),
        ("at", json(&edit.at)),
    ];
    match graded {
        None => {
            edit.insert(Table::Claimant, columns(grade.into_iter().chain([("name", claimant.into())])))?;
        }
        // The same grade for the same reason is no change, whoever gives it when.
        Some(id) if same_grade(&edit.row(Table::Claimant, id)?, &grade) => {}
        Some(id) => edit.update(Table::Claimant, id, grade)?,
    }
    Ok(match reliability {
        Some(reliability) => format!("grade {claimant}: {reliability}"),
        None => format!("grade {claimant}: taken back"),
    })
}

fn same_grade(row: &Row, grade: &[(&'static str, Value); 4]) -> bool {
    grade[..2].iter().all(|(column, value)| row.get(*column) == Some(value))
}

/// The subject, which must be there, and what it belongs to.
fn about(edit: &mut Edit, subject: Subject) -> Result<(), StoreError> {
    match subject {
        Subject::Claim(claim) => return claims::about(edit, claim),
        Subject::Article(article) => edit.row(Table::Article, article.0)?,
        Subject::Event(event) => edit.row(Table::Event, event.0)?,
    };
    edit.about(subject);
    Ok(())
}

fn subject_of(edit: &Edit, note: NoteId) -> Result<Subject, StoreError> {
    let row = edit.row(Table::Note, note.0)?;
    let place = note.to_string();
    let kind: String = field(&row, "subject_kind", &place)?;
    Ok(match kind.as_str() {
        "article" => Subject::Article(field(&row, "subject", &place)?),
        "event" => Subject::Event(EventId(field(&row, "subject", &place)?)),
        _ => Subject::Claim(field(&row, "subject", &place)?),
    })
}

fn named(subject: Subject) -> String {
    match subject {
        Subject::Article(id) => id.to_string(),
        Subject::Claim(id) => id.to_string(),
        Subject::Event(id) => id.to_string(),
    }
}

fn worded(text: &str) -> Result<Value, StoreError> {
    if text.trim().is_empty() { Err(Refusal::Empty("the note").into()) } else { Ok(text.into()) }
}
