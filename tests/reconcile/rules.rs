//! The published rules, each over the same claims.

use recount::{
    domain::{ClaimantKind, Credibility, Measure, Outcome, Reliability, Role, Rule},
    reconcile::{Reconciled, figures},
};

use crate::event::{Event, at_least, up_to, vague};

fn numbers(event: &Event, rule: Rule, role: Role) -> (Option<u64>, Option<u64>, Option<u64>) {
    let result = event.rule(rule, role);
    (result.low, result.best, result.high)
}

fn three() -> Event {
    let mut event = Event::new();
    event.say(1, "army", at_least(9), Role::All).kind(ClaimantKind::Military);
    event.day(3);
    event.say(2, "hospital", 14, Role::All).kind(ClaimantKind::Medical);
    event.say(2, "residents", 12, Role::All).kind(ClaimantKind::Witness);
    event
}

#[test]
fn range_goes_from_the_lowest_to_the_highest_and_invents_no_best() {
    assert_eq!(numbers(&three(), Rule::Range, Role::All), (Some(9), None, None));
    let mut event = three();
    event.statements.remove(0);
    assert_eq!(numbers(&event, Rule::Range, Role::All), (Some(12), None, Some(14)));
}

#[test]
fn ucdp_takes_the_most_reliable_and_the_lower_of_equals() {
    let mut event = three();
    event.statements.remove(0);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All), (Some(12), Some(12), Some(14)));
    event.grade("hospital", Reliability::B);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All), (Some(12), Some(14), Some(14)));
    event.grade("residents", Reliability::E);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All), (Some(14), Some(14), Some(14)));
}

#[test]
fn ucdp_lets_a_party_speaking_of_its_enemy_widen_high_only() {
    let mut event = Event::new();
    event.say(1, "army", 100, Role::ArmedGroup).kind(ClaimantKind::Military);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::ArmedGroup), (None, None, Some(100)));
    event.say(1, "rebels", 12, Role::ArmedGroup).kind(ClaimantKind::ArmedGroup);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::ArmedGroup), (Some(12), Some(12), Some(100)));
}

#[test]
fn ucdp_total_is_the_sum_of_its_sides_and_the_unknown() {
    let mut event = Event::new();
    event.say(1, "monitor", 20, Role::All);
    event.say(1, "monitor", 8, Role::Civilian);
    event.say(1, "monitor", 5, Role::StateForces);
    let reconciled = Reconciled::new(&event.statements, &event.switches);
    let sides = reconciled.sides(Outcome::Killed).unwrap();
    assert_eq!((sides.civilians, sides.state_forces, sides.armed_groups, sides.unknown), (8, 5, 0, 7));
    assert_eq!(sides.best, 20);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All).1, Some(20));
}

#[test]
fn attackers_told_of_as_part_of_the_fighters_are_not_counted_twice() {
    let mut event = Event::new();
    event.say(1, "monitor", 5, Role::All);
    event.say(1, "monitor", 2, Role::StateForces).part_of(0);
    event.say(1, "monitor", 3, Role::ArmedGroup).part_of(0);
    event.say(1, "monitor", 2, Role::Attacker).part_of(2);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All), (Some(5), Some(5), Some(5)));
    let sides = Reconciled::new(&event.statements, &event.switches).sides(Outcome::Killed).unwrap();
    assert_eq!((sides.state_forces, sides.armed_groups, sides.best), (2, 3, 5));
    // Attackers beside fighters are more of them.
    let mut event = Event::new();
    event.say(1, "monitor", 3, Role::ArmedGroup);
    event.say(1, "monitor", 2, Role::Attacker);
    let sides = Reconciled::new(&event.statements, &event.switches).sides(Outcome::Killed).unwrap();
    assert_eq!(sides.armed_groups, 5);
}

