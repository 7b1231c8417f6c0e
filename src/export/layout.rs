//! The columns of our own tables: what an event, a figure, a claim, a source and an entry of the log say of themselves.
//!
//! One row of figures is one figure, so that a sum over rows counts nobody twice for having two sources. Columns about
//! claims hold one entry for each used claim, in the same order, joined by ` | ` (a bar in the words is written `¦`); the
//! table of claims and JSON lines are the forms without such compression.

use std::borrow::Cow;

use crate::domain::{
    Capture, TextPart,
    rows::{JournalRow, Statement},
};

use super::{
    Cited, Parcel, Record, RecordClaim,
    table::{Column, Value},
};

const JOIN: &str = " | ";

macro_rules! columns {
    ($($name:literal $kind:ident $hxl:literal $says:literal = $value:expr;)+) => {
        [$(Column { name: $name, kind: $crate::export::table::Kind::$kind, hxl: $hxl, says: $says, value: $value }),+]
    };
}
pub(super) use columns;

pub static FIGURES: &[Column<Record>] = &columns! {
    "event" Words "#event+code" "the event's name in the store" = |r| r.event.as_str().into();
    "name" Words "#event+name" "what people call it" = |r| r.name.as_str().into();
    "date_start" Date "#date+start" "first day it may have been" = |r| r.date.as_ref().map(|d| d.start).into();
    "date_end" Date "#date+end" "last day it may have been" = |r| r.date.as_ref().map(|d| d.end).into();
    "place" Words "#loc+name" "the place" = |r| r.place.as_ref().map(|p| p.name.as_str()).into();
    "country" Words "#country+code+v_iso2" "ISO 3166-1 alpha-2" = |r| r.place.as_ref().and_then(|p| p.country.as_deref()).into();
    "latitude" Number "#geo+lat" "WGS 84 degrees" = |r| r.place.as_ref().and_then(|p| p.lat).into();
    "longitude" Number "#geo+lon" "WGS 84 degrees" = |r| r.place.as_ref().and_then(|p| p.lon).into();
    "outcome" Words "#indicator+outcome" "what happened to the people counted" = |r| r.measure.outcome.word().into();
    "group" Words "#group+name" "who they were" = |r| r.measure.group().into();
    "low" Integer "#affected+min" "the lowest number; empty is unknown" = |r| r.low.into();
    "best" Integer "#affected+best" "the best number; empty was left undecided" = |r| r.best.into();
    "high" Integer "#affected+max" "the highest number; empty is open" = |r| r.high.into();
    "state" Words "#status" "open, pending, reconciled or signed" = |r| r.state.word().into();
    "rule" Words "#meta+rule" "the rule that gave the numbers" = |r| r.rule.word().into();
    "reason" Words "#description+reason" "why" = |r| r.reason.as_deref().into();
    "waiting_for" Words "" "what a pending figure waits for" = |r| r.waiting_for.as_deref().into();
    "analyst" Words "#contact+analyst" "who decided" = |r| r.analyst.as_deref().into();
    "time" Time "" "when it was decided" = |r| r.time.into();
    "signed_by" Words "#contact+signed" "the second person" = |r| r.signed_by.as_deref().into();
    "claims_used" Integer "" "claims the figure rests on" = |r| r.claims.iter().filter(|c| c.used).count().into();
    "claims_not_used" Integer "" "claims that were passed over" = |r| r.claims.iter().filter(|c| !c.used).count().into();
    "claims" Words "" "used claims" = |r| joined(r, |c| c.claim.as_str().into());
    "claimants" Words "#meta+claimant" "who makes them" = |r| joined(r, |c| c.claimant.as_str().into());
    "outlets" Words "#meta+source" "who published them" = |r| joined(r, |c| c.outlet.as_deref().unwrap_or_default().into());
    "words" Words "#description+words" "their words" = |r| joined(r, |c| c.evidence.first().map_or("", |e| &e.exact).into());
    "offsets" Words "" "characters of the normalized text, end exclusive" = |r| joined(r, |c| offsets(c).into());
    "articles" Words "" "the articles they stand in" = |r| joined(r, |c| c.article.as_str().into());
    "sha256" Words "" "of the articles as they came in" = |r| joined(r, |c| c.sha256.as_str().into());
    "urls" Words "#meta+url" "their addresses" = |r| joined(r, |c| c.url.as_deref().unwrap_or_default().into());
};

