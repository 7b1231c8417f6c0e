//! The gazetteer's file: how it is laid out, read in place and written.
//!
//! ```text
//! magic "RCTGAZ1\n", then six u32: countries, regions, districts, towns, bytes of names, keys
//! codes    2 bytes a country
//! records  16 bytes a place, countries first, then regions, districts, towns (most populous first):
//!          name u24 | latitude i24 | longitude i24 (1/10,000 degree) | population u32 | parent u24
//! names    length u8 and UTF-8, each
//! buckets  2^16 + 1 times u24: where the keys begin whose hash has these upper 16 bits
//! keys     7 bytes each: the next 32 bits of the hash, the place u24
//! ```
//!
//! All numbers are little-endian. Keys are not stored, only 48 bits of their hash: among a million keys a name that is
//! not there is taken for one that is about once in 300 million questions. Nothing is parsed when the file is opened.

pub const MAGIC: &[u8; 8] = b"RCTGAZ1\n";
/// What the key of a word leads to that is a town somewhere and something else nearly everywhere: "Police", "May".
pub const NO_PLACE: u32 = 0xff_ffff;
const HEADER: usize = 8 + 6 * 4;
const RECORD: usize = 16;
const BUCKETS: usize = 1 << 16;
const KEY: usize = 7;

/// A file that is not a gazetteer, or is cut short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a gazetteer of this version, or cut short: build it again with the recipe in assets/gazetteer")]
pub struct NotAGazetteer;

/// One place as it is stored. `parent` is the place that contains it: a town's district or region, a region's country.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    pub population: u32,
    pub parent: u32,
}

/// A multiplicative hash, eight bytes a step: the same on every machine and in every release, since the file depends on it.
pub fn hash(key: &[u8]) -> u64 {
    finish(rest(key.len() as u64, key, 0))
}

/// The hash of a key behind a one-byte mark.
pub fn hash_behind(mark: u8, key: &[u8]) -> u64 {
    let head = key.len().min(7);
    let first = step(key.len() as u64 + 1, word(key, 0, head) << 8 | u64::from(mark));
    finish(rest(first, key, head))
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

fn step(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(29) ^ word).wrapping_mul(ODD)
}

/// Takes in the bytes of a key from `from` on.
fn rest(hash: u64, key: &[u8], from: usize) -> u64 {
    let (whole, tail) = key[from..].as_chunks();
    let hash = whole.iter().fold(hash, |hash, chunk| step(hash, u64::from_le_bytes(*chunk)));
    if tail.is_empty() { hash } else { step(hash, word(key, key.len() - tail.len(), key.len())) }
}

/// Up to eight bytes of a key, little-endian.
fn word(key: &[u8], start: usize, end: usize) -> u64 {
    let shift = 64 - 8 * (end - start) as u32;
    // The eight bytes up to the end in one go, where there are so many.
    match key[..end].last_chunk() {
        Some(last) => u64::from_le_bytes(*last).checked_shr(shift).unwrap_or(0),
        None => key[start..end].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(ODD);
    mixed ^ (mixed >> 29)
}

/// The sections of an opened file, all of them slices of it.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    counts: [u32; 4],
    codes: &'a [u8],
    records: &'a [u8],
    names: &'a [u8],
    buckets: &'a [u8],
    keys: &'a [u8],
}

fn u24(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0])
}

fn i24(bytes: &[u8]) -> i32 {
    (u24(bytes) << 8) as i32 >> 8
}

impl<'a> Table<'a> {
    pub fn open(file: &'a [u8]) -> Result<Self, NotAGazetteer> {
        if file.get(..8) != Some(MAGIC) || file.len() < HEADER {
            return Err(NotAGazetteer);
        }
        let number = |i: usize| {
            let at = 8 + 4 * i;
            u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]])
        };
        let counts = [number(0), number(1), number(2), number(3)];
        let places: usize = counts.iter().map(|n| *n as usize).sum();
        let mut rest = &file[HEADER..];
        let mut section = |len: usize| {
            let (head, tail) = rest.split_at_checked(len).ok_or(NotAGazetteer)?;
            rest = tail;
            Ok(head)
        };
        let table = Self {
            counts,
            codes: section(2 * counts[0] as usize)?,
            records: section(RECORD * places)?,
            names: section(number(4) as usize)?,
            buckets: section(3 * (BUCKETS + 1))?,
            keys: section(KEY * number(5) as usize)?,
        };
        if rest.is_empty() { Ok(table) } else { Err(NotAGazetteer) }
    }

    /// Countries, regions, districts and towns, in the order of their numbers.
    pub fn counts(&self) -> [u32; 4] {
        self.counts
    }

    /// ISO 3166-1 alpha-2 code of a country by its number.
    pub fn code(&self, country: u32) -> &'a str {
        let at = 2 * country as usize;
        self.codes.get(at..at + 2).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or("")
    }

    fn record(&self, place: u32) -> &'a [u8] {
        let at = RECORD * place as usize;
        &self.records[at..at + RECORD]
    }

    pub fn name(&self, place: u32) -> &'a str {
        let at = u24(self.record(place)) as usize;
        let len = usize::from(self.names[at]);
        std::str::from_utf8(&self.names[at + 1..at + 1 + len]).unwrap_or("")
    }

    /// Latitude and longitude, WGS 84 degrees.
    pub fn point(&self, place: u32) -> (f64, f64) {
        let record = self.record(place);
        (f64::from(i24(&record[3..])) / 1e4, f64::from(i24(&record[6..])) / 1e4)
    }

    pub fn population(&self, place: u32) -> u32 {
        let record = self.record(place);
        u32::from_le_bytes([record[9], record[10], record[11], record[12]])
    }

    /// The place that contains it; a country is its own parent.
    pub fn parent(&self, place: u32) -> u32 {
        u24(&self.record(place)[13..])
    }

    /// The upper bits of a hash that choose its bucket.
    pub const BUCKET_BITS: u32 = BUCKETS.trailing_zeros();

    /// The keys of a bucket, as the upper 48 bits of their hashes, with the places they lead to.
    pub fn bucket(&self, bucket: usize) -> impl Iterator<Item = (u64, u32)> + use<'a> {
        let (start, end) = (u24(&self.buckets[3 * bucket..]) as usize, u24(&self.buckets[3 * bucket + 3..]) as usize);
        self.keys[KEY * start..KEY * end].chunks_exact(KEY).map(move |key| {
            let print = u32::from_le_bytes([key[0], key[1], key[2], key[3]]);
            ((bucket as u64) << 32 | u64::from(print), u24(&key[4..]))
        })
    }

    /// The places that have a name with this key, in ascending order of their numbers.
    pub fn find(&self, key: &[u8]) -> impl Iterator<Item = u32> + use<'a> {
        let table = *self;
        // No name is empty.
        let hash = (!key.is_empty()).then(|| hash(key));
        hash.into_iter().flat_map(move |hash| table.find_hashed(hash))
    }

    /// The same by the key's hash.
    pub fn find_hashed(&self, hash: u64) -> impl Iterator<Item = u32> + use<'a> {
        self.bucket((hash >> 48) as usize).filter(move |(print, _)| *print == hash >> 16).map(|(_, place)| place)
    }
}

