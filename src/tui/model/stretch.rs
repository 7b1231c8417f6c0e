//! A stretch of an article's words chosen by keys: where it began and where the caret stands.
//!
//! Owns stepping through a text by characters and words, in characters (Unicode scalar values) as evidence counts them.

use std::ops::Range;

use crate::domain::TextPart;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub part: TextPart,
    anchor: usize,
    pub caret: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Left,
    Right,
    /// To the last character of this word or the next.
    WordEnd,
    /// To the first character of this word or the one before.
    WordStart,
}

impl Stretch {
    pub const fn at(part: TextPart, char: usize) -> Self {
        Self { part, anchor: char, caret: char }
    }

    /// From end to end, both characters included.
    pub fn chars(&self) -> Range<usize> {
        self.anchor.min(self.caret)..self.anchor.max(self.caret) + 1
    }

    /// The caret to another character, which must be one of the text.
    pub fn extend(&mut self, to: usize) {
        self.caret = to;
    }

    /// Goes on from the other end.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.caret);
    }

    pub fn step(&mut self, text: &[char], step: Step, count: usize) {
        for _ in 0..count.min(text.len()) {
            self.caret = match step {
                Step::Left => self.caret.saturating_sub(1),
                Step::Right => self.caret + 1,
                Step::WordEnd => word_end(text, self.caret),
                Step::WordStart => word_start(text, self.caret),
            }
            .min(text.len().saturating_sub(1));
        }
    }
}

fn is_word(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| c.is_alphanumeric())
}

fn word_end(text: &[char], from: usize) -> usize {
    let first = (from + 1..text.len()).find(|at| is_word(text, *at));
    let Some(first) = first else { return text.len().saturating_sub(1) };
    (first..text.len()).find(|at| !is_word(text, *at)).map_or(text.len(), |after| after) - 1
}

fn word_start(text: &[char], from: usize) -> usize {
    let Some(last) = (0..from).rev().find(|at| is_word(text, *at)) else { return 0 };
    (0..last).rev().find(|at| !is_word(text, *at)).map_or(0, |before| before + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_whole_in_both_directions() {
        let text: Vec<char> = "At least 12 men, it said.".chars().collect();
        let words = |s: &Stretch| text[s.chars()].iter().collect::<String>();
        let mut s = Stretch::at(TextPart::Body, 9);
        s.step(&text, Step::WordEnd, 2);
        assert_eq!(words(&s), "12 men");
        s.step(&text, Step::WordEnd, 1);
        assert_eq!(words(&s), "12 men, it");
        s.turn();
        s.step(&text, Step::WordStart, 2);
        assert_eq!(words(&s), "At least 12 men, it");
        s.step(&text, Step::Left, 9);
        assert_eq!(s.chars().start, 0);
        s.turn();
        s.step(&text, Step::Right, 99);
        assert_eq!(words(&s), "At least 12 men, it said.");
    }

    #[test]
    fn an_empty_text_has_nowhere_to_go() {
        let mut s = Stretch::at(TextPart::Body, 0);
        for step in [Step::Left, Step::Right, Step::WordEnd, Step::WordStart] {
            s.step(&[], step, 3);
            assert_eq!(s.caret, 0);
        }
    }
}
