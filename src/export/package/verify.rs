//! Is a package what it says of itself? Hashes every file it lists and names every file it does not.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path},
};

use serde::Deserialize;
use zip::ZipArchive;

use super::{CRATE, DESCRIPTOR, ExportError, hashed};

/// The longest description read, in bytes.
const LONGEST: u64 = 16 << 20;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Files that are as described.
    pub sound: usize,
    pub problems: Vec<Problem>,
    /// Of the description itself: who has it from elsewhere knows that nothing was altered.
    pub descriptor: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("{0} is missing")]
    Missing(String),
    #[error("{0} was altered: its SHA-256 is not the one described")]
    Altered(String),
    #[error("{0} is not described")]
    Extra(String),
    #[error("{0} lies outside of the package")]
    Outside(String),
    #[error("{0} has no SHA-256 in the description")]
    Unhashed(String),
    #[error("{0} cannot be read: {1}")]
    Unreadable(String, String),
}

#[derive(Deserialize)]
struct Description {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    #[serde(default)]
    hash: Option<String>,
}

/// A folder or a zip.
pub fn verify(path: &Path) -> Result<Checked, ExportError> {
    let failed = |source| ExportError::File { path: path.to_owned(), source };
    check(path).map_err(failed)
}

fn check(path: &Path) -> io::Result<Checked> {
    let mut files = if path.is_dir() { folder(path)? } else { zipped(path)? };
    let Some((text, descriptor)) = files.descriptor.take() else {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no {DESCRIPTOR} in it")));
    };
    let description: Description = serde_json::from_slice(&text)?;
    let mut checked = Checked { sound: 0, problems: files.problems, descriptor };
    for Resource { path, hash } in description.resources {
        let is_inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
        let problem = match (files.hashes.remove(&path), hash) {
            _ if !is_inside => Problem::Outside(path),
            (None, _) => Problem::Missing(path),
            (Some(_), None) => Problem::Unhashed(path),
            (Some(found), Some(hash)) if hash.strip_prefix("sha256:").unwrap_or(&hash).eq_ignore_ascii_case(&found) => {
                checked.sound += 1;
                continue;
            }
            (Some(_), Some(_)) => Problem::Altered(path),
        };
        checked.problems.push(problem);
    }
    files.hashes.remove(CRATE);
    checked.problems.extend(files.hashes.into_keys().map(Problem::Extra));
    Ok(checked)
}

#[derive(Default)]
struct Files {
    /// The description and its hash.
    descriptor: Option<(Vec<u8>, String)>,
    hashes: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl Files {
    fn take(&mut self, name: String, file: impl Read) -> io::Result<()> {
        if name == DESCRIPTOR {
            let mut text = Vec::new();
            file.take(LONGEST + 1).read_to_end(&mut text)?;
            if text.len() as u64 > LONGEST {
                return Err(io::Error::other(format!("{DESCRIPTOR} is longer than {} MiB", LONGEST >> 20)));
            }
            let (_, hash) = hashed(text.as_slice())?;
            self.descriptor = Some((text, hash));
            return Ok(());
        }
        match hashed(file) {
            Ok((_, hash)) => drop(self.hashes.insert(name, hash)),
            Err(why) => self.problems.push(Problem::Unreadable(name, why.to_string())),
        }
        Ok(())
    }
}

fn folder(path: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link could lead anywhere; what is in a package is in it.
        if entry.file_type()?.is_file() {
            files.take(name, File::open(entry.path())?)?;
        } else {
            files.problems.push(Problem::Extra(name));
        }
    }
    Ok(files)
}

fn zipped(path: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    let mut zip = ZipArchive::new(io::BufReader::new(File::open(path)?))?;
    for at in 0..zip.len() {
        let entry = zip.by_index(at)?;
        if entry.is_file() {
            let name = entry.name().map_err(io::Error::other)?.into_owned();
            files.take(name, entry)?;
        }
    }
    Ok(files)
}
