//! The gazetteer of a store: the built-in one with the analyst's own lists before it.

use serde::Serialize;

use crate::{
    domain::{Place, PlacePrecision},
    store::{StoreError, StoreReader},
    text::gazetteer::{Entry, Gazetteer, Own},
};

/// The places that the store knows. A list is read once while the program runs.
pub fn gazetteer_of(stored: &StoreReader) -> Result<&'static Gazetteer, StoreError> {
    let lists = stored.gazetteers()?;
    if lists.is_empty() {
        return Ok(Gazetteer::builtin());
    }
    let key: Vec<&str> = lists.iter().map(|list| list.sha256.as_str()).collect();
    let key = key.join(" ");
    if let Some(own) = Own::kept(&key) {
        return Ok(own);
    }
    let mut places = Vec::new();
    for list in &lists {
        places.extend(stored.listed_places(&list.sha256)?);
    }
    Ok(Own::keep(key, places))
}

/// One place that a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meaning {
    pub name: String,
    pub region: Option<String>,
    pub country: String,
    pub precision: PlacePrecision,
    pub lat: f64,
    pub lon: f64,
    /// 0 where unknown.
    pub population: u32,
    /// Whether it is spelled so, or only sounds so.
    pub exact: bool,
}

impl From<Entry> for Meaning {
    fn from(entry: Entry) -> Self {
        let Entry { name, country, admin1, lat, lon, population, precision, exact, .. } = entry;
        let (name, country, region) = (name.into(), country.into(), admin1.map(Into::into));
        Self { name, region, country, precision, lat, lon, population, exact }
    }
}

impl From<Meaning> for Place {
    /// As an analyst sets it: nothing is said of how it was found.
    fn from(meaning: Meaning) -> Self {
        Self {
            country: Some(meaning.country),
            lat: Some(meaning.lat),
            lon: Some(meaning.lon),
            precision: meaning.precision,
            ..Self::unresolved(meaning.name, "")
        }
    }
}

/// All that a name may stand for, the likeliest kind first; nothing where no place has it.
pub fn meanings(gazetteer: &Gazetteer, name: &str) -> Vec<Meaning> {
    gazetteer.lookup(name).map(Meaning::from).collect()
}
