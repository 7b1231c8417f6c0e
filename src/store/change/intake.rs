//! Where articles are to come from: feeds that are followed, and how columns of tables are understood.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use super::{Edit, columns};
use crate::store::{
    Refusal, StoreError,
    row::{Table, json},
};

pub(super) fn follow(edit: &mut Edit, url: &str, name: Option<&str>) -> Result<String, StoreError> {
    let name = json(&name.map(str::trim).filter(|name| !name.is_empty()));
    match keyed(edit, Table::Feed, "url", url)? {
        Some(key) => edit.update(Table::Feed, key, [("name", name)])?,
        None => {
            let row = [("url", url.into()), ("name", name), ("analyst", edit.analyst.into()), ("at", json(&edit.at))];
            edit.insert(Table::Feed, columns(row))?;
        }
    }
    Ok(format!("follow {url}"))
}

pub(super) fn leave(edit: &mut Edit, url: &str) -> Result<String, StoreError> {
    let key = keyed(edit, Table::Feed, "url", url)?.ok_or_else(|| Refusal::Unknown(format!("feed {url}")))?;
    edit.delete(Table::Feed, key)?;
    Ok(format!("follow {url} no longer"))
}

pub(super) fn keep_columns(edit: &mut Edit, name: &str, set: &BTreeMap<String, String>) -> Result<String, StoreError> {
    if name.trim().is_empty() {
        return Err(Refusal::Empty("the name of the profile").into());
    }
    match keyed(edit, Table::Profile, "name", name)? {
        Some(key) => edit.update(Table::Profile, key, [("columns", json(set))])?,
        None => {
            let row = [
                ("name", name.into()),
                ("columns", json(set)),
                ("analyst", edit.analyst.into()),
                ("at", json(&edit.at)),
            ];
            edit.insert(Table::Profile, columns(row))?;
        }
    }
    Ok(format!("keep the columns of profile {name}"))
}

pub(super) fn forget_columns(edit: &mut Edit, name: &str) -> Result<String, StoreError> {
    let key = keyed(edit, Table::Profile, "name", name)?.ok_or_else(|| Refusal::Unknown(format!("profile {name}")))?;
    edit.delete(Table::Profile, key)?;
    Ok(format!("forget the columns of profile {name}"))
}

fn keyed(edit: &Edit, table: Table, column: &str, value: &str) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT id FROM {} WHERE {column} = ?1", table.name());
    Ok(edit.conn.prepare_cached(&sql)?.query_row([value], |row| row.get(0)).optional()?)
}
