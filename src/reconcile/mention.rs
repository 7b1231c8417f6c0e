//! One claim that counts, as it bears on one outcome of one claimant's report.

use jiff::civil::Date;

use crate::domain::{
    ArticleId, Bound, Claim, ClaimantKind, Evidence, Inclusion, Interval, Outcome, Role, Trait, rows::Statement,
};

use super::{
    who::{Traits, Who},
    wording::{Apart, Persons, age, ages, apart, is_of_soldiers, is_partitive, words},
};

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
    /// The words of each name, in small letters.
    names: Vec<Vec<String>>,
    age: Option<u64>,
    /// Of whom its words tell, if not of a toll.
    persons: Persons,
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
            partitive: is_partitive(claim),
            whole: Whole::None,
            label: None,
            settled_from: None,
            names: claim.victims.names.iter().map(|n| words(n).map(str::to_lowercase).collect()).collect(),
            age: age(&claim.victims.words),
            persons: Persons::of(claim),
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

    /// Tells of somebody in particular rather than giving a toll: people named, "two of the wounded", "he", "a 20-year-old
    /// man", "another two", "those two", "three in critical condition", or the one person of whom an outlet, a relative, a
    /// witness or somebody without an office speaks. One soldier, told of by the army, is a toll of one; and where children are `asked` for, so is one child.
    pub fn is_of_persons(&self, asked: Who) -> bool {
        use ClaimantKind::{Family, Media, Unknown, Witness};
        // "14 bodies, including that of the attacker": of attackers he was all.
        if asked.role == Role::Attacker && self.is_single() && self.names.is_empty() && self.whole != Whole::None {
            return false;
        }
        let without_office = matches!(self.claim.claimant.kind, Media | Family | Witness | Unknown);
        let described = self.age.is_some() || !self.who.traits.both(Traits::DEMOGRAPHIC).is_empty();
        let anybody = asked.traits.is_empty();
        let somebody = described && anybody || self.persons.particular;
        let some =
            self.partitive || self.persons.of_others || self.persons.aged && anybody || self.apart == Apart::More;
        (self.is_single() && (without_office || somebody)) || !self.names.is_empty() || self.persons.own || some
    }

    /// "The other seven": the rest of those told of before.
    pub fn is_rest(&self) -> bool {
        self.persons.rest
    }

    /// Everyone of its group, not some of them and not those beside others.
    pub fn is_toll(&self) -> bool {
        !self.is_of_persons(self.who)
    }

    /// Listed beside it in the same breath: "killed her father and daughter" tells of two.
    pub fn is_listed_with(&self, other: &Self) -> bool {
        let beside = |a: &Evidence, b: &Evidence| a.part == b.part && a.start < b.end && b.start < a.end;
        let (ours, theirs) = (&self.claim.evidence, &other.claim.evidence);
        let overlap = || ours.iter().any(|a| theirs.iter().any(|b| beside(a, b)));
        self.article == other.article && self.at != other.at && overlap()
    }

    /// Could both words be about the same person? Not with other names, other ages, or kinds that exclude one another.
    pub fn may_be_the_person(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.names, &other.names);
        let same = || ours.iter().any(|a| theirs.iter().any(|b| is_one_name(a, b)));
        let other_names = !ours.is_empty() && !theirs.is_empty() && !same();
        let other_age = matches!((self.age, other.age), (Some(a), Some(b)) if a != b);
        !other_names && !other_age && !self.kind.excludes(other.kind)
    }
}

/// In full or in part: "Ann Orsk", "Orsk", "Ann Maria Orsk". A family shares its last name: "Ann Orsk" is not "Paul Orsk",
/// and where a son bears his father's name behind his own, "Paul Orsk" is not "Jan Paul Orsk".
fn is_one_name(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let within = short.iter().all(|word| long.iter().any(|other| is_spelled_alike(word, other)));
    let alike = |a: Option<&String>, b: Option<&String>| a.zip(b).is_some_and(|(a, b)| is_spelled_alike(a, b));
    let first = alike(short.first(), long.first());
    within && (short.len() == 1 || first) || first && alike(short.last(), long.last())
}

/// "Mohammed", "Muhamad": the same but for doubled letters and vowels that sound alike, as names from another script are.
/// "Hassan" and "Hussein" are two.
fn is_spelled_alike(a: &str, b: &str) -> bool {
    let consonants = |word: &str| {
        let mut kept: Vec<char> = word.chars().filter(|c| !VOWELS.contains(*c)).collect();
        kept.dedup();
        kept
    };
    a == b || a.len() > 3 && b.len() > 3 && consonants(a) == consonants(b) && sound_alike(a, b)
}

const VOWELS: &str = "aeiouy";

/// Has each run of vowels in one word a vowel that sounds like one of the same run in the other?
fn sound_alike(a: &str, b: &str) -> bool {
    let runs = |word: &str| -> Vec<String> {
        let runs = word.split(|c| !VOWELS.contains(c)).filter(|run| !run.is_empty());
        runs.map(str::to_owned).collect()
    };
    let near = |x: char, y: char| x == y || matches!((x, y), ('a' | 'i' | 'y', 'e') | ('o', 'u') | ('i', 'y'));
    let alike = |x: &str, y: &str| x.chars().any(|x| y.chars().any(|y| near(x, y) || near(y, x)));
    let (a, b) = (runs(a), runs(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| alike(a, b))
}

/// The group as far as its words tell it apart.
fn kind(claim: &Claim, who: Who) -> Who {
    let unsaid = who.role == Role::StateForces && who.traits.both(Traits::ARMED).is_empty();
    let military = if unsaid && is_of_soldiers(claim) { &[Trait::Military][..] } else { &[] };
    let ages = if who.traits.both(Traits::DEMOGRAPHIC).is_empty() { ages(claim) } else { &[] };
    Who { traits: who.traits.with(Traits::of(military)).with(Traits::of(ages)), ..who }
}

#[cfg(test)]
mod tests {
    use super::is_one_name;

    fn same(a: &str, b: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        is_one_name(&words(a), &words(b)) && is_one_name(&words(b), &words(a))
    }

    #[test]
    fn a_person_is_named_in_full_or_in_part() {
        assert!(same("ann orsk", "orsk"));
        assert!(same("ann orsk", "ann maria orsk"));
        assert!(same("mohammed ali orsk", "muhamad orsk"));
        assert!(same("ahmed orsk", "ahmad orsk"));
        assert!(same("hussein orsk", "husain orsk"));
    }

    #[test]
    fn those_who_share_a_last_name_are_others() {
        assert!(!same("ann orsk", "paul orsk"));
        assert!(!same("paul orsk", "jan paul orsk"));
        assert!(!same("hassan orsk", "hussein orsk"));
        assert!(!same("jamal orsk", "jamil orsk"));
        assert!(!same("omar orsk", "emir orsk"));
    }
}
