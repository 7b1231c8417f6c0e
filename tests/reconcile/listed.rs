//! People told of together, and everybody hit beside the dead.

use recount::domain::{Basis, ClaimantKind, Outcome, Role, Rule, Trait};

use crate::event::{Event, another};

#[test]
fn two_persons_of_one_breath_are_two() {
    let family = &[Trait::Family];
    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::Civilian).traits(family);
    event.say(1, "sheriff", 1, Role::Civilian).traits(family).beside(0);
    assert_eq!(event.total("sheriff").0, "2");

    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::Civilian).traits(family);
    event.say(1, "sheriff", 1, Role::Civilian).traits(family);
    assert_eq!(event.total("sheriff").0, "1", "told twice, a person is one");
}

#[test]
fn another_man_beside_a_guard_is_among_the_two_counted_before() {
    let mut event = Event::new();
    event.say(1, "sheriff", 2, Role::All);
    event.say(1, "sheriff", 1, Role::All).words("Oren Tally").named("Oren Tally");
    event.say(1, "sheriff", another(1), Role::All).beside(1);
    assert_eq!(event.total("sheriff").0, "2");

    let mut event = Event::new();
    event.say(1, "sheriff", 2, Role::All);
    event.say(1, "sheriff", another(1), Role::All);
    assert_eq!(event.total("sheriff").0, "3", "by itself another is one more");
}

#[test]
fn who_tells_of_one_person_does_not_lower_who_tells_of_two() {
    let mut event = Event::new();
    event.say(1, "Outlet 1", 1, Role::All).kind(ClaimantKind::Media).traits(&[Trait::Man]);
    event.say(1, "Outlet 1", 1, Role::All).kind(ClaimantKind::Media).traits(&[Trait::Woman]);
    event.say(1, "aunt", 1, Role::All).kind(ClaimantKind::Family).words("my niece");
    assert_eq!(event.cell("aunt", Role::All, &[]).basis, Basis::Possible);
    assert_eq!(event.rule(Rule::Ucdp, Role::All).best, Some(2));
}

#[test]
fn the_dead_of_everybody_hit_are_the_toll_of_the_dead() {
    let mut event = Event::new();
    event.say(1, "police", 7, Role::All).outcome(Outcome::Casualties);
    event.say(1, "police", 2, Role::All).part_of(0).words("of the victims");
    event.say(1, "police", 1, Role::All).words("Oren Tally").named("Oren Tally");
    assert_eq!(event.total("police").0, "2", "the one named is of the two");
}

#[test]
fn the_hurt_are_everybody_hit_less_the_dead() {
    let injured = |event: &Event| event.row_of(Outcome::Injured, Role::All, &[]).cells[0].clone();
    let mut event = Event::new();
    event.say(1, "police", 12, Role::All).outcome(Outcome::Casualties);
    event.say(1, "police", 2, Role::All).part_of(0);
    let cell = injured(&event);
    assert_eq!((cell.interval.map(|i| i.to_string()), cell.basis), (Some("10".into()), Basis::Derived));
    assert_eq!(cell.derivation.as_deref(), Some("10 = 12 hit − 2 dead"));

    // A number of hurt that was given stands.
    event.say(1, "police", 9, Role::All).outcome(Outcome::Injured);
    assert_eq!(injured(&event).basis, Basis::Stated);

    // Not over two texts, nor where the dead are more.
    let mut apart = Event::new();
    apart.say(1, "police", 12, Role::All).outcome(Outcome::Casualties);
    apart.say(2, "police", 2, Role::All);
    let comparison = apart.compare();
    assert!(comparison.rows().all(|row| row.measure.outcome != Outcome::Injured));
}

#[test]
fn nine_more_and_nine_others_are_the_same_nine() {
    let mut event = Event::new();
    event.say(1, "police", another(9), Role::All);
    event.say(1, "police", 9, Role::All).words("nine others");
    assert_eq!(event.total("police").0, "9");

    let mut event = Event::new();
    event.say(1, "police", another(9), Role::All);
    event.say(1, "police", 8, Role::All).words("eight others");
    assert_ne!(event.total("police").0, "9");
}

