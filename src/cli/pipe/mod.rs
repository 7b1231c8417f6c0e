//! Pipe mode: the crafts as filters. Documents in, JSON lines out, no store, any scale.
//!
//! Output stands in the order of input whatever the number of threads. A document that cannot be read gives a line
//! `{"id":..,"error":..}` and a message on standard error; the others are still done, and the exit status says 1.

mod documents;
mod events;
mod extract;
mod link;
mod reconcile;
mod stream;

pub use extract::{Extract, Extracted};
pub use link::{Link, Linked};
pub use reconcile::{Reconcile, Reconciled};
pub use stream::Flags;
