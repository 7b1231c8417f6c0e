//! Lists of people, pairs, and those told of beside them, through the public surface.

#[path = "common/reading.rs"]
mod reading;

use reading::{briefly, read, reader};
use recount::{
    domain::{Article, Claim, Role, Scope, Stance, Trait},
    extract::brief,
};

#[test]
fn whoever_is_named_by_a_pronoun_may_head_a_list() {
    assert_eq!(briefly("He killed her and three other people."), ["killed 1 all", "killed 3 all"]);
    assert_eq!(briefly("He killed her and three soldiers came."), ["killed 1 all"]);
}

#[test]
fn all_that_a_noun_is_of_are_listed_though_a_verb_follows() {
    let dead = "The deaths of three soldiers and two civilians were reported.";
    assert_eq!(briefly(dead), ["killed 3 state_forces", "killed 2 civilian"]);
    let named = "The bodies of Ravi Menz, Mia Orsk and Jon Menz were found.";
    assert_eq!(briefly(named), ["killed 1 all", "killed 1 all", "killed 1 all"]);
    assert_eq!(briefly("Gunmen killed a guard and two men were hurt."), ["killed 1 state_forces", "injured 2 all"]);
}

#[test]
fn two_of_a_kind_stand_in_a_list() {
    assert_eq!(
        briefly("The rebels released 27 soldiers and both of the engineers they held."),
        ["released 27 state_forces", "released 2 civilian"]
    );
    let listed = "Nine people were killed, the mayor said on Sunday: four traders and herders, three soldiers and two of \
                  the raiders.";
    let parts: Vec<_> = read(listed).iter().skip(1).map(|c| (brief(c), c.part_of)).collect();
    assert_eq!(parts.len(), 3);
    assert!(parts.iter().all(|(_, whole)| *whole == Some(0)), "{parts:?}");
}

#[test]
fn the_parents_of_one_person_are_two() {
    assert_eq!(briefly("He killed his parents."), ["killed 2 civilian"]);
    assert_eq!(briefly("The girl's parents are believed to be among the dead."), ["killed 2 civilian"]);
    assert_eq!(briefly("The children and their parents were killed.")[1], "killed some civilian");
}

#[test]
fn one_person_of_several_trades_is_one() {
    assert_eq!(briefly("The journalist and activist Ali Menz was killed."), ["killed 1 civilian"]);
    assert_eq!(briefly("A journalist and a driver were killed.").len(), 2);
}

#[test]
fn what_one_does_to_another_is_no_harm_of_his_own() {
    assert_eq!(briefly("Neighbor killed man"), ["killed 1 all"]);
    assert_eq!(read("Neighbor killed man")[0].victims.words, "man");
    assert_eq!(briefly("Neighbor killed"), ["killed 1 civilian"]);
    let both = "The strike killed three people and injured several children.";
    assert_eq!(briefly(both), ["killed 3 all", "injured 3.. civilian"]);
    assert_eq!(briefly("Reporters met six wounded civilians."), ["injured 6 civilian"]);
}

#[test]
fn who_killed_others_died_by_his_own_hand_and_not_they() {
    let owned = "A man fatally shot two boys before setting their Tula Shore house on fire and killing himself.";
    assert_eq!(briefly(owned), ["killed 1 attacker", "killed 2 civilian"]);
    let others = "Orsk killed the other three victims and then committed suicide.";
    assert!(!briefly(others).contains(&"killed 3 attacker".to_owned()), "{:?}", briefly(others));
}

#[test]
fn parts_are_of_those_beside_them() {
    let other =
        "Eleven people were arrested. He said that ten fighters due for release, half of them women, were late.";
    assert_eq!(briefly(other), ["detained 11 all"]);
    assert_eq!(read("Eleven people were arrested. Five of them were women.")[1].part_of, Some(0));
    let hurt = "The raids killed 31 jihadists and wounded dozens of them.";
    assert_eq!(read(hurt)[1].part_of, None);
    let grave = "Twenty people were hurt, seven of whom were in a serious condition.";
    assert_eq!(read(grave)[1].part_of, Some(0));
    let crime = "He faces three counts of murder, including one of aggravated murder.";
    assert_eq!(briefly(crime), [""; 0]);
    assert_eq!(briefly("The 19-year-old murder defendant walked in."), [""; 0]);
}

