//! Reconciled records on their way out: what they hold, what a spreadsheet sees, and that they are whole files.

use recount::{
    domain::{ClaimId, Figure, FigureState, Rule, rows::EventView},
    export::{Computed, Format, Record, records, save, write},
};
use serde_json::{Value, json};

fn claim(outcome: &str, n: u64, claimant: &str, words: &str, start: usize) -> Value {
    json!({
        "outcome": outcome, "count": {"bound": "exact", "low": n, "high": n, "words": n.to_string()},
        "victims": {"words": "", "role": "all", "traits": [], "actor": null, "names": []},
        "claimant": {"name": claimant, "kind": "official", "words": null}, "outlet": null,
        "stance": "asserted", "scope": "event", "part_of": null, "includes_attackers": "unknown", "means": null,
        "perpetrator": null, "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": start, "end": start + words.chars().count(), "exact": words}], "rule": "test"
    })
}

fn statement(id: i64, ordinal: usize, claim: Value) -> Value {
    json!({
        "record": {"id": id, "article": 12, "ordinal": ordinal, "event": 3, "judgement": "accepted", "credibility": null,
                   "claim": claim},
        "title": "Five dead", "outlet": "AFP", "url": "https://a.example/1", "published": "2025-05-18",
        "sha256": "ab".repeat(32), "copy_of": null, "reliability": null
    })
}

/// Two claimants differ on the dead and nobody has decided on the injured.
fn view() -> EventView {
    let view = json!({
        "event": {"id": 3, "name": "=cmd|raid", "date": null, "kind": "raid", "parties": [],
                  "place": {"name": "Aleppo", "words": "", "country": "SY", "lat": 36.2, "lon": 37.16, "precision": "town"}},
        "statements": [
            statement(7, 0, claim("killed", 4, "Interior ministry", "four | were \"killed\",\nit said", 10)),
            statement(8, 1, claim("killed", 5, "SOHR", "five", 90)),
            statement(9, 2, claim("injured", 2, "SOHR", "two hurt", 120)),
        ],
        "switches": [],
        "decisions": [{"measure": {"outcome": "killed", "role": "all", "traits": []}, "low": 4, "best": 5, "high": 5,
            "rule": "ucdp", "claims": [8], "reason": "SOHR names them", "state": "reconciled", "waiting_for": null,
            "analyst": "ada", "at": "2026-01-02T03:04:05Z", "signed_by": null}],
        "notes": []
    });
    serde_json::from_value(view).unwrap()
}

fn computed() -> Vec<Computed> {
    let row = |outcome: &str, n: u64, claims: &[usize], used: i64| {
        let refs: Vec<_> = claims.iter().map(|c| json!({"document": "a12", "claim": c})).collect();
        let figure: Figure = serde_json::from_value(json!({
            "outcome": outcome, "role": "all", "traits": [], "low": n, "best": n, "high": n, "state": "conflict",
            "explanation": "", "reports": [{"claimant": "x", "low": n, "high": n, "basis": "stated", "claims": refs}]
        }))
        .unwrap();
        Computed { figure, used: vec![ClaimId(used)] }
    };
    vec![row("injured", 2, &[2], 9), row("killed", 9, &[0, 1], 8)]
}

fn all(with_open: bool) -> Vec<Record> {
    records(&view(), Rule::Range, &computed(), with_open)
}

fn text(format: Format, records: &[Record]) -> String {
    let mut bytes = Vec::new();
    write(format, records, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_decided_figure_keeps_its_numbers_and_the_claims_that_lost() {
    let [record] = &all(false)[..] else { panic!("one figure is decided") };
    assert_eq!((record.low, record.best, record.high), (Some(4), Some(5), Some(5)));
    assert_eq!(
        (record.state, record.rule, record.analyst.as_deref()),
        (FigureState::Reconciled, Rule::Ucdp, Some("ada"))
    );
    let claims: Vec<_> = record.claims.iter().map(|c| (c.claim.as_str(), c.used, c.claimant.as_str())).collect();
    assert_eq!(claims, [("c7", false, "Interior ministry"), ("c8", true, "SOHR")]);
    assert_eq!(record.claims[1].outlet.as_deref(), Some("AFP"));
}

#[test]
fn open_figures_come_as_computed_and_say_so() {
    let records = all(true);
    assert_eq!(records.len(), 2);
    let open = &records[0];
    assert_eq!((open.state, open.rule, open.best), (FigureState::Open, Rule::Range, Some(2)));
    assert_eq!((&open.reason, &open.analyst, &open.time), (&None, &None, &None));
}

#[test]
fn a_decision_without_claims_left_is_still_exported() {
    let records = records(&view(), Rule::Range, &[], true);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].claims.len(), 1);
}

#[test]
fn csv_has_one_row_a_figure_and_no_formula() {
    let text = text(Format::Csv, &all(true));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let cell = |row: usize, name: &str| rows[row][header.iter().position(|h| h == name).unwrap()].to_owned();
    assert_eq!(cell(1, "name"), "'=cmd|raid");
    assert_eq!((cell(1, "low"), cell(1, "best"), cell(1, "high")), ("4".into(), "5".into(), "5".into()));
    assert_eq!((cell(1, "claims_used"), cell(1, "claims_not_used")), ("1".into(), "1".into()));
    assert_eq!((cell(1, "words"), cell(1, "offsets")), ("five".into(), "90-94".into()));
    assert_eq!((cell(0, "state"), cell(0, "analyst")), ("open".into(), String::new()));
    assert_eq!(cell(1, "time"), "2026-01-02T03:04:05Z");
}

#[test]
fn json_lines_read_back_as_they_were() {
    let records = all(true);
    let text = text(Format::Jsonl, &records);
    let back: Vec<Record> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(back, records);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("figures.csv");
    save(Format::Csv, &all(true), &path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text(Format::Csv, &all(true)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);

    let error = save(Format::Csv, &all(true), &dir.path().join("none/figures.csv")).unwrap_err();
    assert!(error.to_string().contains("figures.csv"), "{error}");
}
