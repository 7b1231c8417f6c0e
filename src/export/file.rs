//! A file that appears whole or not at all: an export that is cut short leaves what was there before.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use super::ExportError;

/// Bytes gathered before a write.
const BUFFER: usize = 256 << 10;

/// The file being written beside the one it will become. Dropped before [`Beside::keep`], it is gone.
pub struct Beside {
    path: PathBuf,
    part: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Beside {
    pub fn new(path: &Path) -> Result<Self, ExportError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|source| ExportError::File { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), part, file: Some(BufWriter::with_capacity(BUFFER, file)) })
    }

    /// Puts the file on disk and in its place.
    pub fn keep(mut self) -> Result<(), ExportError> {
        let kept = match self.file.take() {
            Some(file) => file
                .into_inner()
                .map_err(|e| e.into_error())
                .and_then(|file| file.sync_all())
                .and_then(|()| fs::rename(&self.part, &self.path)),
            None => Ok(()),
        };
        if kept.is_err() {
            let _ = fs::remove_file(&self.part); // the error that matters is the one above
        }
        kept.map_err(|source| ExportError::File { path: self.path.clone(), source })
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.part); // nobody is left to tell
        }
    }
}
