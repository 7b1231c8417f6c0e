//! Claims as rows of a table.

use crate::domain::Claim;

use super::{
    Look,
    table::{Align, Table},
    words,
};

/// A table of the claims of one document, each under its place there.
pub fn print(claims: &[Claim], look: Look) -> String {
    let mut table = Table::new(&[
        ("claim", Align::Left),
        ("outcome", Align::Left),
        ("count", Align::Right),
        ("who", Align::Left),
        ("claimant", Align::Left),
        ("said", Align::Left),
        ("words", Align::Left),
    ]);
    for (place, claim) in claims.iter().enumerate() {
        table.row([
            place.to_string().into(),
            claim.outcome.label().into(),
            words::count(&claim.count).into(),
            words::victims(&claim.victims).into(),
            claim.claimant.name.as_str().into(),
            words::manner(claim, |place| place.to_string()).into(),
            claim.evidence.first().map_or("", |e| e.exact.as_str()).into(),
        ]);
    }
    if table.is_empty() { "no claims\n".into() } else { table.print(look) }
}
