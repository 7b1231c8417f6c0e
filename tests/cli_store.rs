//! The commands that work on a store, as scripts use them.

mod common;

use common::{Place, assert_valid, schema};
use serde_json::{Value, json};

#[test]
fn without_a_store_it_says_how_to_make_one() {
    let place = Place::empty();
    for command in [&["list"][..], &["events"], &["undo"], &["compare", "e1"], &["export"]] {
        let output = place.run(command.iter().copied());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{command:?}");
        assert!(output.stderr.contains("recount add FILE"), "{}", output.stderr);
    }
}

#[test]
fn articles_come_in_once_and_failures_are_told_with_their_place() {
    let place = Place::empty();
    let file = place.file(
        "in.jsonl",
        "{\"text\":\"Five people were killed.\",\"date\":\"2025-05-17\"}\n\nnonsense\n{\"id\":\"x\"}\n",
    );
    let first = place.run(["add", "--outlet", "AFP", &file]);
    assert_eq!(first.status, 1);
    assert!(first.stdout.starts_with("1 added, 0 known already"), "{}", first.stdout);
    assert!(first.stderr.contains("in.jsonl:3: is not a JSON object"), "{}", first.stderr);
    assert!(first.stderr.contains("in.jsonl:4: has no `text`"), "{}", first.stderr);

    let again = place.run(["add", "--json", &file]);
    assert_eq!((again.json()["added"].as_u64(), again.json()["known"].as_u64()), (Some(0), Some(1)));
    let listed = place.run(["list", "--json"]).done().json();
    assert_eq!(listed[0]["outlet"], "AFP");
    assert_eq!(listed[0]["published"], "2025-05-17");
}