#[test]
fn conservative_takes_the_lowest_and_reads_vague_words_by_its_table() {
    assert_eq!(numbers(&three(), Rule::Conservative, Role::All), (Some(9), Some(9), Some(9)));
    let mut event = Event::new();
    event.say(1, "residents", vague("dozens of", 24, None), Role::All);
    event.say(1, "officials", up_to(36), Role::All);
    assert_eq!(numbers(&event, Rule::Conservative, Role::All).1, Some(12));
    assert_eq!(numbers(&event, Rule::Range, Role::All), (Some(0), None, None));
}

#[test]
fn conservative_passes_over_what_was_judged_improbable() {
    let mut event = three();
    event.statements[0].record.credibility = Some(Credibility::Improbable);
    assert_eq!(numbers(&event, Rule::Conservative, Role::All).1, Some(12));
    let left = event.rule(Rule::Conservative, Role::All).left_out;
    assert!(left.iter().any(|(_, why)| why == "judged not credible"));
}

#[test]
fn recent_takes_the_newest_then_the_majority_then_the_lowest() {
    let mut event = three();
    assert_eq!(numbers(&event, Rule::Recent, Role::All), (Some(12), Some(12), Some(12)));
    event.say(2, "mayor", 14, Role::All);
    assert_eq!(numbers(&event, Rule::Recent, Role::All).1, Some(14));
}

#[test]
fn recent_does_not_ask_the_perpetrator() {
    let mut event = Event::new();
    event.say(1, "residents", 30, Role::Civilian).perpetrator("the Army");
    event.day(2);
    event.say(2, "army", 4, Role::Civilian);
    assert_eq!(numbers(&event, Rule::Recent, Role::Civilian).1, Some(30));
}

#[test]
fn every_claim_of_the_row_is_used_or_left_out_with_a_reason() {
    let event = three();
    for rule in Rule::ALL.iter().copied().filter(|r| *r != Rule::Manual) {
        let result = event.rule(rule, Role::All);
        assert_eq!(result.used.len() + result.left_out.len(), 3, "{rule}");
        assert!(!result.why.is_empty());
    }
}

#[test]
fn figures_carry_the_reports_with_their_claims() {
    let event = three();
    let figures = figures(&event.statements, &event.switches, Rule::Range);
    let total = figures.iter().find(|f| f.measure == Measure::of(Outcome::Killed, Role::All)).unwrap();
    let hospital = total.reports.iter().find(|r| r.claimant == "hospital").unwrap();
    assert_eq!((hospital.low, hospital.high), (Some(14), Some(14)));
    assert_eq!((hospital.claims[0].document.as_str(), hospital.claims[0].claim), ("a2", 0));
}

#[test]
fn ucdp_takes_what_more_claimants_give_before_the_lower_figure() {
    let mut event = three();
    event.say(2, "mayor", 14, Role::All);
    assert_eq!(numbers(&event, Rule::Ucdp, Role::All), (Some(9), Some(14), None));
}

#[test]
fn an_armed_group_speaking_of_another_speaks_of_its_enemy() {
    let mut event = Event::new();
    event.say(1, "M23", 40, Role::ArmedGroup).kind(ClaimantKind::ArmedGroup).of("FDLR");
    assert_eq!(numbers(&event, Rule::Ucdp, Role::ArmedGroup), (None, None, Some(40)));
    let mut event = Event::new();
    event.say(1, "M23", 4, Role::ArmedGroup).kind(ClaimantKind::ArmedGroup).of("M23");
    assert_eq!(numbers(&event, Rule::Ucdp, Role::ArmedGroup).1, Some(4));
}

#[test]
fn of_equally_reliable_figures_ucdp_takes_the_one_in_the_headline() {
    let mut event = three();
    event.statements.remove(0);
    assert_eq!(event.rule(Rule::Ucdp, Role::All).best, Some(12), "the lower one");
    event.say(2, "Outlet 2", 14, Role::All).kind(ClaimantKind::Media).repeats(0);
    event.statements[2].record.claim.evidence[0].part = recount::domain::TextPart::Title;
    assert_eq!(event.rule(Rule::Ucdp, Role::All).best, Some(14));
    event.grade("residents", Reliability::B);
    assert_eq!(event.rule(Rule::Ucdp, Role::All).best, Some(12), "a grade goes before a headline");
}
