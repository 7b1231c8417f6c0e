//! Words looked for in an open article, and where they stand.

use std::ops::Range;

use crate::domain::{Article, TextPart};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    pub words: String,
    /// In characters, title first.
    pub hits: Vec<(TextPart, Range<usize>)>,
    /// The hit one stands on.
    pub at: usize,
}

impl Find {
    /// Every place where the words stand, whatever their case.
    pub fn new(article: &Article, words: &str) -> Self {
        let wanted: Vec<char> = words.chars().map(fold).collect();
        let title = article.title.as_deref().unwrap_or_default();
        let parts = [(TextPart::Title, title), (TextPart::Body, article.text.as_str())];
        let hits = parts.into_iter().flat_map(|(part, text)| places(text, &wanted).map(move |at| (part, at)));
        Self { words: words.to_owned(), hits: hits.collect(), at: 0 }
    }

    pub fn current(&self) -> Option<&(TextPart, Range<usize>)> {
        self.hits.get(self.at)
    }

    /// Goes `by` hits on, around the ends.
    pub fn step(&mut self, by: isize) {
        let hits = self.hits.len() as isize;
        if hits > 0 {
            self.at = (self.at as isize + by).rem_euclid(hits) as usize;
        }
    }
}

/// One character for one, so that places stay where they are.
fn fold(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn places(text: &str, wanted: &[char]) -> impl Iterator<Item = Range<usize>> {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let mut from = 0;
    let wanted = wanted.to_vec();
    std::iter::from_fn(move || {
        let length = wanted.len();
        let found = folded.get(from..)?.windows(length.max(1)).position(|w| w == wanted)? + from;
        from = found + length;
        Some(found..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_found_in_any_case_and_gone_through_in_a_circle() {
        let text = "Élan. The MARKET, the market.".to_owned();
        let article = Article { title: Some("Market day".into()), text, ..Article::default() };
        let mut find = Find::new(&article, "market");
        let places: Vec<_> = find.hits.iter().map(|(_, at)| at.start).collect();
        assert_eq!(places, [0, 10, 22]);
        find.step(-1);
        assert_eq!(find.current().map(|(part, _)| *part), Some(TextPart::Body));
        find.step(1);
        assert_eq!(find.at, 0);
        assert_eq!(Find::new(&article, "élan").hits.len(), 1);
        assert!(Find::new(&article, "unicorn").hits.is_empty());
    }
}
