//! `proposals`, `apart`, `split`, `when`, `where`, `diff`: what belongs together, when and where it was, and what copies
//! changed. Each change is one entry of the journal and can be undone.

use std::io::Write;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::{
    domain::{ArticleId, Change, ClaimId, DatePrecision, DateSpan, EventId, Place, PlacePrecision, Proposal},
    text::{
        self,
        diff::{self, Stretch},
    },
    work,
};

use super::{
    Out, Status, Usage,
    out::{Json, Role},
    session::Session,
};

/// List the events that may be one, with the reasons; accept or decline.
///
/// What analysts merged, split or confirmed is never undone by the machine: it proposes, and somebody decides here.
#[derive(Debug, Args)]
pub struct Proposals {
    #[command(subcommand)]
    answer: Option<Answer>,
    /// Show all reasons, not only the weightiest.
    #[arg(long)]
    reasons: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum Answer {
    /// They are one: merge the later event into the earlier.
    Accept(Two),
    /// They are two: never propose it again.
    Decline(Two),
}

#[derive(Debug, Args)]
struct Two {
    one: EventId,
    other: EventId,
}

/// Reasons shown where not all are asked for.
const WEIGHTIEST: usize = 5;

impl Proposals {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        match self.answer {
            Some(Answer::Accept(Two { one, other })) => {
                let (into, from) = (one.min(other), one.max(other));
                return session.apply(Change::MergeEvents { from, into }, self.json, out);
            }
            Some(Answer::Decline(Two { one, other })) => {
                return session.apply(Change::KeepApart { a: one, b: other }, self.json, out);
            }
            None => {}
        }
        let proposals = session.reader()?.proposals()?;
        if self.json.json {
            return out.json(&proposals);
        }
        if proposals.is_empty() {
            return out.line("nothing is proposed");
        }
        let most = if self.reasons { usize::MAX } else { WEIGHTIEST };
        proposals.iter().try_for_each(|proposal| show(proposal, most, out))?;
        Ok(Status::Done)
    }
}

fn show(proposal: &Proposal, most: usize, out: &mut Out) -> anyhow::Result<()> {
    let Proposal { a, b, a_name, b_name, likeness } = proposal;
    let ink = out.look.ink;
    let heading = format!("{a} and {b} may be one ({:+.1})", likeness.score);
    writeln!(out, "{}", ink.paint(Role::Heading, heading))?;
    out.line(format_args!("  {a}  {a_name}"))?;
    out.line(format_args!("  {b}  {b_name}"))?;
    for reason in likeness.reasons.iter().take(most) {
        let said = format!("    {:+.2}  {} {:.2}", reason.share, reason.feature.replace('_', " "), reason.value);
        writeln!(out, "{}", ink.paint(Role::Faint, said))?;
    }
    Ok(())
}

/// Say that two events are not the same incident. The machine never proposes it again.
#[derive(Debug, Args)]
pub struct Apart {
    #[command(flatten)]
    two: Two,
    #[command(flatten)]
    json: Json,
}

impl Apart {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::KeepApart { a: self.two.one, b: self.two.other }, self.json, out)
    }
}

/// Split claims off an event into a new one: they tell of another incident.
#[derive(Debug, Args)]
pub struct Split {
    event: EventId,
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<ClaimId>,
    #[command(flatten)]
    json: Json,
}

impl Split {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let view = session.reader()?.event(self.event)?;
        let of_event = |claim: &ClaimId| view.statements.iter().any(|statement| statement.record.id == *claim);
        if let Some(other) = self.claims.iter().find(|claim| !of_event(claim)) {
            return Err(Usage(format!("{other} is not a claim of {}", self.event)).into());
        }
        session.apply(Change::MoveClaims { claims: self.claims, to: None }, self.json, out)
    }
}

/// Say when an event happened. Later reports no longer change it.
#[derive(Debug, Args)]
pub struct When {
    event: EventId,
    /// 2025-05-17, or 2025-05-17..2025-05-18; `machine` leaves it to recount again.
    #[arg(value_name = "DATE", value_parser = span)]
    date: Given<DateSpan>,
    #[command(flatten)]
    json: Json,
}

/// What an analyst says, or that the machine is to say it again.
#[derive(Debug, Clone)]
struct Given<T>(Option<T>);

const MACHINE: &str = "machine";

fn span(words: &str) -> Result<Given<DateSpan>, String> {
    if words == MACHINE {
        return Ok(Given(None));
    }
    let date = |word: &str| word.parse::<Date>().map_err(|_| format!("`{word}` is no date; write it as 2025-05-17"));
    let (start, end) = words.split_once("..").unwrap_or((words, words));
    let (start, end) = (date(start)?, date(end)?);
    if start > end {
        return Err("the first day is after the last".into());
    }
    let precision = if start == end { DatePrecision::Day } else { DatePrecision::Days };
    Ok(Given(Some(DateSpan { start, end, precision, words: String::new() })))
}

