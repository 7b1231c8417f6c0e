//! Taking articles in at the command line: how far it is, how to stop it, what became of it. For `add` and `feeds`.

use std::{
    io::{self, IsTerminal},
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    ingest::{Failure, Metadata, Meter, Source, fetch::Limits},
    text,
    work::{
        self, Progress, Summary,
        intake::{self, Clock, Fetching},
    },
};

use super::{
    Out, Status,
    out::{Ink, Json, complain},
    print::{
        Look,
        table::{Align, Table},
    },
    session::Session,
};

/// How addresses are fetched.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Fetching")]
pub struct Web {
    /// Also fetch from this machine and from private networks.
    #[arg(long)]
    allow_private: bool,
    /// Seconds between two requests to one site; more where the site asks for more.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    pause: f64,
    /// Seconds after which a request is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    timeout: f64,
}

fn seconds(given: &str) -> Result<f64, String> {
    let seconds = given.parse().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "write seconds, 0 to 3600".into())
}

impl Web {
    fn limits(&self) -> Limits {
        Limits {
            allow_private: self.allow_private,
            pause: Duration::from_secs_f64(self.pause),
            time: Duration::from_secs_f64(self.timeout),
            ..Limits::default()
        }
    }
}

/// Takes the sources in. Ctrl-C ends it after the batch at hand, a second one at once; either way what was taken in stays.
pub fn take_in(session: &Session, sources: &[Source], metadata: &Metadata, web: &Web) -> anyhow::Result<Summary> {
    let mut store = session.create()?;
    let stop = interrupted().context("cannot listen for Ctrl-C")?;
    let mut fetching = Fetching::new(store.another_reader()?, web.limits(), Arc::clone(&stop));
    let meter = Meter::default();
    let line = Line::new(Clock::new(sources, &meter));
    let incoming = intake::records(sources, metadata, &meter, &mut fetching);
    let summary = work::pipeline::add(&mut store, incoming, &session.language()?, &mut |progress| {
        line.show(&progress);
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    line.bar.finish_and_clear();
    let mut summary = summary?;
    summary.unchanged = fetching.unchanged;
    summary.cancelled |= stop.load(Ordering::Relaxed);
    if !summary.cancelled {
        store.visited(&fetching.visits(), Timestamp::now())?;
    }
    Ok(summary)
}

fn interrupted() -> io::Result<Arc<AtomicBool>> {
    const BY_INTERRUPT: i32 = 130;
    let stop = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, BY_INTERRUPT, Arc::clone(&stop))?;
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

/// One line on a terminal's standard error, nothing elsewhere.
struct Line {
    bar: ProgressBar,
    clock: Clock,
}

impl Line {
    fn new(clock: Clock) -> Self {
        let (template, bar) = match clock.total() {
            Some(total) => ("{bar:24} {percent:>3}%  {msg}  {eta} left", ProgressBar::new(total)),
            None => ("{spinner} {msg}  {elapsed}", ProgressBar::no_length()),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        // The templates above are sound; the plain style does where one were not.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, clock }
    }

    fn show(&self, progress: &Progress) {
        self.bar.set_message(format!(
            "{}, {:.0} a second",
            text::display(&progress.note),
            self.clock.per_second(progress.done)
        ));
        self.bar.set_position(self.clock.bytes());
    }
}

/// What came in, what was known, what failed and why.
pub fn tell(summary: &Summary, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    summary.remarks.iter().for_each(complain);
    if json.json {
        out.json(&Told::from(summary))?;
    } else {
        out.line(in_words(summary))?;
    }
    match width() {
        Some(_) if summary.failed.is_empty() => {}
        Some(width) => eprint!("{}", failures(summary).print(Look { ink: Ink::Plain, width: Some(width) })),
        // For programs: one line each, as compilers write them.
        None => summary.failed.iter().for_each(complain),
    }
    if summary.unlisted > 0 {
        complain(format_args!("{} more with problems are not listed", summary.unlisted));
    }
    if summary.cancelled {
        complain("stopped; what was taken in stays, and the same command again goes on where this one stopped");
    }
    Ok(Status::done_if(summary.failed.is_empty() && !summary.cancelled))
}

/// Of the terminal that standard error is; none where it is none.
fn width() -> Option<usize> {
    let size = io::stderr().is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
    size.map(|(columns, _)| columns.into())
}

fn failures(summary: &Summary) -> Table {
    let mut table = Table::new(&[("file", Align::Left), ("line", Align::Right), ("reason", Align::Left)]);
    for Failure { origin, reason, .. } in &summary.failed {
        let line = origin.line.map(|line| line.to_string()).unwrap_or_default();
        table.row([origin.path.clone().into(), line.into(), reason.clone().into()]);
    }
    table
}

/// "3 added (1 a new version, 1 a near copy), 1 known already; 12 claims, 1 new event; 1 with problems"
fn in_words(summary: &Summary) -> String {
    let Summary { added, versions, copies, known, unchanged, claims, events, failed, unlisted, .. } = summary;
    let plural = |n: u64| if n == 1 { "" } else { "s" };
    let told = |n: u64, one: &str, more: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {more}")),
    };
    let of_those = [told(*versions, "a new version", "new versions"), told(*copies, "a near copy", "near copies")];
    let of_those: Vec<_> = of_those.into_iter().flatten().collect();
    let of_those = if of_those.is_empty() { String::new() } else { format!(" ({})", of_those.join(", ")) };
    let (c, e) = (plural(*claims), plural(*events));
    let mut words = format!("{added} added{of_those}, {known} known already");
    if *unchanged > 0 {
        words.push_str(&format!(", {unchanged} address{} unchanged", if *unchanged == 1 { "" } else { "es" }));
    }
    words.push_str(&format!("; {claims} claim{c}, {events} new event{e}"));
    let problems = failed.len() as u64 + unlisted;
    if problems > 0 {
        words.push_str(&format!("; {problems} with problems"));
    }
    words
}

/// The summary for programs.
#[derive(Serialize)]
struct Told<'a> {
    added: u64,
    versions: u64,
    copies: u64,
    known: u64,
    unchanged: u64,
    claims: u64,
    events: u64,
    failed: Vec<Failed<'a>>,
    unlisted: u64,
    remarks: &'a [String],
    stopped: bool,
}

#[derive(Serialize)]
struct Failed<'a> {
    path: &'a str,
    line: Option<u64>,
    reason: &'a str,
}

