//! The words of every claim as W3C Web Annotations (JSON-LD): quote and position selectors on the article.
//!
//! Positions count characters of the normalized text, end exclusive; words of a title have a quote only, for a title has
//! no place in the text. An annotation's name comes from the article's bytes and the words' place, so it is the same in
//! every store.

use serde_json::{Value, json};

use crate::{
    domain::{Evidence, TextPart, rows::Statement},
    text::{CharIndex, words},
};

use super::{Cited, Form, Leaf, Parcel};

/// Characters of context on each side of a quote.
const CONTEXT: usize = 32;

pub struct Annotations {
    /// Names in the text were replaced: positions would not fit the words.
    pub redacted: bool,
}

impl Form for Annotations {
    fn head(&self) -> Vec<u8> {
        b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[\n".into()
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        let items = parcel.view.statements.iter().map(|statement| {
            let cited = parcel.articles.iter().find(|cited| cited.id == statement.record.article);
            annotation(statement, cited, self.redacted).to_string()
        });
        items.collect::<Vec<_>>().join(",\n").into_bytes().into()
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn tail(&self) -> Vec<u8> {
        b"\n]}\n".into()
    }
}

fn annotation(statement: &Statement, cited: Option<&Cited>, redacted: bool) -> Value {
    let claim = &statement.record.claim;
    let place = claim.evidence.first().map_or(0, |evidence| evidence.start);
    let id = format!("urn:recount:{}:{place}:{}", statement.sha256, statement.record.ordinal);
    let said = format!(
        "{}: {} {} ({}), {}",
        claim.claimant.name,
        words::count(&claim.count),
        claim.outcome.label(),
        claim.victims.role.label(),
        claim.stance
    );
    let targets: Vec<_> = claim.evidence.iter().map(|evidence| target(statement, evidence, cited, redacted)).collect();
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said},
            {"type": "TextualBody", "purpose": "tagging", "value": claim.outcome.word()},
            {"type": "TextualBody", "purpose": "tagging", "value": statement.record.judgement.word()},
        ],
        "generator": {"type": "Software", "name": concat!("recount ", env!("CARGO_PKG_VERSION"))},
        "target": targets,
    })
}

fn target(statement: &Statement, evidence: &Evidence, cited: Option<&Cited>, redacted: bool) -> Value {
    let source = statement.url.clone().unwrap_or_else(|| format!("urn:sha256:{}", statement.sha256));
    let mut quote = json!({"type": "TextQuoteSelector", "exact": evidence.exact});
    let mut selectors = Vec::new();
    let text = cited.map(|cited| match evidence.part {
        TextPart::Body => cited.article.text.as_str(),
        TextPart::Title => cited.article.title.as_deref().unwrap_or_default(),
    });
    if let Some(text) = text.filter(|_| !redacted) {
        let index = CharIndex::new(text);
        quote["prefix"] = index.slice(evidence.start.saturating_sub(CONTEXT), evidence.start).into();
        quote["suffix"] = index.slice(evidence.end, evidence.end.saturating_add(CONTEXT)).into();
    }
    selectors.push(quote);
    if evidence.part == TextPart::Body && !redacted {
        selectors.push(json!({"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}));
    }
    json!({"source": source, "selector": selectors})
}
