//! Where articles come from: files, folders, patterns, standard input.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Failure, Metadata, Origin, pieces::Pieces};

/// Folders within folders at most; a folder may hold a link to itself.
const DEEPEST: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Stdin,
    /// A file, or a folder: all files in it and in the folders within, by name.
    File(PathBuf),
}

impl Source {
    /// `-` is standard input, as everywhere.
    pub fn named(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// The records of the source in order. What cannot be opened or read further is a failure, and the rest goes on.
    pub fn pieces(&self, metadata: &Metadata) -> Box<dyn Iterator<Item = Result<super::Piece, Failure>> + Send> {
        match self {
            Self::Stdin => Box::new(Pieces::stdin(metadata)),
            Self::File(path) => {
                let metadata = metadata.clone();
                let files = files(path);
                Box::new(files.into_iter().flat_map(move |file| match file {
                    Ok(path) => Pieces::file(&path, &metadata),
                    Err(failure) => Pieces::failed(failure),
                }))
            }
        }
    }
}

/// The file itself, the files of a folder, or those that a pattern (`news/*.html`) names.
fn files(path: &Path) -> Vec<Result<PathBuf, Failure>> {
    if path.is_dir() {
        let mut found = Vec::new();
        walk(path, 0, &mut found);
        if found.is_empty() {
            found.push(Err(failure(path, "is an empty folder".into())));
        }
        return found;
    }
    let pattern = path.to_str().filter(|name| !path.exists() && name.contains(['*', '?', '[']));
    let Some(pattern) = pattern else { return vec![Ok(path.to_owned())] };
    match glob::glob(pattern) {
        Err(error) => vec![Err(failure(path, format!("is no pattern of names: {error}")))],
        Ok(paths) => {
            let found: Vec<_> = paths
                .flat_map(|found| match found {
                    Ok(path) if path.is_dir() => files(&path),
                    Ok(path) => vec![Ok(path)],
                    Err(error) => vec![Err(failure(error.path(), format!("cannot be read: {}", error.error())))],
                })
                .collect();
            if found.is_empty() { vec![Err(failure(path, "names no file".into()))] } else { found }
        }
    }
}

/// In the order of their names. Files whose names begin with a dot are somebody's own business.
fn walk(folder: &Path, depth: usize, found: &mut Vec<Result<PathBuf, Failure>>) {
    let read = fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect::<io::Result<Vec<_>>>());
    let mut paths = match read {
        Ok(paths) => paths,
        Err(error) => return found.push(Err(failure(folder, format!("cannot be read: {error}")))),
    };
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match (is_hidden, path.is_dir()) {
            (true, _) => {}
            (false, true) if depth < DEEPEST => walk(&path, depth + 1, found),
            (false, true) => found.push(Err(failure(&path, format!("lies more than {DEEPEST} folders deep")))),
            (false, false) => found.push(Ok(path)),
        }
    }
}

fn failure(path: &Path, reason: String) -> Failure {
    Failure { origin: Origin { path: path.display().to_string(), line: None }, id: None, reason }
}
