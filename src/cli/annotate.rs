//! `judge`, `credit`, `grade`, `switch`, `note`, `mark`, `name`, `move`, `merge`: what the workbench does by keyboard, for
//! scripts. Each is one change, one entry of the journal, and can be undone.

use clap::{Args, ValueEnum};

use crate::domain::{
    ArticleId, Change, ClaimId, Credibility, EventId, Inclusion, Judgement, Measure, Reliability, Subject, Switch,
    change::ArticleStatus, event::Meaning,
};

use super::{Out, Status, Usage, browse::subject, decide::measure_among, out::Json, session::Session};

/// Accept or reject claims as the machine read them. A rejected claim stays, and counts nowhere.
#[derive(Debug, Args)]
pub struct Judge {
    /// The claims: c7 c8 c9.
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<ClaimId>,
    /// What you say of them.
    #[arg(value_enum)]
    verdict: Verdict,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Verdict {
    /// It says what was read
    Accept,
    /// It does not
    Reject,
    /// As if nobody had judged
    Unjudge,
}

impl Judge {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let judgement = match self.verdict {
            Verdict::Accept => Judgement::Accepted,
            Verdict::Reject => Judgement::Rejected,
            Verdict::Unjudge => Judgement::Proposed,
        };
        session.apply(Change::Judge { claims: self.claims, judgement }, self.json, out)
    }
}

/// Say how credible one claim is, apart from how reliable its claimant is (Admiralty scale, 1 to 6).
#[derive(Debug, Args)]
pub struct Credit {
    claim: ClaimId,
    /// 1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 cannot be judged; `none` takes it back.
    #[arg(value_parser = or_none::<Credibility>)]
    credibility: OrNone<Credibility>,
    #[command(flatten)]
    json: Json,
}

impl Credit {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::Credit { claim: self.claim, credibility: self.credibility.0 }, self.json, out)
    }
}

/// Say how reliable a claimant is (Admiralty scale, A to F).
#[derive(Debug, Args)]
pub struct Grade {
    /// As `recount claimants` lists it.
    claimant: String,
    /// A completely, B usually, C fairly, D not usually, E unreliable, F cannot be judged; `none` takes it back.
    #[arg(value_parser = or_none::<Reliability>)]
    reliability: OrNone<Reliability>,
    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    json: Json,
}

impl Grade {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let Self { claimant, reliability: OrNone(reliability), reason, json } = self;
        session.apply(Change::Grade { claimant, reliability, reason }, json, out)
    }
}

/// A grade, or its absence written `none`.
#[derive(Debug, Clone, Copy)]
struct OrNone<T>(Option<T>);

fn or_none<T: std::str::FromStr<Err = String>>(word: &str) -> Result<OrNone<T>, String> {
    if word == "none" { Ok(OrNone(None)) } else { word.to_ascii_uppercase().parse().map(|grade| OrNone(Some(grade))) }
}

/// Settle what stays uncertain until somebody says so
///
/// Questions and answers:
///   neutralized=killed|not_killed|open    does the armies' word mean killed here?
///   casualties=killed|not_killed|open     are the "casualties" dead?
///   attackers=yes|no|unknown              are the attackers inside the total?
///   silence=none|open                     does what was not mentioned count as none?
///   cumulative=yes|no                     is the total of a longer time than the event? (needs --claimant)
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct SetSwitch {
    event: EventId,
    /// The question and its answer: neutralized=killed.
    #[arg(value_name = "QUESTION=ANSWER")]
    setting: String,
    /// For this claimant only.
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// With silence: for this row only, as `killed/state forces`.
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    #[command(flatten)]
    json: Json,
}

