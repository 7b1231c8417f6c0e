//! The words beside a name: what kind of place it is, and whether it is where things happened. The words are data, in
//! `assets/link/places.toml`; here is only where they are looked for.

use std::{collections::HashMap, sync::LazyLock};

use memchr::memmem::Finder;
use serde::Deserialize;

use crate::{domain::PlacePrecision, text::Index};

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
    words: Vec<String>,
}

/// The lists of the asset.
#[derive(Deserialize)]
struct Lists {
    kinds: HashMap<Designation, Vec<String>>,
    between: Words,
    ways: Words,
    at: Words,
    near: Words,
    from: Words,
    elsewhere: Words,
    people: Words,
    everywhere: Words,
}

/// The lists that one word stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Small {
    between: bool,
    way: bool,
    at: bool,
    near: bool,
    from: bool,
    elsewhere: bool,
    people: bool,
    kind: Option<Designation>,
}

/// All words of the lists, and for each by its place in the index where it stands; the first is of words in none.
struct Cues {
    index: Index,
    words: Vec<Small>,
    /// What says that something happened in many places of a country.
    everywhere: Vec<Finder<'static>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    // The asset is part of the program; a test reads it.
    let lists: Lists = toml::from_str(ASSET).unwrap_or_else(|error| panic!("assets/link/places.toml: {error}"));
    let everywhere = lists.everywhere.words.iter().map(|phrase| Finder::new(phrase).into_owned()).collect();
    let mut words: HashMap<String, Small> = HashMap::new();
    let mut mark = |list: Words, mark: fn(&mut Small)| {
        list.words.into_iter().for_each(|word| mark(words.entry(word).or_default()));
    };
    mark(lists.between, |word| word.between = true);
    mark(lists.ways, |word| word.way = true);
    mark(lists.at, |word| word.at = true);
    mark(lists.near, |word| word.near = true);
    mark(lists.from, |word| word.from = true);
    mark(lists.elsewhere, |word| word.elsewhere = true);
    mark(lists.people, |word| word.people = true);
    for (kind, list) in lists.kinds {
        list.into_iter().for_each(|word| words.entry(word).or_default().kind = Some(kind));
    }
    let names = words.keys().map(|word| word.as_str().into());
    let index = Index::new(std::iter::once("".into()).chain(names).collect());
    let words = std::iter::once(Small::default()).chain(words.into_values()).collect();
    Cues { index, words, everywhere }
});

/// The lists that a lower-case word stands in.
fn small(word: &str) -> Small {
    CUES.words[CUES.index.find(word) as usize]
}

/// The lists that the word at bytes `start..end` stands in, in whatever case it is written.
fn small_at(text: &str, start: usize, end: usize) -> Small {
    let word = &text[start..end];
    let place = match word.is_ascii() {
        true => CUES.index.find_ascii(text, start, end),
        false => CUES.index.find(&word.to_lowercase()),
    };
    CUES.words[place as usize]
}

/// Is it a lower-case word that may stand before a place's name: "in", "northern", "city"?
pub fn is_small(word: &str) -> bool {
    let Small { between, at, near, from, kind, .. } = small(word);
    between || at || near || from || kind.is_some()
}

/// May the lower-case word stand between a preposition and a name: "northern", "rural"?
pub fn is_between(word: &str) -> bool {
    small(word).between
}

/// Is it what people call themselves by faith or descent, never a place: "Assyrian"?
pub fn is_people(name: &str) -> bool {
    small_at(name, 0, name.len()).people
}

/// What says that it happened in many places of the country, "across the country", and where: the nearest to byte `at`.
pub fn everywhere(text: &str, at: usize) -> Option<(usize, &str)> {
    let found = CUES.everywhere.iter().flat_map(|phrase| {
        let length = phrase.needle().len();
        phrase.find_iter(text.as_bytes()).map(move |found| (found, &text[found..found + length]))
    });
    found.min_by_key(|(found, _)| found.abs_diff(at))
}

/// The kind of place that the word behind a name says it is, with the words up to it: "Homs eastern countryside", "Ashra
/// and Belin districts".
pub fn kind_behind(after: &str) -> Option<(&str, Designation)> {
    const FARTHEST: usize = 8;
    let (mut listed, mut at) = (false, 0);
    for word in after.strip_prefix(' ')?.split(' ').take(FARTHEST) {
        let begin = at + 1;
        at = begin + word.len();
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let name = bare.starts_with(char::is_uppercase) || bare.starts_with("al-");
        match small_at(bare, 0, bare.len()) {
            Small { kind: Some(kind), .. } if !listed || bare.ends_with('s') => {
                return Some((&after[..begin + bare.len()], kind));
            }
            Small { between: true, .. } if !listed && bare == word && bare.len() > 3 => {}
            _ if word == "and" || listed && name => listed = true,
            _ => break,
        }
    }
    None
}

