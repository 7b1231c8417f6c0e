//! What the program tells about itself while it runs: to a file, and only when asked.

use std::{fs::OpenOptions, sync::Mutex};

use tracing_subscriber::EnvFilter;

use super::Usage;

/// Writes to the file that RECOUNT_LOG names, at the level (or by the filter) that RECOUNT_LOG_LEVEL gives, else `info`.
pub fn start() -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("RECOUNT_LOG").filter(|path| !path.is_empty()) else { return Ok(()) };
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let file = file.map_err(|error| Usage(format!("cannot log to {}: {error}", path.to_string_lossy())))?;
    let filter = EnvFilter::try_from_env("RECOUNT_LOG_LEVEL").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_writer(Mutex::new(file)).with_ansi(false).with_env_filter(filter).init();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}
