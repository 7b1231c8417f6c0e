//! Writing in the user's own editor: a private file, given to it and read back.

use std::{
    env, fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::{self, Command},
};

/// Lets the user write, beginning with `text`.
///
/// # Errors
/// Why nothing came back, and what can be done about it.
pub fn edit(text: &str) -> Result<String, String> {
    let set = |name: &&str| env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let editor = ["VISUAL", "EDITOR"].iter().find_map(set);
    let editor = editor.ok_or("set EDITOR to the editor you write with; until then write here")?;
    let file = private(text).map_err(|error| format!("no file for the editor could be made: {error}"))?;
    let edited = run(&editor, &file);
    let _ = fs::remove_file(&file); // the system clears its temporary files at last
    edited
}

/// The editor may bring arguments of its own: `code --wait`.
fn run(editor: &str, file: &Path) -> Result<String, String> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program).args(words).arg(file).status();
    match status {
        Err(error) => Err(format!("{program} (from EDITOR) could not be started: {error}")),
        Ok(status) if !status.success() => Err(format!("{program} ended with {status}; nothing was taken over")),
        Ok(_) => fs::read_to_string(file).map_err(|error| format!("what {program} wrote cannot be read: {error}")),
    }
}

/// A new file that only its owner can read: reasons may name people.
fn private(text: &str) -> std::io::Result<PathBuf> {
    for attempt in 0..100 {
        let path = env::temp_dir().join(format!("recount-{}-{attempt}.txt", process::id()));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
