//! What a new event is called, and when, where and what it was, by the claims that tell of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::{Article, Claim, DatePrecision, DateSpan, Place, PlacePrecision};

/// An event as the machine proposes it. An analyst's name and facts replace these and stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub name: String,
    pub date: Option<DateSpan>,
    pub place: Option<Place>,
    pub kind: Option<String>,
    pub parties: Vec<String>,
}

/// Parties named at most; an event of many sides is better read than listed.
const MOST_PARTIES: usize = 6;

/// One article's part in an event.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    pub article: &'a Article,
    pub claims: Vec<&'a Claim>,
}

pub fn draft(tellings: &[Telling]) -> Draft {
    let claims = || tellings.iter().flat_map(|t| t.claims.iter().copied());
    let date = date(tellings);
    let place = place(claims().filter_map(|c| c.place.as_ref()));
    let kind = kind(claims().filter_map(|c| c.means.as_deref()));
    let parties = parties(claims());
    let name = name(tellings, place.as_ref(), kind.as_deref(), date.as_ref());
    Draft { name, date, place, kind, parties }
}

/// The means told most often. How attackers end themselves is a part of a raid or a clash; only where no claim tells of
/// anything else is it what happened.
fn kind<'a>(means: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    const OWN: &str = "own explosives";
    let told = most(means.clone().filter(|means| *means != OWN));
    told.or_else(|| means.into_iter().next().map(|_| "suicide bombing")).map(String::from)
}

/// The value given most often, the smallest of equals.
fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(value, _)| value)
}

/// The finest date that most claims give, those that name one before those that only have their article's. Nothing
/// happens after its first report: later dates are of bodies found and tolls revised.
fn date(tellings: &[Telling]) -> Option<DateSpan> {
    let first_report = tellings.iter().filter_map(|t| t.article.published).min();
    let all: Vec<&DateSpan> = tellings.iter().flat_map(|t| &t.claims).filter_map(|c| c.date.as_ref()).collect();
    let in_time = |d: &DateSpan| first_report.is_none_or(|day| d.start <= day);
    let wide = |d: &DateSpan| d.precision > DatePrecision::Week;
    let best = |d: &DateSpan| (!in_time(d), wide(d), d.words.is_empty(), d.precision);
    let rank = all.iter().map(|d| best(d)).min()?;
    let dated = || all.iter().filter(|d| best(d) == rank);
    let (start, end) = most(dated().map(|d| (d.start, d.end)))?;
    let words = dated().find(|d| (d.start, d.end) == (start, end)).map(|d| d.words.clone()).unwrap_or_default();
    Some(DateSpan { start, end, precision: rank.3, words })
}

/// The place named most often at the finest precision; of equals one that was resolved, then the one named first.
fn place<'a>(places: impl Iterator<Item = &'a Place> + Clone) -> Option<Place> {
    let rank = |p: &Place| match p.precision {
        // A village in no gazetteer is as fine as a town that is in one.
        PlacePrecision::Site | PlacePrecision::Town | PlacePrecision::Unresolved => 0,
        PlacePrecision::District => 1,
        PlacePrecision::Region => 3,
        PlacePrecision::Country => 4,
    };
    let finest = places.clone().map(rank).min()?;
    let finest: Vec<&Place> = places.filter(|p| rank(p) == finest).collect();
    // Idlib and Idleb are one place under two names.
    let same = |a: &Place, b: &Place| match (a.lat.zip(a.lon), b.lat.zip(b.lon)) {
        (Some(a), Some(b)) => a == b,
        _ => a.name == b.name,
    };
    let times = |place: &Place| {
        let known = place.precision != PlacePrecision::Unresolved;
        (finest.iter().filter(|p| same(p, place)).count(), known)
    };
    // The first of equals: `max_by_key` gives the last.
    finest.iter().rev().max_by_key(|place| times(place)).map(|place| (*place).clone())
}

fn parties<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for party in claims.flat_map(|c| [c.victims.actor.clone(), c.perpetrator.clone()]).flatten() {
        *counts.entry(party).or_default() += 1;
    }
    let mut parties: Vec<(String, usize)> = counts.into_iter().collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    parties.into_iter().take(MOST_PARTIES).map(|(party, _)| party).collect()
}

/// "Aleppo raid · 17 May 2025"; without a place, the headline of the first report.
fn name(tellings: &[Telling], place: Option<&Place>, kind: Option<&str>, date: Option<&DateSpan>) -> String {
    let first = tellings.iter().map(|t| t.article).min_by_key(|a| (a.published.is_none(), a.published));
    let what = match (place, kind) {
        (Some(place), kind) => format!("{} {}", place.name, kind.unwrap_or("incident")),
        (None, _) => first
            .and_then(|a| a.title.clone())
            .unwrap_or_else(|| first.map_or("Incident", |a| opening(&a.text)).to_owned()),
    };
    match date.map(day) {
        Some(day) => format!("{what} · {day}"),
        None => what,
    }
}

/// The first words of a text without a title.
fn opening(text: &str) -> &str {
    let line = text.lines().next().unwrap_or("");
    let end = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    line[..end].trim()
}

fn day(date: &DateSpan) -> String {
    let full = |d: Date| d.strftime("%-d %b %Y").to_string();
    match date.precision {
        DatePrecision::Day => full(date.start),
        DatePrecision::Month => date.start.strftime("%b %Y").to_string(),
        DatePrecision::Year => date.start.strftime("%Y").to_string(),
        DatePrecision::Era => date.words.clone(),
        DatePrecision::Days | DatePrecision::Week => format!("{} to {}", full(date.start), full(date.end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attackers_who_blow_themselves_up_in_a_raid_make_it_no_bombing() {
        let kind = |means: &[&'static str]| kind(means.iter().copied());
        assert_eq!(kind(&["own explosives", "raid", "own explosives"]).as_deref(), Some("raid"));
        assert_eq!(kind(&["own explosives"]).as_deref(), Some("suicide bombing"));
        assert_eq!(kind(&[]), None);
    }
}
