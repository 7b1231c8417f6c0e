//! Tables of articles, comma- or tab-separated: one row is one article, a header says which column holds what.
//!
//! The columns are guessed by their names and can be set; the guess is told. Rows stream; cells may hold line ends within
//! quotes. What is kept as a row's raw form is the row as it came in.

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
    sync::{Arc, OnceLock},
};

use encoding_rs::Encoding;

use crate::{domain::Article, text};

use super::{
    MAX_RECORD, Metadata, Parsed, Unread,
    cell::{self, DATE_ORDER, DateOrder},
    dateline,
};

/// What a column can hold, as `--column` names it.
pub const FIELDS: [&str; 7] = ["id", "title", "text", "date", "source", "url", "lang"];

/// Column names by field: `text` is in `Body`.
pub type Columns = BTreeMap<String, String>;

/// How the rows of one table are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    separator: u8,
    encoding: &'static Encoding,
    names: Vec<String>,
    /// Of day and month, where it was set.
    order: Option<DateOrder>,
    /// The place of each of [`FIELDS`] in a row.
    places: [Option<usize>; FIELDS.len()],
    /// "text is in Body, title in Headline": told with the first row where it was guessed.
    told: Option<String>,
}

impl Layout {
    /// From the line of names.
    pub fn of(header: &[u8], separator: u8, encoding: &'static Encoding, set: &Columns) -> Result<Self, String> {
        let names = cells(header, separator, encoding)?;
        let mut places = [None; FIELDS.len()];
        for (place, field) in places.iter_mut().zip(FIELDS) {
            *place = match set.get(field) {
                Some(name) => Some(
                    named(&names, name)
                        .ok_or_else(|| format!("there is no column {name}; it has {}", names.join(", ")))?,
                ),
                None => guessed(&names, field),
            };
        }
        let known: Vec<String> = FIELDS
            .iter()
            .zip(&places)
            .filter_map(|(field, at)| Some(format!("{field} is in {}", names[(*at)?])))
            .collect();
        if places[2].is_none() {
            let columns = names.join(", ");
            return Err(format!(
                "no column seems to hold the text; say which with --column text=NAME; it has {columns}"
            ));
        }
        let order = set.get(DATE_ORDER).and_then(|word| DateOrder::named(word));
        let set = set.keys().filter(|field| FIELDS.contains(&field.as_str())).count();
        let told = (set < known.len()).then(|| format!("columns guessed: {}", known.join(", ")));
        Ok(Self { separator, encoding, names, order, places, told })
    }

    /// How a row is understood.
    pub fn understood(&self, row: &[u8]) -> Result<Understood, String> {
        let cells = cells(row, self.separator, self.encoding)?;
        let found = FIELDS.iter().zip(&self.places).map(|(field, place)| Found {
            field,
            column: place.and_then(|at| self.names.get(at)).cloned(),
            first: place.and_then(|at| cells.get(at)).cloned(),
        });
        let unused = self.names.iter().enumerate().filter(|(at, _)| !self.places.contains(&Some(*at)));
        Ok(Understood { found: found.collect(), unused: unused.map(|(_, name)| name.clone()).collect() })
    }

    /// The same, with nothing left to tell.
    pub fn silent(&self) -> Self {
        Self { told: None, ..self.clone() }
    }
}

/// What the columns of a table are taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// In the order of [`FIELDS`].
    pub found: Vec<Found>,
    pub unused: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Found {
    pub field: &'static str,
    pub column: Option<String>,
    /// Its cell in the first row.
    pub first: Option<String>,
}

fn named(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|other| folded(other) == folded(name))
}

