//! Those who killed others and then themselves, and people told of side by side.

use recount::{
    domain::{Article, Claim, Outcome, Role},
    extract::{Reader, brief},
};

fn reader() -> &'static Reader {
    static READER: std::sync::OnceLock<Reader> = std::sync::OnceLock::new();
    READER.get_or_init(|| Reader::builtin().expect("the shipped lexicon compiles"))
}

fn read(text: &str) -> Vec<Claim> {
    reader().read(&Article { text: text.into(), ..Article::default() })
}

fn briefly(text: &str) -> Vec<String> {
    let mut all: Vec<String> = read(text).iter().map(brief).collect();
    all.sort();
    all
}

#[test]
fn who_kills_others_and_himself_is_an_attacker_among_the_dead() {
    let both = ["killed 1 attacker", "killed 2 civilian"];
    for text in [
        "A man killed two boys and himself.",
        "A man killed two boys, then himself.",
        "A man killed two boys before killing himself.",
        "A man killed two boys before turning the gun on himself.",
        "A man killed two boys and committed suicide.",
        "A man killed two boys. He died of a self-inflicted gunshot wound.",
        "A man killed two boys in a murder-suicide. He shot himself in the yard.",
    ] {
        assert_eq!(briefly(text), both, "{text}");
    }
}

#[test]
fn who_hurts_only_himself_attacks_nobody_and_who_lives_is_not_dead() {
    assert_eq!(briefly("The prisoner killed himself."), ["killed 1 all"]);
    assert_eq!(briefly("A man killed two boys. He shot himself in the foot."), ["injured 1 all", "killed 2 civilian"]);
    assert_eq!(briefly("He killed two boys in self-defense."), ["killed 2 civilian"]);
    assert_eq!(briefly("A man filmed two boys and himself."), Vec::<String>::new());
}

#[test]
fn of_those_shot_the_fatally_shot_died() {
    assert_eq!(briefly("Five people were shot, two fatally."), ["casualties 5 all", "killed 2 all"]);
    let hurt = read("Five people were shot, two seriously.");
    assert!(hurt.iter().all(|c| c.outcome == Outcome::Injured), "{hurt:?}");
}

#[test]
fn people_listed_together_restate_nobody_of_their_list() {
    let claims = read("A couple and their two children were found dead.");
    assert!(claims.iter().all(|c| c.repeats.is_none()) && claims.len() == 2, "{claims:?}");
    let again = read("Two people were killed. The two people were killed at noon.");
    assert_eq!(again[1].repeats, Some(0));
}

#[test]
fn whoever_repeats_one_of_a_list_did_not_say_it_of_both() {
    let text = "A father and a toddler were found dead. The sheriff said the father was found dead in a car.";
    let claims = read(text);
    assert_eq!(claims[0].claimant.name, claims[1].claimant.name);
}

#[test]
fn an_age_that_lost_its_comma_counts_nobody() {
    assert_eq!(briefly("Ann Roe, 30, and Pol Tan, 31 all died of their wounds.").len(), 2);
    assert_eq!(briefly("Hubert Roe Jr., 72, shot four people."), ["injured 4 all"]);
    assert_eq!(briefly("The town is near its 300-homicide mark."), Vec::<String>::new());
    assert_eq!(briefly("In Halden, 34 were killed."), ["killed 34 all"]);
}

#[test]
fn their_own_men_are_of_the_speakers_side() {
    let own = |text: &str| briefly(text);
    assert_eq!(own("The rebel Kiva Front said a dozen of their own men had died."), ["killed 12 armed_group"]);
    assert_eq!(own("Residents said a dozen of their own men had died."), ["killed 12 all"]);
    assert_eq!(own("There were no deaths among our soldiers, the army said."), ["killed 0 state_forces"]);
    assert_eq!(own("There were no deaths among the bridges, the army said."), ["killed 0 all"]);
}

#[test]
fn those_killed_in_a_suicide_blast_are_no_attackers() {
    let roles = |text: &str| read(text).iter().map(|c| c.victims.role).collect::<Vec<_>>();
    assert_eq!(roles("Some 40 people died in a suicide truck bomb attack."), [Role::All]);
    assert_eq!(roles("Nine people were wounded in suicide and mortar attacks."), [Role::All]);
    assert_eq!(roles("Nine Killed in Suicide Blast at Bakery"), [Role::All]);
    assert_eq!(roles("A baker shot two women. He died of a self-inflicted wound."), [Role::All, Role::Attacker]);
}

#[test]
fn who_is_told_of_an_attack_is_no_attacker() {
    let words = |text: &str| read(text).iter().map(|c| c.victims.words.clone()).collect::<Vec<_>>();
    assert_eq!(
        words("A guard told a reporter that a suicide terrorist on a bicycle blew himself up."),
        ["a suicide terrorist"]
    );
}

#[test]
fn an_attacker_who_struck_is_not_hurt() {
    let said = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.low)).collect::<Vec<_>>();
    assert_eq!(said("Nobody forgets how the bomber struck in the hall."), []);
    assert_eq!(said("Three soldiers hit by gunfire were treated there."), [(Outcome::Injured, Some(3))]);
}
