//! Where and when a claim is read to have happened, by the words around it.

#[path = "common/reading.rs"]
mod reading;

use reading::read;
use recount::domain::{Bound, Outcome, Scope, Stance};

/// The place of the last claim, as the reader gives it before any gazetteer is asked.
fn place(text: &str) -> Option<String> {
    read(text).last().and_then(|claim| claim.place.as_ref()).map(|place| place.name.clone())
}

/// The first day of the last claim's date.
fn day(text: &str) -> Option<String> {
    read(text).last().and_then(|claim| claim.date.as_ref()).map(|date| date.start.to_string())
}

#[test]
fn of_a_place_in_another_the_finer_is_read() {
    assert_eq!(
        place("Shells fell on the town of Marel in rural Tarnek, killing seven people.").as_deref(),
        Some("Marel")
    );
    assert_eq!(
        place("A clinic in the town of Marel in northern Tarnek was hit on Friday, killing two.").as_deref(),
        Some("Marel")
    );
    // Two places of two things are each their own.
    assert_eq!(place("Shells fell near Marel and seven people were killed in Tarnek.").as_deref(), Some("Tarnek"));
}

#[test]
fn a_title_behind_an_article_is_part_of_a_name() {
    assert_eq!(place("Five people were killed in Tal al-Sheikh Marel.").as_deref(), Some("Tal al-Sheikh Marel"));
    assert_ne!(place("Five people were killed by Sheikh Marel.").as_deref(), Some("Sheikh Marel"));
}

#[test]
fn the_next_sentence_is_no_part_of_a_name_where_a_stop_was_lost() {
    assert_eq!(
        place("Five people were killed in Tarnek In a separate raid nobody was hurt").as_deref(),
        Some("Tarnek")
    );
    assert_eq!(place("Five people were killed in Bab el Salam.").as_deref(), Some("Bab el Salam"));
}

#[test]
fn what_is_fired_on_is_where_it_happened() {
    assert_eq!(place("Rebels fired on Marel neighborhood, killing two people.").as_deref(), Some("Marel"));
    assert_eq!(place("Rebels targeted the Marel district with rockets, killing two people.").as_deref(), Some("Marel"));
    assert_eq!(place("Rebels targeted Hassan Marel with a bomb, killing two people.").as_deref(), None);
}

#[test]
fn a_body_named_with_its_initials_is_no_place() {
    assert_eq!(place("Aid to the Church in Need (ACN) said that five people were killed.").as_deref(), None);
    assert_eq!(place("A patrol in Need (a hamlet) said that five people were killed.").as_deref(), Some("Need"));
}

#[test]
fn a_day_counted_from_what_happened_tells_when_it_did() {
    let told = |text: &str| read(text).last().and_then(|c| c.date.clone()).map(|d| (d.start.to_string(), d.words));
    let ended = "The search ended on Friday, four days after a bomb hit a house in Tarnek, and police put the death toll at 23.";
    assert_eq!(told(ended).map(|d| d.0).as_deref(), Some("2025-05-12"));
    let next = "The toll rose to 23 on Friday, the day after a bomb hit a house in Tarnek.";
    assert_eq!(told(next).map(|d| d.0).as_deref(), Some("2025-05-15"));
    // Nothing is counted from here: the day is the claim's own.
    assert_eq!(day("Five people were killed on Friday, police said.").as_deref(), Some("2025-05-16"));
    assert_eq!(day("Five people were killed on Friday, two days after.").as_deref(), Some("2025-05-16"));
}

#[test]
fn a_month_told_of_the_past_takes_no_day_away() {
    let text = "Five people were killed in a raid on Tarnek on Friday. The town fell to rebels last month. Two of the dead were children.";
    assert_eq!(day(text).as_deref(), Some("2025-05-16"));
    // Where no day is told, the month is all there is.
    assert_ne!(day("The town fell to rebels last month. Five people were killed.").as_deref(), Some("2025-05-18"));
}

