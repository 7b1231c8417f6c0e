//! The reconciling engine through its public surface: the Aleppo comparison row by row, a case for each thing it must
//! get right, and properties that hold for any event.

mod aleppo;
mod bearing;
mod claimants;
mod claims;
mod event;
mod listed;
mod parts;
mod properties;
mod review;
mod rules;
mod time;
