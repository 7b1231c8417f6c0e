//! Claims as rows of a table.

use crate::domain::Claim;

use super::{
    Look,
    table::{Align, Table},
    words,
};

/// A table of claims, each under its label: its number, or its id in a store.
pub fn print<'a>(claims: impl IntoIterator<Item = (String, &'a Claim)>, look: Look) -> String {
    let mut table = Table::new(&[
        ("claim", Align::Left),
        ("outcome", Align::Left),
        ("count", Align::Right),
        ("who", Align::Left),
        ("claimant", Align::Left),
        ("said", Align::Left),
        ("words", Align::Left),
    ]);
    for (label, claim) in claims {
        table.row([
            label.into(),
            claim.outcome.label().into(),
            words::count(&claim.count).into(),
            words::victims(&claim.victims).into(),
            claim.claimant.name.as_str().into(),
            words::manner(claim).into(),
            claim.evidence.first().map_or("", |e| e.exact.as_str()).into(),
        ]);
    }
    if table.is_empty() { "no claims\n".into() } else { table.print(look) }
}
