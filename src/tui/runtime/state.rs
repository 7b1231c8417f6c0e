//! The file in which it is kept how a session was left. Losing it loses no work.

use std::{fs, io::ErrorKind, path::Path};

use crate::tui::model::State;

/// Nothing where there is no such file yet.
///
/// # Errors
/// Where it cannot be read or understood, in words for the screen.
pub fn read(path: &Path) -> Result<State, String> {
    match fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text)
            .map_err(|why| format!("where you were cannot be read from {}, begin anew: {why}", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::default()),
        Err(error) => Err(format!("where you were cannot be read from {}: {error}", path.display())),
    }
}

/// Replaces the file as a whole, so that it is never half written.
pub fn write(path: &Path, state: &State) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("where you were cannot be kept in {}: {error}", path.display());
    let text = serde_json::to_string(state).map_err(|error| failed(error.into()))?;
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(failed)?;
    }
    let beside = path.with_extension("new");
    fs::write(&beside, text).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
