//! What an article says of where it is: the countries it names, the places beside them, what a place is said to lie in.

use memchr::memmem;

use super::{
    cues::{Designation, is_small, kind},
    names::{self, is_large},
    roll::{self, LONGEST_NAME, Roll},
    senses::Sense,
};
use crate::{
    domain::{Article, Place, PlacePrecision},
    text::gazetteer::{Entry, Gazetteer, PlaceId, distance},
};

/// Names, and beginnings of names, looked at in one article.
const MOST_NAMES: usize = 600;
/// Bytes of an article in which it is looked up what a place lies in; bounds the work on a long text full of places.
const SEARCHED: usize = 64 << 10;

/// What one article says of where it is.
pub struct Context<'a> {
    pub article: &'a Article,
    /// Share of each country in what the article names. Few, so that a list is the quickest map.
    countries: Vec<Named>,
    /// Places it names whose meaning is not in doubt, each once.
    landmarks: Vec<PlaceId>,
    /// It names a country or a people, or two places of one country: one name alone may be a person's or invented.
    pub is_sure: bool,
}

/// A country in an article.
#[derive(Debug, Clone, Copy)]
struct Named {
    code: &'static str,
    /// 0 to 1.
    share: f32,
    /// The one town by which alone it is named.
    only: Option<PlaceId>,
}

impl<'a> Context<'a> {
    /// Title and body are the article's.
    pub fn new(article: &'a Article, title: &Roll, body: &Roll, gazetteer: &Gazetteer) -> Self {
        let mut context = Self { article, countries: Vec::new(), landmarks: Vec::new(), is_sure: false };
        let told = context.hear(title, 0);
        context.hear(body, told);
        for hint in outlet_hints(article, gazetteer) {
            context.vote(hint, 2.0, None);
            context.is_sure = true;
        }
        let total: f32 = context.countries.iter().map(|named| named.share).sum();
        context.countries.iter_mut().for_each(|named| named.share /= total.max(1.0));
        context
    }

    /// Takes in what the names of a text say, `told` having been heard before; gives how many have been since.
    fn hear(&mut self, roll: &Roll, mut told: usize) -> usize {
        for at in 0..roll.words.len() {
            // Only the gazetteer knows which of the shorter beginnings is a name; the longest speaks first.
            for words in (1..=roll.capitals(at)).rev() {
                if told == MOST_NAMES {
                    return told;
                }
                // The news says where it is at its beginning.
                let sense = roll.known(at, words).sense;
                let town = matches!(sense, Sense::Landmark(..));
                let sense = if town && words == 1 && roll.is_acronym(at) { Sense::Nowhere } else { sense };
                self.take(sense, if told < 12 { 2.0 } else { 1.0 });
                told += 1;
            }
        }
        told
    }

    fn take(&mut self, sense: Sense, weight: f32) {
        match sense {
            Sense::Nowhere => {}
            Sense::People(country) => {
                self.is_sure = true;
                self.vote(country, weight, None);
            }
            Sense::Country(country) => {
                self.is_sure = true;
                self.vote(country, 1.5 * weight, None);
            }
            Sense::Landmark(id, country) => {
                self.is_sure |= !self.landmarks.contains(&id) && self.country(country) > 0.0;
                self.vote(country, 0.7 * weight, Some(id));
                if !self.landmarks.contains(&id) {
                    self.landmarks.push(id);
                }
            }
        }
    }

    fn vote(&mut self, code: &'static str, weight: f32, town: Option<PlaceId>) {
        match self.countries.iter_mut().find(|named| named.code == code) {
            Some(named) => {
                named.share += weight;
                named.only = named.only.filter(|only| Some(*only) == town);
            }
            None => self.countries.push(Named { code, share: weight, only: town }),
        }
    }

    /// How much the article is about a country, 0 to 1.
    pub fn country(&self, code: &str) -> f32 {
        self.countries.iter().find(|named| named.code == code).map_or(0.0, |named| named.share)
    }

    /// The same for the country of a place; 0 where the article is about another, and only that place names this one.
    pub fn country_of(&self, entry: &Entry) -> f32 {
        let itself = |named: &Named| named.only == Some(entry.id) && self.is_sure && !self.is_home(entry.country);
        let named = self.countries.iter().find(|named| named.code == entry.country);
        named.filter(|named| !itself(named)).map_or(0.0, |named| named.share)
    }

    /// Is it a country the article is mainly about?
    pub fn is_home(&self, code: &str) -> bool {
        let most = self.countries.iter().map(|named| named.share).fold(0.0, f32::max);
        self.is_sure && self.country(code) >= most / 2.0
    }

