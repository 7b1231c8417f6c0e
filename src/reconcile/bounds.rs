//! Numbers of persons that limit one another, narrowed until nothing changes.
//!
//! One kind of constraint suffices: a whole is no less than the sum of disjoint parts; what is left over is the remainder.
//! (Where a claimant gave no number for the whole, its sum limits nobody: `sum` adds it up afterwards.) Every step only
//! narrows and never cuts off a solution; where each part stands under one whole the result is exact.

use crate::domain::Interval;

/// A number of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Var(usize);

/// whole >= sum of parts
#[derive(Debug, Clone, PartialEq, Eq)]
struct Holds {
    whole: Var,
    parts: Vec<Var>,
}

/// Two constraints that cannot both hold, met at this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction(pub Var);

/// Rounds after which narrowing stops where it is. Trees of parts settle in as many rounds as they are deep; only systems
/// whose sums share several parts creep, and stopping early leaves the bounds wider, not wrong.
const ROUNDS: usize = 1_000;

#[derive(Debug, Clone, Default)]
pub struct System {
    bounds: Vec<Interval>,
    constraints: Vec<Holds>,
}

impl System {
    pub fn number(&mut self, bounds: Interval) -> Var {
        self.bounds.push(bounds);
        Var(self.bounds.len() - 1)
    }

    /// `whole` holds the disjoint `parts`, and perhaps more.
    pub fn holds(&mut self, whole: Var, parts: Vec<Var>) {
        self.constraints.push(Holds { whole, parts });
    }

    pub fn get(&self, var: Var) -> Interval {
        self.bounds[var.0]
    }

    /// Narrows every number to a fixed point. After a contradiction the bounds mean nothing.
    pub fn solve(&mut self) -> Result<(), Contradiction> {
        for _ in 0..ROUNDS {
            let before = self.bounds.clone();
            for constraint in &self.constraints {
                hold(&mut self.bounds, constraint.whole, &constraint.parts)?;
            }
            if self.bounds == before {
                break;
            }
        }
        Ok(())
    }
}

/// whole >= sum of parts: the parts push the whole up, the whole and the other parts press each part down.
fn hold(bounds: &mut [Interval], whole: Var, parts: &[Var]) -> Result<(), Contradiction> {
    let least = parts.iter().fold(0u64, |sum, p| sum.saturating_add(bounds[p.0].low));
    narrow(bounds, whole, Interval { low: least, high: None })?;
    if let Some(most) = bounds[whole.0].high {
        for part in parts {
            let others = least.saturating_sub(bounds[part.0].low);
            narrow(bounds, *part, Interval { low: 0, high: Some(most.saturating_sub(others)) })?;
        }
    }
    Ok(())
}

