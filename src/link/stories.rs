//! The incidents told in one article: its claims, kept together unless place or date says they cannot be one.

use std::borrow::Cow;

use crate::{
    domain::{Article, Claim, DateSpan, Evidence, Place, PlacePrecision, Scope, TextPart},
    text::gazetteer,
};

/// Two towns farther apart than this, in kilometres, are two incidents'.
const APART: f64 = 25.0;

/// Days after which another date is another incident's. Within them it may be the day a victim died or an arrest was made.
const SAME_INCIDENT: i32 = 10;

/// One incident as one article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Story<'a> {
    /// Places in the article's list of claims, ascending. Empty for an article without claims on events.
    pub claims: Vec<usize>,
    /// The words about it: the whole article for its main story, else the paragraphs its claims stand in.
    pub text: Cow<'a, str>,
    /// The story the article is mainly about.
    pub main: bool,
}

/// The stories of an article, the main one first. There is always one.
pub fn stories<'a>(article: &'a Article, claims: &[Claim]) -> Vec<Story<'a>> {
    let mut groups = group(claims);
    // Most claims first; of equals the one told first.
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let mut groups = groups.into_iter();
    let main = Story { claims: groups.next().unwrap_or_default(), text: Cow::Borrowed(&article.text), main: true };
    let others = groups.map(|group| Story {
        text: Cow::Owned(paragraphs(&article.text, group.iter().flat_map(|i| &claims[*i].evidence))),
        claims: group,
        main: false,
    });
    std::iter::once(main).chain(others).collect()
}

/// Claims on events, grouped. A claim with neither date nor place of its own goes with the claim before it, a part with
/// its whole, a restatement with what it restates.
fn group(claims: &[Claim]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; claims.len()];
    let mut last = None;
    for (i, claim) in claims.iter().enumerate().filter(|(_, c)| c.scope == Scope::Event) {
        let tied = [claim.part_of, claim.repeats].into_iter().flatten().find_map(|j| of.get(j).copied().flatten());
        let silent = claim.place.is_none() && claim.date.is_none();
        // A part is where its whole is, whatever its own words name: it keeps nothing else out.
        let wholes = |g: &usize| groups[*g].iter().map(|j| &claims[*j]).filter(|c| c.part_of.is_none());
        let fits = |g: &usize| wholes(g).all(|other| may_be_one(claim, other));
        let home =
            tied.or(last.filter(|_| silent)).or_else(|| last.filter(fits)).or_else(|| (0..groups.len()).find(fits));
        let home = home.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[home].push(i);
        of[i] = Some(home);
        last = Some(home);
    }
    groups
}

fn may_be_one(a: &Claim, b: &Claim) -> bool {
    let gap = a.date.as_ref().zip(b.date.as_ref()).map_or(0, |(a, b)| days_between(a, b));
    let places = a.place.as_ref().zip(b.place.as_ref()).map_or(Places::Unknown, |(a, b)| compare_places(a, b));
    match places {
        Places::Apart => false,
        // Two names that no gazetteer knows may be a street and its quarter; with two days they are two incidents.
        Places::OtherNames => gap == 0,
        Places::One | Places::Unknown => gap <= SAME_INCIDENT,
    }
}

enum Places {
    One,
    Apart,
    OtherNames,
    Unknown,
}

fn compare_places(a: &Place, b: &Place) -> Places {
    let wide =
        |p: &Place| matches!(p.precision, PlacePrecision::Region | PlacePrecision::Country | PlacePrecision::District);
    match (a.lat.zip(a.lon), b.lat.zip(b.lon)) {
        (Some(_), Some(_)) if (wide(a) || wide(b)) && a.country == b.country => Places::Unknown,
        (Some(at), Some(bt)) if gazetteer::distance(at, bt) <= APART => Places::One,
        (Some(_), Some(_)) => Places::Apart,
        _ if a.name.contains(&b.name) || b.name.contains(&a.name) => Places::One,
        _ => Places::OtherNames,
    }
}

/// Days from the end of one to the start of the other, 0 where they meet.
fn days_between(a: &DateSpan, b: &DateSpan) -> i32 {
    (a.start - b.end).get_days().max((b.start - a.end).get_days()).max(0)
}

/// The paragraphs that hold these words, in order.
fn paragraphs<'a>(text: &str, evidence: impl Iterator<Item = &'a Evidence>) -> String {
    let starts: Vec<usize> = evidence.filter(|e| e.part == TextPart::Body).map(|e| e.start).collect();
    let mut at = 0;
    let mut kept = Vec::new();
    for paragraph in text.split('\n') {
        let end = at + paragraph.chars().count();
        if starts.iter().any(|s| (at..=end).contains(s)) {
            kept.push(paragraph);
        }
        at = end + 1;
    }
    kept.join("\n")
}
