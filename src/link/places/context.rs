//! What an article says of where it is: the countries it names, the places beside them, what a place is said to lie in.

use super::senses::{Sense, Senses};
use crate::{
    domain::{Article, Place, PlacePrecision},
    text::gazetteer::{Entry, Gazetteer, distance, fold::Key},
};

/// Names, and beginnings of names, looked at in one article.
const MOST_RUNS: usize = 600;
/// Words of the longest name looked up.
const LONGEST_NAME: usize = 4;
/// Bytes of an article in which it is looked up what a place lies in; bounds the work on a long text full of places.
const SEARCHED: usize = 64 << 10;

/// The word that says what kind of place a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Designation {
    Town,
    District,
    Region,
    Country,
    Unsaid,
}

const DESIGNATIONS: &[(&str, Designation)] = &[
    ("province", Designation::Region),
    ("governorate", Designation::Region),
    ("region", Designation::Region),
    ("state", Designation::Region),
    ("oblast", Designation::Region),
    ("department", Designation::Region),
    ("countryside", Designation::Region),
    ("district", Designation::District),
    ("county", Designation::District),
    ("subdistrict", Designation::District),
    ("city", Designation::Town),
    ("town", Designation::Town),
    ("village", Designation::Town),
    ("camp", Designation::Town),
    ("capital", Designation::Town),
    ("country", Designation::Country),
];

impl Designation {
    /// The name without its designation, and the designation; one among the words counts where the name has none.
    pub fn of<'a>(name: &'a str, words: &str) -> (&'a str, Self) {
        let ending = |text: &'a str| {
            let (head, last) = text.trim().rsplit_once(' ')?;
            let found = DESIGNATIONS.iter().find(|(word, _)| last.eq_ignore_ascii_case(word))?;
            Some((head.trim_end_matches("'s").trim_end_matches("’s"), found.1))
        };
        if let Some(found) = ending(name) {
            return found;
        }
        let lower = words.to_lowercase();
        let after = lower.split(&name.to_lowercase()).nth(1).unwrap_or("").to_owned();
        let beside = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
                DESIGNATIONS.iter().find(|(known, _)| *known == word).map(|(_, designation)| *designation)
            })
        };
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
            (Self::Unsaid, P::Region) => 1.5,
            (Self::District, P::Town) => 1.0,
            _ => 0.0,
        }
    }
}

/// What one article says of where it is.
pub struct Context<'a> {
    text: &'a str,
    /// Share of each country in what the article names, 0 to 1. Few, so that a list is the quickest map.
    countries: Vec<(&'static str, f32)>,
    /// Places it names whose meaning is not in doubt, each once.
    landmarks: Vec<Entry>,
}

impl<'a> Context<'a> {
    pub fn new(article: &'a Article, senses: &mut Senses) -> Self {
        let mut context = Self { text: &article.text, countries: Vec::new(), landmarks: Vec::new() };
        let title = article.title.as_deref().unwrap_or("");
        let mut at = 0;
        for run in runs(title).chain(runs(&article.text)) {
            for sense in run.senses(senses).take(MOST_RUNS - at) {
                // The news says where it is at its beginning.
                context.take(sense, senses.gazetteer(), if at < 12 { 2.0 } else { 1.0 });
                at += 1;
            }
        }
        for hint in outlet_hints(article, senses.gazetteer()) {
            context.vote(hint, 2.0);
        }
        let total: f32 = context.countries.iter().map(|(_, votes)| votes).sum();
        context.countries.iter_mut().for_each(|(_, votes)| *votes /= total.max(1.0));
        context
    }

    fn take(&mut self, sense: Sense, gazetteer: &Gazetteer, weight: f32) {
        match sense {
            Sense::Nowhere => {}
            Sense::People(country) => self.vote(country, weight),
            Sense::Country(country) => self.vote(country, 1.5 * weight),
            Sense::Landmark(id, country) => {
                self.vote(country, 0.7 * weight);
                if self.landmarks.iter().all(|known| known.id != id) {
                    self.landmarks.push(gazetteer.place(id));
                }
            }
        }
    }

    fn vote(&mut self, country: &'static str, weight: f32) {
        match self.countries.iter_mut().find(|(known, _)| *known == country) {
            Some((_, votes)) => *votes += weight,
            None => self.countries.push((country, weight)),
        }
    }

    /// How much the article is about a country, 0 to 1.
    pub fn country(&self, code: &str) -> f32 {
        self.countries.iter().find(|(known, _)| *known == code).map_or(0.0, |(_, share)| *share)
    }

    /// Does the article name another place less than `km` away?
    pub fn is_near(&self, entry: &Entry, km: f64) -> bool {
        // A degree of latitude is never less than 110 km; most landmarks are ruled out by it, without trigonometry.
        let degrees = km / 110.0;
        self.landmarks
            .iter()
            .filter(|l| (l.lat - entry.lat).abs() < degrees && l.id != entry.id && l.name != entry.name)
            .any(|l| distance((l.lat, l.lon), (entry.lat, entry.lon)) < km)
    }

