//! The 31 columns of ACLED's export since March 2023, in their order: one row for each event with a figure of the dead.
//!
//! Deaths alone, and no number by side. Actors are those named as dead or as perpetrators; what recount does not know stays
//! empty. Ids begin with `recount-`, so that nobody takes them for ACLED's.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{
    domain::{DatePrecision, PlacePrecision, Role},
    text::{gazetteer::Gazetteer, words},
};

use super::{
    Form, Leaf, Parcel, Said,
    deaths::{self, Lack, total},
    layout::columns,
    table::{self, Column, Style, Value},
};

pub struct Acled;

pub struct Row<'a> {
    parcel: &'a Parcel,
    fatalities: u64,
    time_precision: u64,
}

impl Form for Acled {
    fn head(&self) -> Vec<u8> {
        table::header(&columns(), Style::Csv, false)
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        deaths::row(parcel, "ACLED", &columns(), lawful)
    }
}

fn lawful<'a>(parcel: &'a Parcel, said: &mut Said) -> Result<Row<'a>, Lack> {
    let total = total(parcel).ok_or(Lack::Undecided)?;
    let unlawful = |reason: &str| Lack::Unlawful(reason.into());
    let fatalities = match (total.best, total.low) {
        (Some(best), _) => best,
        (None, Some(low)) => {
            said.remark("no best number: the low was written, as ACLED takes the most conservative estimate");
            low
        }
        (None, None) => return Err(unlawful("killed / all has neither a best nor a low number")),
    };
    let date = parcel.view.event.date.as_ref().ok_or_else(|| unlawful("it has no date, and ACLED needs one"))?;
    let time_precision = match date.precision {
        DatePrecision::Day => 1,
        DatePrecision::Days | DatePrecision::Week => 2,
        DatePrecision::Month => 3,
        DatePrecision::Year | DatePrecision::Era => {
            return Err(unlawful("its date is vaguer than a month, for which ACLED has no precision"));
        }
    };
    Ok(Row { parcel, fatalities, time_precision })
}

fn columns<'a>() -> [Column<Row<'a>>; 31] {
    columns! {
        "event_id_cnty" Words "" "" = |r| format!("recount-{}", r.parcel.view.event.id).into();
        "event_date" Date "" "" = |r| r.parcel.view.event.date.as_ref().map(|d| d.start).into();
        "year" Integer "" "" = |r| r.parcel.view.event.date.as_ref().map(|d| u64::from(d.start.year().unsigned_abs())).into();
        "time_precision" Integer "" "" = |r| Value::Integer(r.time_precision);
        "disorder_type" Words "" "" = |r| kind(r, 0);
        "event_type" Words "" "" = |r| kind(r, 1);
        "sub_event_type" Words "" "" = |r| kind(r, 2);
        "actor1" Words "" "" = |r| actor(r, 0);
        "assoc_actor_1" Words "" "" = |_| Value::Empty;
        "inter1" Words "" "" = |r| inter(r, 0);
        "actor2" Words "" "" = |r| actor(r, 1);
        "assoc_actor_2" Words "" "" = |_| Value::Empty;
        "inter2" Words "" "" = |r| inter(r, 1);
        "interaction" Words "" "" = |_| Value::Empty;
        "civilian_targeting" Words "" "" = |_| Value::Empty;
        "iso" Integer "" "" = |r| place(r).and_then(|p| p.country.as_deref()).and_then(numeric).into();
        "region" Words "" "" = |_| Value::Empty;
        "country" Words "" "" = |r| place(r).and_then(|p| Gazetteer::builtin().country(p.country.as_deref()?)).map(|c| c.name).into();
        "admin1" Words "" "" = |_| Value::Empty;
        "admin2" Words "" "" = |_| Value::Empty;
        "admin3" Words "" "" = |_| Value::Empty;
        "location" Words "" "" = |r| place(r).map(|p| p.name.as_str()).into();
        "latitude" Number "" "" = |r| place(r).and_then(|p| p.lat).into();
        "longitude" Number "" "" = |r| place(r).and_then(|p| p.lon).into();
        "geo_precision" Integer "" "" = |r| place(r).and_then(|p| precision(p.precision)).into();
        "source" Words "" "" = |r| source(r);
        "source_scale" Words "" "" = |_| Value::Empty;
        "notes" Words "" "" = |r| notes(r).into();
        "fatalities" Integer "" "" = |r| Value::Integer(r.fatalities);
        "tags" Words "" "" = |_| Value::Empty;
        "timestamp" Integer "" "" = |r| total(r.parcel).and_then(|t| t.time).map(|t| t.as_second().unsigned_abs()).into();
    }
}

