//! Claims in a few words, for tables and explanations.

use jiff::Timestamp;

use crate::domain::{Bound, Claim, Count, DateSpan, Interval, Place, PlacePrecision, Role, Scope, Stance, Victims};

/// "5", "≥ 5", "≤ 5", "~5", "5–7", "dozens", "some", "none".
pub fn count(count: &Count) -> String {
    let low = || count.low.map_or_else(|| "?".into(), |n| n.to_string());
    let high = || count.high.map_or_else(|| "?".into(), |n| n.to_string());
    match count.bound {
        Bound::Exact => low(),
        Bound::AtLeast => format!("≥ {}", low()),
        Bound::AtMost => format!("≤ {}", high()),
        Bound::About if count.low == count.high => format!("~{}", low()),
        Bound::About | Bound::Range => format!("{}–{}", low(), high()),
        Bound::Vague => count.words.clone(),
        Bound::Some => "some".into(),
        Bound::None => "none".into(),
    }
}

/// The claimant's words, with our category where they do not say it: "two soldiers (state forces)".
pub fn victims(victims: &Victims) -> String {
    let mut kinds: Vec<_> = victims.traits.iter().map(|t| t.label()).collect();
    if !matches!(victims.role, Role::All | Role::Unknown) {
        kinds.insert(0, victims.role.label());
    }
    match (victims.words.is_empty(), kinds.is_empty()) {
        (true, true) => String::new(),
        (true, false) => kinds.join(", "),
        (false, true) => victims.words.clone(),
        (false, false) => format!("{} ({})", victims.words, kinds.join(", ")),
    }
}

/// How and of what it was said, where that is not plainly of this event: "hedged, cumulative, part of c2". `name` tells
/// what another claim of the article, given by its place there, is called.
pub fn manner(claim: &Claim, name: impl Fn(usize) -> String) -> String {
    let mut said = Vec::new();
    match claim.stance {
        Stance::Asserted => {}
        Stance::Hedged | Stance::Denied => said.push(claim.stance.label()),
    }
    match claim.scope {
        Scope::Event => {}
        Scope::Period | Scope::Cumulative => said.push(claim.scope.label()),
    }
    said.extend(claim.part_of.map(|whole| format!("part of {}", name(whole))));
    said.extend(claim.repeats.map(|earlier| format!("repeats {}", name(earlier))));
    said.extend(claim.superseded_by.map(|later| format!("superseded by {}", name(later))));
    said.join(", ")
}

/// "17 May 2025", "17–19 May 2025", "May 2025", "2011".
pub fn date(span: &DateSpan) -> String {
    use crate::domain::DatePrecision::*;
    let (start, end) = (span.start, span.end);
    match span.precision {
        _ if start == end => start.strftime("%-d %b %Y").to_string(),
        Month => start.strftime("%b %Y").to_string(),
        Year if start.year() == end.year() => start.year().to_string(),
        Year | Era => format!("{}–{}", start.year(), end.year()),
        Day | Days | Week if (start.year(), start.month()) == (end.year(), end.month()) => {
            format!("{}–{}", start.day(), end.strftime("%-d %b %Y"))
        }
        Day | Days | Week => format!("{} – {}", start.strftime("%-d %b %Y"), end.strftime("%-d %b %Y")),
    }
}

/// "Aleppo, SY"
pub fn place(place: &Place) -> String {
    match &place.country {
        Some(country) if *country != place.name => format!("{}, {country}", place.name),
        _ => place.name.clone(),
    }
}

/// How a place was found and what it was preferred to: "Tripoli: a town; the article is about that country; not Tripoli,
/// North, LB". None where nothing was found.
pub fn found(place: &Place) -> Option<String> {
    use crate::domain::How;
    let found = place.found.as_ref()?;
    let region = found.region.as_ref().filter(|region| **region != found.name);
    let name: Vec<_> = std::iter::once(found.name.as_str()).chain(region.map(String::as_str)).collect();
    let kind = match place.precision {
        PlacePrecision::Site => "a place in a town",
        PlacePrecision::Town => "a town",
        PlacePrecision::District => "a district",
        PlacePrecision::Region => "a region",
        PlacePrecision::Country => "a country",
        PlacePrecision::Unresolved => "unknown",
    };
    let how = match found.how {
        How::Only => "the only one of the name",
        How::Container => "the text says what it lies in",
        How::Country => "the article is about that country",
        How::Nearby => "near other places of the article",
        How::Population => "the largest of the name",
        How::Inside => "itself in no gazetteer, but what it lies in is",
    };
    let rivals: Vec<_> = found.rivals.iter().map(|rival| format!("{}, {}", rival.name, rival.country)).collect();
    let rivals = if rivals.is_empty() { String::new() } else { format!("; not {}", rivals.join("; ")) };
    Some(format!("{}: {kind}; {how}{rivals}", name.join(", ")))
}

/// "4–5", "5", "4+", or nothing where there is no number.
pub fn range(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (None, None) => String::new(),
        (Some(low), high) => Interval { low, high }.to_string(),
        (None, Some(high)) => format!("≤{high}"),
    }
}

/// "2025-05-17 10:42 UTC"
pub fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
