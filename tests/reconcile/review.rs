//! What an analyst asks later: does the decision still stand, how well is the event reported.

use jiff::Timestamp;
use recount::{
    domain::{ClaimId, Decision, FigureState, Measure, Outcome, Role, Rule},
    reconcile::{HarmGrade, Reconciled},
};

use crate::event::Event;

fn decision(rule: Rule, (low, best, high): (u64, Option<u64>, u64), claims: Vec<ClaimId>) -> Decision {
    Decision {
        measure: Measure::of(Outcome::Killed, Role::All),
        low: Some(low),
        best,
        high: Some(high),
        rule,
        claims,
        reason: "counted at the morgue".into(),
        state: FigureState::Reconciled,
        waiting_for: None,
        standard: None,
        analyst: "ana".into(),
        at: Timestamp::UNIX_EPOCH,
        signed_by: None,
    }
}

fn drift(event: &Event, decision: &Decision) -> Vec<String> {
    Reconciled::new(&event.statements, &event.switches).drift(decision)
}

#[test]
fn a_decision_drifts_when_reports_change_under_it() {
    let mut event = Event::new();
    let police = event.say(1, "police", 9, Role::All).id();
    let hospital = event.say(1, "hospital", 11, Role::All).id();
    let by_range = decision(Rule::Range, (9, None, 11), vec![police, hospital]);
    let by_hand = decision(Rule::Manual, (10, Some(10), 10), vec![police, hospital]);
    assert!(drift(&event, &by_range).is_empty());
    assert!(drift(&event, &by_hand).is_empty());
    event.day(2);
    event.say(2, "police", 12, Role::All);
    let replaced = "c1 no longer counts: replaced by the same claimant's later word, c3";
    assert_eq!(drift(&event, &by_range), [replaced, "new: police 12 (c3)", "range now gives 11 / – / 12"]);
    assert_eq!(drift(&event, &by_hand), [replaced, "new: police 12 (c3)"]);
}

fn grade(event: &Event) -> Option<(HarmGrade, String)> {
    let grading = Reconciled::new(&event.statements, &event.switches).grading()?;
    Some((grading.grade, grading.grounds))
}

#[test]
fn one_claimant_is_weak_two_are_fair_and_an_admission_confirms() {
    let mut event = Event::new();
    event.say(1, "residents", 9, Role::Civilian).perpetrator("the army");
    event.say(2, "residents", 9, Role::Civilian);
    assert_eq!(grade(&event).unwrap(), (HarmGrade::Weak, "only residents reports it".into()));
    event.say(2, "hospital", 7, Role::All);
    assert_eq!(grade(&event).unwrap().0, HarmGrade::Fair);
    event.say(2, "army", 2, Role::Civilian);
    assert_eq!(grade(&event).unwrap(), (HarmGrade::Confirmed, "army gives a figure itself".into()));
}

#[test]
fn several_said_to_have_done_it_is_contested_and_fighters_alone_are_discounted() {
    let mut event = Event::new();
    event.say(1, "residents", 9, Role::Civilian).perpetrator("army");
    event.say(2, "mayor", 9, Role::Civilian).perpetrator("rebels");
    assert_eq!(grade(&event).unwrap(), (HarmGrade::Contested, "said to have been army or rebels".into()));
    let mut event = Event::new();
    event.say(1, "army", 9, Role::ArmedGroup);
    event.say(1, "army", 0, Role::Civilian);
    assert_eq!(grade(&event).unwrap().0, HarmGrade::Discounted);
    assert_eq!(grade(&Event::new()), None);
}
