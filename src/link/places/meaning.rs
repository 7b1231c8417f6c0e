//! Which of the places of one name is meant.

use crate::{
    domain::{How, Place, PlacePrecision},
    text::gazetteer::{Entry, Gazetteer, distance, fold},
};

use super::{
    WELL_KNOWN,
    context::{Container, Context},
    cues::{Designation, is_between},
    names,
};

/// What a name means in an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution<'a> {
    /// As the article spells it, without what else stood around it.
    pub name: &'a str,
    pub entry: Entry,
    pub how: How,
    /// The places it was preferred to, best first.
    pub rivals: Vec<Entry>,
}

/// Kilometres from which a rival is another place, not another name for this one.
const ELSEWHERE: f64 = 60.0;
/// Kilometres within which another place of the article speaks for a candidate.
const NEARBY: f64 = 200.0;
/// Rivals kept with a place.
const MOST_RIVALS: usize = 3;
/// Share of an article that must be about a country before a part of a longer name is taken for a place there.
const AT_HOME: f32 = 0.1;

/// The place meant by a name and the words around it, if the gazetteer has it or what contains it.
pub fn find<'p>(place: &'p Place, context: &Context, gazetteer: &Gazetteer) -> Option<Resolution<'p>> {
    let (bare, designation) = Designation::of(&place.name, &place.words);
    let containers = context.containers(place, gazetteer);
    let (name, candidates) = candidates(&place.name, bare, designation, context, gazetteer);
    // "Salah al-Din district of Aleppo" is none of the Salah al-Dins elsewhere. A country lies in no town of its own.
    let elsewhere = |e: &Entry| {
        e.precision != PlacePrecision::Country
            && containers.iter().any(|c| c.said)
            && !containers.iter().any(|c| holds(&c.entry, e, gazetteer))
    };
    if candidates.iter().all(elsewhere) {
        let weight = |c: &Container| weigh_container(&c.entry, context);
        let entry = containers.into_iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))?.entry;
        return Some(Resolution { name: &place.name, entry, how: How::Inside, rivals: Vec::new() });
    }
    // Where it is known what country an article is about, a small place of the name abroad is none.
    let alone = candidates.len() == 1 && !context.is_sure;
    let mut weighed: Vec<(Weight, Entry)> = candidates
        .into_iter()
        .map(|entry| (Weight::of(&entry, designation, &containers, context, gazetteer), entry))
        .filter(|(weight, entry)| weight.is_supported() || is_well_known(entry, bare, designation, alone, context))
        .collect();
    weighed.sort_by(|a, b| b.0.sum().total_cmp(&a.0.sum()).then(a.1.id.cmp(&b.1.id)));
    let (best, entry) = *weighed.first()?;
    let far = |e: &Entry| distance((e.lat, e.lon), (entry.lat, entry.lon)) > ELSEWHERE;
    let how = match weighed[1..].iter().find(|(_, rival)| far(rival)) {
        None => How::Only,
        Some((second, _)) => best.reason_over(second),
    };
    let rivals = weighed[1..].iter().map(|(_, entry)| *entry).filter(far).take(MOST_RIVALS).collect();
    Some(Resolution { name, entry, how, rivals })
}

