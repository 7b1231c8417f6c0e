//! Who says it: names of one source taken together and apart, and what a source's record is.

mod stage;

use recount::domain::{EventId, filter::Filter, rows::ClaimantRow};
use stage::{Stage, samples};

/// An account that is the Observatory's own, with a claim on the raid.
fn with_account() -> Stage {
    let mut arrivals = samples::arrivals();
    for new in &mut arrivals.articles[1].claims {
        new.claim.claimant.name = "SOHR account".into();
    }
    Stage::on(&arrivals, "Leila")
}

fn source(stage: &Stage, name: &str) -> Option<ClaimantRow> {
    stage.store().sources().unwrap().into_iter().find(|row| row.name == name)
}

fn columns(stage: &Stage) -> Vec<String> {
    let view = stage.store().event(EventId(1)).unwrap();
    recount::work::review(view).comparison.columns.into_iter().map(|column| column.claimant).collect()
}

#[test]
fn a_ticked_source_is_merged_into_the_selected_one_and_taken_apart_again() {
    let mut stage = with_account();
    assert!(columns(&stage).contains(&"SOHR account".to_owned()));
    stage.press("g s J").sees("tick a source with t");
    while stage.model.sources().unwrap().list.current().unwrap().name != "SOHR account" {
        stage.press("j");
    }
    stage.press("t").sees("1 ticked").press("g g");
    while stage.model.sources().unwrap().list.current().unwrap().name != "Syrian Observatory for Human Rights" {
        stage.press("j");
    }
    stage.press("J").sees("take “SOHR account” for").sees("+1").press("j k").sees("also SOHR account");
    assert!(!columns(&stage).contains(&"SOHR account".to_owned()), "one report, not two");
    assert_eq!(source(&stage, "SOHR account"), None);
    // Both names find its claims.
    let filter: Filter = "claimant:\"Syrian Observatory for Human Rights\"".parse().unwrap();
    assert_eq!(stage.store().count_articles(&filter).unwrap(), 2);
    stage.press("X").sees("Not Syrian Observatory").press("enter").sees("a source again");
    assert!(source(&stage, "SOHR account").is_some());
    stage.press("u").sees("+1").press("u").sees("undo: take “SOHR account”");
    assert!(columns(&stage).contains(&"SOHR account".to_owned()));
}

#[test]
fn a_name_is_added_by_typing_it_and_never_leads_in_a_circle() {
    let mut stage = Stage::new();
    stage.press("g s g g n").sees("Who else is").press("enter").sees("write the other name");
    stage.type_in("The lads").press("enter").sees("+1").press("j k").sees("also The lads");
    let first = stage.model.sources().unwrap().list.current().unwrap().name.clone();
    stage.press("j n").type_in(&first).press("enter");
    let second = stage.model.sources().unwrap().list.rows[0].clone();
    assert_eq!(second.aliases, [first.clone(), "The lads".to_owned()], "its other names come with it");
    stage.press("g g n").type_in(&second.name).press("enter").sees("cannot be another name of");
}

#[test]
fn outlets_stand_beside_claimants() {
    let mut stage = Stage::new();
    let outlets: Vec<_> = stage.store().sources().unwrap().into_iter().filter(|row| row.articles > 0).collect();
    assert!(!outlets.is_empty());
    stage.press("g s").sees("articles").sees(&outlets[0].name);
}

#[test]
fn the_record_of_a_source_counts_agreement_and_names_each_figure() {
    let mut stage = Stage::new();
    stage.press("g s g g");
    while stage.model.sources().unwrap().list.current().unwrap().name != "Syrian Observatory for Human Rights" {
        stage.press("j");
    }
    stage
        .press("r")
        .sees("against decided figures   nothing to hold them against yet")
        .sees("Interior ministry")
        .press("esc");
    stage.press("g e G enter a").sees("sources conflict").type_in("they name them").press("enter");
    let decided = stage.store().event(EventId(1)).unwrap().decisions[0].clone();
    stage.press("g s r").sees(&format!("decided {}", decided.best.unwrap())).press("esc");
    let blind = stage.again_blind("Noor").press("g s r").sees("stays hidden").model.layers.len();
    assert_eq!(blind, 0);
}

#[test]
fn revisions_are_counted_up_and_down() {
    let mut arrivals = samples::arrivals();
    // The ministry's second word on the whole toll, a day later, is higher.
    for (article, said) in [(0, 3), (1, 4)] {
        let new = &mut arrivals.articles[article].claims[0];
        new.claim.count = recount::domain::Count::exact(said, "some");
        (new.claim.victims.role, new.claim.repeats) = (recount::domain::Role::All, None);
        new.claim.part_of = None;
        new.claim.superseded_by = None;
    }
    let stage = Stage::on(&arrivals, "Leila");
    let record = recount::work::track_record(&stage.store(), "Interior ministry").unwrap();
    assert_eq!((record.raised, record.lowered), (1, 0), "{record:#?}");
}

#[test]
fn sources_are_found_by_parts_of_their_names_or_their_kind() {
    let mut stage = Stage::new();
    stage.press("g s /").type_in("observ").press("enter").sees("Syrian Observatory").sees_not("Interior ministry");
    stage.press("/ ctrl-u").type_in("witness").press("enter").sees("1 source").sees("شهود");
    stage.press("/ ctrl-u").type_in("nobody").press("enter").sees("No source is called so");
    stage.press("esc").sees("Interior ministry").press("esc").sees("Articles");
}

#[test]
fn sources_are_sorted_by_name_and_by_grade_with_the_ungraded_last() {
    let mut stage = Stage::new();
    let rows = |stage: &Stage| stage.model.sources().unwrap().list.rows.clone();
    stage.press("g s S").sees("Sort by").press("j j j enter").sees("who says it▴");
    let names: Vec<String> = rows(&stage).iter().map(|row| row.name.to_lowercase()).collect();
    assert!(names.windows(2).all(|w| w[0] <= w[1]) && names.len() > 3, "{names:?}");
    stage.press("G v j j enter").type_in("they were there").press("enter").press("S G enter").sees("grade▴");
    let graded: Vec<bool> = rows(&stage).iter().map(|row| row.reliability.is_some()).collect();
    assert!(graded[0] && !graded[1..].contains(&true), "{graded:?}");
    stage.press("S G enter").sees("grade▾");
    assert!(rows(&stage)[0].reliability.is_some(), "the other way round too");
    stage.press("S g g enter").sees("claims▾");
    let claims: Vec<u32> = rows(&stage).iter().map(|row| row.claims).collect();
    assert!(claims.windows(2).all(|w| w[0] >= w[1]), "{claims:?}");
}
