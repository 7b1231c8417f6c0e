//! Which claims count.

use recount::domain::{Basis, Judgement, Role, RowState, Rule, Scope, Stance};

use crate::event::{Event, exactly, some};

#[test]
fn rejected_denied_and_background_claims_stay_out_and_are_listed_with_the_reason() {
    let mut event = Event::new();
    event.say(1, "army", 9, Role::All);
    let rejected = event.say(1, "army", 40, Role::All).judged(Judgement::Rejected).id();
    let denied = event.say(1, "rebels", 9, Role::All).stance(Stance::Denied).id();
    let period = event.say(1, "monitor", 120, Role::All).scope(Scope::Period).id();
    let war = event.say(1, "monitor", 9000, Role::All).scope(Scope::Cumulative).id();
    assert_eq!(event.compare().columns.len(), 1, "only the army reports this event");
    let range = event.rule(Rule::Range, Role::All);
    assert_eq!((range.low, range.high), (Some(9), Some(9)));
    let why = |id| range.left_out.iter().find(|(left, _)| *left == id).map(|(_, why)| why.as_str());
    assert_eq!(why(rejected), Some("rejected"));
    assert_eq!(why(denied), Some("a denial"));
    assert_eq!(why(period), Some("counts several incidents or a period"));
    assert_eq!(why(war), Some("counts a longer time than this event"));
}

#[test]
fn an_explicit_zero_is_a_stated_zero_and_silence_is_not() {
    let mut event = Event::new();
    event.say(1, "ministry", 0, Role::Civilian);
    event.say(1, "priest", 4, Role::Civilian);
    event.say(1, "army", 3, Role::StateForces);
    assert_eq!(event.cell("ministry", Role::Civilian, &[]).interval, exactly(0));
    assert_eq!(event.row(Role::Civilian, &[]).state, RowState::Conflict);
    let silent = event.cell("army", Role::Civilian, &[]);
    assert_eq!((silent.basis, silent.interval), (Basis::Silent, None));
}

#[test]
fn words_without_a_number_are_shown_and_weigh_only_where_they_contradict() {
    let mut event = Event::new();
    event.say(1, "ministry", some(), Role::Civilian);
    event.say(1, "rebels", 7, Role::Civilian);
    assert_eq!(event.row(Role::Civilian, &[]).state, RowState::Single);
    let range = event.rule(Rule::Range, Role::Civilian);
    assert_eq!((range.low, range.high), (Some(7), Some(7)));
    assert!(range.left_out.iter().any(|(_, why)| why == "gives no number"));

    let mut event = Event::new();
    event.say(1, "ministry", 0, Role::Civilian);
    event.say(1, "residents", some(), Role::Civilian);
    assert_eq!(event.row(Role::Civilian, &[]).state, RowState::Conflict, "some is not none");
}

#[test]
fn a_copy_adds_no_voice_but_what_it_adds_of_its_own_counts() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All);
    event.say(2, "police", 9, Role::All).copy_of(1);
    event.say(2, "hospital", 11, Role::All).copy_of(1);
    let comparison = event.compare();
    let police = &comparison.columns[event.column("police")];
    assert_eq!(police.outlets, ["Outlet 1", "Outlet 2"]);
    assert_eq!(event.cell("police", Role::All, &[]).claims.len(), 1);
    assert_eq!(event.cell("hospital", Role::All, &[]).interval, exactly(11));
}

#[test]
fn a_claim_rejected_in_the_original_is_not_revived_by_its_copy() {
    let mut event = Event::new();
    event.say(1, "police", 90, Role::All).judged(Judgement::Rejected);
    event.say(1, "police", 9, Role::All);
    event.say(2, "police", 90, Role::All).copy_of(1);
    assert_eq!(event.total("police").0, "9");
}

#[test]
fn where_the_first_mention_was_rejected_the_second_speaks() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All).judged(Judgement::Rejected);
    event.say(1, "police", 9, Role::All).repeats(0);
    assert_eq!(event.total("police").0, "9");
}

#[test]
fn unjudged_claims_count_and_are_marked() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All).judged(Judgement::Proposed);
    event.say(1, "hospital", 9, Role::All);
    assert!(event.cell("police", Role::All, &[]).proposed);
    assert!(!event.cell("hospital", Role::All, &[]).proposed);
}

#[test]
fn circles_and_dangling_references_in_what_comes_from_outside_do_no_harm() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All).superseded_by(1).part_of(1);
    event.say(1, "police", 8, Role::All).superseded_by(0).part_of(0);
    event.say(1, "police", 2, Role::Civilian).part_of(77).repeats(2).superseded_by(99);
    assert_eq!(event.compare().columns.len(), 1);
    assert_eq!(event.cell("police", Role::Civilian, &[]).interval, exactly(2));
}
