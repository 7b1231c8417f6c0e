//! A place as the article names it, and what it was resolved to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::vocabulary;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    Site,
    Town,
    District,
    Region,
    Country,
    /// Named in the text, found in no gazetteer.
    Unresolved,
}

vocabulary! {
    /// Why a place is the one meant: the weightiest reason that told it from its rivals.
    How {
        /// No other place has the name.
        Only = "only",
        /// The text says what it lies in.
        Container = "container",
        /// The article is about that country.
        Country = "country",
        /// Other places the article names are near.
        Nearby = "nearby",
        /// Nothing but its size speaks for it.
        Population = "population",
        /// It is not in the gazetteer, but what contains it is.
        Inside = "inside",
    }
}

/// What a name was found to stand for, and what else it could have meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// As the gazetteer calls it: "Ar Raqqah" where the article has Raqqa.
    pub name: String,
    /// The first-order division that it lies in, or is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    pub how: How,
    /// The places it was preferred to, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// A place of the same name somewhere else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rival {
    /// "Tripoli, Tripoli District"
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// WGS 84 degrees.
    pub lat: f64,
    pub lon: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// As the article spells it, without what is said around it; the gazetteer's name where the article is in another
    /// script or in capitals.
    pub name: String,
    /// The article's own words, "the northern city of Aleppo"; empty when taken from elsewhere than the claim.
    pub words: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// WGS 84 degrees.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: PlacePrecision,
    /// None where nothing was found, or an analyst set the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}

impl Place {
    pub fn unresolved(name: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            words: words.into(),
            country: None,
            lat: None,
            lon: None,
            precision: PlacePrecision::Unresolved,
            found: None,
        }
    }
}

/// A place of an analyst's own list: a village, a district, a checkpoint that the built-in gazetteer lacks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedPlace {
    pub name: String,
    /// Other names and spellings, in any script.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The first-order division, by name or by the code its country gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// WGS 84 degrees.
    pub lat: f64,
    pub lon: f64,
    pub precision: PlacePrecision,
    /// 0 where unknown.
    #[serde(default)]
    pub population: u32,
}
