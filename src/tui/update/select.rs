//! Choosing a stretch of an article's words by keys, and what is made of it.

use super::{claim_form, layers};
use crate::{
    domain::{
        ArticleId, Bound, Claim, Claimant, ClaimantKind, Count, EventId, Evidence, Inclusion, Outcome, Scope, Stance,
        TextPart, Victims, claim,
    },
    text,
    tui::{
        layer::{Filled, Form, Layer, answer::NewClaim},
        model::{
            Model, Reader, geometry,
            reader::PageLine,
            stretch::{Step, Stretch},
        },
        msg::{Effect, Size},
    },
};

/// Begins at the selected claim's words where they are in view, else at the first line shown.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let size = model.size;
    if let Some(reader) = model.reader_mut() {
        let height = geometry::reader(size, reader).text.height as usize;
        reader.stretch = start_of(reader, height);
        if reader.stretch.is_none() {
            model.notify("there are no words in view to choose from");
        }
    }
    Vec::new()
}

fn start_of(reader: &Reader, height: usize) -> Option<Stretch> {
    let shown = reader.top..reader.top + height.max(1);
    let evidence = reader.current().and_then(|r| r.claim.evidence.first());
    let of_claim = evidence.filter(|e| {
        let lines = reader.page.lines_of(e.part, &(e.start..e.end));
        lines.is_some_and(|lines| shown.contains(&lines.start))
    });
    if let Some(evidence) = of_claim {
        return Some(Stretch::at(evidence.part, evidence.start));
    }
    let lines = reader.page.lines.get(reader.top..)?;
    lines.iter().take(height).find_map(|line| match line {
        PageLine::Body(at) if !at.chars.is_empty() => Some(Stretch::at(TextPart::Body, at.chars.start)),
        _ => None,
    })
}

pub fn close(model: &mut Model) -> Vec<Effect> {
    if let Some(reader) = model.reader_mut() {
        reader.stretch = None;
    }
    Vec::new()
}

pub fn step(model: &mut Model, step: Step, count: usize) -> Vec<Effect> {
    change(model, |stretch, reader| {
        let text: Vec<char> = reader.text_of(stretch.part).chars().collect();
        stretch.step(&text, step, count);
    })
}

/// Chooses the words from where the mouse was pressed to where it is now.
pub fn drag(reader: &mut Reader, size: Size, from: (u16, u16), to: (u16, u16)) {
    let text = geometry::reader(size, reader).text;
    let under = |(column, row): (u16, u16)| {
        let inside = text.contains(ratatui::layout::Position { x: column, y: row });
        inside.then(|| super::reader::char_under(reader, (row - text.y).into(), (column - text.x).into())).flatten()
    };
    let (Some((part, start)), Some((end_part, end))) = (under(from), under(to)) else { return };
    if part == end_part {
        let mut stretch = Stretch::at(part, start);
        stretch.extend(end);
        reader.stretch = Some(stretch);
    }
}

pub fn turn(model: &mut Model) -> Vec<Effect> {
    change(model, |stretch, _| stretch.turn())
}

/// Up or down a line, as far along it as before.
pub fn line(model: &mut Model, by: isize) -> Vec<Effect> {
    change(model, |stretch, reader| {
        let lines = reader.lines_in(stretch.part);
        let Some(here) = lines.iter().position(|l| (l.start..=l.end).contains(&stretch.caret)) else { return };
        let to = &lines[here.saturating_add_signed(by).min(lines.len() - 1)];
        let along = stretch.caret - lines[here].start;
        stretch.extend((to.start + along).min(to.end.max(to.start + 1) - 1));
    })
}

/// To the beginning or the end of the line.
pub fn line_end(model: &mut Model, end: bool) -> Vec<Effect> {
    change(model, |stretch, reader| {
        let lines = reader.lines_in(stretch.part);
        let Some(here) = lines.iter().find(|l| (l.start..=l.end).contains(&stretch.caret)) else { return };
        stretch.extend(if end { here.end.max(here.start + 1) - 1 } else { here.start });
    })
}

