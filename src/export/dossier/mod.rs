//! A document for people about each event: what each source says, in numbers and in words, what was decided and why, how
//! the toll went, where it was, and what was done. It stands by itself: nothing is fetched, nothing runs.

mod chart;
mod html;
mod map;
mod markdown;
mod quotes;

pub use html::Html;
pub use markdown::Markdown;

use crate::{
    domain::{Cell, Column, FigureState, PlacePrecision},
    text::words,
};

use super::{Parcel, Record};

/// What is known of the event itself, as labels and words.
fn facts(parcel: &Parcel) -> Vec<(&'static str, String)> {
    let event = &parcel.view.event;
    let place = event.place.as_ref();
    let point = place.and_then(|place| place.lat.zip(place.lon));
    let exactness = place.map(|place| match place.precision {
        PlacePrecision::Site => "the site",
        PlacePrecision::Town => "the town",
        PlacePrecision::District => "somewhere in the district",
        PlacePrecision::Region => "somewhere in the region",
        PlacePrecision::Country => "somewhere in the country",
        PlacePrecision::Unresolved => "as the reports name it",
    });
    let copies = parcel.articles.iter().filter(|cited| cited.copy_of.is_some()).count();
    let articles = match copies {
        0 => parcel.articles.len().to_string(),
        n => format!("{}, {n} of them copies of another", parcel.articles.len()),
    };
    let all = [
        ("Date", event.date.as_ref().map(words::date)),
        ("Place", place.map(words::place)),
        ("Exact to", exactness.map(String::from)),
        ("Coordinates", point.map(|(lat, lon)| format!("{lat}, {lon}"))),
        ("Kind", event.kind.clone()),
        ("Parties", Some(event.parties.join(", ")).filter(|parties| !parties.is_empty())),
        ("Claimants", Some(parcel.comparison.columns.len().to_string())),
        ("Articles", Some(articles)),
    ];
    all.into_iter().filter_map(|(label, words)| Some((label, words?))).collect()
}

/// What a cell of the comparison says: the number, then in brackets what it rests on.
fn cell(cell: &Cell) -> String {
    let Some(interval) = cell.interval else { return "–".into() };
    let mut notes: Vec<String> = Vec::new();
    match cell.basis {
        crate::domain::Basis::Derived => notes.push("derived".into()),
        crate::domain::Basis::Possible => notes.push("possible".into()),
        crate::domain::Basis::Stated | crate::domain::Basis::Silent => {}
    }
    notes.extend(cell.hedged.then(|| "hedged".to_owned()));
    notes.extend(cell.note.clone());
    if notes.is_empty() { interval.to_string() } else { format!("{interval} ({})", notes.join(", ")) }
}

/// "by AFP, Reuters; as of 2025-05-17; grade B"
fn carried(column: &Column) -> String {
    let outlets = Some(column.outlets.join(", ")).filter(|outlets| !outlets.is_empty());
    let parts = [
        Some(column.kind.label()),
        outlets.map(|outlets| format!("by {outlets}")),
        column.as_of.map(|day| format!("as of {day}")),
        column.reliability.map(|grade| format!("grade {grade}")),
        column.inconsistent.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// "5, between 4 and 7", "between 4 and 7, no best number", "no number".
fn numbers(record: &Record) -> String {
    let range = words::range(record.low, record.high);
    match record.best {
        Some(best) if record.low == Some(best) && record.high == Some(best) => best.to_string(),
        Some(best) if range.is_empty() => best.to_string(),
        Some(best) => format!("{best} ({range})"),
        None if range.is_empty() => "no number".into(),
        None => range,
    }
}

/// "reconciled by Ana on 2025-05-20 10:00 UTC, signed off by Ben"
fn standing(record: &Record) -> String {
    let mut said = record.state.label();
    match record.state {
        FigureState::Open => said.push_str(", decided by nobody"),
        FigureState::Pending | FigureState::Reconciled | FigureState::Signed => {}
    }
    if let Some(analyst) = &record.analyst {
        said.push_str(&format!(" by {analyst}"));
    }
    if let Some(time) = record.time {
        said.push_str(&format!(" on {}", words::time(time)));
    }
    if let Some(second) = &record.signed_by {
        said.push_str(&format!(", signed off by {second}"));
    }
    if let Some(what) = &record.waiting_for {
        said.push_str(&format!(", waiting for {what}"));
    }
    said
}
