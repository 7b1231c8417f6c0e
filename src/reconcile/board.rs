//! The board: every report read against every row. What `compare`, `figures` and `rules` all look at.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::domain::{Basis, ClaimantKind, Interval, Outcome, Reliability, Role, Switch, rows::Statement};

use super::{
    admit::{Pool, Why},
    claimant::{identity, is_nameless, rank, same_claimants},
    group::{leave_out_outdated, leave_out_outgrown},
    mention::time,
    read::{Question, Reading, read},
    report::{BEARING, Draft, Report},
    settle::Settled,
    who::{Traits, Who},
    words,
};

/// One claimant.
#[derive(Debug)]
pub struct Seat {
    pub name: String,
    pub kind: ClaimantKind,
    /// "The government", "officials".
    pub is_nameless: bool,
    pub reliability: Option<Reliability>,
    pub outlets: Vec<String>,
    pub as_of: Option<Date>,
    pub inconsistent: Option<String>,
    /// Places in the pool of all its claims, in order, those that do not count too.
    pub claims: Vec<usize>,
}

#[derive(Debug)]
pub struct Line {
    pub question: Question,
    pub depth: u8,
    /// One for each seat.
    pub readings: Vec<Option<Reading>>,
}

pub struct Board<'a> {
    pub pool: Pool<'a>,
    pub seats: Vec<Seat>,
    /// By outcome, and within an outcome as a tree.
    pub lines: Vec<Line>,
}

impl<'a> Board<'a> {
    pub fn new(statements: &'a [Statement], switches: &'a [Switch]) -> Self {
        let mut pool = Pool::new(statements);
        let mut speakers = speakers(&pool);
        for speaker in &speakers {
            if Settled::of(switches, &speaker.names).cumulative() {
                for &at in &speaker.all {
                    pool.fate[at].get_or_insert(Why::SettledCumulative);
                }
            }
        }
        speakers.retain(|s| s.all.iter().any(|&at| pool.fate[at].is_none()));
        let settled: Vec<Settled> = speakers.iter().map(|s| Settled::of(switches, &s.names)).collect();
        let counting = |all: &[usize]| all.iter().copied().filter(|&at| pool.fate[at].is_none()).collect();
        let mut drafts: Vec<Draft> =
            speakers.iter().zip(&settled).map(|(s, settled)| Draft::new(&pool, counting(&s.all), settled)).collect();
        drafts.iter_mut().flat_map(Draft::mentions).for_each(|m| leave_out_outdated(&mut pool, m));
        drafts.iter_mut().flat_map(Draft::mentions).for_each(|m| leave_out_outgrown(&mut pool, m));
        let drafts = drafts.into_iter().zip(&settled);
        let reports: Vec<Report> = drafts.map(|(draft, settled)| Report::new(&pool, draft, settled)).collect();
        let seats = speakers.iter().zip(&reports).map(|(s, r)| seat(&pool, s, r)).collect();
        let mut lines: Vec<Line> = Vec::new();
        for (depth, question) in questions(&reports) {
            let mut readings: Vec<_> = reports.iter().zip(&settled).map(|(r, s)| read(r, s, &question)).collect();
            let total = lines.iter().rfind(|l| l.question.who == Who::ALL && l.question.outcome == question.outcome);
            let above = total.filter(|_| question.who.traits.is_empty() && question.label.is_none());
            set_partial_aside(&mut readings, above.map_or(&[], |line| &line.readings));
            if readings.iter().any(Option::is_some) {
                lines.push(Line { question, depth, readings });
            }
        }
        Self { pool, seats, lines }
    }

    pub fn seat_of(&self, at: usize) -> Option<usize> {
        self.seats.iter().position(|seat| seat.claims.binary_search(&at).is_ok())
    }

    /// The lines of the same outcome one step below, with the role or trait that sets them apart.
    pub fn below(&self, line: &Line) -> impl Iterator<Item = &Line> {
        let (outcome, who, depth) = (line.question.outcome, line.question.who, line.depth);
        self.lines.iter().filter(move |l| {
            l.question.outcome == outcome
                && l.question.label.is_none()
                && l.depth == depth + 1
                && who.covers(l.question.who)
                && l.question.who != who
        })
    }
}

/// A claimant before anything it says is read.
struct Speaker {
    names: Vec<String>,
    shown: String,
    kind: ClaimantKind,
    reliability: Option<Reliability>,
    /// All its claims, those that do not count too.
    all: Vec<usize>,
}

/// In the order of the columns: graded ones by grade, then by distance from the parties, then as first heard.
fn speakers(pool: &Pool) -> Vec<Speaker> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, statement) in pool.statements.iter().enumerate() {
        by_name.entry(&statement.record.claim.claimant.name).or_default().push(at);
    }
    let mut names: Vec<&str> = by_name.keys().copied().collect();
    names.sort_unstable();
    let seats = same_claimants(&names);
    let mut all: Vec<Vec<usize>> = vec![Vec::new(); seats.iter().max().map_or(0, |m| m + 1)];
    for (name, seat) in names.iter().zip(seats) {
        all[seat].extend(&by_name[name]);
    }
    all.iter_mut().for_each(|own| own.sort_unstable());
    let mut speakers: Vec<Speaker> = all.into_iter().map(|all| speaker(pool, all)).collect();
    speakers.sort_by(|a, b| (rank(a.kind, a.reliability), a.all[0]).cmp(&(rank(b.kind, b.reliability), b.all[0])));
    speakers
}