/// Changes the stretch and brings its caret into view.
fn change(model: &mut Model, change: impl FnOnce(&mut Stretch, &Reader)) -> Vec<Effect> {
    let size = model.size;
    if let Some(reader) = model.reader_mut()
        && let Some(mut stretch) = reader.stretch
    {
        change(&mut stretch, reader);
        reader.stretch = Some(stretch);
        let height = geometry::reader(size, reader).text.height as usize;
        reader.show(stretch.part, stretch.caret..stretch.caret + 1, height);
    }
    Vec::new()
}

/// The words chosen, without space at their ends, and where they stand.
pub fn chosen(reader: &Reader) -> Option<Evidence> {
    let stretch = reader.stretch?;
    let text: Vec<char> = reader.text_of(stretch.part).chars().collect();
    let mut at = stretch.chars();
    at.end = at.end.min(text.len());
    while at.start < at.end && text[at.start].is_whitespace() {
        at.start += 1;
    }
    while at.start < at.end && text[at.end - 1].is_whitespace() {
        at.end -= 1;
    }
    let exact: String = text.get(at.clone())?.iter().collect();
    (!exact.is_empty()).then_some(Evidence { start: at.start, end: at.end, exact, part: stretch.part })
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = model.reader() else { return Vec::new() };
    let Some(words) = chosen(reader).map(|e| e.exact) else { return Vec::new() };
    let effects = vec![Effect::Copy(text::display(&words))];
    model.notify("words copied");
    close(model);
    effects
}

/// A form for a claim that these words make, filled in from them and from the claim nearest to them.
pub fn claim(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = model.reader() else { return Vec::new() };
    let Some(evidence) = chosen(reader) else { return Vec::new() };
    let new = draft(reader, evidence);
    let words = text::display(&new.claim.evidence[0].exact);
    let form = Form::new(
        format!("New claim · “{}”", text::width::fit(&words, 40)),
        claim_form::fields(&new.claim),
        Filled::NewClaim(Box::new(new)),
    );
    close(model);
    layers::open(model, Layer::Form(form))
}

fn draft(reader: &Reader, evidence: Evidence) -> NewClaim {
    let near = reader.claims().iter().min_by_key(|r| distance(&r.claim, &evidence));
    let like = near.map(|r| &r.claim);
    let outlet = reader.view.as_ref().and_then(|v| v.article.outlet.clone());
    let speaks = || Claimant {
        name: outlet.clone().unwrap_or_else(|| "unknown".into()),
        kind: ClaimantKind::Media,
        words: None,
    };
    let number = number_in(&evidence.exact);
    let count = Count {
        bound: if number.is_some() { Bound::Exact } else { Bound::Some },
        low: number,
        high: number,
        words: evidence.exact.clone(),
    };
    let claim = Claim {
        outcome: like.map_or(Outcome::Killed, |c| c.outcome),
        count,
        victims: Victims {
            words: String::new(),
            role: claim::Role::All,
            traits: Vec::new(),
            actor: None,
            names: Vec::new(),
        },
        claimant: like.map_or_else(speaks, |c| c.claimant.clone()),
        outlet: outlet.clone(),
        stance: Stance::Asserted,
        scope: Scope::Event,
        part_of: None,
        includes_attackers: Inclusion::Unknown,
        means: None,
        perpetrator: None,
        date: like.and_then(|c| c.date.clone()),
        place: like.and_then(|c| c.place.clone()),
        as_of: like.and_then(|c| c.as_of),
        repeats: None,
        superseded_by: None,
        evidence: vec![evidence],
        rule: "analyst".into(),
    };
    let event: Option<EventId> = near.and_then(|r| r.event);
    let article: ArticleId = reader.id;
    NewClaim { article, event, claim }
}

/// Characters between a claim's words and these; a claim of the other part is farther than any.
fn distance(claim: &Claim, words: &Evidence) -> usize {
    let apart = |e: &Evidence| if e.part == words.part { e.start.abs_diff(words.start) } else { usize::MAX };
    claim.evidence.iter().map(apart).min().unwrap_or(usize::MAX)
}

/// The first number written in digits, separators left out.
fn number_in(words: &str) -> Option<u64> {
    let from = words.find(|c: char| c.is_ascii_digit())?;
    let digits = words[from..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}'));
    digits.filter(char::is_ascii_digit).collect::<String>().parse().ok()
}
