//! One claim that counts, as it bears on one outcome of one claimant's report.

use jiff::civil::Date;

use crate::domain::{
    ArticleId, Bound, Claim, ClaimantKind, Inclusion, Interval, Outcome, Role, Trait, rows::Statement,
};

use super::who::{Traits, Who};

/// When a figure was true as its claimant knew it, then when it was published. Undated words are the earliest.
pub type Time = (Option<Date>, Option<Date>);

pub fn time(statement: &Statement) -> Time {
    (statement.record.claim.as_of.or(statement.published), statement.published)
}

/// Where a number stands among the others of its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// By itself.
    None,
    /// Inside another number of the same report, by its place in the pool.
    In(usize),
    /// Inside somebody else's number: it makes no total of its own.
    Foreign,
}

/// Does the number stand apart from those before it?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    No,
    /// "Four others": apart from whoever was spoken of before, hurt or dead; those told of after may be among them.
    Others,
    /// "Another 12", "six more": to be added.
    More,
}

#[derive(Debug, Clone)]
pub struct Mention<'a> {
    /// Its place in the pool.
    pub at: usize,
    pub claim: &'a Claim,
    pub article: ArticleId,
    pub time: Time,
    /// The group of victims, with what its wholes say of it.
    pub who: Who,
    /// The group as far as its words tell it apart from others: soldiers are no policemen, though no trait says so.
    pub kind: Who,
    pub count: Interval,
    pub has_number: bool,
    pub apart: Apart,
    /// "Two of the wounded": a part, though of which number the text leaves open.
    pub partitive: bool,
    pub whole: Whole,
    /// What tells an explicit part from its whole where role and traits do not.
    pub label: Option<String>,
    /// Another outcome that the analyst settled to mean this one.
    pub settled_from: Option<Outcome>,
    /// The words of all names, folded.
    names: Vec<String>,
    age: Option<u64>,
}

impl<'a> Mention<'a> {
    pub fn new(at: usize, statement: &'a Statement, who: Who) -> Self {
        let claim = &statement.record.claim;
        let mut count = claim.count.interval();
        let has_number = claim.count.bound != Bound::Some && (claim.count.low.is_some() || claim.count.high.is_some());
        if !has_number && count.high != Some(0) {
            count.low = count.low.max(1);
        }
        Self {
            at,
            claim,
            article: statement.record.article,
            time: time(statement),
            who,
            kind: kind(claim, who),
            count,
            has_number,
            apart: apart(claim),
            partitive: words(&claim.victims.words).next().is_some_and(|first| first.eq_ignore_ascii_case("of")),
            whole: Whole::None,
            label: None,
            settled_from: None,
            names: claim.victims.names.iter().flat_map(|n| words(n)).map(str::to_lowercase).collect(),
            age: age(&claim.victims.words),
        }
    }

    /// The same claim, settled to mean another outcome.
    pub fn settled(&self, from: Outcome) -> Self {
        Self { settled_from: Some(from), ..self.clone() }
    }

    /// One person, no more and no less.
    pub fn is_single(&self) -> bool {
        self.count == Interval::exact(1)
    }

    pub fn names(&self) -> &'a [String] {
        &self.claim.victims.names
    }

    pub fn leaves_attackers_out(&self) -> bool {
        self.claim.includes_attackers == Inclusion::No
    }

    /// Tells of somebody in particular rather than giving a toll: people named, "two of the wounded", or the one person
    /// of whom an outlet, a relative, a witness or somebody without an office speaks.
    pub fn is_of_persons(&self) -> bool {
        use ClaimantKind::{Family, Media, Unknown, Witness};
        let without_office = matches!(self.claim.claimant.kind, Media | Family | Witness | Unknown);
        !self.names.is_empty() || self.partitive || (self.is_single() && without_office)
    }

    /// Could both words be about the same person? Not with other names, other ages, or kinds that exclude one another.
    pub fn may_be_the_person(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.names, &other.names);
        let other_names = !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|n| theirs.contains(n));
        let other_age = matches!((self.age, other.age), (Some(a), Some(b)) if a != b);
        !other_names && !other_age && !self.kind.excludes(other.kind)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn has_any(text: &str, wanted: &[&str]) -> bool {
    words(text).any(|w| wanted.iter().any(|x| w.eq_ignore_ascii_case(x)))
}

pub fn apart(claim: &Claim) -> Apart {
    let has = |wanted: &[&str]| has_any(&claim.count.words, wanted) || has_any(&claim.victims.words, wanted);
    let more_than = has(&["than"]);
    if has(&["another", "further", "additional"]) || (has(&["more"]) && !more_than) {
        Apart::More
    } else if has(&["other", "others"]) {
        Apart::Others
    } else {
        Apart::No
    }
}

fn kind(claim: &Claim, who: Who) -> Who {
    const SOLDIERS: [&str; 6] = ["soldier", "soldiers", "troops", "servicemen", "marines", "conscripts"];
    let unsaid = who.role == Role::StateForces && who.traits.both(Traits::ARMED).is_empty();
    let military = if unsaid && has_any(&claim.victims.words, &SOLDIERS) { &[Trait::Military][..] } else { &[] };
    Who { traits: who.traits.with(Traits::of(military)), ..who }
}

/// "24-year-old", "aged 24", "Rima Sadeq, 34": the only number in the words of a person, where it could be an age.
fn age(victims: &str) -> Option<u64> {
    let mut numbers = words(victims).filter_map(|w| w.parse::<u64>().ok()).filter(|n| (1..120).contains(n));
    numbers.next().filter(|_| numbers.next().is_none())
}