/// The kind of place that a lower-case word names.
pub fn kind(word: &str) -> Option<Designation> {
    small(word).kind
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
        let beside =
            |text: &str| text.split(|c: char| !c.is_alphanumeric()).find_map(|word| small_at(word, 0, word.len()).kind);
        if words == name {
            return (name, beside(words).unwrap_or(Self::Unsaid));
        }
        let lower = words.to_lowercase();
        let after = lower.split(&name.to_lowercase()).nth(1).unwrap_or("").to_owned();
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

/// Is what follows a name written onto it, so that it says of whom, not where: "the Orlin-based monitor"?
pub fn is_written_on(after: &str) -> bool {
    after.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()))
        || after.starts_with(" based")
}

/// What the name at bytes `start..end` is to the news. Read from the words before it in its sentence, and what is written
/// onto it.
pub fn cue(text: &str, start: usize, end: usize) -> Cue {
    let after = &text[end..];
    if is_written_on(after) {
        return Cue::Away;
    }
    let mut words = Before::new(text, start).take(BACK).peekable();
    if words.peek().is_some_and(|word| word.is("of")) {
        // "east of X", but not "the east of X"
        let mut further = words.clone().skip(1);
        let way = further.next().is_some_and(|word| word.small.way);
        if way && further.next().is_none_or(|word| !word.is("the")) {
            return Cue::Near;
        }
    }
    // "on its border with X"
    let mut before = words.clone();
    if before.next_if(|word| word.is("with")).is_some() && before.next().is_some_and(|word| word.is("border")) {
        return Cue::Near;
    }
    let mut designated = false;
    while let Some(word) = words.next_if(|word| word.small.between || word.small.kind.is_some()) {
        designated |= word.small.kind.is_some();
    }
    let found = match words.next().map(|word| word.small) {
        Some(word) if word.from => {
            let beside = words.peek().is_some_and(|word| word.small.near);
            if beside { Cue::Near } else { Cue::Away }
        }
        Some(word) if word.near => Cue::Near,
        Some(word) if word.at => Cue::At,
        _ if designated => Cue::At,
        _ if after.starts_with(" border") => Cue::Near,
        _ => return Cue::Plain,
    };
    let mut telling = words.filter(|word| !word.small.between).take(3);
    if telling.any(|word| word.small.elsewhere) { Cue::Away } else { found }
}

/// Bytes looked back over for these words.
const REACH: usize = 120;

/// The words before a place in its sentence, the nearest first. Other names of a list are passed over: "stationed in X
/// and Y". Looks no farther back than it is asked to: the first word mostly tells.
#[derive(Debug, Clone)]
struct Before<'a> {
    text: &'a str,
    /// Where the words end that are left, and where they begin at the earliest.
    at: usize,
    from: usize,
    /// The names of a list are being passed over.
    listed: bool,
}

/// A word before a place.
#[derive(Debug, Clone, Copy)]
struct Told<'a> {
    word: &'a str,
    small: Small,
}

impl Told<'_> {
    fn is(&self, word: &str) -> bool {
        self.word.eq_ignore_ascii_case(word)
    }
}

impl<'a> Before<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let mut from = start.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let before = Self { text, at: start, from, listed: false };
        let mut end = before.clone();
        end.pass(char::is_whitespace);
        let listed = end.back() == Some(',') || " and".chars().rev().all(|c| end.pass_one(c));
        Self { listed, ..before }
    }

    /// The character before what has been read, unless the sentence begins there.
    fn back(&self) -> Option<char> {
        let before = match self.text.as_bytes()[self.from..self.at].last()? {
            ascii @ 0..0x80 => char::from(*ascii),
            _ => self.text[self.from..self.at].chars().next_back()?,
        };
        let ends = matches!(before, '\n' | ';' | '!' | '?' | ':');
        let ends = ends || before == '.' && self.text[self.at..].starts_with(' ');
        if ends { None } else { Some(before) }
    }

    fn pass(&mut self, which: impl Fn(char) -> bool) {
        while let Some(c) = self.back().filter(|c| which(*c)) {
            self.at -= c.len_utf8();
        }
    }

    /// The same for signs of ASCII that no sentence ends with, many times quicker.
    fn skip(&mut self, which: impl Fn(u8) -> bool) {
        let before = self.text.as_bytes()[self.from..self.at].iter().rev();
        self.at -= before.take_while(|b| which(**b)).count();
    }

    fn pass_one(&mut self, which: char) -> bool {
        let is_there = self.back() == Some(which);
        self.at -= if is_there { which.len_utf8() } else { 0 };
        is_there
    }
}

impl<'a> Iterator for Before<'a> {
    type Item = Told<'a>;

    fn next(&mut self) -> Option<Told<'a>> {
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        loop {
            self.skip(|b| matches!(b, b' ' | b',' | b'"' | b'\'' | b'(' | b')'));
            self.pass(|c| !inside(c));
            let end = self.at;
            self.skip(|b| b.is_ascii_alphanumeric());
            self.pass(inside);
            let word = &self.text[self.at..end];
            self.listed &= word == "and" || word.starts_with(char::is_uppercase);
            if word.is_empty() {
                return None;
            }
            if !self.listed {
                return Some(Told { word, small: small_at(self.text, self.at, end) });
            }
        }
    }
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
        assert_eq!(cue_of("Ten died in a village on the border with Orlin.", "Orlin"), Cue::Near);
        assert_eq!(cue_of("Orlin mourned.", "Orlin"), Cue::Plain);
    }
}
