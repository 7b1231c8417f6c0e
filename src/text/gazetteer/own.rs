//! An analyst's own places: a list in memory, asked before the built-in gazetteer.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::{Entry, Gazetteer, PlaceId, fold};
use crate::domain::{ListedPlace, PlacePrecision};

/// Places by their names. Kept until the program ends: a store's lists are few and do not change.
#[derive(Debug)]
pub struct Own {
    places: Vec<Listed>,
    /// By name as written, and by sound.
    exact: HashMap<Box<[u8]>, Vec<u32>>,
    loose: HashMap<Box<[u8]>, Vec<u32>>,
}

#[derive(Debug)]
struct Listed {
    place: ListedPlace,
    /// The region or country of the built-in gazetteer that it lies in.
    parent: Option<Entry>,
}

static KEPT: Mutex<Vec<(String, &'static Gazetteer)>> = Mutex::new(Vec::new());

impl Own {
    /// Numbers of an analyst's own places begin here; no built-in gazetteer is as large.
    pub(super) const FIRST: u32 = 1 << 30;

    /// The gazetteer with the places kept under this key.
    pub fn kept(key: &str) -> Option<&'static Gazetteer> {
        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, gazetteer)| *gazetteer)
    }

    /// Keeps places under a key; gives the built-in gazetteer with them.
    pub fn keep(key: String, places: Vec<ListedPlace>) -> &'static Gazetteer {
        let own: &'static Self = Box::leak(Box::new(Self::new(places)));
        let gazetteer: &'static Gazetteer = Box::leak(Box::new(Gazetteer::builtin().with(own)));
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).push((key, gazetteer));
        gazetteer
    }

    fn new(places: Vec<ListedPlace>) -> Self {
        let mut own = Self { places: Vec::with_capacity(places.len()), exact: HashMap::new(), loose: HashMap::new() };
        for place in places {
            let number = own.places.len() as u32;
            for name in std::iter::once(&place.name).chain(&place.other_names) {
                let key = fold::exact(name);
                if let Some(sound) = fold::loose(&key) {
                    own.loose.entry(sound.bytes().into()).or_default().push(number);
                }
                own.exact.entry(key.bytes().into()).or_default().push(number);
            }
            own.places.push(Listed { parent: parent(&place), place });
        }
        own
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.exact.contains_key(fold::exact(name).bytes())
    }

    /// The places of this name; where none is spelled so, those that sound so.
    pub(super) fn find(&'static self, name: &str) -> Vec<Entry> {
        let key = fold::exact(name);
        let (found, exact) = match self.exact.get(key.bytes()) {
            Some(found) => (Some(found), true),
            None => (fold::loose(&key).and_then(|sound| self.loose.get(sound.bytes())), false),
        };
        let mut found = found.cloned().unwrap_or_default();
        found.dedup();
        found.into_iter().map(|number| self.entry(number, exact)).collect()
    }

    /// What one of these places lies in.
    pub(super) fn parent(&self, place: PlaceId) -> Option<PlaceId> {
        let number = place.0.checked_sub(Self::FIRST)?;
        self.places.get(number as usize)?.parent.map(|parent| parent.id)
    }

    fn entry(&'static self, number: u32, exact: bool) -> Entry {
        let Listed { place, parent } = &self.places[number as usize];
        let region = parent.filter(|parent| parent.precision == PlacePrecision::Region).map(|parent| parent.name);
        Entry {
            id: PlaceId(Self::FIRST + number),
            name: &place.name,
            country: &place.country,
            admin1: region.or(place.region.as_deref()),
            lat: place.lat,
            lon: place.lon,
            population: place.population,
            precision: place.precision,
            exact,
        }
    }
}

/// The region that is named, by name or code, else the country.
fn parent(place: &ListedPlace) -> Option<Entry> {
    let gazetteer = Gazetteer::builtin();
    let region = place.region.as_deref().and_then(|region| {
        let named =
            gazetteer.lookup(region).find(|e| e.precision == PlacePrecision::Region && e.country == place.country);
        gazetteer.region(&place.country, region).or(named)
    });
    region.or_else(|| gazetteer.country(&place.country))
}
