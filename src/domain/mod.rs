//! The words of the project as plain data: articles, claims, events, figures, changes.
//!
//! Owns the vocabulary and its serialized form, and the few facts that follow from a value alone.
//! Never does I/O, never reads a clock, and knows none of the crafts that use it.

pub mod article;
pub mod capture;
pub mod change;
pub mod claim;
pub mod comparison;
pub mod count;
pub mod difference;
pub mod event;
pub mod figure;
pub mod filter;
pub mod grade;
pub mod id;
pub mod opinion;
pub mod order;
pub mod pair;
pub mod place;
pub mod rows;
pub mod time;

pub use article::{Article, Document};
pub use capture::{BroughtIn, Capture, ColumnProfile, Custody, FollowedFeed, Way};
pub use change::{Actor, Change, Subject};
pub use claim::{
    Claim, Claimant, ClaimantKind, Evidence, Inclusion, Outcome, Role, Scope, Stance, TextPart, Trait, Victims,
};
pub use comparison::{Basis, Cell, Column, Comparison, OutcomeTable, Row, RowState};
pub use count::{Bound, Count, Interval};
pub use difference::{Difference, Saying, Settled, Take};
pub use event::{Event, Switch};
pub use figure::{Decision, Figure, FigureState, Measure, Report, Rule};
pub use filter::Filter;
pub use grade::{Credibility, Judgement, Reliability};
pub use id::{ArticleId, ClaimId, EventId, NoteId};
pub use opinion::{Opinion, Word};
pub use order::{ArticleKey, EventKey, Sort, SourceKey, Stretch};
pub use pair::{Likeness, Proposal, Reason};
pub use place::{Found, How, ListedPlace, Place, PlacePrecision, Rival};
pub use time::{DatePrecision, DateSpan};
