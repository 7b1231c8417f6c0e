//! What is written down is true: the README's commands, keys and picture, and the form of the sample articles.

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

/// The README's picture: the raid of the samples, compared.
const PICTURE: &str = "assets/compare.svg";
const KEYS: &str = "g e / A l e p p o enter enter";

/// Compares, or, asked to by `RECOUNT_REFRESH=1`, writes what should stand there.
fn is_current(path: &str, stands: &str, should: &str, whole: &str) {
    if std::env::var_os("RECOUNT_REFRESH").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), whole).expect("writable");
    } else {
        assert!(stands == should, "{path} is out of date: RECOUNT_REFRESH=1 cargo test --test docs");
    }
}

#[test]
fn the_picture_is_what_the_workbench_draws() {
    let mut recount = assert_cmd::Command::cargo_bin("recount").unwrap();
    let drawn =
        recount.args(["--analyst", "you", "picture", "--size", "112x26"]).args(KEYS.split(' ')).output().unwrap();
    let drawn = String::from_utf8(drawn.stdout).unwrap();
    assert!(drawn.contains("Aleppo raid") && drawn.contains("conflict"), "the picture shows something else:\n{drawn}");
    is_current(PICTURE, &read(PICTURE), &drawn, &drawn);
}

#[test]
fn the_key_table_is_that_of_the_commands() {
    let readme = read("README.md");
    let (before, rest) = readme.split_once("<!-- keys -->\n").expect("the marker before the key table");
    let (table, after) = rest.split_once("<!-- /keys -->").expect("the marker after the key table");
    let keymap = recount::tui::keys::Keymap::builtin().unwrap();
    let should = format!("\n{}\n", recount::tui::key_table(&keymap));
    is_current("README.md", table, &should, &format!("{before}<!-- keys -->\n{should}<!-- /keys -->{after}"));
}

#[test]
fn what_the_readme_points_to_is_there() {
    let readme = read("README.md");
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for target in targets.filter(|target| !target.starts_with("https://")) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(target).exists(), "README.md points to {target}");
    }
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
