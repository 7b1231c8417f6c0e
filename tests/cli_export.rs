//! `export` and `verify-package` as people run them.

mod common;

use common::Place;
use serde_json::Value;

const FORMATS: [&str; 12] =
    ["csv", "tsv", "jsonl", "json", "xlsx", "ucdp", "acled", "geojson", "annotations", "html", "markdown", "package"];

/// The raid with its dead decided and signed off, its detained only decided.
fn decided() -> Place {
    let place = Place::with_raid();
    place.run(["decide", "e1", "killed", "--adopt", "SOHR", "--reason", "names them"]).done();
    place.run(["decide", "e1", "detained", "--rule", "range"]).done();
    place.run(["--analyst", "ben", "sign", "e1", "killed"]).done();
    place.run(["note", "e1", "ask again"]).done();
    place
}

fn export(place: &Place, format: &str, name: &str) -> Vec<u8> {
    let path = place.path().join(name);
    place.run(["export", "--format", format, "--output", path.to_str().unwrap()]).done();
    if path.is_dir() { std::fs::read(path.join("datapackage.json")).unwrap() } else { std::fs::read(path).unwrap() }
}

#[test]
fn every_format_gives_the_same_bytes_for_the_same_store() {
    let place = decided();
    for format in FORMATS {
        let (one, two) = (export(&place, format, "one"), export(&place, format, "two"));
        assert!(!one.is_empty() && one == two, "{format}");
        for path in ["one", "two"].map(|name| place.path().join(name)) {
            if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
        }
    }
}

#[test]
fn only_signed_figures_and_chosen_days_go_out() {
    let place = decided();
    let count = |arguments: &[&str]| {
        let all = ["export", "--format", "jsonl"].into_iter().chain(arguments.iter().copied());
        place.run(all).done().lines().len()
    };
    assert_eq!((count(&[]), count(&["--only", "signed"]), count(&["--only", "pending"])), (2, 1, 0));
    assert_eq!((count(&["--since", "2025-05-17"]), count(&["--since", "2025-05-18"])), (2, 0));
    assert_eq!(
        (count(&["--until", "2025-05-16"]), count(&["--filter", "alep raid"]), count(&["--filter", "homs"])),
        (0, 2, 0)
    );
    assert_eq!(place.run(["export", "e9"]).status, 1);
}

#[test]
fn what_is_refused_is_said_and_the_status_tells() {
    let place = decided();
    place.run(["reopen", "e1", "killed"]).done();
    place.run(["decide", "e1", "killed", "--low", "4", "--high", "5", "--claims", "c4", "--reason", "unsure"]).done();
    let output = place.run(["export", "--format", "ucdp"]);
    assert_eq!((output.status, output.stdout.lines().count()), (1, 1), "{}", output.stderr);
    assert!(output.stderr.contains("e1 was not written: killed / all has no best number"), "{}", output.stderr);
    assert!(output.stderr.contains("no column for detained"), "{}", output.stderr);
}

#[test]
fn a_workbook_and_a_package_need_a_file() {
    let place = decided();
    let output = place.run(["export", "--format", "package"]);
    assert_eq!(output.status, 2);
    assert!(output.stderr.contains("--output"), "{}", output.stderr);
}

#[test]
fn a_package_is_verified_and_every_kind_of_damage_is_found() {
    let place = decided();
    export(&place, "package", "package.zip");
    let zip = place.path().join("package.zip");
    assert!(place.run(["verify-package", zip.to_str().unwrap()]).done().stdout.starts_with("sound: "));
    let again = place.run(["export", "--output", zip.to_str().unwrap()]);
    assert!(again.status == 1 && again.stderr.contains("is there already"), "{}", again.stderr);

    export(&place, "package", "folder");
    let folder = place.path().join("folder");
    let said = |place: &Place| {
        let output = place.run(["verify-package", folder.to_str().unwrap()]);
        (output.status, output.stderr)
    };
    assert_eq!(said(&place), (0, String::new()));
    std::fs::write(folder.join("added.txt"), "x").unwrap();
    assert!(said(&place).1.contains("added.txt is not described"));
    std::fs::write(folder.join("claims.csv"), "x").unwrap();
    assert!(said(&place).1.contains("claims.csv was altered"));
    std::fs::remove_file(folder.join("log.csv")).unwrap();
    let (status, stderr) = said(&place);
    assert!(status == 1 && stderr.contains("log.csv is missing"), "{stderr}");
    let description = folder.join("datapackage.json");
    let escaping = std::fs::read_to_string(&description).unwrap().replace("events.csv\"", "../events.csv\"");
    std::fs::write(&description, escaping).unwrap();
    assert!(said(&place).1.contains("../events.csv lies outside"));
}

