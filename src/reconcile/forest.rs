//! Groups inside groups: which number is a part of which, and what parts and wholes say about each other.

use std::cmp::Reverse;

use crate::domain::{Inclusion, Interval, Role, Trait};

use super::{
    bounds::{System, Var},
    group::{Group, Place},
    mention::Mention,
    who::{Traits, Who},
    wording::Apart,
};

/// The groups of one outcome of one report, each with its whole and with its number narrowed as far as the others allow.
#[derive(Debug, Default)]
pub struct Forest<'a> {
    pub groups: Vec<Group<'a>>,
    /// The group each one is a part of.
    pub parent: Vec<Option<usize>>,
    /// As stated where the report contradicts itself.
    pub count: Vec<Interval>,
    /// The whole whose parts exceed it.
    pub contradiction: Option<usize>,
    /// Attackers counted apart from a total that may contain them, for nobody settled it.
    pub attackers_unsettled: bool,
}

impl<'a> Forest<'a> {
    /// `settled`: what the analyst settled about attackers in this claimant's total.
    pub fn grow(groups: Vec<Group<'a>>, settled: Option<Inclusion>) -> Self {
        let total = principal(&groups, Who::ALL);
        let said = total.is_some_and(|t| groups[t].mentions.iter().any(|m| m.leaves_attackers_out()));
        let inside = settled.unwrap_or(if said { Inclusion::No } else { Inclusion::Yes });
        let absorbing = Absorbing { groups: &groups, total, attackers_apart: inside != Inclusion::Yes };
        let parent: Vec<Option<usize>> = (0..groups.len()).map(|i| absorbing.parent(i)).collect();
        let (count, contradiction) = solve(&groups, &parent);
        Self { groups, parent, count, contradiction, attackers_unsettled: inside == Inclusion::Unknown }
    }

    pub fn ancestors(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent[of], |&i| self.parent[i])
    }

    /// Is the group, or a whole it is in, a part of somebody else's number?
    pub fn is_foreign(&self, group: usize) -> bool {
        std::iter::once(group).chain(self.ancestors(group)).any(|i| self.groups[i].place == Place::Foreign)
    }

    pub fn parts(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.groups.len()).filter(move |&i| self.parent[i] == Some(of))
    }
}

/// The claimant's number for everyone of a kind: the largest that is neither one person nor "another so many" nor "so many of
/// them", nor, beside people counted, the "nobody" that means nobody else.
fn principal(groups: &[Group], who: Who) -> Option<usize> {
    let counted = |g: &Group| g.place == Place::ByItself && g.has_number && g.count.low > 0;
    let nobody_else = |zero: &Group| {
        zero.count == Interval::ZERO && groups.iter().any(|g| counted(g) && g.is_in(zero.lead().article))
    };
    let rest = |g: &Group| g.mentions.iter().all(Mention::is_rest);
    let is_whole = |g: &Group| {
        !g.is_single() && !g.partitive && g.apart != Apart::More && g.has_number && !nobody_else(g) && !rest(g)
    };
    let is_narrower = |g: &Group| who.traits.is_empty() && g.is_of_one_age();
    let eligible = |g: &Group| g.place == Place::ByItself && g.who == who && is_whole(g) && !is_narrower(g);
    let candidates = groups.iter().enumerate().filter(|(_, g)| eligible(g));
    let size = |g: &Group| (g.count.low, g.count.high.unwrap_or(u64::MAX), Reverse(g.apart));
    candidates.max_by_key(|(i, g)| (size(g), Reverse(*i))).map(|(i, _)| i)
}

/// Where a group goes that the text does not tie to another: a stated whole absorbs what fits under it.
struct Absorbing<'g, 'a> {
    groups: &'g [Group<'a>],
    total: Option<usize>,
    attackers_apart: bool,
}

impl Absorbing<'_, '_> {
    fn parent(&self, i: usize) -> Option<usize> {
        match self.groups[i].place {
            Place::In(whole) => Some(whole),
            Place::Foreign => None,
            Place::ByItself if self.total == Some(i) => None,
            Place::ByItself => {
                let Who { role, traits: _ } = self.groups[i].who;
                let own_kind = || self.of_kind(i, self.groups[i].who);
                own_kind()
                    .or_else(|| self.of_kind(i, Who::role(role)))
                    .or_else(|| self.of_all(i))
                    .or_else(|| self.of_a_few(i))
            }
        }
    }

    /// Policemen among the security forces; not policemen beside soldiers.
    fn of_kind(&self, i: usize, kind: Who) -> Option<usize> {
        let group = &self.groups[i];
        let whole = principal(self.groups, kind).filter(|&p| p != i && Some(p) != self.total)?;
        let inside = group.apart != Apart::More && !self.is_before_others(i, whole);
        let fits = fits(group.count, self.groups[whole].count) && !self.groups[whole].excludes(group);
        (inside && fits).then_some(whole)
    }

    /// The total holds every other number, also one too large for it: then the report contradicts itself. Outside stay
    /// attackers whom the total leaves out, and "another twelve" unless everything outside adds up to the total.
    fn of_all(&self, i: usize) -> Option<usize> {
        let (total, group) = (self.total?, &self.groups[i]);
        let attacker_outside = group.who.role == Role::Attacker && self.attackers_apart;
        let outside = attacker_outside || self.is_before_others(i, total);
        (!outside && (group.apart != Apart::More || self.adds_up(total))).then_some(total)
    }

