//! Rows as the journal sees them: JSON before and after, applied by compare-and-swap.
//!
//! Owns the list of journalled tables and the only statements that write them. Knows nothing of why.

use std::sync::OnceLock;

use rusqlite::{
    Connection, OptionalExtension, params_from_iter,
    types::{ToSqlOutput, Value as Sql, ValueRef},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{Refusal, StoreError, journal};
use crate::domain::{ArticleId, ClaimId, EventId, NoteId};

/// Columns and their values.
pub(super) type Row = Map<String, Value>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Table {
    Article,
    Claim,
    Event,
    Switch,
    Decision,
    Note,
    Claimant,
    Opinion,
    Pair,
    Gazetteer,
    Capture,
    Feed,
    Profile,
    Bundle,
    Alias,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Text,
    Json,
}

impl Table {
    pub const ALL: [Self; 15] = [
        Self::Article,
        Self::Claim,
        Self::Event,
        Self::Switch,
        Self::Decision,
        Self::Note,
        Self::Claimant,
        Self::Opinion,
        Self::Pair,
        Self::Gazetteer,
        Self::Capture,
        Self::Feed,
        Self::Profile,
        Self::Bundle,
        Self::Alias,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Claim => "claim",
            Self::Event => "event",
            Self::Switch => "switch",
            Self::Decision => "decision",
            Self::Note => "note",
            Self::Claimant => "claimant",
            Self::Opinion => "opinion",
            Self::Pair => "pair",
            Self::Gazetteer => "gazetteer",
            Self::Capture => "capture",
            Self::Feed => "feed",
            Self::Profile => "profile",
            Self::Bundle => "bundle",
            Self::Alias => "alias",
        }
    }

    /// All but the id and the columns that the database derives.
    const fn columns(self) -> &'static [(&'static str, Kind)] {
        use Kind::{Integer, Json, Text};
        match self {
            Self::Article => &[
                ("title", Text),
                ("outlet", Text),
                ("url", Text),
                ("published", Text),
                ("retrieved", Text),
                ("language", Text),
                ("sha256", Text),
                ("text_sha256", Text),
                ("status", Text),
                ("copy_of", Integer),
            ],
            Self::Claim => &[
                ("article", Integer),
                ("ordinal", Integer),
                ("event", Integer),
                ("judgement", Text),
                ("credibility", Text),
                ("body", Json),
                ("claimant", Text),
            ],
            Self::Event => &[
                ("name", Text),
                ("date", Json),
                ("place", Json),
                ("kind", Text),
                ("parties", Json),
                ("named_by", Text),
                ("dated_by", Text),
                ("placed_by", Text),
            ],
            Self::Switch | Self::Decision => &[("event", Integer), ("body", Json)],
            Self::Note => {
                &[("subject_kind", Text), ("subject", Integer), ("text", Text), ("analyst", Text), ("at", Text)]
            }
            Self::Opinion => &[("analyst", Text), ("at", Text), ("claim", Integer), ("event", Integer), ("body", Json)],
            Self::Claimant => {
                &[("name", Text), ("reliability", Text), ("reason", Text), ("analyst", Text), ("at", Text)]
            }
            Self::Pair => &[("a", Integer), ("b", Integer), ("state", Text), ("body", Json), ("analyst", Text)],
            Self::Capture => &[("body", Json)],
            Self::Feed => &[("url", Text), ("name", Text), ("analyst", Text), ("at", Text)],
            Self::Profile => &[("name", Text), ("columns", Json), ("analyst", Text), ("at", Text)],
            Self::Bundle => &[("body", Json), ("analyst", Text), ("at", Text)],
            Self::Alias => &[("name", Text), ("source", Text), ("analyst", Text), ("at", Text)],
            Self::Gazetteer => &[
                ("name", Text),
                ("sha256", Text),
                ("places", Integer),
                ("columns", Json),
                ("analyst", Text),
                ("at", Text),
            ],
        }
    }

    /// A row of this table as people call it.
    pub fn describe(self, key: i64) -> String {
        match self {
            Self::Article => ArticleId(key).to_string(),
            Self::Claim => ClaimId(key).to_string(),
            Self::Event => EventId(key).to_string(),
            Self::Note => NoteId(key).to_string(),
            Self::Switch => format!("switch {key}"),
            Self::Decision => format!("decision {key}"),
            Self::Claimant => format!("the grade of claimant {key}"),
            Self::Opinion => format!("opinion {key}"),
            Self::Pair => format!("pair {key}"),
            Self::Capture => format!("the capture of {}", ArticleId(key)),
            Self::Feed => format!("feed {key}"),
            Self::Profile => format!("the columns of profile {key}"),
            Self::Bundle => format!("bundle {key}"),
            Self::Alias => format!("name {key}"),
            Self::Gazetteer => format!("gazetteer {key}"),
        }
    }
}

