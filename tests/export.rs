//! Reconciled records on their way out: what they hold, what a spreadsheet sees, and that they are whole files.

use std::io::Write;

use recount::{
    domain::{
        Article, ArticleId, Capture, ClaimId, DatePrecision, Figure, FigureState, Outcome, Role, Rule, Way,
        rows::EventView,
    },
    export::{Beside, Cited, Computed, Form, Format, Manner, Parcel, Record, Said, Stream, records},
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

fn parcel(with_open: bool) -> Parcel {
    let view = view();
    let comparison = recount::reconcile::compare(&view.statements, &view.switches);
    let text = format!(
        "Ministry: four | were \"killed\",\nit said. {}five died, SOHR said; besides two hurt.",
        "x".repeat(49)
    );
    let article = Article { text, title: Some("Five dead".into()), ..Article::default() };
    let capture = Capture {
        way: Way::File,
        source: "/home/ana/news.jsonl".into(),
        line: Some(7),
        at: "2026-01-02T03:04:05Z".parse().unwrap(),
        tool: "recount 0".into(),
    };
    let cited = Cited { id: ArticleId(12), article, copy_of: None, capture: Some(capture) };
    Parcel { view, comparison, records: all(with_open), articles: vec![cited], history: vec![], tolls: vec![] }
}

fn written(format: Format, manner: Manner, parcel: &Parcel) -> (String, Said) {
    stream(format.form(manner).unwrap(), parcel)
}

fn stream(form: Box<dyn Form>, parcel: &Parcel) -> (String, Said) {
    let leaf = form.event(parcel);
    let mut stream = Stream::begin(form, Vec::new()).unwrap();
    stream.push(leaf).unwrap();
    let (bytes, said) = stream.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), said)
}

