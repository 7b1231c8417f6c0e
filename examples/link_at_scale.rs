//! Measures linking on synthetic articles: time, peak memory and how well the incidents are found again.
//!
//! ```text
//! cargo run --release --example link_at_scale -- 100000 [SEED]
//! ```
//!
//! The articles keep what matters of real ones for the cost of linking: incidents with 1 to 200 reports (most have one or
//! two, by a power law), copies of wire stories, several incidents in one town on one day, common words by Zipf's law,
//! names that belong to one incident. They are made one at a time and dropped once they are linked, as the program does
//! with a stream. The same seed gives the same articles.

use std::time::Instant;

use recount::link::{copies::Sketch, grouper::Grouper, signature::Reading};

/// A small generator of random numbers (splitmix64), so that figures can be repeated whatever a library does.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// Between 0 and 1.
    fn share(&mut self) -> f64 {
        self.next() as f64 / u64::MAX as f64
    }

    /// 1 with about half the chance, then ever rarer, up to `most`.
    fn power(&mut self, most: f64) -> u64 {
        (1.0 / (1.0 - self.share() * (1.0 - 1.0 / most))) as u64
    }
}

/// A pronounceable word for a number; different numbers give different words.
fn word(mut n: u64) -> String {
    const FIRST: &[u8] = b"bdfgklmnprstvz";
    const THEN: &[u8] = b"aeiou";
    let mut out = String::new();
    loop {
        out.push(FIRST[(n % 14) as usize] as char);
        n /= 14;
        out.push(THEN[(n % 5) as usize] as char);
        n /= 5;
        if n == 0 && out.len() >= 4 {
            return out;
        }
    }
}

fn name(n: u64) -> String {
    let mut w = word(n);
    w[..1].make_ascii_uppercase();
    w
}

struct Incident {
    number: u64,
    day: i32,
    reports: u64,
}

/// Incidents in the order of their days, as many as give `articles` reports.
fn incidents(articles: u64, random: &mut Random) -> Vec<Incident> {
    let mut all = Vec::new();
    let mut left = articles;
    while left > 0 {
        let reports = random.power(200.0).min(left);
        left -= reports;
        all.push(Incident { number: all.len() as u64, day: 0, reports });
    }
    // A hundred incidents a day, in whatever number of years that takes.
    all.iter_mut().for_each(|incident| incident.day = (incident.number / 100) as i32);
    all
}

/// One report: filler by Zipf's law, the incident's town (shared by others of the day) and its own names.
fn report(incident: &Incident, seed: u64, copy_of: Option<u64>) -> (String, String) {
    let mut random = Random(copy_of.unwrap_or(seed));
    let mut facts = Random(incident.number.wrapping_mul(0x5851_f42d));
    let town = name(1_000_000 + u64::from(incident.day.unsigned_abs()) % 7 * 40 + facts.below(40));
    let names: Vec<String> =
        (0..8).map(|_| format!("{} {}", name(facts.below(3_000)), name(5_000 + facts.below(60_000)))).collect();
    let age = 10 + facts.below(70);
    let filler = |random: &mut Random| word((9_000.0_f64.powf(random.share())) as u64);
    let mut text = String::new();
    for _ in 0..14 {
        for _ in 0..12 {
            text.push_str(&filler(&mut random));
            text.push(' ');
        }
        match random.below(5) {
            0 => text.push_str(&format!("in {town} ")),
            1 | 2 => text.push_str(&format!("said {} ", names[random.below(8) as usize])),
            3 => text.push_str(&format!("{}, {age}, ", names[0])),
            _ => {}
        }
        text.push_str(".\n");
    }
    if copy_of.is_some() {
        text.push_str(&filler(&mut Random(seed)));
    }
    (format!("{} {town}", filler(&mut random)), text)
}

fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kib: f64 = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}

fn main() {
    let mut args = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (articles, seed) = (args.next().unwrap_or(100_000), args.next().unwrap_or(7));
    let mut random = Random(seed);
    let incidents = incidents(articles, &mut random);
    // Reports of a day mixed, a tail of them later.
    let mut order: Vec<(i32, u64, u32, u32)> = Vec::new();
    for incident in &incidents {
        for nth in 0..incident.reports as u32 {
            let late = random.power(60.0) as i32 - 1;
            order.push((incident.day + late, random.next(), incident.number as u32, nth));
        }
    }
    order.sort_unstable();

    let mut grouper = Grouper::default();
    let mut groups: Vec<(u32, u32)> = Vec::with_capacity(order.len());
    let (mut making, mut sketching) = (0.0, 0.0);
    let start = Instant::now();
    for (at, (day, seed, incident, nth)) in order.iter().enumerate() {
        let began = Instant::now();
        let incident = &incidents[*incident as usize];
        // A third of the later reports are copies of the first.
        let copy = (*nth > 0 && seed % 3 == 0).then_some(incident.number ^ 0xabcd);
        let own = if *nth == 0 { incident.number ^ 0xabcd } else { *seed };
        let (title, text) = report(incident, own, copy);
        let date = jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().days(*day)).ok();
        making += began.elapsed().as_secs_f64();
        let reading = Reading::new(&title, &text, date);
        grouper.learn(&reading);
        groups.push((incident.number as u32, grouper.place(at as u32, &reading).story));
        let began = Instant::now();
        std::hint::black_box(Sketch::new(&text));
        sketching += began.elapsed().as_secs_f64();
    }
    let seconds = start.elapsed().as_secs_f64() - making;
    groups.iter_mut().for_each(|(_, story)| *story = grouper.group(*story));
    println!("{articles} articles on {} incidents, seed {seed}", incidents.len());
    println!(
        "linked in {seconds:.1} s ({:.0} µs each, {sketching:.1} s of it sketches for copies); making them took {making:.1} s",
        seconds / articles as f64 * 1e6
    );
    println!("pairs F1 {:.1}", pairs_f1(groups));
    if let Some(mib) = peak_memory() {
        println!("peak memory {mib:.0} MiB");
    }
}

fn pairs_f1(groups: Vec<(u32, u32)>) -> f64 {
    let right = pairs(groups.clone());
    let gold = pairs(groups.iter().map(|(incident, _)| *incident).collect());
    let given = pairs(groups.into_iter().map(|(_, group)| group).collect());
    200.0 * right / (given + gold).max(1.0)
}

/// How many pairs of equal items there are.
fn pairs<T: Ord>(mut items: Vec<T>) -> f64 {
    items.sort_unstable();
    items.chunk_by(|a, b| a == b).map(|run| (run.len() * (run.len() - 1) / 2) as f64).sum()
}
