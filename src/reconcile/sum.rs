//! Adding groups up: what a claimant's parts make together where it gave no number for the whole.

use crate::domain::{Interval, Role};

use super::{
    forest::Forest,
    group::Group,
    who::{Traits, Who},
};

/// The sum of groups none of which is part of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub count: Interval,
    /// The groups added, in the order of the forest. Words without a number that only announce the numbers are not among them.
    pub groups: Vec<usize>,
    /// Some people may have been counted twice, so that the low end is less than the sum.
    pub overlaps: bool,
}

/// Different sides are disjoint, and so are persons told apart. Ages, occupations and sides cut across one another:
/// together they are at least the largest of the three and at most their sum.
pub fn sum(forest: &Forest, groups: &[usize], of: Role) -> Sum {
    let groups: Vec<usize> = groups.iter().copied().filter(|&i| !announces(forest, groups, i)).collect();
    let count = add(forest, &groups, of);
    let most = groups.iter().fold(0u64, |sum, &i| sum.saturating_add(forest.count[i].low));
    Sum { count, overlaps: count.low < most, groups }
}

/// "Several people were killed", followed by who they were.
fn announces(forest: &Forest, groups: &[usize], i: usize) -> bool {
    let group = &forest.groups[i];
    let numbered = |j: &usize| *j != i && forest.groups[*j].has_number && group.who.covers(forest.groups[*j].who);
    !group.has_number && groups.iter().any(numbered)
}

fn add(forest: &Forest, groups: &[usize], of: Role) -> Interval {
    let (mut base, mut kinds, mut ages, mut persons) = (Interval::ZERO, None, None, Interval::ZERO);
    let join = |bin: &mut Option<Interval>, count| *bin = Some(bin.map_or(count, |b: Interval| b.plus(count)));
    let mut sides: Vec<Role> = Vec::new();
    for &i in groups {
        let (Group { who: Who { role, traits }, .. }, count) = (&forest.groups[i], forest.count[i]);
        if *role != of {
            if !sides.contains(role) {
                sides.push(*role);
            }
        } else if forest.groups[i].is_single() {
            persons = persons.plus(count);
        } else if traits.is_empty()
            || is_listed(forest, groups, i)
            || (of != Role::All && !Traits::DEMOGRAPHIC.contains(*traits))
        {
            base = base.plus(count);
        } else if Traits::DEMOGRAPHIC.contains(*traits) {
            join(&mut ages, count);
        } else {
            join(&mut kinds, count);
        }
    }
    for side in sides {
        let own: Vec<usize> = groups.iter().copied().filter(|&i| forest.groups[i].who.role == side).collect();
        base = base.plus(add(forest, &own, side));
    }
    [kinds, ages].into_iter().flatten().fold(base, crossing).plus(persons)
}

/// "A couple and their two children": told in one breath with another of these, so that nobody is in both.
fn is_listed(forest: &Forest, groups: &[usize], i: usize) -> bool {
    let beside = |j: usize| {
        let others = &forest.groups[j].mentions;
        forest.groups[i].mentions.iter().any(|m| others.iter().any(|o| m.is_listed_with(o)))
    };
    groups.iter().any(|&j| j != i && beside(j))
}

/// Two groups that may share people.
fn crossing(a: Interval, b: Interval) -> Interval {
    Interval { low: a.low.max(b.low), high: a.plus(b).high }
}
