//! The 49 columns of UCDP GED 23.1, in their order: one row for each event with a figure of the dead.
//!
//! Deaths alone; nothing that recount does not know is guessed: conflicts, dyads, Gleditsch-Ward numbers and regions stay
//! empty. Ids begin with `recount-`, so that nobody takes them for UCDP's.

use crate::{
    domain::{DatePrecision, PlacePrecision, Role},
    text::gazetteer::Gazetteer,
};

use super::{
    Form, Leaf, Parcel, Said,
    deaths::{self, Deaths, Lack, total},
    layout::columns,
    table::{self, Column, Style, Value},
};

pub struct Ucdp;

/// An event that fulfils the law of the format.
pub struct Row<'a> {
    parcel: &'a Parcel,
    deaths: Deaths,
}

impl Form for Ucdp {
    fn head(&self) -> Vec<u8> {
        table::header(&columns(), Style::Csv, false)
    }

    fn event(&self, parcel: &Parcel) -> Leaf {
        deaths::row(parcel, "UCDP", &columns(), lawful)
    }
}

fn lawful<'a>(parcel: &'a Parcel, said: &mut Said) -> Result<Row<'a>, Lack> {
    let deaths = deaths::deaths(parcel, said)?;
    if parcel.view.event.date.is_none() {
        return Err(Lack::Unlawful("it has no date, and UCDP needs a first and a last day".into()));
    }
    Ok(Row { parcel, deaths })
}

fn columns<'a>() -> [Column<Row<'a>>; 49] {
    columns! {
        "id" Words "" "" = |r| id(r);
        "relid" Words "" "" = |r| id(r);
        "year" Integer "" "" = |r| r.parcel.view.event.date.as_ref().map(|d| u64::from(d.start.year().unsigned_abs())).into();
        "active_year" Words "" "" = |_| Value::Empty;
        "code_status" Words "" "" = |_| Value::Empty;
        "type_of_violence" Words "" "" = |_| Value::Empty;
        "conflict_dset_id" Words "" "" = |_| Value::Empty;
        "conflict_new_id" Words "" "" = |_| Value::Empty;
        "conflict_name" Words "" "" = |_| Value::Empty;
        "dyad_dset_id" Words "" "" = |_| Value::Empty;
        "dyad_new_id" Words "" "" = |_| Value::Empty;
        "dyad_name" Words "" "" = |_| Value::Empty;
        "side_a_dset_id" Words "" "" = |_| Value::Empty;
        "side_a_new_id" Words "" "" = |_| Value::Empty;
        "side_a" Words "" "" = |r| actors(r, &[Role::StateForces]);
        "side_b_dset_id" Words "" "" = |_| Value::Empty;
        "side_b_new_id" Words "" "" = |_| Value::Empty;
        "side_b" Words "" "" = |r| actors(r, &[Role::ArmedGroup, Role::Attacker]);
        "number_of_sources" Integer "" "" = |r| sources(r).count().into();
        "source_article" Words "" "" = |r| listed(sources(r).map(quoted)).into();
        "source_office" Words "" "" = |r| listed(sources(r).map(|s| s.outlet.clone().unwrap_or_default())).into();
        "source_date" Words "" "" = |r| listed(sources(r).map(|s| s.published.map_or(String::new(), |d| d.to_string()))).into();
        "source_headline" Words "" "" = |r| listed(sources(r).map(|s| s.title.clone().unwrap_or_default())).into();
        "source_original" Words "" "" = |r| claimants(r);
        "where_prec" Integer "" "" = |r| r.parcel.view.event.place.as_ref().and_then(|p| where_precision(p.precision)).into();
        "where_coordinates" Words "" "" = |r| r.parcel.view.event.place.as_ref().map(|p| p.name.as_str()).into();
        "where_description" Words "" "" = |r| r.parcel.view.event.place.as_ref().map(|p| p.words.as_str()).into();
        "adm_1" Words "" "" = |_| Value::Empty;
        "adm_2" Words "" "" = |_| Value::Empty;
        "latitude" Number "" "" = |r| point(r).map(|p| p.0).into();
        "longitude" Number "" "" = |r| point(r).map(|p| p.1).into();
        "geom_wkt" Words "" "" = |r| point(r).map_or(Value::Empty, |(lat, lon)| format!("POINT ({lon} {lat})").into());
        "priogrid_gid" Integer "" "" = |r| point(r).map(priogrid).into();
        "country" Words "" "" = |r| country(r);
        "country_id" Words "" "" = |_| Value::Empty;
        "region" Words "" "" = |_| Value::Empty;
        "event_clarity" Integer "" "" = |_| Value::Integer(1);
        "date_prec" Integer "" "" = |r| r.parcel.view.event.date.as_ref().map(|d| date_precision(d.precision)).into();
        "date_start" Words "" "" = |r| day(r.parcel.view.event.date.as_ref().map(|d| d.start));
        "date_end" Words "" "" = |r| day(r.parcel.view.event.date.as_ref().map(|d| d.end));
        "deaths_a" Integer "" "" = |r| Value::Integer(r.deaths.state_forces);
        "deaths_b" Integer "" "" = |r| Value::Integer(r.deaths.armed_groups);
        "deaths_civilians" Integer "" "" = |r| Value::Integer(r.deaths.civilians);
        "deaths_unknown" Integer "" "" = |r| Value::Integer(r.deaths.unknown);
        "best" Integer "" "" = |r| Value::Integer(r.deaths.best);
        "high" Integer "" "" = |r| Value::Integer(r.deaths.high);
        "low" Integer "" "" = |r| Value::Integer(r.deaths.low);
        "gwnoa" Words "" "" = |_| Value::Empty;
        "gwnob" Words "" "" = |_| Value::Empty;
    }
}

