//! How far taking in and writing out reach: `cargo build --release && cargo run --release --example reach [ARTICLES]`.
//!
//! Takes in so many articles of JSON lines (100,000 where not said) with reading, linking and the full-text index, holds the
//! time against the `sqlite3` shell importing the same rows into the same full-text table in the same run, tells the peak of
//! memory (Linux), and writes all events as CSV and JSON lines. Needs `sqlite3`. The articles are made here: short reports
//! of incidents in many towns over two years.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const TOWNS: [&str; 12] =
    ["Aleppo", "Homs", "Mosul", "Kirkuk", "Kabul", "Herat", "Maiduguri", "Gao", "Goma", "Bunia", "Kharkiv", "Donetsk"];
const KINDS: [&str; 5] = ["shelling", "an airstrike", "a car bomb", "clashes", "a raid"];
const SPEAKERS: [&str; 5] = ["police", "the health ministry", "residents", "the army", "a hospital official"];

fn main() -> std::io::Result<()> {
    let articles: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let program = program();
    let folder = std::env::temp_dir().join(format!("recount-reach-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(&program, &folder, articles);
    fs::remove_dir_all(&folder)?;
    measured
}

/// `recount` as built beside this program.
fn program() -> PathBuf {
    let here = std::env::current_exe().expect("this program has a path");
    let built = here.ancestors().nth(2).expect("examples lie in a folder of the target's");
    built.join(format!("recount{}", std::env::consts::EXE_SUFFIX))
}

fn measure(program: &Path, folder: &Path, articles: usize) -> std::io::Result<()> {
    let lines = folder.join("articles.jsonl");
    let mut to = BufWriter::new(File::create(&lines)?);
    (0..articles).try_for_each(|n| writeln!(to, "{}", article(n)))?;
    to.flush()?;
    drop(to);
    println!("{articles} articles, {:.1} MB", megabytes(&lines)?);

    let shell = import(folder, &lines)?;
    println!("sqlite3 into full text   {:7.1} s", shell.as_secs_f64());
    let store = folder.join("store.db");
    let (taken, peak) = run(program, &["--store", path(&store), "--analyst", "bench", "add", path(&lines)])?;
    let times = taken.as_secs_f64() / shell.as_secs_f64();
    println!("recount add              {:7.1} s   {times:.1} times the shell, peak {peak} MiB", taken.as_secs_f64());
    for format in ["csv", "jsonl"] {
        let out = folder.join(format!("figures.{format}"));
        let (took, peak) = run(program, &["--store", path(&store), "export", "--open", "--output", path(&out)])?;
        let size = megabytes(&out)?;
        println!(
            "export {format:<6} {size:7.1} MB  {:7.1} s   {:.0} MB/s, peak {peak} MiB",
            took.as_secs_f64(),
            size / took.as_secs_f64()
        );
    }
    Ok(())
}

/// A short report: a number that depends on the incident, told by two of the speakers.
fn article(n: usize) -> String {
    let incident = n / 3;
    let (town, kind) = (TOWNS[incident % TOWNS.len()], KINDS[incident / 7 % KINDS.len()]);
    let (one, other) = (SPEAKERS[n % SPEAKERS.len()], SPEAKERS[(n + 2) % SPEAKERS.len()]);
    let (killed, hurt) = (2 + incident % 17, 3 + n % 29);
    let (month, day) = (1 + incident / 28 % 12, 1 + incident % 28);
    let year = 2024 + incident / 336 % 2;
    format!(
        "{{\"id\":\"r{n}\",\"title\":\"{killed} killed in {kind} in {town}\",\"date\":\"{year}-{month:02}-{day:02}\",\"source\":\"Wire {}\",\
         \"text\":\"{town} - {killed} people were killed and {hurt} others wounded in {kind} in {town} on report {n}, {one} said. {other} \
         put the toll at {}. The wounded were brought to the town's hospital, where doctors asked for blood. It was not \
         clear who was behind it, and nobody claimed responsibility by the evening.\"}}",
        n % 40,
        killed + n % 3
    )
}

/// The same rows by the shell: its JSON reader into a table like ours.
fn import(folder: &Path, lines: &Path) -> std::io::Result<Duration> {
    // The shell's own commands begin at the beginning of a line.
    let script = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;\n\
         CREATE TABLE line (text TEXT);\n\
         CREATE VIRTUAL TABLE search USING fts5 (title, text, prefix = '3', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\");\n\
         .mode ascii\n\
         .separator \"\\001\" \"\\n\"\n\
         .import {} line\n\
         INSERT INTO search SELECT text ->> '$.title', text ->> '$.text' FROM line;\n",
        lines.display()
    );
    let mut shell =
        Command::new("sqlite3").arg(folder.join("shell.db")).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let began = Instant::now();
    shell.stdin.take().expect("piped").write_all(script.as_bytes())?;
    assert!(shell.wait()?.success(), "sqlite3 failed");
    Ok(began.elapsed())
}

/// How long it took, and the most memory it held in MiB.
fn run(program: &Path, arguments: &[&str]) -> std::io::Result<(Duration, u64)> {
    let began = Instant::now();
    let mut child = Command::new(program).args(arguments).stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let held = fs::read_to_string(&status).unwrap_or_default();
        let line = held.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = peak.max(line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) >> 10);
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = began.elapsed();
    assert!(child.wait()?.success(), "recount failed");
    Ok((took, peak))
}

fn megabytes(path: &Path) -> std::io::Result<f64> {
    Ok(fs::metadata(path)?.len() as f64 / 1e6)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a temporary folder's name is text")
}
