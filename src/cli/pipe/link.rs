//! `link`: which documents and claims tell of the same incident.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    extract::Reader,
    ingest::Failure,
    link::{self, Grouping, Reported},
};

use super::{
    super::{Out, Status, session::Session},
    documents::{Document, Known},
    stream::{Input, Stream},
};

/// Find out which documents report the same incident.
///
/// Writes a line of JSON for each document, in the order of the input: {"id":..., "event":"e1", "claims":["e1", null]},
/// where `event` is the incident it is mainly about and `claims` says for each claim, in the order of `extract`, to which
/// incident it belongs. All documents are held in memory.
#[derive(Debug, Args)]
pub struct Link {
    #[command(flatten)]
    input: Input,
}

/// A line of `link`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Linked {
    Placed {
        id: String,
        /// Left out where the document reports no incident.
        #[serde(skip_serializing_if = "Option::is_none")]
        event: Option<String>,
        /// For each claim, in the order of `extract`.
        claims: Vec<Option<String>>,
        /// The document of which this one is a copy.
        #[serde(skip_serializing_if = "Option::is_none")]
        copy_of: Option<String>,
    },
    Unread {
        id: String,
        error: String,
    },
}

impl From<Failure> for Linked {
    fn from(failure: Failure) -> Self {
        Self::Unread { id: failure.name(), error: failure.reason }
    }
}

impl Link {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let mut stream = Stream::open(self.input)?;
        let results = all(&mut stream, &session.language()?, &Known::default())?;
        let (documents, places) = apart(results);
        let grouping = group(&documents);
        let names = names(&grouping);
        for place in places {
            out.json(&match place {
                Ok(at) => line(&documents, &grouping, &names, at),
                Err(failure) => Linked::from(failure),
            })?;
        }
        Ok(Status::done_if(stream.is_whole()))
    }
}

/// Every document of the input, or why it could not be read.
pub fn all(stream: &mut Stream, reader: &Reader, known: &Known) -> anyhow::Result<Vec<Result<Document, Failure>>> {
    let mut results = Vec::new();
    while let Some(mut batch) = stream.batch(|incoming| known.document(reader, incoming)) {
        results.append(&mut batch);
    }
    Ok(results)
}

/// The documents that could be read, and for each place in the input which of them stands there.
pub fn apart(results: Vec<Result<Document, Failure>>) -> (Vec<Document>, Vec<Result<usize, Failure>>) {
    let mut documents = Vec::with_capacity(results.len());
    let places = results.into_iter().map(|result| {
        result.map(|document| {
            documents.push(document);
            documents.len() - 1
        })
    });
    let places = places.collect();
    (documents, places)
}

pub fn group(documents: &[Document]) -> Grouping {
    let reported = documents.iter().map(|Document { id, article, claims }| Reported { document: id, article, claims });
    link::link(&reported.collect::<Vec<_>>())
}

/// `e1`, `e2`, ... in the order in which the documents first tell of them; by place in `drafts`.
pub fn names(grouping: &Grouping) -> Vec<String> {
    let mut names = vec![String::new(); grouping.drafts.len()];
    let mentions = grouping
        .documents
        .iter()
        .flat_map(|linked| linked.event.into_iter().chain(linked.claims.iter().flatten().copied()));
    let mut count = 0;
    for event in mentions {
        if names[event].is_empty() {
            count += 1;
            names[event] = format!("e{count}");
        }
    }
    names
}

fn line(documents: &[Document], grouping: &Grouping, names: &[String], at: usize) -> Linked {
    let linked = &grouping.documents[at];
    let name = |event: &usize| names[*event].clone();
    Linked::Placed {
        id: documents[at].id.clone(),
        event: linked.event.as_ref().map(name),
        claims: linked.claims.iter().map(|event| event.as_ref().map(name)).collect(),
        copy_of: linked.copy_of.map(|original| documents[original].id.clone()),
    }
}
