//! Keys: how a chord is written, and which chords run which commands.
//!
//! Knows the table of commands by id only; never touches the model and never reads a terminal.

pub mod chord;
pub mod keymap;

pub use chord::{Chord, Key};
pub use keymap::{Found, Keymap, KeymapError};
