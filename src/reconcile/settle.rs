//! What the analyst settled, asked per claimant. A word about one claimant goes before a word about the whole event, and
//! of two words about the same question the later one stands.

use crate::domain::{Inclusion, Measure, Switch, event::Meaning};

use super::claimant::identity;

/// The switches as one claimant's report reads them.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled<'a> {
    switches: &'a [Switch],
    /// Identities of every name the claimant goes by.
    names: &'a [String],
}

impl<'a> Settled<'a> {
    pub fn of(switches: &'a [Switch], names: &'a [String]) -> Self {
        Self { switches, names }
    }

    /// The last switch that `read` answers, those naming this claimant before those naming nobody.
    fn last<T>(&self, read: impl Fn(&'a Switch) -> Option<(&'a Option<String>, T)>) -> Option<T> {
        let (mut ours, mut everybodys) = (None, None);
        for (claimant, value) in self.switches.iter().filter_map(read) {
            match claimant {
                None => everybodys = Some(value),
                Some(name) if self.names.contains(&identity(name)) => ours = Some(value),
                Some(_) => {}
            }
        }
        ours.or(everybodys)
    }

    pub fn neutralized(&self) -> Meaning {
        self.last(|s| match s {
            Switch::Neutralized { claimant, means } => Some((claimant, *means)),
            _ => None,
        })
        .unwrap_or(Meaning::Open)
    }

    pub fn casualties(&self) -> Meaning {
        self.last(|s| match s {
            Switch::Casualties { claimant, means } => Some((claimant, *means)),
            _ => None,
        })
        .unwrap_or(Meaning::Open)
    }

    /// Are attackers inside the claimant's total? `None`: as the claimant's own words have it.
    pub fn attackers(&self) -> Option<Inclusion> {
        self.last(|s| match s {
            Switch::Attackers { claimant, inside } => Some((claimant, *inside)),
            _ => None,
        })
    }

    /// A switch about this measure goes before one about all measures.
    pub fn silence_means_none(&self, measure: &Measure) -> bool {
        let about = |wanted: Option<&Measure>| {
            self.last(|s| match s {
                Switch::Silence { claimant, measure, means_none } if measure.as_ref() == wanted => {
                    Some((claimant, *means_none))
                }
                _ => None,
            })
        };
        about(Some(measure)).or_else(|| about(None)).unwrap_or(true)
    }

    pub fn cumulative(&self) -> bool {
        let ours = |claimant: &String| self.names.contains(&identity(claimant));
        let said = self.switches.iter().rev().find_map(|s| match s {
            Switch::Cumulative { claimant, cumulative } if ours(claimant) => Some(*cumulative),
            _ => None,
        });
        said.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Outcome, Role};

    #[test]
    fn a_word_about_one_claimant_goes_before_a_word_about_all() {
        let switches = [
            Switch::Neutralized { claimant: Some("the army".into()), means: Meaning::NotKilled },
            Switch::Neutralized { claimant: None, means: Meaning::Killed },
        ];
        let (army, police) = ([identity("Army")], [identity("police")]);
        assert_eq!(Settled::of(&switches, &army).neutralized(), Meaning::NotKilled);
        assert_eq!(Settled::of(&switches, &police).neutralized(), Meaning::Killed);
        assert_eq!(Settled::of(&[], &police).neutralized(), Meaning::Open);
    }

    #[test]
    fn the_later_word_on_a_question_stands() {
        let say = |cumulative| Switch::Cumulative { claimant: "UN".into(), cumulative };
        let names = [identity("UN")];
        assert!(Settled::of(&[say(true)], &names).cumulative());
        assert!(!Settled::of(&[say(true), say(false)], &names).cumulative());
    }

    #[test]
    fn silence_means_none_until_it_is_opened_here_or_everywhere() {
        let total = Measure::of(Outcome::Killed, Role::All);
        let everywhere = Switch::Silence { claimant: None, measure: None, means_none: false };
        let here = Switch::Silence { claimant: None, measure: Some(total.clone()), means_none: true };
        assert!(Settled::of(&[], &[]).silence_means_none(&total));
        assert!(!Settled::of(std::slice::from_ref(&everywhere), &[]).silence_means_none(&total));
        assert!(Settled::of(&[everywhere, here], &[]).silence_means_none(&total));
    }
}
