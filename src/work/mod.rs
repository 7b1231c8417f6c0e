//! Where the crafts are joined: taking articles in, reviewing events, committing changes; and the threads that do so
//! behind the workbench.
//!
//! Owns the order of work: one thread writes, an analyst's changes before the machine's batches; two threads read, and
//! the newest question of a kind replaces the one before; long errands (import, export) have threads of their own. Never
//! draws and never reads a terminal. What must be the same headless and in the workbench is a function here that needs no
//! thread: [`pipeline::add`], [`review()`], [`commit`].

mod agreement;
mod blind;
pub mod bundle;
mod check;
mod desk;
mod errands;
mod gazetteer;
mod history;
pub mod intake;
mod jobs;
mod lexicons;
mod linking;
pub mod outgoing;
mod pace;
pub mod pipeline;
mod protocol;
mod readers;
mod reading;
mod review;
pub mod samples;
mod signing;
mod slices;
mod sources;
mod standards;
mod standing;
mod track;
mod writer;

pub use agreement::{Agreement, agreement};
pub use blind::{Own, blind, blind_article, commit_apart, hide};
pub use check::{Needs, row_of};
pub use desk::Desk;
pub use gazetteer::{Meaning, gazetteer_of, meanings};
pub use history::{Difference, Entry, entry};
pub use jobs::JobId;
pub use lexicons::{Lexicons, Unreadable};
pub use pipeline::{Progress, Summary};
pub use protocol::{Done, News, Reply, Request, RequestKind};
pub use reading::{claims, place};
pub use review::{CommitError, Review, commit, computed, review, review_blind};
pub use signing::{Unsigned, unsigned};
pub use standards::{Standard, standard_named, standards};
pub use standing::{settle_all, standing};
pub use track::{Tally, TrackRecord, Tracked, Verdict, track_record};
