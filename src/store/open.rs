//! Opening the file: who may read it, how it is written, and which format it has.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{StoreError, StoreReader};

/// In the order of their numbers; the place in this list, counted from 1, is the format of the file.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_ground.sql"),
    include_str!("migrations/002_standing.sql"),
    include_str!("migrations/003_opinions.sql"),
    include_str!("migrations/004_links.sql"),
    include_str!("migrations/005_orders.sql"),
    include_str!("migrations/006_custody.sql"),
    include_str!("migrations/007_names.sql"),
    include_str!("migrations/008_counted.sql"),
    include_str!("migrations/009_heard.sql"),
    include_str!("migrations/010_anew.sql"),
];

/// Marks the file as ours: "rcnt" in ASCII.
const APPLICATION: i64 = 0x7263_6e74;

/// Enough memory (64 MiB) that a batch of articles touches each page of the indexes once, and a log of as much before it is
/// carried over. With SQLite's own 2 MiB a page is written again for every few rows. What a statement may have to take back
/// is kept in memory: a trigger that can abort would otherwise cost a write to a temporary file for every row.
const WRITING: &str = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384; PRAGMA temp_store = MEMORY;";

/// How long a connection waits for another program's write.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

pub(super) fn writer(path: &Path) -> Result<Connection, StoreError> {
    create_private(path)?;
    let mut conn = connect(path)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        .map_err(|e| foreign(path, e))?;
    conn.execute_batch(WRITING)?;
    migrate(&mut conn, path)?;
    Ok(conn)
}

pub(super) fn reader(path: &Path) -> Result<StoreReader, StoreError> {
    if !path.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(StoreError::File { path: path.into(), source });
    }
    let conn = connect(path)?;
    let format = format_of(&conn, path)?;
    check_format(format, path)?;
    if format < known_format() {
        // Only a writer migrates; opening one for a moment is the shortest way to the newest format.
        drop(writer(path)?);
    }
    conn.execute_batch("PRAGMA query_only = ON;")?;
    Ok(StoreReader { conn })
}

/// Creates the file readable and writable by its owner only; SQLite gives its side files the same mode.
fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|source| StoreError::File { path: path.into(), source })
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(64);
    // Otherwise SQLite plans a statement anew for every value it is asked with: a quarter of the time of reading an event.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

fn known_format() -> i64 {
    MIGRATIONS.len() as i64
}

/// The format of the file; 0 is a new, empty one.
fn format_of(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |pragma: &str| conn.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(|e| foreign(path, e));
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if tables > 0 && number("PRAGMA application_id")? != APPLICATION {
        return Err(StoreError::NotAStore(path.into()));
    }
    number("PRAGMA user_version")
}

fn check_format(found: i64, path: &Path) -> Result<(), StoreError> {
    let known = known_format();
    if found > known { Err(StoreError::TooNew { path: path.into(), found, known }) } else { Ok(()) }
}

/// Brings the file to the newest format, all of it or nothing.
fn migrate(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    check_format(format_of(conn, path)?, path)?;
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Read again inside the transaction: another program may just have migrated.
    let format = format_of(&tx, path)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(format).unwrap_or(0)) {
        tx.execute_batch(migration)?;
    }
    if format < known_format() {
        tx.pragma_update(None, "application_id", APPLICATION)?;
        tx.pragma_update(None, "user_version", known_format())?;
    }
    Ok(tx.commit()?)
}

fn foreign(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotAStore(path.into()),
        _ => error.into(),
    }
}
