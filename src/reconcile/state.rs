//! What the voices of a row say to each other, and the smallest explanation of it.

use crate::domain::{Basis, ClaimantKind, Interval, RowState};

use super::{
    board::{Board, Line},
    claimant::is_of_state,
    read::Reading,
};

/// One claimant's word in one row, where it counts.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'b> {
    pub seat: usize,
    pub reading: &'b Reading,
}

impl Voice<'_> {
    pub fn count(&self) -> Interval {
        self.reading.count
    }
}

/// Everyone who gives a number: neither silent, nor only possible, nor in words such as "several".
pub fn voices<'b>(line: &'b Line) -> Vec<Voice<'b>> {
    let numbered = |r: &&Reading| r.has_number && matches!(r.basis, Basis::Stated | Basis::Derived);
    let readings = line.readings.iter().enumerate().filter_map(|(seat, r)| Some((seat, r.as_ref().filter(numbered)?)));
    readings.map(|(seat, reading)| Voice { seat, reading }).collect()
}

/// The voices that carry weight of their own for the state. Left aside is who only lends another's figure his mouth. Words
/// without a number speak where they contradict.
fn independent<'b>(board: &Board, line: &'b Line) -> Vec<Voice<'b>> {
    let all = voices(line);
    let may_echo = |v: &Voice| board.seats[v.seat].is_nameless || board.seats[v.seat].kind == ClaimantKind::Media;
    let is_echo = |v: &&Voice| may_echo(v) && all.iter().any(|w| w.count() == v.count() && echoes(board, v, w));
    let mut own: Vec<Voice> = all.iter().filter(|v| !is_echo(v)).copied().collect();
    let wordy = line.readings.iter().enumerate().filter_map(|(seat, r)| Some((seat, r.as_ref()?)));
    let speaks = |r: &Reading| !r.has_number && r.basis != Basis::Possible;
    let against = wordy.filter(|(_, r)| speaks(r) && all.iter().any(|v| !v.count().overlaps(r.count)));
    own.extend(against.map(|(seat, reading)| Voice { seat, reading }));
    own
}

/// Is this figure the other one over again? The outlet's beside its source's in the same articles, and that of "the
/// government" beside its ministry's.
fn echoes(board: &Board, voice: &Voice, other: &Voice) -> bool {
    let (of, from) = (&board.seats[voice.seat], &board.seats[other.seat]);
    let article = |at: &usize| board.pool.statements[*at].record.article;
    let within = || voice.reading.claims.iter().all(|v| other.reading.claims.iter().any(|w| article(v) == article(w)));
    (of.is_nameless && !from.is_nameless && is_of_state(from.kind))
        || (of.kind == ClaimantKind::Media && from.kind != ClaimantKind::Media && within())
}

pub fn state(board: &Board, line: &Line) -> (RowState, String) {
    let voices = independent(board, line);
    let [first, rest @ ..] = &voices[..] else { return (RowState::Single, String::new()) };
    if rest.is_empty() {
        return (RowState::Single, String::new());
    }
    let common = rest.iter().fold(first.count(), |all, v| all.intersect(v.count()));
    if rest.iter().all(|v| v.count() == first.count()) {
        (RowState::Agree, String::new())
    } else if common.is_sound() {
        (RowState::Compatible, format!("all allow {common}"))
    } else {
        (RowState::Conflict, explain(board, line, &voices))
    }
}

/// The fewest cells whose change would make all agree, named with the difference.
fn explain(board: &Board, line: &Line, voices: &[Voice]) -> String {
    if let [a, b] = voices {
        return format!("differ by {}", difference(board, line, a, b));
    }
    let (common, agreeing) = largest_agreement(voices);
    let outliers: Vec<&Voice> = voices.iter().filter(|v| !v.count().overlaps(common)).collect();
    let name = |v: &Voice| board.seats[v.seat].name.as_str();
    match outliers[..] {
        _ if agreeing.len() < 2 => {
            let span = voices.iter().skip(1).fold(voices[0].count(), |all, v| all.hull(v.count()));
            format!("all {} differ, {span}", voices.len())
        }
        [one] => {
            // The farthest of them is what keeps it from the number they all allow; others may allow its own.
            let farthest = agreeing.iter().max_by_key(|v| (gap(one.count(), v.count()), std::cmp::Reverse(v.seat)));
            let by = farthest.map(|v| difference(board, line, one, v)).unwrap_or_default();
            format!("{} differs from the other {} by {by}", name(one), agreeing.len())
        }
        _ => {
            let few: Vec<String> = outliers.iter().take(3).map(|v| format!("{} {}", name(v), v.count())).collect();
            let more = if outliers.len() > 3 { format!(" and {} more", outliers.len() - 3) } else { String::new() };
            format!("{} of {} allow {common}; not {}{more}", agreeing.len(), voices.len(), few.join(", "))
        }
    }
}

/// The number that most voices allow, the lowest of several, with what those voices have in common.
fn largest_agreement<'v, 'b>(voices: &'v [Voice<'b>]) -> (Interval, Vec<&'v Voice<'b>>) {
    let allow = |n: u64| voices.iter().filter(move |v| v.count().overlaps(Interval::exact(n)));
    let mut points: Vec<u64> = voices.iter().map(|v| v.count().low).collect();
    points.sort_unstable();
    points.dedup();
    let best = points.into_iter().rev().max_by_key(|&n| allow(n).count()).unwrap_or_default();
    let agreeing: Vec<&Voice> = allow(best).collect();
    (agreeing.iter().fold(Interval::OPEN, |all, v| all.intersect(v.count())), agreeing)
}

/// How far apart two intervals are, nearest ends.
fn gap(a: Interval, b: Interval) -> u64 {
    let above = |a: Interval, b: Interval| a.high.map_or(0, |high| b.low.saturating_sub(high));
    above(a, b).max(above(b, a))
}

/// "1, all of it state forces": the difference, and the parts below that make it up, where both claimants gave them.
fn difference(board: &Board, line: &Line, a: &Voice, b: &Voice) -> String {
    let by = gap(a.count(), b.count());
    let exact = a.count().is_exact() && b.count().is_exact();
    let mut text = if exact { by.to_string() } else { format!("at least {by}") };
    let (a_more, mut parts) = (a.count().low > b.count().low, Vec::new());
    let mut balance: i128 = 0;
    for part in board.below(line) {
        let cell = |v: &Voice| part.readings[v.seat].as_ref().filter(|r| r.has_number && r.basis != Basis::Possible);
        let (Some(x), Some(y)) = (cell(a), cell(b)) else { continue };
        let apart = gap(x.count, y.count);
        if apart > 0 {
            let same_way = (x.count.low > y.count.low) == a_more;
            balance += if same_way { i128::from(apart) } else { -i128::from(apart) };
            parts.push((apart, part.question.who.measure(part.question.outcome, None).group()));
        }
    }
    match &parts[..] {
        [] => {}
        [(n, group)] if *n == by && exact => text.push_str(&format!(", all of it {group}")),
        _ => {
            let listed: Vec<String> = parts.iter().map(|(n, group)| format!("{group} by {n}")).collect();
            let joint = if exact && balance == i128::from(by) { ": " } else { "; " };
            text.push_str(&format!("{joint}{}", listed.join(", ")));
        }
    }
    text
}
