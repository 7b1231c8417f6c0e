//! Outcomes that may mean killed.

use recount::domain::{Basis, Outcome, Role, RowState, Switch, event::Meaning};

use crate::event::{Event, shown};

#[test]
fn casualties_are_dead_and_hurt_and_killed_only_perhaps() {
    let mut event = Event::new();
    event.say(1, "police", 46, Role::All).outcome(Outcome::Casualties);
    event.say(1, "hospital", 12, Role::All);
    assert_eq!(event.total("police"), ("0–46".into(), Basis::Possible));
    assert_eq!(event.state(), RowState::Single);
    event.switches.push(Switch::Casualties { claimant: None, means: Meaning::Killed });
    assert_eq!(event.total("police"), ("46".into(), Basis::Derived));
    assert_eq!(event.state(), RowState::Conflict);
    event.switches.push(Switch::Casualties { claimant: None, means: Meaning::NotKilled });
    assert_eq!(event.total("hospital").0, "12");
    assert_eq!(event.cell("police", Role::All, &[]).basis, Basis::Silent);
}

#[test]
fn casualties_of_all_contain_the_dead_already_counted() {
    let mut event = Event::new();
    event.say(1, "police", 2, Role::StateForces);
    event.say(1, "police", 46, Role::All).outcome(Outcome::Casualties);
    assert_eq!(event.total("police").0, "2–46");
}

#[test]
fn neutralized_who_were_taken_alive_are_not_dead() {
    let mut event = Event::new();
    event.say(1, "ministry", 26, Role::ArmedGroup).outcome(Outcome::Neutralized);
    event.say(1, "ministry", 9, Role::ArmedGroup).outcome(Outcome::Surrendered).part_of(0);
    assert_eq!(shown(&event.cell("ministry", Role::ArmedGroup, &[])), "0–17");
}

#[test]
fn what_the_claimant_counted_as_killed_is_not_widened() {
    let mut event = Event::new();
    event.say(1, "army", 26, Role::ArmedGroup).outcome(Outcome::Neutralized);
    event.say(1, "army", 20, Role::ArmedGroup);
    event.say(1, "army", 1, Role::StateForces);
    assert_eq!(event.cell("army", Role::ArmedGroup, &[]).basis, Basis::Stated);
    assert_eq!(event.total("army").0, "21");
}

#[test]
fn a_claimant_settled_as_counting_a_longer_time_leaves_the_comparison() {
    let mut event = Event::new();
    event.say(1, "UN", 900, Role::All);
    event.say(1, "police", 9, Role::All);
    event.switches.push(Switch::Cumulative { claimant: "UN".into(), cumulative: true });
    assert_eq!(event.compare().columns.len(), 1);
    assert_eq!(event.state(), RowState::Single);
}
