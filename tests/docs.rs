//! What is written down is true: the README's commands, and the form of the sample articles.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn the_readme_promises_two_commands_and_the_first_is_the_demo() {
    let readme = read("README.md");
    let (_, after) = readme.split_once("<!-- two commands -->\n```sh\n").expect("the marker that .ci/run reads");
    let (block, _) = after.split_once("\n```").expect("the block ends");
    let commands: Vec<&str> = block.lines().map(|l| l.split('#').next().unwrap_or(l).trim()).collect();
    assert_eq!(commands, ["cargo run --release -- demo", "cargo test --locked"]);
}

#[test]
fn samples_are_marked_as_such_and_long_enough_to_be_articles() {
    let lines = read("assets/samples/samples.jsonl");
    let articles: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect();
    let (mut ids, mut incidents) = (BTreeSet::new(), BTreeSet::new());
    for article in &articles {
        let field = |key: &str| article[key].as_str().unwrap_or_else(|| panic!("no {key} in {article}"));
        let id = field("id");
        assert!(ids.insert(id), "{id} twice");
        incidents.insert(id.rsplit_once('-').expect("incident-number").0);
        assert!(article["sample"] == true && field("source").ends_with("(sample)"), "{id} is not marked as a sample");
        assert!(field("url").starts_with("https://example.org/"), "{id} has a URL that could be somebody's");
        assert!(field("date").parse::<jiff::civil::Date>().is_ok(), "{id}: date {}", field("date"));
        let words = field("text").split_whitespace().count();
        assert!((250..=700).contains(&words), "{id} has {words} words");
        assert!(!field("title").is_empty() && field("lang").len() == 2, "{id}");
    }
    assert!(articles.len() >= 14 && incidents.len() >= 6, "{} articles on {incidents:?}", articles.len());
}
