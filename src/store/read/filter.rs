//! From a filter to SQL: what each condition means for a row of the articles or of the events.

use rusqlite::{params_from_iter, types::Value};

use crate::{
    domain::{
        Filter, Outcome,
        filter::{Compare, Condition, Has, Test},
    },
    store::{StoreError, StoreReader, search},
};

/// Up to this many full-text matches are sorted; with more of them the list is walked in its order and each row tested,
/// which finds the first stretch soon.
const FEW: i64 = 2_000;

/// What a row must fulfil, with the values of its question marks.
#[derive(Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, not: bool, (part, values): Sql) {
        // A row that lacks what is asked about does not answer to it, and so answers to its opposite.
        self.parts.push(if not { format!("NOT ifnull({part}, 0)") } else { part });
        self.values.extend(values);
    }

    /// ` WHERE ...`, or nothing.
    pub fn sql(&self, more: &str) -> String {
        let all: Vec<_> = self.parts.iter().map(String::as_str).chain([more]).filter(|part| !part.is_empty()).collect();
        if all.is_empty() { String::new() } else { format!(" WHERE {}", all.join(" AND ")) }
    }
}

/// An expression and the values of its question marks.
type Sql = (String, Vec<Value>);

/// The claims of a row of the list.
#[derive(Clone, Copy)]
enum Of {
    Article,
    Event,
}

impl Of {
    const fn claims(self) -> &'static str {
        match self {
            Self::Article => "claim.article = article.id",
            Self::Event => "claim.event = event.id",
        }
    }
}

impl StoreReader {
    pub(super) fn article_conditions(&self, filter: &Filter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        for Condition { not, test } in &filter.conditions {
            let sql = match test {
                Test::Text(words) if words.trim_matches([' ', '"']).is_empty() => continue,
                Test::Text(words) => self.matching(words)?,
                Test::Outlet(names) => named("article.outlet", &self.known_as(names)?),
                Test::Language(names) => named("article.language", names),
                Test::Place(names) => about_event(named(PLACE, names)),
                Test::Country(names) => about_event(named(COUNTRY, names)),
                Test::Event(event) => {
                    ("article.id IN (SELECT article FROM claim WHERE event = ?)".into(), vec![event.0.into()])
                }
                Test::Since(day) => ("article.day >= ?".into(), vec![day.to_string().into()]),
                Test::Until(day) => ("(article.day > '' AND article.day <= ?)".into(), vec![day.to_string().into()]),
                Test::Status(all) if all.len() == 1 => {
                    ("article.status = ?".into(), vec![all[0].word().to_owned().into()])
                }
                Test::Status(all) => any(all.iter().map(|s| ("article.status = ?", s.word()))),
                Test::Tag(tags) => tagged(Of::Article, tags),
                Test::Claimant(names) => of_claims(Of::Article, named("claimant", &self.known_as(names)?)),
                Test::Count { outcome, compare, number } => claimed(Of::Article, *outcome, *compare, *number),
                Test::Has(all) => all_of(all.iter().map(|has| article_has(*has))),
            };
            conditions.and(*not, sql);
        }
        Ok(conditions)
    }

    /// All but the words to look for, which no index holds.
    pub(super) fn event_conditions(&self, filter: &Filter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        for Condition { not, test } in &filter.conditions {
            let sql = match test {
                Test::Text(_) => continue,
                Test::Outlet(names) => of_articles(named("article.outlet", &self.known_as(names)?)),
                Test::Language(names) => of_articles(named("article.language", names)),
                Test::Status(all) => of_articles(any(all.iter().map(|s| ("article.status = ?", s.word())))),
                Test::Place(names) => named(PLACE, names),
                Test::Country(names) => named(COUNTRY, names),
                Test::Event(event) => ("event.id = ?".into(), vec![event.0.into()]),
                Test::Since(day) => ("event.day >= ?".into(), vec![day.to_string().into()]),
                Test::Until(day) => ("(event.day > '' AND event.day <= ?)".into(), vec![day.to_string().into()]),
                Test::Tag(tags) => tagged(Of::Event, tags),
                Test::Claimant(names) => of_claims(Of::Event, named("claimant", &self.known_as(names)?)),
                Test::Count { outcome, compare, number } => standing_count(*outcome, *compare, *number),
                Test::Has(all) => all_of(all.iter().map(|has| event_has(*has))),
            };
            conditions.and(*not, sql);
        }
        Ok(conditions)
    }

