//! The words a claim was read from, in their sentence.
//!
//! Owns where a sentence begins and ends well enough to be read: an excerpt may be longer than the sentence, never
//! shorter than the words.

use std::ops::Range;

use crate::{
    domain::{Article, Evidence, TextPart},
    text::CharIndex,
};

/// Characters kept before and after the words where no sentence ends sooner.
const REACH: usize = 260;

/// A piece of an article with the claim's words marked in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    pub text: String,
    /// Byte ranges of `text`, in order.
    pub marks: Vec<Range<usize>>,
}

/// The sentences around the first piece of evidence, with every piece that lies in them marked.
pub fn excerpt(article: &Article, evidence: &[Evidence]) -> Excerpt {
    let Some(first) = evidence.first() else { return Excerpt::default() };
    let text = match first.part {
        TextPart::Title => article.title.as_deref().unwrap_or_default(),
        TextPart::Body => &article.text,
    };
    let index = CharIndex::new(text);
    let bytes = |e: &Evidence| index.byte_of(e.start)..index.byte_of(e.end.max(e.start));
    let mut pieces: Vec<_> = evidence.iter().filter(|e| e.part == first.part).map(bytes).collect();
    pieces.sort_by_key(|r| r.start);
    let near = pieces[0].start..(pieces[0].start + 2 * REACH);
    let end = pieces.iter().filter(|r| near.contains(&r.start)).map(|r| r.end).max().unwrap_or(pieces[0].end);
    let (from, cut_before) = sentence_start(text, pieces[0].start);
    let (to, cut_after) = sentence_end(text, end);
    let mut out = String::new();
    if cut_before {
        out.push_str("… ");
    }
    let shift = out.len();
    out.push_str(&text[from..to].replace('\n', " "));
    if cut_after {
        out.push_str(" …");
    }
    let marks = pieces.iter().filter(|r| r.start >= from && r.end <= to && !r.is_empty());
    let marks = marks.map(|r| r.start - from + shift..r.end - from + shift).collect();
    Excerpt { text: out, marks }
}

/// The words alone, while their article is on its way.
pub fn bare(evidence: &[Evidence]) -> Excerpt {
    let mut out = Excerpt::default();
    for e in evidence {
        if !out.text.is_empty() {
            out.text.push_str(" … ");
        }
        let start = out.text.len();
        out.text.push_str(&e.exact.replace('\n', " "));
        out.marks.push(start..out.text.len());
    }
    out
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '۔')
}

/// Where the sentence holding byte `at` begins, and whether it was cut short.
fn sentence_start(text: &str, at: usize) -> (usize, bool) {
    let mut after_space = false;
    let mut later = at;
    for (seen, (i, c)) in text[..at].char_indices().rev().enumerate() {
        if c == '\n' || (after_space && ends_sentence(c)) {
            return (skip_space(text, i + c.len_utf8(), at), false);
        }
        after_space = c.is_whitespace() || (after_space && matches!(c, '”' | '"' | ')' | '»'));
        if seen >= REACH && c.is_whitespace() {
            return (later, true);
        }
        later = i;
    }
    (0, false)
}

fn sentence_end(text: &str, at: usize) -> (usize, bool) {
    let mut ended = text[..at].chars().next_back().is_some_and(ends_sentence);
    for (seen, (i, c)) in text[at..].char_indices().enumerate() {
        let here = at + i;
        if c == '\n' || (ended && c.is_whitespace()) {
            return (here, false);
        }
        if seen >= REACH && c.is_whitespace() {
            return (here, true);
        }
        ended = ends_sentence(c) || (ended && matches!(c, '”' | '"' | ')' | '»'));
    }
    (text.len(), false)
}

fn skip_space(text: &str, from: usize, to: usize) -> usize {
    from + text[from..to].len() - text[from..to].trim_start().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn evidence(text: &str, words: &str) -> Evidence {
        let start = text[..text.find(words).unwrap()].chars().count();
        Evidence { start, end: start + words.chars().count(), exact: words.into(), part: TextPart::Body }
    }

    fn article(text: &str) -> Article {
        Article { text: text.into(), ..Article::default() }
    }

    #[test]
    fn the_sentence_is_shown_and_the_words_marked_in_it() {
        let text = "Clashes began at dawn. The ministry said “four men” died in Alep—po. Then quiet.\nMore.";
        let found = excerpt(&article(text), &[evidence(text, "four men"), evidence(text, "died")]);
        assert_eq!(found.text, "The ministry said “four men” died in Alep—po.");
        let marked: Vec<_> = found.marks.iter().map(|m| &found.text[m.clone()]).collect();
        assert_eq!(marked, ["four men", "died"]);
    }

    #[test]
    fn a_text_without_sentences_is_cut_at_words() {
        let text = format!("{}three killed {}", "word ".repeat(100), "word ".repeat(100));
        let found = excerpt(&article(&text), &[evidence(&text, "three killed")]);
        assert!(found.text.starts_with("… word") && found.text.ends_with("word …"), "{}", found.text);
        assert!(found.text.chars().count() < 600);
    }

    proptest! {
        #[test]
        fn marks_are_always_inside_the_excerpt(text in "[a-zق.\n “”]{0,60}", start in 0usize..70, len in 0usize..30) {
            let e = Evidence { start, end: start + len, exact: String::new(), part: TextPart::Body };
            let found = excerpt(&article(&text), &[e]);
            for mark in found.marks {
                prop_assert!(found.text.get(mark).is_some());
            }
        }
    }
}
