//! Records as a table for spreadsheets and statistics programs (RFC 4180, UTF-8, one header row).
//!
//! One row is one figure, so that a sum over rows counts nobody twice for having two sources. Columns about claims hold
//! one entry for each used claim, in the same order, joined by ` | ` (a bar in the words is written `¦`); JSON lines are the form without such compression.

use std::io::{self, Write};

use crate::domain::TextPart;

use super::{Record, RecordClaim};

const JOIN: &str = " | ";

type Column = (&'static str, fn(&Record) -> Value);

/// Numbers are written as they are; words may come from an article and are made harmless.
enum Value {
    Number(String),
    Words(String),
}

const COLUMNS: &[Column] = &[
    ("event", |r| words(&r.event)),
    ("name", |r| words(&r.name)),
    ("date_start", |r| words(r.date.as_ref().map_or(String::new(), |d| d.start.to_string()))),
    ("date_end", |r| words(r.date.as_ref().map_or(String::new(), |d| d.end.to_string()))),
    ("place", |r| words(r.place.as_ref().map_or("", |p| &p.name))),
    ("country", |r| words(r.place.as_ref().and_then(|p| p.country.as_deref()).unwrap_or_default())),
    ("latitude", |r| number(r.place.as_ref().and_then(|p| p.lat))),
    ("longitude", |r| number(r.place.as_ref().and_then(|p| p.lon))),
    ("outcome", |r| words(r.measure.outcome.word())),
    ("group", |r| words(r.measure.group())),
    ("low", |r| number(r.low)),
    ("best", |r| number(r.best)),
    ("high", |r| number(r.high)),
    ("state", |r| words(r.state.word())),
    ("rule", |r| words(r.rule.word())),
    ("reason", |r| words(r.reason.as_deref().unwrap_or_default())),
    ("waiting_for", |r| words(r.waiting_for.as_deref().unwrap_or_default())),
    ("analyst", |r| words(r.analyst.as_deref().unwrap_or_default())),
    ("time", |r| words(r.time.map_or(String::new(), |t| t.to_string()))),
    ("signed_by", |r| words(r.signed_by.as_deref().unwrap_or_default())),
    ("claims_used", |r| number(Some(r.claims.iter().filter(|c| c.used).count()))),
    ("claims_not_used", |r| number(Some(r.claims.iter().filter(|c| !c.used).count()))),
    ("claims", |r| joined(r, |c| c.claim.clone())),
    ("claimants", |r| joined(r, |c| c.claimant.clone())),
    ("outlets", |r| joined(r, |c| c.outlet.clone().unwrap_or_default())),
    ("words", |r| joined(r, |c| c.evidence.first().map_or(String::new(), |e| e.exact.clone()))),
    ("offsets", |r| joined(r, offsets)),
    ("articles", |r| joined(r, |c| c.article.clone())),
    ("sha256", |r| joined(r, |c| c.sha256.clone())),
    ("urls", |r| joined(r, |c| c.url.clone().unwrap_or_default())),
];

pub fn write(records: &[Record], to: impl Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    table.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(io::Error::from)?;
    for record in records {
        let cells = COLUMNS.iter().map(|(_, value)| match value(record) {
            Value::Number(number) => number,
            Value::Words(words) => defused(words),
        });
        table.write_record(cells).map_err(io::Error::from)?;
    }
    table.flush()
}

fn words(words: impl Into<String>) -> Value {
    Value::Words(words.into())
}

fn number(number: Option<impl ToString>) -> Value {
    Value::Number(number.map_or(String::new(), |n| n.to_string()))
}

fn joined(record: &Record, of: impl Fn(&RecordClaim) -> String) -> Value {
    let entries: Vec<_> =
        record.claims.iter().filter(|claim| claim.used).map(|claim| of(claim).replace('|', "¦")).collect();
    Value::Words(entries.join(JOIN))
}

/// "1042-1093", "title 3-12" where the words stand in the title.
fn offsets(claim: &RecordClaim) -> String {
    claim.evidence.first().map_or(String::new(), |e| match e.part {
        TextPart::Body => format!("{}-{}", e.start, e.end),
        TextPart::Title => format!("title {}-{}", e.start, e.end),
    })
}

/// Words that a spreadsheet would take for a formula get an apostrophe before them, the spreadsheets' own mark for text.
fn defused(words: String) -> String {
    let is_formula = words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula || words.starts_with(['\t', '\r', '\n']) { format!("'{words}") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        assert_eq!(defused("=1+1".into()), "'=1+1");
        assert_eq!(defused(" @SUM(A1)".into()), "' @SUM(A1)");
        assert_eq!(defused("－2".into()), "'－2");
        assert_eq!(defused("five dead - three hurt".into()), "five dead - three hurt");
    }
}
