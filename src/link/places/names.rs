//! Names as they stand in a text, and the places among them.

use std::cell::LazyCell;

use crate::{
    domain::{PlacePrecision, TextPart},
    text::{
        gazetteer::{Entry, Gazetteer},
        hashed::{Met, hash},
    },
};

use super::{
    WELL_KNOWN,
    context::Context,
    cues::{self, Cue},
    roll::Roll,
    senses::Senses,
};

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
    roll: &Roll<'a>,
    part: TextPart,
    context: &Context,
    senses: &mut Senses,
    found: &mut Vec<Mention<'a>>,
) {
    let gazetteer = senses.gazetteer();
    let mut end_of_last = 0;
    let (mut unknown, mut asked) = (Met::default(), 0);
    let tells = part == TextPart::Body || !is_titled(roll.text);
    for (at, word) in roll.words.iter().enumerate().filter(|(at, _)| roll.names(*at) > 0) {
        if word.start < end_of_last {
            continue;
        }
        let stands = LazyCell::new(|| cues::cue(roll.text, word.start, word.start));
        for words in (1..=roll.names(at)).rev() {
            if found.len() >= MOST_MENTIONS || asked >= MOST_RUNS {
                return;
            }
            let name = roll.name(at, words);
            let number = hash(name.as_bytes());
            if unknown.contains(&number) {
                continue;
            }
            asked += 1;
            let end = word.start + name.len();
            let own = known(roll, at, words, gazetteer);
            let sounds = own.is_none() && senses.any(name, |e| context.is_home(e.country));
            let is_place = || *stands == Cue::At && !cues::is_written_on(&roll.text[end..]);
            match own.or_else(|| (sounds && is_place()).then_some(name)) {
                // It may stand for a place further on.
                None if sounds => {}
                None => drop(unknown.insert(number)),
                Some(_) if words == 1 && cues::is_people(name) => {}
                Some(_) if words == 1 && part == TextPart::Body && is_cut(roll, at, gazetteer) => {}
                Some(_) if tells && is_surname(roll.text, word.start, end_of_last) => {}
                Some(own) => {
                    let (start, end_of_name) = (word.start, word.start + own.len());
                    let people = match own.len() == name.len() {
                        true => roll.known(at, words).people,
                        false => gazetteer.demonym(own).is_some(),
                    };
                    // What stands behind the name speaks only where nothing before it does.
                    let cue = match *stands {
                        _ if cues::is_written_on(&roll.text[end_of_name..]) => Cue::Away,
                        // "a town on the Turkish border"
                        _ if people && roll.text[end_of_name..].starts_with(" border") => Cue::Near,
                        // A people stands near nothing.
                        Cue::Near if people => Cue::Plain,
                        Cue::Plain => cues::cue(roll.text, start, end_of_name),
                        told => told,
                    };
                    found.push(Mention { part, start, end: end_of_name, name: own, cue, people });
                    end_of_last = end;
                    break;
                }
            }
        }
    }
}

/// The name of so many words from one on, or what is left of it without the ending of a possessive ("Syria's", and
/// "Syrias" where a text has lost its apostrophes), where that is a place or a people.
fn known<'a>(roll: &Roll<'a>, at: usize, words: usize, gazetteer: &Gazetteer) -> Option<&'a str> {
    let name = roll.name(at, words);
    if roll.known(at, words).is_something() || gazetteer.lists(name) {
        return Some(name);
    }
    if roll.may_own(at, words) { owner(name, gazetteer) } else { None }
}

/// A region, a country or a town large enough to be named without a word on where it is.
pub fn is_large(entry: &Entry) -> bool {
    entry.population >= WELL_KNOWN || matches!(entry.precision, PlacePrecision::Region | PlacePrecision::Country)
}

/// Is a word that means a small town only the beginning of a name that means none of them: "Khan" in "Khan Touman"? So
/// are the initials of a body: "told SANA".
fn is_cut(roll: &Roll, at: usize, gazetteer: &Gazetteer) -> bool {
    let goes_on = roll.names(at) > 1
        && roll.name(at, 2).len() == roll.name(at, 1).len() + 1 + roll.name(at + 1, 1).len()
        && !(roll.is_upper(at) && roll.is_upper(at + 1))
        && !roll.known(at + 1, 1).is_something()
        && !cues::is_small(&roll.name(at + 1, 1).to_lowercase());
    let country = |e: Entry| e.precision == PlacePrecision::Country;
    let places = || gazetteer.lookup(roll.name(at, 1)).filter(|e| e.exact);
    goes_on && !places().any(|e| is_large(&e)) || roll.is_acronym(at) && !places().any(country)
}

/// Has nearly every longer word of a headline its capital? There a capital tells nothing of names.
pub fn is_titled(title: &str) -> bool {
    let mut small =
        title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3 && w.starts_with(char::is_lowercase));
    small.nth(1).is_none()
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

/// The place whose possessive this is.
pub fn owner<'a>(name: &'a str, gazetteer: &Gazetteer) -> Option<&'a str> {
    if let Some(bare) = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")) {
        return gazetteer.knows(bare).then_some(bare);
    }
    let bare = name.strip_suffix('s').filter(|bare| bare.len() > 3 && gazetteer.knows(bare))?;
    let large = |e: &Entry| e.population >= WELL_KNOWN || e.precision != PlacePrecision::Town;
    gazetteer.lookup(bare).any(|e| e.exact && large(&e)).then_some(bare)
}
