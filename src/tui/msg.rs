//! What happens to the workbench, and what it asks to be done about it.
//!
//! Messages come in from the terminal and the desk; effects go out to them. Both are plain data.

use super::keys::Chord;
use crate::work::{Progress, Reply, Request};

/// Names one request until its answer comes; minted by the model, so that update stays pure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// The terminal's size in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    Click {
        column: u16,
        row: u16,
    },
    /// Held down and moved here.
    Drag {
        column: u16,
        row: u16,
    },
    /// Lines, down positive.
    Wheel(isize),
}

#[derive(Debug)]
pub enum Msg {
    Key(Chord),
    Paste(String),
    Mouse(Mouse),
    Resize(Size),
    Reply(Ticket, Result<Reply, String>),
    /// A newer question took this one's place.
    Dropped(Ticket),
    Progress(Ticket, Progress),
    /// The rows found so far of a list that takes long.
    Partial(Ticket, Reply),
    /// Where events stand was worked out after changes.
    Settled,
    /// What came back from the editor, or why nothing did.
    Edited(Result<String, String>),
    /// Something that only the terminal knows of went wrong.
    Trouble(String),
    /// Asked to stop from outside (SIGTERM, SIGHUP).
    Terminate,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Ask(Ticket, Request),
    /// To the terminal's clipboard (OSC 52).
    Copy(String),
    CaptureMouse(bool),
    Suspend,
    /// To the user's editor and back.
    Edit(String),
    /// To the browser; asked for and checked before.
    Open(String),
    /// Stops what was asked under this ticket.
    Cancel(Ticket),
    Redraw,
    Quit,
}
