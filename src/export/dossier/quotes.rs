//! The words of each source with what claims were read from: whole paragraphs, cut where they are long.

use crate::{
    domain::{ClaimId, TextPart, rows::Statement},
    text::CharIndex,
};

use super::super::{Cited, Parcel};

/// Characters kept before the first and after the last marked words of a paragraph.
const CONTEXT: usize = 400;

/// One article and what it says of the event.
pub struct Quoted<'a> {
    pub cited: &'a Cited,
    pub statements: Vec<&'a Statement>,
    pub passages: Vec<Passage<'a>>,
}

/// Words in a row.
pub struct Passage<'a> {
    pub stretches: Vec<Stretch<'a>>,
    pub cut_before: bool,
    pub cut_after: bool,
}

/// Words read for the same claims; none where they are only context.
pub struct Stretch<'a> {
    pub words: &'a str,
    pub claims: Vec<ClaimId>,
}

struct Mark {
    start: usize,
    end: usize,
    claim: ClaimId,
}

pub fn quotes(parcel: &Parcel, redacted: bool) -> Vec<Quoted<'_>> {
    let quoted = parcel.articles.iter().map(|cited| {
        let statements: Vec<_> = parcel.view.statements.iter().filter(|s| s.record.article == cited.id).collect();
        let passages = if redacted {
            bare(&statements)
        } else {
            let title = cited.article.title.as_deref().unwrap_or_default();
            [(TextPart::Title, title), (TextPart::Body, cited.article.text.as_str())]
                .into_iter()
                .flat_map(|(part, text)| passages(text, marks(text, &statements, part)))
                .collect()
        };
        Quoted { cited, statements, passages }
    });
    quoted.filter(|quoted| !quoted.passages.is_empty()).collect()
}

/// Where places in the text no longer fit the words: the evidence by itself.
fn bare<'a>(statements: &[&'a Statement]) -> Vec<Passage<'a>> {
    let evidence = statements.iter().flat_map(|s| s.record.claim.evidence.iter().map(|e| (s.record.id, e)));
    let passages = evidence.map(|(claim, evidence)| Passage {
        stretches: vec![Stretch { words: &evidence.exact, claims: vec![claim] }],
        cut_before: true,
        cut_after: true,
    });
    passages.collect()
}

fn marks(text: &str, statements: &[&Statement], part: TextPart) -> Vec<Mark> {
    let index = CharIndex::new(text);
    let evidence = statements.iter().flat_map(|s| s.record.claim.evidence.iter().map(|e| (s.record.id, e)));
    let mut marks: Vec<Mark> = evidence
        .filter(|(_, evidence)| evidence.part == part)
        .map(|(claim, evidence)| Mark { start: index.byte_of(evidence.start), end: index.byte_of(evidence.end), claim })
        .filter(|mark| mark.start < mark.end)
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end, mark.claim));
    marks
}

fn passages(text: &str, marks: Vec<Mark>) -> Vec<Passage<'_>> {
    let mut windows: Vec<(usize, usize, Vec<Mark>)> = Vec::new();
    for mark in marks {
        let (start, end) = window(text, &mark);
        match windows.last_mut().filter(|(_, last, _)| start <= *last) {
            Some((_, last, within)) => {
                *last = end.max(*last);
                within.push(mark);
            }
            None => windows.push((start, end, vec![mark])),
        }
    }
    windows.into_iter().map(|(start, end, marks)| passage(text, start, end, &marks)).collect()
}

/// The paragraph around a mark, no more than so many characters on each side.
fn window(text: &str, mark: &Mark) -> (usize, usize) {
    let before = &text[..mark.start];
    let paragraph = before.rfind('\n').map_or(0, |at| at + 1);
    let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at).max(paragraph);
    let after = &text[mark.end..];
    let paragraph = after.find('\n').unwrap_or(after.len());
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at).min(paragraph);
    (start, mark.end + end)
}

fn passage<'a>(text: &'a str, start: usize, end: usize, marks: &[Mark]) -> Passage<'a> {
    let mut edges: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).chain([start, end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let stretches = edges.windows(2).map(|pair| {
        let covering = marks.iter().filter(|mark| mark.start <= pair[0] && pair[1] <= mark.end);
        let mut claims: Vec<_> = covering.map(|mark| mark.claim).collect();
        claims.dedup();
        Stretch { words: &text[pair[0]..pair[1]], claims }
    });
    let is_cut = |at: usize, edge: usize| at != edge;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    Passage { stretches: stretches.collect(), cut_before: is_cut(start, line_start), cut_after: is_cut(end, line_end) }
}
