//! Names of places: what a name may mean, in Latin and Arabic letters, whoever transliterated it.
//!
//! Owns the built-in gazetteer and its look-up. Never decides which of several places of one name an article means:
//! that needs the article, and is done by `link::places`.
//!
//! Made from GeoNames by the recipe in `assets/gazetteer/README.md`; see [`CREDIT`].

pub mod fold;
mod own;
mod sieve;
pub mod table;

use std::sync::OnceLock;

use crate::domain::PlacePrecision;

pub use own::Own;
pub use sieve::Sieve;
pub use table::NotAGazetteer;
use table::{NO_PLACE, Table};

/// What the licence of the data (CC BY 4.0) asks us to say wherever the program speaks of itself.
pub const CREDIT: &str = "Place names: GeoNames (geonames.org), CC BY 4.0";

/// A place of the gazetteer. The number means nothing outside one release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// One place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    pub id: PlaceId,
    pub name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The first-order division it lies in; none for countries and the regions themselves.
    pub admin1: Option<&'static str>,
    /// WGS 84 degrees. Of a region or country: the middle of its towns.
    pub lat: f64,
    pub lon: f64,
    /// 0 where unknown.
    pub population: u32,
    /// Town, district, region or country.
    pub precision: PlacePrecision,
    /// False where only the sound agreed (Idleb for Idlib).
    pub exact: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Gazetteer {
    table: Table<'static>,
    /// The analyst's own places, found before those of the table.
    own: Option<&'static Own>,
}

static BUILTIN: &[u8] = include_bytes!("../../../assets/gazetteer/places.bin");