    /// The country it is mainly about.
    pub fn main(&self) -> Option<&'static str> {
        let most = self.countries.iter().max_by(|a, b| a.share.total_cmp(&b.share));
        most.filter(|_| self.is_sure).map(|named| named.code)
    }

    /// Does the article name the place without doubt of what it means?
    pub fn is_landmark(&self, entry: &Entry) -> bool {
        self.landmarks.contains(&entry.id)
    }

    /// Does the article name another place less than `km` away?
    pub fn is_near(&self, entry: &Entry, km: f64, gazetteer: &Gazetteer) -> bool {
        // The middle of a region is near anything.
        if !matches!(entry.precision, PlacePrecision::Town | PlacePrecision::Site) {
            return false;
        }
        // A degree of latitude is never less than 110 km; most landmarks are ruled out by it, without trigonometry.
        let degrees = km / 110.0;
        self.landmarks.iter().filter(|id| **id != entry.id).any(|id| {
            let point = gazetteer.point(*id);
            (point.0 - entry.lat).abs() < degrees
                && distance(point, (entry.lat, entry.lon)) < km
                && gazetteer.place(*id).name != entry.name
        })
    }

    /// What the place is said to lie in, by the words after its name: its own, else the article's where it first stands.
    pub fn containers(&self, place: &Place, gazetteer: &Gazetteer) -> Vec<Container> {
        let places = |text: &'a str| memmem::find_iter(text.as_bytes(), place.name.as_bytes()).take(4);
        let after = |text: &'a str| places(text).filter_map(|at| text.get(at + place.name.len()..));
        let own = place.words.split_once(&place.name).map(|(_, rest)| rest);
        let beginning = head(&self.article.text, SEARCHED);
        let Some((name, said)) = own.into_iter().chain(after(beginning)).find_map(|rest| following(rest, gazetteer))
        else {
            return Vec::new();
        };
        // Names may follow each other without a comma: "district of Aleppo Syrian television".
        let shorter = std::iter::successors(Some(name), |name| name.rsplit_once(' ').map(|(head, _)| head));
        // "Ain" is no part of "Ain Tarma".
        let means = |part: &&str| gazetteer.lookup(part).any(|e| *part == name || e.exact && is_large(&e));
        let name = shorter.into_iter().find(means).unwrap_or(name);
        let (bare, _) = Designation::of(name, "");
        let owner = names::owner(bare, gazetteer).unwrap_or(bare);
        let found = gazetteer
            .lookup(name)
            .chain(gazetteer.lookup(bare))
            .chain(gazetteer.lookup(owner).filter(|_| owner != bare))
            .filter(|e| if e.exact { !self.is_sure || self.country_of(e) > 0.0 } else { self.is_home(e.country) });
        // "Hermitage, TN"
        let code =
            (name.len() == 2 && name.bytes().all(|b| b.is_ascii_uppercase())).then(|| gazetteer.region("US", name));
        found.chain(code.flatten()).filter(|e| e.name != place.name).map(|entry| Container { entry, said }).collect()
    }
}

/// A place that another is said to lie in.
#[derive(Debug, Clone, Copy)]
pub struct Container {
    pub entry: Entry,
    /// Said with "in", "of" or "near"; after a comma it may also be the next place of a list.
    pub said: bool,
}

/// The name after "X, ", "X in the", "X district of", "X near", and whether a word says that X lies there.
fn following<'t>(rest: &'t str, gazetteer: &Gazetteer) -> Option<(&'t str, bool)> {
    let links = |word: &str| matches!(word, "in" | "of" | "near" | "outside") || kind(word).is_some();
    // Quickly told of nearly every name.
    if !rest.starts_with(", ") && !links(&rest.split_whitespace().next()?.to_ascii_lowercase()) {
        return None;
    }
    let window_end = rest.char_indices().nth(60).map_or(rest.len(), |(at, _)| at);
    let window = &rest[..window_end];
    let lower = window.to_ascii_lowercase();
    let linked = || {
        [" in ", " of ", " near ", " outside "]
            .iter()
            .filter_map(|word| lower.find(word).map(|at| (at, word.len())))
            .min()
            // Only designations may stand between.
            .filter(|(at, _)| lower[..*at].split_whitespace().all(|w| kind(w).is_some()))
            .map(|(at, len)| (&window[at + len..], true))
    };
    let (tail, said) = window.strip_prefix(", ").map(|tail| (tail, false)).or_else(linked)?;
    // "the northern city of", "the Syrian capital"
    let mut tail = tail;
    while let Some((word, rest)) = tail.split_once(' ') {
        let described = || gazetteer.demonym(word).is_some() && rest.starts_with(char::is_lowercase);
        if !word.starts_with(char::is_lowercase) && !described()
            || word.starts_with(char::is_lowercase) && !is_small(word)
        {
            break;
        }
        tail = rest;
    }
    // Capitalized words, each right behind the one before.
    let mut end = None;
    for (start, stop) in roll::words(tail).take(LONGEST_NAME) {
        let follows = end.map_or(start == 0, |end| roll::is_joined(tail, end, start));
        if !follows || !roll::is_capital(&tail[start..stop]) {
            break;
        }
        end = Some(stop);
    }
    Some((&tail[..end?], said))
}

/// Countries named by the outlet ("Syrian Arab News Agency") or by the end of its address (".sy").
fn outlet_hints(article: &Article, gazetteer: &Gazetteer) -> Vec<&'static str> {
    let outlet = article.outlet.as_deref().unwrap_or("");
    let host = article.url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or(outlet);
    let ending = host.rsplit('.').next().filter(|end| end.len() == 2).map(str::to_uppercase);
    let by_address =
        ending.and_then(|code| gazetteer.country(if code == "UK" { "GB" } else { &code })).map(|c| c.country);
    let by_name = outlet.split_whitespace().filter_map(|word| {
        let country = gazetteer.lookup(word).next().filter(|e| e.exact && e.precision == PlacePrecision::Country);
        gazetteer.demonym(word).or(country.map(|e| e.country))
    });
    by_address.into_iter().chain(by_name).collect()
}

/// The first `most` bytes of a text, or one to three fewer where a character would be cut.
fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
