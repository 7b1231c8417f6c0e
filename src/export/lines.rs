//! Records as JSON: a line each, or one array.

use super::{Form, Leaf, Parcel};

pub struct Lines;

impl Form for Lines {
    fn event(&self, parcel: &Parcel) -> Leaf {
        joined(parcel, b"\n", b"\n")
    }
}

pub struct Array;

impl Form for Array {
    fn head(&self) -> Vec<u8> {
        b"[\n".into()
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        joined(parcel, b",\n", b"")
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn tail(&self) -> Vec<u8> {
        b"\n]\n".into()
    }
}

fn joined(parcel: &Parcel, between: &[u8], end: &[u8]) -> Leaf {
    let mut bytes = Vec::new();
    for (n, record) in parcel.records.iter().enumerate() {
        if n > 0 {
            bytes.extend_from_slice(between);
        }
        // A record is words and numbers, and a Vec takes all bytes: neither fails.
        let _ = serde_json::to_writer(&mut bytes, record);
    }
    if !bytes.is_empty() {
        bytes.extend_from_slice(end);
    }
    bytes.into()
}
