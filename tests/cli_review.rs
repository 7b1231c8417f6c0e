//! An event reviewed without a screen: rules, parties, record, history, status, standards, and two analysts apart.

mod common;

use common::Place;
use recount::store::Store;
use serde_json::{Value, json};

const FORCES: &str = "killed/state forces";

fn decide(place: &Place, more: &[&str]) -> common::Output {
    place.run(["decide", "e1"].into_iter().chain(more.iter().copied()))
}

#[test]
fn every_rule_stands_beside_the_others_with_what_it_left_out_and_why() {
    let place = Place::with_raid();
    let shown = place.run(["rules", "e1", "killed"]).done().stdout;
    for words in ["killed / all", "range", "ucdp", "conservative", "recent", "      used c1", "      left out c3"] {
        assert!(shown.contains(words), "no {words} in\n{shown}");
    }
    assert!(!shown.contains("detained"), "only the row asked for");
    let all = place.run(["rules", "e1", "--json"]).done().json();
    let total = all.as_array().unwrap().iter().find(|r| r["measure"]["role"] == "all").unwrap();
    assert_eq!(total["rules"].as_array().unwrap().len(), 4);
    let left = total["rules"][0]["left_out"].as_array().unwrap();
    assert!(left.iter().any(|l| l[0] == 3 && l[1].as_str().unwrap().contains("longer time")), "{left:?}");
    assert_eq!(place.run(["rules", "e1", "injured"]).status, 2);
}

#[test]
fn who_speaks_about_whom() {
    let place = Place::with_raid();
    let parties = place.run(["parties", "e1", "--json"]).done().json();
    let ministry = parties.as_array().unwrap().iter().find(|p| p["claimant"] == "Interior ministry").unwrap();
    let relation = |role: &str| {
        let about = ministry["about"].as_array().unwrap();
        about.iter().find(|a| a["role"] == role).unwrap()["relation"].clone()
    };
    assert_eq!((ministry["side"].clone(), relation("state_forces")), (json!("state"), json!("own")));
    assert_eq!(relation("armed_group"), "enemy");
    assert!(place.run(["parties", "e1"]).done().stdout.contains("enemy"));
}

#[test]
fn a_figure_holds_against_the_others() {
    let place = Place::with_raid();
    decide(&place, &[FORCES, "--best", "2", "--reason", "two funerals"]).done();
    let less = decide(&place, &["killed", "--best", "1", "--reason", "x"]);
    assert_eq!(less.status, 1);
    assert!(less.stderr.contains("more than the 1 of killed / all"), "{}", less.stderr);
    let more = decide(&place, &["killed", "--best", "5", "--reason", "x"]);
    assert!(more.stderr.contains("2 state forces = 2; decide `killed/unknown`"), "{}", more.stderr);
    let outside = decide(&place, &["killed/unknown", "--best", "9"]);
    assert!(outside.stderr.contains("no report on killed / unknown gives 9"), "{}", outside.stderr);
    decide(&place, &["killed/unknown", "--best", "3", "--reason", "SOHR names no side"]).done();
    decide(&place, &["killed", "--best", "5", "--reason", "the sum"]).done();
    let grown = decide(&place, &[FORCES, "--best", "4", "--reason", "x"]);
    assert!(grown.stderr.contains("less than its parts decided"), "{}", grown.stderr);
    let upside_down = decide(&place, &["detained", "--low", "5", "--best", "4"]);
    assert!(upside_down.stderr.contains("the low 5 is above the best 4"), "{}", upside_down.stderr);
}

