//! Strings: normal forms, offsets, widths, wrapping, fuzzy keys, and the names of places.
//!
//! The ground floor beside `domain`: imports nothing of ours.
