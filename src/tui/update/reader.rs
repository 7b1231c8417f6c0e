//! What the reader does: going from claim to claim, judging, noting, following.

use super::{layers, screens};
use crate::{
    domain::{
        Credibility, Judgement, TextPart,
        change::Change,
        rows::{ArticleView, ClaimRecord},
    },
    text,
    tui::{
        layer::{Asked, Item, Layer, Menu, Picked},
        model::{Compare, Deed, Model, Reader, Screen, find::Find, geometry, reader::PageLine},
        msg::{Effect, Size},
        rich::{Role, span},
    },
};

/// Moves from claim to claim; the text follows.
pub fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let size = model.size;
    if let Some(reader) = model.reader_mut() {
        let last = reader.claims().len().saturating_sub(1);
        reader.selected = reader.selected.saturating_add_signed(by).min(last);
        let height = geometry::reader(size, reader).text.height as usize;
        reader.show_claim(height);
    }
    Vec::new()
}

/// To the next place looked for, where something is; else to the next claim.
pub fn next(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.reader().is_none_or(|r| r.find.is_none()) {
        return step(model, by);
    }
    let size = model.size;
    if let Some(reader) = model.reader_mut() {
        if let Some(find) = &mut reader.find {
            find.step(by);
        }
        show_hit(reader, size);
    }
    Vec::new()
}

fn show_hit(reader: &mut Reader, size: Size) {
    let height = geometry::reader(size, reader).text.height as usize;
    if let Some((part, chars)) = reader.find.as_ref().and_then(Find::current).cloned() {
        reader.show(part, chars, height);
    }
}

pub fn ask_find(model: &mut Model) -> Vec<Effect> {
    let before = model.reader().and_then(|r| r.find.as_ref()).map(|f| f.words.clone()).unwrap_or_default();
    layers::ask(model, "Find in this article", "words, in any case; nothing ends the search", before, Asked::Find)
}

/// Looks for words from the first line shown on; for nothing where there are none.
pub fn find(model: &mut Model, words: &str) -> Vec<Effect> {
    let size = model.size;
    let Some(reader) = model.reader_mut() else { return Vec::new() };
    reader.find = reader.view.as_ref().filter(|_| !words.is_empty()).map(|v| Find::new(&v.article, words));
    let top = reader.top;
    let (page, Some(find)) = (&reader.page, reader.find.as_mut()) else { return Vec::new() };
    let below = |(part, chars): &(TextPart, std::ops::Range<usize>)| {
        page.lines_of(*part, chars).is_some_and(|lines| lines.start >= top)
    };
    find.at = find.hits.iter().position(below).unwrap_or(0);
    let hits = find.hits.len();
    show_hit(reader, size);
    match hits {
        0 => model.warn(format!("“{}” is not in this article", text::display(words))),
        1 => model.notify("one place"),
        n => model.notify(format!("{n} places")),
    }
    Vec::new()
}

/// Takes the ticks away, ends the search, or leaves where there is neither.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    if model.reader().is_some_and(|s| !s.ticked.is_empty()) {
        model.untick();
        return Vec::new();
    }
    match model.reader_mut().and_then(|r| r.find.take()) {
        Some(_) => Vec::new(),
        None => screens::back(model),
    }
}

/// Judges the selected claim and goes on to the next: the hands stay on one key.
pub fn judge(model: &mut Model, judgement: Judgement) -> Vec<Effect> {
    let Some(reader) = model.reader() else { return Vec::new() };
    if !reader.ticked.is_empty() {
        let claims = reader.meant();
        model.session.deed = Some(Deed::Judge(judgement));
        model.untick();
        return model.commit(Change::Judge { claims, judgement });
    }
    let Some(record) = reader.current() else { return Vec::new() };
    let (id, already) = (record.id, record.judgement == judgement);
    model.session.deed = Some(Deed::Judge(judgement));
    if already {
        model.notify(format!("{id} is {} already", judgement.word()));
        return step(model, 1);
    }
    let effects = model.commit(Change::Judge { claims: vec![id], judgement });
    if judgement != Judgement::Proposed {
        step(model, 1);
    }
    effects
}

pub fn open_event(model: &mut Model) -> Vec<Effect> {
    let Some(event) = model.reader().and_then(Reader::current).and_then(|r| r.event) else { return Vec::new() };
    screens::open(model, Screen::Compare(Box::new(Compare::new(event))))
}

