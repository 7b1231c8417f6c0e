//! Tables: columns with a name, a kind and a meaning; rows as comma- or tab-separated values (RFC 4180, UTF-8).
//!
//! One description of a table serves every format that has tables: text, workbook, the schemas of a package, HXL tags.

use std::io::Write;

use jiff::{Timestamp, civil::Date};

use super::safe::defused;

/// What the cells of a column hold; an empty cell is an unknown value, never a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Words,
    /// Whole persons or other counts.
    Integer,
    Number,
    Date,
    /// In UTC.
    Time,
}

/// A cell. Words may come from an article and are made harmless where a format would obey them.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Integer(u64),
    Number(f64),
    Date(Date),
    Time(Timestamp),
    Words(String),
}

pub struct Column<Row: ?Sized> {
    pub name: &'static str,
    pub kind: Kind,
    /// Empty where HXL has no word for it.
    pub hxl: &'static str,
    pub says: &'static str,
    pub value: fn(&Row) -> Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Lines end in CR LF, as RFC 4180 has it.
    Csv,
    /// Tabs and line ends within a cell become spaces.
    Tsv,
}

/// The line of names, and under it the line of tags where asked for.
pub fn header<Row: ?Sized>(columns: &[Column<Row>], style: Style, hxl: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    line(&mut bytes, style, columns.iter().map(|column| column.name.into()));
    if hxl {
        line(&mut bytes, style, columns.iter().map(|column| column.hxl.into()));
    }
    bytes
}

pub fn row<Row: ?Sized>(columns: &[Column<Row>], style: Style, row: &Row, into: &mut Vec<u8>) {
    line(into, style, columns.iter().map(|column| (column.value)(row)));
}

fn line(into: &mut Vec<u8>, style: Style, cells: impl Iterator<Item = Value>) {
    let (separator, end): (u8, &[u8]) = match style {
        Style::Csv => (b',', b"\r\n"),
        Style::Tsv => (b'\t', b"\n"),
    };
    for (n, value) in cells.enumerate() {
        if n > 0 {
            into.push(separator);
        }
        // Writing to a Vec cannot fail; numbers and times hold nothing to be quoted.
        let _ = match value {
            Value::Empty => Ok(()),
            Value::Integer(n) => write!(into, "{n}"),
            Value::Number(n) => write!(into, "{n}"),
            Value::Date(date) => write!(into, "{date}"),
            Value::Time(time) => write!(into, "{time}"),
            Value::Words(words) => {
                quoted(into, style, &defused(words));
                Ok(())
            }
        };
    }
    into.extend_from_slice(end);
}

fn quoted(into: &mut Vec<u8>, style: Style, words: &str) {
    let plain = |byte: u8| !matches!(byte, b'\t' | b'\n' | b'\r');
    match style {
        // A tab or line end would begin another cell or row.
        Style::Tsv if words.contains('"') => {
            into.push(b'"');
            let safe = words.bytes().map(|byte| if plain(byte) { byte } else { b' ' });
            safe.for_each(|byte| if byte == b'"' { into.extend_from_slice(b"\"\"") } else { into.push(byte) });
            into.push(b'"');
        }
        Style::Tsv => into.extend(words.bytes().map(|byte| if plain(byte) { byte } else { b' ' })),
        Style::Csv if words.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) => {
            into.push(b'"');
            for (n, part) in words.split('"').enumerate() {
                if n > 0 {
                    into.extend_from_slice(b"\"\"");
                }
                into.extend_from_slice(part.as_bytes());
            }
            into.push(b'"');
        }
        Style::Csv => into.extend_from_slice(words.as_bytes()),
    }
}

impl From<Option<u64>> for Value {
    fn from(n: Option<u64>) -> Self {
        n.map_or(Self::Empty, Self::Integer)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::Integer(n as u64)
    }
}

impl From<Option<f64>> for Value {
    fn from(n: Option<f64>) -> Self {
        n.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<Date>> for Value {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(time: Option<Timestamp>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Words(words) }
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl From<Option<&str>> for Value {
    fn from(words: Option<&str>) -> Self {
        words.unwrap_or_default().into()
    }
}
