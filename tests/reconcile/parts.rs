//! Parts and wholes within one report.

use recount::domain::{Basis, ClaimantKind, Inclusion, Measure, Outcome, Role, Rule, Switch, Trait};

use crate::event::{Event, another, at_least, exactly, shown, some, up_to};

#[test]
fn a_total_is_derived_from_disjoint_parts() {
    let mut event = Event::new();
    event.say(1, "SOHR", 24, Role::Civilian);
    event.say(1, "SOHR", 15, Role::ArmedGroup);
    assert_eq!(event.total("SOHR"), ("39".into(), Basis::Derived));
    let derivation = event.cell("SOHR", Role::All, &[]).derivation.unwrap();
    assert_eq!(derivation, "39 = 24 civilian + 15 armed group; nothing else reported");
}

#[test]
fn what_the_parts_leave_of_a_stated_total_is_its_remainder() {
    let mut event = Event::new();
    event.say(1, "SOHR", 46, Role::All);
    event.say(1, "SOHR", 24, Role::Civilian);
    event.say(1, "SOHR", 15, Role::ArmedGroup);
    assert_eq!(event.total("SOHR"), ("46".into(), Basis::Stated));
    assert_eq!(event.cell("SOHR", Role::All, &[]).note.as_deref(), Some("remainder 7"));
}

#[test]
fn a_total_narrows_its_parts_and_parts_their_total() {
    let mut event = Event::new();
    event.say(1, "army", at_least(5), Role::All);
    event.say(1, "army", 8, Role::StateForces).part_of(0);
    event.say(2, "mayor", 50, Role::All);
    event.say(2, "mayor", 40, Role::ArmedGroup).part_of(0);
    event.say(2, "mayor", up_to(60), Role::Civilian).part_of(0);
    assert_eq!(event.total("army").0, "8+");
    assert_eq!(shown(&event.cell("mayor", Role::Civilian, &[])), "0–10");
}

#[test]
fn parts_beyond_their_whole_are_reported_and_nothing_is_narrowed() {
    let mut event = Event::new();
    event.say(1, "outlet", 30, Role::All);
    event.say(1, "outlet", 24, Role::Civilian).part_of(0);
    event.say(1, "outlet", 15, Role::ArmedGroup).part_of(0);
    let comparison = event.compare();
    let reason = comparison.columns[0].inconsistent.as_deref();
    assert_eq!(reason, Some("killed: 24 civilian + 15 armed group exceed the 30 stated"));
    assert_eq!(event.total("outlet"), ("30".into(), Basis::Stated));
    assert_eq!(event.cell("outlet", Role::Civilian, &[]).interval, exactly(24));
}

#[test]
fn kinds_that_cut_across_sides_are_not_added_to_them() {
    let mut event = Event::new();
    event.say(1, "doctor", 12, Role::Civilian);
    event.say(1, "doctor", 5, Role::All).traits(&[Trait::Child]);
    let cell = event.cell("doctor", Role::All, &[]);
    assert_eq!((shown(&cell), cell.basis), ("12–17".into(), Basis::Derived));
    assert!(cell.derivation.unwrap().ends_with("some may be counted twice"));
}

#[test]
fn women_men_and_children_add_up() {
    let mut event = Event::new();
    for (n, kind) in [(5, Trait::Child), (4, Trait::Woman), (2, Trait::Man)] {
        event.say(1, "police", n, Role::Civilian).traits(&[kind]);
    }
    assert_eq!(event.total("police"), ("11".into(), Basis::Derived));
    assert_eq!(event.cell("police", Role::Civilian, &[]).interval, exactly(11));
}

#[test]
fn children_among_a_total_do_not_tell_how_many_were_civilians() {
    let mut event = Event::new();
    event.say(1, "hospital", 46, Role::All);
    event.say(1, "hospital", 5, Role::Civilian).traits(&[Trait::Child]).part_of(0);
    let civilians = event.cell("hospital", Role::Civilian, &[]);
    assert_eq!((shown(&civilians), civilians.basis), ("5–46".into(), Basis::Possible));
    assert_eq!(event.cell("hospital", Role::Civilian, &[Trait::Child]).interval, exactly(5));
}

