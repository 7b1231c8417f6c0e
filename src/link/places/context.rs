//! What an article says of where it is: the countries it names, the places beside them, what a place is said to lie in.

use std::collections::HashMap;

use crate::{
    domain::{Article, Place, PlacePrecision},
    text::gazetteer::{Entry, Gazetteer, distance},
};

/// Capitalized runs looked at in one article.
const MOST_RUNS: usize = 600;
/// Words of the longest name looked up.
const LONGEST_NAME: usize = 4;
/// A town this large is what its name means when nothing else is known.
const WELL_KNOWN: u32 = 200_000;

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
    /// Share of each country in what the article names, 0 to 1.
    countries: HashMap<&'static str, f32>,
    /// Places it names whose meaning is not in doubt.
    landmarks: Vec<Entry>,
}

impl<'a> Context<'a> {
    pub fn new(article: &'a Article, gazetteer: &Gazetteer) -> Self {
        let mut votes: HashMap<&'static str, f32> = HashMap::new();
        let mut vote = |country, weight: f32| *votes.entry(country).or_default() += weight;
        let mut landmarks = Vec::new();
        let title = article.title.as_deref().unwrap_or("");
        for (at, name) in names(title).chain(names(&article.text)).take(MOST_RUNS).enumerate() {
            // The news says where it is at its beginning.
            let early = if at < 12 { 2.0 } else { 1.0 };
            if let Some(country) = gazetteer.demonym(name) {
                vote(country, early);
                continue;
            }
            if !gazetteer.knows(name) {
                continue;
            }
            let entries: Vec<Entry> = gazetteer.lookup(name).collect();
            let Some(first) = entries.first() else { continue };
            if first.precision == PlacePrecision::Country {
                vote(first.country, 1.5 * early);
            } else if entries.iter().all(|e| e.country == first.country)
                && entries.iter().any(|e| e.population >= 10_000)
                || entries.iter().filter(|e| e.population >= WELL_KNOWN).map(|e| e.country).min() == Some(first.country)
                    && entries.iter().filter(|e| e.population >= WELL_KNOWN).all(|e| e.country == first.country)
            {
                vote(first.country, 0.7 * early);
                landmarks.push(
                    *entries
                        .iter()
                        .max_by_key(|e| (e.precision == PlacePrecision::Town, e.population))
                        .unwrap_or(first),
                );
            }
        }
        for hint in outlet_hints(article, gazetteer) {
            vote(hint, 2.0);
        }
        let total: f32 = votes.values().sum();
        votes.values_mut().for_each(|v| *v /= total.max(1.0));
        Self { text: &article.text, countries: votes, landmarks }
    }

    /// How much the article is about a country, 0 to 1.
    pub fn country(&self, code: &str) -> f32 {
        self.countries.get(code).copied().unwrap_or(0.0)
    }

    /// Kilometres to the nearest other place the article names.
    pub fn near(&self, entry: &Entry) -> Option<f64> {
        self.landmarks
            .iter()
            .filter(|l| l.id != entry.id && l.name != entry.name)
            .map(|l| distance((l.lat, l.lon), (entry.lat, entry.lon)))
            .min_by(f64::total_cmp)
    }

    /// What the place is said to lie in, by the words after its name: its own, else the article's where it first stands.
    pub fn containers(&self, place: &Place, gazetteer: &Gazetteer) -> Vec<Container> {
        let after = |text: &'a str| text.match_indices(&place.name).take(4).map(|(at, name)| &text[at + name.len()..]);
        let own = place.words.split_once(&place.name).map(|(_, rest)| rest);
        let Some((name, said)) = own.into_iter().chain(after(self.text)).find_map(following) else { return Vec::new() };
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
    names(tail).next().filter(|name| tail.starts_with(name)).map(|name| (name, said))
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

/// Names as they stand in a text: runs of up to four words that begin with a capital (small words such as "al", "de"
/// may join them), longest first at each place and none inside another. In scripts without capitals, single words.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words: Vec<(usize, usize)> = words(text).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let starts = |w: &(usize, usize)| text[w.0..].starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
        if !starts(&words[i]) {
            i += 1;
            continue;
        }
        let mut end = i;
        while end + 1 < words.len()
            && end + 1 - i < LONGEST_NAME
            && joined(text, words[end], words[end + 1])
            && starts(&words[end + 1])
        {
            end += 1;
        }
        // Shorter runs too: the reader of these names asks the gazetteer, which knows which of them is one.
        for last in (i..=end).rev() {
            out.push(&text[words[i].0..words[last].1]);
        }
        i += 1;
    }
    out.into_iter()
}

fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |n| start + n);
        at = end;
        Some((start, start + text[start..end].trim_end_matches(['\'', '’', '-']).len()))
    })
}

fn joined(text: &str, a: (usize, usize), b: (usize, usize)) -> bool {
    matches!(&text[a.1..b.0], " " | ". ")
}
