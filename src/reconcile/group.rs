//! From claims to groups of victims: within one claimant's report, which claims are about the same people.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{ArticleId, Interval, Outcome, Role};

use super::{
    admit::{Pool, Why},
    mention::{Mention, Time, Whole},
    who::{Traits, Who},
    wording::Apart,
};

/// Where a group stands among the groups of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    ByItself,
    /// A part of another group, by its place in the list.
    In(usize),
    /// A part of somebody else's number.
    Foreign,
}

/// Some people, counted once, with all the claims that count them.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The most that the claims together say of them.
    pub who: Who,
    pub count: Interval,
    /// The first one leads.
    pub mentions: Vec<Mention<'a>>,
    pub place: Place,
    pub label: Option<String>,
    /// False where no claim gives a number.
    pub has_number: bool,
    pub apart: Apart,
    /// No claim but speaks of some of a larger number.
    pub partitive: bool,
    /// The claimant gave disjoint figures on the same day; `count` spans them.
    pub at_odds: bool,
}

impl<'a> Group<'a> {
    fn new(mention: Mention<'a>, place: Place) -> Self {
        Self {
            who: mention.who,
            count: mention.count,
            place,
            label: mention.label.clone(),
            has_number: mention.has_number,
            apart: mention.apart,
            partitive: mention.partitive,
            at_odds: false,
            mentions: vec![mention],
        }
    }

    pub fn lead(&self) -> &Mention<'a> {
        &self.mentions[0]
    }

    pub fn is_single(&self) -> bool {
        self.count == Interval::exact(1)
    }

    /// People of one age or sex, by a trait or by the words alone: "two women", "four adults".
    pub fn is_of_one_age(&self) -> bool {
        !self.lead().kind.traits.both(Traits::DEMOGRAPHIC).is_empty()
    }

    /// Does any of the claims itself speak of exactly this group?
    pub fn states(&self, who: Who) -> bool {
        self.mentions.iter().any(|m| m.who == who)
    }

    /// Do the words of the two groups tell them apart?
    pub fn excludes(&self, other: &Self) -> bool {
        self.mentions.iter().any(|m| other.mentions.iter().any(|o| m.kind.excludes(o.kind)))
    }

    pub fn is_in(&self, article: ArticleId) -> bool {
        self.mentions.iter().any(|m| m.article == article)
    }

    /// How well the mention fits into this group; `None` where it counts other people.
    fn fit(&self, m: &Mention, place: Place) -> Option<Fit> {
        if self.place != place && !self.is_the_part(m, place) || self.label != m.label {
            return None;
        }
        let another = (m.apart == Apart::More) != (self.apart == Apart::More);
        // "Injuring nine more", "nine others were hurt": the same nine.
        let another = another && !(m.apart.min(self.apart) == Apart::Others && self.count == m.count && !m.is_single());
        let some_of_them = m.partitive != self.partitive;
        let apart = another && self.is_in(m.article) || (another || some_of_them) && self.count != m.count;
        if !m.has_number {
            return (self.who == m.who && !apart).then_some(Fit::Numberless);
        }
        if apart || !self.has_number || self.mentions.iter().any(|g| g.is_listed_with(m)) {
            return None;
        }
        if self.is_single() && m.is_single() {
            let kinds = place == Place::ByItself || self.who == m.who;
            return (kinds && self.mentions.iter().all(|g| g.may_be_the_person(m))).then_some(Fit::Same);
        }
        let names_one_of_them = m.is_single() && !m.names().is_empty();
        if self.who != m.who || names_one_of_them {
            return None;
        }
        if self.count == m.count {
            Some(Fit::Same)
        } else if self.count.overlaps(m.count) && !self.at_odds {
            Some(Fit::Overlapping)
        } else {
            (!self.is_in(m.article)).then_some(Fit::AtOdds)
        }
    }

    /// "Six children died", where another sentence calls six children a part of the dead: the same six.
    fn is_the_part(&self, m: &Mention, place: Place) -> bool {
        let several = m.count.is_exact() && m.count.low > 1;
        self.place == Place::ByItself
            && matches!(place, Place::In(_))
            && several
            && self.who == m.who
            && self.count == m.count
    }

    fn take(&mut self, mention: Mention<'a>, place: Place, fit: Fit) {
        self.place = place;
        self.apart = self.apart.min(mention.apart);
        self.partitive &= mention.partitive;
        match fit {
            Fit::Same => {
                self.who = Who {
                    role: if self.who.role == Role::All { mention.who.role } else { self.who.role },
                    traits: self.who.traits.with(mention.who.traits),
                };
            }
            Fit::Overlapping => self.count = self.count.intersect(mention.count),
            Fit::AtOdds => {
                self.count = self.count.hull(mention.count);
                self.at_odds = true;
            }
            Fit::Numberless => {}
        }
        self.mentions.push(mention);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    Overlapping,
    AtOdds,
    Numberless,
}

