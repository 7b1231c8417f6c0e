//! `reconcile`: documents in, reconciled figures out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    domain::{DateSpan, Figure, Place, Rule},
    extract::Reader,
    ingest::Failure,
    link::{Draft, Grouping},
    reconcile,
};

use super::{
    super::{Out, Status, compare::computing_rule, session::Session},
    documents::{Document, Known, document_of, statements},
    events::Events,
    link::{all, apart},
    stream::{Input, Stream},
};

/// Reconcile the figures of documents, event by event.
///
/// Writes a line of JSON for each event: {"event":"e1", "documents":[...], "date":..., "place":..., "figures":[...]}, in
/// the order in which the documents first tell of them. `recount schema event` describes it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount reconcile articles.jsonl | jq '.figures[] | select(.outcome == \"killed\")'
  recount extract articles.jsonl > claims.jsonl && recount reconcile --claims claims.jsonl --rule ucdp articles.jsonl
  recount link articles.jsonl > events.jsonl && recount reconcile --events events.jsonl articles.jsonl")]
pub struct Reconcile {
    /// What to reconcile: events across documents, or what each document says by itself.
    #[arg(long, value_enum, default_value = "event")]
    by: By,
    /// The rule that gives low, best and high: range, ucdp, conservative or recent.
    #[arg(long, default_value = "range", value_parser = computing_rule)]
    rule: Rule,
    /// Claims that `extract` wrote, corrected perhaps, instead of reading these documents anew.
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// Events that `link` wrote, corrected perhaps, instead of linking these documents anew.
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    #[command(flatten)]
    input: Input,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// One object for each event; all documents are held in memory
    Event,
    /// One object for each document and the event it is mainly about, a batch at a time
    Document,
}

/// A line of `reconcile`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Reconciled {
    Event {
        event: String,
        /// The ids of the documents that tell of it, in the order of the input.
        documents: Vec<String>,
        date: Option<DateSpan>,
        place: Option<Box<Place>>,
        figures: Vec<Figure>,
    },
    Unread {
        id: String,
        error: String,
    },
}

impl From<Failure> for Reconciled {
    fn from(failure: Failure) -> Self {
        Self::Unread { id: failure.name(), error: failure.reason }
    }
}

impl Reconcile {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let given = Given {
            reader: session.language()?,
            known: self.claims.as_deref().map(Known::read).transpose()?.unwrap_or_default(),
            events: Events::read(self.events.as_deref())?,
            rule: self.rule,
        };
        let mut stream = Stream::open(self.input)?;
        match self.by {
            By::Event => by_event(&mut stream, &given, out)?,
            By::Document => by_document(&mut stream, &given, out)?,
        }
        Ok(Status::done_if(stream.is_whole()))
    }
}

/// By what documents are read, grouped and reconciled.
struct Given {
    reader: Reader,
    known: Known,
    events: Events,
    rule: Rule,
}

fn by_event(stream: &mut Stream, given: &Given, out: &mut Out) -> anyhow::Result<()> {
    let (documents, places) = apart(all(stream, &given.reader, &given.known)?);
    for failure in places.into_iter().filter_map(Result::err) {
        out.json(&Reconciled::from(failure))?;
    }
    let (grouping, names) = given.events.group(&documents);
    let mut members = vec![Vec::new(); grouping.drafts.len()];
    for (document, linked) in grouping.documents.iter().enumerate() {
        let mut events: Vec<_> = linked.event.into_iter().chain(linked.claims.iter().flatten().copied()).collect();
        events.sort_unstable();
        events.dedup();
        events.into_iter().for_each(|event| members[event].push(document));
    }
    let mut events: Vec<_> = members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()).collect();
    events.sort_by_key(|(_, members)| members[0]);
    let whole = Whole { documents: &documents, grouping: &grouping, rule: given.rule };
    let events: Vec<_> = stream.pool().install(|| {
        events.into_par_iter().map(|(event, members)| whole.reconcile(event, &members, names[event].clone())).collect()
    });
    events.iter().try_for_each(|event| out.json(event).map(drop))
}

fn by_document(stream: &mut Stream, given: &Given, out: &mut Out) -> anyhow::Result<()> {
    let mut count = 0;
    let alone = |incoming| {
        let documents = [given.known.document(&given.reader, incoming)];
        let (grouping, _) = given.events.group(&documents);
        let whole = Whole { documents: &documents, grouping: &grouping, rule: given.rule };
        match grouping.documents.first().and_then(|linked| linked.event) {
            Some(event) => whole.reconcile(event, &[0], String::new()),
            None => whole.nothing(),
        }
    };
    while let Some(batch) = stream.batch(alone) {
        for result in batch {
            count += 1;
            out.json(&result.map_or_else(Reconciled::from, |event| named(event, format!("e{count}"))))?;
        }
    }
    Ok(())
}

fn named(line: Reconciled, name: String) -> Reconciled {
    match line {
        Reconciled::Event { documents, date, place, figures, .. } => {
            Reconciled::Event { event: name, documents, date, place, figures }
        }
        unread @ Reconciled::Unread { .. } => unread,
    }
}

/// Documents and how they are grouped.
struct Whole<'a> {
    documents: &'a [Document],
    grouping: &'a Grouping,
    rule: Rule,
}

impl Whole<'_> {
    fn reconcile(&self, event: usize, members: &[usize], name: String) -> Reconciled {
        let linked = &self.grouping.documents;
        let statements = statements(
            self.documents,
            members.iter().copied(),
            |document, claim| linked[document].claims.get(claim) == Some(&Some(event)),
            |document| linked[document].copy_of,
        );
        let mut figures = reconcile::figures(&statements, &[], self.rule);
        for claim in figures.iter_mut().flat_map(|figure| &mut figure.reports).flat_map(|report| &mut report.claims) {
            if let Some(document) = document_of(&claim.document).and_then(|at| self.documents.get(at)) {
                claim.document.clone_from(&document.id);
            }
        }
        let Draft { date, place, .. } = self.grouping.drafts[event].clone();
        let documents = members.iter().map(|document| self.documents[*document].id.clone()).collect();
        Reconciled::Event { event: name, documents, date, place: place.map(Box::new), figures }
    }

    /// A single document that reports no incident.
    fn nothing(&self) -> Reconciled {
        let documents = self.documents.iter().map(|document| document.id.clone()).collect();
        Reconciled::Event { event: String::new(), documents, date: None, place: None, figures: Vec::new() }
    }
}