fn place<'a>(row: &Row<'a>) -> Option<&'a crate::domain::Place> {
    row.parcel.view.event.place.as_ref()
}

/// The event's kind in ACLED's three words.
fn kind(row: &Row, level: usize) -> Value {
    static KINDS: OnceLock<BTreeMap<String, [String; 3]>> = OnceLock::new();
    // The file is part of the program and a test reads it.
    let kinds = KINDS.get_or_init(|| {
        toml::from_str(include_str!("../../assets/export/acled.toml")).expect("the built-in kinds are sound")
    });
    row.parcel.view.event.kind.as_ref().and_then(|kind| kinds.get(kind)).map(|words| words[level].as_str()).into()
}

/// The parties named, state forces before armed groups before others, with the words of ACLED's `inter`.
fn sides<'a>(row: &Row<'a>) -> Vec<(&'a str, &'static str)> {
    let rank = |role| match role {
        Role::StateForces => (0, "State forces"),
        Role::ArmedGroup | Role::Attacker => (1, "Rebel group"),
        Role::All | Role::Civilian | Role::Unknown => (2, ""),
    };
    let claims = || row.parcel.view.statements.iter().map(|statement| &statement.record.claim);
    let victims = claims().filter_map(|c| Some((rank(c.victims.role), c.victims.actor.as_deref()?)));
    let perpetrators = claims().filter_map(|c| Some(((2, ""), c.perpetrator.as_deref()?)));
    let mut sides: Vec<_> = victims.chain(perpetrators).collect();
    sides.sort_unstable();
    let mut seen = Vec::new();
    sides.retain(|(_, name)| {
        let is_new = !seen.contains(name);
        seen.push(*name);
        is_new
    });
    sides.into_iter().map(|((_, inter), name)| (name, inter)).collect()
}

fn actor(row: &Row, number: usize) -> Value {
    sides(row).get(number).map(|(name, _)| *name).into()
}

fn inter(row: &Row, number: usize) -> Value {
    sides(row).get(number).map(|(_, inter)| *inter).into()
}

const fn precision(precision: PlacePrecision) -> Option<u64> {
    match precision {
        PlacePrecision::Site | PlacePrecision::Town => Some(1),
        PlacePrecision::District => Some(2),
        PlacePrecision::Region | PlacePrecision::Country => Some(3),
        PlacePrecision::Unresolved => None,
    }
}

fn source(row: &Row) -> Value {
    let used = total(row.parcel).into_iter().flat_map(|record| &record.claims).filter(|claim| claim.used);
    let mut outlets: Vec<&str> = Vec::new();
    for outlet in used.filter_map(|claim| claim.outlet.as_deref()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    outlets.join("; ").into()
}

/// "Aleppo raid. SOHR: 5 killed; interior ministry: 4 killed. UCDP rule: nearest to the place."
fn notes(row: &Row) -> String {
    let event = &row.parcel.view.event;
    let Some(total) = total(row.parcel) else { return String::new() };
    let mut said: Vec<String> = Vec::new();
    for claim in &total.claims {
        let one = format!("{}: {} {}", claim.claimant, words::range(claim.low, claim.high), claim.outcome.label());
        if !said.contains(&one) {
            said.push(one);
        }
    }
    let reason = total.reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
    format!("{}. {}. Figure by the rule {}.{reason}", event.name, said.join("; "), total.rule)
}

/// ISO 3166-1 numeric of an alpha-2 code.
fn numeric(code: &str) -> Option<u64> {
    let lines = include_str!("../../assets/export/iso-numeric.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).find(|(alpha, _)| *alpha == code).and_then(|(_, n)| n.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_numbers() {
        assert_eq!((numeric("SY"), numeric("AF"), numeric("??")), (Some(760), Some(4), None));
    }
}
