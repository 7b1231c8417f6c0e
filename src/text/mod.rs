//! Strings: normal forms, offsets, widths, wrapping, fuzzy keys, and the names of places.
//!
//! The ground floor beside `domain`: imports nothing of ours.

pub mod diff;
pub mod fuzzy;
pub mod gazetteer;
pub mod hashed;
pub mod index;
pub mod normalize;
pub mod offsets;
pub mod shadow;
pub mod width;
pub mod words;
pub mod wrap;

pub use index::Index;
pub use normalize::{display, normalize};
pub use offsets::CharIndex;

/// `1 article`, `2 articles`.
pub fn counted(n: u64, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}
