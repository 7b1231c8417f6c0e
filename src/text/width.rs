//! How much room a string takes in a terminal, and cutting it at the right cell.
//!
//! Owns what may reach a cell at all: control characters, bidirectional overrides and other invisible steering never
//! do. Never reorders anything: order is the terminal's business.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands at the end of anything cut.
pub const ELLIPSIS: &str = "…";

/// May the character reach a terminal? Controls, bidi marks and overrides, line separators, the byte order mark,
/// soft hyphens and tag characters may not. The joiners of Persian and of emoji may.
pub fn is_safe(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'))
}

/// The string without its unsafe characters. Line ends and tabs become spaces, so that words stay apart.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_safe) {
        return Cow::Borrowed(text);
    }
    let clean = |c| match c {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => is_safe(c).then_some(c),
    };
    Cow::Owned(text.chars().filter_map(clean).collect())
}

/// What a reader sees as one character, and the cells it takes. Those that take none are left out.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|g| (g, cells_of(g))).filter(|(_, cells)| *cells > 0)
}

/// Cells of one grapheme. An unsafe one takes none.
pub fn cells_of(grapheme: &str) -> usize {
    if grapheme.chars().any(|c| !is_safe(c)) { 0 } else { grapheme.width().min(2) }
}

/// Cells the string takes in a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    graphemes(text).map(|(_, cells)| cells).sum()
}

/// The string in at most `cells` cells; where it was cut, its last cell is an ellipsis.
pub fn fit(text: &str, cells: usize) -> Cow<'_, str> {
    let text = safe(text);
    if width(&text) <= cells {
        return text;
    }
    let Some(room) = cells.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let mut cut = String::new();
    for (grapheme, cells) in graphemes(&text) {
        if used + cells > room {
            break;
        }
        used += cells;
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    cut.push_str(ELLIPSIS);
    Cow::Owned(cut)
}

/// `fit`, then filled with spaces to exactly `cells`.
pub fn pad(text: &str, cells: usize) -> String {
    let mut fitted = fit(text, cells).into_owned();
    fitted.extend(std::iter::repeat_n(' ', cells - width(&fitted)));
    fitted
}

/// `pad` on the left.
pub fn pad_left(text: &str, cells: usize) -> String {
    let fitted = fit(text, cells);
    format!("{}{fitted}", " ".repeat(cells - width(&fitted)))
}

/// Is the first letter of a right-to-left script? (Rule P2 of the bidirectional algorithm, by blocks.)
pub fn is_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wide_and_combining_characters_are_cut_at_the_right_cell() {
        assert_eq!(width("日本"), 4);
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(width("e\u{301}te\u{301}"), 3);
        assert_eq!(fit("قُتل مدنيون", 4), "قُتل…");
        assert_eq!(pad("日本語", 4), "日… ");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\u{9b}d\ne"), "a[31mbcd e");
        assert_eq!(width("\u{1b}\u{202e}"), 0);
    }

    #[test]
    fn the_first_letter_gives_the_direction() {
        assert!(is_rtl("12 قتيلا"));
        assert!(is_rtl("«שלום»"));
        assert!(!is_rtl("killed (قتل)"));
        assert!(!is_rtl("12"));
    }

    proptest! {
        #[test]
        fn fitting_never_exceeds_and_padding_is_exact(text in ".{0,40}", cells in 0usize..30) {
            prop_assert!(width(&fit(&text, cells)) <= cells);
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
        }
    }
}
