//! One article read: its claims, with their places resolved.

use std::cell::RefCell;

use crate::{
    domain::{Article, Claim},
    extract::{Reader, Scratch},
    link::places::Resolver,
    text::gazetteer::Gazetteer,
};

thread_local! {
    /// Each thread remembers the names it looked up. What it answers does not depend on them.
    static RESOLVER: RefCell<Resolver> = RefCell::new(Resolver::new(Gazetteer::builtin()));
    /// Memory for one article after the other.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The claims of an article with their places resolved.
pub fn claims(reader: &Reader, article: &Article) -> Vec<Claim> {
    let mut claims = SCRATCH.with_borrow_mut(|scratch| reader.read_with(scratch, article));
    place(article, &mut claims);
    claims
}

/// Resolves the places of an article's claims.
pub fn place(article: &Article, claims: &mut [Claim]) {
    RESOLVER.with_borrow_mut(|resolver| resolver.resolve(article, claims));
}