#[test]
fn policemen_beside_soldiers_are_more_and_among_security_forces_are_not() {
    let mut event = Event::new();
    event.say(1, "officials", 35, Role::StateForces).words("35 soldiers");
    event.say(1, "officials", at_least(9), Role::StateForces).traits(&[Trait::Police]);
    event.say(2, "governor", 35, Role::StateForces).words("members of the security forces");
    event.say(2, "governor", 9, Role::StateForces).traits(&[Trait::Police]);
    assert_eq!(shown(&event.cell("officials", Role::StateForces, &[])), "44+");
    assert_eq!(shown(&event.cell("governor", Role::StateForces, &[])), "35");
}

#[test]
fn another_twelve_are_more_than_the_eight_before() {
    let mut event = Event::new();
    event.say(1, "survivors", 8, Role::Civilian);
    event.say(1, "survivors", another(12), Role::Civilian);
    assert_eq!(event.total("survivors").0, "20");
    assert_eq!(shown(&event.cell("survivors", Role::Civilian, &[])), "20");
}

#[test]
fn others_that_add_up_to_the_total_are_inside_it() {
    let mut event = Event::new();
    event.say(1, "police", 20, Role::All);
    event.say(1, "police", 8, Role::StateForces);
    event.say(1, "police", another(12), Role::All);
    assert_eq!(event.total("police"), ("20".into(), Basis::Stated));
    assert_eq!(event.compare().columns[0].inconsistent, None);
}

#[test]
fn himself_and_twelve_others_are_thirteen() {
    let mut event = Event::new();
    event.say(1, "governor", 12, Role::All).attackers(Inclusion::No).words("12 others");
    event.say(1, "governor", 1, Role::Attacker);
    event.say(1, "doctor", 14, Role::All).attackers(Inclusion::Yes);
    event.say(1, "doctor", 1, Role::Attacker).part_of(2);
    let cell = event.cell("governor", Role::All, &[]);
    assert_eq!((shown(&cell), cell.basis), ("13".into(), Basis::Derived));
    assert_eq!(cell.derivation.unwrap(), "13 = 12 others + 1 attacker; nothing else reported");
    assert_eq!(event.total("doctor").0, "14");
}

#[test]
fn whether_attackers_are_inside_is_the_analysts_to_settle() {
    let mut event = Event::new();
    event.say(1, "ministry", 34, Role::All);
    event.say(1, "ministry", 1, Role::Attacker);
    assert_eq!(event.total("ministry").0, "34");
    let mut settle = |inside| {
        event.switches = vec![Switch::Attackers { claimant: None, inside }];
        event.total("ministry").0
    };
    assert_eq!(settle(Inclusion::No), "35");
    assert_eq!(settle(Inclusion::Yes), "34");
    assert_eq!(settle(Inclusion::Unknown), "34–35");
}

#[test]
fn who_tells_of_the_attacker_alone_gives_no_toll() {
    let mut event = Event::new();
    event.say(1, "health ministry", 34, Role::All);
    event.say(1, "police", 1, Role::Attacker);
    assert_eq!(event.total("police").1, Basis::Possible);
    assert_eq!(event.state(), recount::domain::RowState::Single);
}

#[test]
fn a_part_of_anothers_total_makes_no_total_of_its_own() {
    let mut event = Event::new();
    event.say(1, "emergency service", 19, Role::All);
    event.say(1, "mayor", 3, Role::Civilian).traits(&[Trait::Student]).part_of(0);
    assert_eq!(event.total("mayor").1, Basis::Silent);
    assert_eq!(event.cell("mayor", Role::Civilian, &[Trait::Student]).interval, exactly(3));
    assert_eq!(event.cell("mayor", Role::Civilian, &[]).basis, Basis::Possible);
}

#[test]
fn parts_of_a_part_of_anothers_total_make_none_either() {
    let mut event = Event::new();
    event.say(1, "police", 7, Role::All);
    event.say(1, "priest", 5, Role::Civilian).traits(&[Trait::Family]).part_of(0);
    event.say(1, "priest", 3, Role::Civilian).traits(&[Trait::Child]).part_of(1);
    assert_eq!(event.total("priest").1, Basis::Silent);
}