fn joined(record: &Record, of: impl for<'c> Fn(&'c RecordClaim) -> Cow<'c, str>) -> Value {
    let mut joined = String::new();
    for (n, claim) in record.claims.iter().filter(|claim| claim.used).enumerate() {
        if n > 0 {
            joined.push_str(JOIN);
        }
        for (n, part) in of(claim).split('|').enumerate() {
            if n > 0 {
                joined.push('¦');
            }
            joined.push_str(part);
        }
    }
    joined.into()
}

/// "1042-1093", "title 3-12" where the words stand in the title.
fn offsets(claim: &RecordClaim) -> String {
    claim.evidence.first().map_or(String::new(), |e| match e.part {
        TextPart::Body => format!("{}-{}", e.start, e.end),
        TextPart::Title => format!("title {}-{}", e.start, e.end),
    })
}

pub static EVENTS: &[Column<Parcel>] = &columns! {
    "event" Words "#event+code" "the event's name in the store" = |p| p.view.event.id.to_string().into();
    "name" Words "#event+name" "what people call it" = |p| p.view.event.name.as_str().into();
    "date_start" Date "#date+start" "first day it may have been" = |p| p.view.event.date.as_ref().map(|d| d.start).into();
    "date_end" Date "#date+end" "last day it may have been" = |p| p.view.event.date.as_ref().map(|d| d.end).into();
    "date_precision" Words "" "day, days, week, month, year or era" = |p| word(p.view.event.date.as_ref().map(|d| d.precision));
    "place" Words "#loc+name" "the place" = |p| p.view.event.place.as_ref().map(|p| p.name.as_str()).into();
    "place_precision" Words "" "site, town, district, region, country or unresolved" = |p| word(p.view.event.place.as_ref().map(|p| p.precision));
    "country" Words "#country+code+v_iso2" "ISO 3166-1 alpha-2" = |p| p.view.event.place.as_ref().and_then(|p| p.country.as_deref()).into();
    "latitude" Number "#geo+lat" "WGS 84 degrees" = |p| p.view.event.place.as_ref().and_then(|p| p.lat).into();
    "longitude" Number "#geo+lon" "WGS 84 degrees" = |p| p.view.event.place.as_ref().and_then(|p| p.lon).into();
    "kind" Words "#event+type" "raid, airstrike, bomb" = |p| p.view.event.kind.as_deref().into();
    "parties" Words "#group" "the sides named" = |p| p.view.event.parties.join(JOIN).into();
};

pub static CLAIMS: &[Column<Statement>] = &columns! {
    "claim" Words "" "the claim's name in the store" = |s| s.record.id.to_string().into();
    "event" Words "#event+code" "the event it is about" = |s| s.record.event.map_or(String::new(), |e| e.to_string()).into();
    "article" Words "" "the article it stands in" = |s| s.record.article.to_string().into();
    "ordinal" Integer "" "its place among the article's claims, from 0" = |s| s.record.ordinal.into();
    "claimant" Words "#meta+claimant" "who says so" = |s| s.record.claim.claimant.name.as_str().into();
    "claimant_kind" Words "" "official, monitor, witness" = |s| s.record.claim.claimant.kind.word().into();
    "reliability" Words "" "Admiralty grade of the claimant, A to F" = |s| s.reliability.map(|r| r.word()).into();
    "outlet" Words "#meta+source" "who published it" = |s| s.record.claim.outlet.as_deref().or(s.outlet.as_deref()).into();
    "outcome" Words "#indicator+outcome" "what happened to the people counted" = |s| s.record.claim.outcome.word().into();
    "bound" Words "" "exact, at_least, at_most, about, range, vague, some or none" = |s| word(Some(s.record.claim.count.bound));
    "low" Integer "#affected+min" "the lowest number; empty is unknown" = |s| s.record.claim.count.low.into();
    "high" Integer "#affected+max" "the highest number; empty is open" = |s| s.record.claim.count.high.into();
    "count_words" Words "" "the words of the number" = |s| s.record.claim.count.words.as_str().into();
    "victims" Words "" "the claimant's own words for them" = |s| s.record.claim.victims.words.as_str().into();
    "role" Words "" "our category" = |s| s.record.claim.victims.role.word().into();
    "traits" Words "" "kinds of people" = |s| s.record.claim.victims.traits.iter().map(|t| t.word()).collect::<Vec<_>>().join(JOIN).into();
    "actor" Words "" "the party they belonged to" = |s| s.record.claim.victims.actor.as_deref().into();
    "names" Words "" "the people named" = |s| s.record.claim.victims.names.join(JOIN).into();
    "stance" Words "" "asserted, hedged or denied" = |s| s.record.claim.stance.word().into();
    "scope" Words "" "event, period or cumulative" = |s| s.record.claim.scope.word().into();
    "part_of" Integer "" "ordinal of the claim of which it is a part" = |s| place(s.record.claim.part_of);
    "repeats" Integer "" "ordinal of the claim it only restates" = |s| place(s.record.claim.repeats);
    "superseded_by" Integer "" "ordinal of the claim that replaces it" = |s| place(s.record.claim.superseded_by);
    "includes_attackers" Words "" "yes, no or unknown" = |s| s.record.claim.includes_attackers.word().into();
    "means" Words "" "how they were hurt" = |s| s.record.claim.means.as_deref().into();
    "perpetrator" Words "" "by whom" = |s| s.record.claim.perpetrator.as_deref().into();
    "as_of" Date "#date+reported" "the day the figure was true as its claimant knew it" = |s| s.record.claim.as_of.into();
    "judgement" Words "" "proposed, accepted or rejected" = |s| s.record.judgement.word().into();
    "credibility" Words "" "Admiralty grade of the claim, 1 to 6" = |s| s.record.credibility.map(|c| c.word()).into();
    "words" Words "#description+words" "the words it was read from" = |s| s.record.claim.evidence.first().map(|e| e.exact.as_str()).into();
    "part" Words "" "body or title" = |s| s.record.claim.evidence.first().map(|e| e.part.word()).into();
    "start" Integer "" "first character of the words in the normalized text" = |s| place(s.record.claim.evidence.first().map(|e| e.start));
    "end" Integer "" "character after the last" = |s| place(s.record.claim.evidence.first().map(|e| e.end));
    "rule" Words "" "the reading that produced it" = |s| s.record.claim.rule.as_str().into();
    "copy_of" Words "" "the article that this one copies" = |s| s.copy_of.map_or(String::new(), |a| a.to_string()).into();
    "sha256" Words "" "of the article as it came in" = |s| s.sha256.as_str().into();
};

