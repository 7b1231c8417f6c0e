//! `recount`: establish how many were killed, injured, detained or missing when the reports disagree.
//!
//! # The map
//!
//! ```text
//! bytes -> ingest -> Article -> extract -> Claims -> link -> Event -> reconcile -> Figures -> export
//!                   all of it kept in store, every change through its journal
//! ```
//!
//! A floor imports only floors below it:
//!
//! | floor | rooms | |
//! |---|---|---|
//! | top | `main.rs`, [`cli`], [`tui`] | arguments and headless commands; the workbench |
//! | joins | [`work`] | threads: one writer, readers, a pool; joins the crafts |
//! | crafts | [`ingest`], [`extract`], [`link`], [`reconcile`], [`store`], [`export`] | side by side, **never importing each other** |
//! | ground | [`domain`], [`text`] | the words as plain types; strings and the gazetteer |
//!
//! Only [`store`] names rusqlite; only the tui's runtime does terminal I/O; `extract`, `link` and `reconcile` are pure.
//! `tests/house` reads every `use` line and fails on a breach.

pub mod cli;
pub mod domain;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod reconcile;
pub mod store;
pub mod text;
pub mod tui;
pub mod work;
