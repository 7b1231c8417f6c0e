//! The workbench, opened from the command line.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use clap::Args;
use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use crate::tui;

use super::{Status, Usage, session::Session};

/// How the workbench looks and listens.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "The workbench")]
pub struct Workbench {
    /// Its colours: dark, light, high-contrast, mono, or a file.
    #[arg(long, value_name = "NAME", env = "RECOUNT_THEME", hide_env_values = true)]
    theme: Option<String>,
    /// Keys laid over the built-in ones; `recount/keymap.toml` in the configuration directory where not given.
    #[arg(long, value_name = "FILE")]
    keymap: Option<PathBuf>,
    /// Use the mouse. Without it the terminal selects text as ever.
    #[arg(long)]
    mouse: bool,
}

impl Workbench {
    /// Opens the workbench on the session's store, under another name where one is given.
    pub fn run(self, session: &Session, name: Option<&str>) -> anyhow::Result<Status> {
        if !io::stdout().is_terminal() {
            return Err(Usage(tui::Failure::NoTerminal.to_string()).into());
        }
        drop(session.create()?); // makes the directory and the store, and says why where it cannot
        let lexicons = session.lexicons()?;
        if !lexicons.is_empty() {
            session.language()?; // their mistakes are told before the screen changes
        }
        let options = tui::Options {
            store: session.path()?,
            name: name.map(str::to_owned),
            analyst: session.analyst()?,
            keymap: self.keymap.or_else(own_keymap),
            lexicons,
            theme: self.theme,
            mouse: self.mouse,
            state: if name.is_none() { own_state(&session.path()?) } else { None },
            blind: session.is_blind(),
            mono: super::out::is_colorless(),
        };
        match tui::run(&options) {
            Ok(()) => Ok(Status::Done),
            Err(error @ tui::Failure::Terminal(_)) => Err(error.into()),
            Err(error) => Err(Usage(error.to_string()).into()),
        }
    }
}

/// Where it is kept how a session on this store was left: a file for each store, called by its path's hash.
fn own_state(store: &Path) -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    let dir = places.state_dir().unwrap_or_else(|| places.data_dir()).join("recount");
    let store = store.canonicalize().ok()?;
    let hash = Sha256::digest(store.as_os_str().as_encoded_bytes());
    let name: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Some(dir.join(format!("left-{name}.json")))
}

/// The user's keymap, if there is one.
fn own_keymap() -> Option<PathBuf> {
    keymap_path().filter(|path| path.exists())
}

/// Where the user's keymap is looked for; nowhere without a home directory.
pub fn keymap_path() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("recount").join("keymap.toml"))
}
