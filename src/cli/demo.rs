//! `demo`: the samples in a throw-away store.

use std::{
    fs,
    io::{self, IsTerminal},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process,
};

use anyhow::Context;
use clap::Args;

use crate::{
    domain::{Filter, Rule},
    work,
};

use super::{
    Out, Status, compare,
    session::{Session, rows},
    workbench::Workbench,
};

/// Open the workbench on sample articles, in a store that is thrown away afterwards.
///
/// Where standard output is no terminal, the comparison of each event is printed instead.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    workbench: Workbench,
}

impl Demo {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let (_place, session) = samples(session)?;
        if io::stdout().is_terminal() {
            return self.workbench.run(&session, Some(NAME));
        }
        let store = session.reader()?;
        for row in rows(None, |after, limit| store.events(&Filter::default(), after, limit))? {
            let review = work::review(store.event(row.event.id)?);
            compare::print(&review, Rule::Range, out)?;
            out.line("")?;
        }
        Ok(Status::Done)
    }
}

/// What the workbench calls the store of samples.
pub const NAME: &str = "demo: samples, thrown away at the end";

/// A store with the samples in it, gone when the place is dropped, and a session on it.
pub fn samples(session: &Session) -> anyhow::Result<(ThrowAway, Session)> {
    let place = ThrowAway::new()?;
    let session = session.on(place.path().join("demo.db")).or_guest();
    let incoming = work::samples::incoming();
    work::pipeline::add(&mut session.create()?, incoming, &session.language()?, &mut |_| ControlFlow::Continue(()))?;
    Ok((place, session))
}

/// A directory of our own, gone when this is dropped.
pub struct ThrowAway(PathBuf);

impl ThrowAway {
    fn new() -> anyhow::Result<Self> {
        let all = std::env::temp_dir();
        for attempt in 0..100 {
            let path = all.join(format!("recount-demo-{}-{attempt}", process::id()));
            match private_directory(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| format!("cannot make {}", path.display())),
            }
        }
        anyhow::bail!("{} is full of other demos' directories", all.display())
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

/// Fails where there is something of that name, so that nobody can put one in our way.
fn private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0); // the system clears its temporary files at last
    }
}
