//! Pipe mode as other programs drive it: documents in, JSON lines out, in order, whatever happens.

mod common;

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use common::{Place, assert_valid, schema};
use serde_json::{Value, json};

const SAMPLES: &str = include_str!("../assets/samples/samples.jsonl");

fn ids(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["id"].as_str().unwrap()).collect()
}

#[test]
fn output_stands_in_the_order_of_input_whatever_the_threads() {
    let place = Place::empty();
    // More than a batch where that is quick, less where every document is held against every other.
    for (command, copies) in [("extract", 64), ("link", 3), ("reconcile", 3)] {
        let file = place.file("many.jsonl", SAMPLES.repeat(copies));
        let one = place.run([command, "--threads", "1", &file]).done().stdout;
        let four = place.run([command, "--threads", "4", &file]).done().stdout;
        assert!(one == four, "{command} differs");
    }
    let lines = place.feed(["extract"], SAMPLES.repeat(3)).done().lines();
    let wanted: Vec<Value> = SAMPLES.repeat(3).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(ids(&lines), ids(&wanted));
}

#[test]
fn every_line_follows_its_schema() {
    let place = Place::empty();
    let input = format!("{SAMPLES}{{\"id\":\"empty\"}}\n");
    for (command, of) in [("extract", "extracted"), ("link", "linked"), ("reconcile", "event")] {
        let output = place.feed([command], input.as_str());
        assert_eq!(output.status, 1);
        let schema = schema(of);
        output.lines().iter().for_each(|line| assert_valid(&schema, line));
    }
    let claim = schema("claim");
    let lines = place.feed(["extract"], SAMPLES).done().lines();
    lines.iter().flat_map(|line| line["claims"].as_array().unwrap()).for_each(|c| assert_valid(&claim, c));
    let figure = schema("figure");
    let lines = place.feed(["reconcile", "--rule", "ucdp"], SAMPLES).done().lines();
    lines.iter().flat_map(|line| line["figures"].as_array().unwrap()).for_each(|f| assert_valid(&figure, f));
}

#[test]
fn what_cannot_be_read_has_its_line_and_the_rest_goes_on() {
    let place = Place::empty();
    let file = place.file("in.jsonl", b"{\"id\":\"a\",\"text\":\"Five died.\"}\n{\"id\":\"b\",\"text\":7}\nnot json\n\n{\"id\":\"c\"}\n{\"doc_id\":4,\"text\":\"\xff\xfe two\"}");
    let output = place.run(["extract", &file, "/nowhere/x.txt"]);
    assert_eq!(output.status, 1);
    let lines = output.lines();
    assert_eq!(ids(&lines)[0], "a");
    assert!(lines[1]["error"].as_str().unwrap().contains("invalid type"), "{}", lines[1]);
    assert_eq!(lines[2]["id"], format!("{file}:3"));
    assert_eq!(lines[3], json!({"id": "c", "error": "has no `text`"}));
    assert_eq!(lines[4]["id"], "4");
    assert!(lines[4]["claims"].is_array());
    assert_eq!(lines[5]["id"], "/nowhere/x.txt");
    assert!(output.stderr.contains("in.jsonl:5: has no `text`"), "{}", output.stderr);
}

#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let place = Place::empty();
    let mut bytes = br#"{"id":"long","text":""#.to_vec();
    bytes.resize(33 << 20, b'x');
    bytes.extend_from_slice(b"\"}\n{\"id\":\"next\",\"text\":\"Five died.\"}\n");
    let output = place.run(["extract", &place.file("long.jsonl", bytes)]);
    assert_eq!(output.status, 1);
    let lines = output.lines();
    assert!(lines[0]["error"].as_str().unwrap().contains("32 MiB"), "{}", lines[0]);
    assert_eq!(lines[1]["id"], "next");
}

