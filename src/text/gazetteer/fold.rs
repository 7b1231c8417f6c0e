//! The two keys of a place name: what is left when spelling no longer matters.
//!
//! [`exact`] forgets case, diacritics, punctuation, harakat and the Arabic article. [`loose`] also forgets what
//! transliterators disagree about: Idlib and Idleb, Deir ez-Zor and Deir Ezzor and Deir al-Zour give one key.
//! Both write to a fixed buffer, so that a look-up that finds nothing allocates nothing.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest key in bytes of UTF-8; no name of the gazetteer is longer, and longer questions have no answer.
const LONGEST: usize = 120;

/// A folded name: lower-case words with one space between them.
#[derive(Debug, Clone)]
pub struct Key {
    bytes: [u8; LONGEST],
    len: usize,
    /// Where the word being written begins.
    word: usize,
    overflow: bool,
}

impl Key {
    const fn new() -> Self {
        Self { bytes: [0; LONGEST], len: 0, word: 0, overflow: false }
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(self.len) {
            Some(free) => {
                *free = byte;
                self.len += 1;
            }
            None => self.overflow = true,
        }
    }

    fn push_all(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.push(*b));
    }

    fn push_char(&mut self, c: char) {
        self.push_all(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// Ends the word being written, if there is one, in its usual form.
    fn end_word(&mut self) {
        match &self.bytes[self.word..self.len] {
            [] => return,
            b"st" => self.replace_word(b"saint"),
            b"mt" => self.replace_word(b"mount"),
            b"ft" => self.replace_word(b"fort"),
            // "الرقة" and "رقة" are one town; fewer than two letters are no name.
            [0xd8, 0xa7, 0xd9, 0x84, rest @ ..] if rest.len() >= 4 => {
                self.bytes.copy_within(self.word + 4..self.len, self.word);
                self.len -= 4;
            }
            _ => {}
        }
        self.push(b' ');
        self.word = self.len;
    }

    fn replace_word(&mut self, by: &[u8]) {
        self.len = self.word;
        self.push_all(by);
    }

    /// The key's bytes; empty for a name without letters or too long to be one.
    pub fn bytes(&self) -> &[u8] {
        named(self.whole())
    }

    /// With the article that a name begins with.
    fn whole(&self) -> &[u8] {
        if self.overflow { &[] } else { self.bytes[..self.len].trim_ascii_end() }
    }

    fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes().split(|b| *b == b' ').filter(|word| !word.is_empty())
    }
}

fn named(folded: &[u8]) -> &[u8] {
    folded.strip_prefix(b"the ").unwrap_or(folded)
}

/// Words folded once, of which every stretch is a name's key.
#[derive(Debug, Default)]
pub struct Line {
    bytes: Vec<u8>,
    /// Where each word begins, and where the last one ends with its space.
    bounds: Vec<usize>,
}

impl Line {
    /// A line with room for so many bytes.
    pub fn for_bytes(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), bounds: Vec::with_capacity(bytes / 6) }
    }

    pub fn push(&mut self, word: &str) {
        let start = self.bytes.len();
        if self.bounds.is_empty() {
            self.bounds.push(start);
        }
        // "St" and the like have forms of their own.
        let short = matches!(word.as_bytes(), [a, b] if matches!(&[a | 0x20, b | 0x20], b"st" | b"mt" | b"ft"));
        if !short && word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.bytes.extend_from_slice(word.as_bytes());
            self.bytes[start..].make_ascii_lowercase();
        } else {
            self.bytes.extend_from_slice(exact(word).whole());
        }
        if self.bytes.len() > start {
            self.bytes.push(b' ');
        }
        self.bounds.push(self.bytes.len());
    }

    /// The key of the name that words `first..last` make, as [`exact`] would give it.
    pub fn key(&self, first: usize, last: usize) -> &[u8] {
        let key = named(self.bytes[self.bounds[first]..self.bounds[last]].trim_ascii_end());
        if key.len() > LONGEST { &[] } else { key }
    }
}

/// The key of a name as it is written.
pub fn exact(name: &str) -> Key {
    let mut key = Key::new();
    for c in name.chars() {
        letter(c, &mut key);
        if key.overflow {
            return key;
        }
    }
    key.end_word();
    key
}

