//! Cuts a text into words and sentences in one pass, with the class of every word, and marks the sentences worth reading.
//!
//! Owns where a sentence ends. Reads no meaning into it.

use super::lexicon::{Apostrophe, Class, Classes, Lex, Lexicon, UNKNOWN, WAKES, fold};

/// What a token looks like, whatever it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// First letter upper case.
    Capital,
    /// All letters upper case, two or more.
    Upper,
    /// Digits, with separators taken out: "3,274".
    Digits(u64),
    /// A number that cannot count people: "7th", "2.5", "10:30", "5m".
    OtherDigits,
    Sign(char),
}

/// A word, number or sign. Byte offsets into the text, end exclusive.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub lex: Lex,
    pub classes: Classes,
    pub shape: Shape,
    /// Is there white space (or nothing) before it?
    pub spaced: bool,
}

/// A run of tokens, end exclusive.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    pub first: u32,
    pub last: u32,
    pub paragraph: u32,
    /// The classes of all its words together; with the wake mark where one may make a claim.
    pub classes: Classes,
}

impl Sentence {
    /// It holds a word that may make a claim.
    pub fn is_awake(&self) -> bool {
        self.classes.any(WAKES)
    }
}

/// A scanned text. Kept between texts to reuse its memory.
#[derive(Debug, Default)]
pub struct Scan {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    folded: String,
}

impl Scan {
    pub fn read(&mut self, text: &str, lexicon: &Lexicon) {
        self.tokens.clear();
        self.sentences.clear();
        let mut scanner = Scanner {
            text,
            bytes: text.as_bytes(),
            lexicon,
            scan: self,
            at: 0,
            first: 0,
            paragraph: 0,
            classes: Classes::NONE,
        };
        scanner.run();
    }
}