    /// These names, and the other names of the sources that they name.
    fn known_as(&self, names: &[String]) -> Result<Vec<String>, StoreError> {
        let (sources, values) = named("source", names);
        let mut statement = self.conn.prepare_cached(&format!("SELECT name FROM alias WHERE {sources}"))?;
        let others = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        names.iter().cloned().map(Ok).chain(others.map(|name| Ok(name?))).collect()
    }

    fn matching(&self, words: &str) -> Result<Sql, StoreError> {
        let Some(words) = search::expression(words) else { return Ok(("0".into(), Vec::new())) };
        // The plus keeps SQLite from starting at the matches.
        let plus = if self.many(&words)? { "+" } else { "" };
        let sql = format!("{plus}article.id IN (SELECT rowid FROM search WHERE search MATCH ?)");
        Ok((sql, vec![words.into()]))
    }

    fn many(&self, words: &str) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)";
        let found: i64 = self.conn.prepare_cached(sql)?.query_row((words, FEW), |row| row.get(0))?;
        Ok(found >= FEW)
    }
}

/// As the index on them is written.
const PLACE: &str = "place ->> '$.name'";
const COUNTRY: &str = "place ->> '$.country'";

/// One of the names, whatever its case; a `*` at either end stands for anything there.
fn named(column: &str, names: &[String]) -> Sql {
    let (parts, values): (Vec<_>, Vec<_>) = names.iter().map(|name| one_name(column, name)).unzip();
    let sql = if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" OR ")) };
    (sql, values)
}

fn one_name(column: &str, name: &str) -> (String, Value) {
    let (rest, open) = name.strip_prefix('*').map_or((name, ""), |rest| (rest, "%"));
    let (rest, end) = rest.strip_suffix('*').map_or((rest, ""), |rest| (rest, "%"));
    if open.is_empty() && end.is_empty() {
        return (format!("{column} = ? COLLATE NOCASE"), name.to_owned().into());
    }
    let escaped = rest.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (format!("{column} LIKE ? ESCAPE '\\'"), format!("{open}{escaped}{end}").into())
}

fn any<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Sql {
    let (parts, values): (Vec<_>, Vec<_>) = parts.map(|(sql, word)| (sql, Value::from(word.to_owned()))).unzip();
    (format!("({})", parts.join(" OR ")), values)
}

fn all_of(parts: impl Iterator<Item = &'static str>) -> Sql {
    (format!("({})", parts.collect::<Vec<_>>().join(" OR ")), Vec::new())
}

fn about_event((condition, values): Sql) -> Sql {
    let sql =
        format!("article.id IN (SELECT article FROM claim WHERE event IN (SELECT id FROM event WHERE {condition}))");
    (sql, values)
}

fn of_claims(of: Of, (condition, values): Sql) -> Sql {
    (format!("EXISTS (SELECT 1 FROM claim WHERE {} AND {condition})", of.claims()), values)
}

fn of_articles((condition, values): Sql) -> Sql {
    let sql = format!(
        "EXISTS (SELECT 1 FROM claim JOIN article ON article.id = claim.article
                 WHERE claim.event = event.id AND {condition})"
    );
    (sql, values)
}

fn tagged(of: Of, tags: &[String]) -> Sql {
    let (kind, id) = match of {
        Of::Article => ("article", "article.id"),
        Of::Event => ("event", "event.id"),
    };
    // A tag ends where its word ends.
    let one = "(' ' || note.text || ' ') GLOB ?";
    let parts: Vec<_> = tags.iter().map(|_| one).collect();
    let sql = format!(
        "EXISTS (SELECT 1 FROM note WHERE ({}) AND (subject_kind = '{kind}' AND subject = {id}
            OR subject_kind = 'claim' AND subject IN (SELECT id FROM claim WHERE {})))",
        parts.join(" OR "),
        of.claims()
    );
    let plain = |tag: &String| tag.chars().filter(|c| !matches!(c, '*' | '?' | '[' | ']')).collect::<String>();
    (sql, tags.iter().map(|tag| Value::from(format!("*#{}[^a-zA-Z0-9_-]*", plain(tag)))).collect())
}