#[test]
fn the_dead_are_listed_past_what_is_told_of_some() {
    let list =
        "The dead were five members of one family, three of them girls, a newspaper reporter and a guard, police said.";
    assert_eq!(briefly(list), ["killed 5 civilian", "killed 1 civilian", "killed 1 state_forces"]);
    let named = read("A journalist named Ravi Menz was killed.");
    assert!(named[0].victims.traits.contains(&Trait::Journalist), "{named:?}");
    let far = "The police said four people were killed. It rained. The road was closed. Trees fell. The police said a man, \
               two women and a child were killed.";
    assert_eq!(read(far).iter().filter(|c| c.part_of == Some(0)).count(), 3);
}

#[test]
fn a_denial_ends_where_its_speaker_goes_on() {
    let on = "He denied that any fighter had surrendered and said five had been captured.";
    assert_eq!(read(on).iter().map(|c| c.stance).collect::<Vec<_>>(), [Stance::Denied, Stance::Asserted]);
    let whole = "The army dismissed as \"not true\" reports that more than 150 villagers had drowned.";
    assert_eq!(read(whole)[0].stance, Stance::Denied);
}

#[test]
fn the_accused_and_the_quoted_are_told_apart_from_who_speaks() {
    assert_eq!(read("A Tula man is accused of killing four relatives.")[0].claimant.name, "outlet");
    assert_eq!(read("The mayor accused the army of killing four men.")[0].claimant.name, "mayor");
    let quoted = "\"Five men died in Tula\", the mayor was quoted by the agency as saying.";
    assert_eq!(read(quoted)[0].claimant.name, "mayor");
    assert_eq!(read("The agency quoted the mayor as saying five men died.")[0].claimant.name, "mayor");
}

#[test]
fn a_place_or_a_thing_is_nobody() {
    assert_eq!(briefly("The boy from Tula al-Orsk killed alongside his nephew was named."), [""; 0]);
    assert_eq!(briefly("The rebels seize Syrian air base"), [""; 0]);
    assert_eq!(briefly("Many civilian vehicles were burned."), [""; 0]);
    assert_eq!(briefly("There was no mass drowning."), [""; 0]);
}

#[test]
fn a_week_after_one_attack_is_no_period() {
    let scope = |text: &str| read(text)[0].scope;
    assert_eq!(scope("Some 5,600 people were displaced in the week after the attack."), Scope::Event);
    assert_eq!(scope("Some 5,600 people were displaced in the past week."), Scope::Period);
    assert_eq!(scope("Nine people abducted in earlier months are still held."), Scope::Period);
}

#[test]
fn a_dispatch_printed_later_keeps_its_own_day() {
    let text = "Raids kill 24 Monitor AFP Saturday 10 May 2025 Air strikes on a market Saturday killed 24 people.";
    let published = Some("2025-05-21".parse().expect("a date"));
    let claims = reader().read(&Article { text: text.into(), published, ..Article::default() });
    let day = |c: &Claim| c.date.as_ref().map(|d| d.start.to_string());
    assert_eq!(claims.last().and_then(day).as_deref(), Some("2025-05-10"));
}

