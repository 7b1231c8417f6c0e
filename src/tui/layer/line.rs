//! One line of text being typed: the text and the caret. Knows nothing of keys.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width;

/// Longer input is cut: nothing an analyst types in one line is longer, a paste may be.
pub const MAX_BYTES: usize = 16 * 1024;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// Byte offset, always at the edge of a grapheme.
    caret: usize,
}

impl Line {
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { caret: text.len(), text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Cells before the caret.
    pub fn column(&self) -> usize {
        width::width(&self.text[..self.caret])
    }

    /// Inserts typed or pasted text; line ends become spaces, unsafe characters are dropped.
    pub fn insert(&mut self, text: &str) {
        let text = width::safe(text);
        let mut room = MAX_BYTES.saturating_sub(self.text.len()).min(text.len());
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        self.text.insert_str(self.caret, &text[..room]);
        self.caret += room;
        self.snap();
    }

    pub fn left(&mut self) {
        self.caret = self.before();
    }

    pub fn right(&mut self) {
        self.caret = self.after();
    }

    pub fn home(&mut self) {
        self.caret = 0;
    }

    pub fn end(&mut self) {
        self.caret = self.text.len();
    }

    pub fn backspace(&mut self) {
        let start = self.before();
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
        self.snap();
    }

    pub fn delete(&mut self) {
        let end = self.after();
        self.text.replace_range(self.caret..end, "");
        self.snap();
    }

    pub fn delete_word(&mut self) {
        let head = self.text[..self.caret].trim_end();
        let start =
            head.rfind(char::is_whitespace).map_or(0, |i| i + head[i..].chars().next().map_or(0, char::len_utf8));
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    pub fn clear(&mut self) {
        self.text.replace_range(..self.caret, "");
        self.caret = 0;
    }

    pub fn clear_all(&mut self) {
        self.text.clear();
        self.caret = 0;
    }

    fn before(&self) -> usize {
        self.text[..self.caret].grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }

    fn after(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(self.caret, |g| self.caret + g.len())
    }

    /// An edit can join what stood on both sides of the caret into one grapheme: the caret goes behind it.
    fn snap(&mut self) {
        let edges = self.text.grapheme_indices(true).map(|(i, _)| i).chain([self.text.len()]);
        self.caret = edges.into_iter().find(|i| *i >= self.caret).unwrap_or(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edits_whole_characters() {
        let mut line = Line::new("cafe\u{301} noir");
        line.delete_word();
        line.backspace();
        line.backspace();
        assert_eq!(line.text(), "caf");
        line.insert("e\u{1b}[31m\nx");
        assert_eq!(line.text(), "cafe[31m x");
        line.home();
        line.delete();
        line.right();
        line.clear();
        assert_eq!((line.text(), line.column()), ("fe[31m x", 0));
    }

    proptest! {
        #[test]
        fn any_edits_keep_the_caret_on_an_edge(steps in prop::collection::vec((0u8..9, ".{0,4}"), 0..40)) {
            let mut line = Line::default();
            for (step, text) in steps {
                match step {
                    0..=2 => line.insert(&text),
                    3 => line.left(),
                    4 => line.right(),
                    5 => line.backspace(),
                    6 => line.delete(),
                    7 => line.delete_word(),
                    _ => line.home(),
                }
                prop_assert!(line.text.is_char_boundary(line.caret));
                prop_assert!(line.column() <= width::width(line.text()));
            }
        }
    }
}
