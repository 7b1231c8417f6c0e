//! A quick first question: can this be a name at all?
//!
//! A Bloom filter with the three bits of a name in one word of memory, which stays in the cache as the table itself never
//! does. No name is missed, and of other words a few in a hundred pass. A program that reads one article asks for a few
//! hundred of a million names: each part is filled from the table when it is first asked for, so that opening it is free.

use super::{Print, table::Table};

/// A megabyte: eight bits for each name.
const WORDS: u32 = 17;
/// A part that was never asked for: it lets everything pass.
const UNFILLED: u64 = u64::MAX;

/// See [`super::Gazetteer::sieve`].
#[derive(Debug, Clone)]
pub struct Sieve {
    table: Table<'static>,
    words: Box<[u64]>,
}

impl Sieve {
    pub(super) fn new(table: Table<'static>) -> Self {
        Self { table, words: vec![UNFILLED; 1 << WORDS].into_boxed_slice() }
    }

    /// False where neither a place nor a people has a name of this key.
    pub fn passes(&mut self, key: Print) -> bool {
        self.holds(key.place) || self.holds(key.people)
    }

    fn holds(&mut self, hash: u64) -> bool {
        let (at, bits) = place(hash);
        let word = self.words[at];
        word & bits == bits && (word != UNFILLED || self.fill(at) & bits == bits)
    }

    /// Fills one word from the bucket of the table that it covers a part of.
    fn fill(&mut self, word: usize) -> u64 {
        let keys = self.table.bucket(word >> (WORDS - Table::BUCKET_BITS));
        let bits = keys.map(|(print, _)| place(print << 16)).filter(|(at, _)| *at == word);
        self.words[word] = bits.fold(0, |all, (_, bits)| all | bits);
        self.words[word]
    }
}

/// The word of a hash, and its bits there.
fn place(hash: u64) -> (usize, u64) {
    let bit = |from: u32| 1 << (hash >> from & 63);
    ((hash >> (64 - WORDS)) as usize, bit(40) | bit(32) | bit(24))
}