#[test]
fn a_verb_and_a_name_are_no_dead() {
    assert_eq!(briefly("The fate of some 200 remains unknown."), [""; 0]);
    assert_eq!(briefly("The remains of 40 people were found."), ["killed 40 all"]);
    assert_eq!(briefly("Tags murder Syrian Democratic Union Tula"), [""; 0]);
    assert_eq!(briefly("A number of gatherings of terrorists were hit in Tula."), [""; 0]);
    assert_eq!(briefly("The Three Tulas double homicide shook the town."), ["killed 2 all"]);
    assert_eq!(briefly("The shooting left three dead and injured another."), ["killed 3 all"]);
    assert_eq!(briefly("The shooting left three dead and injured."), ["casualties 3 all"]);
    let seized = "It was seized by the terrorists said the monitor and three fighters died.";
    assert_eq!(read(seized)[0].claimant.name, "monitor");
}

#[test]
fn a_number_counts_the_kinds_joined_behind_it() {
    assert_eq!(briefly("At least 175 members and commanders were killed."), ["killed 175.. all"]);
    assert_eq!(briefly("Rescuers found the bodies of 60 women and children."), ["killed 60 all"]);
    assert_eq!(briefly("Three soldiers and civilians were killed.").len(), 2);
    let headline = "Raid Kills 18 Including 10 Children Reports";
    assert!(read(headline).iter().all(|c| c.claimant.name == "outlet"), "{:?}", read(headline));
    assert_eq!(read("Five Killed in Tula Police Reports")[0].claimant.name, "Tula Police");
    assert_eq!(briefly("Civilians are trapped in the besieged town."), [""; 0]);
    assert_eq!(briefly("Thirty people are trapped under the rubble."), ["missing 30 all"]);
}

#[test]
fn a_toll_that_exceeds_a_number_is_more_than_it() {
    assert_eq!(briefly("The death toll surpasses 130 people."), ["killed 131.. all"]);
    assert_eq!(briefly("The death toll reached 130."), ["killed 130 all"]);
}

#[test]
fn who_is_linked_or_nowhere_does_not_speak() {
    let linked = "The ISIS-linked Tula news agency claimed 160 civilians were killed.";
    assert_ne!(read(linked)[0].claimant.name, "ISIS-");
    let brings =
        "Twelve men were killed in the rebel-held east Orla quarter of Tula on Monday bringing the toll to 45.";
    assert!(read(brings).iter().all(|c| c.claimant.name == "outlet"), "{:?}", read(brings));
    assert_eq!(read("A doctor put the toll at 12.")[0].claimant.name, "doctor");
    assert_eq!(briefly("The capture of Castello Road was told."), [""; 0]);
    assert_eq!(briefly("The capture of Ravi Menz was told."), ["detained 1 all"]);
}

#[test]
fn one_told_apart_behind_a_comma_is_a_part() {
    let claims = read("Three prisoners, one an officer, were killed.");
    assert_eq!(claims.iter().map(|c| c.part_of).collect::<Vec<_>>(), [None, Some(0)]);
    assert_eq!(briefly("Three prisoners were killed, one a day."), ["killed 3 all"]);
}

#[test]
fn kin_named_between_commas_are_one() {
    let claims = read("He killed his wife, Cora Menz, and their two sons.");
    let told: Vec<_> = claims.iter().map(|c| (c.count.low, c.victims.names.join(" "))).collect();
    assert_eq!(told, [(Some(1), "Cora Menz".into()), (Some(2), String::new())]);
}

#[test]
fn a_number_counts_both_nouns_behind_it() {
    let said = |text: &str| read(text).iter().map(|c| (c.count.low, c.victims.role)).collect::<Vec<_>>();
    assert_eq!(said("The army killed 18 rebel commanders and members in a raid."), [(Some(18), Role::ArmedGroup)]);
    assert_eq!(
        said("The army killed 18 rebels and two members of a council."),
        [(Some(18), Role::ArmedGroup), (Some(2), Role::All)]
    );
}

#[test]
fn an_adjective_of_a_war_is_nobody() {
    let said = |text: &str| read(text).len();
    assert_eq!(said("More than 40 people were displaced since the Syrian civil war began."), 1);
    assert_eq!(said("The Syrian was killed."), 1);
}
