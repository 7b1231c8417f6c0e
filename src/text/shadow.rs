//! The form in which words are indexed and looked for: what a reader takes for the same word is the same string.
//!
//! Owns the folding of case, accents, vowel signs and letter variants. Never used for display: it can't be read back.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of a text in their folded form, one space between them.
///
/// NFKC, lower case, without the accents of Latin, Greek and Cyrillic, the points of Hebrew and the harakat and tatweel
/// of Arabic; the forms of alef, ya and ta marbuta are one letter each, Arabic digits are 0 to 9, and the Arabic
/// article is left off where at least three letters remain. Everything else between words is a space.
pub fn shadow(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.folded);
    }
    folded
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text, end exclusive.
    pub start: usize,
    pub end: usize,
    pub folded: String,
}

/// The words of a text with their places in it. A word that folds to nothing (only accents) is left out.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
            let mut end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
            while let Some((at, c)) = rest.next_if(|(_, c)| is_inside_word(*c)) {
                end = at + c.len_utf8();
            }
            let folded = fold(&text[start..end]);
            if !folded.is_empty() {
                return Some(Word { start, end, folded });
            }
        }
    })
}

fn is_inside_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == TATWEEL
}

const TATWEEL: char = '\u{640}';

fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let bare = word.nfkc().flat_map(char::to_lowercase).nfkd().filter(|c| !is_dropped(*c));
    let mut folded = String::with_capacity(word.len());
    for c in bare.nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            _ => folded.push(letter(c)),
        }
    }
    match without_article(&folded) {
        Some(bare) => bare.to_owned(),
        None => folded,
    }
}

/// Marks that readers and writers leave out at will. The vowel signs of Indic scripts are not among them.
fn is_dropped(c: char) -> bool {
    matches!(c,
        TATWEEL
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that are one letter to a searcher and have no decomposition. Hamza on its carriers went with the marks.
fn letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        _ => c,
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// The Arabic article, alone or after "and", "in", "like", "so"; and "to the". Fewer than three remaining letters
/// mean that it belongs to the word.
fn without_article(word: &str) -> Option<&str> {
    const ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];
    ARTICLES.iter().find_map(|article| word.strip_prefix(article)).filter(|rest| rest.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(shadow("ÉTÉ d'Été, Łódź"), "ete d ete lodz");
        assert_eq!(shadow("  İstanbul—Straße ﬁve  "), "istanbul strasse five");
    }

    #[test]
    fn arabic_is_found_with_and_without_its_signs() {
        assert_eq!(shadow("قُتِلَ"), shadow("قتل"));
        assert_eq!(shadow("الموصل"), shadow("موصل"));
        assert_eq!(shadow("بالموصل والموصل للموصل"), "موصل موصل موصل");
        assert_eq!(shadow("أحمد إدلب آمد"), "احمد ادلب امد");
        assert_eq!(shadow("الرقة"), shadow("رقه"));
        assert_eq!(shadow("مصطفى"), shadow("مصطفي"));
        assert_eq!(shadow("قـــتـل ١٢٣ ۴"), "قتل 123 4");
    }

    #[test]
    fn short_words_keep_what_looks_like_an_article() {
        assert_eq!(shadow("والد بالغ الف"), "والد بالغ الف");
    }

    #[test]
    fn other_scripts_keep_their_vowels() {
        assert_eq!(shadow("한국 हिन्दी"), "한국 हिन्दी");
    }

    #[test]
    fn words_know_their_place() {
        let text = "«Été» à Łódź";
        let found: Vec<_> = words(text).map(|w| (&text[w.start..w.end], w.folded)).collect();
        assert_eq!(found, [("Été", "ete".into()), ("à", "a".into()), ("Łódź", "lodz".into())]);
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing_more_than_an_article(text in "\\PC{0,40}") {
            for word in words(&text) {
                proptest::prop_assert!(text.is_char_boundary(word.start) && text.is_char_boundary(word.end));
                proptest::prop_assert!(!word.folded.contains(' ') || text.nfkc().any(char::is_whitespace));
            }
        }
    }
}