fn guessed(names: &[String], field: &str) -> Option<usize> {
    static KNOWN: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    // The file is part of the program and a test reads it.
    let known = KNOWN.get_or_init(|| {
        toml::from_str(include_str!("../../assets/ingest/columns.toml")).expect("the built-in columns are sound")
    });
    known.get(field)?.iter().find_map(|name| named(names, name))
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

pub fn parse(row: &[u8], layout: &Arc<Layout>, metadata: &Metadata) -> Result<Parsed, Unread> {
    let cells = cells(row, layout.separator, layout.encoding)?;
    let cell = |field: usize| {
        layout.places[field].and_then(|at| cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let id = cell(0).map(String::from);
    let Some(words) = cell(2) else { return Err(Unread { id, reason: "has no text".into() }) };
    let mut remarks: Vec<String> = layout.told.iter().cloned().collect();
    let published = cell(3).and_then(|date| cell::day(date, layout.order).map_err(|remark| remarks.push(remark)).ok());
    let line = |field: usize| cell(field).map(text::display).filter(|line| !line.is_empty());
    let text = text::normalize(words);
    let article = Article {
        title: line(1).or_else(|| metadata.title.clone()),
        outlet: line(4).or_else(|| metadata.outlet.clone()),
        url: line(5).or_else(|| metadata.url.clone()),
        published: published.or(metadata.published).or_else(|| dateline::find(&text)),
        retrieved: None,
        language: line(6).or_else(|| metadata.language.clone()),
        sha256: String::new(),
        text,
    };
    Ok(Parsed { id, article, remarks })
}

fn cells(row: &[u8], separator: u8, encoding: &'static Encoding) -> Result<Vec<String>, String> {
    let (text, _) = encoding.decode_with_bom_removal(row);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let row = reader.records().next().transpose().map_err(|e| e.to_string())?;
    Ok(row.map(|row| row.iter().map(String::from).collect()).unwrap_or_default())
}

/// A row of a table, or why there is none.
pub enum Row {
    /// With the number of lines it takes.
    Read(Vec<u8>, u64),
    Long(u64),
    End,
}

/// The next row without its end: lines up to one at which all quotes are closed.
pub fn next(reader: &mut dyn BufRead) -> io::Result<Row> {
    let (mut bytes, mut lines) = (Vec::new(), 0);
    loop {
        let before = bytes.len();
        let room = (MAX_RECORD + 1).saturating_sub(before) as u64;
        io::Read::take(&mut *reader, room).read_until(b'\n', &mut bytes)?;
        if bytes.len() == before {
            return Ok(if before == 0 { Row::End } else { Row::Read(bytes, lines) });
        }
        lines += 1;
        if bytes.len() > MAX_RECORD {
            return Ok(Row::Long(lines));
        }
        let quotes = bytes.iter().filter(|byte| **byte == b'"').count();
        if quotes.is_multiple_of(2) {
            bytes.pop_if(|last| *last == b'\n');
            bytes.pop_if(|last| *last == b'\r');
            return Ok(Row::Read(bytes, lines));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_name_and_can_be_set() {
        let layout = |header: &str, set: &[(&str, &str)]| {
            let set = set.iter().map(|(field, name)| ((*field).to_owned(), (*name).to_owned())).collect();
            Layout::of(header.as_bytes(), b',', encoding_rs::UTF_8, &set)
        };
        let guessed = layout("Headline,Publication Date,Body", &[]).unwrap();
        assert_eq!(guessed.places, [None, Some(0), Some(2), Some(1), None, None, None]);
        assert_eq!(
            guessed.told.unwrap(),
            "columns guessed: title is in Headline, text is in Body, date is in Publication Date"
        );
        assert_eq!(layout("a,b", &[("text", "B")]).unwrap().places[2], Some(1));
        assert!(layout("a,b", &[]).unwrap_err().contains("--column text=NAME; it has a, b"));
        assert!(layout("a,text", &[("url", "link")]).unwrap_err().contains("no column link"));
    }

    #[test]
    fn rows_end_where_quotes_are_closed() {
        let mut bytes: &[u8] = b"a,\"b\nc\"\r\nd,e\n\nf";
        let mut rows = Vec::new();
        while let Row::Read(row, lines) = next(&mut bytes).unwrap() {
            rows.push((String::from_utf8(row).unwrap(), lines));
        }
        assert_eq!(rows, [("a,\"b\nc\"".into(), 2), ("d,e".into(), 1), (String::new(), 1), ("f".into(), 1)]);
    }
}
