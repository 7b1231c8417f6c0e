//! An article with its claims marked where they stand, and each explained below.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    domain::{Article, Claim, TextPart},
    text::{self, CharIndex, wrap::wrap},
};

use super::{super::out::Role, Look, words};

/// Lines are no longer than reads well, whatever the terminal.
const COLUMN: usize = 100;

/// A claim under the number that marks it in the text.
#[derive(Debug, Clone)]
pub struct Marked<'a> {
    /// Its place in the article, or its id in a store.
    pub number: usize,
    pub claim: &'a Claim,
    /// What else is to be said about it: that it was accepted, which event it belongs to.
    pub standing: Vec<String>,
}

/// "aleppo-1  Five dead in raid · AFP · 2025-05-17"
pub fn heading(name: &str, article: &Article, look: Look) -> String {
    let facts = [article.title.clone(), article.outlet.clone(), article.published.map(|day| day.to_string())];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    format!("{}  {}\n", look.ink.paint(Role::Heading, text::display(name)), text::display(&facts.join(" · ")))
}

/// `claims` are those of the article in their order. Marks are `[¹words¹]` with the claim's number, so that overlapping ones stay readable without colour. The title is
/// shown again where a claim was read from it.
pub fn print(article: &Article, claims: &[Marked], look: Look) -> String {
    let mut page = String::new();
    for (part, text) in [(TextPart::Title, article.title.as_deref().unwrap_or("")), (TextPart::Body, &article.text)] {
        let edges = edges(claims, part);
        if part == TextPart::Body || !edges.is_empty() {
            mark(&mut page, text.trim_end(), edges, look);
            page.push('\n');
        }
    }
    for claim in claims {
        explain(&mut page, claim, claims, look);
    }
    if claims.is_empty() {
        page.push_str("no claims\n");
    }
    page
}

/// Which claims begin and end at a character of the text.
#[derive(Default)]
struct Edge {
    ends: Vec<usize>,
    begins: Vec<usize>,
}

fn edges(claims: &[Marked], part: TextPart) -> BTreeMap<usize, Edge> {
    let mut edges: BTreeMap<usize, Edge> = BTreeMap::new();
    for Marked { number, claim, .. } in claims {
        for evidence in claim.evidence.iter().filter(|e| e.part == part && e.start < e.end) {
            edges.entry(evidence.start).or_default().begins.push(*number);
            edges.entry(evidence.end).or_default().ends.push(*number);
        }
    }
    edges
}

/// The text, wrapped, with its marks. Marks are not counted in the width of a line.
fn mark(page: &mut String, text: &str, edges: BTreeMap<usize, Edge>, look: Look) {
    let index = CharIndex::new(text);
    let mut edges = edges.into_iter().peekable();
    let mut open = 0;
    for line in wrap(text, look.width.map_or(COLUMN, |w| w.min(COLUMN))) {
        let mut at = line.chars.start;
        // What begins at the very end of a line is shown with the words that follow, on the next.
        let is_here =
            |place: usize, edge: &Edge| place < line.chars.end || place == line.chars.end && edge.begins.is_empty();
        while let Some((place, edge)) = edges.next_if(|(place, edge)| is_here(*place, edge)) {
            let place = place.max(at);
            stretch(page, index.slice(at, place), open, look);
            turn(page, &edge, look);
            open = open + edge.begins.len() - edge.ends.len();
            at = place;
        }
        stretch(page, index.slice(at, line.chars.end), open, look);
        page.push('\n');
    }
}

/// Words under `open` claims.
fn stretch(page: &mut String, words: &str, open: usize, look: Look) {
    if open > 0 && !words.is_empty() {
        let _ = write!(page, "{}", look.ink.paint(Role::Evidence, words));
    } else {
        page.push_str(words);
    }
}

fn turn(page: &mut String, edge: &Edge, look: Look) {
    for number in edge.ends.iter().rev() {
        let _ = write!(page, "{}", look.ink.paint(Role::Faint, format_args!("{}]", raised(*number))));
    }
    for number in &edge.begins {
        let _ = write!(page, "{}", look.ink.paint(Role::Faint, format_args!("[{}", raised(*number))));
    }
}

/// The number in superscript digits.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// What is claimed; by whom and how it was read; the words. `all` are the claims of the article in their order.
pub fn explain(page: &mut String, marked: &Marked, all: &[Marked], look: Look) {
    let Claim { outcome, count, victims, claimant, date, place, means, rule, .. } = marked.claim;
    let outcome = format!("{} {}", outcome.label(), words::count(count));
    let outcome = look.ink.paint(Role::Heading, text::display(&outcome));
    let _ = writeln!(page, "{:>3}  {outcome}  {}", marked.number, text::display(&words::victims(victims)));

    let named = claimant.words.as_deref().filter(|words| *words != claimant.name);
    let mut said = vec![match named {
        Some(words) => format!("{} ({}), “{words}”", claimant.name, claimant.kind.label()),
        None => format!("{} ({})", claimant.name, claimant.kind.label()),
    }];
    let name = |place: usize| all.get(place).map_or("?".into(), |other| other.number.to_string());
    said.extend(Some(words::manner(marked.claim, name)).filter(|manner| !manner.is_empty()));
    said.extend(means.clone());
    said.extend(date.as_ref().map(words::date));
    said.extend(place.as_ref().map(words::place));
    said.push(format!("rule {rule}"));
    said.extend(marked.standing.iter().cloned());
    let _ = writeln!(page, "     {}", text::display(&said.join(" · ")));
    if let Some(found) = place.as_ref().and_then(words::found) {
        let _ = writeln!(page, "     {}", look.ink.paint(Role::Faint, text::display(&found)));
    }

    for evidence in &marked.claim.evidence {
        let at = format!("{}..{}", evidence.start, evidence.end);
        let words = text::display(&evidence.exact);
        let _ = writeln!(page, "     “{words}” {}", look.ink.paint(Role::Faint, at));
    }
}