fn narrow(bounds: &mut [Interval], var: Var, to: Interval) -> Result<(), Contradiction> {
    let met = bounds[var.0].intersect(to);
    if !met.is_sound() {
        return Err(Contradiction(var));
    }
    bounds[var.0] = met;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TOP: u64 = 4;

    #[derive(Debug, Clone)]
    struct Small {
        stated: Vec<(u64, u64)>,
        /// For each number but the first, the earlier number it is a part of: a tree, as reports are.
        parents: Vec<usize>,
    }

    fn small() -> impl Strategy<Value = Small> {
        (2..6usize).prop_flat_map(|n| {
            let stated = prop::collection::vec((0..=TOP, 0..=TOP).prop_map(|(a, b)| (a.min(b), a.max(b))), n);
            let parents = (1..n).map(|i| 0..i).collect::<Vec<_>>();
            (stated, parents).prop_map(|(stated, parents)| Small { stated, parents })
        })
    }

    fn parts_of(small: &Small, whole: usize) -> Vec<usize> {
        (1..small.stated.len()).filter(|i| small.parents[i - 1] == whole).collect()
    }

    fn build(small: &Small, order: impl Iterator<Item = usize>) -> (System, Vec<Var>) {
        let mut system = System::default();
        let vars: Vec<Var> =
            small.stated.iter().map(|&(low, high)| system.number(Interval { low, high: Some(high) })).collect();
        for whole in order {
            let parts: Vec<Var> = parts_of(small, whole).into_iter().map(|i| vars[i]).collect();
            if !parts.is_empty() {
                system.holds(vars[whole], parts);
            }
        }
        (system, vars)
    }

    /// Every assignment within the stated bounds that keeps all sums, as the hull of each number.
    fn brute(small: &Small) -> Option<Vec<(u64, u64)>> {
        let n = small.stated.len();
        let mut hull: Option<Vec<(u64, u64)>> = None;
        let mut values = vec![0; n];
        for code in 0..(TOP + 1).pow(n as u32) {
            let mut rest = code;
            for v in &mut values {
                *v = rest % (TOP + 1);
                rest /= TOP + 1;
            }
            let within = values.iter().zip(&small.stated).all(|(v, (low, high))| (low..=high).contains(&v));
            let sums = (0..n).all(|w| {
                let sum: u64 = parts_of(small, w).iter().map(|&i| values[i]).sum();
                sum <= values[w]
            });
            if within && sums {
                let hull = hull.get_or_insert_with(|| values.iter().map(|&v| (v, v)).collect());
                for (h, &v) in hull.iter_mut().zip(&values) {
                    *h = (h.0.min(v), h.1.max(v));
                }
            }
        }
        hull
    }

    proptest! {
        #[test]
        fn trees_of_parts_agree_with_brute_force(small in small()) {
            let (mut system, vars) = build(&small, 0..small.stated.len());
            match (system.solve(), brute(&small)) {
                (Ok(()), Some(hull)) => {
                    let got: Vec<_> = vars.iter().map(|v| (system.get(*v).low, system.get(*v).high.unwrap())).collect();
                    prop_assert_eq!(got, hull);
                }
                (Err(_), None) => {}
                (got, hull) => prop_assert!(false, "propagation {:?}, brute force {:?}", got, hull),
            }
        }

        #[test]
        fn the_order_of_constraints_does_not_matter(small in small()) {
            let n = small.stated.len();
            let (mut one, vars) = build(&small, 0..n);
            let (mut two, _) = build(&small, (0..n).rev());
            prop_assert_eq!(one.solve().is_ok(), two.solve().is_ok());
            if one.solve().is_ok() {
                prop_assert!(vars.iter().all(|v| one.get(*v) == two.get(*v)));
            }
        }

        /// Sums that share parts, also round in a circle: narrowing ends, and cuts off no solution.
        #[test]
        fn any_system_ends_and_keeps_its_solutions(
            values in prop::collection::vec(0..6u64, 4),
            slack in prop::collection::vec((0..3u64, prop::option::of(0..3u64)), 4),
            sums in prop::collection::vec((0..4usize, prop::collection::btree_set(0..4usize, 1..4)), 0..8),
        ) {
            let mut system = System::default();
            let vars: Vec<Var> = values.iter().zip(&slack).map(|(&v, &(down, up))| {
                system.number(Interval { low: v.saturating_sub(down), high: up.map(|up| v + up) })
            }).collect();
            let mut holds_for_values = true;
            for (whole, parts) in sums {
                let sum: u64 = parts.iter().map(|&i| values[i]).sum();
                let parts = parts.iter().map(|&i| vars[i]).collect();
                holds_for_values &= values[whole] >= sum;
                system.holds(vars[whole], parts);
            }
            let solved = system.solve();
            if holds_for_values {
                prop_assert!(solved.is_ok());
                for (var, value) in vars.iter().zip(values) {
                    let got = system.get(*var);
                    prop_assert!(got.low <= value && got.high.is_none_or(|high| value <= high));
                }
            }
        }
    }

    #[test]
    fn numbers_at_the_edge_of_the_type_do_not_wrap() {
        let mut system = System::default();
        let whole = system.number(Interval::OPEN);
        let parts = vec![system.number(Interval::exact(u64::MAX)), system.number(Interval::exact(5))];
        system.holds(whole, parts);
        assert_eq!(system.solve(), Ok(()));
        assert_eq!(system.get(whole).low, u64::MAX);
    }
}
