//! Text that lost its commas and apostrophes on the way, as many archives hold it, through the public surface.

#[path = "common/reading.rs"]
mod reading;

use reading::{briefly, read};
use recount::{
    domain::{Scope, Stance},
    extract::brief,
};

/// Who is said to speak in a text of one claim or more.
fn voice(text: &str) -> String {
    read(text)[0].claimant.name.clone()
}

#[test]
fn a_list_that_no_comma_ends_is_part_of_those_before_it() {
    let claims = read("Fifteen civilians including a woman and two children were killed on Monday.");
    let told: Vec<_> = claims.iter().map(|c| (brief(c), c.part_of)).collect();
    let part = |words: &str| (words.to_string(), Some(0));
    assert_eq!(told, [("killed 15 civilian".into(), None), part("killed 1 civilian"), part("killed 2 civilian")]);
    assert_eq!(briefly("At least 13 civilians mostly women and children were killed."), ["killed 13.. civilian"]);
    assert_eq!(briefly("Ten civilians some of them children killed in Orla")[0], "killed 10 civilian");
    assert_eq!(briefly("Three people including a boy killed in Orla")[0], "killed 3 all");
}

#[test]
fn a_speaker_begins_where_the_noun_before_ends() {
    assert_eq!(voice("Shells fell on the hospital of Orla one witness said and four people died."), "witness");
    assert_eq!(voice("Rockets killed three civilians local media reported."), "local media");
    assert_eq!(voice("The army killed two men on Sunday a spokesman for the council said."), "council");
    assert_eq!(voice("A source at Orla Police Command said four people died."), "Orla Police Command");
    let known = "The Local Coordination Committees (LCC) a network of activists reported hundreds of casualties.";
    assert_eq!(voice(known), "Local Coordination Committees");
    let placed = "A bomb killed six people in the Tula district of Orla Syrian state television reported.";
    assert_eq!(voice(placed), "Syrian state television");
    let agency = "Shells hurt two men in the Tula area in New Orla SANA reporter said.";
    assert_eq!(voice(agency), "Syrian Arab News Agency");
    let sent = "The police said two men died. The group that sent the man still says that it killed five people.";
    assert_eq!(read(sent).last().map(|c| c.claimant.name.clone()).as_deref(), Some("group"));
    let who = "A charity quoted villagers of Tula who had fled saying two men were shot.";
    assert_eq!(voice(who), "villagers of Tula");
    assert_eq!(voice("A raid hit the quarter of Sheikh Said it said. Five people were killed."), "outlet");
    let lost = "Eight people were hurt in Tula and Orla Meanwhile civil sources told reporters that two men died.";
    assert_eq!(read(lost).last().map(|c| c.claimant.name.clone()).as_deref(), Some("civil sources"));
    assert_eq!(voice("According to a source at Orla Hospital two people were killed."), "Orla Hospital");
    assert_eq!(voice("According to a statement released by the Orla council two men were killed."), "Orla council");
}

#[test]
fn not_all_who_claim_or_are_dated_speak() {
    assert_eq!(voice("Published October 6 2024 Five medics were killed."), "outlet");
    assert_eq!(voice("In an attack claimed by the rebels a bomb killed two people."), "outlet");
    assert_eq!(voice("The long conflict in the north has claimed the lives of 40 people."), "outlet");
    assert_eq!(voice("Late last year rebel groups maintain a presence in Orla. Two men were killed."), "outlet");
    assert_eq!(voice("The front also claimed a bomb attack at a station that killed six people."), "outlet");
}

#[test]
fn whoever_spoke_goes_on_under_a_shorter_name() {
    let last = |text: &str| read(text).last().map(|c| c.claimant.name.clone()).unwrap_or_default();
    let told =
        "Oren Tally head of the Orla council told reporters adding the strike hit a farm. Six people died he said.";
    assert!(!last(told).contains("reporters"), "{}", last(told));
    let group = "The Orla Rights Centre said two men died. The group said five women were killed.";
    assert_eq!(last(group), "Orla Rights Centre");
    let person =
        "Observatory head Ravi Menz said two men died. The army kept silent. Menz said five women were killed.";
    assert_eq!(last(person), "Syrian Observatory for Human Rights");
}

#[test]
fn a_verb_or_a_side_is_taken_for_nobody() {
    let carried = read("A bomb hit buses carrying pilgrims evacuated from Orla.");
    assert!(carried.iter().all(|c| !c.victims.words.contains("carrying")));
    assert_eq!(briefly("Artillery also hit the rebel-held town of Orla."), [""; 0]);
    assert_eq!(briefly("A car bomb hit the Syrian capital on Sunday."), [""; 0]);
    assert_eq!(briefly("A car bomb hit the Syrian on Sunday."), ["injured 1 all"]);
    assert_eq!(briefly("Outside Orla meanwhile at least eight people were killed."), ["killed 8.. all"]);
    assert_eq!(briefly("The bodies had no apparent external injuries."), [""; 0]);
    assert_eq!(briefly("Nine died. There were no serious injuries."), ["killed 9 all"]);
    assert_eq!(briefly("There were no injuries."), ["injured 0 all"]);
    assert_eq!(briefly("Jets hit jihadist targets near Orla."), [""; 0]);
    assert_eq!(briefly("The army went on seizing the terrorists weapons."), [""; 0]);
    assert_eq!(briefly("Doctors expect many of the wounded to die."), [""; 0]);
    assert_eq!(briefly("Two bodies lay there with no visible signs of injury."), ["killed 2 all"]);
    let apart = "The blast killed five people, including a woman, and three men were wounded.";
    assert_eq!(briefly(apart), ["killed 5 all", "killed 1 all", "injured 3 all"]);
}

#[test]
fn a_war_or_a_month_told_beside_an_attack_does_not_make_it_long() {
    let scope = |text: &str| read(text)[0].scope;
    let war = "A bomber killed four people in an attack that took the war to the coast.";
    assert_eq!(scope(war), Scope::Event);
    assert_eq!(scope("Shells killed 30 people in the heaviest attack in over a year."), Scope::Event);
    assert_eq!(
        scope("The truce was agreed in May. A raid hit the market. At least 11 people were killed."),
        Scope::Event
    );
    assert_eq!(scope("Strikes killed 24 people a day after the truce."), Scope::Event);
    assert_eq!(scope("More than 200,000 people have been killed and millions have fled."), Scope::Cumulative);
    let denied = read("Officials found no evidence that civilians were killed.");
    assert!(denied.iter().all(|c| c.stance == Stance::Denied));
}

#[test]
fn a_speaker_begins_behind_the_year_of_the_clause_before() {
    let since = "Since it took the hills of Orla in 2015 Tarkovia says its planes have killed 300 fighters.";
    assert_eq!(voice(since), "Tarkovia");
    assert_eq!(voice("In 2015 the army says five people were killed."), "army");
}