/// The parts a file is written from.
#[derive(Debug, Default)]
pub struct Draft {
    /// ISO codes of the countries, in the order of their records.
    pub codes: Vec<String>,
    /// Countries, regions, districts, towns: how many of each `places` begins with.
    pub counts: [u32; 4],
    pub places: Vec<Record>,
    /// Folded keys and the place each leads to; repetitions are dropped.
    pub keys: Vec<(Vec<u8>, u32)>,
}

impl Draft {
    pub fn write(&self) -> Vec<u8> {
        let mut names = Vec::new();
        let mut known = std::collections::HashMap::new();
        let mut records = Vec::with_capacity(RECORD * self.places.len());
        for place in &self.places {
            let at = *known.entry(place.name.as_str()).or_insert_with(|| {
                let at = names.len() as u32;
                names.push(place.name.len() as u8);
                names.extend_from_slice(place.name.as_bytes());
                at
            });
            records.extend_from_slice(&at.to_le_bytes()[..3]);
            for degrees in [place.lat, place.lon] {
                records.extend_from_slice(&((degrees * 1e4).round() as i32).to_le_bytes()[..3]);
            }
            records.extend_from_slice(&place.population.to_le_bytes());
            records.extend_from_slice(&place.parent.to_le_bytes()[..3]);
        }

        let mut keys: Vec<(u64, u32)> = self.keys.iter().map(|(key, place)| (hash(key) >> 16, *place)).collect();
        keys.sort_unstable();
        keys.dedup();

        let mut file = MAGIC.to_vec();
        for number in self.counts.into_iter().chain([names.len() as u32, keys.len() as u32]) {
            file.extend_from_slice(&number.to_le_bytes());
        }
        self.codes.iter().for_each(|code| file.extend_from_slice(code.as_bytes()));
        file.extend_from_slice(&records);
        file.extend_from_slice(&names);
        for bucket in 0..=BUCKETS as u64 {
            let start = keys.partition_point(|(hash, _)| hash >> 32 < bucket) as u32;
            file.extend_from_slice(&start.to_le_bytes()[..3]);
        }
        for (hash, place) in keys {
            file.extend_from_slice(&(hash as u32).to_le_bytes());
            file.extend_from_slice(&place.to_le_bytes()[..3]);
        }
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let place = |name: &str, lat, lon, parent| Record { name: name.into(), lat, lon, population: 7, parent };
        Draft {
            codes: vec!["SY".into()],
            counts: [1, 0, 0, 2],
            places: vec![
                place("Syria", 35.0, 38.0, 0),
                place("Aleppo", 36.2, -37.1612, 0),
                place("Homs", -34.7, 36.7, 0),
            ],
            keys: vec![(b"aleppo".to_vec(), 1), (b"alep".to_vec(), 1), (b"homs".to_vec(), 2), (b"aleppo".to_vec(), 1)],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let file = draft().write();
        let table = Table::open(&file).unwrap();
        assert_eq!(table.find(b"alep").collect::<Vec<_>>(), [1]);
        assert_eq!(table.find(b"aleppo").collect::<Vec<_>>(), [1]);
        assert_eq!(table.find(b"homa").count(), 0);
        assert_eq!((table.name(1), table.point(1)), ("Aleppo", (36.2, -37.1612)));
        assert_eq!(table.point(2), (-34.7, 36.7));
        assert_eq!((table.population(2), table.code(table.parent(2))), (7, "SY"));
    }

    #[test]
    fn a_mark_in_front_is_hashed_like_the_rest() {
        for key in ["", "a", "syrian", "syrians", "south african", "bosnian and herzegovinian"] {
            assert_eq!(hash_behind(b'^', key.as_bytes()), hash(format!("^{key}").as_bytes()), "{key}");
        }
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        let file = draft().write();
        assert!(Table::open(&file[..file.len() - 1]).is_err());
        assert!(Table::open(b"").is_err());
        assert!(Table::open(b"RCTGAZ1\n").is_err());
    }
}