fn text(format: Format, with_open: bool) -> String {
    written(format, Manner::default(), &parcel(with_open)).0
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
    let text = text(Format::Csv, true);
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

/// What spreadsheets are known to run, in every column that holds words from outside.
#[test]
fn nothing_that_a_spreadsheet_would_run_leaves_in_any_table() {
    const RUN: [&str; 10] =
        ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =HYPERLINK(\"http://x\")", "|calc", "%x"];
    for run in RUN {
        let mut parcel = with_date(parcel(true));
        parcel.view.event.name = run.into();
        for statement in &mut parcel.view.statements {
            (statement.title, statement.outlet, statement.url) = (Some(run.into()), Some(run.into()), Some(run.into()));
            statement.record.claim.claimant.name = run.into();
            statement.record.claim.victims.words = run.into();
        }
        for cited in &mut parcel.articles {
            let article = &mut cited.article;
            (article.title, article.outlet, article.url) = (Some(run.into()), Some(run.into()), Some(run.into()));
            cited.capture.as_mut().unwrap().source = run.into();
        }
        for record in &mut parcel.records {
            (record.name, record.reason, record.analyst) = (run.into(), Some(run.into()), Some(run.into()));
        }
        let manner = Manner::default();
        let mut tables: Vec<_> = recount::export::package::forms(manner)
            .into_iter()
            .filter(|(name, _)| name.ends_with(".csv"))
            .map(|(name, form)| (name.to_owned(), stream(form, &parcel).0))
            .collect();
        for format in [Format::Csv, Format::Tsv, Format::Ucdp, Format::Acled] {
            tables.push((format!("{format:?}"), written(format, manner, &parcel).0));
        }
        for (name, text) in tables {
            let separator = if name == "Tsv" { b'\t' } else { b',' };
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
            let mut rows = 0;
            for row in reader.records() {
                rows += 1;
                for cell in &row.unwrap() {
                    let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
                    let number = cell.parse::<f64>().is_ok();
                    assert!((!runs || number) && !cell.starts_with(['\t', '\r', '\n']), "{name}: {cell:?} of {run:?}");
                }
            }
            assert!(rows > 0 || matches!(name.as_str(), "Ucdp" | "Acled" | "log.csv"), "{name} of {run:?} has no row");
        }
    }
}

#[test]
fn json_lines_read_back_as_they_were() {
    let records = all(true);
    let text = text(Format::Jsonl, true);
    let back: Vec<Record> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(back, records);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("figures.csv");
    std::fs::write(&path, "before").unwrap();
    let mut cut_short = Beside::new(&path).unwrap();
    cut_short.write_all(b"half").unwrap();
    drop(cut_short);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    let mut whole = Beside::new(&path).unwrap();
    whole.write_all(b"whole").unwrap();
    whole.keep().unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    let error = Beside::new(&dir.path().join("none/figures.csv")).err().unwrap();
    assert!(error.to_string().contains("figures.csv"), "{error}");
}

#[test]
fn tab_separated_cells_hold_neither_tabs_nor_line_ends() {
    let mut parcel = parcel(true);
    parcel.records[1].reason = Some("one\ttwo\nthree \"four\"".into());
    let (text, _) = written(Format::Tsv, Manner::default(), &parcel);
    assert_eq!(text.lines().count(), 3);
    assert!(text.lines().all(|line| line.split('\t').count() == 30), "{text}");
    assert!(text.contains("\"one two three \"\"four\"\"\""), "{text}");
}

#[test]
fn hxl_tags_stand_under_the_header() {
    let (text, _) = written(Format::Csv, Manner { hxl: true, ..Manner::default() }, &parcel(false));
    let mut lines = text.lines();
    let (names, tags) = (lines.next().unwrap(), lines.next().unwrap());
    assert_eq!(names.split(',').count(), tags.split(',').count());
    assert!(tags.starts_with("#event+code,#event+name,#date+start"), "{tags}");
}

/// The rows of a comma-separated table by the names of their columns.
fn table(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn with_date(mut parcel: Parcel) -> Parcel {
    let day = json!({"start": "2025-05-17", "end": "2025-05-17", "precision": "day", "words": ""});
    parcel.view.event.date = serde_json::from_value(day).unwrap();
    parcel
}

/// Adds a decided figure of the killed of one role.
fn with_side(mut parcel: Parcel, role: Role, n: u64) -> Parcel {
    let mut record = parcel.records.iter().find(|record| record.measure.outcome == Outcome::Killed).unwrap().clone();
    record.measure.role = role;
    (record.low, record.best, record.high) = (Some(n), Some(n), Some(n));
    parcel.records.push(record);
    parcel
}

#[test]
fn ucdp_rows_add_up_and_name_nothing_of_theirs() {
    let parcel = with_side(with_date(parcel(true)), Role::StateForces, 2);
    let (text, said) = written(Format::Ucdp, Manner::default(), &parcel);
    let header = text.lines().next().unwrap();
    assert_eq!(header.split(',').count(), 49);
    assert!(header.ends_with("deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"));
    let row = &table(&text)[0];
    let numbers = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"];
    assert_eq!(numbers.map(|name| row[name].as_str()), ["2", "0", "0", "3", "5", "5", "4"]);
    assert_eq!((row["id"].as_str(), row["geom_wkt"].as_str()), ("recount-e3", "POINT (37.16 36.2)"));
    assert_eq!((row["date_start"].as_str(), row["country"].as_str()), ("2025-05-17 00:00:00.000", "Syria"));
    assert_eq!(said.refused, []);
    assert!(said.remarks.keys().any(|what| what.contains("no column for injured")), "{said:?}");
}

#[test]
fn what_breaks_the_law_of_the_sides_is_refused_and_the_rest_is_written() {
    let broken = with_side(with_side(with_date(parcel(false)), Role::StateForces, 4), Role::Civilian, 2);
    let (text, said) = written(Format::Ucdp, Manner::default(), &broken);
    assert_eq!(text.lines().count(), 1);
    assert_eq!(said.refused.len(), 1);
    assert!(said.refused[0].reason.contains("make 6, more than 5"), "{said:?}");
    let undated = parcel(false);
    assert!(written(Format::Ucdp, Manner::default(), &undated).1.refused[0].reason.contains("no date"));
    let mut vague = with_date(parcel(false));
    vague.view.event.date.as_mut().unwrap().precision = DatePrecision::Year;
    assert!(written(Format::Acled, Manner::default(), &vague).1.refused[0].reason.contains("vaguer than a month"));
}

#[test]
fn acled_rows_have_their_columns_and_words() {
    let (text, _) = written(Format::Acled, Manner::default(), &with_date(parcel(false)));
    let header = text.lines().next().unwrap();
    assert_eq!(header.split(',').count(), 31);
    assert!(
        header
            .starts_with("event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1")
    );
    let row = &table(&text)[0];
    assert_eq!((row["fatalities"].as_str(), row["iso"].as_str(), row["time_precision"].as_str()), ("5", "760", "1"));
    assert_eq!((row["event_type"].as_str(), row["sub_event_type"].as_str()), ("Battles", "Armed clash"));
    assert!(row["notes"].contains("SOHR names them") && row["notes"].starts_with("'=cmd|raid"), "{}", row["notes"]);
}

#[test]
fn points_have_longitude_first_and_no_place_is_no_point() {
    let feature = |parcel: &Parcel| {
        let whole: Value = serde_json::from_str(&written(Format::Geojson, Manner::default(), parcel).0).unwrap();
        whole["features"][0].clone()
    };
    let mut parcel = parcel(false);
    let here = feature(&parcel);
    assert_eq!(here["geometry"]["coordinates"], json!([37.16, 36.2]));
    assert_eq!(
        (&here["properties"]["killed_best"], &here["properties"]["killed_state"]),
        (&json!(5), &json!("reconciled"))
    );
    parcel.view.event.place = None;
    assert_eq!(feature(&parcel)["geometry"], Value::Null);
}

#[test]
fn annotations_quote_the_article_where_it_says_so() {
    let parcel = parcel(false);
    let (text, _) = written(Format::Annotations, Manner::default(), &parcel);
    let page: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 3);
    let [quote, position] = &page["items"][0]["target"][0]["selector"].as_array().unwrap()[..] else {
        panic!("{page}")
    };
    let article: Vec<char> = parcel.articles[0].article.text.chars().collect();
    let at = |name: &str| position[name].as_u64().unwrap() as usize;
    let words: String = article[at("start")..at("end")].iter().collect();
    assert_eq!((quote["exact"].as_str(), quote["prefix"].as_str()), (Some(words.as_str()), Some("Ministry: ")));
    let redacted = Manner { redacted: true, ..Manner::default() };
    assert!(!written(Format::Annotations, redacted, &parcel).0.contains("TextPositionSelector"));
}

#[test]
fn a_dossier_holds_words_reason_and_numbers_and_nothing_that_runs() {
    let mut parcel = with_date(parcel(true));
    parcel.view.event.name = "<script>alert(1)</script>".into();
    parcel.articles[0].article.url = Some("javascript:alert(1)".into());
    parcel.view.decisions[0].reason = "\"><img src=x onerror=alert(1)>".into();
    parcel.records.iter_mut().for_each(|record| record.reason = Some("\"><img src=x>".into()));
    let (page, _) = written(Format::Html, Manner::default(), &parcel);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("href=\"javascript"), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("<mark>five"), "{page}");
    assert!(page.contains("taken in from news.jsonl:7 (file)") && !page.contains("/home/ana"), "{page}");
    assert!(page.contains("differ by 1") && page.contains("SOHR"), "{page}");
    for outside in ["src=", "@import", "url(", "<link", "<iframe"] {
        assert!(!page.replace("img src=x", "").contains(outside), "{outside}");
    }
    let (page, _) = written(Format::Markdown, Manner::default(), &parcel);
    assert!(!page.contains("<script") && !page.contains("<img") && page.contains("**five"), "{page}");
}