impl When {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::DateEvent { event: self.event, date: self.date.0 }, self.json, out)
    }
}

/// Say where an event happened. Later reports no longer change it.
#[derive(Debug, Args)]
pub struct Where {
    event: EventId,
    /// The place; `machine` leaves it to recount again. `recount gazetteer find` shows what a name may stand for.
    place: String,
    /// Which place of the name, by the two letters of its country.
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// Its coordinates, for a place in no gazetteer: 36.2,37.16
    #[arg(long, value_name = "LAT,LON", value_parser = degrees, allow_hyphen_values = true)]
    at: Option<(f64, f64)>,
    #[command(flatten)]
    json: Json,
}

fn degrees(words: &str) -> Result<(f64, f64), String> {
    let number = |word: &str| word.trim().parse::<f64>().ok();
    let pair = words.split_once(',').and_then(|(lat, lon)| Some((number(lat)?, number(lon)?)));
    let on_the_map = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    pair.filter(on_the_map).ok_or_else(|| "write it as degrees north and east: 36.2,37.16".into())
}

impl Where {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let place = if self.place == MACHINE { None } else { Some(Box::new(self.named(session)?)) };
        session.apply(Change::PlaceEvent { event: self.event, place }, self.json, out)
    }

    fn named(&self, session: &Session) -> anyhow::Result<Place> {
        let place = Place::unresolved(self.place.as_str(), "");
        let country = self.country.as_deref().map(str::to_uppercase);
        if let Some((lat, lon)) = self.at {
            return Ok(Place { lat: Some(lat), lon: Some(lon), country, precision: PlacePrecision::Site, ..place });
        }
        let gazetteer = work::gazetteer_of(&session.reader()?)?;
        let found = gazetteer
            .lookup(&self.place)
            .filter(|entry| country.as_deref().is_none_or(|code| entry.country == code))
            .min_by_key(|entry| (entry.precision != PlacePrecision::Town, entry.precision));
        // A place that no gazetteer has is still where it happened.
        Ok(match found {
            Some(entry) => Place {
                country: Some(entry.country.into()),
                lat: Some(entry.lat),
                lon: Some(entry.lon),
                precision: entry.precision,
                ..place
            },
            None => Place { country, ..place },
        })
    }
}

/// Show what one article says otherwise than another, word by word: what a copy changed.
#[derive(Debug, Args)]
pub struct Diff {
    /// The original, or the copy alone: then it is compared with its original.
    one: ArticleId,
    other: Option<ArticleId>,
    #[command(flatten)]
    json: Json,
}

/// Words shown on both sides of a change.
const AROUND: usize = 8;

impl Diff {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        let one = store.article(self.one)?;
        let (first, second) = match (self.other, one.copy_of) {
            (Some(other), _) => (one, store.article(other)?),
            (None, Some(original)) => (store.article(original)?, one),
            (None, None) if store.custody(self.one)?.replaces.is_some() => {
                let before = store.custody(self.one)?.replaces.unwrap_or(self.one);
                (store.article(before)?, one)
            }
            (None, None) => {
                let id = self.one;
                return Err(Usage(format!(
                    "{id} is no copy; name the article to compare it with: recount diff {id} a2"
                ))
                .into());
            }
        };
        let stretches = diff::words(&first.article.text, &second.article.text);
        if self.json.json {
            return out.json(&stretches);
        }
        let ink = out.look.ink;
        for (at, stretch) in stretches.iter().enumerate() {
            match stretch {
                Stretch::Same(words) => {
                    let shown = around(words, at == 0, at + 1 == stretches.len());
                    write!(out, "{} ", text::display(&shown))?;
                }
                Stretch::Removed(words) => {
                    write!(out, "{} ", ink.paint(Role::Bad, format_args!("[-{}-]", text::display(words))))?;
                }
                Stretch::Added(words) => {
                    write!(out, "{} ", ink.paint(Role::Good, format_args!("{{+{}+}}", text::display(words))))?;
                }
            }
        }
        writeln!(out)?;
        Ok(Status::Done)
    }
}

/// The ends of a long stretch that is the same in both.
fn around(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let head = if first { 0 } else { AROUND };
    let tail = if last { 0 } else { AROUND };
    if all.len() <= head + tail + 2 {
        return words.to_owned();
    }
    let (head, tail) = (all[..head].join(" "), all[all.len() - tail..].join(" "));
    [head.as_str(), "…", tail.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
