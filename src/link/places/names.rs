//! Names as they stand in a text, and the places among them.

use std::collections::HashSet;

use crate::{
    domain::{PlacePrecision, TextPart},
    text::gazetteer::{Entry, Gazetteer},
};

use super::{
    WELL_KNOWN,
    context::Context,
    cues::{self, Cue},
};

/// Words of the longest name looked up.
const LONGEST_NAME: usize = 4;
/// Names of places looked at in one article; an archive's index of places would bring more.
const MOST_MENTIONS: usize = 300;
/// Names asked for in one article, whether they are of places or not.
const MOST_RUNS: usize = 1_500;

/// A name that the gazetteer knows, as an article writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention<'a> {
    pub part: TextPart,
    /// Bytes of the part, end exclusive.
    pub start: usize,
    pub end: usize,
    pub name: &'a str,
    /// What it is to the news told around it.
    pub cue: Cue,
    /// "Syrian": who, not where.
    pub people: bool,
}

/// The places and peoples that a title or a text names: at each place the longest known name, none inside another.
/// A name that only sounds like one of the gazetteer's is taken where words say that it is a place, in a country the
/// article is about.
pub fn mentions<'a>(
    text: &'a str,
    part: TextPart,
    context: &Context,
    gazetteer: &Gazetteer,
    found: &mut Vec<Mention<'a>>,
) {
    let mut end_of_last = 0;
    let mut unknown: HashSet<&str> = HashSet::new();
    let mut asked = 0;
    for run in runs(text) {
        if run.0 < end_of_last || found.len() >= MOST_MENTIONS || asked >= MOST_RUNS {
            continue;
        }
        let name = &text[run.0..run.1];
        if unknown.contains(name) {
            continue;
        }
        asked += 1;
        let sounds = || {
            let at = cues::cue(text, run.0, run.1) == Cue::At;
            (at && gazetteer.lookup(name).any(|e| context.is_home(e.country))).then_some(name)
        };
        match known(name, gazetteer).or_else(sounds) {
            None => drop(unknown.insert(name)),
            Some(_) if part == TextPart::Body && is_surname(text, run.0, end_of_last) => {}
            Some(own) => {
                let (start, end) = (run.0, run.0 + own.len());
                let people = gazetteer.demonym(own).is_some();
                found.push(Mention { part, start, end, name: own, cue: cues::cue(text, start, end), people });
                end_of_last = run.1;
            }
        }
    }
}

/// Does another name stand right before it, that is no place: "Samir Dao"?
fn is_surname(text: &str, start: usize, end_of_last: usize) -> bool {
    let before = text[..start].strip_suffix(' ').unwrap_or("");
    if before.len() <= end_of_last {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    // In scripts without capitals every word would be a name.
    word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic) && !cues::is_small(&word.to_lowercase())
}

/// The name, or what is left of it without the ending of a possessive ("Syria's", and "Syrias" where a text has lost its
/// apostrophes), where that is a place or a people.
fn known<'a>(name: &'a str, gazetteer: &Gazetteer) -> Option<&'a str> {
    if gazetteer.knows(name) || gazetteer.demonym(name).is_some() {
        return Some(name);
    }
    owner(name, gazetteer)
}

/// The place whose possessive this is.
pub fn owner<'a>(name: &'a str, gazetteer: &Gazetteer) -> Option<&'a str> {
    if let Some(bare) = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")) {
        return gazetteer.knows(bare).then_some(bare);
    }
    let bare = name.strip_suffix('s').filter(|bare| bare.len() > 3 && gazetteer.knows(bare))?;
    let large = |e: &Entry| e.population >= WELL_KNOWN || e.precision != PlacePrecision::Town;
    gazetteer.lookup(bare).any(|e| e.exact && large(&e)).then_some(bare)
}

/// Runs of up to four words that begin with a capital, "al-Bab" among them, longest first at each word. In scripts without
/// capitals any run. Bytes, end exclusive.
pub fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let words: Vec<(usize, usize)> = words(text).collect();
    let mut found = Vec::new();
    for (first, word) in words.iter().enumerate().filter(|(_, word)| is_name(&text[word.0..word.1])) {
        let joins = |last: &usize| {
            let (a, b) = (words[*last - 1], words[*last]);
            matches!(&text[a.1..b.0], " " | ". ") && is_name(&text[b.0..b.1])
        };
        let last = (first + 1..words.len().min(first + LONGEST_NAME)).take_while(joins).last().unwrap_or(first);
        found.extend((first..=last).rev().map(|last| (word.0, words[last].1)));
    }
    found.into_iter()
}

/// Does the word begin with a capital, itself or after "al-"? Words of scripts without capitals do.
fn is_name(word: &str) -> bool {
    let begins = |part: &str| part.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    begins(word) || word.split_once('-').is_some_and(|(_, rest)| begins(rest))
}

pub fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |n| start + n);
        at = end;
        Some((start, start + text[start..end].trim_end_matches(['\'', '’', '-']).len()))
    })
}
