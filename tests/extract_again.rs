//! One person or act told of more than once, lists of people, and text in one case, through the public surface.

#[path = "common/reading.rs"]
mod reading;

use reading::read;
use recount::{
    domain::{Claim, Outcome, Scope},
    extract::brief,
};

fn told(text: &str) -> Vec<String> {
    let counts = |c: &&Claim| c.repeats.is_none() && c.superseded_by.is_none();
    read(text).iter().filter(counts).map(brief).collect()
}

#[test]
fn one_person_told_of_twice_is_one() {
    assert_eq!(told("Luis Menz Sarmi was murdered. The police named two men after Menz's murder."), ["killed 1 all"]);
    assert_eq!(told("Ana Roe was abducted. Roe Dahl was abducted at noon, her friends said."), ["abducted 1 all"]);
    assert_eq!(told("Ravi Menz was killed. Mia Menz was killed on Monday."), ["killed 1 all", "killed 1 all"]);
    let known = "Six monks were killed, the army said. A lawyer asked who ordered the murder of the monks.";
    assert_eq!(told(known), ["killed 6 civilian"]);
    assert_eq!(told("Ana Roe was killed. Mia Dahl was killed. Both bodies were found in a well.").len(), 2);
}

#[test]
fn acts_on_nobody_counted_are_no_incident() {
    assert_eq!(told("They were blamed for killing civilians."), [""; 0]);
    assert_eq!(told("A bomb went off, killing civilians."), ["killed some civilian"]);
    let scope = |text: &str| read(text)[0].scope;
    assert_eq!(scope("They have killed many people."), Scope::Cumulative);
    assert_eq!(scope("Many people were killed on Monday."), Scope::Event);
    assert_eq!(told("The guards kept the crowd from killing two men."), [""; 0]);
    assert_eq!(told("We do not know how many people were killed."), [""; 0]);
}

#[test]
fn names_put_to_victims_are_parts_of_them() {
    let claims = read("Three men were killed. The victims were identified as Juan Menz, Ravi Roe and Omar Dahl.");
    let named: Vec<_> = claims.iter().filter(|c| !c.victims.names.is_empty()).collect();
    assert_eq!(named.len(), 3);
    assert!(named.iter().all(|c| c.part_of == Some(0) && c.outcome == Outcome::Killed));
    let claims = read("THE FOLLOWING POLICEMEN DIED IN COMBAT: MAJOR CARLOS MENZUR, CAPTAIN WALTER ROESKA.");
    assert_eq!(claims.iter().filter(|c| !c.victims.names.is_empty()).count(), 2);
}

#[test]
fn what_is_told_of_one_in_a_list_does_not_break_it() {
    let all = |text: &str| read(text).iter().map(brief).collect::<Vec<_>>();
    let listed = all("Gunmen killed the mayor of the town of Tula, two aides and a driver.");
    assert_eq!(listed, ["killed 1 civilian", "killed 2 civilian", "killed 1 civilian"]);
    let apposed = all("Gunmen killed Ana Roe, wife of a colonel, at noon.");
    assert_eq!(apposed, ["killed 1 all"]);
    assert_eq!(all("The driver, Marco Menz, was killed."), ["killed 1 civilian"]);
    assert_eq!(all("A blast hurt 10, two seriously.").len(), 2);
}

#[test]
fn lower_case_names_are_people() {
    let text = "police kept a close watch on the town and on all the roads around it for a week after the fire in the \
        market and the riot in the old quarter. bilqar was arrested by the railway police on sunday at the station. the \
        local administration was caught off guard by the crowd. preventive arrests were made in the evening by the guards.";
    let claims: Vec<_> = read(text).iter().map(brief).collect();
    assert_eq!(claims, ["detained 1 all", "detained some all"]);
}

#[test]
fn a_thing_before_people_tells_of_what_kind_they_are() {
    let wave = "Some 120 terror group fighters and 60 foreign mercenaries were killed, the ministry said.";
    let counts: Vec<_> = read(wave).iter().map(|c| c.count.low).collect();
    assert_eq!(counts, [Some(120), Some(60)]);
    assert_eq!(told("At least 12 rebel group fighters died in the raid."), ["killed 12.. armed_group"]);
    assert_eq!(told("In one attack rebels killed four soldiers."), ["killed 4 state_forces"]);
    assert_eq!(told("In two car bomb attacks people were killed."), ["killed some all"]);
}

#[test]
fn the_year_of_a_day_counts_nobody() {
    assert_eq!(told("August 12 2016 Gunmen executed four villagers."), ["killed 4 civilian"]);
    assert_eq!(told("August 12, 2016 Terrorists killed in raid, the army said."), ["killed some armed_group"]);
    assert_eq!(told("Some 2016 terrorists were killed."), ["killed 2016 armed_group"]);
}