#[test]
fn of_four_soldiers_one_by_friendly_fire_is_a_soldier() {
    let mut event = Event::new();
    event.say(1, "army", 4, Role::StateForces);
    event.say(1, "army", 1, Role::All).part_of(0).means("friendly fire");
    let comparison = event.compare();
    let part = comparison.rows().find(|r| r.measure.part.is_some()).unwrap();
    assert_eq!(part.measure.part.as_deref(), Some("by friendly fire"));
    assert_eq!((part.measure.role, part.depth), (Role::StateForces, 2));
    assert_eq!(event.total("army").0, "4");
}

#[test]
fn several_persons_told_apart_add_up_and_one_told_of_twice_does_not() {
    let mut event = Event::new();
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a 19-year-old man");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a 24-year-old man");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Woman]).words("a woman");
    event.say(1, "police", 1, Role::All).named("John Smith").words("John Smith, 24");
    assert_eq!(event.total("police"), ("3".into(), Basis::Derived));
}

#[test]
fn a_stated_total_wins_over_the_persons_named() {
    let mut event = Event::new();
    event.say(1, "police", 2, Role::All);
    event.say(1, "police", 1, Role::All).named("John Smith");
    event.say(1, "police", 1, Role::All).named("Jane Roe");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Student]).words("a student");
    assert_eq!(event.total("police"), ("2".into(), Basis::Stated));
    assert_eq!(event.compare().columns[0].inconsistent, None);
}

#[test]
fn someone_named_among_two_men_is_one_of_them() {
    let mut event = Event::new();
    event.say(1, "police", 2, Role::All).traits(&[Trait::Man]);
    event.say(1, "police", 1, Role::All).named("John Smith");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Woman]);
    assert_eq!(event.total("police").0, "3");
}

#[test]
fn several_killed_announces_those_who_follow() {
    let mut event = Event::new();
    event.say(1, "police", some(), Role::All);
    event.say(1, "police", 2, Role::Civilian);
    event.say(1, "police", 1, Role::StateForces);
    assert_eq!(event.total("police").0, "3");
}

#[test]
fn silence_means_none_until_the_analyst_opens_it() {
    let mut event = Event::new();
    event.say(1, "army", 10, Role::StateForces);
    assert_eq!(event.total("army").0, "10");
    let measure = Some(Measure::of(Outcome::Killed, Role::All));
    event.switches.push(Switch::Silence { claimant: Some("army".into()), measure, means_none: false });
    assert_eq!(event.total("army").0, "10+");
}

#[test]
fn four_others_told_of_twice_are_four() {
    let mut event = Event::new();
    event.say(1, "police", 4, Role::All).words("four others");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a 20-year-old man");
    event.say(1, "police", 4, Role::All).words("four other people");
    assert_eq!(event.total("police").0, "4", "the man told of after them is one of them");
}

#[test]
fn a_policeman_and_twelve_others_are_thirteen() {
    let mut event = Event::new();
    event.say(1, "police", 1, Role::StateForces).traits(&[Trait::Police]).words("a policeman");
    event.say(1, "police", 12, Role::All).words("12 others");
    assert_eq!(event.total("police").0, "13");
}

#[test]
fn others_whom_the_headline_gives_as_all_are_all() {
    let mut event = Event::new();
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a man");
    event.say(1, "police", 4, Role::All).words("four others");
    event.say(1, "police", 4, Role::All).words("four").repeats(1);
    assert_eq!(event.total("police").0, "4");
}

#[test]
fn some_of_them_are_inside_a_larger_number_and_give_no_toll() {
    let mut event = Event::new();
    event.say(1, "coroner", 2, Role::All).words("of the wounded");
    event.say(1, "police", 5, Role::All).traits(&[Trait::Man]).words("men");
    event.say(1, "police", 3, Role::All).traits(&[Trait::Man]).words("of the men");
    assert_eq!(event.total("police").0, "5");
    assert_eq!(event.total("coroner").1, Basis::Possible);
}

#[test]
fn who_was_shot_and_died_is_not_counted_among_the_wounded() {
    let mut event = Event::new();
    event.say(1, "police", 1, Role::All).outcome(Outcome::Injured).named("John Smith");
    event.say(1, "police", 1, Role::All).outcome(Outcome::Injured).named("Mary Smith");
    event.say(1, "Outlet 1", 1, Role::All).named("John Smith");
    let injured = event.row_of(Outcome::Injured, Role::All, &[]);
    assert_eq!(injured.cells[event.column("police")].interval, exactly(1));
}

