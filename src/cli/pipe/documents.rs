//! Documents with their claims, as linking and reconciling take them in.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    domain::{Article, ArticleId, Claim, ClaimId, Judgement, rows::ClaimRecord, rows::Statement},
    extract::Reader,
    ingest::Incoming,
    work,
};

use super::super::{Usage, out::complain};

/// A document read.
pub struct Document {
    pub id: String,
    pub article: Article,
    pub claims: Vec<Claim>,
}

/// Claims that are known already, by document.
#[derive(Default)]
pub struct Known(HashMap<String, Vec<Claim>>);

impl Known {
    /// Reads what `extract` wrote. A line that cannot be used is told, and its document is read anew.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        // A line without claims is of a document that could not be read then.
        let claimed = |line: Line| Some((line.id, line.claims?));
        Ok(Self(lines(path, sound)?.into_iter().filter_map(claimed).collect()))
    }

    /// The document with its known claims, or else with those it is read for.
    pub fn document(&self, reader: &Reader, incoming: Incoming) -> Document {
        let id = incoming.name();
        let claims = self.0.get(&id).cloned().unwrap_or_else(|| work::claims(reader, &incoming.article));
        Document { id, article: incoming.article, claims }
    }
}

/// The usable lines of a file of JSON; the others are told, with their number.
pub fn lines<T: DeserializeOwned>(path: &Path, sound: impl Fn(T) -> Result<T, String>) -> anyhow::Result<Vec<T>> {
    let failed = |error| Usage(format!("{} cannot be read: {error}", path.display()));
    let mut usable = Vec::new();
    for (line, number) in BufReader::new(File::open(path).map_err(failed)?).lines().zip(1_u64..) {
        match serde_json::from_str(&line.map_err(failed)?).map_err(|error| error.to_string()).and_then(&sound) {
            Ok(line) => usable.push(line),
            Err(reason) => complain(format_args!("{}:{number}: {reason}", path.display())),
        }
    }
    Ok(usable)
}

#[derive(Deserialize)]
struct Line {
    id: String,
    claims: Option<Vec<Claim>>,
}

/// Claims of one document point to each other only.
fn sound(line: Line) -> Result<Line, String> {
    let claims = line.claims.as_deref().unwrap_or_default();
    let pointers = claims.iter().flat_map(|claim| [claim.part_of, claim.repeats, claim.superseded_by]).flatten();
    match pointers.into_iter().find(|to| *to >= claims.len()) {
        Some(to) => Err(format!("a claim of {} points to claim {to}, which is not there", line.id)),
        None => Ok(line),
    }
}

/// The claims of some documents as reconciling wants them, numbered for this run: document `documents[i]` is article
/// `i + 1`. `takes` says which claims of which document.
pub fn statements(
    documents: &[Document],
    members: impl IntoIterator<Item = usize>,
    takes: impl Fn(usize, usize) -> bool,
    copy_of: impl Fn(usize) -> Option<usize>,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for member in members {
        let Document { article, claims, .. } = &documents[member];
        for (ordinal, claim) in claims.iter().enumerate().filter(|(ordinal, _)| takes(member, *ordinal)) {
            let record = ClaimRecord {
                id: ClaimId(statements.len() as i64 + 1),
                article: number(member),
                ordinal,
                event: None,
                judgement: Judgement::Proposed,
                credibility: None,
                claim: claim.clone(),
            };
            statements.push(Statement {
                record,
                title: article.title.clone(),
                outlet: article.outlet.clone(),
                url: article.url.clone(),
                published: article.published,
                sha256: String::new(),
                copy_of: copy_of(member).map(number),
                reliability: None,
            });
        }
    }
    statements
}

fn number(document: usize) -> ArticleId {
    ArticleId(document as i64 + 1)
}

/// The document behind an article number that [`statements`] gave, as figures name it: `a12`.
pub fn document_of(article: &str) -> Option<usize> {
    let ArticleId(number) = article.parse().ok()?;
    usize::try_from(number).ok()?.checked_sub(1)
}
