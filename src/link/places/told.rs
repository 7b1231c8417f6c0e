//! An article's title and body, asked about a name or about the words of a claim.

use std::{
    cell::{Cell, RefCell},
    ops::Range,
};

use memchr::{memchr_iter, memmem, memrchr, memrchr_iter};

use crate::{
    domain::{Place, TextPart},
    text::{
        CharIndex,
        hashed::{Memory, hash},
    },
};

use super::{
    cues::{self, Cue, Designation, cue, is_small, kind_behind},
    roll::Roll,
};

/// Bytes before a claim that still tell where it is.
pub const BACK: usize = 700;
/// Places where a name stands that are asked what it is.
const MOST_ASKED: usize = 8;
/// Bytes after a claim in which a place may follow.
pub const AHEAD: usize = 300;

pub struct Told<'a> {
    pub title: &'a Roll<'a>,
    pub body: &'a Roll<'a>,
    index: CharIndex<'a>,
    /// Names asked before whether they are only words.
    words: RefCell<Memory<bool>>,
    /// Where a name was last found that stands nearest to a claim, by the hash of both: one is asked for several times.
    found: Cell<(u64, Option<usize>)>,
}

impl<'a> Told<'a> {
    pub fn new(title: &'a Roll<'a>, body: &'a Roll<'a>) -> Self {
        let index = CharIndex::new(body.text);
        Self { title, body, index, words: RefCell::default(), found: Cell::default() }
    }

    pub fn roll(&self, part: TextPart) -> &'a Roll<'a> {
        if part == TextPart::Title { self.title } else { self.body }
    }

    pub fn text(&self, part: TextPart) -> &'a str {
        self.roll(part).text
    }

    /// The byte at which a character of the body is; a title is one place.
    pub fn byte_of(&self, part: TextPart, char: usize) -> usize {
        if part == TextPart::Body { self.index.byte_of(char) } else { 0 }
    }

    /// Is the name only a word in capitals, one that the article also writes small: "ON FORMER FRONT LINE"?
    pub fn is_word(&self, name: &str) -> bool {
        let mut words = self.words.borrow_mut();
        *words.entry(hash(name.as_bytes())).or_insert_with(|| self.stands_small(name))
    }

    fn stands_small(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        if is_small(&lower) {
            return true;
        }
        let text = self.body.text;
        let alone = |at: usize| {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            apart(text[..at].chars().next_back()) && apart(text[at + lower.len()..].chars().next())
        };
        let single = !name.contains(' ') && lower != name;
        single && memmem::find_iter(text.as_bytes(), &lower).any(alone)
    }

    /// Is the name only initials, in a text that is not all in capitals?
    pub fn is_acronym(&self, name: &str, part: TextPart) -> bool {
        let initials = name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase());
        initials
            && self.text(part).bytes().filter(u8::is_ascii_lowercase).take(name.len() * 4).count() == name.len() * 4
    }

    /// Is the place, where it stands nearest to the claim, one where somebody only speaks or comes from?
    pub fn is_away(&self, place: &Place, part: TextPart, at: usize) -> bool {
        self.cue_of(&place.name, part, at) == Some(Cue::Away)
    }

    pub fn cue_of(&self, name: &str, part: TextPart, at: usize) -> Option<Cue> {
        let nearest = self.nearest(name, part, at)?;
        Some(cue(self.text(part), nearest, nearest + name.len()))
    }

    /// What the words after the name say it is, where it stands nearest or elsewhere: "the Civil hospital".
    pub fn followed(&self, name: &str, part: TextPart, at: usize) -> Option<Designation> {
        let after = |text: &'a str, start: usize| Some(kind_behind(text.get(start + name.len()..)?)?.1);
        let here = self.nearest(name, part, at).and_then(|start| after(self.text(part), start));
        here.or_else(|| {
            let text = self.body.text;
            memmem::find_iter(text.as_bytes(), name).take(MOST_ASKED).find_map(|start| after(text, start))
        })
    }

    /// The name with the words behind it where it stands nearest, if they say that it is a region: "Homs eastern
    /// countryside".
    pub fn as_region(&self, name: &str, part: TextPart, at: usize) -> Option<&'a str> {
        let (text, start) = (self.text(part), self.nearest(name, part, at)?);
        let (behind, kind) = kind_behind(text.get(start + name.len()..)?)?;
        (kind == Designation::Region).then(|| &text[start..start + name.len() + behind.len()])
    }

    /// What says nearer than the place read with a claim that it happened in many places of the country.
    pub fn everywhere(&self, read: Option<&Place>, part: TextPart, at: usize) -> Option<&'a str> {
        let sentence = self.sentence(part, at);
        let (said, words) = cues::everywhere(&self.text(part)[sentence.clone()], at - sentence.start)?;
        let stands = read.and_then(|place| self.nearest(&place.name, part, at)).filter(|at| sentence.contains(at));
        stands.is_none_or(|stands| stands.abs_diff(at) > (sentence.start + said).abs_diff(at)).then_some(words)
    }

    /// Where the name stands nearest to the claim.
    pub fn nearest(&self, name: &str, part: TextPart, at: usize) -> Option<usize> {
        let asked = hash(name.as_bytes()) ^ (2 * at as u64 + u64::from(part == TextPart::Title));
        let (before, found) = self.found.get();
        if before == asked {
            return found;
        }
        let text = self.text(part);
        let around = near(text, at, 4 * BACK, AHEAD);
        let found = memmem::find_iter(&text.as_bytes()[around.clone()], name).map(|found| around.start + found);
        let found = found.min_by_key(|found| found.abs_diff(at));
        self.found.set((asked, found));
        found
    }

    /// The sentence at a byte, or what of it is near; a title is one.
    pub fn sentence(&self, part: TextPart, at: usize) -> Range<usize> {
        let text = self.text(part);
        if part == TextPart::Title || !text.is_char_boundary(at) {
            return 0..text.len();
        }
        let around = near(text, at, 4 * BACK, 4 * BACK);
        let (before, after) = (&text.as_bytes()[around.start..at], &text.as_bytes()[at..around.end]);
        let line = memrchr(b'\n', before).map_or(0, |at| at + 1);
        let stop = memrchr_iter(b'.', &before[line..]).find(|at| before[line..].get(at + 1) == Some(&b' '));
        let start = stop.map_or(line, |at| line + at + 2);
        let line = memchr::memchr(b'\n', after).unwrap_or(after.len());
        let stop = memchr_iter(b'.', &after[..line]).find(|at| after[..line].get(at + 1) == Some(&b' '));
        around.start + start..at + stop.unwrap_or(line)
    }
}

/// The bytes of a text around one, some more where a character would be cut. Bounds the work on texts without any end of
/// a sentence.
pub fn near(text: &str, at: usize, back: usize, ahead: usize) -> Range<usize> {
    let (mut start, mut end) = (at.min(text.len()).saturating_sub(back), (at + ahead).min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