#[test]
fn everybody_hit_is_no_number_of_injured_where_the_dead_are_told_apart() {
    let mut event = Event::new();
    let shot = event.say(1, "police", 7, Role::All).outcome(Outcome::Injured).id();
    event.say(1, "police", 1, Role::All);
    event.say(1, "police", 6, Role::All).outcome(Outcome::Injured).words("six others");
    let injured = event.row_of(Outcome::Injured, Role::All, &[]);
    assert_eq!(injured.cells[0].interval, exactly(6));
    assert!(!injured.cells[0].claims.contains(&shot));
}

#[test]
fn critically_hurt_and_dead_that_happen_to_add_up_leave_the_injured_alone() {
    let mut event = Event::new();
    event.say(1, "police", 10, Role::All).outcome(Outcome::Injured);
    event.say(1, "police", 9, Role::All).outcome(Outcome::Injured).part_of(0);
    event.say(1, "police", 1, Role::All);
    assert_eq!(event.row_of(Outcome::Injured, Role::All, &[]).cells[0].interval, exactly(10));
}

#[test]
fn a_son_named_after_a_family_of_six_is_one_of_them_and_the_reporter_who_stopped_is_not() {
    let mut event = Event::new();
    event.say(1, "police", 6, Role::Civilian).traits(&[Trait::Family]);
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).named("Zain Anic");
    assert_eq!(event.total("police").0, "6");
    event.say(1, "police", 1, Role::Civilian).traits(&[Trait::Journalist]).named("Ilan Perec");
    assert_eq!(event.total("police").0, "7");
}

#[test]
fn nobody_beside_people_counted_means_nobody_else() {
    let mut event = Event::new();
    event.say(1, "police", 2, Role::Civilian);
    event.say(1, "police", 0, Role::All).words("no one inside the building");
    assert_eq!(event.total("police").0, "2");
    assert_eq!(event.compare().columns[0].inconsistent, None);
}

#[test]
fn those_told_of_after_five_more_are_among_them() {
    let mut event = Event::new();
    event.say(1, "police", at_least(5), Role::All).words("more people");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a 22-year-old man");
    event.say(1, "police", 1, Role::All).traits(&[Trait::Man]).words("a 23-year-old man");
    assert_eq!(event.total("police").0, "5+");
}

#[test]
fn who_only_adds_to_anothers_figure_gives_no_toll() {
    let mut event = Event::new();
    event.say(1, "police", 9, Role::All);
    event.say(2, "Outlet 2", another(2), Role::All).kind(ClaimantKind::Media);
    assert_eq!(event.cell("Outlet 2", Role::All, &[]).basis, Basis::Possible);
    let range = event.rule(Rule::Range, Role::All);
    assert_eq!((range.low, range.high), (Some(9), Some(9)));
}

#[test]
fn relatives_and_persons_among_a_total_do_not_tell_how_many_were_civilians() {
    let mut event = Event::new();
    event.say(1, "outlet", 35, Role::All);
    event.say(1, "outlet", 2, Role::Civilian).traits(&[Trait::Family]).part_of(0);
    event.say(1, "outlet", 1, Role::Civilian).words("Oren Tally").named("Oren Tally").part_of(0);
    assert_eq!(event.cell("outlet", Role::Civilian, &[]).basis, Basis::Possible);
    let mut event = Event::new();
    event.say(1, "outlet", 35, Role::All);
    event.say(1, "outlet", 3, Role::Civilian).part_of(0);
    assert_eq!(event.cell("outlet", Role::Civilian, &[]).interval, exactly(3));
}

#[test]
fn the_attacker_among_the_bodies_is_all_of_the_attackers() {
    let mut event = Event::new();
    event.say(1, "doctor", 14, Role::All);
    event.say(1, "doctor", 1, Role::Attacker).words("the attacker").part_of(0);
    assert_eq!(event.cell("doctor", Role::Attacker, &[]).basis, Basis::Stated);
}
