//! Exit statuses, and how an error is told.

use std::{fmt, io, process::ExitCode};

/// How a command ended when it could run at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Done,
    /// Something was left out or refused, and said so on standard error: exit status 1.
    Incomplete,
}

impl Status {
    pub fn done_if(all: bool) -> Self {
        if all { Self::Done } else { Self::Incomplete }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Incomplete => Self::from(1),
        }
    }
}

/// The command cannot be run as it was given, or not here: exit status 2. Every other error is 1.
#[derive(Debug)]
pub struct Usage(pub String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Tells the error on standard error. A reader who closed the pipe (`| head`) has what they wanted: silence, status 0.
pub fn report(error: &anyhow::Error) -> ExitCode {
    let is_closed_pipe = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(is_closed_pipe) {
        return ExitCode::SUCCESS;
    }
    // The mistakes of a lexicon are a line each.
    format!("{error:#}").lines().for_each(super::out::complain);
    if error.is::<Usage>() { ExitCode::from(2) } else { ExitCode::from(1) }
}
