//! Bundles brought in, and taken back: what their analysts said goes again, their articles and claims stay.

use rusqlite::OptionalExtension;

use super::{Edit, columns, field};
use crate::{
    domain::BroughtIn,
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
    let sql = "SELECT id FROM bundle WHERE json_extract(body, '$.sha256') = ?1 ORDER BY id DESC LIMIT 1";
    let key: Option<i64> = edit.conn.query_row(sql, [sha256], |row| row.get(0)).optional()?;
    let key = key.ok_or_else(|| Refusal::Unknown(format!("bundle {sha256}")))?;
    let row = edit.row(Table::Bundle, key)?;
    let bundle: BroughtIn = field(&row, "body", &Table::Bundle.describe(key))?;
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
