//! What is kept of an article, or of one story in it, to tell whether another is on the same incident.
//!
//! Bounded in size whatever the article's: a million of them fit in memory.

use jiff::civil::Date;

use super::{
    told::Told,
    vocabulary::Vocabulary,
    words::{self, Word},
};

/// Most of the words and names that are kept.
const MOST_WORDS: usize = 52;
const MOST_NAMES: usize = 32;
const MOST_AGES: usize = 8;
/// The beginning of a text, in words, where the news says what happened.
const LEAD: usize = 120;
/// Words read of one article; the rest of a very long page is not about the incident.
const LONGEST: usize = 4_000;

/// Terms with weights that sum to 1 when squared, sorted by term. Each is one number: the term's hash in the upper bits,
/// its weight in steps of 1/255 in the lower eight.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms(Box<[u32]>);

const WEIGHT_BITS: u32 = 32 - words::TERM_BITS;

fn pack(term: u32, weight: f32) -> u32 {
    (term << WEIGHT_BITS) | (weight * 255.0).round().clamp(1.0, 255.0) as u32
}

fn term(packed: u32) -> u32 {
    packed >> WEIGHT_BITS
}

fn weight(packed: u32) -> f32 {
    (packed & 0xff) as f32 / 255.0
}

impl Terms {
    /// The `most` heaviest of the weighted terms, scaled to length 1.
    fn heaviest(mut all: Vec<(u32, f32)>, most: usize) -> Self {
        all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(most);
        let norm = all.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let mut packed: Box<[u32]> = all.into_iter().map(|(term, w)| pack(term, w / norm)).collect();
        packed.sort_unstable();
        Self(packed)
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.0.iter().map(|packed| (term(*packed), weight(*packed)))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The terms of both, with both weights.
    pub fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, f32, f32)> + 'a {
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
                match term(*a).cmp(&term(*b)) {
                    std::cmp::Ordering::Less => i += 1,
                    std::cmp::Ordering::Greater => j += 1,
                    std::cmp::Ordering::Equal => {
                        (i, j) = (i + 1, j + 1);
                        return Some((term(*a), weight(*a), weight(*b)));
                    }
                }
            }
            None
        })
    }

    pub fn cosine(&self, other: &Self) -> f32 {
        self.shared(other).map(|(_, a, b)| a * b).sum()
    }
}

/// What two lists of terms have in common, found in one walk.
pub struct Shared {
    terms: [u32; MOST_WORDS],
    count: usize,
    pub cosine: f32,
    /// The share of the terms' weight that the other has too, of the one that has more of it in common: 1 for a short
    /// report that a long one holds.
    pub covered: f32,
}

impl Shared {
    pub fn new(a: &Terms, b: &Terms) -> Self {
        let mut shared = Self { terms: [0; MOST_WORDS], count: 0, cosine: 0.0, covered: 0.0 };
        let (mut ours, mut theirs) = (0.0, 0.0);
        for (term, x, y) in a.shared(b) {
            shared.terms[shared.count] = term;
            shared.count += 1;
            shared.cosine += x * y;
            ours += x * x;
            theirs += y * y;
        }
        shared.covered = f32::max(ours, theirs);
        shared
    }

