//! `list`, `search`, `show`, `events`: what is in the store.

use std::io::Write;

use clap::Args;

use crate::{
    domain::{
        ArticleId, Claim, ClaimId, Filter, Judgement, Outcome, Subject,
        filter::FilterError,
        rows::{ArticleRow, ArticleView, ClaimRecord, EventRow, Toll},
    },
    text, work,
};

use super::{
    Out, Status, Usage,
    compare::Compare,
    out::{Json, Role},
    print::{
        explained, page,
        table::{Align, Table},
        words,
    },
    session::{Session, rows},
};

/// List the articles, latest published first.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    json: Json,
}

/// What to list.
#[derive(Debug, Args)]
pub struct Which {
    /// Conditions, all of which must hold: outlet:sana after:2017-04 place:aleppo 'killed>=5' has:conflict; commas give a
    /// choice (status:unread,in_review), *NAME* is a part of one, a minus turns a condition round (behind --: -- -has:note).
    /// Other words are looked for in the text, in quotes as a phrase.
    #[arg(value_name = "CONDITION")]
    conditions: Vec<String>,
    /// At most so many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Which {
    /// # Errors
    /// A usage error that names the condition.
    fn filter(&self) -> anyhow::Result<Filter> {
        // What the shell kept together belongs together.
        let quoted = |c: &String| if c.contains(' ') && !c.contains('"') { format!("\"{c}\"") } else { c.clone() };
        let line = self.conditions.iter().map(quoted).collect::<Vec<_>>().join(" ");
        line.parse().map_err(|e: FilterError| Usage(e.to_string()).into())
    }

    fn articles(&self, session: &Session) -> anyhow::Result<Vec<ArticleRow>> {
        let (filter, store) = (self.filter()?, session.settled()?);
        let mut found = rows(self.limit, |after, limit| store.articles(&filter, after, limit))?;
        if let Some(own) = session.own(&store)? {
            found.iter_mut().for_each(|row| own.hide_in_article(row));
        }
        Ok(found)
    }
}

impl List {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let found = self.which.articles(session)?;
        if self.json.json {
            return out.json(&found);
        }
        let mut table = Table::new(&[
            ("id", Align::Left),
            ("published", Align::Left),
            ("outlet", Align::Left),
            ("status", Align::Left),
            ("claims", Align::Right),
            ("unjudged", Align::Right),
            ("title", Align::Left),
        ]);
        for row in found {
            table.row([
                row.id.to_string().into(),
                row.published.map_or(String::new(), |day| day.to_string()).into(),
                row.outlet.unwrap_or_default().into(),
                row.status.label().into(),
                row.claims.to_string().into(),
                row.unjudged.to_string().into(),
                row.title.into(),
            ]);
        }
        out.table(&table, "no articles")
    }
}

/// Search the words of all articles.
///
/// Finds whatever case, accents or Arabic vowel signs a word is written with. All words must be there, in any order;
/// "several words" in quotes must stand together.
#[derive(Debug, Args)]
pub struct Search {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    json: Json,
}

impl Search {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let found = self.which.articles(session)?;
        if self.json.json {
            return out.json(&found);
        }
        let ink = out.look.ink;
        for row in &found {
            let facts = [row.outlet.clone(), row.published.map(|day| day.to_string())];
            let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let heading = format!("{}  {}", row.id, text::display(&row.title));
            writeln!(out, "{}  {}", ink.paint(Role::Heading, heading), text::display(&facts))?;
            if let Some(snippet) = &row.snippet {
                writeln!(out, "    {}", text::display(snippet))?;
            }
        }
        if found.is_empty() {
            out.line("no article has these words")?;
        }
        Ok(Status::Done)
    }
}

/// Show an article with its claims marked, a claim with its words, or an event (as `compare` does).
#[derive(Debug, Args)]
pub struct Show {
    /// What to show: a12, c7 or e3.
    #[arg(value_name = "ID", value_parser = subject)]
    what: Subject,
    /// Of an article or a claim: read the article again and tell which rules fired, and why numbers became no claim.
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    #[command(flatten)]
    json: Json,
}

impl Show {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        match self.what {
            Subject::Event(event) => Compare::of(event, self.json).run(session, out),
            Subject::Article(article) => {
                let view = opened(session, article)?;
                show_article(&view, self.json, out)?;
                if self.explain {
                    let explained = session.language()?.explain(&view.article);
                    writeln!(out)?;
                    write!(out, "{}", explained::print(&explained, out.look))?;
                }
                Ok(Status::Done)
            }
            Subject::Claim(claim) => {
                show_claim(session, claim, self.json, out)?;
                if self.explain { explain_claim(claim, session, out) } else { Ok(Status::Done) }
            }
        }
    }
}

/// The rules that read a claim, where its article still reads so.
fn explain_claim(id: ClaimId, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
    let store = session.reader()?;
    let record = store.claim(id)?;
    let explained = session.language()?.explain(&store.article(record.article)?.article);
    let same = |read: &Claim| read.evidence == record.claim.evidence && read.outcome == record.claim.outcome;
    match explained.claims.iter().position(same) {
        Some(at) => write!(out, "{}", explained::claim(&explained, at, out.look))?,
        None => out.line("its words are not read as this claim; it was changed, or the lexicon was").map(drop)?,
    }
    Ok(Status::Done)
}

