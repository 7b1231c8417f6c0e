//! Which names are one source: claimants and outlets alike.

use rusqlite::OptionalExtension;

use super::{Edit, columns, several};
use crate::store::{
    Refusal, StoreError,
    read::source_of,
    row::{Table, json},
};

/// The names, with all their own other names, become names of `source`; without one, each is a source by itself again.
pub(super) fn set(edit: &mut Edit, names: &[String], source: Option<&str>) -> Result<String, StoreError> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    if names.contains(&"") || source.is_some_and(|source| source.trim().is_empty()) {
        return Err(Refusal::Empty("the source's name").into());
    }
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    let shown = several(&quoted, "sources");
    let Some(source) = source.map(str::trim) else {
        for name in names {
            if let Some(row) = row_of(edit, name)? {
                edit.delete(Table::Alias, row)?;
            }
        }
        return Ok(format!("make {shown} a source again"));
    };
    let source = source_of(edit.conn, source)?.unwrap_or_else(|| source.to_owned());
    for name in names {
        lead(edit, name, &source)?;
    }
    Ok(format!("take {shown} for “{source}”"))
}

/// One name, and what led to it, now leads to the source.
fn lead(edit: &mut Edit, name: &str, source: &str) -> Result<(), StoreError> {
    if source == name {
        return Err(Refusal::NameLeadsOn { name: name.to_owned(), whose: source.to_owned() }.into());
    }
    let by = [("source", source.into()), ("analyst", edit.analyst.into()), ("at", json(&edit.at))];
    for other in others(edit, name)? {
        edit.update(Table::Alias, other, by.clone())?;
    }
    match row_of(edit, name)? {
        Some(_) if source_of(edit.conn, name)?.as_deref() == Some(source) => Ok(()),
        Some(row) => edit.update(Table::Alias, row, by),
        None => edit.insert(Table::Alias, columns(by.into_iter().chain([("name", name.into())]))).map(drop),
    }
}

fn row_of(edit: &Edit, name: &str) -> Result<Option<i64>, StoreError> {
    let mut statement = edit.conn.prepare_cached("SELECT id FROM alias WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// The rows of the other names of a source.
fn others(edit: &Edit, source: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = edit.conn.prepare_cached("SELECT id FROM alias WHERE source = ?1 ORDER BY id")?;
    let ids = statement.query_map([source], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
