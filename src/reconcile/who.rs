//! The group of victims a number counts, in a form that compares fast: a role and a set of traits.

use crate::domain::{Measure, Outcome, Role, Trait, Victims};

/// A set of traits, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Traits(u16);

impl Traits {
    pub const NONE: Self = Self(0);

    pub fn of(traits: &[Trait]) -> Self {
        Self(traits.iter().fold(0, |bits, t| bits | Self::bit(*t)))
    }

    const fn bit(t: Trait) -> u16 {
        1 << t as u16
    }

    pub fn iter(self) -> impl Iterator<Item = Trait> {
        Trait::ALL.iter().copied().filter(move |t| self.0 & Self::bit(*t) != 0)
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Age and sex: kinds that exclude one another, and cut across what people do.
    pub const DEMOGRAPHIC: Self =
        Self(Self::bit(Trait::Child) | Self::bit(Trait::Woman) | Self::bit(Trait::Man) | Self::bit(Trait::Elderly));
    /// What says nothing against belonging to a family told of before; an occupation sets somebody apart.
    pub const OF_A_FAMILY: Self = Self(Self::DEMOGRAPHIC.0 | Self::bit(Trait::Family));
    /// Whose side they were on follows from these.
    pub const ARMED: Self = Self(Self::bit(Trait::Police) | Self::bit(Trait::Military));
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who {
    pub role: Role,
    pub traits: Traits,
}

impl Who {
    /// Everybody: the total.
    pub const ALL: Self = Self { role: Role::All, traits: Traits::NONE };

    pub fn of(victims: &Victims) -> Self {
        Self { role: victims.role, traits: Traits::of(&victims.traits) }
    }

    pub const fn role(role: Role) -> Self {
        Self { role, traits: Traits::NONE }
    }

    /// Is everyone counted by `other` also counted by `self`?
    pub fn covers(self, other: Self) -> bool {
        (self.role == Role::All || self.role == other.role) && other.traits.contains(self.traits)
    }

    /// Can nobody be in both? Different sides; or different ages or sexes ("girls", child and woman at once, exclude
    /// neither children nor women); or police and soldiers.
    pub fn excludes(self, other: Self) -> bool {
        let sides = self.role != other.role && self.role != Role::All && other.role != Role::All;
        sides || apart(self, other, Traits::DEMOGRAPHIC) || apart(self, other, Traits::ARMED)
    }

    pub fn measure(self, outcome: Outcome, part: Option<String>) -> Measure {
        Measure { outcome, role: self.role, traits: self.traits.iter().collect(), part }
    }
}

fn apart(a: Who, b: Who, family: Traits) -> bool {
    let (a, b) = (a.traits.both(family), b.traits.both(family));
    !a.is_empty() && !b.is_empty() && a.both(b).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role, traits: &[Trait]) -> Who {
        Who { role, traits: Traits::of(traits) }
    }

    #[test]
    fn the_total_covers_everybody_and_a_kind_covers_its_finer_kinds() {
        let pupils = who(Role::Civilian, &[Trait::Child, Trait::Student]);
        assert!(Who::ALL.covers(pupils));
        assert!(who(Role::Civilian, &[Trait::Child]).covers(pupils));
        assert!(who(Role::All, &[Trait::Child]).covers(pupils));
        assert!(!who(Role::Civilian, &[Trait::Woman]).covers(pupils));
        assert!(!who(Role::StateForces, &[]).covers(pupils));
        assert!(!pupils.covers(who(Role::Civilian, &[Trait::Child])));
    }

    #[test]
    fn women_are_not_men_but_may_be_medics() {
        let women = who(Role::All, &[Trait::Woman]);
        assert!(women.excludes(who(Role::All, &[Trait::Man])));
        assert!(!women.excludes(who(Role::Civilian, &[Trait::Medic])));
        assert!(!women.excludes(who(Role::All, &[Trait::Child, Trait::Woman])));
        assert!(who(Role::StateForces, &[]).excludes(who(Role::Civilian, &[])));
        assert!(who(Role::StateForces, &[Trait::Police]).excludes(who(Role::StateForces, &[Trait::Military])));
    }

    #[test]
    fn traits_come_back_in_their_own_order() {
        let traits = Traits::of(&[Trait::Foreigner, Trait::Child]);
        assert_eq!(traits.iter().collect::<Vec<_>>(), [Trait::Child, Trait::Foreigner]);
    }
}
