//! Small words written together with the next or the last one, as Arabic writes "and", "in" and "the".

use serde::Deserialize;

/// What may be written onto a word. Word and pieces are compared as folded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clitics {
    /// What may stand before, outermost first; of each list at most one.
    pub before: Vec<Vec<String>>,
    /// What may stand behind; at most one.
    pub after: Vec<String>,
    /// The article: what stands before it is cut off even where the lexicon does not have the word.
    pub article: Option<String>,
}

/// Where a word is cut: byte offsets into the word as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    ends: [usize; MOST],
    heads: usize,
    /// Where the tail begins; the word's length where there is none.
    pub tail: usize,
}

/// Lists of pieces before a word.
const MOST: usize = 4;
/// Letters that must be left of a word.
const LEAST: usize = 2;
/// Letters of an unknown word with its article.
const LEAST_WITH_ARTICLE: usize = 5;

impl Cut {
    /// Ends of the pieces before the word.
    pub fn heads(&self) -> &[usize] {
        &self.ends[..self.heads]
    }
}

impl Clitics {
    pub fn is_none(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Cuts `word` where `known` accepts what is left of it; as little as possible is cut off.
    pub fn cut(&self, word: &str, mut known: impl FnMut(&str) -> bool) -> Option<Cut> {
        let mut cuts = Vec::with_capacity(16);
        self.heads(word, 0, Cut { ends: [0; MOST], heads: 0, tail: word.len() }, &mut cuts);
        cuts.sort_by_key(|cut| cut.ends[..cut.heads].last().copied().unwrap_or(0));
        for cut in &cuts {
            let from = cut.heads().last().copied().unwrap_or(0);
            if cut.heads > 0 && letters(&word[from..]) >= LEAST && known(&word[from..]) {
                return Some(*cut);
            }
            for after in &self.after {
                let Some(tail) = before_ending(&word[from..], after).map(|at| from + at) else { continue };
                if letters(&word[from..tail]) >= LEAST && known(&word[from..tail]) {
                    return Some(Cut { tail, ..*cut });
                }
            }
        }
        let article = self.article.as_deref()?;
        cuts.into_iter().find(|cut| {
            let rest = &word[cut.heads().last().copied().unwrap_or(0)..];
            cut.heads > 0 && letters(rest) >= LEAST_WITH_ARTICLE && after_beginning(rest, article).is_some()
        })
    }

    fn heads(&self, word: &str, list: usize, cut: Cut, cuts: &mut Vec<Cut>) {
        let Some(pieces) = self.before.get(list).filter(|_| list < MOST) else { return cuts.push(cut) };
        self.heads(word, list + 1, cut, cuts);
        let from = cut.heads().last().copied().unwrap_or(0);
        for piece in pieces {
            if let Some(end) = after_beginning(&word[from..], piece) {
                let mut longer = cut;
                longer.ends[longer.heads] = from + end;
                longer.heads += 1;
                self.heads(word, list + 1, longer, cuts);
            }
        }
    }
}

/// Letters of a word without vowel signs.
fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The byte behind `piece` and its vowel signs at the beginning of `word`.
fn after_beginning(word: &str, piece: &str) -> Option<usize> {
    let mut wanted = piece.chars().peekable();
    for (at, c) in word.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        match wanted.next() {
            None => return Some(at),
            Some(letter) if same(letter, c) => {}
            Some(_) => return None,
        }
    }
    None
}

/// The byte before `piece` at the end of `word`.
fn before_ending(word: &str, piece: &str) -> Option<usize> {
    let mut wanted = piece.chars().rev().peekable();
    for (at, c) in word.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()) {
        match wanted.next() {
            Some(letter) if same(letter, c) => {}
            _ => return None,
        }
        if wanted.peek().is_none() {
            return Some(at).filter(|at| *at > 0);
        }
    }
    None
}

fn same(wanted: char, written: char) -> bool {
    let mut folded = String::new();
    wanted == written || {
        super::fold(written.encode_utf8(&mut [0; 4]), &mut folded);
        folded.chars().eq([wanted])
    }
}