#[test]
fn several_days_are_no_incident_however_they_are_named() {
    let scope = |text: &str| read(text).last().map(|claim| claim.scope);
    assert_eq!(scope("More than 40 strikes since 21 April have killed 29 people."), Some(Scope::Period));
    assert_eq!(scope("Between 2 and 9 of May hospitals received 27 dead bodies."), Some(Scope::Period));
    assert_eq!(scope("Seven days of shelling left 75 villagers dead."), Some(Scope::Period));
    assert_eq!(scope("Dozens of villagers were killed in a week of bombing."), Some(Scope::Period));
    assert_eq!(scope("Some 350 villagers were killed since a truce between them collapsed."), Some(Scope::Period));
    assert_eq!(scope("Some 350 villagers were killed since the collapse of a truce."), Some(Scope::Period));
    assert_eq!(scope("Some 350 villagers were killed since the beginning of the war."), Some(Scope::Cumulative));
    assert_eq!(scope("Nine villagers were killed since the start of the attack."), Some(Scope::Event));
    assert_eq!(scope("Nine villagers died in the first strike since a truce collapsed."), Some(Scope::Event));
    assert_eq!(scope("Two days of shelling left nine villagers dead."), Some(Scope::Event));
    assert_eq!(scope("Between 12 and 15 people were killed on 9 May."), Some(Scope::Event));
}

#[test]
fn a_month_whose_name_is_a_verb_hedges_nothing() {
    let claims = read("Strikes since 21 May have killed nine people.");
    assert_eq!(claims[0].stance, Stance::Asserted);
    assert_eq!(read("Strikes on 21 villages may have killed nine people.")[0].stance, Stance::Hedged);
}

#[test]
fn the_hurt_listed_with_bodies_are_hurt() {
    let said = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.low)).collect::<Vec<_>>();
    assert_eq!(
        said("The hospital received the bodies of 44 victims as well as 140 injured people."),
        [(Outcome::Killed, Some(44)), (Outcome::Injured, Some(140))]
    );
    assert_eq!(
        said("They found the bodies of nine soldiers and two civilians."),
        [(Outcome::Killed, Some(9)), (Outcome::Killed, Some(2))]
    );
}

#[test]
fn millions_who_fled_fled_no_incident() {
    let scope = |text: &str| read(text).last().map(|claim| claim.scope);
    assert_eq!(scope("More than four million villagers have fled."), Some(Scope::Cumulative));
    assert_eq!(scope("More than four hundred villagers have fled."), Some(Scope::Event));
}

#[test]
fn a_toll_put_at_least_at_a_number_is_no_less() {
    let bound = |text: &str| read(text).last().map(|claim| (claim.count.bound, claim.count.low));
    assert_eq!(bound("The ministry put the death toll at least at 85."), Some((Bound::AtLeast, Some(85))));
    assert_eq!(bound("The ministry put the death toll at 85."), Some((Bound::Exact, Some(85))));
}

#[test]
fn a_place_that_is_hit_is_nobody_hurt() {
    let said = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.low)).collect::<Vec<_>>();
    assert_eq!(said("Mortars struck Marel al Orsk in the southern hills."), []);
    assert_eq!(said("Heavy shelling hit Eastern Tarnek on Friday."), []);
    assert_eq!(said("A school in the town of Marel al-Orsk in rural Tarnek was hit on Friday."), []);
    assert_eq!(said("The hills are shelled by Russian warplanes and have been hit twice."), []);
    assert_eq!(said("Hired men from Chad and the Arab Republic of Egypt were killed at dawn.").len(), 0);
    assert_eq!(said("A bullet struck Juan Perez in his chest."), [(Outcome::Injured, Some(1))]);
    assert_eq!(said("A pistol went off, striking Juan Perez."), [(Outcome::Injured, Some(1))]);
    assert_eq!(said("Rami Menz, 19, was hit by five bullets."), [(Outcome::Injured, Some(1))]);
}