#[test]
fn a_decision_names_its_standard_of_evidence_from_a_list_one_can_change() {
    let place = Place::with_raid();
    assert!(place.run(["standards"]).done().stdout.contains("reasonable grounds"));
    decide(&place, &["detained", "--adopt", "Interior ministry", "--standard", "Reasonable"]).done();
    let record = place.run(["record", "e1", "--json"]).done().json();
    let of = |record: &Value, outcome: &str| {
        let figures = record["figures"].as_array().unwrap();
        figures.iter().find(|f| f["measure"]["outcome"] == outcome && f["measure"]["role"] == "all").unwrap().clone()
    };
    assert_eq!(of(&record, "detained")["standard"], "reasonable grounds");
    assert_eq!((&of(&record, "killed")["state"], &of(&record, "killed")["rule"]), (&json!("open"), &json!("range")));
    assert!(record["grading"]["grounds"].as_str().is_some_and(|grounds| !grounds.is_empty()), "{record}");
    let unknown = decide(&place, &["detained", "--best", "4", "--standard", "hearsay"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("`unverified`"), "{}", unknown.stderr);

    std::fs::create_dir_all(place.path().join(".config/recount")).unwrap();
    place.file(".config/recount/standards.toml", "[[standard]]\nname = \"hearsay\"\nmeans = \"told\"\n");
    decide(&place, &["detained", "--best", "4", "--standard", "hearsay"]).done();
    let shown = place.run(["record", "e1"]).done().stdout;
    assert!(shown.contains("hearsay") && shown.contains("harm "), "{shown}");
}

#[test]
fn the_history_of_an_event_says_who_when_before_and_after() {
    let place = Place::with_raid();
    place.run(["judge", "c1", "accept"]).done();
    place.run(["switch", "e1", "silence=open", "--claimant", "SOHR", "--measure", "killed"]).done();
    place.run(["grade", "SOHR", "B", "--reason", "names its dead"]).done();
    place.run(["grade", "SOHR", "C", "--reason", "was wrong once"]).done();
    decide(&place, &[FORCES, "--best", "2", "--reason", "two funerals"]).done();
    place.run(["--analyst", "bob", "sign", "e1", FORCES]).done();
    let history = place.run(["history", "e1", "--json"]).done().json();
    let verbs: Vec<_> = history.as_array().unwrap().iter().map(|e| e["verb"].as_str().unwrap()).collect();
    assert_eq!(verbs, ["take_in", "judge", "set_switch", "grade", "grade", "decide", "sign"]);
    let change = |entry: usize, field: &str| {
        let changes = history[entry]["changes"].as_array().unwrap().iter();
        let found = changes.into_iter().find(|c| c["field"] == field).unwrap();
        (found["before"].as_str().unwrap().to_owned(), found["after"].as_str().unwrap().to_owned())
    };
    assert_eq!(change(1, "judgement"), ("proposed".into(), "accepted".into()));
    assert_eq!(change(4, "reliability"), ("B".into(), "C".into()));
    assert_eq!(change(6, "signed_by"), (String::new(), "bob".into()));
    assert_eq!((&history[6]["by"], &history[5]["by"]), (&json!("bob"), &json!("ada")));
    let shown = place.run(["history", "--claimant", "SOHR"]).done().stdout;
    assert!(shown.contains("reliability: B → C") && shown.contains("names its dead → was wrong once"), "{shown}");
    assert!(
        place.run(["compare", "e1"]).done().stdout.contains("settled  what is not mentioned on killed / all stays")
    );
}

#[test]
fn new_claims_mark_a_decision_stale_and_change_nothing() {
    let place = Place::with_raid();
    decide(&place, &["killed", "--best", "5", "--reason", "SOHR names them"]).done();
    place.run(["pending", "e1", "detained", "--waiting-for", "the court's list"]).done();
    let before = place.run(["status", "--json"]).done().json();
    assert_eq!((&before["figures"][0]["stale"], &before["unread"]), (&json!([]), &json!(2)));
    let shown = place.run(["status"]).done().stdout;
    assert!(
        shown.contains("pending") && shown.contains("the court's list") && shown.contains("to be signed"),
        "{shown}"
    );

    let article = json!({"id": "x", "title": "Raid in Aleppo kills eight", "source": "AP", "date": "2025-05-19",
        "text": "Eight people died in the raid, police said."});
    place.run(["add", &place.file("more.jsonl", article.to_string())]).done();
    let claims = place.run(["show", "a3", "--json"]).done().json()["claims"].as_array().unwrap().clone();
    let moved: Vec<String> = claims.iter().map(|c| format!("c{}", c["id"])).collect();
    let moved = ["move"].into_iter().chain(moved.iter().map(String::as_str)).chain(["e1"]);
    place.run(moved);
    let after = place.run(["status", "--json"]).done().json();
    let stale = after["figures"][0]["stale"].as_array().unwrap();
    assert!(stale.iter().any(|s| s.as_str().unwrap().contains("8")), "{after}");
    assert_eq!(after["figures"][0]["best"], 5);
    let compared = place.run(["compare", "e1"]).done().stdout;
    assert!(compared.contains("stale  killed / all since it was decided"), "{compared}");
    assert!(place.run(["record", "e1"]).done().stdout.contains("reconciled, stale"));
}

#[test]
fn who_works_blind_sees_no_word_of_anothers_before_giving_his_own() {
    let place = Place::with_raid();
    place.run(["judge", "c1", "c4", "accept"]).done();
    place.run(["judge", "c5", "reject"]).done();
    decide(&place, &[FORCES, "--best", "1", "--reason", "the ministry knows its own"]).done();
    let ben = |arguments: &[&str]| {
        let mut all = vec!["--analyst", "ben", "--blind"];
        all.extend(arguments);
        place.run(all)
    };
    let shown = ben(&["compare", "e1"]).done().stdout;
    assert!(!shown.contains("knows its own") && !shown.contains("rejected"), "{shown}");
    assert_eq!(ben(&["show", "c5", "--json"]).done().json()["judgement"], "proposed");
    assert!(ben(&["rules", "e1", FORCES]).done().stdout.contains("hidden until you have decided"));
    assert!(!ben(&["history", "e1"]).done().stdout.contains("reject c5"));
    assert_eq!(ben(&["decide", "e1", FORCES, "--rule", "ucdp", "--reason", "x"]).status, 1);
    let (articles, events) = (ben(&["list", "--json"]).done().json(), ben(&["events", "--json"]).done().json());
    assert_eq!(articles[0]["unjudged"], articles[0]["claims"], "what another judged counts as unjudged");
    assert_eq!((&events[0]["decided"], &events[0]["standing"]), (&json!(0), &json!(null)));

    ben(&["judge", "c1", "c5", "c2", "accept"]).done();
    ben(&["decide", "e1", FORCES, "--best", "2", "--reason", "two were buried"]).done();
    assert!(ben(&["rules", "e1", FORCES]).done().stdout.contains("ucdp"));
    let shown = ben(&["compare", "e1"]).done().stdout;
    assert!(shown.contains("knows its own"), "his own word is given: {shown}");
    assert_eq!(ben(&["events", "--json"]).done().json()[0]["decided"], 1);

    let store = Store::open_reader(&place.store()).unwrap();
    let view = store.event("e1".parse().unwrap()).unwrap();
    assert_eq!((view.decisions.len(), view.decisions[0].best), (1, Some(1)), "what stood stands");
    assert_eq!(view.statements[4].record.judgement.word(), "rejected");
    assert_eq!(view.statements[1].record.judgement.word(), "accepted", "nobody had judged it");

    let agreement = place.run(["agreement", "--json"]).done().json();
    assert_eq!(agreement["analysts"], json!(["ada", "ben"]));
    let items = |of: &str| -> Vec<bool> {
        agreement[of].as_array().unwrap().iter().map(|i| i["agree"].as_bool().unwrap()).collect()
    };
    assert_eq!((items("claims"), items("figures")), (vec![true, false], vec![false]));
    // Two claims, three accepts and a reject: D_o = 1/2, D_e = 1/2.
    assert_eq!(agreement["claims_alpha"], 0.0);
    let shown = place.run(["agreement", "e1"]).done().stdout;
    assert!(shown.contains("1 of 2 agree") && shown.contains("ada: accepted · ben: accepted"), "{shown}");

    assert!(ben(&["undo"]).done().stdout.contains("apart"));
    assert_eq!(place.run(["agreement", "--json"]).done().json()["figures"], json!([]));
    place.run(["log", "--verify"]).done();
}

#[test]
fn agreement_needs_two() {
    let place = Place::with_raid();
    place.run(["judge", "c1", "accept"]).done();
    let none = place.run(["agreement"]);
    assert_eq!(none.status, 2);
    assert!(none.stderr.contains("two analysts"), "{}", none.stderr);
    place.run(["--analyst", "ben", "judge", "c1", "accept"]).done();
    assert!(place.run(["agreement"]).done().stdout.contains("1 of 1 agree"), "the second word is no empty change");
}

#[test]
fn changes_answer_programs_too() {
    let place = Place::with_raid();
    let commands: [&[&str]; 6] = [
        &["judge", "c1", "accept"],
        &["grade", "SOHR", "B"],
        &["name", "e1", "The raid"],
        &["decide", "e1", "detained", "--best", "4"],
        &["undo"],
        &["redo"],
    ];
    for (n, command) in commands.iter().enumerate() {
        let done = place.run(command.iter().copied().chain(["--json"])).done().json();
        assert_eq!(done["seq"], n + 2, "{command:?}");
        assert!(!done["summary"].as_str().unwrap().is_empty());
    }
}

#[test]
fn names_of_one_source_are_told_and_its_record_is_shown() {
    let place = Place::with_raid();
    let listed = |place: &Place| place.run(["claimants", "--json"]).done().json();
    let before = listed(&place).as_array().unwrap().len();
    place.run(["alias", "SOHR", "The Observatory", "--of", "Syrian Observatory for Human Rights"]).done();
    let after = listed(&place);
    let row = after.as_array().unwrap().iter().find(|r| r["name"] == "Syrian Observatory for Human Rights").unwrap();
    assert_eq!(row["aliases"], json!(["SOHR", "The Observatory"]));
    assert_eq!(after.as_array().unwrap().len(), before);
    decide(&place, &["killed", "--best", "5", "--reason", "named"]).done();
    let record = place.run(["source", "SOHR", "--json"]).done().json();
    assert_eq!(record["source"], "Syrian Observatory for Human Rights");
    assert_eq!(record["decided"], json!({"same": 1, "compatible": 0, "lower": 0, "higher": 0}));
    let shown = place.run(["source", "SOHR"]).done().stdout;
    assert!(shown.contains("against decided figures: 1 the same") && shown.contains("Interior ministry"), "{shown}");
    place.run(["alias", "SOHR", "--none"]).done();
    assert_eq!(place.run(["alias", "SOHR", "--none"]).status, 1, "it is one by itself already");
    assert!(place.run(["claimants", "--outlets"]).done().stdout.contains("articles"));
}
