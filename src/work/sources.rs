//! Finding and ordering sources: they come from the store at once.

use std::cmp::Ordering;

use crate::{
    domain::{Reliability, Sort, SourceKey, rows::ClaimantRow},
    text::shadow::shadow,
};

/// Is each of the words part of one of their names or of their kind?
pub(super) fn is_called(row: &ClaimantRow, words: &str) -> bool {
    let own = shadow(&format!("{} {} {}", row.name, row.aliases.join(" "), row.kind.label()));
    shadow(words).split(' ').all(|word| own.contains(word))
}

/// Those that are alike stand by their name, from A to Z. Whoever was not graded comes last either way.
pub(super) fn sort(rows: &mut [ClaimantRow], sort: Sort<SourceKey>) {
    rows.sort_by_cached_key(|row| shadow(&row.name));
    rows.sort_by(|a, b| {
        let order = match sort.by {
            SourceKey::Claims => a.claims.cmp(&b.claims),
            SourceKey::Events => a.events.cmp(&b.events),
            SourceKey::Articles => a.articles.cmp(&b.articles),
            SourceKey::Name => shadow(&a.name).cmp(&shadow(&b.name)),
            SourceKey::Kind => a.kind.label().cmp(&b.kind.label()),
            SourceKey::Grade => return by_grade(a.reliability, b.reliability, sort.ascending),
        };
        if sort.ascending { order } else { order.reverse() }
    });
}

fn by_grade(a: Option<Reliability>, b: Option<Reliability>, ascending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if ascending => a.cmp(&b),
        (Some(a), Some(b)) => b.cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