fn id(row: &Row) -> Value {
    format!("recount-{}", row.parcel.view.event.id).into()
}

/// One claim for each article that the figure rests on.
fn sources<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a super::RecordClaim> {
    let claims = total(row.parcel).map(|record| record.claims.as_slice()).unwrap_or_default();
    let used = claims.iter().filter(|claim| claim.used);
    let mut seen = Vec::new();
    used.filter(move |claim| {
        let is_new = !seen.contains(&claim.article.as_str());
        seen.push(claim.article.as_str());
        is_new
    })
}

/// `"AFP, 2025-05-17, Five dead in raid"`
fn quoted(claim: &super::RecordClaim) -> String {
    let parts = [claim.outlet.clone(), claim.published.map(|day| day.to_string()), claim.title.clone()];
    format!("\"{}\"", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn claimants(row: &Row) -> Value {
    let used = total(row.parcel).into_iter().flat_map(|record| &record.claims).filter(|claim| claim.used);
    let mut names: Vec<String> = used.map(|claim| claim.claimant.clone()).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    listed(names.into_iter()).into()
}

/// Joined by the semicolon that UCDP uses, which no entry may hold itself.
fn listed(entries: impl Iterator<Item = String>) -> String {
    entries.map(|entry| entry.replace(';', ",")).collect::<Vec<_>>().join(";")
}

fn actors(row: &Row, roles: &[Role]) -> Value {
    let victims = row.parcel.view.statements.iter().map(|statement| &statement.record.claim.victims);
    let mut actors: Vec<&str> = victims
        .filter(|victims| roles.contains(&victims.role))
        .filter_map(|victims| victims.actor.as_deref())
        .collect();
    actors.sort_unstable();
    actors.dedup();
    listed(actors.into_iter().map(String::from)).into()
}

fn country(row: &Row) -> Value {
    let code = row.parcel.view.event.place.as_ref().and_then(|place| place.country.as_deref());
    code.and_then(|code| Gazetteer::builtin().country(code)).map(|country| country.name).into()
}

/// Latitude and longitude.
fn point(row: &Row) -> Option<(f64, f64)> {
    let place = row.parcel.view.event.place.as_ref()?;
    place.lat.zip(place.lon)
}

/// The cell of the PRIO-GRID: half a degree wide, counted from 1 eastwards and northwards from 180° W, 90° S.
fn priogrid((lat, lon): (f64, f64)) -> u64 {
    let step = |degrees: f64, from: f64, last: f64| ((degrees + from) * 2.0).floor().clamp(0.0, last);
    (step(lat, 90.0, 359.0) * 720.0 + step(lon, 180.0, 719.0)) as u64 + 1
}

fn day(date: Option<jiff::civil::Date>) -> Value {
    date.map_or(Value::Empty, |date| format!("{date} 00:00:00.000").into())
}

const fn date_precision(precision: DatePrecision) -> u64 {
    match precision {
        DatePrecision::Day => 1,
        DatePrecision::Days => 2,
        DatePrecision::Week => 3,
        DatePrecision::Month => 4,
        DatePrecision::Year | DatePrecision::Era => 5,
    }
}

/// A town is an exact location by UCDP's book; what is in no gazetteer has no precision.
const fn where_precision(precision: PlacePrecision) -> Option<u64> {
    match precision {
        PlacePrecision::Site | PlacePrecision::Town => Some(1),
        PlacePrecision::District => Some(3),
        PlacePrecision::Region => Some(4),
        PlacePrecision::Country => Some(6),
        PlacePrecision::Unresolved => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_begins_in_the_south_west() {
        assert_eq!(priogrid((-90.0, -180.0)), 1);
        assert_eq!(priogrid((36.2, 37.16)), 252 * 720 + 434 + 1);
        assert_eq!(priogrid((90.0, 180.0)), 259_200);
    }
}
