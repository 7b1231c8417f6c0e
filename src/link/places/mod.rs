//! Which place a claim's words mean: one of the gazetteer's, by the article they stand in.
//!
//! Tried in this order of weight: what the words themselves say contains it ("Salah al-Din district of Aleppo"), the
//! countries the article names, the country its outlet writes from, other places it names nearby, and population last.
//! A claim without a place stays without: nothing is invented here.

mod context;
mod senses;

use crate::{
    domain::{Article, Claim, Place, PlacePrecision},
    text::gazetteer::{Entry, Gazetteer, distance, fold},
};
use context::{Container, Context, Designation};
use senses::Senses;

/// Why a place is the one meant. The weightiest reason that told it from its rivals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// No other place has the name.
    Only,
    /// The text says what it lies in.
    Container,
    /// The article is about that country.
    Country,
    /// Other places the article names are near.
    Nearby,
    /// Nothing but its size speaks for it.
    Population,
    /// It is not in the gazetteer, but what contains it is.
    Inside,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    pub entry: Entry,
    pub how: How,
    /// The places it was preferred to, best first.
    pub rivals: Vec<Entry>,
}

/// Kilometres from which a rival is another place, not another name for this one.
const ELSEWHERE: f64 = 60.0;
/// Kilometres within which another place of the article speaks for a candidate.
const NEARBY: f64 = 200.0;
/// Places of one article looked back through for one told before.
const REMEMBERED: usize = 16;
/// Rivals shown to an analyst.
const MOST_RIVALS: usize = 5;

/// Resolves the places of one article after the other. One for each thread: it remembers names, to be quick.
pub struct Resolver {
    senses: Senses,
}

impl Resolver {
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Self { senses: Senses::new(gazetteer) }
    }

    /// Fills in country, coordinates, precision and the gazetteer's name of each claim's place. What is found in no
    /// gazetteer keeps its name and stays unresolved; what has coordinates already is left alone.
    pub fn resolve(&mut self, article: &Article, claims: &mut [Claim]) {
        let told = |claim: &Claim| claim.place.as_ref().is_some_and(|place| place.lat.is_none());
        if !claims.iter().any(told) {
            return;
        }
        let context = Context::new(article, &mut self.senses);
        let gazetteer = self.senses.gazetteer();
        // As told, and as resolved. Claims told side by side mostly share a place.
        let mut known: Vec<(Place, Place)> = Vec::new();
        for place in claims.iter_mut().filter_map(|claim| claim.place.as_mut()).filter(|place| place.lat.is_none()) {
            match known.iter().rev().take(REMEMBERED).find(|(told, _)| told == place) {
                Some((_, found)) => place.clone_from(found),
                None => {
                    let found = resolved(place, &context, gazetteer);
                    known.push((std::mem::replace(place, found.clone()), found));
                }
            }
        }
    }
}

/// Why a claim's place was resolved as it was, and what else it could have been.
pub fn explain(article: &Article, place: &Place, gazetteer: &'static Gazetteer) -> Option<Resolution> {
    find(place, &Context::new(article, &mut Senses::new(gazetteer)), gazetteer)
}

fn resolved(place: &Place, context: &Context, gazetteer: &Gazetteer) -> Place {
    let Some(Resolution { entry, how, .. }) = find(place, context, gazetteer) else { return place.clone() };
    let inside = how == How::Inside;
    let name = match inside {
        true if !place.name.contains(entry.name) => format!("{}, {}", place.name, entry.name),
        true => place.name.clone(),
        false => entry.name.to_owned(),
    };
    Place {
        name,
        words: place.words.clone(),
        country: Some(entry.country.to_owned()),
        lat: Some(entry.lat),
        lon: Some(entry.lon),
        // A quarter of a town is as precise as the town; a village somewhere in a province only as the province.
        precision: if inside && entry.precision == PlacePrecision::Town {
            PlacePrecision::Site
        } else {
            entry.precision
        },
    }
}