#[test]
fn standard_input_may_be_lines_or_one_text() {
    let place = Place::empty();
    let text = "Five killed in raid\n\nFive people were killed on Saturday.\n";
    assert_eq!(place.feed(["extract"], text).done().lines()[0]["id"], "-");
    assert_eq!(place.feed(["extract", "-"], text).done().lines().len(), 1);
    let lines = "  {\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}\n";
    assert_eq!(ids(&place.feed(["extract"], lines).done().lines()), ["a", "b"]);
    assert_eq!(place.feed(["extract"], "").done().stdout, "");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let place = Place::empty();
    let line = json!({"id": "\u{1b}]0;id\u{7}", "title": "\u{1b}[31mFive dead\u{202e}", "source": "\u{9b}2J",
        "text": "\u{1b}[2JFive people\u{202e} were killed\u{0} in a raid, said \u{2066}police\u{2069}.\r\n\u{feff}"});
    for format in ["table", "annotated"] {
        let printed = place.feed(["extract", "--format", format, "--color", "never"], line.to_string()).done().stdout;
        assert!(!printed.chars().any(|c| c != '\n' && c.is_control()), "{printed:?}");
        assert!(!printed.contains(['\u{202e}', '\u{2066}', '\u{feff}']), "{printed:?}");
        assert!(printed.contains("Five"), "{printed:?}");
    }
    let broken = place.feed(["extract"], "{\"id\":\"\u{1b}[2J\",\"text\":5}");
    assert!(!broken.stderr.contains('\u{1b}'), "{:?}", broken.stderr);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let place = Place::empty();
    let file = place.file("many.jsonl", SAMPLES.repeat(400));
    let program = assert_cmd::cargo::cargo_bin("recount");
    let mut child =
        Command::new(program).args(["extract", &file]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with("{\"id\":\"aleppo-1\""));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn flags_fill_what_the_input_lacks() {
    let place = Place::empty();
    let lines = "{\"id\":\"a\",\"text\":\"Five died.\"}\n{\"id\":\"b\",\"text\":\"Five died.\",\"source\":\"SANA\",\"date\":\"2025-01-02\"}\n";
    let printed =
        place.feed(["extract", "--format", "table", "--outlet", "AFP", "--date", "2025-05-17"], lines).done().stdout;
    assert!(printed.contains("a  AFP · 2025-05-17"), "{printed}");
    assert!(printed.contains("b  SANA · 2025-01-02"), "{printed}");
}

#[test]
fn claims_read_before_are_reconciled_without_reading_again() {
    let place = Place::empty();
    let documents = place.file("samples.jsonl", SAMPLES);
    let claims = place.run(["extract", &documents]).done().stdout;
    let claims = place.file("claims.jsonl", format!("{claims}{{\"id\":\"z\",\"error\":\"gone\"}}\nnonsense\n"));
    let again = place.run(["reconcile", "--claims", &claims, &documents]).done();
    assert_eq!(again.stdout, place.run(["reconcile", &documents]).done().stdout);
    assert!(again.stderr.contains("claims.jsonl:23"), "{}", again.stderr);
    assert_eq!(place.run(["reconcile", "--claims", "/nowhere", &documents]).status, 2);
}

#[test]
fn by_document_every_document_has_its_line() {
    let lines = Place::empty().feed(["reconcile", "--by", "document"], SAMPLES).done().lines();
    let documents: Vec<_> = lines.iter().map(|line| line["documents"][0].as_str().unwrap().to_owned()).collect();
    let wanted: Vec<Value> = SAMPLES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents, ids(&wanted));
    assert_eq!(lines[1]["event"], "e2");
}

/// A claim as somebody writes it by hand.
fn by_hand(claimant: &str, count: u64, words: &str, part_of: Option<usize>) -> Value {
    json!({
        "outcome": "killed", "count": {"bound": "exact", "low": count, "high": count, "words": ""},
        "victims": {"words": words, "role": "all", "traits": [], "actor": null, "names": []},
        "claimant": {"name": claimant, "kind": "official", "words": null}, "outlet": null, "stance": "asserted",
        "scope": "event", "part_of": part_of, "includes_attackers": "unknown", "means": null, "perpetrator": null,
        "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": 0, "end": 4, "exact": "Four"}], "rule": "analyst"
    })
}

#[test]
fn claims_and_events_given_by_hand_are_reconciled_as_given() {
    let place = Place::empty();
    let documents = place.file(
        "documents.jsonl",
        "{\"id\":\"a\",\"text\":\"Four people\",\"date\":\"2024-02-03\"}\n{\"id\":\"b\",\"text\":\"Four people\"}\n{\"id\":\"c\",\"text\":\"x\"}\n",
    );
    let claims = [
        json!({"id": "a", "claims": [by_hand("mayor", 14, "people", None), by_hand("mayor", 2, "guards", Some(0))]}),
        json!({"id": "b", "claims": [by_hand("sisters", 16, "people", None), by_hand("sisters", 3, "people", None)]}),
    ];
    let claims = place.file("claims.jsonl", claims.map(|line| line.to_string()).join("\n"));
    let events = [
        json!({"id": "a", "event": "mill", "claims": ["mill", "mill"]}),
        json!({"id": "b", "claims": ["mill", "weir", null]}),
    ];
    let events = place.file("events.jsonl", events.map(|line| line.to_string()).join("\n"));
    let given = ["reconcile", "--claims", &claims, "--events", &events, &documents];
    let output = place.run(given).done();
    let lines = output.lines();
    let named: Vec<_> = lines.iter().map(|line| (&line["event"], &line["documents"])).collect();
    assert_eq!(named, [(&json!("mill"), &json!(["a", "b"])), (&json!("weir"), &json!(["b"]))]);
    let total =
        |line: &Value| line["figures"].as_array().unwrap().iter().find(|f| f["part"].is_null()).unwrap().clone();
    let (mill, weir) = (total(&lines[0]), total(&lines[1]));
    assert_eq!((&mill["low"], &mill["high"], &mill["state"]), (&json!(14), &json!(16), &json!("conflict")));
    assert_eq!((&weir["low"], &weir["high"]), (&json!(3), &json!(3)));
    assert!(output.stderr.contains("b: the events are given for 3 claims, but it has 2"), "{}", output.stderr);

    let alone =
        place.run(["reconcile", "--by", "document"].into_iter().chain(given.into_iter().skip(1))).done().lines();
    assert_eq!(alone.len(), 3);
    assert_eq!(alone[2]["figures"], json!([]), "a document that the file does not name tells of no event");
}
