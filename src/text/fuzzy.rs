//! Fuzzy matching of short keys: commands, places, claimants, events, headlines.
//!
//! The only file that names the matching library. Article bodies are never matched here: in long texts nearly
//! everything matches; those are searched by the store's full-text index.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use super::shadow::shadow;

/// Keys longer than this are matched by their beginning only.
const KEY_CHARS: usize = 80;

/// One per thread: the library keeps its working matrix in it.
#[derive(Default)]
pub struct Matcher {
    skim: SkimMatcherV2,
}

impl Matcher {
    /// How well the key answers the query; higher is better, `None` not at all. The query's words must all match, in
    /// any order. Case, accents and punctuation count for nothing on either side. An empty query matches everything with 0.
    pub fn score(&self, key: &str, query: &str) -> Option<i64> {
        let key = fold(key);
        fold(query).split_whitespace().try_fold(0, |sum, word| Some(sum + self.skim.fuzzy_match(&key, word)?))
    }

    /// The places of `keys` that match, best first; equals keep their order.
    pub fn rank<'a>(&self, keys: impl Iterator<Item = &'a str>, query: &str) -> Vec<usize> {
        let mut scored: Vec<_> = keys.enumerate().filter_map(|(i, key)| Some((self.score(key, query)?, i))).collect();
        scored.sort_by_key(|&(score, i)| (std::cmp::Reverse(score), i));
        scored.into_iter().map(|(_, i)| i).collect()
    }
}

fn fold(text: &str) -> String {
    shadow(text).chars().take(KEY_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_in_any_order_and_without_accents() {
        let m = Matcher::default();
        assert!(m.score("Car bomb in Mosul", "mosul bomb").is_some());
        assert!(m.score("Été à Évry", "ete evry").is_some());
        assert!(m.score("Car bomb in Mosul", "mosul raid").is_none());
        assert_eq!(m.score("anything", "  "), Some(0));
    }

    #[test]
    fn the_better_match_comes_first() {
        let m = Matcher::default();
        assert_eq!(m.rank(["reopen figure", "open article", "undo"].into_iter(), "open"), [1, 0]);
    }
}