/// One row before and after. `before: None` is a new row, `after: None` a removed one; otherwise both hold the columns
/// that changed, so that two analysts who touch different columns of a row don't stand in each other's way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct RowChange {
    pub table: Table,
    pub key: i64,
    pub before: Option<Row>,
    pub after: Option<Row>,
}

impl RowChange {
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before, ..self }
    }

    /// Writes the row if it still is what `before` says.
    ///
    /// # Errors
    /// `ChangedSince` where it is not, `InUse` where other rows rest on one that would go, `Overtaken` where others have
    /// taken its place.
    pub fn apply(&self, conn: &Connection) -> Result<(), StoreError> {
        let current = read(conn, self.table, self.key)?;
        if !fits(current.as_ref(), self.before.as_ref()) {
            return Err(journal::changed_since(conn, self.table, self.key)?);
        }
        match (&self.before, &self.after) {
            (None, None) => Ok(()),
            (None, Some(after)) => self.held(insert(conn, self.table, self.key, after), Refusal::Overtaken),
            (Some(_), Some(after)) => self.held(update(conn, self.table, self.key, after), Refusal::Overtaken),
            (Some(_), None) => self.held(delete(conn, self.table, self.key), Refusal::InUse),
        }
    }

    /// Where the tables' own rules forbid it, other rows stand in the way.
    fn held(&self, result: rusqlite::Result<()>, refusal: fn(String) -> Refusal) -> Result<(), StoreError> {
        match result {
            Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                Err(refusal(self.table.describe(self.key)).into())
            }
            other => Ok(other?),
        }
    }
}

/// Is a row what a change found? A column that came with a later format is empty in the rows of older entries.
pub(super) fn fits(current: Option<&Row>, before: Option<&Row>) -> bool {
    match (current, before) {
        (None, None) => true,
        (Some(current), Some(before)) => {
            before.iter().all(|(column, value)| current.get(column).unwrap_or(&Value::Null) == value)
        }
        _ => false,
    }
}

/// The journalled columns of a row.
pub(super) fn read(conn: &Connection, table: Table, key: i64) -> Result<Option<Row>, StoreError> {
    let names: Vec<_> = table.columns().iter().map(|(name, _)| *name).collect();
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", names.join(", "), table.name());
    let values = conn
        .prepare_cached(&sql)?
        .query_row([key], |row| (0..names.len()).map(|i| row.get::<_, Sql>(i)).collect::<Result<Vec<_>, _>>())
        .optional()?;
    let Some(values) = values else { return Ok(None) };
    let mut read = Row::new();
    for ((name, kind), value) in table.columns().iter().zip(values) {
        let value = match (kind, value) {
            (_, Sql::Null) => Value::Null,
            (Kind::Integer, Sql::Integer(n)) => n.into(),
            (Kind::Text, Sql::Text(text)) => text.into(),
            (Kind::Json, Sql::Text(text)) => serde_json::from_str(&text)
                .map_err(|e| StoreError::Corrupt { place: table.describe(key), why: e.to_string() })?,
            (_, other) => {
                let why = format!("column {name} holds {:?}", other.data_type());
                return Err(StoreError::Corrupt { place: table.describe(key), why });
            }
        };
        read.insert((*name).into(), value);
    }
    Ok(Some(read))
}

/// A new row with all its columns, those that nobody named empty: what its entry in the journal says is the whole row.
pub(super) fn whole(table: Table, mut row: Row) -> Row {
    for (column, _) in table.columns() {
        row.entry(*column).or_insert(Value::Null);
    }
    row
}