#[test]
fn the_toll_of_a_war_is_of_no_incident() {
    let scope = |text: &str| read(text)[0].scope;
    assert_eq!(
        scope("The centre put the death toll from the six-year conflict at more than 4,700."),
        Scope::Cumulative
    );
    assert_eq!(scope("Three boys were killed on Monday by a mine left over from the war."), Scope::Event);
}

#[test]
fn ones_own_men_are_fighters_of_any_sex() {
    let claims = read("The rebels said a dozen of their own men had died.");
    assert_eq!(claims[0].victims.role, recount::domain::Role::ArmedGroup);
    assert!(claims[0].victims.traits.is_empty(), "{:?}", claims[0].victims);
    let men = read("A bomb killed three men.");
    assert_eq!(men[0].victims.traits, [recount::domain::Trait::Man]);
}

#[test]
fn in_text_without_commas_anothers_article_ends_the_speaker() {
    let by = |text: &str| read(text)[0].claimant.name.clone();
    assert_eq!(by("According to a source in the province the rebels fired a shell killing one civilian."), "source");
    assert_eq!(by("According to the ministry the army killed ten rebels."), "ministry");
    assert_eq!(by("According to a doctor at the hospital five people died."), "doctor");
    assert_eq!(by("Five people died, according to the head of the council."), "head of the council");
}

#[test]
fn a_body_pointed_at_is_the_one_that_spoke() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        by("The Tarnek Relief Society said two patients were killed. Eight were injured, the charity said."),
        ["Tarnek Relief Society"; 2]
    );
    assert_eq!(
        by("The Tarnek Centre for Policy Research a city-based organisation has put the death toll at 470."),
        ["Tarnek Centre for Policy Research"]
    );
    assert_eq!(by("Shells fell near the Tarnek Bridge, and nine were killed, a monitor said."), ["monitor"]);
    assert_eq!(
        by("The shells killed 11 guards including a museum staff member the humanitarian organisation said."),
        ["humanitarian organisation"; 2]
    );
    assert_eq!(by("The raids according to the source caused damage. Two were injured."), ["source"]);
}

#[test]
fn a_lost_apostrophe_hides_no_speaker() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(by("The armys spokesman said five were hurt."), ["army"]);
    assert_eq!(by("The army's spokesman said five were hurt."), ["army"]);
    assert_eq!(by("The Observatorys chief Rami Menz said nine were killed."), ["Syrian Observatory for Human Rights"]);
    assert_eq!(by("SANAs reporter said four people were killed."), ["Syrian Arab News Agency"]);
    assert_eq!(by("Three parties and the police said ten were killed."), ["police"]);
}

#[test]
fn a_name_goes_over_no_verb_and_keeps_its_article() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        by("Three were shot as they hid themselves commander Kamal Orsk told a reporter."),
        ["commander Kamal Orsk"]
    );
    assert_eq!(
        by("Local activist Ravi al-Menzi told the station that a mortar killed two."),
        ["Local activist Ravi al-Menzi"]
    );
    assert_eq!(
        by("The directorate of forests in Tarnek province said nine guards were killed."),
        ["directorate of forests"]
    );
    assert_eq!(by("The rebels sold fresh bread Press TV reported that ten guards were killed."), ["Press TV"]);
}

#[test]
fn an_age_is_no_part_of_a_name() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(by("The 19-year-old Walter Orsk said two people were killed."), ["Walter Orsk"]);
}

#[test]
fn whoever_follows_their_verb_is_not_whoever_stands_between_commas() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(by("Three men, two of them soldiers, were killed in Homs, said Rima Orsk."), ["Rima Orsk"; 2]);
    assert_eq!(by("Rima Orsk, a nurse in Homs, said three men were killed."), ["Rima Orsk"]);
    assert_eq!(
        by("Rima Orsk, who was wounded there, said three men were killed.").last().map(String::as_str),
        Some("Rima Orsk")
    );
}

#[test]
fn a_body_is_named_with_all_that_it_is_for() {
    let by = |text: &str| read(text).iter().map(|c| c.claimant.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        by("The Ministry of Forests and Rivers said 12 guards were killed."),
        ["Ministry of Forests and Rivers"]
    );
    assert_eq!(
        by("According to the Tarnek Centre for Law and Rights, nine guards died."),
        ["Tarnek Centre for Law and Rights"]
    );
    assert_eq!(by("The Mayor of Tarnek and Ravi Menz said 12 guards were killed."), ["Ravi Menz"]);
    assert_eq!(by("Shells hit the city of Tarnek and Ravi Menz said 12 guards were killed."), ["Ravi Menz"]);
    assert_eq!(by("And Menz said 12 guards were killed."), ["Menz"]);
    assert_eq!(by("The Ministry of Health and Population said 12 guards were killed."), ["health ministry"]);
    assert_eq!(by("The Ministry of Forests and the army said 12 guards were killed."), ["army"]);
}
