//! Breaking a text into lines of a width, keeping where in the text each line stands.
//!
//! Owns line breaks only: a line is a range of the text, never a copy, so that highlights by offset stay right.
//! Wrapping is done once for a text and a width and kept by the caller, never once a frame.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// One line: where it stands in the text, end exclusive, without the space or line end it was broken at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub bytes: Range<usize>,
    /// The same in Unicode scalar values, as evidence counts.
    pub chars: Range<usize>,
    /// The paragraph's first strong character is right-to-left: the line is set against the right edge.
    pub rtl: bool,
}

/// The lines of a text at most `cells` wide (at least 2). Empty lines are kept.
pub fn wrap(text: &str, cells: usize) -> Vec<Line> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    let (mut byte, mut char) = (0, 0);
    for paragraph in text.split('\n') {
        Paragraph { byte, char, rtl: width::is_rtl(paragraph), cells }.wrap(paragraph, &mut lines);
        byte += paragraph.len() + 1;
        char += paragraph.chars().count() + 1;
    }
    lines
}

struct Paragraph {
    byte: usize,
    char: usize,
    rtl: bool,
    cells: usize,
}

/// A place in the paragraph, and the cells of the line up to it.
#[derive(Clone, Copy, Default)]
struct Mark {
    byte: usize,
    char: usize,
    used: usize,
}

impl Paragraph {
    fn wrap(&self, text: &str, lines: &mut Vec<Line>) {
        let mut start = Mark::default();
        let mut here = Mark::default();
        // The last place to break: where the line would end, and where the next would begin.
        let mut gap: Option<(Mark, Mark)> = None;
        for grapheme in text.graphemes(true) {
            let cells = width::cells_of(grapheme);
            let space = grapheme.chars().all(char::is_whitespace);
            if cells == 2 && here.byte > start.byte && gap.is_none_or(|(_, next)| next.byte != here.byte) {
                gap = Some((here, here));
            }
            while !space && here.used + cells > self.cells && here.byte > start.byte {
                let (end, next) = gap.take().unwrap_or((here, here));
                lines.push(self.line(start, end));
                start = next;
                here.used -= next.used;
            }
            let before = here;
            here.byte += grapheme.len();
            here.char += grapheme.chars().count();
            here.used += cells;
            if space {
                let end = match gap {
                    Some((end, next)) if next.byte == before.byte => end,
                    _ => before,
                };
                gap = Some((end, here));
            } else if matches!(grapheme, "-" | "–" | "—" | "/") && here.used <= self.cells {
                gap = Some((here, here));
            }
        }
        let end = match gap {
            Some((end, next)) if next.byte == here.byte && next.byte > start.byte => end,
            _ => here,
        };
        lines.push(self.line(start, end));
    }

    fn line(&self, start: Mark, end: Mark) -> Line {
        Line {
            bytes: self.byte + start.byte..self.byte + end.byte.max(start.byte),
            chars: self.char + start.char..self.char + end.char.max(start.char),
            rtl: self.rtl,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).into_iter().map(|l| &text[l.bytes]).collect()
    }

    #[test]
    fn breaks_at_spaces_and_keeps_empty_lines() {
        assert_eq!(lines("two of whom\n\ndied", 7), ["two of", "whom", "", "died"]);
        assert_eq!(lines("a  b", 2), ["a", "b"]);
        assert_eq!(lines("ends ", 10), ["ends"]);
    }

    #[test]
    fn a_long_word_is_broken_and_a_hyphen_serves() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("IS-affiliated cell", 14), ["IS-affiliated", "cell"]);
        assert_eq!(lines("IS-affiliated cell", 8), ["IS-", "affiliat", "ed cell"]);
        assert_eq!(lines("日本語 text", 4), ["日本", "語", "text"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_only_white_space(text in "[a-zé日قُ \n-]{0,80}", cells in 2usize..20) {
            let lines = wrap(&text, cells);
            let mut kept = String::new();
            let mut last = 0;
            for line in &lines {
                prop_assert!(line.bytes.start >= last);
                prop_assert!(width::width(&text[line.bytes.clone()]) <= cells);
                prop_assert!(text[last..line.bytes.start].trim().is_empty());
                prop_assert_eq!(text[..line.bytes.start].chars().count(), line.chars.start);
                prop_assert_eq!(text[..line.bytes.end].chars().count(), line.chars.end);
                kept.push_str(&text[line.bytes.clone()]);
                last = line.bytes.end;
            }
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
        }
    }
}
