//! A package: every table with its schema, the annotations, a dossier and the bundle they can be made from again, in one
//! folder or zip, described by `datapackage.json` (Frictionless, with a hash of every file) and `ro-crate-metadata.json`.
//!
//! Built beside its place and moved there when it is whole. Never overwrites a package.

mod describe;
mod verify;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{ExportError, Form, Format, Leaf, Manner, Parcel, Said, Stream, tables};

pub use verify::{Checked, Problem, verify};

/// The file that describes the others.
const DESCRIPTOR: &str = "datapackage.json";
const CRATE: &str = "ro-crate-metadata.json";
const README: &str = "README.md";
/// The bundle that `recount merge` reads.
pub const BUNDLE: &str = "store.recount";

/// The texts of a package with their names, in the order they are listed.
pub fn forms(manner: Manner) -> Vec<(&'static str, Box<dyn Form>)> {
    let of = |format: Format| format.form(manner);
    let tables: [(&str, Option<Box<dyn Form>>); 8] = [
        ("events.csv", Some(Box::new(tables::events(manner)))),
        ("figures.csv", of(Format::Csv)),
        ("claims.csv", Some(Box::new(tables::claims(manner)))),
        ("sources.csv", Some(Box::new(tables::sources(manner)))),
        ("log.csv", Some(Box::new(tables::log(manner)))),
        ("figures.jsonl", of(Format::Jsonl)),
        ("annotations.jsonld", of(Format::Annotations)),
        ("dossier.html", of(Format::Html)),
    ];
    tables.into_iter().filter_map(|(name, form)| Some((name, form?))).collect()
}

/// One event, written for each text.
pub fn leaves(forms: &[(&'static str, Box<dyn Form>)], parcel: &Parcel) -> Vec<Leaf> {
    forms.iter().map(|(_, form)| form.event(parcel)).collect()
}

/// What stands about the package as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// When the store was last changed: the day of the package.
    pub changed: Option<Timestamp>,
    /// The hash of the journal's last entry.
    pub head: Option<String>,
    pub license: Option<String>,
}

/// A package being written.
pub struct Package {
    to: PathBuf,
    part: PathBuf,
    manner: Manner,
    streams: Vec<(&'static str, Stream<BufWriter<File>>)>,
}

impl Package {
    /// `to` ends in `.zip`, or becomes a folder.
    pub fn begin(to: &Path, manner: Manner) -> Result<Self, ExportError> {
        if to.exists() {
            return Err(ExportError::There(to.to_owned()));
        }
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut this = Self { to: to.to_owned(), part, manner, streams: Vec::new() };
        fs::create_dir(&this.part).map_err(|e| this.failed(e))?;
        for (name, form) in forms(manner) {
            let file = File::create(this.part.join(name)).map_err(|e| this.failed(e))?;
            let stream = Stream::begin(form, BufWriter::new(file)).map_err(|e| this.failed(e))?;
            this.streams.push((name, stream));
        }
        Ok(this)
    }

    pub fn push(&mut self, leaves: Vec<Leaf>) -> Result<(), ExportError> {
        self.streams.iter_mut().zip(leaves).try_for_each(|((_, stream), leaf)| stream.push(leaf)).map_err(Into::into)
    }

    /// Where the bundle is to be written before [`Package::finish`]; a package without one can't be read back.
    pub fn bundle_path(&self) -> PathBuf {
        self.part.join(BUNDLE)
    }

    pub fn finish(mut self, about: &About) -> Result<Said, ExportError> {
        let mut said = Said::default();
        for (_, stream) in std::mem::take(&mut self.streams) {
            said.absorb(stream.finish()?.1);
        }
        self.describe(about).and_then(|()| self.land()).map_err(|e| self.failed(e))?;
        Ok(said)
    }

    fn describe(&self, about: &About) -> io::Result<()> {
        let mut names: Vec<&str> = forms(self.manner).into_iter().map(|(name, _)| name).collect();
        names.extend(self.bundle_path().exists().then_some(BUNDLE));
        fs::write(self.part.join(README), describe::readme(&names, self.manner))?;
        names.push(README);
        let files = names.iter().map(|name| described(&self.part, name)).collect::<io::Result<Vec<_>>>()?;
        let package = describe::data_package(&files, about, self.manner);
        fs::write(self.part.join(DESCRIPTOR), package)?;
        fs::write(self.part.join(CRATE), describe::ro_crate(&files, about))
    }

    fn land(&self) -> io::Result<()> {
        let is_zip = self.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        if !is_zip {
            return fs::rename(&self.part, &self.to);
        }
        let mut beside = self.to.as_os_str().to_owned();
        beside.push(".zip.part");
        let beside = PathBuf::from(beside);
        let zipped = zip_up(&self.part, &beside).and_then(|()| fs::rename(&beside, &self.to));
        if zipped.is_err() {
            let _ = fs::remove_file(&beside); // the error that matters is the one above
        }
        zipped
    }

    fn failed(&self, source: io::Error) -> ExportError {
        ExportError::File { path: self.to.clone(), source }
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        // Renamed away where all went well.
        let _ = fs::remove_dir_all(&self.part);
    }
}

/// A file of the package.
struct Described {
    name: String,
    bytes: u64,
    sha256: String,
}

fn described(folder: &Path, name: &str) -> io::Result<Described> {
    let (bytes, sha256) = hashed(File::open(folder.join(name))?)?;
    Ok(Described { name: name.into(), bytes, sha256 })
}

/// Length and lower-case hex SHA-256.
fn hashed(mut from: impl Read) -> io::Result<(u64, String)> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let mut bytes = 0;
    loop {
        match from.read(&mut buffer)? {
            0 => break,
            read => {
                bytes += read as u64;
                digest.update(&buffer[..read]);
            }
        }
    }
    let hex = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((bytes, hex))
}

/// Copies the bundle out of a package, a folder or a zip; false where there is none, or this is no package.
pub fn take_bundle(package: &Path, to: &mut impl Write) -> io::Result<bool> {
    if package.is_dir() {
        return match File::open(package.join(BUNDLE)) {
            Ok(mut file) => io::copy(&mut file, to).map(|_| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        };
    }
    let mut file = File::open(package)?;
    let mut magic = [0; 4];
    if file.read(&mut magic)? < magic.len() || magic != *b"PK\x03\x04" {
        return Ok(false);
    }
    let mut zip = zip::ZipArchive::new(io::BufReader::new(File::open(package)?))?;
    let entry = zip.by_name(BUNDLE);
    match entry {
        Ok(mut entry) => io::copy(&mut entry, to).map(|_| true),
        Err(_) => Ok(false),
    }
}

/// In the order of the names, with fixed times: the same folder gives the same bytes.
fn zip_up(folder: &Path, to: &Path) -> io::Result<()> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    let mut zip = ZipWriter::new(BufWriter::new(File::create(to)?));
    for name in names {
        let mut file = File::open(folder.join(&name))?;
        let is_large = file.metadata()?.len() >= u64::from(u32::MAX);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o644)
            .large_file(is_large);
        zip.start_file(name.to_string_lossy(), options)?;
        io::copy(&mut file, &mut zip)?;
    }
    zip.finish()?.flush()
}
