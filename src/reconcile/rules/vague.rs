//! Words without a number, by the table of the rule that has one (`assets/rules/vague.toml`).

use std::{collections::BTreeMap, sync::LazyLock};

use crate::domain::{Bound, Claim};

type Table = BTreeMap<String, BTreeMap<String, u64>>;

/// Checked by the test below; a table that cannot be read is an empty one.
static TABLE: LazyLock<BTreeMap<String, u64>> = LazyLock::new(|| {
    let tables: Table = toml::from_str(include_str!("../../../assets/rules/vague.toml")).unwrap_or_default();
    tables.get("conservative").cloned().unwrap_or_default()
});

/// What the claim's vague words are worth; `None` where it gives a number. A plural without any word is "some".
pub fn worth(claim: &Claim) -> Option<u64> {
    let vague = matches!(claim.count.bound, Bound::Vague | Bound::Some);
    let words = claim.count.words.to_lowercase();
    let known = words.split(|c: char| !c.is_alphabetic()).find_map(|word| TABLE.get(word).copied());
    vague.then(|| known.or_else(|| TABLE.get("some").copied()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_holds_what_the_codebook_names() {
        let named = ["tens", "dozens", "hundreds"].map(|word| TABLE.get(word).copied());
        assert_eq!(named, [Some(10), Some(12), Some(100)]);
        assert!(TABLE.contains_key("some"));
    }
}