/// Tokens after which a sentence is cut, so that work on one is bounded whatever the text.
const LONGEST_SENTENCE: usize = 500;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    scan: &'a mut Scan,
    at: usize,
    first: usize,
    paragraph: u32,
    classes: Classes,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let wrapped = is_hard_wrapped(self.text);
        while self.at < self.bytes.len() {
            let spaced = self.skip_space(wrapped);
            let Some(&byte) = self.bytes.get(self.at) else { break };
            match byte {
                b'0'..=b'9' => self.number(spaced),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(spaced),
                b'\'' => self.apostrophe(spaced),
                _ if byte.is_ascii() => self.sign(spaced),
                _ => self.wide(spaced),
            }
        }
        self.end_sentence();
    }

    /// Passes white space; an empty line, or a line end in text that is not hard-wrapped, ends sentence and paragraph.
    fn skip_space(&mut self, wrapped: bool) -> bool {
        let (from, mut lines) = (self.at, 0);
        // One space before a word is what there nearly always is.
        if let [b' ', b'!'..=b'~', ..] = self.bytes[from..] {
            self.at += 1;
            return true;
        }
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => lines += 1,
                b' ' | b'\t' | b'\r' => {}
                0xc2 if self.bytes.get(self.at + 1) == Some(&0xa0) => self.at += 1,
                _ => break,
            }
            self.at += 1;
        }
        if lines >= 2 || lines == 1 && !wrapped {
            self.end_sentence();
            self.paragraph += 1;
        }
        self.at > from || from == 0
    }

    fn word(&mut self, spaced: bool) {
        let start = self.at;
        self.at += self.bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if self.bytes.get(self.at).is_some_and(|b| *b >= 0x80) && self.letter_at(self.at) {
            return self.wide_word(start, spaced);
        }
        self.take_elision();
        let word = &self.bytes[start..self.at];
        let lex = self.lexicon.find_ascii(self.text, start, self.at);
        if lex == UNKNOWN && self.lost_apostrophe(start, spaced) {
            return;
        }
        let shape = match word[0].is_ascii_uppercase() {
            false => Shape::Lower,
            true if word.len() > 1 && !word.iter().any(u8::is_ascii_lowercase) => Shape::Upper,
            true => Shape::Capital,
        };
        self.push(start, lex, shape, spaced);
    }

    /// "The ministrys | figures", "SANAs reporter", of a text that lost its apostrophes: no plural is written so.
    fn lost_apostrophe(&mut self, start: usize, spaced: bool) -> bool {
        let written = self.lexicon.settings.apostrophe == Apostrophe::Before;
        let [.., before, last, b's'] = self.bytes[start..self.at] else { return false };
        let singular = last == b'y' && !b"aeiou".contains(&before);
        let initials = self.bytes[start..self.at - 1].iter().all(u8::is_ascii_uppercase);
        if !written || !(singular || initials) {
            return false;
        }
        let stem = self.at - 1;
        let lex = self.lexicon.find_ascii(self.text, start, stem);
        let speaks = self.lexicon.entry(lex).classes.has(Class::Voice);
        if lex == UNKNOWN || !(singular || speaks) {
            return false;
        }
        let shape = match (self.bytes[start].is_ascii_uppercase(), initials) {
            (false, _) => Shape::Lower,
            (true, false) => Shape::Capital,
            (true, true) => Shape::Upper,
        };
        self.at = stem;
        self.push(start, lex, shape, spaced);
        self.at = stem + 1;
        self.push(stem, self.lexicon.find("'s"), Shape::Lower, false);
        true
    }

    /// "l'" keeps its apostrophe where the language writes it so.
    fn take_elision(&mut self) {
        if self.lexicon.settings.apostrophe == Apostrophe::After {
            self.at += apostrophe_at(&self.bytes[self.at..]);
        }
    }

    fn letter_at(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || is_mark(c))
    }

    /// A word with letters outside ASCII.
    fn wide_word(&mut self, start: usize, spaced: bool) {
        let written_on = !self.lexicon.settings.clitics.is_none();
        while let Some(c) = self.text[self.at..].chars().next() {
            // "and" is written onto digits too.
            let digits = written_on && self.at > start && digit_of(c).is_some();
            if !c.is_alphanumeric() && !is_mark(c) || digits {
                break;
            }
            self.at += c.len_utf8();
        }
        self.take_elision();
        let word = &self.text[start..self.at];
        fold(word, &mut self.scan.folded);
        let lex = self.lexicon.find(&self.scan.folded);
        if lex == UNKNOWN && written_on && self.clitics(start, spaced) {
            return;
        }
        let mut letters = word.chars();
        let shape = match letters.next().is_some_and(char::is_uppercase) {
            false => Shape::Lower,
            true if word.chars().count() > 1 && !letters.any(char::is_lowercase) => Shape::Upper,
            true => Shape::Capital,
        };
        self.push(start, lex, shape, spaced);
    }

    /// Takes a word apart that others are written onto: "and-the-injured".
    fn clitics(&mut self, start: usize, spaced: bool) -> bool {
        let (lexicon, end) = (self.lexicon, self.at);
        let folded = &mut self.scan.folded;
        let mut find = |word: &str| {
            fold(word, folded);
            lexicon.find(folded)
        };
        let word = &self.text[start..end];
        let Some(cut) = lexicon.settings.clitics.cut(word, |rest| find(rest) != UNKNOWN) else { return false };
        let ends = cut.heads().iter().copied().chain([cut.tail, word.len()]);
        let mut from = 0;
        let pieces: Vec<_> = ends
            .map(|end| (std::mem::replace(&mut from, end), end))
            .filter(|(from, end)| from < end)
            .map(|(from, end)| (from, end, find(&word[from..end])))
            .collect();
        for (from, to, lex) in pieces {
            self.at = start + to;
            self.push(start + from, lex, Shape::Lower, spaced && from == 0);
        }
        true
    }

    fn wide(&mut self, spaced: bool) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => self.apostrophe(spaced),
            c if c.is_numeric() && c.to_digit(10).is_none() && arabic_digit(c).is_some() => self.number(spaced),
            c if c.is_alphanumeric() => self.wide_word(self.at, spaced),
            c => {
                let start = self.at;
                self.at += c.len_utf8();
                let (shown, lex) = match c {
                    '\u{201c}' | '\u{201d}' | '«' | '»' | '„' => ('"', self.lexicon.sign(b'"')),
                    '\u{2013}' | '\u{2014}' | '\u{2012}' | '\u{2212}' => ('–', self.lexicon.sign(b'-')),
                    '٪' => ('%', self.lexicon.sign(b'%')),
                    '،' => (',', self.lexicon.sign(b',')),
                    '؛' => (';', self.lexicon.sign(b';')),
                    '…' => ('.', self.lexicon.sign(b'.')),
                    '؟' => ('?', self.lexicon.sign(b'?')),
                    c => (c, UNKNOWN),
                };
                self.push(start, lex, Shape::Sign(shown), spaced);
                self.maybe_end(shown);
            }
        }
    }

    /// "'s" is a word of its own in English; a quotation mark elsewhere.
    fn apostrophe(&mut self, spaced: bool) {
        let start = self.at;
        self.at += apostrophe_at(&self.bytes[start..]).max(1);
        let joins = !spaced && self.lexicon.settings.apostrophe == Apostrophe::Before;
        let letters = self.bytes[self.at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if joins && (1..=2).contains(&letters) {
            self.at += letters;
            fold(&self.text[start..self.at], &mut self.scan.folded);
            let lex = self.lexicon.find(&self.scan.folded);
            return self.push(start, lex, Shape::Lower, false);
        }
        let plural_possessive =
            joins && letters == 0 && self.bytes[..start].last().is_some_and(|b| matches!(b, b's' | b'S'));
        let lex = if plural_possessive { self.lexicon.find("'s") } else { UNKNOWN };
        self.push(start, lex, Shape::Sign('\''), spaced);
    }

    /// Digits with separators. "3,274" and "1,00,000" are whole; "7th", "2.5", "10:30", "5m" count nobody.
    fn number(&mut self, spaced: bool) {
        let start = self.at;
        let mut value: Option<u64> = Some(0);
        let (mut other, mut separated, mut run) = (false, false, 0);
        let lexicon = self.lexicon;
        let written = &lexicon.settings.digits;
        while let Some(c) = self.text[self.at..].chars().next() {
            if let Some(digit) = digit_of(c) {
                value = value.and_then(|v| v.checked_mul(10)?.checked_add(u64::from(digit)));
                run += 1;
            } else if written.separators.contains(&c) && self.is_group(self.at + c.len_utf8(), c, run) {
                (separated, run) = (true, 0);
            } else if c.is_alphabetic() || written.points.contains(&c) && self.digits_at(self.at + c.len_utf8()) > 0 {
                other = true;
            } else {
                break;
            }
            self.at += c.len_utf8();
        }
        let shape = match value {
            Some(value) if !other => Shape::Digits(value),
            _ => Shape::OtherDigits,
        };
        let lex = if separated { UNKNOWN } else { self.lexicon.find_ascii(self.text, start, self.at) };
        self.push(start, lex, shape, spaced);
    }

    /// Does a group of digits begin at `at`, behind `sign` and a run of digits before it? White space parts short runs only.
    fn is_group(&self, at: usize, sign: char, run: usize) -> bool {
        let digits = self.digits_at(at);
        self.lexicon.settings.digits.groups.contains(&digits) && (run <= 3 || !sign.is_whitespace())
    }

    /// How many digits there are at `at`, up to four.
    fn digits_at(&self, at: usize) -> usize {
        self.text[at..].chars().take(4).take_while(|c| digit_of(*c).is_some()).count()
    }

    fn sign(&mut self, spaced: bool) {
        let start = self.at;
        let sign = self.bytes[start];
        self.at += 1;
        let dashes = self.bytes[self.at..].iter().take_while(|b| **b == b'-').count();
        if sign == b'-' && dashes > 0 {
            self.at += dashes;
            return self.push(start, self.lexicon.sign(b'-'), Shape::Sign('–'), spaced);
        }
        let shown = as_bracket(sign as char);
        self.push(start, self.lexicon.sign(sign), Shape::Sign(shown), spaced);
        self.maybe_end(shown);
    }

    /// Ends the sentence at a full stop that is one.
    fn maybe_end(&mut self, sign: char) {
        if !matches!(sign, '.' | '!' | '?') {
            return;
        }
        let Some(stop) = self.scan.tokens.len().checked_sub(1).filter(|stop| *stop >= self.first) else { return };

        let rest = &self.bytes[self.at..];
        // "strikes... targeting"
        let before = (stop > self.first).then(|| self.scan.tokens[stop - 1]);
        let trails = before.is_some_and(|b| b.shape == Shape::Sign('.') && !self.scan.tokens[stop].spaced);
        if trails && rest.iter().find(|b| **b != b' ').is_some_and(u8::is_ascii_lowercase) {
            return;
        }
        let closing = closing_marks(rest);
        let Some(space) = rest.get(closing).filter(|b| b.is_ascii_whitespace() || **b >= 0x80) else {
            return if self.at + closing >= self.bytes.len() {
                self.take_closing(closing)
            };
        };
        if *space >= 0x80 && sign == '.' {
            return;
        }
        let next = rest[closing..].iter().find(|b| !b.is_ascii_whitespace());
        let abbreviated = before
            .is_some_and(|b| !self.scan.tokens[stop].spaced && (b.classes.has(Class::Abbreviation) || is_initial(&b)));
        if sign == '.' && abbreviated && !(before.is_some_and(|b| is_initial(&b)) && next == Some(&b'\n')) {
            return;
        }
        self.take_closing(closing);
        self.end_sentence();
    }

    /// Quotation marks and brackets that close with the sentence belong to it.
    fn take_closing(&mut self, bytes: usize) {
        let end = self.at + bytes;
        while self.at < end {
            let Some(c) = self.text[self.at..].chars().next() else { break };
            let start = self.at;
            self.at += c.len_utf8();
            let shown = if matches!(c, '\u{201d}' | '»') { '"' } else { as_bracket(c) };
            self.push(start, UNKNOWN, Shape::Sign(shown), false);
        }
    }

    fn end_sentence(&mut self) {
        let last = self.scan.tokens.len();
        if last > self.first {
            let (first, last) = (self.first as u32, last as u32);
            self.scan.sentences.push(Sentence { first, last, paragraph: self.paragraph, classes: self.classes });
        }
        self.first = self.scan.tokens.len();
        self.classes = Classes::NONE;
    }

    fn push(&mut self, start: usize, lex: Lex, shape: Shape, spaced: bool) {
        let mut classes = self.lexicon.classes(lex);
        self.classes = self.classes.with(classes);
        if matches!(shape, Shape::Digits(_)) {
            classes = classes.with(Classes::of(Class::Number));
        }
        self.scan.tokens.push(Token { start: start as u32, end: self.at as u32, lex, classes, shape, spaced });
        if self.scan.tokens.len() - self.first >= LONGEST_SENTENCE {
            self.end_sentence();
        }
    }
}