pub fn choose_credibility(model: &mut Model) -> Vec<Effect> {
    let Some(record) = model.reader().and_then(Reader::current) else { return Vec::new() };
    let (id, set) = (record.id, record.credibility);
    let says = |c: Credibility| match c {
        Credibility::Confirmed => "confirmed by other sources",
        Credibility::Probable => "probably true",
        Credibility::Possible => "possibly true",
        Credibility::Doubtful => "doubtful",
        Credibility::Improbable => "improbable",
        Credibility::Unjudged => "cannot be judged (not the worst grade)",
    };
    let choice = |label: String, c: Option<Credibility>| Item {
        label: vec![span(Role::Text, label)],
        detail: Vec::new(),
        more: Vec::new(),
        current: c.is_some() && c == set,
        picked: Picked::Credibility(c),
    };
    let mut items: Vec<_> =
        Credibility::ALL.iter().map(|c| choice(format!("{}  {}", c.word(), says(*c)), Some(*c))).collect();
    items.push(choice("–  no grade".into(), None));
    layers::open(model, Layer::Menu(Menu::new(format!("Credibility of {id}"), items)))
}

pub fn credit(model: &mut Model, credibility: Option<Credibility>) -> Vec<Effect> {
    let Some(claim) = model.reader().and_then(Reader::current).map(|record| record.id) else { return Vec::new() };
    model.session.deed = Some(Deed::Credit(credibility));
    model.commit(Change::Credit { claim, credibility })
}

/// Ticks the selected claim, or takes its tick away, and goes on to the next.
pub fn tick(model: &mut Model, count: usize) -> Vec<Effect> {
    for _ in 0..count {
        if let Some(reader) = model.reader_mut()
            && let Some(claim) = reader.current().map(|record| record.id)
            && !reader.ticked.remove(&claim)
        {
            reader.ticked.insert(claim);
        }
        step(model, 1);
    }
    Vec::new()
}

/// Ticks every claim, or takes all ticks away.
pub fn tick_all(model: &mut Model) -> Vec<Effect> {
    if let Some(reader) = model.reader_mut() {
        let all = reader.claims().iter().map(|record| record.id).collect();
        reader.ticked = if reader.ticked.is_empty() { all } else { Default::default() };
    }
    Vec::new()
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = model.reader() else { return Vec::new() };
    let (Some(view), Some(record)) = (&reader.view, reader.current()) else { return Vec::new() };
    let citation = cite(view, record);
    model.notify("claim copied with its citation");
    vec![Effect::Copy(citation)]
}

/// The claim's words, who said them, and where they stand.
fn cite(view: &ArticleView, record: &ClaimRecord) -> String {
    let words: Vec<_> = record.claim.evidence.iter().map(|e| e.exact.as_str()).collect();
    let article = &view.article;
    let parts = [
        Some(record.claim.claimant.name.clone()),
        article.outlet.clone().map(|o| format!("in {o}")),
        article.title.clone(),
        article.published.map(|d| d.to_string()),
        article.url.clone(),
    ];
    let cited: Vec<_> = parts.into_iter().flatten().collect();
    text::display(&format!("“{}” ({}) [{} {}]", words.join(" … "), cited.join(", "), view.id, record.id))
}

/// A click on a claim, in the list or on its words, selects it; while words are being chosen it lets go of them.
pub fn click(reader: &mut Reader, size: Size, column: u16, row: u16) {
    if reader.stretch.take().is_some() {
        return;
    }
    let panes = geometry::reader(size, reader);
    let inside = |pane: ratatui::layout::Rect| pane.contains(ratatui::layout::Position { x: column, y: row });
    let hit = if inside(panes.claims) && row > panes.claims.y {
        Some(reader.list_top + usize::from(row - panes.claims.y - 1) / geometry::CLAIM_LINES)
    } else if inside(panes.text) {
        under(reader, usize::from(row - panes.text.y), usize::from(column - panes.text.x))
    } else {
        None
    };
    if let Some(claim) = hit.filter(|c| *c < reader.claims().len()) {
        reader.selected = claim;
    }
}

/// The claim under a cell of the text.
fn under(reader: &Reader, line: usize, column: usize) -> Option<usize> {
    let (part, char) = char_under(reader, line, column)?;
    reader.claim_at(part, char)
}

/// The character under a cell of the text, lines counted from the first one shown.
pub fn char_under(reader: &Reader, line: usize, column: usize) -> Option<(TextPart, usize)> {
    let view = reader.view.as_ref()?;
    let (part, text, at) = match reader.page.lines.get(reader.top + line)? {
        PageLine::Title(at) => (TextPart::Title, view.article.title.as_deref()?, at),
        PageLine::Body(at) => (TextPart::Body, view.article.text.as_str(), at),
        PageLine::Meta | PageLine::Blank | PageLine::Note(_) => return None,
    };
    let (mut cells, mut char) = (0, at.chars.start);
    let words = &text[at.bytes.clone()];
    let indent = if at.rtl { reader.page.width.saturating_sub(text::width::width(words)) } else { 0 };
    for (grapheme, width) in text::width::graphemes(words) {
        cells += width;
        if indent + cells > column {
            return Some((part, char));
        }
        char += grapheme.chars().count();
    }
    None
}