    /// "A policeman and twelve others": the policeman is not among the twelve.
    fn is_before_others(&self, i: usize, others: usize) -> bool {
        let (group, others) = (&self.groups[i], &self.groups[others]);
        let same_text = group.lead().article == others.lead().article;
        others.apart != Apart::No && same_text && group.lead().at < others.lead().at
    }

    fn adds_up(&self, total: usize) -> bool {
        let others = self.groups.iter().enumerate().filter(|(i, g)| *i != total && g.place == Place::ByItself);
        let sum = others.map(|(_, g)| g.count).fold(Interval::ZERO, Interval::plus);
        sum == self.groups[total].count && sum.is_exact()
    }

    /// The person told of later by name among "two men" or "a family of six", and "one of the men"; not the woman beside two
    /// men, nor an attacker whom the total leaves out.
    fn of_a_few(&self, i: usize) -> Option<usize> {
        let person = &self.groups[i];
        let apart = person.apart == Apart::More || (person.who.role == Role::Attacker && self.attackers_apart);
        let holds = |j: &usize| {
            let few = &self.groups[*j];
            let same_text = few.mentions.iter().any(|m| person.is_in(m.article));
            let named = person.mentions.iter().any(|m| !m.names().is_empty())
                && Traits::OF_A_FAMILY.contains(person.who.traits);
            let family = few.who.traits.contains(Traits::of(&[Trait::Family]))
                && Traits::OF_A_FAMILY.contains(person.who.traits)
                && few.who.role != Role::Attacker;
            let kinds = named || family || few.who.covers(person.who) || person.who.covers(few.who);
            let listed = || person.mentions.iter().any(|p| few.mentions.iter().any(|f| f.is_listed_with(p)));
            let several = few.place == Place::ByItself && few.has_number && few.count.low > 1 && !few.partitive;
            let inside = same_text && fits(person.count, few.count) && !self.is_before_others(i, *j);
            *j != i && several && inside && kinds && !few.excludes(person) && !listed()
        };
        let detail = person.is_single() || person.partitive || person.mentions.iter().all(Mention::is_rest);
        (detail && !apart).then(|| (0..self.groups.len()).find(holds))?
    }
}

fn fits(part: Interval, whole: Interval) -> bool {
    whole.high.is_none_or(|high| part.low <= high)
}

/// Narrows all numbers by each other, or returns them as stated with the place of the contradiction.
fn solve(groups: &[Group], parent: &[Option<usize>]) -> (Vec<Interval>, Option<usize>) {
    let mut system = System::default();
    let vars: Vec<Var> = groups.iter().map(|g| system.number(g.count)).collect();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (i, whole) in parent.iter().enumerate() {
        if let Some(whole) = whole {
            parts[*whole].push(i);
        }
    }
    for (whole, parts) in parts.iter().enumerate() {
        for family in disjoint(groups, groups[whole].who.role, parts) {
            system.holds(vars[whole], family.into_iter().map(|i| vars[i]).collect());
        }
    }
    match system.solve() {
        Ok(()) => (vars.iter().map(|v| system.get(*v)).collect(), None),
        Err(_) => {
            let sum = |family: &Vec<usize>| family.iter().fold(0u64, |sum, &i| sum.saturating_add(groups[i].count.low));
            let exceeds = |whole: &usize| {
                let most = groups[*whole].count.high.unwrap_or(u64::MAX);
                disjoint(groups, groups[*whole].who.role, &parts[*whole]).iter().any(|family| sum(family) > most)
            };
            let at = (0..groups.len()).find(exceeds).unwrap_or_default();
            (groups.iter().map(|g| g.count).collect(), Some(at))
        }
    }
}

/// The parts of a whole in families within which nobody is counted twice: the sides; ages and sexes; occupations. Between
/// families people may be the same. A kind named beside its finer kinds ("civilians", "reporters") stands for them, and
/// whoever the text does not tie to the whole, or tells apart by words alone, is a family of his own.
pub fn disjoint(groups: &[Group], role: Role, parts: &[usize]) -> Vec<Vec<usize>> {
    let mut sides: Vec<usize> = Vec::new();
    let (mut ages, mut kinds, mut families) = (Vec::new(), Vec::new(), Vec::new());
    for &i in parts {
        let group = &groups[i];
        let own_side = group.who.role == role;
        if group.label.is_some() || (group.is_single() && group.place == Place::ByItself) {
            families.push(vec![i]);
        } else if !own_side && is_spine(groups, parts, i) {
            sides.push(i);
        } else if own_side && group.who.traits.is_empty() {
            families.push(vec![i]);
        } else if own_side && Traits::DEMOGRAPHIC.contains(group.who.traits) {
            ages.push(i);
        } else if own_side {
            kinds.push(i);
        } else {
            families.push(vec![i]);
        }
    }
    families.extend([sides, ages, kinds].into_iter().filter(|f| !f.is_empty()));
    families
}

/// Does this part speak for its side? The side itself if it was numbered, else its occupations, else its ages.
fn is_spine(groups: &[Group], parts: &[usize], i: usize) -> bool {
    let rank = |i: usize| match groups[i].who.traits {
        t if t.is_empty() => 0,
        t if Traits::DEMOGRAPHIC.contains(t) => 2,
        _ => 1,
    };
    let own_side = |j: &&usize| groups[**j].who.role == groups[i].who.role && groups[**j].label.is_none();
    parts.iter().filter(own_side).map(|&j| rank(j)).min() == Some(rank(i))
}
