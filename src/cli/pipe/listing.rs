//! `extract --format table`: the claims of one document as rows.

use std::fmt::Write;

use crate::{domain::Claim, ingest::Incoming, text};

use super::super::{
    out::{Ink, Role},
    table::{Align, Table},
    words,
};

/// A heading and a table, with an empty line after them.
pub fn print(document: &Incoming, claims: &[Claim], ink: Ink, width: Option<usize>) -> String {
    let mut page = heading(document, ink);
    if claims.is_empty() {
        let _ = writeln!(page, "no claims");
    } else {
        let mut table = Table::new(&[
            ("#", Align::Right),
            ("outcome", Align::Left),
            ("count", Align::Right),
            ("who", Align::Left),
            ("claimant", Align::Left),
            ("said", Align::Left),
            ("words", Align::Left),
        ]);
        for (number, claim) in claims.iter().enumerate() {
            table.row([
                number.to_string().into(),
                claim.outcome.label().into(),
                words::count(&claim.count).into(),
                words::victims(&claim.victims).into(),
                claim.claimant.name.as_str().into(),
                words::manner(claim).into(),
                claim.evidence.first().map_or("", |e| e.exact.as_str()).into(),
            ]);
        }
        page.push_str(&table.print(ink, width));
    }
    page.push('\n');
    page
}

/// "aleppo-1  Five dead in raid · AFP · 2025-05-17"
pub fn heading(document: &Incoming, ink: Ink) -> String {
    let article = &document.article;
    let facts = [article.title.clone(), article.outlet.clone(), article.published.map(|day| day.to_string())];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let name = text::display(&document.name());
    format!("{}  {}\n", ink.paint(Role::Heading, name), text::display(&facts.join(" · ")))
}
