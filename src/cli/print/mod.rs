//! What people read: tables, articles with their claims marked, comparisons. All of it text with optional colour; words
//! from outside are made safe here.

pub mod claims;
pub mod comparison;
pub mod explained;
mod grid;
pub mod page;
pub mod table;

pub use crate::text::words;

use super::out::Ink;

/// How to print: in colour or not, and in how many columns where that matters.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub ink: Ink,
    pub width: Option<usize>,
}