fn find(place: &Place, context: &Context, gazetteer: &Gazetteer) -> Option<Resolution> {
    let (bare, designation) = Designation::of(&place.name, &place.words);
    let containers = context.containers(place, gazetteer);
    let candidates = candidates(&place.name, bare, context, gazetteer);
    // "Salah al-Din district of Aleppo" is none of the Salah al-Dins elsewhere.
    let elsewhere =
        |e: &Entry| containers.iter().any(|c| c.said) && !containers.iter().any(|c| holds(&c.entry, e, gazetteer));
    if candidates.iter().all(elsewhere) {
        let weight = |c: &Container| weigh_container(&c.entry, context);
        let entry = containers.into_iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))?.entry;
        return Some(Resolution { entry, how: How::Inside, rivals: Vec::new() });
    }
    let alone = candidates.len() == 1;
    let mut weighed: Vec<(Weight, Entry)> = candidates
        .into_iter()
        .map(|entry| (Weight::of(&entry, designation, &containers, context, gazetteer), entry))
        .filter(|(weight, entry)| weight.is_supported() || is_well_known(entry, bare, alone))
        .collect();
    weighed.sort_by(|a, b| b.0.sum().total_cmp(&a.0.sum()).then(a.1.id.cmp(&b.1.id)));
    let (best, entry) = *weighed.first()?;
    let far = |e: &Entry| distance((e.lat, e.lon), (entry.lat, entry.lon)) > ELSEWHERE;
    let how = match weighed[1..].iter().find(|(_, rival)| far(rival)) {
        None => How::Only,
        Some((second, _)) => best.reason_over(second),
    };
    let rivals = weighed[1..].iter().map(|(_, entry)| *entry).take(MOST_RIVALS).collect();
    Some(Resolution { entry, how, rivals })
}

/// The places of this name; places that only sound so, where the article is about their country.
fn candidates(name: &str, bare: &str, context: &Context, gazetteer: &Gazetteer) -> Vec<Entry> {
    let mut found: Vec<Entry> = gazetteer.lookup(name).collect();
    if found.is_empty() || bare != name {
        found.extend(gazetteer.lookup(bare));
    }
    found.sort_by_key(|entry| (entry.id, !entry.exact));
    found.dedup_by_key(|entry| entry.id);
    found.retain(|entry| entry.exact || context.country(entry.country) > 0.0);
    found
}

/// A town that an article may name without saying where it is. One that only bears the name beside its own is none.
fn is_well_known(entry: &Entry, name: &str, alone: bool) -> bool {
    let own = || fold::exact(entry.name).bytes() == fold::exact(name).bytes();
    entry.precision == PlacePrecision::Country
        || entry.population >= 200_000
        || ((alone || entry.population >= 20_000) && own())
}

fn weigh_container(entry: &Entry, context: &Context) -> f32 {
    let finest = match entry.precision {
        PlacePrecision::Town | PlacePrecision::Site => 3.0,
        PlacePrecision::District => 2.0,
        PlacePrecision::Region => 1.0,
        PlacePrecision::Country | PlacePrecision::Unresolved => 0.0,
    };
    finest + 4.0 * context.country(entry.country) + population(entry) / 4.0
}

/// Does it lie in the other place? A town near the one it is said to be at is as good as inside it.
fn holds(container: &Entry, entry: &Entry, gazetteer: &Gazetteer) -> bool {
    let near = || distance((container.lat, container.lon), (entry.lat, entry.lon)) < ELSEWHERE;
    gazetteer.within(entry.id, container.id) || (container.precision == PlacePrecision::Town && near())
}

fn population(entry: &Entry) -> f32 {
    (entry.population as f32 + 1.0).log10()
}

/// What speaks for a candidate, in points; more than one point apart is a clear choice.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weight {
    container: f32,
    country: f32,
    nearby: f32,
    kind: f32,
    population: f32,
}

impl Weight {
    fn of(
        entry: &Entry,
        wanted: Designation,
        containers: &[Container],
        context: &Context,
        gazetteer: &Gazetteer,
    ) -> Self {
        Self {
            container: if containers.iter().any(|c| holds(&c.entry, entry, gazetteer)) { 6.0 } else { 0.0 },
            country: 5.0 * context.country(entry.country),
            nearby: if context.is_near(entry, NEARBY, gazetteer) { 2.0 } else { 0.0 },
            kind: wanted.fits(entry.precision) + if entry.exact { 1.5 } else { 0.0 },
            population: population(entry) / 2.0,
        }
    }

    /// Does the article itself speak for it?
    fn is_supported(&self) -> bool {
        self.container > 0.0 || self.country > 0.0 || self.nearby > 0.0
    }

    fn sum(&self) -> f32 {
        self.container + self.country + self.nearby + self.kind + self.population
    }

    fn reason_over(&self, second: &Self) -> How {
        if self.container > second.container {
            How::Container
        } else if self.country > second.country + 0.5 {
            How::Country
        } else if self.nearby > second.nearby {
            How::Nearby
        } else {
            How::Population
        }
    }
}

#[cfg(test)]
mod tests;
