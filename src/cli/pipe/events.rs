//! Events that are known already: what `link` wrote, corrected perhaps, instead of linking anew.

use std::{collections::HashMap, path::Path};

use serde::Deserialize;

use crate::link::{
    Grouping, Linked,
    draft::{Telling, draft},
};

use super::{
    super::out::complain,
    documents::{Document, lines},
    link,
};

/// Who groups the documents: the linker, or a file.
pub enum Events {
    Linked,
    Known(HashMap<String, Line>),
}

/// A line of `link`, as far as it is needed.
#[derive(Deserialize)]
pub struct Line {
    id: String,
    /// The event the document is mainly about; that of most of its claims where not given.
    event: Option<String>,
    /// For each claim, in the order of `extract`.
    #[serde(default)]
    claims: Vec<Option<String>>,
    copy_of: Option<String>,
}

impl Events {
    pub fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Linked) };
        let known = lines(path, Ok)?.into_iter().map(|line: Line| (line.id.clone(), line));
        Ok(Self::Known(known.collect()))
    }

    /// The documents grouped, and the names of the events by their places in `drafts`.
    pub fn group(&self, documents: &[Document]) -> (Grouping, Vec<String>) {
        match self {
            Self::Linked => {
                let grouping = link::group(documents);
                let names = link::names(&grouping);
                (grouping, names)
            }
            Self::Known(lines) => known(lines, documents),
        }
    }
}

/// A document that the file does not name is of no event.
fn known(lines: &HashMap<String, Line>, documents: &[Document]) -> (Grouping, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut place = |name: &String| {
        names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.clone());
            names.len() - 1
        })
    };
    let linked = documents.iter().map(|document| {
        let Some(line) = lines.get(&document.id) else {
            return Linked { event: None, claims: vec![None; document.claims.len()], copy_of: None };
        };
        if line.claims.len() != document.claims.len() {
            let (given, read) = (line.claims.len(), document.claims.len());
            complain(format_args!("{}: the events are given for {given} claims, but it has {read}", document.id));
        }
        let mut claims: Vec<_> = line.claims.iter().map(|event| event.as_ref().map(&mut place)).collect();
        claims.resize(document.claims.len(), None);
        let times = |event: usize| claims.iter().filter(|claim| **claim == Some(event)).count();
        let most = claims.iter().flatten().copied().max_by_key(|&event| (times(event), std::cmp::Reverse(event)));
        let event = line.event.as_ref().map(&mut place).or(most);
        let original = line.copy_of.as_ref().and_then(|id| documents.iter().position(|other| other.id == *id));
        Linked { event, claims, copy_of: original }
    });
    let linked: Vec<Linked> = linked.collect();
    let drafts = (0..names.len()).map(|event| draft(&tellings(documents, &linked, event))).collect();
    (Grouping { drafts, documents: linked }, names)
}

/// Each document's part in the event.
fn tellings<'a>(documents: &'a [Document], linked: &[Linked], event: usize) -> Vec<Telling<'a>> {
    let of = |(document, linked): (&'a Document, &Linked)| {
        let claims = document.claims.iter().zip(&linked.claims);
        let claims: Vec<_> = claims.filter(|(_, of)| **of == Some(event)).map(|(claim, _)| claim).collect();
        let tells = linked.event == Some(event) || !claims.is_empty();
        tells.then_some(Telling { article: &document.article, claims })
    };
    documents.iter().zip(linked).filter_map(of).collect()
}
