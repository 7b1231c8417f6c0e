//! Which place a claim's words mean: one of the gazetteer's, by the article they stand in.
//!
//! | file | |
//! |---|---|
//! | `senses` | what a name says by itself of where an article is |
//! | `roll` | the words that may stand in names, and which runs of them are known |
//! | `context` | the countries and landmarks of an article |
//! | `cues` | what the words beside a name make of it |
//! | `names` | the places that a text names, where they stand |
//! | `meaning` | which of the places of one name is meant |
//! | `told` | the words around a name or a claim |
//! | `choice` | which of the places an article names a claim is about |
//!
//! Tried in this order of weight: what the words themselves say contains it ("Salah al-Din district of Aleppo"), the
//! countries the article names, the country its outlet writes from, other places it names nearby, and population last.

mod choice;
mod context;
mod cues;
mod meaning;
mod names;
mod roll;
mod senses;
mod told;

use crate::{
    domain::{Article, Claim, How, Place, PlacePrecision},
    text::gazetteer::Gazetteer,
};
use choice::Choice;
use context::Context;
pub use cues::Designation;
use roll::Roll;
use senses::Senses;

/// A town of this size is what its name means when nothing else is known.
const WELL_KNOWN: u32 = 200_000;

/// Resolves the places of one article after the other. One for each thread: it remembers names, to be quick.
pub struct Resolver {
    senses: Senses,
}

impl Resolver {
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Self { senses: Senses::new(gazetteer) }
    }

    /// Fills in each claim's place: which of those the article names is meant, with country, coordinates, precision, how
    /// it was found and what it was preferred to. What is found in no gazetteer keeps its name and stays unresolved; what
    /// has coordinates already is left alone.
    pub fn resolve(&mut self, article: &Article, claims: &mut [Claim]) {
        if claims.is_empty() {
            return;
        }
        let title = Roll::new(article.title.as_deref().unwrap_or(""), &mut self.senses);
        let body = Roll::new(&article.text, &mut self.senses);
        let gazetteer = self.senses.gazetteer();
        let context = Context::new(article, &title, &body, gazetteer);
        let mut choice = Choice::new(&context, &title, &body, &mut self.senses);
        for claim in claims.iter_mut() {
            if claim.place.as_ref().is_none_or(|place| place.lat.is_none()) {
                claim.place = choice.place(claim).map(|place| without_owner(place, gazetteer));
            }
        }
        same_place(claims);
    }

    /// The gazetteer it asks.
    pub fn gazetteer(&self) -> &'static Gazetteer {
        self.senses.gazetteer()
    }
}

/// "Syrias Khan Touman", from a text that lost its apostrophes: in no gazetteer, it is shown by its own name.
fn without_owner(place: Place, gazetteer: &Gazetteer) -> Place {
    let unsure = matches!(place.precision, PlacePrecision::Unresolved | PlacePrecision::Site);
    let owned = |head: &str| !gazetteer.lookup(head).any(|e| e.exact) && names::owner(head, gazetteer).is_some();
    match place.name.split_once(' ') {
        Some((head, own)) if unsure && own.starts_with(char::is_uppercase) && owned(head) => {
            Place { name: own.to_owned(), ..place }
        }
        _ => place,
    }
}

/// What is told twice happened in one place: the finer one, where the other only names the country or region around it.
fn same_place(claims: &mut [Claim]) {
    let region = |place: &Place| place.found.as_ref().and_then(|found| found.region.clone());
    let inside = |fine: &Place, around: &Place| match around.precision {
        PlacePrecision::Country if cues::everywhere(&around.words, 0).is_some() => false,
        // Its name may be none.
        _ if fine.found.as_ref().is_some_and(|found| found.how == How::Inside) => false,
        PlacePrecision::Country => fine.precision < around.precision && fine.country == around.country,
        PlacePrecision::Region => fine.precision < around.precision && region(fine) == region(around),
        _ => false,
    };
    for later in 0..claims.len() {
        let Some(earlier) = claims[later].repeats.filter(|earlier| *earlier < claims.len()) else { continue };
        let (Some(a), Some(b)) = (&claims[earlier].place, &claims[later].place) else { continue };
        let (from, to) = match (inside(a, b), inside(b, a)) {
            (true, _) => (earlier, later),
            (_, true) => (later, earlier),
            _ => continue,
        };
        claims[to].place = claims[from].place.clone().map(|place| Place { words: String::new(), ..place });
    }
}

#[cfg(test)]
mod tests;
