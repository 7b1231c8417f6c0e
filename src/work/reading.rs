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

/// The claims of an article with their places resolved by the built-in gazetteer.
pub fn claims(reader: &Reader, article: &Article) -> Vec<Claim> {
    claims_by(reader, Gazetteer::builtin(), article)
}

/// The claims of an article with their places resolved by a gazetteer.
pub fn claims_by(reader: &Reader, gazetteer: &'static Gazetteer, article: &Article) -> Vec<Claim> {
    let mut claims = SCRATCH.with_borrow_mut(|scratch| reader.read_with(scratch, article));
    place_by(gazetteer, article, &mut claims);
    claims
}

/// Resolves the places of an article's claims by the built-in gazetteer.
pub fn place(article: &Article, claims: &mut [Claim]) {
    place_by(Gazetteer::builtin(), article, claims);
}

fn place_by(gazetteer: &'static Gazetteer, article: &Article, claims: &mut [Claim]) {
    RESOLVER.with_borrow_mut(|resolver| {
        if !std::ptr::eq(resolver.gazetteer(), gazetteer) {
            *resolver = Resolver::new(gazetteer);
        }
        resolver.resolve(article, claims);
    });
}