/// The same Arabic name without a one-letter preposition or conjunction written onto it ("بحلب", in Aleppo).
pub fn without_arabic_prefix(key: &Key) -> Option<Key> {
    let text = std::str::from_utf8(key.bytes()).ok()?;
    let rest = text.strip_prefix(['ب', 'ل', 'و', 'ف', 'ك'])?;
    (rest.chars().count() >= 3).then(|| exact(rest))
}

/// A short name with one of its consonants written twice, as some transliterators do: "Raqqa" for "Raqa". Longer names
/// share a [`loose`] key.
pub fn doubled(key: &Key) -> impl Iterator<Item = Key> + '_ {
    let word = key.bytes();
    let short = (3..=6).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase);
    let single =
        move |at: &usize| !b"aeiouyw".contains(&word[*at]) && word[*at] != word[at - 1] && word[*at] != word[at + 1];
    (1..word.len().max(2) - 1).filter(move |at| short && single(at)).map(|at| {
        let mut key = Key::new();
        key.push_all(&word[..at]);
        key.push_all(&word[at..=at]);
        key.push_all(&word[at..]);
        key
    })
}

fn letter(c: char, key: &mut Key) {
    match c {
        'a'..='z' | '0'..='9' => key.push(c as u8),
        'A'..='Z' => key.push(c.to_ascii_lowercase() as u8),
        '\'' | '`' | '.' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '´' => {}
        '\0'..='\x7f' => key.end_word(),
        '\u{600}'..='\u{6ff}' => arabic(c, key),
        'ß' => key.push_all(b"ss"),
        'ø' | 'Ø' => key.push(b'o'),
        'ł' | 'Ł' => key.push(b'l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => key.push(b'd'),
        'ı' | 'İ' => key.push(b'i'),
        'ə' | 'Ə' => key.push(b'e'),
        'æ' | 'Æ' => key.push_all(b"ae"),
        'œ' | 'Œ' => key.push_all(b"oe"),
        'þ' | 'Þ' => key.push_all(b"th"),
        _ => {
            for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
                if part.is_ascii() {
                    letter(part, key);
                } else if part.is_alphanumeric() {
                    part.to_lowercase().for_each(|lower| key.push_char(lower));
                } else {
                    key.end_word();
                }
            }
        }
    }
}

/// One Arabic letter in the form that Arabic, Persian and Kurdish writers share; harakat and tatweel vanish.
fn arabic(c: char, key: &mut Key) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => key.push_char('ا'),
        'ى' | 'ی' | 'ئ' | 'ې' => key.push_char('ي'),
        'ک' | 'گ' => key.push_char('ك'),
        'ة' | 'ہ' | 'ھ' | 'ە' => key.push_char('ه'),
        'ؤ' => key.push_char('و'),
        'ء' | 'ـ' => {}
        _ if is_combining_mark(c) => {}
        _ if c.is_alphanumeric() => key.push_char(c),
        _ => key.end_word(),
    }
}

/// The key that transliterations of one name share; `None` where too little of the name would remain to tell it apart.
pub fn loose(exact: &Key) -> Option<Key> {
    if !exact.bytes().is_ascii() {
        return None;
    }
    let mut key = Key::new();
    // Tells loose keys from exact ones in the one table.
    key.push(b'~');
    let lone = exact.words().nth(1).is_none();
    for word in exact.words().filter(|word| lone || !is_article(word)) {
        if key.len > 1 {
            key.push(b' ');
        }
        skeleton(without_glued_article(word), &mut key);
    }
    let consonants = key.bytes().iter().filter(|b| b.is_ascii_alphabetic() && !b"aiu".contains(b)).count();
    (consonants >= 3).then_some(key)
}

fn is_article(word: &[u8]) -> bool {
    matches!(
        word,
        b"al"
            | b"el"
            | b"ad"
            | b"ed"
            | b"ar"
            | b"er"
            | b"as"
            | b"es"
            | b"at"
            | b"et"
            | b"az"
            | b"ez"
            | b"an"
            | b"en"
            | b"ash"
            | b"esh"
            | b"ath"
            | b"adh"
            | b"il"
            | b"ul"
            | b"uz"
            | b"ud"
    )
}

/// "Ezzor", "Arraqqa", "Assuwayda": an article that took over the next consonant and lost its space.
fn without_glued_article(word: &[u8]) -> &[u8] {
    match word {
        [b'a' | b'e', b'd' | b'n' | b'r' | b's' | b't' | b'z', ..] if word.len() >= 5 && word[1] == word[2] => {
            &word[2..]
        }
        _ => word,
    }
}

