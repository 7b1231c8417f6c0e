//! The sample articles, as they would come from a file.

use crate::ingest::{self, Failure, Format, Incoming, Known, Metadata, Origin, Piece};

/// Articles written for this project about incidents that mostly never happened; see `assets/samples/README.md`.
const SAMPLES: &str = include_str!("../../assets/samples/samples.jsonl");

pub fn incoming() -> impl Iterator<Item = Result<Incoming, Failure>> + Send {
    let pieces = SAMPLES.lines().zip(1..).map(|(line, number)| Piece {
        origin: Origin { path: "samples.jsonl".into(), line: Some(number) },
        format: Format::JsonLines,
        bytes: line.as_bytes().to_vec(),
        known: Known::default(),
    });
    pieces.map(|piece| ingest::take(piece, &Metadata::default()))
}
