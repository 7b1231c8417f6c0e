//! What a story's claims say of place, day and toll: the part of a signature that was understood, not only counted.

use crate::{
    domain::{Claim, DatePrecision, Outcome, PlacePrecision},
    text::gazetteer,
};

use super::{signature::day_number, words};

/// Tolls kept of one story.
const MOST_TOLLS: usize = 8;
/// Towns nearer than this, in kilometres, may be one place; beyond the second they are not.
const NEAR: f64 = 12.0;
const FAR: f64 = 40.0;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Latitude and longitude of a town or site; wider places tell little.
    place: Option<(f32, f32)>,
    /// Hash of the name of a town, a site or a place that is in no gazetteer.
    name: Option<u32>,
    /// First and last day, counted from 1970-01-01, of dates no wider than a few days.
    days: Option<(i32, i32)>,
    /// Whole tolls: outcome and lowest number, each once, sorted.
    tolls: Box<[(Outcome, u32)]>,
    /// Hash of what did it, as the first claim of harm says.
    means: Option<u32>,
    /// The days are named, not only those of the report.
    is_dated: bool,
}

impl Told {
    pub fn new<'a>(claims: impl Iterator<Item = &'a Claim> + Clone) -> Self {
        use PlacePrecision::{Site, Town, Unresolved};
        // Told with the claim, not taken from elsewhere.
        let told = || claims.clone().filter_map(|c| c.place.as_ref()).filter(|p| !p.words.is_empty());
        let place = told().find(|p| matches!(p.precision, Town | Site));
        let named = place.or_else(|| told().find(|p| p.precision == Unresolved));
        let name = named.map(|p| words::hash(&p.name));
        let place = place.and_then(|p| Some((p.lat? as f32, p.lon? as f32)));
        let date = claims
            .clone()
            .filter_map(|c| c.date.as_ref())
            .find(|d| matches!(d.precision, DatePrecision::Day | DatePrecision::Days));
        let days = date.map(|d| (day_number(d.start), day_number(d.end)));
        let is_dated = date.is_some_and(|d| !d.words.is_empty());
        let harm = |c: &&Claim| matches!(c.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties);
        let means = claims.clone().filter(harm).find_map(|c| c.means.as_deref()).map(words::hash);
        let mut tolls: Vec<(Outcome, u32)> = claims
            .filter(|c| c.bears_on_event() && c.part_of.is_none())
            .filter_map(|c| Some((c.outcome, u32::try_from(c.count.low?).ok()?)))
            .filter(|(_, n)| *n > 0)
            .collect();
        tolls.sort_unstable();
        tolls.dedup();
        tolls.truncate(MOST_TOLLS);
        Self { place, name, days, tolls: tolls.into(), means, is_dated }
    }

    /// Numbers under which stories of one place and day find each other, whatever language they are in; those of the days
    /// beside it too.
    pub fn meeting_points(&self) -> impl Iterator<Item = u32> + '_ {
        let place = self.place.map(|(lat, lon)| words::pair(lat.to_bits(), lon.to_bits())).or(self.name);
        place.zip(self.days).into_iter().flat_map(|(place, (first, _))| {
            [first, first - 1, first + 1].map(|day| words::pair(place, day.unsigned_abs()))
        })
    }

    /// A bomb on one day is not an ambush on another, whatever else the reports share.
    pub fn contradicts(&self, other: &Self) -> bool {
        let means = self.means.zip(other.means).is_some_and(|(a, b)| a != b);
        means && self.is_dated && other.is_dated && self.days(other).is_some_and(|days| days > 1)
    }

    /// 1 where both are at one place, -1 where they are at two, 0 where that cannot be said.
    pub fn place(&self, other: &Self) -> f32 {
        let (Some(a), Some(b)) = (self.place, other.place) else {
            return f32::from(self.name.is_some() && self.name == other.name);
        };
        match gazetteer::distance((a.0.into(), a.1.into()), (b.0.into(), b.1.into())) {
            km if km <= NEAR => 1.0,
            km if km >= FAR => -1.0,
            _ => 0.0,
        }
    }

    /// Days between the two dates, 0 where they meet; None where one has no date.
    pub fn days(&self, other: &Self) -> Option<u32> {
        let (a, b) = (self.days?, other.days?);
        Some((a.0 - b.1).max(b.0 - a.1).max(0).unsigned_abs())
    }

    /// How telling the tolls are that both give (5 dead tells more than 1), and whether tolls of one outcome differ
    /// throughout.
    pub fn tolls(&self, other: &Self) -> (f32, bool) {
        let same = self.tolls.iter().filter(|t| other.tolls.contains(t)).map(|(_, n)| (1.0 + *n as f32).ln()).sum();
        let differ = self.tolls.iter().any(|(outcome, _)| {
            let of = |told: &Self| told.tolls.iter().filter(|t| t.0 == *outcome).map(|t| t.1).collect::<Vec<_>>();
            let (a, b) = (of(self), of(other));
            !b.is_empty() && !a.iter().any(|n| b.contains(n))
        });
        (same, differ)
    }
}
