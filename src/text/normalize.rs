//! The one form in which text from outside is kept and shown.
//!
//! Owns what an article's characters may be: NFC, `\n` line ends, and nothing that a terminal obeys or a reader cannot
//! see. Evidence offsets count the characters of this form, so it never changes a text twice ([`normalize`] is
//! idempotent) and never judges words: spelling, quotes and spaces stay as published.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

/// NFC with `\n` line ends and tabs as spaces, without control, bidi or otherwise invisible characters.
///
/// Zero-width joiners survive inside the scripts that are spelt with them (Persian, Devanagari and their like) and
/// nowhere else. An owned string that is in this form already is given back without a copy.
pub fn normalize<'a>(text: impl Into<Cow<'a, str>>) -> String {
    let text = text.into();
    if is_normal(&text) {
        return text.into_owned();
    }
    let kept = keep_visible(&text);
    match is_nfc_quick(kept.chars()) {
        IsNormalized::Yes => kept,
        IsNormalized::No | IsNormalized::Maybe => kept.nfc().collect(),
    }
}

/// The same on one line, for tables, messages and titles: every run of white space is one space, the ends are trimmed.
pub fn display(text: &str) -> String {
    let text = normalize(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// True only if [`normalize`] would change nothing; cheap for what newspapers print.
fn is_normal(text: &str) -> bool {
    // Of ASCII nothing but controls is changed, and nothing composes. Looked for without a way out, many at a time.
    let is_control = |b: u8| (b < b' ') & (b != b'\n') | (b == 0x7f);
    if text.as_bytes().chunks(BLOCK).any(|block| block.iter().fold(false, |found, b| found | is_control(*b))) {
        return false;
    }
    let (mut at, mut composed) = (0, true);
    while let Some(wide) = next_wide(text.as_bytes(), at) {
        let Some(c) = text[wide..].chars().next() else { break };
        at = wide + c.len_utf8();
        match fate(c) {
            Fate::Keep if is_inert(c) => {}
            Fate::Keep => composed = false,
            Fate::Drop | Fate::Joiner | Fate::Space | Fate::LineEnd => return false,
        }
    }
    composed || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Bytes looked at together.
const BLOCK: usize = 128;

/// The first byte from `from` on that is not ASCII.
fn next_wide(bytes: &[u8], from: usize) -> Option<usize> {
    let skipped: usize = bytes[from..].chunks(BLOCK).take_while(|block| block.is_ascii()).map(<[u8]>::len).sum();
    let rest = from + skipped;
    bytes[rest..].iter().position(|b| !b.is_ascii()).map(|at| rest + at)
}

/// Starters that no composition of NFC touches: Latin-1 and its extensions, typographic punctuation, Cyrillic and
/// Arabic letters, ideographs. A filter before the exact and slower question; leaving a character out is only slower.
fn is_inert(c: char) -> bool {
    matches!(c,
        '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{620}'..='\u{64a}' | '\u{660}'..='\u{66d}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{4e00}'..='\u{9fff}')
}

enum Fate {
    Keep,
    Drop,
    /// ZWNJ and ZWJ: the neighbours decide.
    Joiner,
    Space,
    LineEnd,
}

/// Dropped are C0 and C1 controls, Unicode's `Default_Ignorable_Code_Point` (bidi marks, overrides and isolates,
/// zero-width spaces, variation selectors, tags) and the interlinear annotation marks.
fn fate(c: char) -> Fate {
    match c {
        '\n' | ' '..='~' => Fate::Keep,
        '\t' => Fate::Space,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::LineEnd,
        '\u{200c}' | '\u{200d}' => Fate::Joiner,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::Drop,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' => Fate::Drop,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Fate::Drop,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => Fate::Drop,
        '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => Fate::Drop,
        '\u{e0000}'..='\u{e0fff}' => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Is the last letter, whatever marks it bears, of a script in which a joiner changes the writing (Arabic to
/// Myanmar, Khmer to Vedic)? Marks are passed over because NFC may reorder them.
fn ends_in_joining_script(text: &str) -> bool {
    let letter = text.chars().rev().find(|&c| canonical_combining_class(c) == 0);
    letter.is_some_and(|c| matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{1cff}'))
}

fn keep_visible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match fate(c) {
            Fate::Keep => kept.push(c),
            Fate::Drop => {}
            Fate::Joiner if ends_in_joining_script(&kept) => kept.push(c),
            Fate::Joiner => {}
            Fate::Space => kept.push(' '),
            Fate::LineEnd => {
                kept.push('\n');
                if c == '\r' {
                    chars.next_if_eq(&'\n');
                }
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_and_tabs_are_one_kind() {
        assert_eq!(normalize("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd e");
        assert_eq!(normalize("a\r\u{200b}\nb"), "a\n\nb");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(normalize("5\u{1b}[2J dead\u{7}\u{9b}31m"), "5[2J dead31m");
        assert_eq!(normalize("\u{feff}12\u{202e}54\u{2066}3\u{e0041}"), "12543");
        assert_eq!(normalize("kil\u{ad}led \u{2764}\u{fe0f}"), "killed \u{2764}");
    }

    #[test]
    fn text_is_composed() {
        assert_eq!(normalize("Pe\u{301}rez"), "Pérez");
        assert_eq!(normalize("e\u{200d}\u{301}"), "é");
    }

    #[test]
    fn joiners_stay_where_they_spell() {
        let persian = "می\u{200c}گوید";
        assert_eq!(normalize(persian), persian);
        assert_eq!(normalize("ki\u{200c}lled"), "killed");
    }

    #[test]
    fn display_is_one_line() {
        assert_eq!(display("  Five\tdead \r\n in\u{a0} raid\u{1b}\n"), "Five dead in raid");
        assert_eq!(display(" \n"), "");
    }

    proptest! {
        #[test]
        fn idempotent_and_harmless(text in any::<String>()) {
            let once = normalize(&text);
            prop_assert_eq!(&normalize(&once), &once);
            prop_assert!(once.chars().all(|c| matches!(fate(c), Fate::Keep | Fate::Joiner)));
            prop_assert!(once.nfc().eq(once.chars()));
        }

        #[test]
        fn idempotent_where_marks_and_joiners_meet(
            text in prop::collection::vec(prop::sample::select(vec![
                'e', '\u{301}', '\u{323}', '\u{200c}', '\u{200d}', '\u{200b}', '\u{645}', '\u{654}', '\u{915}', '\u{93c}',
                '\u{1100}', '\u{1161}', '\u{1160}', '\u{1fef}', '\u{340}', '\u{2000}', '\r', '\n', '\t', '\u{85}', '1',
            ]), 0..12)
        ) {
            let text: String = text.into_iter().collect();
            let once = normalize(&text);
            prop_assert_eq!(&normalize(&once), &once);
            prop_assert!(once.nfc().eq(once.chars()));
        }
    }
}