#[test]
fn text_on_standard_input_is_one_article() {
    let place = Place::empty();
    place
        .feed(["add", "--title", "Raid", "--url", "https://a.example"], "Five people\u{1b}[2J were killed.\r\n")
        .done();
    let shown = place.run(["show", "a1", "--json"]).done().json();
    assert_eq!(shown["article"]["text"], "Five people[2J were killed.\n");
    assert_eq!(shown["article"]["title"], "Raid");
    assert_eq!(shown["article"]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn lists_are_tables_for_people_and_arrays_for_programs() {
    let place = Place::with_raid();
    let listed = place.run(["list"]).done().stdout;
    assert!(listed.starts_with("id  published   outlet  status  claims  unjudged  title\n"), "{listed}");
    assert!(listed.contains("a1  2025-05-18  SANA    unread       3         3  One dead in raid"), "{listed}");
    let ids = |output: Value| output.as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(place.run(["list", "outlet:AFP", "--json"]).done().json()), [json!(2)]);
    assert_eq!(ids(place.run(["list", "outlet:*f*", "--json"]).done().json()), [json!(2)]);
    assert_eq!(place.run(["list", "outlet:F"]).done().stdout, "no articles\n");
    assert_eq!(place.run(["events", "place:*lepp*", "--json"]).done().json()[0]["claimants"], 2);
    assert_eq!(ids(place.run(["search", "FIVE", "soldiers", "--json"]).done().json()), [json!(2)]);
    assert_eq!(place.run(["list", "after:2026-01-01"]).done().stdout, "no articles\n");
    assert!(place.run(["search", "detained"]).done().stdout.contains("four men were"));

    let events = place.run(["events"]).done().stdout;
    assert!(events.contains("e1  17 May 2025  Aleppo, SY"), "{events}");
    assert_eq!(place.run(["events", "--json"]).done().json()[0]["claimants"], 2);
    assert!(place.run(["claimants"]).done().stdout.contains("Interior ministry"));
}

#[test]
fn an_article_is_shown_with_its_claims_marked() {
    let shown = Place::with_raid().run(["show", "a1"]).done().stdout;
    assert!(shown.contains("Ministry: [¹one soldier was killed¹], [²four men were detained²]."), "{shown}");
    assert!(
        shown.contains("  1  killed 1  (state forces)") || shown.contains("  1  killed 1  state forces"),
        "{shown}"
    );
    assert!(shown.contains("cumulative"), "{shown}");
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn the_comparison_shows_both_reports_and_their_words() {
    let place = Place::with_raid();
    let shown = place.run(["compare", "e1"]).done().stdout;
    for words in [
        "e1  Raid in Aleppo · 17 May 2025 · Aleppo, SY",
        "┌ killed",
        "├ detained",
        "Interior ministry",
        "SOHR",
        "conflict",
        "“two of them soldiers”",
        "Not compared",
        "500,000 died since 2011",
    ] {
        assert!(shown.contains(words), "no {words} in\n{shown}");
    }
    assert_eq!(place.run(["show", "e1"]).done().stdout, shown);
    let comparison = place.run(["compare", "e1", "--json"]).done().json();
    assert_eq!(comparison["comparison"]["columns"].as_array().unwrap().len(), 2);
}

#[test]
fn a_conflict_needs_a_reason_and_a_signature_another_person() {
    let place = Place::with_raid();
    let decide = ["decide", "e1", "killed/state forces", "--low", "1", "--best", "2", "--high", "2"];
    let refused = place.run(decide);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("reason"), "{}", refused.stderr);

    place.run(decide.into_iter().chain(["--reason", "two funerals"])).done();
    assert_eq!(place.run(["sign", "e1", "killed/state_forces"]).status, 1);
    place.run(["--analyst", "bob", "sign", "e1", "killed/state_forces"]).done();
    let shown = place.run(["compare", "e1"]).done().stdout;
    assert!(shown.contains("1  2  2 signed"), "{shown}");
    assert!(shown.contains("by ada, signed by bob: two funerals"), "{shown}");

    let records = place.run(["export", "--format", "jsonl"]).done().lines();
    let [record] = &records[..] else { panic!("one figure is decided") };
    assert_valid(&schema("record"), record);
    assert_eq!((&record["event"], &record["best"], &record["state"]), (&json!("e1"), &json!(2), &json!("signed")));
    assert_eq!(
        (&record["analyst"], &record["signed_by"], &record["reason"]),
        (&json!("ada"), &json!("bob"), &json!("two funerals"))
    );
    let claim = record["claims"].as_array().unwrap().iter().find(|c| c["claim"] == "c5").unwrap();
    assert_eq!((&claim["outlet"], &claim["url"]), (&json!("AFP"), &json!("https://afp.example/1")));
    assert_eq!(claim["evidence"][0], json!({"start": 21, "end": 41, "exact": "two of them soldiers"}));
    assert_eq!(claim["sha256"].as_str().unwrap().len(), 64);

    place.run(["--analyst", "bob", "reopen", "e1", "killed/state forces"]).done();
    assert_eq!(place.run(["export", "--format", "jsonl"]).done().stdout, "");
}

#[test]
fn a_claimant_is_adopted_a_rule_followed_a_figure_put_off() {
    let place = Place::with_raid();
    place.run(["decide", "e1", "killed", "--adopt", "SOHR", "--reason", "they name them"]).done();
    place.run(["decide", "e1", "detained/armed group", "--rule", "range"]).done();
    place.run(["pending", "e1", "killed/state forces", "--waiting-for", "the hospital"]).done();
    let records = place.run(["export", "--format", "jsonl"]).done().lines();
    let of = |outcome: &str, role: &str| {
        records.iter().find(|r| r["outcome"] == outcome && r["role"] == role).unwrap_or_else(|| panic!("{records:?}"))
    };
    assert_eq!((&of("killed", "all")["best"], &of("killed", "all")["rule"]), (&json!(5), &json!("manual")));
    assert_eq!(
        (&of("detained", "armed_group")["low"], &of("detained", "armed_group")["rule"]),
        (&json!(4), &json!("range"))
    );
    assert_eq!(of("killed", "state_forces")["waiting_for"], "the hospital");

    let adopted = place.run(["decide", "e1", "killed", "--adopt", "Reuters", "--reason", "x"]);
    assert_eq!(adopted.status, 1);
    assert!(adopted.stderr.contains("Reuters reported nothing"), "{}", adopted.stderr);
    let nowhere = place.run(["decide", "e1", "injured", "--best", "3"]);
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.stderr.contains("`killed/state forces`"), "{}", nowhere.stderr);
    assert_eq!(place.run(["decide", "e1", "killed"]).status, 2);
    assert_eq!(place.run(["decide", "e1", "killed", "--low", "6", "--high", "5", "--reason", "x"]).status, 1);
}