/// The places of this name, and as much of it as they bear; places that only sound so, where the article is about their
/// country.
fn candidates<'p>(
    name: &'p str,
    bare: &'p str,
    designation: Designation,
    context: &Context,
    gazetteer: &Gazetteer,
) -> (&'p str, Vec<Entry>) {
    let mut borne = bare;
    let mut found: Vec<Entry> = gazetteer.lookup(name).collect();
    if found.is_empty() || bare != name {
        found.extend(gazetteer.lookup(bare));
    }
    if !found.iter().any(|e| e.exact)
        && let Some(owner) = names::owner(bare, gazetteer)
    {
        borne = owner;
        found.extend(gazetteer.lookup(owner));
    }
    // "Western Aleppo", where no place is called so.
    if found.is_empty()
        && let Some((_, rest)) = bare.split_once(' ').filter(|(first, _)| is_between(&first.to_lowercase()))
    {
        borne = rest;
        found.extend(gazetteer.lookup(rest).filter(|e| e.exact));
    }
    if found.is_empty() && designation != Designation::Quarter {
        (borne, found) = part(bare, context, gazetteer);
    }
    // The town that a region is named after goes by the region's name too.
    let named_after = |region: &Entry| {
        let (id, exact) = (region.id, region.exact);
        let towns = gazetteer.lookup(region.name).filter(move |e| e.precision == PlacePrecision::Town);
        towns.filter(move |e| gazetteer.within(e.id, id)).map(move |e| Entry { exact, ..e })
    };
    let towns: Vec<Entry> =
        found.iter().filter(|e| e.precision == PlacePrecision::Region).flat_map(named_after).collect();
    found.extend(towns);
    found.sort_by_key(|entry| (entry.id, !entry.exact));
    found.dedup_by_key(|entry| entry.id);
    let sounds = |e: &Entry| context.country_of(e) > 0.0 && (!context.is_sure || context.is_home(e.country));
    found.retain(|entry| entry.exact || sounds(entry));
    (borne, found)
}

/// The places that the end or the beginning of a longer name stands for, where the rest is a place too: "Deir Ezzor
/// Aleppo" of a headline without its commas. Only in a country the article is about.
fn part<'p>(name: &'p str, context: &Context, gazetteer: &Gazetteer) -> (&'p str, Vec<Entry>) {
    let cuts = || name.match_indices(' ').map(|(at, _)| (&name[..at], &name[at + 1..]));
    let ways = cuts().map(|(head, tail)| (tail, head)).chain(cuts());
    let known = |rest: &str| gazetteer.lookup(rest).any(|e| context.country(e.country) > AT_HOME);
    let is_place =
        |rest: &str| known(rest) || names::owner(rest, gazetteer).is_some() || gazetteer.demonym(rest).is_some();
    let at_home = |part: &'p str| {
        let places = gazetteer.lookup(part).filter(|e| e.exact && context.country(e.country) > AT_HOME);
        (part, places.collect::<Vec<_>>())
    };
    let found = ways.filter(|(_, rest)| context.is_sure && is_place(rest)).map(|(part, _)| at_home(part));
    let found = found.into_iter().find(|(_, places)| !places.is_empty());
    let found = found.or_else(|| cuts().find_map(|(head, tail)| of_country(head, tail, gazetteer)));
    // "Aleppo Rises": a headline's verb behind a well-known town.
    let large = |(_, places): &(&str, Vec<Entry>)| {
        places
            .iter()
            .any(|e| e.precision == PlacePrecision::Town && (e.population >= WELL_KNOWN || context.is_landmark(e)))
    };
    let heads = || cuts().map(|(head, _)| head).filter(|_| context.is_sure);
    found.or_else(|| heads().map(at_home).find(large)).unwrap_or((name, Vec::new()))
}

/// "Syrias Aleppo": a place of the country named before it, whatever else the article says.
fn of_country<'p>(head: &str, tail: &'p str, gazetteer: &Gazetteer) -> Option<(&'p str, Vec<Entry>)> {
    let owner = names::owner(head, gazetteer)?;
    let country = gazetteer.lookup(owner).find(|e| e.exact && e.precision == PlacePrecision::Country)?;
    let places: Vec<Entry> = gazetteer.lookup(tail).filter(|e| e.country == country.country).collect();
    (!places.is_empty()).then_some((tail, places))
}

/// A town that an article may name without saying where it is. One that only bears the name beside its own is none, nor
/// is a quarter or a village a town of the name abroad.
fn is_well_known(entry: &Entry, name: &str, said: Designation, alone: bool, context: &Context) -> bool {
    let own = || fold::exact(entry.name).bytes() == fold::exact(name).bytes();
    let part = matches!(said, Designation::Quarter | Designation::District) && context.is_sure;
    entry.precision == PlacePrecision::Country
        || entry.population >= WELL_KNOWN && !part
        || ((alone || entry.population >= 20_000 && !context.is_sure) && own())
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
            country: 5.0 * context.country_of(entry),
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
