//! The words beside a name: what kind of place it is, and whether it is where things happened. The words are data, in
//! `assets/link/places.toml`; here is only where they are looked for.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::domain::PlacePrecision;

static ASSET: &str = include_str!("../../../assets/link/places.toml");

/// What a place named is to the news told around it, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// "in the town of X": it happened there.
    At,
    /// Nothing is said of it.
    Plain,
    /// "near X", "the X border"
    Near,
    /// "fired from X", "told reporters in X", "X-based": elsewhere.
    Away,
}

/// The word that says what kind of place a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Designation {
    /// A part of a town.
    Quarter,
    Town,
    District,
    Region,
    Country,
    #[serde(skip)]
    Unsaid,
}

#[derive(Deserialize)]
struct Words {
    words: HashSet<String>,
}

#[derive(Deserialize)]
struct Cues {
    kinds: HashMap<Designation, Vec<String>>,
    between: Words,
    ways: Words,
    at: Words,
    near: Words,
    from: Words,
    elsewhere: Words,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    // The asset is part of the program; a test reads it.
    toml::from_str(ASSET).unwrap_or_else(|error| panic!("assets/link/places.toml: {error}"))
});
static KINDS: LazyLock<HashMap<&'static str, Designation>> = LazyLock::new(|| {
    let words = CUES.kinds.iter().flat_map(|(kind, words)| words.iter().map(|word| (word.as_str(), *kind)));
    words.collect()
});

/// Is it a lower-case word that may stand before a place's name: "in", "northern", "city"?
pub fn is_small(word: &str) -> bool {
    let lists = [&CUES.between, &CUES.at, &CUES.near, &CUES.from];
    lists.iter().any(|list| list.words.contains(word)) || kind(word).is_some()
}

/// May the lower-case word stand between a preposition and a name: "northern", "rural"?
pub fn is_between(word: &str) -> bool {
    CUES.between.words.contains(word)
}

/// The kind of place that a lower-case word names.
pub fn kind(word: &str) -> Option<Designation> {
    KINDS.get(word).copied()
}

impl Designation {
    /// The name without its designation, and the designation; one among the words counts where the name has none.
    pub fn of<'a>(name: &'a str, words: &str) -> (&'a str, Self) {
        let ending = |text: &'a str| {
            let (head, last) = text.trim().rsplit_once(' ')?;
            let found = kind(&last.to_lowercase())?;
            Some((head.trim_end_matches("'s").trim_end_matches("’s"), found))
        };
        if let Some(found) = ending(name) {
            return found;
        }
        let lower = words.to_lowercase();
        let after = lower.split(&name.to_lowercase()).nth(1).unwrap_or("").to_owned();
        let beside = |text: &str| text.split(|c: char| !c.is_alphanumeric()).find_map(kind);
        (name, beside(&after).or_else(|| beside(&lower)).unwrap_or(Self::Unsaid))
    }

    /// Points for a place of this precision. Unsaid, the town is meant rather than the region named after it, and a
    /// country's own name is the country.
    pub fn fits(self, precision: PlacePrecision) -> f32 {
        use PlacePrecision as P;
        match (self, precision) {
            (Self::Town | Self::Unsaid, P::Town | P::Site) => 2.0,
            (Self::District, P::District) | (Self::Region, P::Region) => 3.0,
            (Self::Country | Self::Unsaid, P::Country) => 4.0,
            (Self::Unsaid, P::Region) => 0.5,
            (Self::District | Self::Quarter, P::Town) => 1.0,
            _ => 0.0,
        }
    }
}

/// Words looked back over for a cue.
const BACK: usize = 8;

/// What the name at bytes `start..end` is to the news. Read from the words before it in its sentence, and what is written
/// onto it.
pub fn cue(text: &str, start: usize, end: usize) -> Cue {
    let after = &text[end..];
    let onto = after.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()));
    if onto || after.starts_with(" based") {
        return Cue::Away;
    }
    let mut words = before(text, start).peekable();
    if words.peek().is_some_and(|word| word == "of") {
        // "east of X", but not "the east of X"
        let mut further = words.clone().skip(1);
        let way = further.next().is_some_and(|word| CUES.ways.words.contains(word.as_ref()));
        if way && further.next().is_none_or(|word| word != "the") {
            return Cue::Near;
        }
    }
    let mut designated = false;
    while let Some(word) = words.next_if(|w| CUES.between.words.contains(w.as_ref()) || kind(w).is_some()) {
        designated |= kind(&word).is_some();
    }
    let found = match words.next() {
        Some(word) if CUES.from.words.contains(word.as_ref()) => {
            let beside = words.peek().is_some_and(|word| CUES.near.words.contains(word.as_ref()));
            if beside { Cue::Near } else { Cue::Away }
        }
        Some(word) if CUES.near.words.contains(word.as_ref()) => Cue::Near,
        Some(word) if CUES.at.words.contains(word.as_ref()) => Cue::At,
        _ if designated => Cue::At,
        _ if after.starts_with(" border") => Cue::Near,
        _ => return Cue::Plain,
    };
    let mut telling = words.filter(|word| !CUES.between.words.contains(word.as_ref())).take(3);
    if telling.any(|word| CUES.elsewhere.words.contains(word.as_ref())) { Cue::Away } else { found }
}

/// Bytes looked back over for these words.
const REACH: usize = 120;

/// The words before a place in its sentence, the nearest first, lower case. Other names of a list are passed over:
/// "stationed in X and Y".
fn before(text: &str, start: usize) -> impl Iterator<Item = Cow<'_, str>> + Clone {
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let tail = &text[from..start];
    let tail = tail.rfind(['\n', ';', '!', '?', ':']).map_or(tail, |at| &tail[at + 1..]);
    let tail = tail.rfind(". ").map_or(tail, |at| &tail[at + 2..]);
    let mut listed = tail.trim_end().ends_with(',') || tail.trim_end().ends_with(" and");
    let words = tail.split(|c: char| !c.is_alphanumeric() && c != '-').rev().filter(|w| !w.is_empty());
    let told = words.filter(move |word| {
        listed &= *word == "and" || word.starts_with(char::is_uppercase);
        !listed
    });
    let lower = |word: &'_ str| word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    told.take(BACK).map(move |word| if lower(word) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue_of(text: &str, name: &str) -> Cue {
        let start = text.find(name).unwrap();
        cue(text, start, start + name.len())
    }

    #[test]
    fn what_a_name_is_to_the_news_is_told_by_its_neighbours() {
        let told =
            "Gunmen stationed in Orlin and Vesk fired rockets on the besieged town of Tarn, a spokesman in Belo said.";
        assert_eq!(cue_of(told, "Orlin"), Cue::Away);
        assert_eq!(cue_of(told, "Vesk"), Cue::Away);
        assert_eq!(cue_of(told, "Tarn"), Cue::At);
        assert_eq!(cue_of(told, "Belo"), Cue::Away);
        assert_eq!(cue_of("The Orlin-based monitor counted ten.", "Orlin"), Cue::Away);
        assert_eq!(cue_of("The wounded were taken to hospitals in Orlin.", "Orlin"), Cue::Away);
        assert_eq!(cue_of("Ten died near Orlin.", "Orlin"), Cue::Near);
        assert_eq!(cue_of("Raids on Vesk, a town east of Orlin, killed ten.", "Orlin"), Cue::Near);
        assert_eq!(cue_of("Raids in the east of Orlin killed ten.", "Orlin"), Cue::At);
        assert_eq!(cue_of("Orlin mourned.", "Orlin"), Cue::Plain);
    }
}