#[test]
fn every_change_is_in_the_journal_and_can_be_taken_back() {
    let place = Place::with_raid();
    place.run(["judge", "c1", "c2", "accept"]).done();
    place.run(["judge", "c5", "reject"]).done();
    place.run(["credit", "c4", "2"]).done();
    place.run(["grade", "SOHR", "b", "--reason", "names its dead"]).done();
    place.run(["note", "e1", "ask the hospital"]).done();
    place.run(["mark", "a1", "a2", "in_review"]).done();
    place.run(["name", "e1", "The raid on Haydariya"]).done();
    place.run(["switch", "e1", "neutralized=killed"]).done();
    place.run(["move", "c2", "new"]).done();

    let shown = place.run(["show", "c1"]).done().stdout;
    assert!(shown.contains("accepted"), "{shown}");
    assert!(place.run(["show", "c4", "--json"]).done().json()["credibility"] == "2");
    assert!(place.run(["compare", "e1"]).done().stdout.contains("SOHR  B"));

    let entries = place.run(["log", "--json"]).done().json();
    assert_eq!(entries.as_array().unwrap().len(), 10);
    assert_eq!(entries[0]["actor"], json!({"analyst": "ada"}));
    assert!(place.run(["undo"]).done().stdout.starts_with("undo: "));
    assert!(place.run(["redo"]).done().stdout.starts_with("redo: "));
    assert_eq!(place.run(["log", "c1", "--json"]).done().json().as_array().unwrap().len(), 1);
    assert!(place.run(["log", "--verify"]).done().stdout.starts_with("sound: 12 entries"));

    let nothing = place.run(["--analyst", "carol", "undo"]);
    assert_eq!(nothing.status, 1);
    assert!(nothing.stderr.contains("nothing of yours"), "{}", nothing.stderr);
}

#[test]
fn what_is_written_wrongly_is_usage() {
    let place = Place::with_raid();
    for command in [
        &["frobnicate"][..],
        &["show", "x1"],
        &["judge", "c1"],
        &["switch", "e1", "neutralized=dead"],
        &["switch", "e1", "attackers=yes", "--claimant", "Reuters"],
        &["compare", "e1", "--rule", "manual"],
        &["export", "--rule", "ucdp"],
        &["list", "after:yesterday"],
    ] {
        let output = place.run(command.iter().copied());
        assert_eq!(output.status, 2, "{command:?}: {}{}", output.stdout, output.stderr);
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(place.run(["compare", "e9"]).status, 1);
}

#[test]
fn exports_repeat_byte_for_byte_and_mark_what_is_open() {
    let place = Place::with_raid();
    place.run(["decide", "e1", "killed", "--adopt", "SOHR", "--reason", "=HYPERLINK(1)"]).done();
    let csv = || place.run(["export", "--open"]).done().stdout;
    assert_eq!(csv(), csv());
    assert!(csv().contains(",'=HYPERLINK(1),"), "{}", csv());
    assert!(csv().lines().any(|line| line.contains(",open,range,")), "{}", csv());
    let path = place.path().join("figures.jsonl");
    place.run(["export", "--open", "-o", path.to_str().unwrap()]).done();
    let file = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file, place.run(["export", "--open", "--format", "jsonl"]).done().stdout);
    let record = schema("record");
    file.lines().for_each(|line| assert_valid(&record, &serde_json::from_str(line).unwrap()));
}

#[test]
fn the_demo_prints_where_there_is_no_terminal_and_leaves_nothing() {
    let place = Place::empty();
    let output = place.command().env("TMPDIR", place.path()).arg("demo").output().unwrap();
    assert!(output.status.success());
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn where_nothing_conflicts_the_origin_of_the_numbers_is_the_reason() {
    let place = Place::with_raid();
    place.run(["decide", "e1", "detained", "--adopt", "Interior ministry"]).done();
    let records = place.run(["export", "--format", "jsonl"]).done().lines();
    assert_eq!(records[0]["reason"], "as Interior ministry reports");
    let conflicting = place.run(["decide", "e1", "killed/state forces", "--rule", "ucdp"]);
    assert_eq!(conflicting.status, 1, "{}", conflicting.stdout);
    assert!(conflicting.stderr.contains("give the reason"), "{}", conflicting.stderr);
}
