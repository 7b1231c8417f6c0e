//! How rare a word is: counted over the articles seen, on top of what is known of news English beforehand.
//!
//! Counts live in a table of fixed size indexed by the word's hash, so that a million articles cost no more memory than
//! a hundred; two words that share a slot look a little more common than they are.

use super::words;

const SLOTS: usize = 1 << 20;
/// The prior counts as much as this many articles.
const PRIOR_ARTICLES: f32 = 2_000.0;

/// Words of the news and the share of articles they stand in (per ten thousand), fitted by `examples/fit_link.rs`.
static PRIOR: &str = include_str!("../../assets/link/words.tsv");

#[derive(Debug, Clone)]
pub struct Vocabulary {
    counts: Vec<f32>,
    articles: f32,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut counts = vec![0.0; SLOTS];
        for (word, share) in PRIOR.lines().filter_map(|line| line.split_once('\t')) {
            let share: f32 = share.parse().unwrap_or(0.0);
            counts[slot(words::hash(word))] += share / 1e4 * PRIOR_ARTICLES;
        }
        Self { counts, articles: PRIOR_ARTICLES }
    }
}

fn slot(term: u32) -> usize {
    (term ^ (term >> 20)) as usize & (SLOTS - 1)
}

impl Vocabulary {
    /// Counts one article's terms, each given once.
    pub fn learn(&mut self, terms: impl Iterator<Item = u32>) {
        self.articles += 1.0;
        terms.for_each(|term| self.counts[slot(term)] += 1.0);
    }

    /// Inverse document frequency in nats: 0 for a word of every article, about 8 for one never seen.
    pub fn rarity(&self, term: u32) -> f32 {
        ((self.articles + 1.0) / (self.counts[slot(term)] + 0.5)).ln().clamp(0.0, 9.0)
    }
}
