//! Which reports belong together: copies of one text, reports of one event, and the places they happened at.
//!
//! Every article is first cut into its *stories*, one for each incident it tells ([`stories`]). A story is compared with
//! the earlier ones that share its rarest words and names ([`index`]), feature by feature ([`compare`]), by a linear
//! model that can be explained ([`model`]), and joins the event it fits best ([`linker`]). Copies are found on the way
//! ([`copies`]).
//!
//! Pure, and never undoes a person: a group that stands for a stored event is added to, never dissolved or moved.

pub mod compare;
pub mod copies;
pub mod draft;
pub mod grouper;
pub mod index;
pub mod linker;
pub mod model;
pub mod order;
pub mod places;
pub mod signature;
pub mod stories;
pub mod told;
pub mod vocabulary;
pub mod words;

use crate::domain::{Article, Claim};

pub use draft::Draft;
pub use linker::{Found, Known, Linker, Placement, Placements, Study};

/// An article with what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Reported<'a> {
    /// The name it goes by; only for messages.
    pub document: &'a str,
    pub article: &'a Article,
    pub claims: &'a [Claim],
}

/// One document of a grouping.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// The event the document is mainly about, a place in `Grouping::drafts`. None for an article that reports nothing
    /// and is like no other.
    pub event: Option<usize>,
    /// The event of each claim; None for claims that are of no single event.
    pub claims: Vec<Option<usize>>,
    /// The document of which this one is a copy.
    pub copy_of: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// In the order of their first document.
    pub drafts: Vec<Draft>,
    /// In the order given.
    pub documents: Vec<Linked>,
}

/// Groups documents that nothing is known of: what [`Linker`] does with them as its first batch.
pub fn link(documents: &[Reported]) -> Grouping {
    let placements = Linker::default().place(documents);
    let new = |found: Found<_>| match found {
        Found::New(number) => Some(number),
        Found::Stored(_) => None,
    };
    let documents = placements
        .documents
        .into_iter()
        .map(|placement| Linked {
            event: placement.event.and_then(new),
            claims: placement.claims.into_iter().map(|found| found.and_then(new)).collect(),
            copy_of: placement.copy_of.and_then(|found| match found {
                Found::New(number) => Some(number),
                Found::Stored(_) => None,
            }),
        })
        .collect();
    Grouping { drafts: placements.drafts, documents }
}

#[cfg(test)]
mod tests;