/// An editor's bracket sets apart as others do.
fn as_bracket(c: char) -> char {
    match c {
        '[' => '(',
        ']' => ')',
        c => c,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0640}')
}

fn digit_of(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| arabic_digit(c))
}

fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06f0}'..='\u{06f9}' => Some(c as u32 - 0x06f0),
        _ => None,
    }
}

/// Bytes of an apostrophe, straight or curly, at the front; 0 where there is none.
fn apostrophe_at(bytes: &[u8]) -> usize {
    match bytes {
        [b'\'', ..] => 1,
        [0xe2, 0x80, 0x98 | 0x99, ..] => 3,
        _ => 0,
    }
}

fn closing_marks(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += match &bytes[at..] {
            [b'"' | b'\'' | b')' | b']', ..] => 1,
            [0xe2, 0x80, 0x99 | 0x9d, ..] => 3,
            [0xc2, 0xbb, ..] => 2,
            _ => return at,
        };
    }
}

/// "A." of "A. B. Smith"
fn is_initial(token: &Token) -> bool {
    token.end - token.start == 1 && token.shape == Shape::Capital
}

/// Do the lines end where a page ended rather than where a paragraph did?
fn is_hard_wrapped(text: &str) -> bool {
    let (mut lines, mut long, mut longest) = (0, 0, 0);
    for line in text.lines().filter(|l| !l.trim().is_empty()).take(60) {
        lines += 1;
        longest = longest.max(line.len());
        long += usize::from(line.len() > 45);
    }
    lines > 5 && longest < 100 && long * 3 > lines * 2
}
