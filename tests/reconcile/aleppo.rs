//! The case the program was made for: the ministry's one dead and three "neutralized" against the Observatory's five.

use recount::domain::{Basis, ClaimantKind, Outcome, Role, RowState, Rule, Stance, Switch, event::Meaning};

use crate::event::{Event, shown};

const MINISTRY: &str = "interior ministry";
const SOHR: &str = "Syrian Observatory for Human Rights";

fn aleppo() -> Event {
    use ClaimantKind::{Monitor, Official};
    let mut event = Event::new();
    event.say(1, MINISTRY, 1, Role::StateForces).kind(Official);
    event.say(1, MINISTRY, 3, Role::ArmedGroup).kind(Official).outcome(Outcome::Neutralized);
    event.say(1, MINISTRY, 1, Role::StateForces).kind(Official).repeats(0);
    event.say(1, MINISTRY, 3, Role::ArmedGroup).kind(Official).outcome(Outcome::Neutralized).repeats(1);
    event.say(1, MINISTRY, 4, Role::ArmedGroup).kind(Official).outcome(Outcome::Detained);
    event.say(1, SOHR, 5, Role::All).kind(Monitor);
    event.say(1, SOHR, 2, Role::StateForces).kind(Monitor).part_of(5);
    let suspected = "three suspected members of an IS-affiliated cell";
    event.say(1, SOHR, 3, Role::ArmedGroup).kind(Monitor).part_of(5).stance(Stance::Hedged).evidence(suspected);
    let reportedly = "two of whom reportedly detonated themselves";
    let last =
        event.say(1, SOHR, 2, Role::ArmedGroup).kind(Monitor).part_of(7).stance(Stance::Hedged).evidence(reportedly);
    last.means("own explosives");
    event
}

/// The comparison as a table of words: row, state, explanation, then each column's cell.
fn table(event: &Event) -> Vec<String> {
    let comparison = event.compare();
    let columns = [MINISTRY, SOHR].map(|name| event.column(name));
    let rows = comparison.rows().map(|row| {
        let cells = columns.map(|c| format!("{} {}", shown(&row.cells[c]), row.cells[c].basis));
        let indent = "  ".repeat(row.depth.into());
        format!("{indent}{} | {} | {} | {}", row.measure, cells[0], cells[1], row.state)
    });
    rows.collect()
}

#[test]
fn before_anything_is_settled() {
    assert_eq!(
        table(&aleppo()),
        [
            "killed / all | 1–4 derived | 5 stated | conflict",
            "  killed / state forces | 1 stated | 2 stated | conflict",
            "  killed / armed group | 0–3 possible | 3 stated | single",
            "    killed / by own explosives | · silent | 2 stated | single",
            "detained / all | 4 derived | · silent | single",
            "  detained / armed group | 4 stated | · silent | single",
            "neutralized / all | 3 derived | · silent | single",
            "  neutralized / armed group | 3 stated | · silent | single",
        ]
    );
}

#[test]
fn once_neutralized_is_settled_as_killed() {
    let mut event = aleppo();
    event.switches.push(Switch::Neutralized { claimant: None, means: Meaning::Killed });
    assert_eq!(
        table(&event)[..4],
        [
            "killed / all | 4 derived | 5 stated | conflict",
            "  killed / state forces | 1 stated | 2 stated | conflict",
            "  killed / armed group | 3 derived | 3 stated | agree",
            "    killed / by own explosives | · silent | 2 stated | single",
        ]
    );
    assert_eq!(event.row(Role::All, &[]).explanation, "differ by 1, all of it state forces");
}

#[test]
fn once_neutralized_is_settled_as_not_killed() {
    let mut event = aleppo();
    event.switches.push(Switch::Neutralized { claimant: Some("Interior Ministry".into()), means: Meaning::NotKilled });
    let rows = table(&event);
    assert_eq!(rows[0], "killed / all | 1 derived | 5 stated | conflict");
    assert_eq!(rows[2], "  killed / armed group | · silent | 3 stated | single");
}

#[test]
fn every_cell_says_how_it_follows() {
    let mut event = aleppo();
    let ministry = |event: &Event| event.cell(MINISTRY, Role::All, &[]);
    let derivation = ministry(&event).derivation.unwrap();
    assert_eq!(derivation, "1–4 = 1 state forces + up to 3 \"neutralized\"; nothing else reported");
    assert_eq!(event.cell(MINISTRY, Role::ArmedGroup, &[]).note.unwrap(), "3 \"neutralized\"");
    assert_eq!(event.cell(SOHR, Role::ArmedGroup, &[]).note.unwrap(), "suspected");
    event.switches.push(Switch::Neutralized { claimant: None, means: Meaning::Killed });
    let derivation = ministry(&event).derivation.unwrap();
    assert_eq!(
        derivation,
        "4 = 1 state forces + 3 armed group (\"neutralized\", settled as killed); nothing else reported"
    );
}

#[test]
fn repeated_mentions_are_one_claim_and_the_conflict_is_explained() {
    let event = aleppo();
    let cell = event.cell(MINISTRY, Role::StateForces, &[]);
    assert_eq!((cell.basis, cell.claims.len()), (Basis::Stated, 1));
    assert_eq!(event.row(Role::All, &[]).explanation, "differ by at least 1; state forces by 1");
}

#[test]
fn nothing_rests_on_what_is_only_possible() {
    let event = aleppo();
    let armed = event.rule(Rule::Range, Role::ArmedGroup);
    assert_eq!((armed.low, armed.high), (Some(3), Some(3)));
    assert!(armed.left_out.iter().any(|(_, why)| why == "possible only; not settled"));
    assert_eq!(event.row(Role::ArmedGroup, &[]).state, RowState::Single);
    let all = event.rule(Rule::Range, Role::All);
    assert_eq!((all.low, all.high), (Some(1), Some(5)));
}
