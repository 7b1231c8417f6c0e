//! A quick first question: can this be one of some names at all?
//!
//! A Bloom filter with the three bits of a name in one word of memory, which stays in the cache as the table itself never
//! does. No name is missed, and of the others a few in a hundred pass.

use super::Print;

/// A quarter of a megabyte: nine bits for each name of a place that matters.
const WORDS: u32 = 15;

/// See [`super::Gazetteer::sieve`].
#[derive(Debug, Clone)]
pub struct Sieve {
    words: Box<[u64]>,
}

impl Sieve {
    /// Takes the upper 48 bits of each hash.
    pub(super) fn of(prints: impl Iterator<Item = u64>) -> Self {
        let mut words = vec![0; 1 << WORDS].into_boxed_slice();
        for print in prints {
            let (at, bits) = place(print << 16);
            words[at] |= bits;
        }
        Self { words }
    }

    /// False where neither a place nor a people has a name of this key.
    pub fn passes(&self, key: Print) -> bool {
        self.holds(key.place) || self.holds(key.people)
    }

    fn holds(&self, hash: u64) -> bool {
        let (at, bits) = place(hash);
        self.words[at] & bits == bits
    }
}

/// The word of a hash, and its bits there.
fn place(hash: u64) -> (usize, u64) {
    let bit = |from: u32| 1 << (hash >> from & 63);
    ((hash >> (64 - WORDS)) as usize, bit(42) | bit(34) | bit(26))
}