impl<'a> From<&'a Summary> for Told<'a> {
    fn from(summary: &'a Summary) -> Self {
        let failed = summary.failed.iter().map(|failure| Failed {
            path: &failure.origin.path,
            line: failure.origin.line,
            reason: &failure.reason,
        });
        Self {
            added: summary.added,
            versions: summary.versions,
            copies: summary.copies,
            known: summary.known,
            unchanged: summary.unchanged,
            claims: summary.claims,
            events: summary.events,
            failed: failed.collect(),
            unlisted: summary.unlisted,
            remarks: &summary.remarks,
            stopped: summary.cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Origin;

    #[test]
    fn what_failed_stands_in_a_table_with_file_line_and_reason() {
        let origin = Origin { path: "a.jsonl".into(), line: Some(3) };
        let failed = vec![Failure { origin, id: None, reason: "is not a JSON object".into() }];
        let summary = Summary { added: 3, versions: 1, copies: 2, known: 1, failed, ..Summary::default() };
        let look = Look { ink: Ink::Plain, width: None };
        assert_eq!(failures(&summary).print(look), "file     line  reason\na.jsonl     3  is not a JSON object\n");
        assert_eq!(
            in_words(&summary),
            "3 added (1 a new version, 2 near copies), 1 known already; 0 claims, 0 new events; 1 with problems"
        );
    }
}
