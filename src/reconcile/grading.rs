//! How well an event's harm to people is reported, in Airwars' manner (civilian harm grading, as its incident pages explain it).
//!
//! Airwars' words: confirmed, a specific belligerent accepted responsibility; fair, two or more credible sources, with
//! likely or confirmed near actions by a belligerent; weak, a single source; contested, competing claims of
//! responsibility; discounted, those killed were combatants, or other parties most likely responsible.
//!
//! Own reading: a source is a claimant, however many outlets carry it. What military actions were near we do not know and
//! do not ask. Who did it is known from the claims' own words, and whether that party admits it from its having a figure
//! of its own for the dead or hurt who were no fighters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{Outcome, Role, claim::vocabulary};

use super::{board::Board, claimant::identity, state::voices};

vocabulary! {
    HarmGrade {
        /// A party named as having done it accepts that people were harmed.
        Confirmed = "confirmed",
        /// Two or more credible claimants.
        Fair = "fair",
        /// One claimant only.
        Weak = "weak",
        /// Several parties are said to have done it.
        Contested = "contested",
        /// Only fighters are said to have been harmed, or nobody.
        Discounted = "discounted",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grading {
    pub grade: HarmGrade,
    /// One sentence that says on what the grade rests.
    pub grounds: String,
}

/// `None` where nobody speaks of anyone killed or injured.
pub fn grading(board: &Board) -> Option<Grading> {
    let harm = |outcome| matches!(outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties);
    let lines = || board.lines.iter().filter(|l| harm(l.question.outcome) && l.question.label.is_none());
    let people = |role| matches!(role, Role::All | Role::Civilian | Role::Unknown);
    let mut heard: Vec<usize> = Vec::new();
    let mut unarmed: Vec<usize> = Vec::new();
    for line in lines() {
        for voice in voices(line).iter().filter(|v| v.count().high != Some(0)) {
            heard.push(voice.seat);
            let claims = voice.reading.claims.iter().map(|&at| board.pool.claim(at));
            let own = claims.filter(|c| !c.count.is_zero()).any(|c| people(c.victims.role));
            if people(line.question.who.role) && own {
                unarmed.push(voice.seat);
            }
        }
    }
    for seats in [&mut heard, &mut unarmed] {
        seats.sort_unstable();
        seats.dedup();
    }
    let counted = |at: &usize| board.pool.fate[*at].is_none();
    let mut accused: Vec<&str> = (0..board.pool.statements.len())
        .filter(counted)
        .filter_map(|at| board.pool.claim(at).perpetrator.as_deref())
        .collect();
    accused.sort_unstable_by_key(|name| identity(name));
    accused.dedup_by_key(|name| identity(name));
    let name = |seat: usize| board.seats[seat].name.as_str();
    let admits = unarmed.iter().find(|&&seat| accused.iter().any(|party| identity(party) == identity(name(seat))));
    let (grade, grounds) = match (&unarmed[..], admits, &accused[..]) {
        ([], ..) if heard.is_empty() && lines().next().is_none() => return None,
        ([], ..) => (HarmGrade::Discounted, "no report of harm to anyone but fighters".to_owned()),
        (_, Some(&party), _) => (HarmGrade::Confirmed, format!("{} gives a figure itself", name(party))),
        (.., [_, _, ..]) => (HarmGrade::Contested, format!("said to have been {}", accused.join(" or "))),
        ([one], ..) => (HarmGrade::Weak, format!("only {} reports it", name(*one))),
        (many, ..) => (HarmGrade::Fair, format!("{} claimants report it", many.len())),
    };
    Some(Grading { grade, grounds })
}
