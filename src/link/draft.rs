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
    let mut tally = Tally::default();
    for Telling { article, claims } in tellings {
        tally.report(article);
        claims.iter().for_each(|claim| tally.tell(article, claim));
    }
    tally.draft()
}

/// What claims tell of an event, counted: more of them can be added, and none need be kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// The dates told, in the order in which they were told first, and how often.
    dates: Vec<(DateSpan, usize)>,
    places: Vec<(Place, usize)>,
    means: BTreeMap<String, usize>,
    parties: BTreeMap<String, usize>,
    first_report: Option<Date>,
    /// The date of the first report and what it is called.
    first: Option<(Option<Date>, String)>,
}

impl Tally {
    /// Adds an article about the event, whatever it claims.
    fn report(&mut self, article: &Article) {
        let day = article.published;
        self.first_report = [self.first_report, day].into_iter().flatten().min();
        let rank = |day: Option<Date>| (day.is_none(), day);
        if self.first.as_ref().is_none_or(|(first, _)| rank(day) < rank(*first)) {
            let name = article.title.as_deref().unwrap_or_else(|| opening(&article.text));
            self.first = Some((day, name.to_owned()));
        }
    }

    /// Adds a claim and the article it stands in.
    pub fn tell(&mut self, article: &Article, claim: &Claim) {
        self.report(article);
        claim.date.as_ref().into_iter().for_each(|date| told(&mut self.dates, date));
        claim.place.as_ref().into_iter().for_each(|place| told(&mut self.places, place));
        claim.means.iter().for_each(|means| *self.means.entry(means.clone()).or_default() += 1);
        for party in claim.victims.actor.iter().chain(&claim.perpetrator) {
            *self.parties.entry(party.clone()).or_default() += 1;
        }
    }

    pub fn draft(&self) -> Draft {
        let (date, place, kind) = (self.date(), self.place(), self.kind());
        let name = self.name(place.as_ref(), kind.as_deref(), date.as_ref());
        Draft { name, date, place, kind, parties: self.parties() }
    }

    /// The means told most often, the smallest of equals. How attackers end themselves is a part of a raid or a clash; only
    /// where no claim tells of anything else is it what happened.
    fn kind(&self) -> Option<String> {
        const OWN: &str = "own explosives";
        let told = self.means.iter().rev().filter(|(means, _)| *means != OWN).max_by_key(|(_, n)| **n);
        told.map(|(means, _)| means.clone()).or_else(|| (!self.means.is_empty()).then(|| "suicide bombing".into()))
    }

    /// The finest date that most claims give, those that name one before those that only have their article's. Nothing
    /// happens after its first report: later dates are of bodies found and tolls revised.
    fn date(&self) -> Option<DateSpan> {
        let in_time = |d: &DateSpan| self.first_report.is_none_or(|day| d.start <= day);
        let wide = |d: &DateSpan| d.precision > DatePrecision::Week;
        let best = |d: &DateSpan| (!in_time(d), wide(d), d.words.is_empty(), d.precision);
        let rank = self.dates.iter().map(|(d, _)| best(d)).min()?;
        let mut days: BTreeMap<(Date, Date), (usize, &str)> = BTreeMap::new();
        for (d, n) in self.dates.iter().filter(|(d, _)| best(d) == rank) {
            days.entry((d.start, d.end)).or_insert((0, &d.words)).0 += n;
        }
        let ((start, end), (_, words)) = days.into_iter().rev().max_by_key(|(_, (n, _))| *n)?;
        Some(DateSpan { start, end, precision: rank.3, words: words.to_owned() })
    }

    /// The place named most often at the finest precision; of equals one that was resolved, then the one named first.
    fn place(&self) -> Option<Place> {
        let rank = |p: &Place| match p.precision {
            // A village in no gazetteer is as fine as a town that is in one.
            PlacePrecision::Site | PlacePrecision::Town | PlacePrecision::Unresolved => 0,
            PlacePrecision::District => 1,
            PlacePrecision::Region => 3,
            PlacePrecision::Country => 4,
        };
        let finest = self.places.iter().map(|(p, _)| rank(p)).min()?;
        let finest = || self.places.iter().filter(|(p, _)| rank(p) == finest);
        // Idlib and Idleb are one place under two names.
        let same = |a: &Place, b: &Place| match (a.lat.zip(a.lon), b.lat.zip(b.lon)) {
            (Some(a), Some(b)) => a == b,
            _ => a.name == b.name,
        };
        let times = |place: &Place| {
            let known = place.precision != PlacePrecision::Unresolved;
            (finest().filter(|(p, _)| same(p, place)).map(|(_, n)| n).sum::<usize>(), known)
        };
        // The first of equals: `max_by_key` gives the last.
        finest().rev().max_by_key(|(place, _)| times(place)).map(|(place, _)| place.clone())
    }

    /// Those told of most often.
    fn parties(&self) -> Vec<String> {
        let mut parties: Vec<_> = self.parties.iter().collect();
        parties.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        parties.into_iter().take(MOST_PARTIES).map(|(party, _)| party.clone()).collect()
    }

    /// "Aleppo raid · 17 May 2025"; without a place, the headline of the first report.
    fn name(&self, place: Option<&Place>, kind: Option<&str>, date: Option<&DateSpan>) -> String {
        let what = match place {
            Some(place) => format!("{} {}", place.name, kind.unwrap_or("incident")),
            None => self.first.as_ref().map_or("Incident", |(_, name)| name).to_owned(),
        };
        match date.map(day) {
            Some(day) => format!("{what} · {day}"),
            None => what,
        }
    }
}

/// Counts a thing told once more.
fn told<T: PartialEq + Clone>(all: &mut Vec<(T, usize)>, one: &T) {
    match all.iter_mut().find(|(known, _)| known == one) {
        Some((_, n)) => *n += 1,
        None => all.push((one.clone(), 1)),
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
        let kind = |means: &[&str]| {
            let mut tally = Tally::default();
            means.iter().for_each(|means| *tally.means.entry((*means).into()).or_default() += 1);
            tally.kind()
        };
        assert_eq!(kind(&["own explosives", "raid", "own explosives"]).as_deref(), Some("raid"));
        assert_eq!(kind(&["own explosives"]).as_deref(), Some("suicide bombing"));
        assert_eq!(kind(&[]), None);
    }
}