/// Brings together what counts the same people. All replacements must be known by now, those in other reports too: a whole
/// may be somebody else's.
pub fn group<'a>(pool: &Pool, mut mentions: Vec<Mention<'a>>, outcome: Outcome) -> Vec<Group<'a>> {
    let here: BTreeSet<usize> = mentions.iter().map(|m| m.at).collect();
    for m in &mut mentions {
        m.whole = match pool.whole_of(m.at) {
            Some(whole) if here.contains(&whole) => Whole::In(whole),
            Some(whole) if pool.claim(whole).outcome == outcome => Whole::Foreign,
            _ => Whole::None,
        };
        // "Six were shot, two of them died": of everybody hit a part, of the dead all.
        m.partitive &= !pool.is_part_of_another_outcome(m.at);
    }
    let listed: Vec<bool> =
        mentions.iter().map(|m| mentions.iter().any(|o| o.at < m.at && m.is_listed_with(o))).collect();
    // "A guard and another man were killed": beside the guard, not beside whoever was counted before.
    for (m, _) in mentions.iter_mut().zip(listed).filter(|(m, listed)| *listed && m.apart == Apart::More) {
        m.apart = Apart::No;
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in wholes_first(mentions) {
        let place = match mention.whole {
            Whole::None => Place::ByItself,
            Whole::Foreign => Place::Foreign,
            Whole::In(whole) => group_of.get(&whole).map_or(Place::ByItself, |&g| Place::In(g)),
        };
        let best = groups.iter().enumerate().filter_map(|(i, g)| Some((g.fit(&mention, place)?, i))).min();
        let (at, found) = (mention.at, best.map_or(groups.len(), |(_, i)| i));
        match best {
            Some((fit, i)) => groups[i].take(mention, place, fit),
            None => groups.push(Group::new(mention, place)),
        }
        group_of.insert(at, found);
    }
    groups
}

/// Wholes before their parts, numbers before words, otherwise as written.
fn wholes_first(mut mentions: Vec<Mention>) -> Vec<Mention> {
    let wholes: BTreeMap<usize, Whole> = mentions.iter().map(|m| (m.at, m.whole)).collect();
    let depth = |m: &Mention| {
        let next = |whole: &Whole| match whole {
            Whole::In(at) => wholes.get(at).copied(),
            Whole::None | Whole::Foreign => None,
        };
        std::iter::successors(Some(m.whole), next).take(wholes.len()).count()
    };
    mentions.sort_by_cached_key(|m| (depth(m), !m.has_number, m.at));
    mentions
}

/// Of the same group of victims the figures of the latest day stand, also downward. People named are replaced only by
/// later words about the same names, a number is not replaced by words without one, and a toll by nothing that makes none:
/// "fifteen of the coffins", "another two".
pub fn leave_out_outdated(pool: &mut Pool, mentions: &mut Vec<Mention>) {
    type Slot<'s> = (Who, Option<&'s str>, &'s [String], bool, bool);
    fn slot<'s>(m: &'s Mention, toll: bool) -> Slot<'s> {
        (m.who, m.label.as_deref(), m.names(), m.has_number, toll)
    }
    let mut latest: BTreeMap<Slot, (Time, usize)> = BTreeMap::new();
    for m in mentions.iter() {
        let seen = latest.entry(slot(m, m.is_toll())).or_insert((m.time, m.at));
        if m.time > seen.0 {
            *seen = (m.time, m.at);
        }
    }
    let mut replaced: Vec<(usize, usize)> = Vec::new();
    for m in mentions.iter() {
        let later = [true, m.is_toll()].map(|toll| latest.get(&slot(m, toll)));
        if let Some((_, by)) = later.into_iter().flatten().find(|(time, _)| m.time < *time) {
            replaced.push((m.at, *by));
        }
    }
    replaced.extend(overtaken(mentions));
    for (at, by) in replaced {
        pool.fate[at].get_or_insert(Why::Outdated(by));
    }
    mentions.retain(|m| pool.fate[m.at].is_none());
}

/// Totals too small for what the same claimant counted on a later day, and numbers too large for its later total.
fn overtaken(mentions: &[Mention]) -> Vec<(usize, usize)> {
    let by_itself = |m: &&Mention| m.whole == Whole::None && m.has_number;
    let exceeds = |m: &Mention, total: &Mention| total.count.high.is_some_and(|high| high < m.count.low);
    let mut found = Vec::new();
    let is_toll =
        |m: &&Mention| m.who == Who::ALL && m.apart == Apart::No && !m.is_single() && !m.is_of_persons(Who::ALL);
    for total in mentions.iter().filter(by_itself).filter(is_toll) {
        let larger = || mentions.iter().filter(by_itself).filter(|m| exceeds(m, total));
        found.extend(larger().find(|m| m.time > total.time).map(|m| (total.at, m.at)));
        found.extend(larger().filter(|m| m.time < total.time).map(|m| (m.at, total.at)));
    }
    found
}

/// A part that no longer fits the figure which replaced its whole goes with the whole it was a part of.
pub fn leave_out_outgrown(pool: &mut Pool, mentions: &mut Vec<Mention>) {
    let most: BTreeMap<usize, Option<u64>> = mentions.iter().map(|m| (m.at, m.count.high)).collect();
    for m in mentions.iter().filter(|m| pool.lost_its_whole(m.at)).collect::<Vec<_>>() {
        let whole = pool.whole_of(m.at);
        if let Some((whole, Some(Some(high)))) = whole.map(|w| (w, most.get(&w)))
            && *high < m.count.low
        {
            pool.fate[m.at] = Some(Why::Outgrown(whole));
        }
    }
    mentions.retain(|m| pool.fate[m.at].is_none());
}
