//! A place as the article names it, and what it was resolved to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The gazetteer's name, or the article's where nothing was found.
    pub name: String,
    /// The article's own words, "the northern city of Aleppo"; empty when taken from elsewhere than the claim.
    pub words: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// WGS 84 degrees.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: PlacePrecision,
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
        }
    }
}
