//! What was found out of names before, by their hash alone: half the cost of a map of strings, and no copy of the name.
//!
//! Two names share a hash once in some hundred thousand million articles of a thousand names each.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

pub use super::gazetteer::table::hash;

/// What is known of names, by their hashes.
pub type Memory<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;
/// Names met, by their hashes.
pub type Met = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Takes a number that is a hash already as it is.
#[derive(Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