fn speaker(pool: &Pool, all: Vec<usize>) -> Speaker {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in &all {
        *uses.entry(pool.claim(at).claimant.name.as_str()).or_default() += 1;
    }
    let shown = uses.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name))).map_or("", |(name, _)| name);
    let names: BTreeSet<String> = uses.keys().map(|name| identity(name)).collect();
    Speaker {
        shown: shown.to_owned(),
        names: names.into_iter().collect(),
        kind: pool.claim(all[0]).claimant.kind,
        reliability: all.iter().filter_map(|&at| pool.statements[at].reliability).min_by_key(|r| r.rank()),
        all,
    }
}

fn seat(pool: &Pool, speaker: &Speaker, report: &Report) -> Seat {
    let carried = |at: &&usize| !matches!(pool.fate[**at], Some(Why::Rejected));
    let mut carriers: Vec<_> = speaker.all.iter().filter(carried).map(|&at| pool.statements[at]).collect();
    carriers.sort_by_key(|s| (s.published.is_none(), s.published, s.record.article));
    let mut outlets: Vec<String> = Vec::new();
    for outlet in carriers.iter().filter_map(|s| s.outlet.as_ref()) {
        if !outlets.contains(outlet) {
            outlets.push(outlet.clone());
        }
    }
    let contradictions: Vec<String> = report
        .forests()
        .filter_map(|(outcome, forest)| Some(words::contradiction(forest, forest.contradiction?, *outcome)))
        .collect();
    let counting = speaker.all.iter().filter(|&&at| pool.fate[at].is_none());
    Seat {
        name: speaker.shown.clone(),
        kind: speaker.kind,
        is_nameless: is_nameless(&speaker.shown, speaker.kind),
        reliability: speaker.reliability,
        outlets,
        as_of: counting.filter_map(|&at| time(pool.statements[at]).0).max(),
        inconsistent: (!contradictions.is_empty()).then(|| contradictions.join("; ")),
        claims: speaker.all.clone(),
    }
}

/// Every group that some report numbers, with the wholes above it, as a tree: the total, the sides and under them their
/// kinds, then kinds of no side; parts that only words tell apart stand last under their own.
fn questions(reports: &[Report]) -> Vec<(u8, Question)> {
    let mut asked: BTreeSet<(Outcome, Role, Traits, Option<String>)> = BTreeSet::new();
    for (outcome, forest) in reports.iter().flat_map(Report::forests) {
        for group in &forest.groups {
            let mentioned = group.mentions.iter().map(|m| m.who).chain([group.who]);
            for who in mentioned.flat_map(|who| [Who::ALL, Who::role(who.role), who]) {
                asked.insert((*outcome, who.role, who.traits, None));
                if BEARING.contains(outcome) {
                    asked.insert((Outcome::Killed, who.role, who.traits, None));
                }
                if *outcome == Outcome::Casualties {
                    asked.insert((Outcome::Injured, Role::All, Traits::NONE, None));
                }
            }
            if group.label.is_some() {
                asked.insert((*outcome, group.who.role, group.who.traits, group.label.clone()));
            }
        }
    }
    let mut questions: Vec<Question> = asked
        .into_iter()
        .map(|(outcome, role, traits, label)| Question { outcome, who: Who { role, traits }, label })
        .collect();
    questions.sort_by_key(|q| {
        (q.outcome, q.who != Who::ALL || q.label.is_some(), q.who.role == Role::All, q.who, q.label.clone())
    });
    questions.into_iter().map(|question| (depth(&question), question)).collect()
}

fn depth(question: &Question) -> u8 {
    let side = u8::from(question.who.role != Role::All);
    let kind = u8::from(!question.who.traits.is_empty());
    side + kind + u8::from(question.label.is_some())
}

/// Who tells of attackers only, of women only, or of victims it knew, gives no toll where another counts more, of this side or (`above`)
/// of all. But one victim is enough to contradict whoever counts none.
fn set_partial_aside(readings: &mut [Option<Reading>], above: &[Option<Reading>]) {
    let is_toll = |r: &&Reading| r.has_number && matches!(r.basis, Basis::Stated | Basis::Derived);
    let tolls = |readings: &[Option<Reading>]| -> Vec<(Interval, bool)> {
        readings.iter().flatten().filter(is_toll).map(|r| (r.count, r.narrow)).collect()
    };
    let (here, above) = (tolls(readings), tolls(above));
    let exceeds = |more: Interval, less: Interval| less.high.is_some_and(|high| high < more.low);
    for reading in readings.iter_mut().flatten().filter(|r| r.partial || r.narrow) {
        // Two who number women only contradict each other.
        let may_outdo = |narrow: bool| reading.partial || !narrow;
        let outdone =
            here.iter().chain(&above).any(|(toll, narrow)| may_outdo(*narrow) && exceeds(*toll, reading.count));
        let contradicts = here.iter().any(|(toll, _)| exceeds(reading.count, *toll));
        if outdone && !contradicts {
            reading.basis = Basis::Possible;
            reading.derivation = Some(format!("{} told of; no toll of its own", reading.count));
        }
    }
}