/// The next id of a table. Ids are never given twice, so that an old journal entry never means a new row.
pub(super) fn next_id(conn: &Connection, table: Table) -> Result<i64, StoreError> {
    let last: Option<i64> = conn
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1")?
        .query_row([table.name()], |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0) + 1)
}

/// Adds a row whose id was never given before. A claim is counted with its article, and its event noted as changed.
pub(super) fn insert(conn: &Connection, table: Table, key: i64, row: &Row) -> rusqlite::Result<()> {
    let values = table.columns().iter().map(|(name, kind)| to_sql(*kind, row.get(*name)));
    let values = std::iter::once(Sql::Integer(key)).chain(values);
    conn.prepare_cached(&statements(table).insert)?.execute(params_from_iter(values))?;
    if table == Table::Claim {
        let number = |column: &str| row.get(column).and_then(Value::as_i64);
        let count = "UPDATE article SET claims = claims + 1 WHERE id = ?1";
        conn.prepare_cached(count)?.execute([number("article")])?;
        number("event").map_or(Ok(()), |event| unsettle(conn, event))?;
    }
    Ok(())
}

/// Where an event stands is to be worked out anew.
pub(super) fn unsettle(conn: &Connection, event: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (?1)")?.execute([event]).map(drop)
}

/// Adds a row of an arrival, its values in the order of the table's columns and JSON as [`super::canonical`] writes it, and
/// adds it to their digest as [`digest_row`] does. `claims`: how many an article comes with.
pub(super) fn arrive(
    conn: &Connection,
    (table, key): (Table, i64),
    values: &[ValueRef],
    claims: Option<usize>,
    digest: &mut Sha256,
) -> rusqlite::Result<()> {
    let Statements { arrival, sorted, .. } = statements(table);
    let mut json = Vec::with_capacity(1024);
    for (n, column) in sorted.iter().enumerate() {
        let (name, kind) = table.columns()[*column];
        json.push(if n == 0 { b'{' } else { b',' });
        write_leaf(name, &mut json);
        json.push(b':');
        match (kind, values[*column]) {
            (_, ValueRef::Integer(number)) => write_leaf(&number, &mut json),
            (Kind::Json, ValueRef::Text(text)) => json.extend_from_slice(text),
            (_, ValueRef::Text(text)) => write_leaf(&String::from_utf8_lossy(text), &mut json),
            _ => write_leaf(&(), &mut json),
        }
    }
    json.extend_from_slice(b"}\n");
    digest.update(&json);
    let claims = claims.map(|claims| ToSqlOutput::from(claims as i64));
    let values = values.iter().map(|value| ToSqlOutput::Borrowed(*value));
    let values = std::iter::once(ToSqlOutput::from(key)).chain(values).chain(claims);
    conn.prepare_cached(arrival)?.execute(params_from_iter(values)).map(drop)
}

/// Adds a row to the digest of an arrival; the line end keeps rows apart.
pub(super) fn digest_row(digest: &mut Sha256, row: &Row) {
    let mut json = Vec::with_capacity(1024);
    write_fields(row, &mut json);
    json.push(b'\n');
    digest.update(&json);
}

/// What is written of a table again and again.
struct Statements {
    insert: String,
    /// The same for a row of an arrival: an article comes with the number of its claims.
    arrival: String,
    /// The places of the columns in the order of their names.
    sorted: Vec<usize>,
}

fn statements(table: Table) -> &'static Statements {
    static ALL: OnceLock<Vec<Statements>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let of = |table: Table| {
            let names: Vec<_> = table.columns().iter().map(|(name, _)| *name).collect();
            let insertion = |more: &str| {
                let marks = vec!["?"; names.len() + 1 + usize::from(!more.is_empty())].join(", ");
                format!("INSERT INTO {} (id, {}{more}) VALUES ({marks})", table.name(), names.join(", "))
            };
            let mut sorted: Vec<usize> = (0..names.len()).collect();
            sorted.sort_unstable_by_key(|column| names[*column]);
            let arrival = insertion(if table == Table::Article { ", claims" } else { "" });
            Statements { insert: insertion(""), arrival, sorted }
        };
        Table::ALL.into_iter().map(of).collect()
    });
    &all[table as usize]
}

