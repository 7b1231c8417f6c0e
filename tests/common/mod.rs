//! The program run on stores of its own, and a store with a small, known event in it.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use recount::{
    domain::{Article, Claim},
    store::{Arrivals, Draft, NewArticle, NewClaim, Store, Target},
};
use serde_json::{Value, json};

/// A directory with a store, gone after the test.
pub struct Place {
    dir: tempfile::TempDir,
}

pub struct Output {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", self.stdout, self.stderr))
    }

    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }

    /// The output of a command that had to succeed.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
        self
    }
}

impl Place {
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A raid: the ministry says 1 of the state forces killed and 4 detained, SOHR 5 killed, 2 of them state forces. One
    /// claim of a whole war is there as well. Claims c1 to c5, articles a1 and a2, event e1.
    pub fn with_raid() -> Self {
        let place = Self::empty();
        let mut store = Store::open(&place.store()).unwrap();
        let ministry = "Ministry: one soldier was killed, four men were detained. More than 500,000 died since 2011.";
        let sohr = "SOHR said five died, two of them soldiers.";
        let say = |claimant: &str, outcome, n, role, part_of: Option<usize>, scope, text: &str, words: &str| {
            claim(claimant, outcome, n, role, part_of, scope, text, words)
        };
        let first = vec![
            say("Interior ministry", "killed", 1, "state_forces", None, "event", ministry, "one soldier was killed"),
            say("Interior ministry", "detained", 4, "armed_group", None, "event", ministry, "four men were detained"),
            say("Interior ministry", "killed", 500_000, "all", None, "cumulative", ministry, "500,000 died since 2011"),
        ];
        let second = vec![
            say("SOHR", "killed", 5, "all", None, "event", sohr, "five died"),
            say("SOHR", "killed", 2, "state_forces", Some(0), "event", sohr, "two of them soldiers"),
        ];
        let arrivals = Arrivals {
            events: vec![Draft {
                name: "Raid in Aleppo".into(),
                date: serde_json::from_value(json!({"start": "2025-05-17", "end": "2025-05-17", "precision": "day", "words": ""})).unwrap(),
                place: serde_json::from_value(json!({"name": "Aleppo", "words": "", "country": "SY", "lat": 36.2, "lon": 37.16, "precision": "town"})).unwrap(),
                kind: Some("raid".into()),
                parties: vec![],
            }],
            articles: vec![article("One dead in raid", ministry, "SANA", first), article("Five dead in raid", sohr, "AFP", second)],
            ..Arrivals::default()
        };
        store.add(&arrivals, "2025-05-18T00:00:00Z".parse().unwrap()).unwrap();
        place
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn store(&self) -> PathBuf {
        self.path().join("store.db")
    }

    /// Writes a file beside the store.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn command(&self) -> Command {
        let mut command = Command::cargo_bin("recount").unwrap();
        command.env_clear().env("RECOUNT_STORE", self.store()).env("RECOUNT_ANALYST", "ada").env("HOME", self.path());
        command
    }

    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        self.feed(arguments, "")
    }

    /// Runs the program with this on its standard input.
    pub fn feed<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, stdin: impl Into<Vec<u8>>) -> Output {
        let output = self.command().args(arguments).write_stdin(stdin).output().unwrap();
        Output {
            status: output.status.code().expect("ended by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn article(title: &str, text: &str, outlet: &str, claims: Vec<Claim>) -> NewArticle {
    let article = Article {
        title: Some(title.into()),
        text: text.into(),
        outlet: Some(outlet.into()),
        url: Some(format!("https://{}.example/1", outlet.to_lowercase())),
        published: Some(jiff::civil::date(2025, 5, 18)),
        ..Article::default()
    };
    let claims = claims.into_iter().map(|claim| NewClaim { claim, event: Some(Target::New(0)) }).collect();
    NewArticle { article, raw: text.as_bytes().to_vec(), claims, copy_of: None, capture: None }
}

#[allow(clippy::too_many_arguments, reason = "a claim in one line")]
fn claim(
    claimant: &str,
    outcome: &str,
    n: u64,
    role: &str,
    part_of: Option<usize>,
    scope: &str,
    text: &str,
    words: &str,
) -> Claim {
    let start = text[..text.find(words).unwrap()].chars().count();
    serde_json::from_value(json!({
        "outcome": outcome, "count": {"bound": "exact", "low": n, "high": n, "words": n.to_string()},
        "victims": {"words": "", "role": role, "traits": [], "actor": null, "names": []},
        "claimant": {"name": claimant, "kind": "official", "words": null}, "outlet": null, "stance": "asserted",
        "scope": scope, "part_of": part_of, "includes_attackers": "unknown", "means": null, "perpetrator": null,
        "date": null, "place": null, "as_of": null, "repeats": null, "superseded_by": null,
        "evidence": [{"start": start, "end": start + words.chars().count(), "exact": words}], "rule": "by hand"
    }))
    .unwrap()
}

/// The JSON Schema that the program prints.
pub fn schema(of: &str) -> jsonschema::Validator {
    let schema = Place::empty().run(["schema", of]).done().json();
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
pub fn assert_valid(schema: &jsonschema::Validator, value: &Value) {
    if let Err(error) = schema.validate(value) {
        panic!("{error} at {}: {value}", error.instance_path());
    }
}
