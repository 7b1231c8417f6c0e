//! What a store knows beside its events: feeds, profiles of columns, own places, other names, events kept apart. Added where it is new;
//! what stands otherwise here stays and is told.

use std::collections::HashMap;

use super::{BundleError, Line, merge::Merging, write::Writing};
use crate::{
    domain::{
        Actor, Change, ColumnProfile, EventId, FollowedFeed,
        rows::{AliasRow, ApartRow},
    },
    store::StoreReader,
};

/// Lists of the whole store.
pub(super) fn write(store: &StoreReader, writing: &mut Writing) -> Result<(), BundleError> {
    for FollowedFeed { url, name, analyst, .. } in store.feeds()? {
        writing.line(&Line::Feed { url, name, analyst })?;
    }
    for ColumnProfile { name, columns, analyst, .. } in store.profiles()? {
        writing.line(&Line::Profile { name, columns, analyst })?;
    }
    for list in store.gazetteers()? {
        let places = store.listed_places(&list.sha256)?;
        writing.line(&Line::Places { name: list.name, columns: list.columns, places, analyst: list.analyst })?;
    }
    for AliasRow { name, source, analyst } in store.aliases()? {
        writing.line(&Line::Alias { name, source, analyst })?;
    }
    Ok(())
}

/// Pairs of which both are in the bundle.
pub(super) fn write_apart(
    store: &StoreReader,
    holds: impl Fn(EventId) -> bool,
    writing: &mut Writing,
) -> Result<(), BundleError> {
    for ApartRow { a, b, analyst } in store.kept_apart()? {
        if holds(a) && holds(b) {
            writing.line(&Line::Apart { a: a.0, b: b.0, analyst })?;
        }
    }
    Ok(())
}

/// Lines that are none of these are passed over.
pub(super) fn take(merging: &mut Merging, line: Line) -> Result<(), BundleError> {
    let (change, analyst) = match line {
        Line::Feed { url, name, analyst } => {
            if merging.store.feeds()?.iter().any(|feed| feed.url == url) {
                return Ok(());
            }
            (Change::FollowFeed { url, name }, analyst)
        }
        Line::Profile { name, columns, analyst } => {
            let ours: HashMap<_, _> = merging.store.profiles()?.into_iter().map(|p| (p.name, p.columns)).collect();
            match ours.get(&name) {
                Some(ours) if *ours == columns => return Ok(()),
                Some(_) => {
                    merging.differs(format!("the columns kept as {name} are others here"));
                    return Ok(());
                }
                None => (Change::KeepColumns { name, columns }, analyst),
            }
        }
        Line::Places { name, columns, places, analyst } => (Change::ImportPlaces { name, columns, places }, analyst),
        Line::Apart { a, b, analyst } => match (merging.known.events.get(&a), merging.known.events.get(&b)) {
            (Some(&a), Some(&b)) if a != b => {
                let (low, high) = (a.min(b), a.max(b));
                if merging.store.kept_apart()?.iter().any(|row| (row.a, row.b) == (low, high)) {
                    return Ok(());
                }
                (Change::KeepApart { a, b }, analyst)
            }
            _ => return Ok(()),
        },
        Line::Alias { name, source, analyst } => match merging.store.other_names()?.get(&name) {
            Some(ours) if *ours == source => return Ok(()),
            Some(ours) => {
                let differs = format!("“{name}” is another name of “{ours}” here, of “{source}” there");
                merging.differs(differs);
                return Ok(());
            }
            None => (Change::NameSource { names: vec![name], source: Some(source) }, analyst),
        },
        _ => return Ok(()),
    };
    merging.apply(&Actor::Analyst(analyst), &change, merging.at)?;
    Ok(())
}
