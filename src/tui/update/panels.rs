//! What is asked for to be read: histories, agreement, grades, an article's bytes, what a copy changed. The panel opens
//! when the answer comes.

use super::{batch, explain, layers, places, record};
use crate::{
    domain::{
        ArticleId, Judgement, Subject,
        rows::{ArticleView, JournalRow},
    },
    text::{
        self,
        diff::{self, Stretch},
        width,
    },
    tui::{
        layer::{Item, Layer, Menu, Panel, Picked},
        model::{Model, Reading},
        msg::Effect,
        rich::{Rich, Role, span},
    },
    work::{Agreement, Reply, Request},
};

/// The most entries a history shows, and the most lines of an article's bytes.
const HISTORY: usize = 2_000;
const RAW_LINES: usize = 5_000;
/// Words shown on both sides of a change.
const AROUND: usize = 10;

pub fn read(model: &mut Model, reading: Reading, request: Request) -> Vec<Effect> {
    let ticket = model.session.ticket();
    model.reading = Some((ticket, reading));
    vec![Effect::Ask(ticket, request)]
}

/// Everything done to the event open.
pub fn event_history(model: &mut Model) -> Vec<Effect> {
    let Some((id, name)) = model.compare().map(|s| (s.id, s.crumb())) else { return Vec::new() };
    read(model, Reading::History(name), Request::History { subject: Subject::Event(id), limit: HISTORY })
}

/// Everything done to the article open.
pub fn article_history(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.reader().map(|s| s.id) else { return Vec::new() };
    read(model, Reading::History(id.to_string()), Request::History { subject: Subject::Article(id), limit: HISTORY })
}

/// How far analysts agree on the event open; on all of them from elsewhere.
pub fn agreement(model: &mut Model) -> Vec<Effect> {
    let event = model.compare().map(|s| s.id);
    read(model, Reading::Agreement, Request::Agreement(event))
}

pub fn grades(model: &mut Model) -> Vec<Effect> {
    let Some(name) = model.sources().and_then(|s| s.list.current()).map(|row| row.name.clone()) else {
        return Vec::new();
    };
    read(model, Reading::Grades(name.clone()), Request::Grades(name))
}

pub fn raw(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.reader().map(|s| s.id) else { return Vec::new() };
    read(model, Reading::Raw(id), Request::Raw(id))
}

/// Compares the article with what it is a copy of, or with its copy; asks which where it has several.
pub fn compare_copies(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.reader().and_then(|s| s.view.as_ref()) else { return Vec::new() };
    match (view.copy_of, view.copies.as_slice()) {
        (Some(original), _) => compare_with(model, original),
        (None, [copy]) => {
            let copy = *copy;
            compare_with(model, copy)
        }
        (None, copies) => {
            let item = |id: &ArticleId| Item {
                label: vec![span(Role::Text, id.to_string())],
                detail: Vec::new(),
                more: Vec::new(),
                current: false,
                picked: Picked::Copy(*id),
            };
            let items = copies.iter().map(item).collect();
            layers::open(model, Layer::Menu(Menu::new("Compare with which copy?", items)))
        }
    }
}

pub fn compare_with(model: &mut Model, other: ArticleId) -> Vec<Effect> {
    read(model, Reading::Copy(other), Request::Article(other))
}

/// Opens the panel for an answer.
pub fn take(model: &mut Model, reading: &Reading, answer: Result<Reply, String>) -> Vec<Effect> {
    let panel = match (reading, answer) {
        (_, Err(why)) => {
            model.warn(why);
            return Vec::new();
        }
        (Reading::History(name), Ok(Reply::History(rows))) => history(name, &rows),
        (Reading::Grades(name), Ok(Reply::Grades(rows))) => history(name, &rows),
        (Reading::Record, Ok(Reply::TrackRecord(record))) => record::take(model, &record),
        (Reading::Places(event, typed), Ok(Reply::Places(found))) => {
            return places::choose(model, *event, typed, found);
        }
        (Reading::Unjudged, Ok(Reply::Unjudged(claims))) => return batch::confirm_accept(model, claims),
        (Reading::Unsigned, Ok(Reply::Unsigned(found))) => return batch::confirm_sign(model, *found),
        (Reading::Agreement, Ok(Reply::Agreement(agreement))) => agreed(&agreement),
        (Reading::Raw(id), Ok(Reply::Raw(bytes))) => bytes_of(*id, &bytes),
        (Reading::Copy(_), Ok(Reply::Article(other))) => {
            let Some(view) = model.reader().and_then(|s| s.view.as_ref()) else { return Vec::new() };
            if view.copy_of == Some(other.id) { changed(&other, view) } else { changed(view, &other) }
        }
        (_, Ok(_)) => return Vec::new(),
    };
    layers::open(model, Layer::Panel(panel))
}