impl Gazetteer {
    /// The gazetteer in the program. Opening it reads its header, nothing more.
    pub fn builtin() -> &'static Self {
        static OPENED: OnceLock<Gazetteer> = OnceLock::new();
        // The file is part of the program and a test opens it.
        OPENED.get_or_init(|| Self::open(BUILTIN).expect("the built-in gazetteer is sound"))
    }

    pub fn open(file: &'static [u8]) -> Result<Self, NotAGazetteer> {
        Ok(Self { table: Table::open(file)?, own: None })
    }

    /// The same with an analyst's own places.
    pub fn with(self, own: &'static Own) -> Self {
        Self { own: Some(own), ..self }
    }

    /// All places of this name: countries, regions, districts, then towns by population.
    /// A name matches whatever its case and diacritics; if none does, by its sound, or an Arabic one without the
    /// preposition written onto it: such entries are not `exact`, and need the article to agree.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Entry> + use<> {
        let this = *self;
        let (key, exact) = this.matching(name);
        let known = key
            .into_iter()
            .flat_map(move |key| this.table.find(key.bytes()))
            .map(move |place| this.entry(place, exact));
        let own = self.own.map(|own| own.find(name)).unwrap_or_default();
        own.into_iter().chain(known)
    }

    /// Is this the name of a place, spelled as the gazetteer spells it? The cheap question to ask of every word.
    pub fn knows(&self, name: &str) -> bool {
        self.lists(name) || self.spells(Print::of(fold::exact(name).bytes()))
    }

    /// The places whose name has this very key, in the order of [`Self::lookup`]; none for a word that is a town
    /// somewhere and something else nearly everywhere.
    pub fn spelled(&self, key: Print) -> impl Iterator<Item = Entry> + use<> {
        let this = *self;
        let found = this.spells(key).then(|| this.table.find_hashed(key.place));
        found.into_iter().flatten().map(move |place| this.entry(place, true))
    }

    /// Latitude and longitude of a place.
    pub fn point(&self, id: PlaceId) -> (f64, f64) {
        self.table.point(id.0)
    }

    /// A place by its number, as if asked for by its own name.
    pub fn place(&self, id: PlaceId) -> Entry {
        self.entry(id.0, true)
    }

    /// The key that finds something, and whether it is that of the name as written.
    fn matching(&self, name: &str) -> (Option<fold::Key>, bool) {
        let exact = fold::exact(name);
        match self.table.find(exact.bytes()).last() {
            Some(NO_PLACE) => return (None, true),
            Some(_) => return (Some(exact), true),
            None if self.people(Print::of(exact.bytes())).is_some() => return (None, true),
            None => {}
        }
        let found = |key: &fold::Key| self.table.find(key.bytes()).next().is_some_and(|place| place != NO_PLACE);
        let other = fold::loose(&exact).or_else(|| fold::without_arabic_prefix(&exact)).filter(found);
        (other.or_else(|| fold::doubled(&exact).find(found)), false)
    }

    /// The country whose people or things are called so: "Syrian", "Syrians", "Burkinabè".
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.people(Print::of(fold::exact(word).bytes()))
    }

    /// The same for a word folded already.
    pub fn people(&self, key: Print) -> Option<&'static str> {
        let country = self.table.find_hashed(key.people).next()?;
        Some(self.table.code(country))
    }

    /// Is this the name of one of the analyst's own places?
    pub fn lists(&self, name: &str) -> bool {
        self.own.is_some_and(|own| own.knows(name))
    }

    /// Does it hold places of the analyst's own?
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// Is a place spelled so? The same as [`Self::knows`] for a key, the analyst's own places aside.
    pub fn spells(&self, key: Print) -> bool {
        self.table.find_hashed(key.place).last().is_some_and(|place| place != NO_PLACE)
    }

    /// What sorts out most words that are neither a place's name nor a people's.
    pub fn sieve(&self) -> Sieve {
        Sieve::new(self.table)
    }

    /// A first-order division by the code its country gives it, as in "Hermitage, TN".
    pub fn region(&self, country: &str, code: &str) -> Option<Entry> {
        let place = self.table.find(&region_key(country, code)).next()?;
        Some(self.entry(place, true))
    }

    /// The country with this ISO code.
    pub fn country(&self, code: &str) -> Option<Entry> {
        (0..self.table.counts()[0]).find(|c| self.table.code(*c) == code).map(|c| self.entry(c, true))
    }

    /// The towns no farther than `km` from a point, the largest first, at most so many. Looks at every town: for a map, not
    /// for each word.
    pub fn towns_around(&self, point: (f64, f64), km: f64, most: usize) -> Vec<Entry> {
        let [countries, regions, districts, towns] = self.table.counts();
        let first = countries + regions + districts;
        // A degree of latitude is at least 110 km: most towns are told to be too far by that alone.
        let is_near = |town: &u32| {
            let other = self.table.point(*town);
            (other.0 - point.0).abs() * 110.0 <= km && distance(point, other) <= km
        };
        let mut near: Vec<u32> = (first..first + towns).filter(is_near).collect();
        near.sort_by_key(|town| (std::cmp::Reverse(self.table.population(*town)), *town));
        near.truncate(most);
        near.into_iter().map(|town| self.entry(town, true)).collect()
    }

    /// Does the first place lie in the second, or is it the same?
    pub fn within(&self, inner: PlaceId, outer: PlaceId) -> bool {
        let parent = self.own.and_then(|own| own.parent(inner));
        inner == outer
            || parent.unwrap_or(inner).0 < Own::FIRST && self.up(parent.unwrap_or(inner).0).any(|p| p == outer.0)
    }

    /// A place, what contains it, and so on up to its country.
    fn up(&self, place: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(place), |p| Some(self.table.parent(*p)).filter(|parent| parent != p))
    }

    fn entry(&self, place: u32, exact: bool) -> Entry {
        let [countries, regions, districts, _] = self.table.counts();
        let precision = match place {
            p if p < countries => PlacePrecision::Country,
            p if p < countries + regions => PlacePrecision::Region,
            p if p < countries + regions + districts => PlacePrecision::District,
            _ => PlacePrecision::Town,
        };
        let region = self.up(place).skip(1).find(|p| (countries..countries + regions).contains(p));
        let country = self.up(place).last().unwrap_or(place);
        let (lat, lon) = self.table.point(place);
        Entry {
            id: PlaceId(place),
            name: self.table.name(place),
            country: self.table.code(country),
            admin1: region.map(|r| self.table.name(r)),
            lat,
            lon,
            population: self.table.population(place),
            precision,
            exact,
        }
    }
}

/// The mark of demonyms among the keys of the file.
const PEOPLE: u8 = b'^';

/// The key of a demonym in the file. Only its recipe needs it.
pub fn demonym_key(folded: &[u8]) -> Vec<u8> {
    [&[PEOPLE], folded].concat()
}

/// The hashes of a folded name: all that the file knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    place: u64,
    people: u64,
}

impl Print {
    pub fn of(key: &[u8]) -> Self {
        Self { place: table::hash(key), people: table::hash_behind(PEOPLE, key) }
    }

    /// One number for it.
    pub fn number(self) -> u64 {
        self.place
    }
}

/// The key of a region's code in the file.
pub fn region_key(country: &str, code: &str) -> Vec<u8> {
    format!("#{country}.{code}").into_bytes()
}

/// Great-circle distance in kilometres.
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let ((la, oa), (lb, ob)) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let h = ((la - lb) / 2.0).sin().powi(2) + la.cos() * lb.cos() * ((oa - ob) / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests;
