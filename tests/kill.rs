//! A process killed in the middle of a stream of edits has lost nothing that it said was committed.
#![cfg(unix)]

mod stored;

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use recount::{
    domain::{Change, ClaimId, Judgement, Subject},
    store::Store,
};
use stored::{ana, arrivals, at};

const STORE: &str = "RECOUNT_TEST_KILL_STORE";

/// The child: judges, notes, undoes and takes articles in until it is killed, and prints each entry once it is
/// committed.
#[test]
fn edit_until_killed() {
    let Some(path) = std::env::var_os(STORE).map(PathBuf::from) else { return };
    let mut store = Store::open(&path).unwrap();
    let mut out = std::io::stdout().lock();
    for n in 0.. {
        let claim = ClaimId(n % 6 + 1);
        let judgement = Judgement::ALL[usize::try_from(n / 6 % 3).unwrap()];
        let committed = match n % 5 {
            0 => store.undo(&ana(), at(n)).ok(),
            1 => store.apply(&ana(), &Change::Judge { claims: vec![claim], judgement }, at(n)).ok(),
            2 => {
                let mut batch = arrivals(1);
                batch.articles[0].raw = n.to_string().into_bytes();
                store.add(&batch, at(n)).unwrap().committed
            }
            _ => {
                let note = Change::AddNote { subjects: vec![Subject::Claim(claim)], text: format!("note {n}") };
                Some(store.apply(&ana(), &note, at(n)).unwrap())
            }
        };
        if let Some(committed) = committed {
            writeln!(out, "committed {} {}", committed.seq, committed.summary).unwrap();
        }
    }
}

#[test]
fn what_was_said_to_be_committed_is_there_after_sigkill() {
    for lines in [1, 7, 40, 111] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.db");
        Store::open(&path).unwrap().add(&arrivals(3), at(0)).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "edit_until_killed", "--nocapture", "--test-threads=1"])
            .env(STORE, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut said: Vec<_> = printed.by_ref().filter(|line| line.contains("committed ")).take(lines).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        // What it still managed to say counts as well; the kill may have cut the last line short.
        said.extend(printed.filter(|line| line.contains("committed ")));
        let store = Store::open(&path).unwrap();
        store.verify().unwrap();
        let journal = store.journal(None, 10_000).unwrap();
        let whole = said.len() - 1;
        for (n, line) in said.iter().enumerate() {
            let line = &line[line.find("committed ").unwrap()..];
            let mut words = line.splitn(3, ' ').skip(1);
            let (seq, summary) = (words.next().unwrap(), words.next().unwrap_or_default());
            let kept = journal.iter().any(|e| e.seq.to_string() == seq && e.summary == summary);
            assert!(kept || n == whole && n >= lines, "lost: {line}");
        }
        assert!(said.len() >= lines);
    }
}