impl SetSwitch {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let review = session.review(self.event)?;
        if let Some(name) = &self.claimant
            && !review.comparison.columns.iter().any(|column| column.claimant == *name)
        {
            let known: Vec<_> = review.comparison.columns.iter().map(|column| column.claimant.as_str()).collect();
            return Err(Usage(format!(
                "no claimant of {} is called `{name}`; there are: {}",
                self.event,
                known.join(", ")
            ))
            .into());
        }
        let measure = self.measure.map(|words| measure_among(&review, &words)).transpose()?;
        let switch = setting(&self.setting, self.claimant, measure).map_err(Usage)?;
        session.apply(Change::SetSwitch { event: self.event, switch }, self.json, out)
    }
}

/// "neutralized=killed"
fn setting(words: &str, claimant: Option<String>, measure: Option<Measure>) -> Result<Switch, String> {
    let (question, answer) = words.split_once('=').ok_or("write it as a question and an answer: neutralized=killed")?;
    if measure.is_some() && question != "silence" {
        return Err(format!("--measure goes with silence, not with {question}"));
    }
    let either = |yes: &str, no: &str| match answer {
        _ if answer == yes => Ok(true),
        _ if answer == no => Ok(false),
        _ => Err(format!("{question} is {yes} or {no}, not `{answer}`")),
    };
    Ok(match question {
        "neutralized" => Switch::Neutralized { claimant, means: answer.parse::<Meaning>()? },
        "casualties" => Switch::Casualties { claimant, means: answer.parse::<Meaning>()? },
        "attackers" => Switch::Attackers { claimant, inside: answer.parse::<Inclusion>()? },
        "silence" => Switch::Silence { claimant, measure, means_none: either("none", "open")? },
        "cumulative" => {
            let claimant = claimant.ok_or("cumulative is said of one claimant: add --claimant NAME")?;
            Switch::Cumulative { claimant, cumulative: either("yes", "no")? }
        }
        _ => return Err(format!("`{question}` is none of neutralized, casualties, attackers, silence, cumulative")),
    })
}

/// Write a note to an article, a claim or an event.
#[derive(Debug, Args)]
pub struct Note {
    /// a12, c7 or e3.
    #[arg(value_name = "ID", value_parser = subject)]
    about: Subject,
    text: String,
    #[command(flatten)]
    json: Json,
}

impl Note {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::AddNote { subjects: vec![self.about], text: self.text }, self.json, out)
    }
}

/// Set how far the work on articles is: unread, in_review, done, irrelevant.
#[derive(Debug, Args)]
pub struct Mark {
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<ArticleId>,
    status: ArticleStatus,
    #[command(flatten)]
    json: Json,
}

impl Mark {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::SetStatus { articles: self.articles, status: self.status }, self.json, out)
    }
}

/// Name an event.
#[derive(Debug, Args)]
pub struct Name {
    event: EventId,
    name: String,
    #[command(flatten)]
    json: Json,
}

impl Name {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::NameEvent { event: self.event, name: self.name }, self.json, out)
    }
}

/// Move claims to another event, or to a new one.
#[derive(Debug, Args)]
pub struct Move {
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<ClaimId>,
    /// The event, or `new`.
    #[arg(value_name = "EVENT", value_parser = event_or_new)]
    to: NewOr,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy)]
struct NewOr(Option<EventId>);

fn event_or_new(word: &str) -> Result<NewOr, String> {
    if word == "new" {
        Ok(NewOr(None))
    } else {
        word.parse().map(|id| NewOr(Some(id))).map_err(|e: crate::domain::id::NotAnId| e.to_string())
    }
}

impl Move {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        session.apply(Change::MoveClaims { claims: self.claims, to: self.to.0 }, self.json, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let wanted = Switch::Neutralized { claimant: None, means: Meaning::Killed };
        assert_eq!(setting("neutralized=killed", None, None), Ok(wanted));
        let wanted = Switch::Silence { claimant: Some("SOHR".into()), measure: None, means_none: false };
        assert_eq!(setting("silence=open", Some("SOHR".into()), None), Ok(wanted));
        for wrong in ["neutralized", "neutralized=dead", "silence=yes", "cumulative=yes", "colour=red"] {
            assert!(setting(wrong, None, None).is_err(), "{wrong}");
        }
    }
}