/// Consonants by sound and vowels in three classes: a, front (i) and back (u).
fn skeleton(word: &[u8], key: &mut Key) {
    let is_vowel = |at: usize| match word[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' | b'w' => at > 0,
        _ => false,
    };
    let mut at = 0;
    let mut last = 0;
    while at < word.len() {
        let start = at;
        if is_vowel(at) {
            while at < word.len() && is_vowel(at) {
                at += 1;
            }
            let group = &word[start..at];
            let ends = at == word.len() || (at + 1 == word.len() && word[at] == b'h');
            last = 0;
            key.push(vowel(group, ends));
            if ends {
                return;
            }
            continue;
        }
        let (sound, taken) = consonant(&word[at..]);
        at += taken;
        if sound != last {
            key.push(sound);
        }
        last = sound;
    }
}

fn vowel(group: &[u8], ends_word: bool) -> u8 {
    if group.iter().any(|b| matches!(b, b'o' | b'u' | b'w')) {
        b'u'
    } else if group.iter().all(|b| *b == b'a') || (ends_word && group == b"e") {
        b'a'
    } else {
        b'i'
    }
}

fn consonant(rest: &[u8]) -> (u8, usize) {
    match rest {
        [b'k' | b'q', b'h', ..] => (b'k', 2),
        [b's' | b'c', b'h', ..] => (b's', 2),
        [b'p', b'h', ..] => (b'f', 2),
        [b'd', b'j', ..] => (b'j', 2),
        [c @ (b'g' | b'd' | b't' | b'z'), b'h', ..] => (*c, 2),
        [b'q' | b'c', ..] => (b'k', 1),
        [c, ..] => (*c, 1),
        [] => (0, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(key: &Key) -> &str {
        std::str::from_utf8(key.bytes()).unwrap()
    }

    #[test]
    fn case_marks_and_punctuation_do_not_matter() {
        for (a, b) in
            [("Ḩalab", "HALAB"), ("St. Louis", "Saint Louis"), ("U.S.", "US"), ("Côte d'Ivoire", "cote divoire")]
        {
            assert_eq!(text(&exact(a)), text(&exact(b)));
        }
    }

    #[test]
    fn a_stretch_of_a_line_is_the_key_of_its_words() {
        let words = ["the", "St.", "Louis", "Al-Bab", "\u{301}", "Ḩalab", "THE", "Hague", "AZ", "Zubayr"];
        let mut line = Line::default();
        words.iter().for_each(|word| line.push(word));
        for first in 0..words.len() {
            for last in first + 1..=words.len() {
                let whole = words[first..last].join(" ");
                assert_eq!(line.key(first, last), exact(&whole).bytes(), "{whole}");
            }
        }
    }

    #[test]
    fn arabic_is_folded_with_and_without_its_article() {
        for (a, b) in [("إدلب", "ادلب"), ("الرقّة", "رقه"), ("حَلَب", "حلب"), ("درعا", "درعا")]
        {
            assert_eq!(text(&exact(a)), text(&exact(b)));
        }
        assert_eq!(text(&without_arabic_prefix(&exact("بحلب")).unwrap()), "حلب");
    }

    #[test]
    fn transliterations_share_a_key() {
        for same in [
            &["Idlib", "Idleb", "Edleb", "Idlip"][..3],
            &["Deir ez-Zor", "Deir Ezzor", "Deir al-Zor", "Dayr az Zawr", "Deir al-Zour", "Dair az-Zaur"],
            &["Khan Younis", "Khan Yunis", "Khan Yunus"][..2],
            &["As-Salamiyah", "Salamiyah", "Assalamiya", "Salamiyeh"],
            &["Jarablus", "Djarabulus"][..1],
            &["Latakia", "Lattakia", "Lattakiya"],
        ] {
            let keys: Vec<_> = same.iter().map(|n| text(&loose(&exact(n)).unwrap()).to_owned()).collect();
            assert!(keys.windows(2).all(|w| w[0] == w[1]), "{same:?} gave {keys:?}");
        }
    }

    #[test]
    fn too_little_or_too_much_gives_no_key() {
        assert!(loose(&exact("Ain")).is_none());
        assert!(exact(&"x".repeat(500)).bytes().is_empty());
        assert!(exact("—").bytes().is_empty());
    }
}
