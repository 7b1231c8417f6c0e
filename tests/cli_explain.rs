//! Why a claim was read, and why a number was not.

mod common;

use common::Place;
use serde_json::Value;

fn explained(text: &str) -> Value {
    Place::empty().feed(["extract", "--explain", "--format", "jsonl", "--date", "2025-05-18"], text).done().json()
}

/// The rule of a step of the claim at this place.
fn rule(line: &Value, claim: usize, step: &str) -> Option<String> {
    let reasons = line["explained"]["reasons"][claim].as_array().unwrap();
    reasons.iter().find(|r| r["step"] == step).map(|r| r["rule"].as_str().unwrap().to_owned())
}

/// Each number in no claim with the reason.
fn left_out(line: &Value) -> Vec<(String, String)> {
    let numbers = line["explained"]["numbers"].as_array().unwrap();
    let words = |value: &Value| value.as_str().unwrap().to_owned();
    numbers.iter().map(|n| (words(&n["words"]["exact"]), words(&n["why"]))).collect()
}

#[test]
fn a_claim_tells_which_rules_fired_on_which_words() {
    let line =
        explained("On Monday at least 12 villagers were reportedly killed, the army said. Two of them were children.");
    assert_eq!(rule(&line, 0, "construction").as_deref(), Some("passive"));
    assert_eq!(rule(&line, 0, "count").as_deref(), Some("digits"));
    assert_eq!(rule(&line, 0, "victims").as_deref(), Some("noun: civilian"));
    assert_eq!(rule(&line, 0, "stance").as_deref(), Some("hedged"));
    assert_eq!(rule(&line, 0, "claimant").as_deref(), Some("said in this sentence"));
    assert_eq!(rule(&line, 0, "date").as_deref(), Some("named in this sentence"));
    assert_eq!(rule(&line, 1, "part_of").as_deref(), Some("claim 0"));
    let reasons = line["explained"]["reasons"][0].as_array().unwrap();
    let words = |step: &str| reasons.iter().find(|r| r["step"] == step).unwrap()["words"]["exact"].clone();
    assert_eq!(
        (words("outcome"), words("count"), words("claimant"), words("stance")),
        ("killed".into(), "at least 12".into(), "said".into(), "reportedly".into())
    );
}

#[test]
fn every_number_in_no_claim_has_its_reason() {
    for (text, words, why) in [
        ("Five villagers were killed 12 km away.", "12", "unit"),
        ("Ali Omar, 45, was killed.", "45", "age"),
        ("Five villagers were killed and $ 300 was taken.", "300", "money"),
        ("Five villagers were killed in 2014.", "2014", "year"),
        ("Five villagers were killed near room 15.", "15", "label"),
        ("The storm killed 23 cows.", "23", "things"),
        ("The group threatened to kill 10 judges.", "10", "unreal"),
        ("Seven soldiers were not killed.", "Seven", "negated"),
        ("The mayor met 40 farmers. Five villagers were killed.", "40", "no_outcome"),
        ("Five villagers were killed after the mayor had met 40 farmers.", "40", "no_outcome_near"),
        ("Read more: 20 people were killed.", "20", "teaser"),
    ] {
        let left = left_out(&explained(text));
        assert!(left.contains(&(words.into(), why.into())), "{text}: {left:?}");
    }
}

#[test]
fn explaining_changes_no_claim_and_tells_nothing_unasked() {
    let place = Place::empty();
    let samples = include_str!("../assets/samples/samples.jsonl");
    let plain = place.feed(["extract"], samples).done().lines();
    let told = place.feed(["extract", "--explain", "--format", "jsonl"], samples).done().lines();
    for (plain, told) in plain.iter().zip(&told) {
        assert_eq!(plain["claims"], told["claims"]);
        assert_eq!(plain.get("explained"), None);
        let reasons = told["explained"]["reasons"].as_array().unwrap();
        assert_eq!(reasons.len(), told["claims"].as_array().unwrap().len());
        assert!(reasons.iter().all(|r| r.as_array().unwrap().iter().any(|r| r["step"] == "construction")));
    }
}

#[test]
fn people_read_it_below_the_text() {
    let text = "Five villagers were killed 12 km away.";
    let printed = Place::empty().feed(["extract", "--explain"], text).done().stdout;
    for told in ["claim 0: killed 5 civilian", "construction  passive", "“12” measures, and counts nobody"] {
        assert!(printed.contains(told), "no {told} in\n{printed}");
    }
}

#[test]
fn a_claim_in_the_store_tells_why_it_was_read() {
    let place = Place::empty();
    let file = place.file("raid.txt", "Five villagers were killed 12 km away.");
    place.run(["add", &file]).done();
    let claim = place.run(["show", "c1", "--explain"]).done().stdout;
    assert!(claim.contains("construction  passive") && !claim.contains("measures"), "{claim}");
    let article = place.run(["show", "a1", "--explain"]).done().stdout;
    assert!(article.contains("construction  passive") && article.contains("“12” measures"), "{article}");
}
