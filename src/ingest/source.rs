//! Where articles come from: files, folders, patterns, standard input, addresses.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{Failure, Format, Metadata, Origin, pieces::Pieces, table::Understood};

/// Folders within folders at most; a folder may hold a link to itself.
const DEEPEST: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Stdin,
    /// A file, or a folder: all files in it and in the folders within, by name.
    File(PathBuf),
    /// A page, feed or file on the web.
    Url(String),
}

/// How many bytes of files were read so far, for whoever waits.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn reading<R>(&self, from: R) -> Metered<R> {
        Metered { from, meter: self.clone() }
    }
}

pub(super) struct Metered<R> {
    from: R,
    meter: Meter,
}

impl<R: io::Read> io::Read for Metered<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Source {
    /// `-` is standard input, as everywhere.
    pub fn named(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        match path.to_str() {
            Some("-") => Self::Stdin,
            Some(url) if is_address(url) => Self::Url(url.to_owned()),
            _ => Self::File(path),
        }
    }

    /// The bytes of its files; none where nobody knows yet.
    pub fn size(&self) -> Option<u64> {
        let Self::File(path) = self else { return None };
        files(path).into_iter().map(|file| fs::metadata(file.ok()?).ok().map(|file| file.len())).sum()
    }

    /// How the columns of a table are understood, guessed or as set.
    pub fn columns(&self, metadata: &Metadata) -> Result<Understood, Failure> {
        let named = |reason: &str| match self {
            Self::File(path) => failure(path, reason.into()),
            Self::Url(url) => failure(Path::new(url), reason.into()),
            Self::Stdin => failure(Path::new("-"), reason.into()),
        };
        let first = self.pieces(metadata, &Meter::default()).next().ok_or_else(|| named("has no rows"))??;
        match &first.format {
            Format::Row(layout) => layout.understood(&first.bytes).map_err(|reason| named(&reason)),
            _ => Err(named("is no table; name a file that ends in .csv or .tsv")),
        }
    }

    /// The records of the source in order. What cannot be opened or read further is a failure, and the rest goes on.
    pub fn pieces(
        &self,
        metadata: &Metadata,
        meter: &Meter,
    ) -> Box<dyn Iterator<Item = Result<super::Piece, Failure>> + Send> {
        match self {
            Self::Stdin => Box::new(Pieces::stdin(metadata)),
            Self::Url(url) => {
                let reason = "is an address; only `recount add` and the workbench fetch".into();
                Box::new(Pieces::failed(failure(Path::new(url), reason)))
            }
            Self::File(path) => {
                let (metadata, meter) = (metadata.clone(), meter.clone());
                let files = files(path);
                Box::new(files.into_iter().flat_map(move |file| match file {
                    Ok(path) => Pieces::file(&path, &metadata, &meter),
                    Err(failure) => Pieces::failed(failure),
                }))
            }
        }
    }
}

fn is_address(name: &str) -> bool {
    let start = name.get(..8).unwrap_or(name).to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
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