/// `a12`, `c7`, `e3`.
pub fn subject(id: &str) -> Result<Subject, String> {
    match id.chars().next() {
        Some('a') => id.parse().map(Subject::Article).map_err(|e| e.to_string()),
        Some('c') => id.parse().map(Subject::Claim).map_err(|e| e.to_string()),
        Some('e') => id.parse().map(Subject::Event).map_err(|e| e.to_string()),
        _ => Err("an article is written a12, a claim c7, an event e3".into()),
    }
}

fn show_article(view: &ArticleView, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    if json.json {
        return out.json(view);
    }
    let look = out.look;
    write!(out, "{}", page::heading(&view.id.to_string(), &view.article, look))?;
    for fact in view.article.url.iter().chain([&format!("sha256 {}", view.article.sha256)]) {
        writeln!(out, "{}", look.ink.paint(Role::Faint, text::display(fact)))?;
    }
    if let Some(original) = view.copy_of {
        out.line(format_args!("copy of {original}; `recount diff {}` shows what it changed", view.id))?;
    }
    if !view.copies.is_empty() {
        let copies: Vec<_> = view.copies.iter().map(ToString::to_string).collect();
        out.line(format_args!("copies: {}", copies.join(", ")))?;
    }
    writeln!(out)?;
    let marked: Vec<_> = view.claims.iter().map(marked).collect();
    write!(out, "{}", page::print(&view.article, &marked, look))?;
    for note in &view.notes {
        out.line(format_args!("{}  {} ({}, {})", note.id, note.text, note.analyst, words::time(note.at)))?;
    }
    Ok(Status::Done)
}

/// The article; to who works blind without others' words on it.
fn opened(session: &Session, id: ArticleId) -> anyhow::Result<ArticleView> {
    let store = session.reader()?;
    let mut view = store.article(id)?;
    if session.is_blind() {
        let me = session.analyst()?;
        let own: Vec<_> = store.opinions()?.into_iter().filter(|opinion| opinion.analyst == me).collect();
        view.claims.iter_mut().for_each(|record| work::hide(record, &own));
        view.notes.retain(|note| note.analyst == me);
    }
    Ok(view)
}

fn show_claim(session: &Session, id: ClaimId, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    let stored = session.reader()?.claim(id)?;
    let article = opened(session, stored.article)?;
    let record = article.claims.iter().find(|record| record.id == id).cloned().unwrap_or(stored);
    if json.json {
        return out.json(&record);
    }
    let look = out.look;
    let mut shown = page::heading(&article.id.to_string(), &article.article, look);
    let all: Vec<_> = article.claims.iter().map(marked).collect();
    page::explain(&mut shown, &marked(&record), &all, look);
    write!(out, "{shown}")?;
    for note in article.notes.iter().filter(|note| note.subject == Subject::Claim(id)) {
        out.line(format_args!("{}  {} ({}, {})", note.id, note.text, note.analyst, words::time(note.at)))?;
    }
    Ok(Status::Done)
}

fn marked(record: &ClaimRecord) -> page::Marked<'_> {
    let judged = (record.judgement != Judgement::Proposed).then(|| record.judgement.label());
    let standing = [Some(record.id.to_string()), record.event.map(|event| event.to_string()), judged];
    let standing = standing.into_iter().flatten().collect();
    page::Marked { number: usize::try_from(record.id.0).unwrap_or_default(), claim: &record.claim, standing }
}

/// List the events, latest first.
#[derive(Debug, Args)]
pub struct Events {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    json: Json,
}

impl Events {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let (filter, store) = (self.which.filter()?, session.settled()?);
        let mut found: Vec<EventRow> = rows(self.which.limit, |after, limit| store.events(&filter, after, limit))?;
        if let Some(own) = session.own(&store)? {
            found.iter_mut().for_each(|row| own.hide_in_event(row));
        }
        if self.json.json {
            return out.json(&found);
        }
        let mut table = Table::new(&[
            ("id", Align::Left),
            ("date", Align::Left),
            ("place", Align::Left),
            ("articles", Align::Right),
            ("claims", Align::Right),
            ("claimants", Align::Right),
            ("decided", Align::Right),
            ("killed", Align::Right),
            ("conflicts", Align::Right),
            ("event", Align::Left),
        ]);
        for EventRow { event, articles, claims, claimants, decided, standing } in found {
            let standing = standing.unwrap_or_default();
            table.row([
                event.id.to_string().into(),
                event.date.as_ref().map(words::date).unwrap_or_default().into(),
                event.place.as_ref().map(words::place).unwrap_or_default().into(),
                articles.to_string().into(),
                claims.to_string().into(),
                claimants.to_string().into(),
                decided.to_string().into(),
                standing.toll(Outcome::Killed).map(Toll::numbers).unwrap_or_default().into(),
                (if standing.conflicts == 0 { String::new() } else { standing.conflicts.to_string() }).into(),
                event.name.into(),
            ]);
        }
        out.table(&table, "no events")
    }
}
