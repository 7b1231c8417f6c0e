//! `extract --format annotated`: the article with its claims marked where they stand, and each explained below.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    domain::{Claim, TextPart},
    ingest::Incoming,
    text::{self, CharIndex, wrap::wrap},
};

use super::{
    super::{
        out::{Ink, Role},
        words,
    },
    listing,
};

/// Lines are no longer than reads well, whatever the terminal.
const COLUMN: usize = 100;

/// The page of one document. Marks are `[¹words¹]` with the claim's number, so that overlapping ones stay readable
/// without colour.
pub fn print(document: &Incoming, claims: &[Claim], ink: Ink, width: Option<usize>) -> String {
    let width = width.map_or(COLUMN, |w| w.min(COLUMN));
    let mut page = listing::heading(document, ink);
    page.push('\n');
    let article = &document.article;
    for (part, text) in [(TextPart::Title, article.title.as_deref().unwrap_or("")), (TextPart::Body, &article.text)] {
        let edges = edges(claims, part);
        if part == TextPart::Body || !edges.is_empty() {
            mark(&mut page, text.trim_end(), edges, ink, width);
            page.push('\n');
        }
    }
    for (number, claim) in claims.iter().enumerate() {
        explain(&mut page, number, claim, ink);
    }
    if claims.is_empty() {
        page.push_str("no claims\n");
    }
    page.push('\n');
    page
}

/// Which claims begin and end at a character of the text.
#[derive(Default)]
struct Edge {
    ends: Vec<usize>,
    begins: Vec<usize>,
}

fn edges(claims: &[Claim], part: TextPart) -> BTreeMap<usize, Edge> {
    let mut edges: BTreeMap<usize, Edge> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        for evidence in claim.evidence.iter().filter(|e| e.part == part && e.start < e.end) {
            edges.entry(evidence.start).or_default().begins.push(number);
            edges.entry(evidence.end).or_default().ends.push(number);
        }
    }
    edges
}

/// The text, wrapped, with its marks. Marks are not counted in the width of a line.
fn mark(page: &mut String, text: &str, edges: BTreeMap<usize, Edge>, ink: Ink, width: usize) {
    let index = CharIndex::new(text);
    let mut edges = edges.into_iter().peekable();
    let mut open = 0;
    for line in wrap(text, width) {
        let mut at = line.chars.start;
        // What begins at the very end of a line is shown with the words that follow, on the next.
        let is_here =
            |place: usize, edge: &Edge| place < line.chars.end || place == line.chars.end && edge.begins.is_empty();
        while let Some((place, edge)) = edges.next_if(|(place, edge)| is_here(*place, edge)) {
            let place = place.max(at);
            stretch(page, index.slice(at, place), open, ink);
            turn(page, &edge, ink);
            open = open + edge.begins.len() - edge.ends.len();
            at = place;
        }
        stretch(page, index.slice(at, line.chars.end), open, ink);
        page.push('\n');
    }
}

/// Words under `open` claims.
fn stretch(page: &mut String, words: &str, open: usize, ink: Ink) {
    if open > 0 && !words.is_empty() {
        let _ = write!(page, "{}", ink.paint(Role::Evidence, words));
    } else {
        page.push_str(words);
    }
}

fn turn(page: &mut String, edge: &Edge, ink: Ink) {
    for number in edge.ends.iter().rev() {
        let _ = write!(page, "{}", ink.paint(Role::Faint, format_args!("{}]", raised(*number))));
    }
    for number in &edge.begins {
        let _ = write!(page, "{}", ink.paint(Role::Faint, format_args!("[{}", raised(*number))));
    }
}

/// The number in superscript digits.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// Three lines: what is claimed, by whom and how it was read, and the words.
fn explain(page: &mut String, number: usize, claim: &Claim, ink: Ink) {
    let Claim { outcome, count, victims, claimant, date, place, means, rule, .. } = claim;
    let outcome = format_args!("{} {}", outcome.label(), words::count(count));
    let _ = writeln!(
        page,
        "{number:>3}  {}  {}",
        ink.paint(Role::Heading, outcome),
        text::display(&words::victims(victims))
    );

    let named = claimant.words.as_deref().filter(|words| *words != claimant.name);
    let mut said = vec![match named {
        Some(words) => {
            format!("{} ({}), \u{201c}{}\u{201d}", claimant.name, claimant.kind.label(), text::display(words))
        }
        None => format!("{} ({})", claimant.name, claimant.kind.label()),
    }];
    said.extend(Some(words::manner(claim)).filter(|manner| !manner.is_empty()));
    said.extend(means.clone());
    said.extend(date.as_ref().map(words::date));
    said.extend(place.as_ref().map(words::place));
    said.push(format!("rule {rule}"));
    let _ = writeln!(page, "     {}", text::display(&said.join(" · ")));

    for evidence in &claim.evidence {
        let words = text::display(&evidence.exact);
        let at = format!("{}..{}", evidence.start, evidence.end);
        let _ = writeln!(page, "     \u{201c}{words}\u{201d} {}", ink.paint(Role::Faint, at));
    }
}
