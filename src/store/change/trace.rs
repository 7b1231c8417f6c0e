//! Can a claim be traced to the words of its article? Nothing enters the store that can't.

use super::super::Untraceable;
use crate::domain::{Article, Claim, TextPart};

/// Checks the claim at `ordinal` of `claims`: its evidence holds the exact characters of the article at the places it
/// names, its count is sound, and its links to other claims of the article lead somewhere and never back to itself.
pub fn check(article: &Article, claims: &[&Claim], ordinal: usize) -> Result<(), Untraceable> {
    let claim = claims[ordinal];
    evidence(article, claim)?;
    count(claim)?;
    link("part of", claims, ordinal, |claim| claim.part_of)?;
    link("repeats", claims, ordinal, |claim| claim.repeats)?;
    link("superseded by", claims, ordinal, |claim| claim.superseded_by)
}

fn evidence(article: &Article, claim: &Claim) -> Result<(), Untraceable> {
    if claim.evidence.is_empty() {
        return Err(Untraceable::NoEvidence);
    }
    for evidence in &claim.evidence {
        let (start, end) = (evidence.start, evidence.end);
        let (part, text) = match evidence.part {
            TextPart::Title => ("title", article.title.as_deref().unwrap_or_default()),
            TextPart::Body => ("text", article.text.as_str()),
        };
        let Some(found) = slice(text, start, end) else {
            return Err(Untraceable::Outside { start, end, part, length: text.chars().count() });
        };
        if found != evidence.exact {
            let (given, found) = (evidence.exact.clone(), found.to_owned());
            return Err(Untraceable::OtherWords { start, end, given, found });
        }
    }
    Ok(())
}

/// The characters `start..end` of a text; none where that is empty or outside.
fn slice(text: &str, start: usize, end: usize) -> Option<&str> {
    let length = end.checked_sub(start).filter(|length| *length > 0)?;
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(start);
    let from = places.next()?;
    let to = places.nth(length - 1)?;
    Some(&text[from..to])
}

fn count(claim: &Claim) -> Result<(), Untraceable> {
    // More than anybody ever counted; also keeps every number inside SQLite's integers.
    const EVERYBODY: u64 = 100_000_000_000;
    let count = &claim.count;
    if !count.is_sound() {
        return Err(Untraceable::Count);
    }
    if count.low.max(count.high).is_some_and(|n| n > EVERYBODY) { Err(Untraceable::Enormous) } else { Ok(()) }
}

fn link(
    name: &'static str,
    claims: &[&Claim],
    ordinal: usize,
    next: impl Fn(&Claim) -> Option<usize>,
) -> Result<(), Untraceable> {
    let mut at = ordinal;
    for _ in 0..claims.len() {
        let Some(to) = next(claims[at]) else { return Ok(()) };
        if to >= claims.len() {
            return Err(Untraceable::Dangling(name));
        }
        if to == ordinal {
            break;
        }
        at = to;
    }
    Err(Untraceable::Circular(name))
}
