//! What holds for any event.

use proptest::prelude::*;
use recount::{
    domain::{
        Basis, Bound, ClaimantKind, Comparison, Count, Inclusion, Measure, Outcome, Reliability, Report, Role,
        RowState, Rule, Stance, Switch, Trait, event::Meaning, figure::ClaimRef, rows::Statement,
    },
    reconcile::{Reconciled, compare, figures},
};

use crate::event::{Event, Number};

const CLAIMANTS: [&str; 4] = ["police", "hospital", "rebels", "Outlet 1"];

/// One claim as small numbers that any statement can be made of.
#[derive(Debug, Clone)]
struct Line {
    article: i64,
    claimant: usize,
    outcome: Outcome,
    low: u64,
    more: Option<u64>,
    some: bool,
    role: Role,
    kind: Option<Trait>,
    part_of: Option<usize>,
    superseded_by: Option<usize>,
    denied: bool,
    attackers: Inclusion,
    day: i8,
}

fn line() -> impl Strategy<Value = Line> {
    let outcome = prop_oneof![
        8 => Just(Outcome::Killed),
        1 => Just(Outcome::Neutralized),
        1 => Just(Outcome::Casualties),
        1 => Just(Outcome::Injured)
    ];
    let number = (0..9u64, prop_oneof![6 => Just(Some(0)), 1 => Just(None), 1 => (1..4u64).prop_map(Some)]);
    let group = (prop::sample::select(Role::ALL), prop::option::of(prop::sample::select(Trait::ALL)));
    let tied = (prop::option::of(0..6usize), prop::option::weighted(0.1, 0..6usize));
    let rare = (prop::bool::weighted(0.1), prop::bool::weighted(0.1), prop::sample::select(Inclusion::ALL));
    (1..4i64, 0..4usize, outcome, number, group, tied, rare, 1..4i8).prop_map(
        |(
            article,
            claimant,
            outcome,
            (low, more),
            (role, kind),
            (part_of, superseded_by),
            (denied, some, attackers),
            day,
        )| Line {
            article,
            claimant,
            outcome,
            low,
            more,
            some,
            role,
            kind,
            part_of,
            superseded_by,
            denied,
            attackers,
            day,
        },
    )
}

fn switches() -> impl Strategy<Value = Vec<Switch>> {
    let means = prop::sample::select(Meaning::ALL);
    let any = prop_oneof![
        means.clone().prop_map(|means| Switch::Neutralized { claimant: None, means }),
        means.prop_map(|means| Switch::Casualties { claimant: Some("police".into()), means }),
        prop::sample::select(Inclusion::ALL).prop_map(|inside| Switch::Attackers { claimant: None, inside }),
        any::<bool>().prop_map(|means_none| Switch::Silence { claimant: None, measure: None, means_none }),
        any::<bool>().prop_map(|cumulative| Switch::Cumulative { claimant: "rebels".into(), cumulative }),
    ];
    prop::collection::vec(any, 0..3)
}

fn event(lines: &[Line]) -> Event {
    use ClaimantKind::{ArmedGroup, Media, Medical, Police};
    let mut event = Event::new();
    for line in lines {
        event.day(line.day);
        let bound = match (line.some, line.more) {
            (true, _) => Bound::Some,
            (_, Some(0)) => Bound::Exact,
            (_, Some(_)) => Bound::Range,
            (_, None) => Bound::AtLeast,
        };
        let count =
            Count { bound, low: Some(line.low), high: line.more.map(|more| line.low + more), words: String::new() };
        let kind = [Police, Medical, ArmedGroup, Media][line.claimant];
        let mut said = event.say(line.article, CLAIMANTS[line.claimant], Number(count), line.role).kind(kind);
        said = said.outcome(line.outcome).attackers(line.attackers).traits(line.kind.as_slice());
        said = if line.denied { said.stance(Stance::Denied) } else { said };
        if let Some(whole) = line.part_of {
            said = said.part_of(whole);
        }
        if let Some(later) = line.superseded_by {
            said.superseded_by(later);
        }
    }
    event
}

