//! Tolls change: the later word of a claimant stands, upward and downward.

use recount::{
    domain::{Measure, Outcome, Role, Rule, Trait},
    reconcile::Reconciled,
};

use crate::event::{Event, another, exactly, shown};

#[test]
fn a_later_article_replaces_the_earlier_figure_also_downward() {
    let mut event = Event::new();
    let early = event.say(1, "health ministry", 48, Role::All).id();
    event.day(2);
    let late = event.say(2, "health ministry", 34, Role::All).id();
    assert_eq!(event.total("health ministry").0, "34");
    let range = event.rule(Rule::Range, Role::All);
    assert_eq!((range.low, range.high, range.used), (Some(34), Some(34), vec![late]));
    let why = format!("replaced by the same claimant's later word, {late}");
    assert!(range.left_out.contains(&(early, why)));
}

#[test]
fn the_day_a_figure_was_true_goes_before_the_day_it_was_printed() {
    let mut event = Event::new();
    event.day(5);
    event.say(1, "police", 12, Role::All).true_on(2);
    event.day(3);
    event.say(2, "police", 15, Role::All).true_on(3);
    assert_eq!(event.total("police").0, "15");
}

#[test]
fn within_an_article_the_claim_says_itself_what_replaces_it() {
    let mut event = Event::new();
    event.say(1, "police", 48, Role::All).superseded_by(1);
    event.say(1, "police", 34, Role::All);
    assert_eq!(event.total("police").0, "34");
}

#[test]
fn parts_of_a_replaced_total_go_on_in_the_new_one() {
    let mut event = Event::new();
    event.say(1, "governor", 12, Role::All);
    event.say(1, "governor", 2, Role::StateForces).traits(&[Trait::Police]).part_of(0);
    event.day(2);
    event.say(2, "governor", 14, Role::All);
    assert_eq!(event.total("governor").0, "14");
    assert_eq!(shown(&event.cell("governor", Role::StateForces, &[])), "2");
}

#[test]
fn a_part_too_large_for_the_new_total_goes_with_the_old_one() {
    let mut event = Event::new();
    event.say(1, "ministry", 89, Role::All);
    let gone = event.say(1, "ministry", 60, Role::Civilian).part_of(0).id();
    event.day(2);
    event.say(2, "ministry", 42, Role::All);
    let comparison = event.compare();
    assert_eq!(comparison.columns[0].inconsistent, None);
    assert_eq!(comparison.rows().count(), 1);
    let left = event.rule(Rule::Range, Role::All).left_out;
    assert!(left.iter().any(|(id, why)| *id == gone && why.contains("no longer fits")));
}

#[test]
fn a_total_the_claimant_later_outgrew_is_dropped() {
    let mut event = Event::new();
    event.say(1, "army", 20, Role::All);
    event.day(2);
    event.say(2, "army", 30, Role::ArmedGroup);
    event.say(2, "army", 5, Role::StateForces);
    assert_eq!(event.total("army").0, "35");
}

#[test]
fn naming_a_victim_later_does_not_lower_the_toll() {
    let mut event = Event::new();
    event.say(1, "police", 3, Role::All);
    event.day(2);
    event.say(2, "police", 1, Role::All).named("John Smith");
    assert_eq!(event.total("police").0, "3");
}

#[test]
fn two_figures_of_one_claimant_on_one_day_are_both_kept_in_sight() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All);
    event.say(2, "police", 11, Role::All);
    let cell = event.cell("police", Role::All, &[]);
    assert_eq!((shown(&cell), cell.claims.len()), ("9–11".into(), 2));
    assert_eq!(cell.note.as_deref(), Some("two figures of one day"));
}

#[test]
fn a_person_without_a_name_in_one_article_and_named_in_the_next_is_one() {
    let mut event = Event::new();
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a man");
    event.day(2);
    event.say(2, "police", 1, Role::All).traits(&[Trait::Man]).named("John Smith");
    assert_eq!(event.cell("police", Role::All, &[]).interval, exactly(1));
}

#[test]
fn the_toll_over_time_keeps_every_word() {
    let mut event = Event::new();
    event.say(1, "ministry", 48, Role::All);
    event.say(1, "ministry", 48, Role::All).repeats(0);
    event.say(1, "hospital", 20, Role::All);
    event.day(2);
    event.say(2, "ministry", 34, Role::All);
    let tolls = Reconciled::new(&event.statements, &[]).tolls(&Measure::of(Outcome::Killed, Role::All));
    let told = tolls.iter().map(|t| format!("{} {} {}", t.claimant, t.interval, t.stands));
    assert_eq!(told.collect::<Vec<_>>(), ["ministry 48 false", "ministry 34 true", "hospital 20 true"]);
}

#[test]
fn a_later_total_replaces_what_no_longer_fits_it() {
    let mut event = Event::new();
    event.say(1, "rescuers", 17, Role::Civilian);
    event.day(2);
    event.say(2, "rescuers", 0, Role::All);
    assert_eq!(event.total("rescuers").0, "0");
    assert_eq!(event.compare().columns[0].inconsistent, None);
}

#[test]
fn some_of_the_dead_told_of_later_replace_no_toll() {
    let mut event = Event::new();
    event.say(1, "health ministry", 34, Role::All);
    event.day(2);
    event.say(2, "health ministry", 15, Role::All).words("of the coffins");
    assert_eq!(event.total("health ministry").0, "34");
}

#[test]
fn more_dead_told_of_later_are_added_and_replace_nothing() {
    let mut event = Event::new();
    event.say(1, "police", 7, Role::All);
    event.day(2);
    event.say(2, "police", another(2), Role::All);
    assert_eq!(event.total("police").0, "9");
}

#[test]
fn a_later_toll_holds_those_added_before() {
    let mut event = Event::new();
    event.say(1, "police", 7, Role::All);
    event.say(1, "police", another(2), Role::All);
    event.day(2);
    event.say(2, "police", 9, Role::All);
    assert_eq!(event.total("police").0, "9");
}
