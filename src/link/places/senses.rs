//! What the gazetteer says of a name by itself, remembered from article to article.
//!
//! The news names the same few thousand places all the time, and a look-up costs far more than a memory. Most of what it
//! writes with a capital is no place at all: that is sorted out before.

use crate::{
    domain::PlacePrecision,
    text::{
        gazetteer::{Entry, Gazetteer, PlaceId, Print, Sieve},
        hashed::hash,
    },
};

/// Names remembered, a third of a megabyte, and as many that are none: one that falls on another's place takes it.
const MOST: u32 = 13;
/// A town this large is what its name means when nothing else is known.
const WELL_KNOWN: u32 = 200_000;
/// Where all places of a name lie in one country, the largest must have so many people.
const LARGE_ENOUGH: u32 = 10_000;

/// What a name says of where an article is.
#[derive(Debug, Clone, Copy)]
pub enum Sense {
    Nowhere,
    /// "Syrian": the country's code.
    People(&'static str),
    /// "Syria"
    Country(&'static str),
    /// A place whose meaning is not in doubt, and its country.
    Landmark(PlaceId, &'static str),
}

/// What the gazetteer has of a name.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub sense: Sense,
    /// A place is spelled so, large or small.
    pub place: bool,
    /// A people, or things, are called so: "Syrian".
    pub people: bool,
}

pub const NOTHING: Known = Known { sense: Sense::Nowhere, place: false, people: false };

impl Known {
    pub fn is_something(&self) -> bool {
        self.place || self.people
    }
}

/// A gazetteer with the names asked of it so far. What it answers never depends on what it was asked before.
pub struct Senses {
    gazetteer: &'static Gazetteer,
    sieve: Sieve,
    known: Box<[(u64, Known)]>,
    /// The hashes of names that not even the sound of a place's agrees with.
    silent: Box<[u64]>,
}

impl Senses {
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        let known = vec![(0, NOTHING); 1 << MOST].into_boxed_slice();
        let silent = vec![0; 1 << MOST].into_boxed_slice();
        Self { gazetteer, sieve: gazetteer.sieve(), known, silent }
    }

    pub fn gazetteer(&self) -> &'static Gazetteer {
        self.gazetteer
    }

    /// What is known of a name, by its key; the analyst's own places aside.
    pub fn of(&mut self, name: &[u8]) -> Known {
        let name = Print::of(name);
        if !self.sieve.passes(name) {
            return NOTHING;
        }
        let known = &mut self.known[(name.number() >> (64 - MOST)) as usize];
        if known.0 != name.number() {
            let (place, people) = (self.gazetteer.spells(name), self.gazetteer.people(name).is_some());
            *known = (name.number(), Known { sense: look_up(self.gazetteer, name), place, people });
        }
        known.1
    }

    /// Is there such a place among those called so, or that only sound so? To fold a name by its sound costs the most of
    /// all questions, and most names are no place's.
    pub fn any(&mut self, name: &str, is_such: impl Fn(&Entry) -> bool) -> bool {
        let number = hash(name.as_bytes());
        let silent = &mut self.silent[(number >> (64 - MOST)) as usize];
        if *silent == number {
            return false;
        }
        let mut places = self.gazetteer.lookup(name).peekable();
        if places.peek().is_none() {
            *silent = number;
        }
        places.any(|place| is_such(&place))
    }

    /// False where the key, which ends in an s, is sure not to be a place's with the ending of a possessive.
    pub fn may_own(&mut self, key: &[u8]) -> bool {
        // "Sts" of "St": short words have forms of their own.
        let plain = |bare: &&[u8]| bare.rsplit(|b| *b == b' ').next().is_some_and(|word| word.len() > 2);
        let bare = key.strip_suffix(b"s").filter(plain);
        self.gazetteer.has_own() || bare.is_none_or(|bare| self.of(bare).place)
    }
}

fn look_up(gazetteer: &Gazetteer, name: Print) -> Sense {
    if let Some(country) = gazetteer.people(name) {
        return Sense::People(country);
    }
    let entries: Vec<Entry> = gazetteer.spelled(name).collect();
    let Some(first) = entries.first() else { return Sense::Nowhere };
    if first.precision == PlacePrecision::Country {
        return Sense::Country(first.country);
    }
    let lie_there = |entries: &[Entry]| entries.iter().all(|e| e.country == first.country);
    let large: Vec<Entry> = entries.iter().filter(|e| e.population >= WELL_KNOWN).copied().collect();
    let sure = lie_there(&entries) && entries.iter().any(|e| e.population >= LARGE_ENOUGH)
        || !large.is_empty() && lie_there(&large);
    let there = entries.iter().filter(|e| e.country == first.country);
    let best = there.max_by_key(|e| (e.precision == PlacePrecision::Town, e.population));
    best.filter(|_| sure).map_or(Sense::Nowhere, |best| Sense::Landmark(best.id, best.country))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_same_however_often_it_is_asked() {
        let gazetteer = Gazetteer::builtin();
        let mut senses = Senses::new(gazetteer);
        let names = ["Aleppo", "Halep", "Idleb", "Zqxvornu", "Spokesman Zqxvornu", "Syrian", ""];
        for name in names.iter().chain(&names) {
            for country in ["SY", "FR"] {
                let there = gazetteer.lookup(name).any(|e| e.country == country);
                assert_eq!(senses.any(name, |e| e.country == country), there, "{name}, {country}");
            }
        }
        assert!(!senses.any("Zqxvornu", |_| true) && senses.any("Idleb", |_| true));
    }
}
