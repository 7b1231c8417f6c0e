//! The user's own lexicon files: found, read, and laid over those shipped with the program.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::extract::{LexiconError, Reader, Source};

/// The language of files that lie in no folder of a language.
const LANGUAGE: &str = "en";

/// The user's lexicon files as they were on disk. By default there are none.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    files: Vec<File>,
}

#[derive(Debug, Clone)]
struct File {
    language: String,
    path: PathBuf,
    text: String,
}

/// A file or directory of lexicons that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the lexicon {path} cannot be read: {error}")]
pub struct Unreadable {
    path: PathBuf,
    error: io::Error,
}

impl Lexicons {
    /// Reads `DIR/<language>/*.toml`, and `*.toml` in DIR itself: these are of the language DIR is called by, or else of
    /// English. Files of one language are laid over each other in the order of their names.
    pub fn read(dir: &Path) -> Result<Self, Unreadable> {
        let mut files = Vec::new();
        let own = dir.file_name().and_then(|name| name.to_str()).filter(|name| is_language(name)).unwrap_or(LANGUAGE);
        gather(dir, own, &mut files)?;
        for inner in entries(dir)?.into_iter().filter(|path| path.is_dir()) {
            let language = inner.file_name().unwrap_or_default().to_string_lossy().into_owned();
            gather(&inner, &language, &mut files)?;
        }
        Ok(Self { files })
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }

    /// The reader that these files and the shipped ones make.
    pub fn reader(&self) -> Result<Reader, LexiconError> {
        let names: Vec<_> = self.paths().map(|path| path.display().to_string()).collect();
        let sources = self.files.iter().zip(&names);
        let sources = sources.map(|(file, name)| Source { language: &file.language, name, text: &file.text });
        Reader::with(&sources.collect::<Vec<_>>())
    }
}

fn gather(dir: &Path, language: &str, files: &mut Vec<File>) -> Result<(), Unreadable> {
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|e| e == "toml") && path.is_file();
    for path in entries(dir)?.into_iter().filter(is_toml) {
        match fs::read_to_string(&path) {
            Ok(text) => files.push(File { language: language.into(), path, text }),
            Err(error) => return Err(Unreadable { path, error }),
        }
    }
    Ok(())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let failed = |error| Unreadable { path: dir.into(), error };
    let all: io::Result<Vec<_>> = fs::read_dir(dir).map_err(failed)?.map(|entry| entry.map(|e| e.path())).collect();
    let mut all = all.map_err(failed)?;
    all.sort();
    Ok(all)
}

/// Two small letters, as ISO 639-1 has it.
fn is_language(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|b| b.is_ascii_lowercase())
}