    /// What the place is said to lie in, by the words after its name: its own, else the article's where it first stands.
    pub fn containers(&self, place: &Place, gazetteer: &Gazetteer) -> Vec<Container> {
        let after = |text: &'a str| text.match_indices(&place.name).take(4).map(|(at, name)| &text[at + name.len()..]);
        let own = place.words.split_once(&place.name).map(|(_, rest)| rest);
        let beginning = &self.text[..self.text.floor_char_boundary(SEARCHED)];
        let Some((name, said)) = own.into_iter().chain(after(beginning)).find_map(following) else { return Vec::new() };
        let (bare, _) = Designation::of(name, "");
        let found =
            gazetteer.lookup(name).chain(gazetteer.lookup(bare)).filter(|e| e.exact || self.country(e.country) > 0.0);
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
fn following(rest: &str) -> Option<(&str, bool)> {
    let window_end = rest.char_indices().nth(60).map_or(rest.len(), |(at, _)| at);
    let window = &rest[..window_end];
    let linked = || {
        [" in ", " of ", " near ", " outside "]
            .iter()
            .filter_map(|word| window.find(word).map(|at| (at, word.len())))
            .min()
            // Only designations may stand between.
            .filter(|(at, _)| window[..*at].split_whitespace().all(|w| DESIGNATIONS.iter().any(|(d, _)| *d == w)))
            .map(|(at, len)| (&window[at + len..], true))
    };
    let (tail, said) = window.strip_prefix(", ").map(|tail| (tail, false)).or_else(linked)?;
    let tail = tail.strip_prefix("the ").unwrap_or(tail);
    let directed = ["northern ", "southern ", "eastern ", "western ", "central "];
    let tail = directed.iter().find_map(|d| tail.strip_prefix(d)).unwrap_or(tail);
    let tail = tail.strip_prefix("city of ").or_else(|| tail.strip_prefix("town of ")).unwrap_or(tail);
    runs(tail).next().filter(|run| tail.starts_with(run.whole)).map(|run| (run.whole, said))
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

/// Words that may be a name: a capital and what follows it with capitals, up to four. In scripts without capitals any.
struct Run<'t> {
    whole: &'t str,
    words: [&'t str; LONGEST_NAME],
    len: usize,
}

impl Run<'_> {
    /// What the run and each of its shorter beginnings says, the longest first. Only the gazetteer knows which is a name.
    fn senses(&self, senses: &mut Senses) -> impl Iterator<Item = Sense> + use<> {
        let mut found = [Sense::Nowhere; LONGEST_NAME];
        let mut key = Key::new();
        for (word, sense) in self.words[..self.len].iter().zip(&mut found) {
            key.extend(word);
            *sense = senses.of(&key);
        }
        found.into_iter().take(self.len).rev()
    }
}

/// The runs of a text, one from each capital on; of a long text only as many as an article is judged by.
fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let words: Vec<(usize, usize)> = capitalized(text).take(MOST_RUNS + LONGEST_NAME).collect();
    (0..words.len()).map(move |first| {
        let rest = &words[first..];
        let longest = rest.len().min(LONGEST_NAME);
        let len = (1..longest).find(|n| !joined(text, rest[n - 1], rest[*n])).unwrap_or(longest);
        let mut run = Run { whole: &text[rest[0].0..rest[len - 1].1], words: [""; LONGEST_NAME], len };
        run.words.iter_mut().zip(&rest[..len]).for_each(|(to, (start, end))| *to = &text[*start..*end]);
        run
    })
}

/// The words that may begin a name; apostrophes and hyphens inside belong to them.
fn capitalized(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes[at..].iter().position(|b| b.is_ascii_alphanumeric() || !b.is_ascii())?;
            let first = text[start..].chars().next()?;
            at = start + first.len_utf8();
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = at;
            loop {
                let letter = letter(text, at);
                let step = if letter > 0 { letter } else { joint(&bytes[at..]) };
                if step == 0 {
                    break;
                }
                at += step;
                end = if letter > 0 { at } else { end };
            }
            if first.is_uppercase() || !first.is_lowercase() {
                return Some((start, end));
            }
        }
    })
}

/// Bytes of the letter or digit at `at`; 0 where something else stands there.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None => 0,
        Some(byte) if byte.is_ascii() => usize::from(byte.is_ascii_alphanumeric()),
        Some(_) => text[at..].chars().next().filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8),
    }
}

/// Bytes of an apostrophe or hyphen at the front; 0 where there is none.
fn joint(bytes: &[u8]) -> usize {
    match bytes {
        [b'\'' | b'-', ..] => 1,
        [0xe2, 0x80, 0x99, ..] => 3,
        _ => 0,
    }
}

fn joined(text: &str, a: (usize, usize), b: (usize, usize)) -> bool {
    matches!(&text[a.1..b.0], " " | ". ")
}
