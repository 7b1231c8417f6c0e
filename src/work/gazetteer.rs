//! The gazetteer of a store: the built-in one with the analyst's own lists before it.

use crate::{
    store::{StoreError, StoreReader},
    text::gazetteer::{Gazetteer, Own},
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