#[test]
fn names_are_replaced_everywhere_and_stay_the_same() {
    let place = Place::empty();
    let article = r#"{"title":"Yusuf Haddad killed in Homs","text":"HOMS, 17 May 2025 - Police said on Saturday that Yusuf Haddad, 34, was killed in a shooting in Homs.","date":"2025-05-17","source":"Paper","url":"https://paper.example/yusuf-haddad"}"#;
    place.run(["add", &place.file("a.jsonl", article)]).done();
    let plain = place.run(["export", "--open", "--format", "json"]).done().stdout;
    assert!(plain.contains("Haddad"), "the name must be read for this test to mean anything: {plain}");
    place.run(["note", "e1", "Ask the family of Haddad"]).done();
    let mut pseudonyms = std::collections::BTreeSet::new();
    for format in FORMATS.into_iter().filter(|format| !matches!(*format, "xlsx" | "package")) {
        let out = place.run(["export", "--open", "--redact", "names", "--format", format]).stdout;
        assert!(!out.to_lowercase().contains("haddad"), "{format}: {out}");
        pseudonyms.extend(out.match_indices("Person ").map(|(at, _)| out[at..at + 13].to_owned()));
    }
    assert_eq!(pseudonyms.len(), 1, "{pseudonyms:?}");
}

#[test]
fn neighbours_who_speak_and_relatives_in_reasons_are_replaced_too() {
    let place = Place::empty();
    let article = r#"{"title":"Five killed in Homs","text":"HOMS, 17 May 2025 - Rima Darwish, a neighbour, said five people were killed on Saturday in a shooting in Homs. Police said that Yusuf Haddad, 34, was killed.","date":"2025-05-17","source":"Paper"}"#;
    place.run(["add", &place.file("a.jsonl", article)]).done();
    let plain = place.run(["export", "--open", "--format", "json"]).done().stdout;
    assert!(plain.contains("Rima Darwish"), "the name must be read for this test to mean anything: {plain}");
    place
        .run(["decide", "e1", "killed", "--rule", "range", "--reason", "Samir Haddad, his father, and Rima agree"])
        .done();
    for format in FORMATS.into_iter().filter(|format| !matches!(*format, "xlsx" | "package")) {
        let out = place.run(["export", "--open", "--redact", "names", "--format", format]).stdout.to_lowercase();
        for name in ["haddad", "samir", "rima", "darwish"] {
            assert!(!out.contains(name), "{format}, {name}: {out}");
        }
    }
}

#[test]
fn relatives_and_gunmen_named_nowhere_else_are_replaced_in_every_format() {
    let place = Place::empty();
    let article = r#"{"title":"Three shot dead in Homs","text":"HOMS, 17 May 2025 - Three people, among them Yusuf Haddad, 34, and his brother Samir, were killed by gunman Viktor Rowe in Homs on Saturday, police said. Haddad's sister Layla Nasser said that five people were wounded.","date":"2025-05-17","source":"Paper"}"#;
    place.run(["add", &place.file("a.jsonl", article)]).done();
    let names = ["Haddad", "Samir", "Viktor", "Rowe", "Layla", "Nasser"];
    let plain = place.run(["export", "--open", "--format", "html"]).done().stdout;
    assert!(names.iter().all(|name| plain.contains(name)), "they must be read for this test to mean anything: {plain}");
    let folder = place.path().join("package");
    place
        .run(["export", "--open", "--redact", "names", "--format", "package", "--output", folder.to_str().unwrap()])
        .done();
    let file = place.path().join("book.xlsx");
    place.run(["export", "--open", "--redact", "names", "--output", file.to_str().unwrap()]).done();
    let mut out: Vec<(String, String)> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    let mut sheets = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    for at in 0..sheets.len() {
        let mut text = String::new();
        let mut part = sheets.by_index(at).unwrap();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        out.push((part.name().unwrap().into_owned(), text));
    }
    for format in FORMATS.into_iter().filter(|format| !matches!(*format, "xlsx" | "package")) {
        out.push((format.into(), place.run(["export", "--open", "--redact", "names", "--format", format]).stdout));
    }
    assert!(out.len() > 20, "{}", out.len());
    for (written, text) in out {
        for name in names {
            assert!(!text.contains(name), "{written}, {name}: {text}");
        }
    }
}

#[test]
fn a_folder_gets_a_dossier_for_each_event() {
    let place = decided();
    let folder = place.path().join("dossiers");
    std::fs::create_dir(&folder).unwrap();
    place.run(["export", "--format", "html", "--output", folder.to_str().unwrap()]).done();
    let page = std::fs::read_to_string(folder.join("e1.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("names them") && page.contains("ask again"));
    let page = place.run(["export", "--format", "html", "--without-notes"]).done().stdout;
    assert!(!page.contains("ask again"), "{page}");
}

#[test]
fn annotations_are_the_claims_of_the_event() {
    let page: Value =
        serde_json::from_str(&decided().run(["export", "--format", "annotations"]).done().stdout).unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 5);
}

#[test]
fn what_was_refused_is_not_counted_as_written() {
    let place = Place::with_raid();
    place.run(["decide", "e1", "killed", "--rule", "range", "--reason", "two lists"]).done();
    let file = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    let whole = place.run(["export", "--format", "csv", "--output", &file("a.csv")]).done().stdout;
    assert!(whole.starts_with("1 figure of 1 event written to"), "{whole}");
    // UCDP needs a best number, which this rule does not give.
    let refused = place.run(["export", "--format", "ucdp", "--output", &file("b.csv")]);
    assert!(refused.status == 1 && refused.stderr.contains("e1 was not written"), "{}", refused.stderr);
    assert!(refused.stdout.starts_with("0 of 1 event written to"), "{}", refused.stdout);
}
