//! Which earlier stories could be on the same incident: those that share rare words or names with the new one, or its
//! place and day.
//!
//! Cost is bounded whatever the number of stories: a term remembers only its latest stories, and a question looks at no
//! more than a fixed number of terms.

use std::collections::HashMap;

use super::{signature::Signature, vocabulary::Vocabulary};

/// Stories a term remembers, the latest ones.
const LATEST: usize = 96;
/// Terms of a story that are indexed, the rarest ones.
const TERMS: usize = 36;
/// A term this common (in nats, see `Vocabulary::rarity`) tells nothing.
const COMMON: f32 = 2.5;
/// Most candidates given back.
const CANDIDATES: usize = 24;

/// What one place and day in common weighs beside the rare words: as much as a name or two.
const MET: f32 = 2.0;

#[derive(Debug, Default)]
pub struct Index {
    postings: HashMap<u32, Latest>,
    /// By place and day.
    meetings: HashMap<u32, Latest>,
    /// Shared weight by story, all zero between questions.
    scratch: Vec<f32>,
}

/// The latest stories of a term. Most terms are of one story only, and need no room of their own.
#[derive(Debug)]
enum Latest {
    One(u32),
    Many(Box<Ring>),
}

/// `next` is overwritten once it is full.
#[derive(Debug)]
struct Ring {
    stories: Vec<u32>,
    next: u8,
}

impl Latest {
    fn push(&mut self, story: u32) {
        match self {
            Self::One(first) => *self = Self::Many(Box::new(Ring { stories: vec![*first, story], next: 0 })),
            Self::Many(ring) if ring.stories.len() < LATEST => {
                // Most rings stay short: room is added by halves, not doubled.
                if ring.stories.len() == ring.stories.capacity() {
                    ring.stories.reserve_exact(ring.stories.len() / 2);
                }
                ring.stories.push(story);
            }
            Self::Many(ring) => {
                ring.stories[usize::from(ring.next)] = story;
                ring.next = ((usize::from(ring.next) + 1) % LATEST) as u8;
            }
        }
    }

    fn stories(&self) -> &[u32] {
        match self {
            Self::One(story) => std::slice::from_ref(story),
            Self::Many(ring) => &ring.stories,
        }
    }
}

/// The terms by which a story is found, with their weights.
pub struct Rarest(Vec<(u32, f32)>);

impl Rarest {
    pub fn new(signature: &Signature, vocabulary: &Vocabulary) -> Self {
        let all = signature.words.iter().chain(signature.names.iter());
        let mut terms: Vec<(u32, f32)> = all
            .map(|(term, weight)| (term, weight, vocabulary.rarity(term)))
            .filter(|(_, _, rarity)| *rarity >= COMMON)
            .map(|(term, weight, rarity)| (term, weight * rarity))
            .collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        Self(terms)
    }
}

impl Index {
    pub fn add(&mut self, story: u32, signature: &Signature, rarest: &Rarest) {
        for (term, _) in &rarest.0 {
            self.postings.entry(*term).and_modify(|latest| latest.push(story)).or_insert(Latest::One(story));
        }
        if let Some(met) = signature.told.meeting_points().next() {
            self.meetings.entry(met).and_modify(|latest| latest.push(story)).or_insert(Latest::One(story));
        }
        if self.scratch.len() <= story as usize {
            self.scratch.resize(story as usize + 1, 0.0);
        }
    }

    /// The stories that share most with this one, best first.
    pub fn candidates(&mut self, signature: &Signature, rarest: &Rarest) -> Vec<u32> {
        let mut touched = Vec::new();
        let words = rarest.0.iter().map(|(term, weight)| (self.postings.get(term), *weight));
        let met = signature.told.meeting_points().map(|met| (self.meetings.get(&met), MET));
        for (latest, weight) in words.chain(met) {
            for story in latest.map_or(&[][..], Latest::stories) {
                let shared = &mut self.scratch[*story as usize];
                if *shared == 0.0 {
                    touched.push(*story);
                }
                *shared += weight;
            }
        }
        let mut best: Vec<(u32, f32)> =
            touched.into_iter().map(|story| (story, std::mem::take(&mut self.scratch[story as usize]))).collect();
        let best_first = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if best.len() > CANDIDATES {
            best.select_nth_unstable_by(CANDIDATES, best_first);
            best.truncate(CANDIDATES);
        }
        best.sort_unstable_by(best_first);
        best.into_iter().map(|(story, _)| story).collect()
    }
}
