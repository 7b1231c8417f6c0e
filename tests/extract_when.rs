//! Days, months and longer times: what they date, and what only looks like one.

#[path = "common/reading.rs"]
mod reading;

use reading::read;
use recount::domain::{Claim, Outcome, Scope, Stance};

fn scope(text: &str) -> Option<Scope> {
    read(text).last().map(|claim| claim.scope)
}

fn dated(text: &str) -> Vec<(String, String)> {
    let date = |claim: Claim| claim.date.map(|date| (date.start.to_string(), date.end.to_string()));
    read(text).into_iter().filter_map(date).collect()
}

fn days(first: &str, last: &str) -> Vec<(String, String)> {
    vec![(first.to_string(), last.to_string())]
}

#[test]
fn this_month_and_last_year_are_those_of_the_calendar() {
    assert_eq!(dated("Five villagers were killed last month."), days("2025-04-01", "2025-04-30"));
    assert_eq!(dated("Five villagers were shot earlier this month."), days("2025-05-01", "2025-05-18"));
    assert_eq!(dated("Five villagers were killed in a raid last year."), days("2024-01-01", "2024-12-31"));
}

#[test]
fn a_year_behind_a_month_or_a_day_is_theirs() {
    let dates = |when: &str| dated(&format!("Five villagers were killed {when}."));
    assert_eq!(dates("in April last year"), days("2024-04-01", "2024-04-30"));
    assert_eq!(dates("in April of last year"), days("2024-04-01", "2024-04-30"));
    assert_eq!(dates("on 3 April last year"), days("2024-04-03", "2024-04-03"));
    assert_eq!(dates("on April 3 this year"), days("2025-04-03", "2025-04-03"));
    assert_eq!(dates("in April of 2021"), days("2021-04-01", "2021-04-30"));
    assert_eq!(dates("in April"), days("2025-04-01", "2025-04-30"));
    assert_eq!(
        dated("On 3 April, of 2000 villagers held in Tarn, five were killed."),
        days("2025-04-03", "2025-04-03")
    );
    assert_eq!(dated("In April of 40 villagers five were killed."), days("2025-04-01", "2025-04-30"));
}

#[test]
fn a_month_in_the_name_of_somebody_is_no_month() {
    let one = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.words.clone())).collect::<Vec<_>>();
    let named = one("Ravi Ramadan Menz was killed.");
    assert_eq!(named, [(Outcome::Killed, "Ravi Ramadan Menz".to_string())]);
    assert_eq!(dated("Ravi Ramadan Menz was killed."), days("2025-05-18", "2025-05-18"));
    assert_eq!(dated("Samir Rajab Menz was shot dead."), days("2025-05-18", "2025-05-18"));
    assert_ne!(dated("Five villagers were killed in Ramadan."), days("2025-05-18", "2025-05-18"));
    assert_eq!(dated("May God have mercy: five villagers were killed."), days("2025-05-18", "2025-05-18"));
}

#[test]
fn a_capital_tells_the_month_from_the_verb() {
    let stance = |text: &str| read(text).first().map(|claim| claim.stance);
    assert_eq!(stance("In early May four bombers blew themselves up."), Some(Stance::Asserted));
    assert_eq!(stance("Four bombers may have killed two guards."), Some(Stance::Hedged));
}

#[test]
fn a_time_from_day_to_day_is_no_incident() {
    assert_eq!(
        scope("From Monday March 3 2014 to Sunday March 9 2014 the number of dead reached 41."),
        Some(Scope::Period)
    );
    assert_eq!(scope("The number of dead between Monday 1 May and Friday 5 May reached 40."), Some(Scope::Period));
    assert_eq!(scope("Some 40 villagers were killed between 30 April and 1 May."), Some(Scope::Event));
    assert_eq!(scope("Some 84 villagers were killed over a four-day stretch of fighting."), Some(Scope::Period));
    assert_eq!(scope("Some 84 villagers were killed in a four-day battle."), Some(Scope::Event));
}

#[test]
fn an_offensive_told_of_for_the_first_time_is_one_incident() {
    assert_eq!(scope("Nine rebels were killed during a major offensive on the road."), Some(Scope::Event));
    assert_eq!(scope("Nine rebels have been killed in a campaign of bombings."), Some(Scope::Cumulative));
    assert_eq!(scope("Nine rebels were killed during the offensive."), Some(Scope::Cumulative));
}

#[test]
fn who_spoke_of_one_month_does_not_speak_of_another() {
    let by = |text: &str| read(text).last().map(|claim| claim.claimant.name.clone());
    let text = |then: &str| format!("On Monday, police said, 12 villagers were killed. {then}, shelling killed six.");
    assert_eq!(by(&text("Later")).as_deref(), Some("police"));
    assert_ne!(by(&text("In late April")).as_deref(), Some("police"));
}

#[test]
fn the_dead_are_not_hurt() {
    let said = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.low)).collect::<Vec<_>>();
    assert_eq!(said("A nurse said that two of the bodies were mutilated."), []);
    assert_eq!(said("Two dead soldiers were taken to hospital."), [(Outcome::Killed, Some(2))]);
    assert_eq!(
        said("Dozens of dead and injured villagers were rushed to a clinic hospital."),
        [(Outcome::Casualties, Some(24))]
    );
    assert_eq!(said("Two soldiers were taken to hospital."), [(Outcome::Injured, Some(2))]);
}

#[test]
fn two_headings_in_a_row_tell_of_two_things() {
    let said = |text: &str| read(text).iter().map(|c| (c.outcome, c.count.low)).collect::<Vec<_>>();
    assert_eq!(
        said("Baker Killed 30 Shoppers Injured in Blast in Tarnek"),
        [(Outcome::Killed, Some(1)), (Outcome::Injured, Some(30))]
    );
    assert_eq!(said("Rebels Killed 20 Soldiers in Attacks in Tarnek"), [(Outcome::Killed, Some(20))]);
    assert_eq!(said("Army kills 33 rebels captured 10 in Tarnek"), [(Outcome::Killed, Some(33))]);
    assert_eq!(
        said("Attack kills 33 rebels injured 10 in Tarnek"),
        [(Outcome::Killed, Some(33)), (Outcome::Injured, Some(10))]
    );
    assert_eq!(
        said("Some 33 rebels killed 10 wounded in Tarnek"),
        [(Outcome::Killed, Some(33)), (Outcome::Injured, Some(10))]
    );
}
