//! The workbench: a terminal interface on a store, driven by keys.
//!
//! ```text
//! terminal, desk -> Msg -> update(&mut Model, Msg) -> Effect -> terminal, desk
//!                               Model -> view -> cells
//! ```
//!
//! `model`, `update` and `command` are pure: they name no widget, read no clock and do no I/O. `view` draws a model and
//! changes nothing. Only `runtime` touches the terminal, the desk and the threads. Everything a person can do is a row
//! of [`command`]'s table; `assets/keymap.toml` binds keys to it.

pub mod command;
pub mod keys;
pub mod layer;
pub mod model;
pub mod msg;
mod outline;
pub mod picture;
pub mod rich;
mod runtime;
pub mod theme;
pub mod update;
pub mod view;

use std::{io, path::PathBuf};

pub use command::key_table;
pub use picture::picture;
pub use runtime::{Terminal, run};

use crate::{store::StoreError, work::Lexicons};

/// What the workbench is opened on.
#[derive(Debug, Clone)]
pub struct Options {
    /// The store's file, made if it is not there.
    pub store: PathBuf,
    /// What the header calls the store; its file's name where none is given.
    pub name: Option<String>,
    /// Who signs the changes.
    pub analyst: String,
    /// A keymap to lay over the one shipped.
    pub keymap: Option<PathBuf>,
    /// The lexicon files laid over the ones shipped.
    pub lexicons: Lexicons,
    /// The name of a shipped theme, or the path of a theme file.
    pub theme: Option<String>,
    /// Take the mouse; without, the terminal selects text as ever.
    pub mouse: bool,
    /// Where it is kept how the session was left, for the next one; None keeps nothing.
    pub state: Option<PathBuf>,
    /// Hide what others said until one has said one's own.
    pub blind: bool,
    /// Use no colour at all, as `NO_COLOR` asks.
    pub mono: bool,
}

/// Why the workbench could not run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the workbench needs a terminal; `recount --help` lists the commands that do without")]
    NoTerminal,
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Keymap(#[from] keys::KeymapError),
    #[error(transparent)]
    Theme(#[from] theme::ThemeError),
    #[error("the theme {0} cannot be read: {1}")]
    ThemeFile(PathBuf, io::Error),
}