fn update(conn: &Connection, table: Table, key: i64, row: &Row) -> rusqlite::Result<()> {
    let changed: Vec<_> = table.columns().iter().filter(|(name, _)| row.contains_key(*name)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let sets: Vec<_> = changed.iter().map(|(name, _)| format!("{name} = ?")).collect();
    let sql = format!("UPDATE {} SET {} WHERE id = ?", table.name(), sets.join(", "));
    let values = changed.iter().map(|(name, kind)| to_sql(*kind, row.get(*name)));
    let values = values.chain(std::iter::once(Sql::Integer(key)));
    conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

fn delete(conn: &Connection, table: Table, key: i64) -> rusqlite::Result<()> {
    let sql = format!("DELETE FROM {} WHERE id = ?1", table.name());
    conn.prepare_cached(&sql)?.execute([key]).map(drop)
}

fn to_sql(kind: Kind, value: Option<&Value>) -> Sql {
    match (kind, value) {
        (_, None | Some(Value::Null)) => Sql::Null,
        (Kind::Json, Some(value)) => Sql::Text(canonical(value)),
        (_, Some(Value::Number(n))) => n.as_i64().map_or(Sql::Null, Sql::Integer),
        (_, Some(Value::String(text))) => Sql::Text(text.clone()),
        (_, Some(other)) => Sql::Text(other.to_string()),
    }
}

/// JSON with its keys in order: the same value is the same string, whatever serde_json's features.
pub(super) fn canonical(value: &Value) -> String {
    let mut json = Vec::with_capacity(256);
    write_canonical(value, &mut json);
    // JSON is UTF-8: nothing is ever lost here.
    String::from_utf8(json).unwrap_or_default()
}

fn write_fields(fields: &Row, json: &mut Vec<u8>) {
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_unstable_by_key(|(key, _)| *key);
    json.push(b'{');
    for (n, (key, value)) in fields.into_iter().enumerate() {
        if n > 0 {
            json.push(b',');
        }
        write_leaf(key, json);
        json.push(b':');
        write_canonical(value, json);
    }
    json.push(b'}');
}

fn write_canonical(value: &Value, json: &mut Vec<u8>) {
    match value {
        Value::Object(map) => write_fields(map, json),
        Value::Array(items) => {
            json.push(b'[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    json.push(b',');
                }
                write_canonical(item, json);
            }
            json.push(b']');
        }
        leaf => write_leaf(leaf, json),
    }
}

/// Words, a number, a truth or nothing: none of them fails, and a Vec takes all bytes.
fn write_leaf<T: Serialize + ?Sized>(leaf: &T, json: &mut Vec<u8>) {
    let _ = serde_json::to_writer(json, leaf);
}

/// A domain value as the JSON column holds it. None of the domain's types can fail to serialize: their keys are strings.
pub(super) fn json<T: Serialize>(value: &T) -> Value {
    let mut json = serde_json::to_value(value).unwrap_or(Value::Null);
    round(&mut json);
    json
}

/// Coordinates to a centimetre. Longer fractions may not read back as they were written, and compare-and-swap and the
/// digests need values that do.
pub(super) fn rounded(degrees: f64) -> f64 {
    const CENTIMETRE: f64 = 1e7;
    (degrees * CENTIMETRE).round() / CENTIMETRE
}

fn round(value: &mut Value) {
    match value {
        Value::Number(n) if n.is_f64() => {
            if let Some(degrees) = n.as_f64() {
                *value = rounded(degrees).into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(round),
        Value::Object(map) => map.values_mut().for_each(round),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(columns: &[(&str, Value)]) -> Row {
        columns.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    #[test]
    fn an_entry_of_an_older_format_fits_a_row_with_later_columns_and_the_other_way_round() {
        let old = row(&[("name", "Raid".into())]);
        let new = row(&[("name", "Raid".into()), ("dated_by", Value::Null)]);
        assert!(fits(Some(&new), Some(&old)) && fits(Some(&old), Some(&new)));
        let dated = row(&[("dated_by", "Ana".into())]);
        assert!(!fits(Some(&old), Some(&dated)) && !fits(Some(&new), Some(&dated)));
    }
}
