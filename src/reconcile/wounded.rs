//! Numbers of injured that count the dead: people told of as shot who died, and tolls of everybody hit.

use crate::domain::{Claim, Evidence, Outcome};

use super::{
    admit::{Pool, Why},
    claimant::identity,
    wording::{Apart, apart, is_partitive},
};

/// Marks both in the pool.
pub fn leave_out_dead(pool: &mut Pool) {
    let found: Vec<(usize, Why)> = died(pool).chain(with_the_dead(pool)).collect();
    for (at, why) in found {
        pool.fate[at].get_or_insert(why);
    }
}

fn of(pool: &Pool, outcome: Outcome) -> Vec<usize> {
    let counts = |at: &usize| matches!(pool.fate[*at], None | Some(Why::Restates(_)));
    (0..pool.statements.len()).filter(|at| pool.claim(*at).outcome == outcome).filter(counts).collect()
}

/// Somebody told of by name as shot, and by the same name as dead, is one of the dead. Within one text a surname will do.
fn died<'p>(pool: &'p Pool) -> impl Iterator<Item = (usize, Why)> + 'p {
    let name = |at: usize| match &pool.claim(at).victims.names[..] {
        [name] if pool.claim(at).count.high == Some(1) => Some((at, identity(name))),
        _ => None,
    };
    let dead: Vec<(usize, String)> = of(pool, Outcome::Killed).into_iter().filter_map(name).collect();
    let hurt: Vec<(usize, String)> =
        if dead.is_empty() { Vec::new() } else { of(pool, Outcome::Injured).into_iter().filter_map(name).collect() };
    let within = |a: &str, b: &str| a.split(' ').all(|w| b.split(' ').any(|v| v == w));
    hurt.into_iter().filter_map(move |(hurt, name)| {
        let same = |(killed, dead): &&(usize, String)| match pool.article(hurt) == pool.article(*killed) {
            true => within(&name, dead) || within(dead, &name),
            false => name == *dead && name.contains(' '),
        };
        Some((hurt, Why::Died(dead.iter().find(same)?.0)))
    })
}

/// "Seven people were shot. One died, six others were injured": the seven are no number of injured. Seen where a number
/// of injured exceeds another one of the same text by a number of dead, and that other one says "others" or stands beside
/// the dead ("1 dead, 6 hurt").
fn with_the_dead<'p>(pool: &'p Pool) -> impl Iterator<Item = (usize, Why)> + 'p {
    let (killed, injured) = (of(pool, Outcome::Killed), of(pool, Outcome::Injured));
    let exact = |at: usize| Some(pool.claim(at).count.interval()).filter(|c| c.is_exact()).map(|c| c.low);
    let explains = move |all: usize, injured: usize, killed: usize| {
        let (Some(a), Some(i), Some(k)) = (exact(all), exact(injured), exact(killed)) else { return false };
        let (claim, dead) = (pool.claim(injured), pool.claim(killed));
        let told_apart = apart(claim) == Apart::Others || are_neighbours(claim, dead);
        k > 0 && i > 1 && a == i + k && claim.part_of.is_none() && !is_partitive(claim) && told_apart
    };
    let wholes: Vec<usize> = injured
        .iter()
        .copied()
        .filter(|&at| pool.claim(at).part_of.is_none() && exact(at).is_some_and(|n| n > 2))
        .collect();
    wholes.into_iter().filter_map(move |all| {
        let here = |at: &&usize| pool.article(**at) == pool.article(all) && **at != all;
        let counts_dead = |i: &&usize| killed.iter().filter(here).any(|&k| explains(all, **i, k));
        injured.iter().filter(here).find(counts_dead).map(|&i| (all, Why::CountsTheDead(i)))
    })
}

/// In one clause or headline.
fn are_neighbours(a: &Claim, b: &Claim) -> bool {
    const CLAUSE: usize = 60;
    let near =
        |x: &Evidence, y: &Evidence| x.part == y.part && x.start.abs_diff(y.start) < CLAUSE && x.start != y.start;
    a.evidence.iter().any(|x| b.evidence.iter().any(|y| near(x, y)))
}
