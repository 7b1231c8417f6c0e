//! Phrases of several words, found by their first two.

use super::{Lex, UNKNOWN};

/// One phrase: two words or more, and its entry.
#[derive(Debug)]
pub struct Phrase {
    pub words: Box<[Lex]>,
    pub entry: Lex,
}

/// All phrases of a language.
pub struct Phrases {
    /// By first word, then second, then the longest first.
    sorted: Vec<Phrase>,
    /// For each entry where the phrases begin that it begins, with one more for the end.
    starts: Vec<u32>,
}

impl Phrases {
    /// `entries`: how many words and phrases the lexicon has.
    pub fn new(mut phrases: Vec<Phrase>, entries: usize) -> Self {
        phrases.sort_by(|a, b| {
            let (a_len, b_len) = (a.words.len(), b.words.len());
            a.words[..2].cmp(&b.words[..2]).then(b_len.cmp(&a_len)).then(a.words.cmp(&b.words))
        });
        let starts = (0..=entries).map(|first| phrases.partition_point(|p| (p.words[0] as usize) < first) as u32);
        Self { starts: starts.collect(), sorted: phrases }
    }

    /// For each phrase its first word and its entry.
    pub fn iter(&self) -> impl Iterator<Item = (Lex, Lex)> {
        self.sorted.iter().map(|phrase| (phrase.words[0], phrase.entry))
    }

    /// The longest phrase of `first` and the words that `next` gives: its entry and how many of these it takes.
    pub fn longest(&self, first: Lex, next: impl Fn(usize) -> Lex) -> Option<(Lex, usize)> {
        let [start, end] = [self.starts[first as usize] as usize, self.starts[first as usize + 1] as usize];
        if start == end {
            return None;
        }
        let second = next(0);
        if second == UNKNOWN {
            return None;
        }
        let begun = &self.sorted[start..end];
        let begun = &begun[begun.partition_point(|p| p.words[1] < second)..];
        let fits = |p: &&Phrase| p.words[2..].iter().enumerate().all(|(n, word)| next(n + 1) == *word);
        let found = begun.iter().take_while(|p| p.words[1] == second).find(fits)?;
        Some((found.entry, found.words.len() - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let phrase = |words: &[Lex], entry| Phrase { words: words.into(), entry };
        let list = vec![phrase(&[1, 2], 5), phrase(&[1, 2, 3], 6), phrase(&[1, 3], 7), phrase(&[2, 2], 8)];
        let phrases = Phrases::new(list, 9);
        let longest = |words: &[Lex]| phrases.longest(words[0], |n| words.get(n + 1).copied().unwrap_or(UNKNOWN));
        assert_eq!(longest(&[1, 2, 3, 4]), Some((6, 2)));
        assert_eq!(longest(&[1, 2, 4]), Some((5, 1)));
        assert_eq!(longest(&[1, 3, 2]), Some((7, 1)));
        assert_eq!(longest(&[2, 2]), Some((8, 1)));
        assert_eq!((longest(&[1]), longest(&[3, 2]), longest(&[8, 1])), (None, None, None));
    }
}