fn history(name: &str, rows: &[JournalRow]) -> Panel {
    let mut lines: Vec<Rich> = rows.iter().map(|row| explain::line(row, true)).collect();
    if lines.is_empty() {
        lines.push(vec![span(Role::Dim, "Nothing was changed here yet.")]);
    }
    Panel::new(format!("History · {}", text::display(name)), lines)
}

fn agreed(all: &Agreement) -> Panel {
    let mut lines: Vec<Rich> = Vec::new();
    if all.claims.is_empty() && all.figures.is_empty() {
        lines.push(vec![span(Role::Text, "No two analysts gave their word on the same thing yet.")]);
        lines
            .push(vec![span(Role::Dim, "Work with --blind: what others said stays hidden until you have said yours.")]);
        return Panel::new("Agreement", lines);
    }
    let alpha = |a: Option<f64>| a.map_or("nothing could have differed".to_owned(), |a| format!("{a:.2}"));
    let fact = |name: &str, says: String| vec![span(Role::Dim, format!("{name:<12}")), span(Role::Text, says)];
    lines.push(fact("analysts", text::display(&all.analysts.join(", "))));
    let same = |agree: usize, of: usize| format!("{agree} of {of} the same");
    let agreeing = all.claims.iter().filter(|item| item.agree).count();
    let claims = format!("{} · Krippendorff's alpha {}", same(agreeing, all.claims.len()), alpha(all.claims_alpha));
    lines.push(fact("claims", claims));
    let agreeing = all.figures.iter().filter(|item| item.agree).count();
    lines.push(fact("figures", same(agreeing, all.figures.len())));
    for (name, alphas) in [("  low", all.low), ("  best", all.best), ("  high", all.high)] {
        lines.push(fact(name, format!("alpha, interval {} · ratio {}", alpha(alphas.interval), alpha(alphas.ratio))));
    }
    lines.push(Rich::new());
    for item in &all.claims {
        let word = |judgement: &Judgement| judgement.word().to_owned();
        lines.push(words_on(&item.on.to_string(), item.agree, item.words.iter().map(|(who, said)| (who, word(said)))));
    }
    for item in &all.figures {
        let on = format!("{} {}", item.on.event, item.on.measure);
        let numbers = item.words.iter().map(|(who, n)| {
            let shown = |n: Option<u64>| n.map_or("–".to_owned(), |n| n.to_string());
            (who, format!("{} {} {}", shown(n.low), shown(n.best), shown(n.high)))
        });
        lines.push(words_on(&on, item.agree, numbers));
    }
    Panel::new("Agreement", lines)
}

/// One thing, with each analyst's word on it.
fn words_on<'a>(on: &str, agree: bool, words: impl Iterator<Item = (&'a String, String)>) -> Rich {
    let (mark, role) = if agree { ("=", Role::Good) } else { ("≠", Role::Bad) };
    let mut line = vec![span(role, format!("{mark} ")), span(Role::Strong, format!("{on}  "))];
    for (who, said) in words {
        line.push(span(Role::Dim, format!("{}: ", text::display(who))));
        line.push(span(Role::Text, format!("{said}  ")));
    }
    line
}

fn bytes_of(id: ArticleId, bytes: &[u8]) -> Panel {
    let whole = String::from_utf8_lossy(bytes);
    let lines = whole.lines().take(RAW_LINES);
    let lines = lines.map(|line| vec![span(Role::Text, width::safe(line).into_owned())]).collect();
    Panel::new(format!("{id} as it came in · {} bytes", bytes.len()), lines)
}

/// What the second text says otherwise than the first: a paragraph of words with the changes marked, for colours and
/// without.
fn changed(first: &ArticleView, second: &ArticleView) -> Panel {
    let stretches = diff::words(&first.article.text, &second.article.text);
    let last = stretches.len().saturating_sub(1);
    let mut line = Rich::new();
    for (at, stretch) in stretches.iter().enumerate() {
        line.push(match stretch {
            Stretch::Same(words) => span(Role::Text, format!("{} ", text::display(&ends(words, at == 0, at == last)))),
            Stretch::Removed(words) => span(Role::Bad, format!("[-{}-] ", text::display(words))),
            Stretch::Added(words) => span(Role::Good, format!("{{+{}+}} ", text::display(words))),
        });
    }
    let same = stretches.iter().all(|s| matches!(s, Stretch::Same(_)));
    let outlet = |view: &ArticleView| {
        let name = view.article.outlet.as_deref().map(text::display).unwrap_or_default();
        format!("{} {name}", view.id)
    };
    let head = vec![
        span(Role::Bad, format!("[-{}-]  ", outlet(first))),
        span(Role::Good, format!("{{+{}+}}", outlet(second))),
    ];
    let body = if same { vec![span(Role::Good, "The same words, one after another.")] } else { line };
    Panel::new("What the copy changed", vec![head, Rich::new(), body])
}

/// The ends of a long stretch that is the same in both.
fn ends(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if all.len() <= head + tail + 2 {
        return words.to_owned();
    }
    let (head, tail) = (all[..head].join(" "), all[all.len() - tail..].join(" "));
    [head.as_str(), "…", tail.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