fn any_event() -> impl Strategy<Value = Event> {
    (prop::collection::vec(line(), 1..14), switches()).prop_map(|(lines, switches)| {
        let mut event = event(&lines);
        event.switches = switches;
        event
    })
}

/// Everything that numbers and states rest on.
fn essence(comparison: &Comparison) -> Vec<String> {
    let cells = |row: &recount::domain::Row| {
        let cells = row.cells.iter().map(|c| format!("{} {:?}", c.basis, c.interval));
        cells.collect::<Vec<_>>().join(" | ")
    };
    comparison.rows().map(|row| format!("{} {} {}", row.measure, row.state, cells(row))).collect()
}

/// A later print of article 1 by another outlet, in whose own voice it tells what the first told in its own.
fn with_copy(event: &Event) -> Vec<Statement> {
    let mut all = event.statements.clone();
    let copied = event.statements.iter().filter(|s| s.record.article.0 == 1);
    all.extend(copied.cloned().enumerate().map(|(n, mut s)| {
        s.record.article.0 = 9;
        s.record.id.0 = 1_000 + n as i64;
        s.copy_of = Some(recount::domain::ArticleId(1));
        s.outlet = Some("Outlet 9".into());
        if s.record.claim.claimant.kind == ClaimantKind::Media {
            s.record.claim.claimant.name = "Outlet 9".into();
        }
        s
    }));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_statements_does_not_matter(event in any_event(), seed in any::<u64>()) {
        let mut shuffled = event.statements.clone();
        shuffled.sort_by_key(|s| (s.record.id.0 as u64).wrapping_mul(seed | 1).rotate_left(17));
        let (one, two) = (event.compare(), compare(&shuffled, &event.switches));
        prop_assert_eq!(one, two);
    }

    #[test]
    fn a_stated_cell_stays_within_what_was_stated(event in any_event()) {
        let comparison = event.compare();
        for row in comparison.rows() {
            for (cell, column) in row.cells.iter().zip(&comparison.columns) {
                let Some(interval) = cell.interval else { continue };
                prop_assert!(interval.is_sound(), "{row:?}");
                if cell.basis != Basis::Stated || cell.claims.is_empty() {
                    continue;
                }
                let stated = cell.claims.iter().map(|id| {
                    let found = event.statements.iter().find(|s| s.record.id == *id).unwrap();
                    found.record.claim.count.interval()
                });
                let hull = stated.reduce(|a, b| a.hull(b)).unwrap();
                let within = hull.low <= interval.low && (hull.high.is_none() || interval.high.is_some_and(|h| h <= hull.high.unwrap()));
                prop_assert!(within, "{interval} outside {hull} in {} of {column:?}", row.measure);
            }
        }
    }

    #[test]
    fn every_rule_gives_low_best_high_in_order(event in any_event()) {
        let reconciled = Reconciled::new(&event.statements, &event.switches);
        for row in reconciled.comparison().rows() {
            for result in reconciled.rules(&row.measure) {
                let at_most = |a: Option<u64>, b: Option<u64>| a.zip(b).is_none_or(|(a, b)| a <= b);
                prop_assert!(at_most(result.low, result.best) && at_most(result.best, result.high) && at_most(result.low, result.high), "{result:?}");
                prop_assert!(result.used.iter().all(|id| !result.left_out.iter().any(|(left, _)| left == id)));
            }
        }
    }

    #[test]
    fn the_ucdp_total_is_the_sum_of_its_sides(event in any_event()) {
        let reconciled = Reconciled::new(&event.statements, &event.switches);
        if let Some(sides) = reconciled.sides(Outcome::Killed) {
            prop_assert_eq!(sides.best, sides.state_forces + sides.armed_groups + sides.civilians + sides.unknown);
            let total = reconciled.rules(&Measure::of(Outcome::Killed, Role::All)).into_iter().find(|r| r.rule == Rule::Ucdp);
            if let Some(best) = total.and_then(|t| t.best) {
                prop_assert_eq!(best, sides.best);
            }
        }
    }

    #[test]
    fn a_copy_changes_nothing(event in any_event()) {
        prop_assert_eq!(essence(&event.compare()), essence(&compare(&with_copy(&event), &event.switches)));
    }

    #[test]
    fn a_range_holds_every_number_given(event in any_event()) {
        let in_words = |r: &ClaimRef| {
            let said = |s: &&Statement| s.record.article.to_string() == r.document && s.record.ordinal == r.claim;
            event.statements.iter().find(said).is_none_or(|s| s.record.claim.count.bound == Bound::Some)
        };
        for figure in figures(&event.statements, &event.switches, Rule::Range) {
            let given = |r: &&Report| matches!(r.basis, Basis::Stated | Basis::Derived) && !r.claims.iter().any(in_words);
            for report in figure.reports.iter().filter(given) {
                let low = figure.low.zip(report.low).is_none_or(|(all, one)| all <= one);
                let high = figure.high.is_none_or(|all| report.high.is_some_and(|one| one <= all));
                prop_assert!(low && high, "{report:?} is outside {figure:?}");
            }
        }
    }

    #[test]
    fn a_claim_by_somebody_new_never_narrows_a_range(event in any_event(), count in 0..9u64, role in prop::sample::select(Role::ALL)) {
        let before = figures(&event.statements, &event.switches, Rule::Range);
        let mut more = event.clone();
        more.say(8, "somebody new", count, role);
        let after = figures(&more.statements, &more.switches, Rule::Range);
        for was in before.iter().filter(|f| f.low.is_some()) {
            // The one exception: who told of the attacker, of one victim or of one age gives way where somebody gives a
            // larger toll, at both ends of the range.
            let Some(is) = after.iter().find(|f| f.measure == was.measure) else {
                let comparison = more.compare();
                let row = comparison.rows().find(|r| r.measure == was.measure).unwrap();
                prop_assert!(row.cells.iter().all(|c| matches!(c.basis, Basis::Possible | Basis::Silent)), "{row:?}");
                continue;
            };
            let gives_way = |r: &&recount::domain::Report| {
                r.basis == Basis::Possible
                    && was.reports.iter().any(|w| w.claimant == r.claimant && w.basis != Basis::Possible)
            };
            let aside: Vec<_> = is.reports.iter().filter(gives_way).collect();
            let lowest = aside.iter().filter_map(|r| r.low).chain(is.low).min();
            let low = lowest.unwrap() <= was.low.unwrap();
            let highs = || aside.iter().map(|r| r.high).chain([is.high]);
            let is_open = highs().any(|high| high.is_none());
            let high = is_open || was.high.is_some_and(|high| high <= highs().flatten().max().unwrap());
            prop_assert!(low && high, "{was:?} became {is:?}");
        }
    }

    #[test]
    fn a_state_says_what_the_reports_say(event in any_event()) {
        for figure in figures(&event.statements, &event.switches, Rule::Range) {
            let speaking: Vec<_> = figure.reports.iter().filter(|r| matches!(r.basis, Basis::Stated | Basis::Derived)).collect();
            match figure.state {
                RowState::Agree => prop_assert!(speaking.len() > 1),
                RowState::Conflict => prop_assert!(speaking.len() > 1 && !figure.explanation.is_empty()),
                RowState::Compatible => prop_assert!(speaking.len() > 1),
                RowState::Single => {}
            }
        }
    }

    #[test]
    fn grades_change_the_order_and_the_choice_but_no_cell(event in any_event(), grade in prop::sample::select(Reliability::ALL)) {
        let mut graded = event.clone();
        graded.grade("hospital", grade);
        let (one, two) = (event.compare(), graded.compare());
        prop_assert_eq!(one.columns.len(), two.columns.len());
        for (a, b) in one.rows().zip(two.rows()) {
            let cells = |row: &recount::domain::Row| {
                let mut cells: Vec<_> = row.cells.iter().map(|c| format!("{:?}", c.interval)).collect();
                cells.sort();
                cells
            };
            prop_assert_eq!(cells(a), cells(b));
            prop_assert_eq!(a.state, b.state);
        }
    }
}
