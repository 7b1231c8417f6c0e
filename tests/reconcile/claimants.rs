//! Columns: who is one claimant, who lends no weight, in what order they stand, and what they say to each other.

use recount::domain::{Basis, ClaimantKind, Reliability, Role, RowState};

use crate::event::{Event, at_least};

#[test]
fn one_claimant_in_ten_outlets_is_one_report() {
    let mut event = Event::new();
    for article in 1..=10 {
        event.say(article, "police", 9, Role::All);
    }
    let comparison = event.compare();
    assert_eq!((comparison.columns.len(), comparison.columns[0].outlets.len()), (1, 10));
    assert_eq!(event.state(), RowState::Single);
}

#[test]
fn a_captain_who_contradicts_the_police_is_another_voice() {
    let mut event = Event::new();
    event.say(1, "police", 11, Role::All);
    event.say(1, "police captain", 13, Role::All);
    assert_eq!(event.state(), RowState::Conflict);
    assert_eq!(event.row(Role::All, &[]).explanation, "differ by 2");
}

#[test]
fn the_outlet_that_gives_its_sources_figure_is_no_second_source() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All).kind(ClaimantKind::Police);
    event.say(1, "Outlet 1", 9, Role::All).kind(ClaimantKind::Media);
    assert_eq!(event.state(), RowState::Single);
    event.say(2, "Outlet 2", 9, Role::All).kind(ClaimantKind::Media);
    assert_eq!(event.state(), RowState::Agree, "another paper's own account is one");
}

#[test]
fn the_government_with_its_ministrys_figure_is_no_second_source() {
    let mut event = Event::new();
    event.say(1, "Ministry of Defence", 26, Role::ArmedGroup).kind(ClaimantKind::Official);
    event.say(2, "the government", 26, Role::ArmedGroup).kind(ClaimantKind::Official);
    assert_eq!(event.row(Role::ArmedGroup, &[]).state, RowState::Single);
}

#[test]
fn who_knew_one_of_the_dead_does_not_contradict_the_toll() {
    let mut event = Event::new();
    event.say(1, "police", 3, Role::All);
    event.say(1, "Outlet 1", 1, Role::All).kind(ClaimantKind::Media).named("Rima Sadeq");
    assert_eq!(event.state(), RowState::Single);
    assert_eq!(event.total("Outlet 1").1, Basis::Possible);
}

#[test]
fn columns_stand_by_grade_then_by_distance_from_the_parties() {
    let mut event = Event::new();
    event.say(1, "the rebels", 3, Role::All).kind(ClaimantKind::ArmedGroup);
    event.say(1, "Outlet 1", 4, Role::All).kind(ClaimantKind::Media);
    event.say(1, "hospital", 5, Role::All).kind(ClaimantKind::Medical);
    event.say(1, "United Nations", 6, Role::All).kind(ClaimantKind::International);
    let order = |event: &Event| event.compare().columns.into_iter().map(|c| c.claimant).collect::<Vec<_>>();
    assert_eq!(order(&event), ["United Nations", "hospital", "the rebels", "Outlet 1"]);
    event.grade("Outlet 1", Reliability::A);
    event.grade("hospital", Reliability::E);
    assert_eq!(order(&event), ["Outlet 1", "United Nations", "the rebels", "hospital"]);
}

#[test]
fn overlapping_figures_are_compatible_and_say_what_all_allow() {
    let mut event = Event::new();
    event.say(1, "police", at_least(9), Role::All);
    event.say(1, "hospital", 11, Role::All);
    let row = event.row(Role::All, &[]);
    assert_eq!((row.state, row.explanation.as_str()), (RowState::Compatible, "all allow 11"));
}

#[test]
fn the_explanation_names_the_fewest_who_would_have_to_change() {
    let mut event = Event::new();
    for who in ["police", "mayor", "hospital"] {
        event.say(1, who, 9, Role::All);
    }
    event.say(1, "rebels", 11, Role::All);
    assert_eq!(event.row(Role::All, &[]).explanation, "rebels differs from the other 3 by 2");
}

#[test]
fn who_stands_apart_is_measured_against_the_one_it_contradicts() {
    let mut event = Event::new();
    event.say(1, "ministry", 100, Role::All);
    event.say(1, "hospital", at_least(61), Role::All);
    event.say(1, "rebels", 180, Role::All);
    assert_eq!(event.row(Role::All, &[]).explanation, "rebels differs from the other 2 by 80");
}