pub static SOURCES: &[Column<Cited>] = &columns! {
    "article" Words "" "the article's name in the store" = |a| a.id.to_string().into();
    "title" Words "" "its headline" = |a| a.article.title.as_deref().into();
    "outlet" Words "#meta+source" "who published it" = |a| a.article.outlet.as_deref().into();
    "published" Date "#date+reported" "when" = |a| a.article.published.into();
    "url" Words "#meta+url" "where" = |a| a.article.url.as_deref().into();
    "retrieved" Time "" "when it was fetched" = |a| a.article.retrieved.into();
    "language" Words "" "ISO 639-1" = |a| a.article.language.as_deref().into();
    "copy_of" Words "" "the article that this one copies" = |a| a.copy_of.map_or(String::new(), |a| a.to_string()).into();
    "sha256" Words "" "of its bytes as they came in" = |a| a.article.sha256.as_str().into();
    "captured" Time "" "when it was taken in" = |a| a.capture.as_ref().map(|c| c.at).into();
    "way" Words "" "how: file, standard input, fetch, feed or archive" = |a| a.capture.as_ref().map_or(String::new(), |c| c.way.label()).into();
    "source" Words "" "from which file or address, and the line in it" = |a| a.capture.as_ref().map_or(String::new(), Capture::place).into();
    "tool" Words "" "by which program" = |a| a.capture.as_ref().map(|c| c.tool.as_str()).into();
};

/// An entry of the log, with the event it is told under.
pub struct Logged {
    pub event: String,
    pub entry: JournalRow,
}

pub static LOG: &[Column<Logged>] = &columns! {
    "event" Words "#event+code" "the event it is about" = |l| l.event.as_str().into();
    "entry" Integer "" "its number in the journal" = |l| Some(l.entry.seq.unsigned_abs()).into();
    "time" Time "" "when" = |l| Some(l.entry.at).into();
    "who" Words "" "who did it" = |l| l.entry.actor.to_string().into();
    "what" Words "" "what was done" = |l| l.entry.summary.as_str().into();
    "hash" Words "" "over the entry and the one before" = |l| l.entry.hash.as_str().into();
};

fn place(place: Option<usize>) -> Value {
    place.map_or(Value::Empty, Value::from)
}

/// A word of a closed list that names itself only in its serialized form.
fn word(value: Option<impl serde::Serialize>) -> Value {
    match value.map(|value| serde_json::to_value(value)) {
        Some(Ok(serde_json::Value::String(word))) => word.into(),
        _ => Value::Empty,
    }
}