/// The number lies between `low` and `high`. Where null leaves it open upwards, nobody is known to have said more than `low`,
/// and words without a number say one at least.
fn within(low: &str, high: &str, compare: Compare, number: u64) -> Sql {
    let number = Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let (least, most) = (format!("coalesce({low}, 0) <= ?"), format!("coalesce({high}, {low}, 1) >= ?"));
    match compare {
        Compare::AtLeast => (most, vec![number]),
        Compare::AtMost => (least, vec![number]),
        Compare::Exactly => (format!("({least} AND {most})"), vec![number.clone(), number]),
    }
}

fn claimed(of: Of, outcome: Outcome, compare: Compare, number: u64) -> Sql {
    let (within, mut values) = within("claim.low", "claim.high", compare, number);
    values.insert(0, outcome.word().to_owned().into());
    let sql = format!(
        "EXISTS (SELECT 1 FROM claim WHERE {} AND claim.event IS NOT NULL AND judgement <> 'rejected'
                 AND outcome = ? AND {within})",
        of.claims()
    );
    (sql, values)
}

fn standing_count(outcome: Outcome, compare: Compare, number: u64) -> Sql {
    let (within, mut values) = within("toll.value ->> '$.low'", "toll.value ->> '$.high'", compare, number);
    values.insert(0, outcome.word().to_owned().into());
    let sql = format!(
        "EXISTS (SELECT 1 FROM standing, json_each(standing.tolls) AS toll
                 WHERE standing.event = event.id AND toll.value ->> '$.outcome' = ? AND {within})"
    );
    (sql, values)
}

const fn article_has(has: Has) -> &'static str {
    match has {
        Has::Claims => "EXISTS (SELECT 1 FROM claim WHERE claim.article = article.id)",
        Has::Unjudged => "EXISTS (SELECT 1 FROM claim WHERE claim.article = article.id AND judgement = 'proposed')",
        Has::Note => {
            "EXISTS (SELECT 1 FROM note WHERE subject_kind = 'article' AND subject = article.id OR subject_kind = 'claim'
                AND subject IN (SELECT id FROM claim WHERE claim.article = article.id))"
        }
        Has::Copy => "article.copy_of IS NOT NULL",
        Has::Conflict => {
            "article.id IN (SELECT article FROM claim WHERE event IN (SELECT event FROM standing WHERE conflicts > 0))"
        }
        Has::Decision => {
            "article.id IN (SELECT article FROM claim WHERE event IN
                (SELECT event FROM decision WHERE state IN ('reconciled', 'signed')))"
        }
        Has::Undecided => {
            "article.id IN (SELECT article FROM claim WHERE event IN (SELECT event FROM standing WHERE undecided > 0))"
        }
        Has::Pending => {
            "article.id IN (SELECT article FROM claim WHERE event IN (SELECT event FROM standing WHERE pending > 0))"
        }
        Has::Stale => {
            "article.id IN (SELECT article FROM claim WHERE event IN (SELECT event FROM standing WHERE stale > 0))"
        }
        Has::Unsigned => {
            "article.id IN (SELECT article FROM claim WHERE event IN (SELECT event FROM standing WHERE unsigned > 0))"
        }
    }
}

const fn event_has(has: Has) -> &'static str {
    match has {
        Has::Claims => "EXISTS (SELECT 1 FROM claim WHERE claim.event = event.id)",
        Has::Unjudged => "EXISTS (SELECT 1 FROM claim WHERE claim.event = event.id AND judgement = 'proposed')",
        Has::Note => {
            "EXISTS (SELECT 1 FROM note WHERE subject_kind = 'event' AND subject = event.id OR subject_kind = 'claim'
                AND subject IN (SELECT id FROM claim WHERE claim.event = event.id))"
        }
        Has::Copy => {
            "EXISTS (SELECT 1 FROM claim JOIN article ON article.id = claim.article
                WHERE claim.event = event.id AND article.copy_of IS NOT NULL)"
        }
        Has::Conflict => "event.id IN (SELECT event FROM standing WHERE conflicts > 0)",
        Has::Decision => "event.id IN (SELECT event FROM decision WHERE state IN ('reconciled', 'signed'))",
        Has::Undecided => "event.id IN (SELECT event FROM standing WHERE undecided > 0)",
        Has::Pending => "event.id IN (SELECT event FROM standing WHERE pending > 0)",
        Has::Stale => "event.id IN (SELECT event FROM standing WHERE stale > 0)",
        Has::Unsigned => "event.id IN (SELECT event FROM standing WHERE unsigned > 0)",
    }
}