#[test]
fn a_difference_is_traced_to_the_parts_that_make_it_up() {
    let mut event = Event::new();
    for (who, state, armed) in [("army", 10, 20), ("rebels", 13, 21)] {
        event.say(1, who, state, Role::StateForces);
        event.say(1, who, armed, Role::ArmedGroup);
    }
    assert_eq!(event.row(Role::All, &[]).explanation, "differ by 4: state forces by 3, armed group by 1");
}

#[test]
fn a_described_person_is_no_toll_but_one_soldier_is() {
    use recount::domain::Trait;
    let mut event = Event::new();
    event.say(1, "police", 1, Role::All).kind(ClaimantKind::Police).traits(&[Trait::Man]).words("a 20-year-old man");
    event.say(1, "army", 1, Role::StateForces).kind(ClaimantKind::Military).words("a soldier");
    event.say(1, "hospital", 4, Role::All).kind(ClaimantKind::Medical);
    assert_eq!(event.total("police").1, Basis::Possible);
    assert_eq!(event.total("army").1, Basis::Derived);
    assert_eq!(event.state(), RowState::Conflict);
}

#[test]
fn one_victim_known_by_name_contradicts_an_explicit_zero() {
    let mut event = Event::new();
    event.say(1, "army", 0, Role::Civilian);
    event.say(1, "hospital", 9, Role::All);
    event.say(1, "Outlet 1", 1, Role::Civilian).kind(ClaimantKind::Media).named("Rima Sadeq");
    assert_eq!(event.row(Role::Civilian, &[]).state, RowState::Conflict);
}

#[test]
fn some_of_those_told_of_before_give_no_toll_beside_a_larger_one() {
    for words in ["those two men", "the other two", "two 30-year-old men", "my two brothers"] {
        let mut event = Event::new();
        event.say(1, "police", 5, Role::All).words("people");
        event.say(1, "mayor", 2, Role::All).words(words);
        assert_eq!(event.total("mayor").1, Basis::Possible, "{words}");
        assert_eq!(event.state(), RowState::Single);
    }
    let mut event = Event::new();
    event.say(1, "police", 5, Role::All).words("people");
    event.say(1, "mayor", 7, Role::All).words("the other seven");
    assert_eq!(event.state(), RowState::Conflict, "a larger number contradicts whatever its words");
}

#[test]
fn people_of_one_sex_give_no_toll_of_all_but_a_breakdown_does() {
    use recount::domain::Trait;
    let mut event = Event::new();
    event.say(1, "police", 8, Role::All);
    event.say(1, "mayor", 2, Role::All).traits(&[Trait::Woman]);
    assert_eq!(event.state(), RowState::Single);
    event.say(1, "mayor", 4, Role::All).traits(&[Trait::Man]);
    assert_eq!((event.total("mayor").0.as_str(), event.state()), ("6", RowState::Conflict));
}

#[test]
fn the_young_are_not_among_the_grown_ups() {
    let mut event = Event::new();
    event.say(1, "police", 4, Role::All).words("adults");
    event.say(1, "police", 3, Role::Civilian).words("teenagers");
    assert_eq!(event.total("police"), ("7".into(), Basis::Derived));
}

#[test]
fn those_in_critical_condition_are_some_of_the_hurt() {
    use recount::domain::Outcome;
    let mut event = Event::new();
    event.say(1, "police", 6, Role::All).outcome(Outcome::Injured);
    event.say(1, "mayor", 2, Role::All).outcome(Outcome::Injured);
    let told = "Two were in critical condition".to_owned();
    event.statements[1].record.claim.evidence[0].exact = told;
    assert_eq!(event.row_of(Outcome::Injured, Role::All, &[]).state, RowState::Single);
}

#[test]
fn two_numbers_of_children_contradict_each_other() {
    use recount::domain::Trait;
    let mut event = Event::new();
    event.say(1, "mayor", 12, Role::Civilian).traits(&[Trait::Child]);
    event.say(1, "police", 9, Role::Civilian).traits(&[Trait::Child]);
    assert_eq!(event.state(), RowState::Conflict);
}
