//! Raw bytes as they are kept: packed with zlib where that makes them smaller.

use std::io::Read;

use flate2::{Compress, Compression, FlushCompress, Status, read::ZlibDecoder};
use rusqlite::Row;

use super::StoreError;
use crate::domain::ArticleId;

/// Shorter than this, packing saves less than a page of the file.
const WORTH_IT: usize = 512;

/// Packs one after the other with the same memory.
pub(super) struct Packer {
    zlib: Compress,
    packed: Vec<u8>,
}

impl Packer {
    pub fn new() -> Self {
        Self { zlib: Compress::new(Compression::fast(), true), packed: Vec::new() }
    }

    /// The bytes to keep, and whether they are packed.
    pub fn pack<'a>(&'a mut self, raw: &'a [u8]) -> (&'a [u8], bool) {
        if raw.len() < WORTH_IT {
            return (raw, false);
        }
        self.zlib.reset();
        self.packed.clear();
        // No room for more than the bytes themselves: what does not fit is not worth packing.
        self.packed.reserve(raw.len());
        match self.zlib.compress_vec(raw, &mut self.packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) if self.packed.len() < raw.len() => (&self.packed, true),
            _ => (raw, false),
        }
    }
}

/// The bytes as they came in, from columns `raw` and `packed`.
pub(super) fn unpack(kept: Vec<u8>, packed: bool, article: ArticleId) -> Result<Vec<u8>, StoreError> {
    if !packed {
        return Ok(kept);
    }
    let mut raw = Vec::new();
    match ZlibDecoder::new(kept.as_slice()).read_to_end(&mut raw) {
        Ok(_) => Ok(raw),
        Err(why) => Err(StoreError::Corrupt { place: format!("the raw bytes of {article}"), why: why.to_string() }),
    }
}

/// Both columns of a row, from the place of the first.
pub(super) fn columns(row: &Row, first: usize) -> rusqlite::Result<(Vec<u8>, bool)> {
    Ok((
        row.get::<_, Option<Vec<u8>>>(first)?.unwrap_or_default(),
        row.get::<_, Option<bool>>(first + 1)?.unwrap_or(false),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let mut packer = Packer::new();
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for raw in [b"short".to_vec(), "Five dead. ".repeat(500).into_bytes(), noise, vec![0; 1 << 20], Vec::new()] {
            let (kept, packed) = packer.pack(&raw);
            assert!(kept.len() <= raw.len());
            assert_eq!(unpack(kept.to_vec(), packed, ArticleId(1)).unwrap(), raw);
        }
        assert!(packer.pack(&vec![b' '; 10_000]).1 && !packer.pack(b"short").1);
    }
}
