//! From what a person types to a full-text query, and from a hit to a few words around it.
//!
//! Every string is a valid search: nothing a person types is an operator, except quotes around a phrase.

use std::collections::BTreeSet;

use crate::text::shadow::{shadow, words};

/// The shortest last word that is taken as the beginning of one.
const PREFIX: usize = 3;

/// The FTS5 expression for a query: all words, in any order; quoted words as a phrase. The last word may still be being
/// typed, and matches as a beginning from three characters on, until a space or a quote ends it. None where there is
/// no word to look for.
pub(super) fn expression(query: &str) -> Option<String> {
    let mut terms = Vec::new();
    // Odd pieces stood between quotes; an open quote runs to the end.
    let pieces: Vec<_> = query.split(['"', '“', '”', '„', '«', '»']).collect();
    for (place, piece) in pieces.iter().enumerate() {
        if place % 2 == 1 {
            terms.extend(phrase(piece));
        } else {
            terms.extend(piece.split_whitespace().filter_map(phrase));
        }
    }
    let unfinished = pieces.len() % 2 == 1 && query.ends_with(char::is_alphanumeric);
    if let Some(last) = terms.last_mut().filter(|_| unfinished)
        && last.chars().filter(|c| *c != '"').count() >= PREFIX
    {
        last.push('*');
    }
    if terms.is_empty() { None } else { Some(terms.join(" ")) }
}

/// Folded words hold letters and digits only, so that nothing in them needs escaping.
fn phrase(words: &str) -> Option<String> {
    let folded = shadow(words);
    if folded.is_empty() { None } else { Some(format!("\"{folded}\"")) }
}

/// The first words of a text that match, in their surroundings; the beginning of the text where none does (the match
/// was in the title).
pub(super) fn snippet(text: &str, query: &str) -> String {
    const BEFORE: usize = 40;
    const LENGTH: usize = 160;
    let folded = shadow(query);
    let wanted: BTreeSet<_> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let last = folded.rsplit(' ').next().filter(|word| word.chars().count() >= PREFIX);
    let hit = words(text)
        .find(|word| wanted.contains(word.folded.as_str()) || last.is_some_and(|start| word.folded.starts_with(start)))
        .map_or(0, |word| word.start);
    let start = text[..hit].char_indices().rev().take(BEFORE).last().map_or(hit, |(at, _)| at);
    // Not in the middle of a word.
    let start = match text[start..hit].find(char::is_whitespace) {
        Some(space) if start > 0 => start + space,
        _ => start,
    };
    let end = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| start + at);
    let words = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (if start > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    format!("{before}{words}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_an_unfinished_word() {
        assert_eq!(expression("Aleppo raid").as_deref(), Some(r#""aleppo" "raid"*"#));
        assert_eq!(expression("Aleppo raid ").as_deref(), Some(r#""aleppo" "raid""#));
        assert_eq!(expression(r#"killed "security forces" IS"#).as_deref(), Some(r#""killed" "security forces" "is""#));
        assert_eq!(expression(r#""two of wh"#).as_deref(), Some(r#""two of wh""#));
        assert_eq!(expression("Sana'a").as_deref(), Some(r#""sana a"*"#));
    }

    #[test]
    fn operators_are_words_like_any_other() {
        assert_eq!(expression("a NEAR/2 b*").as_deref(), Some(r#""a" "near 2" "b""#));
        assert_eq!(expression("title: OR ^x -y (").as_deref(), Some(r#""title" "or" "x" "y""#));
        assert_eq!(expression("  \"\" ** "), None);
    }

    #[test]
    fn a_snippet_shows_the_hit_in_its_surroundings() {
        let text = format!("{}Five died in Aleppo on Saturday. {}", "Nothing here. ".repeat(20), "More. ".repeat(60));
        let snippet = snippet(&text, "alep");
        assert!(snippet.starts_with("… ") && snippet.ends_with(" …"), "{snippet}");
        assert!(snippet.contains("Five died in Aleppo on Saturday"), "{snippet}");
    }
}