    pub fn terms(&self) -> impl ExactSizeIterator<Item = u32> {
        self.terms[..self.count].iter().copied()
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signature {
    /// Day of publication, counted from 1970-01-01.
    pub day: Option<i32>,
    pub words: Terms,
    /// Words of the title and the lead.
    pub lead: Terms,
    pub names: Terms,
    pub ages: Box<[u8]>,
    pub hours: Box<[u16]>,
    /// Hash of the outlet's name.
    pub outlet: Option<u32>,
    pub told: Told,
    pub script: Script,
}

/// The letters that an article is written in: two of them share no words, whatever they are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    #[default]
    Latin,
    Arabic,
    Cyrillic,
    Other,
}

impl Script {
    /// Of most of the letters at the beginning of a text.
    fn of(text: &str) -> Self {
        const ALL: [Script; 4] = [Script::Latin, Script::Arabic, Script::Cyrillic, Script::Other];
        let mut counts = [0_u32; 4];
        for letter in text.chars().filter(|c| c.is_alphabetic()).take(200) {
            let script = match letter {
                '\0'..='\u{24f}' => 0,
                '\u{600}'..='\u{77f}' | '\u{fb50}'..='\u{feff}' => 1,
                '\u{400}'..='\u{52f}' => 2,
                _ => 3,
            };
            counts[script] += 1;
        }
        let most = (0..ALL.len()).rev().max_by_key(|i| counts[*i]).unwrap_or_default();
        ALL[most]
    }
}

/// Counts of every term of a text, read once and weighed when the vocabulary is known.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    day: Option<i32>,
    words: Counts,
    lead: Counts,
    names: Counts,
    ages: Box<[u8]>,
    hours: Box<[u16]>,
    outlet: Option<u32>,
    told: Told,
    script: Script,
}

/// Terms and how often each occurs, sorted by term.
#[derive(Debug, Clone, Default)]
struct Counts(Box<[(u32, u16)]>);

impl Counts {
    fn new(mut terms: Vec<u32>) -> Self {
        terms.sort_unstable();
        let count = |run: &[u32]| (run[0], u16::try_from(run.len()).unwrap_or(u16::MAX));
        Self(terms.chunk_by(|a, b| a == b).map(count).collect())
    }

    fn weigh(&self, vocabulary: &Vocabulary, most: usize) -> Terms {
        let weight = |(term, n): &(u32, u16)| (*term, (1.0 + f32::from(*n).ln()) * vocabulary.rarity(*term));
        Terms::heaviest(self.0.iter().map(weight).collect(), most)
    }
}

/// Days since 1970-01-01.
pub fn day_number(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

impl Reading {
    pub fn new(title: &str, text: &str, published: Option<Date>) -> Self {
        let (mut all, mut names) = (Vec::new(), Vec::new());
        let mut lead = 0;
        let mut before: Option<Word<'_>> = None;
        for (at, word) in words::words(title).chain(words::words(text)).take(LONGEST).enumerate() {
            if word.text.len() > 1 {
                all.push(word.hash);
                if let Some(before) = before.filter(|b| word.joined && b.capital && word.capital) {
                    names.push(words::pair(before.hash, word.hash));
                }
            }
            if at < LEAD {
                lead = all.len();
            }
            before = Some(word);
        }
        let (mut ages, mut hours) = words::ages_and_hours(&format!("{title}\n{text}"));
        ages.truncate(MOST_AGES);
        hours.truncate(MOST_AGES);
        Self {
            day: published.map(day_number),
            lead: Counts::new(all[..lead].to_vec()),
            words: Counts::new(all),
            names: Counts::new(names),
            ages: ages.into(),
            hours: hours.into(),
            outlet: None,
            told: Told::default(),
            script: Script::of(text),
        }
    }

    /// The same with who published it: papers repeat their own furniture, which says nothing of the incident.
    pub fn by(self, outlet: Option<&str>) -> Self {
        Self { outlet: outlet.map(words::hash), ..self }
    }

    /// The same with what the story's claims say.
    pub fn telling(self, told: Told) -> Self {
        Self { told, ..self }
    }

    /// Every term, once: what the vocabulary learns.
    pub fn terms(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.0.iter().chain(&self.names.0).map(|(term, _)| *term)
    }

    pub fn weigh(&self, vocabulary: &Vocabulary) -> Signature {
        Signature {
            day: self.day,
            words: self.words.weigh(vocabulary, MOST_WORDS),
            lead: self.lead.weigh(vocabulary, MOST_NAMES),
            names: self.names.weigh(vocabulary, MOST_NAMES),
            ages: self.ages.clone(),
            hours: self.hours.clone(),
            outlet: self.outlet,
            told: self.told.clone(),
            script: self.script,
        }
    }
}