#[test]
fn the_same_children_told_of_as_a_part_and_by_themselves_count_once() {
    let mut event = Event::new();
    event.say(1, "police", 8, Role::All);
    event.say(1, "police", 6, Role::Civilian).traits(&[Trait::Child]);
    event.say(1, "police", 6, Role::Civilian).traits(&[Trait::Child]).part_of(0);
    assert_eq!(event.cell("police", Role::Civilian, &[Trait::Child]).interval.map(|i| i.to_string()), Some("6".into()));
    assert_eq!(event.compare().columns[0].inconsistent, None);
}

#[test]
fn a_woman_is_not_himself() {
    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::All).traits(&[Trait::Woman]).words("the woman");
    event.say(1, "sheriff", 1, Role::Attacker).words("himself");
    assert_eq!(event.total("sheriff").0, "2");
    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::All).traits(&[Trait::Man]).words("a man");
    event.say(1, "sheriff", 1, Role::Attacker).words("himself");
    assert_eq!(event.total("sheriff").0, "1");
}

#[test]
fn a_family_holds_the_man_and_the_woman_told_of_but_not_those_listed_with_it() {
    let family = &[Trait::Family];
    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::All).traits(&[Trait::Man]).words("a man");
    event.say(1, "sheriff", 5, Role::Civilian).traits(family).words("a family of five");
    assert_eq!(event.total("sheriff").0, "5");
    let mut event = Event::new();
    event.say(1, "sheriff", 1, Role::All).words("Oren Tally").named("Oren Tally");
    event.say(1, "sheriff", 2, Role::Civilian).traits(&[Trait::Child]).beside(0);
    assert_eq!(event.total("sheriff").0, "3");
}

#[test]
fn the_other_seven_are_of_those_told_before() {
    let mut event = Event::new();
    event.say(1, "mayor", 9, Role::Civilian).traits(&[Trait::Child]);
    event.say(1, "mayor", 7, Role::All).words("the other seven");
    assert_eq!(event.total("mayor").0, "9");
    let mut event = Event::new();
    event.say(1, "mayor", 9, Role::Civilian).traits(&[Trait::Child]);
    event.say(1, "mayor", 7, Role::ArmedGroup).words("raiders");
    assert_eq!(event.total("mayor").0, "16");
}

#[test]
fn a_ninth_victim_is_no_toll_of_one() {
    let mut event = Event::new();
    event.say(1, "mayor", 8, Role::All);
    event.say(2, "health officials", 1, Role::All).words("A ninth victim");
    let range = event.rule(Rule::Range, Role::All);
    assert_eq!((range.low, range.high), (Some(8), Some(8)));
}

#[test]
fn a_couple_and_their_children_told_in_one_breath_are_four() {
    let mut event = Event::new();
    event.say(1, "priest", 2, Role::Civilian).traits(&[Trait::Family]);
    event.say(1, "priest", 2, Role::Civilian).traits(&[Trait::Child]).beside(0);
    assert_eq!(event.total("priest").0, "4");
    let mut event = Event::new();
    event.say(1, "priest", 2, Role::Civilian).traits(&[Trait::Family]);
    event.say(1, "priest", 2, Role::Civilian).traits(&[Trait::Child]);
    assert_eq!(event.total("priest").0, "2–4", "told apart they may be the same");
}

#[test]
fn two_of_our_soldiers_are_all_who_fell() {
    let mut event = Event::new();
    event.say(1, "ministry", 2, Role::StateForces).words("of our soldiers");
    event.say(2, "nurses", 6, Role::Civilian);
    assert_eq!(event.cell("ministry", Role::StateForces, &[]).basis, Basis::Stated);
    let mut event = Event::new();
    event.say(1, "ministry", 2, Role::StateForces).words("of the wounded");
    event.say(2, "nurses", 6, Role::Civilian);
    assert_eq!(event.cell("ministry", Role::StateForces, &[]).basis, Basis::Possible);
}
