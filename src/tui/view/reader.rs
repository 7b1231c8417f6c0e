//! The reader: the article with its claims marked, the claims beside it, and what is known of the selected one.

use ratatui::layout::Rect;

use super::{paint::Canvas, words};
use crate::{
    domain::{
        Bound, Claim, Judgement, Scope, Stance, Subject, TextPart,
        rows::{ArticleView, ClaimRecord},
    },
    text::{self, width, wrap::Line},
    tui::{
        model::{Model, Reader, geometry, reader::PageLine},
        rich::{Rich, Role, span, wrap_rich},
    },
};

pub fn draw(model: &Model, reader: &Reader, canvas: &mut Canvas) {
    let panes = geometry::reader(model.size, reader);
    let Some(view) = &reader.view else {
        let says = reader.failed.as_deref().map(|why| vec![vec![span(Role::Bad, text::display(why))]]);
        words::placard(canvas, geometry::body(model.size), &says.unwrap_or_default());
        return;
    };
    for (y, line) in (panes.text.y..panes.text.bottom()).zip(reader.page.lines.iter().skip(reader.top)) {
        draw_line(reader, view, line, panes.text, y, canvas);
    }
    if !panes.stacked {
        let x = panes.text.right() + 1;
        canvas.vertical(x, panes.text.y, panes.text.height);
        scroll_mark(reader, panes.text, x, canvas);
    }
    draw_claims(reader, panes.claims, panes.stacked, canvas);
    if let Some(record) = reader.current().filter(|_| panes.details.height > 0) {
        draw_details(view, record, panes.details, canvas);
    }
}

/// How far down the text one is, on the line beside it.
fn scroll_mark(reader: &Reader, text: Rect, x: u16, canvas: &mut Canvas) {
    let (lines, height) = (reader.page.lines.len(), text.height as usize);
    if lines > height && height > 0 {
        let at = (reader.top * (height - 1) + (lines - height) / 2) / (lines - height).max(1);
        canvas.text(x, text.y + at.min(height - 1) as u16, 1, "┃", Role::Accent);
    }
}

fn draw_line(reader: &Reader, view: &ArticleView, line: &PageLine, area: Rect, y: u16, canvas: &mut Canvas) {
    match line {
        PageLine::Blank => {}
        PageLine::Meta => {
            canvas.text(area.x, y, area.width, &meta(view), Role::Dim);
        }
        PageLine::Note(at) => {
            let Some(note) = view.notes.get(*at) else { return };
            let spans = [
                span(Role::Accent, format!("note by {}  ", text::display(&note.analyst))),
                span(Role::Text, text::display(&note.text)),
            ];
            canvas.rich(area.x, y, area.width, &spans);
        }
        PageLine::Title(at) => {
            let title = view.article.title.as_deref().unwrap_or_default();
            draw_text(reader, title, at, TextPart::Title, area, y, canvas);
        }
        PageLine::Body(at) => draw_text(reader, &view.article.text, at, TextPart::Body, area, y, canvas),
    }
}

/// One line of the article, with the words of claims in their outcome's colour and the selected claim's on top.
fn draw_text(reader: &Reader, text: &str, at: &Line, part: TextPart, area: Rect, y: u16, canvas: &mut Canvas) {
    let Some(words) = text.get(at.bytes.clone()) else { return };
    let cells = cells_of_chars(words);
    let used = cells.last().copied().unwrap_or(0);
    let x = if at.rtl { area.right().saturating_sub(used) } else { area.x };
    canvas.text(x, y, area.width, words, if part == TextPart::Title { Role::Strong } else { Role::Text });
    let mut mark = |claim: &Claim, role: Role| {
        for e in claim.evidence.iter().filter(|e| e.part == part) {
            let (from, to) = (e.start.max(at.chars.start), e.end.min(at.chars.end));
            if from < to {
                let (from, to) = (cells[from - at.chars.start], cells[to - at.chars.start]);
                canvas.tint(Rect::new(x + from, y, to - from, 1), role);
            }
        }
    };
    for record in reader.claims() {
        let rejected = record.judgement == Judgement::Rejected;
        mark(&record.claim, if rejected { Role::Dim } else { Role::Outcome(record.claim.outcome) });
    }
    if let Some(selected) = reader.current() {
        mark(&selected.claim, Role::Evidence);
    }
    let mut paint = |chars: &std::ops::Range<usize>, role: Role| {
        let (from, to) = (chars.start.max(at.chars.start), chars.end.min(at.chars.end));
        if from < to {
            let (from, to) = (cells[from - at.chars.start], cells[to - at.chars.start]);
            canvas.tint(Rect::new(x + from, y, to - from, 1), role);
        }
    };
    for (i, (_, chars)) in reader.find.iter().flat_map(|f| f.hits.iter().enumerate()).filter(|(_, h)| h.0 == part) {
        let here = reader.find.as_ref().is_some_and(|f| f.at == i);
        paint(chars, if here { Role::Selected } else { Role::Other });
    }
    if let Some(stretch) = reader.stretch.filter(|s| s.part == part) {
        paint(&stretch.chars(), Role::Selected);
        if at.chars.contains(&stretch.caret) {
            canvas.park(x + cells[stretch.caret - at.chars.start], y);
        }
    }
}

/// The cell each character begins at, and at last the cells of the whole line.
fn cells_of_chars(words: &str) -> Vec<u16> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut cells = vec![0];
    let mut used = 0;
    for grapheme in words.graphemes(true) {
        used += width::cells_of(grapheme) as u16;
        cells.extend(std::iter::repeat_n(used, grapheme.chars().count()));
    }
    cells
}

fn meta(view: &ArticleView) -> String {
    let article = &view.article;
    let parts = [
        article.outlet.clone(),
        article.published.map(words::day),
        article.language.clone(),
        Some(view.status.label()),
        Some(view.id.to_string()),
        article.url.clone(),
    ];
    text::display(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn draw_claims(reader: &Reader, area: Rect, stacked: bool, canvas: &mut Canvas) {
    if stacked {
        canvas.horizontal(area.x, area.y, area.width);
    }
    let title = format!(" claims {} ", reader.claims().len());
    canvas.text(area.x + u16::from(stacked), area.y, area.width, &title, Role::Heading);
    if reader.claims().is_empty() {
        canvas.text(area.x + 1, area.y + 1, area.width - 2, "No claim was read from this article.", Role::Dim);
        return;
    }
    let shown = geometry::claims_shown(area);
    for (slot, (i, record)) in reader.claims().iter().enumerate().skip(reader.list_top).take(shown).enumerate() {
        let y = area.y + 1 + (slot * geometry::CLAIM_LINES) as u16;
        let selected = i == reader.selected;
        let (first, second) = claim_lines(record, i);
        canvas.rich(area.x + 1, y, area.width.saturating_sub(2), &first);
        if y + 1 < area.bottom() {
            canvas.rich(area.x + 1, y + 1, area.width.saturating_sub(2), &second);
        }
        if selected {
            canvas.tint(Rect::new(area.x, y, area.width, 1), Role::Selected);
            canvas.park(area.x + 1, y);
        }
        words::tick(reader.ticked.contains(&record.id), area.x, y, canvas);
    }
}

/// A claim in two lines: what is said, and who says it how. A part stands below its whole, indented.
fn claim_lines(record: &ClaimRecord, place: usize) -> (Rich, Rich) {
    let claim = &record.claim;
    let (mark, _, mark_role) = words::judgement(record.judgement);
    let indent = if claim.part_of.is_some() { "  " } else { "" };
    let rejected = record.judgement == Judgement::Rejected;
    let role = if rejected { Role::Dim } else { Role::Outcome(claim.outcome) };
    let first = vec![
        span(mark_role, format!("{mark} ")),
        span(Role::Dim, format!("{:>2} {indent}", place + 1)),
        span(role, format!("{} {}", claim.outcome.label(), count(claim))),
        span(if rejected { Role::Dim } else { Role::Text }, format!("  {}", text::display(&claim.victims.words))),
    ];
    let mut facts = vec![text::display(&claim.claimant.name)];
    facts.extend((claim.stance != Stance::Asserted).then(|| claim.stance.label()));
    facts.extend((claim.scope != Scope::Event).then(|| claim.scope.label()));
    facts.extend(claim.part_of.map(|n| format!("part of {}", n + 1)));
    facts.extend(claim.repeats.map(|n| format!("repeats {}", n + 1)));
    facts.extend(claim.superseded_by.map(|n| format!("replaced by {}", n + 1)));
    let second = vec![span(Role::Dim, format!("     {indent}{}", facts.join(" · ")))];
    (first, second)
}

/// The count as it was said: “dozens” is not a number.
pub fn count(claim: &Claim) -> String {
    let c = &claim.count;
    match c.bound {
        Bound::Vague => format!("“{}”", text::display(&c.words)),
        Bound::Some => "some".into(),
        Bound::About => format!("about {}", c.interval()),
        Bound::AtMost => format!("at most {}", c.high.unwrap_or(0)),
        Bound::None => "0".into(),
        Bound::Exact | Bound::AtLeast | Bound::Range => c.interval().to_string(),
    }
}

fn draw_details(view: &ArticleView, record: &ClaimRecord, area: Rect, canvas: &mut Canvas) {
    canvas.horizontal(area.x - 1, area.y, area.width + 1);
    canvas.line(area.x - 2, area.y, "├");
    let (_, judged, role) = words::judgement(record.judgement);
    let title = [span(Role::Heading, format!(" {} ", record.id)), span(role, format!("{judged} "))];
    canvas.rich(area.x, area.y, area.width, &title);
    let room = area.width.saturating_sub(2) as usize;
    let lines = details(view, record).into_iter().flat_map(|line| wrap_rich(&line, room));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        canvas.rich(area.x + 1, y, room as u16, &line);
    }
}

fn details(view: &ArticleView, record: &ClaimRecord) -> Vec<Rich> {
    let claim = &record.claim;
    let v = &claim.victims;
    let fact = |name: &str, value: String| {
        vec![span(Role::Dim, format!("{name:<9}")), span(Role::Text, text::display(&value))]
    };
    let mut side = vec![v.role.label()];
    side.extend(v.traits.iter().map(|t| t.label()));
    side.extend(v.actor.clone());
    side.extend(v.names.iter().cloned());
    let mut lines = vec![
        fact("who says", format!("{} ({})", claim.claimant.name, claim.claimant.kind.label())),
        fact("victims", side.join(", ")),
        fact("stance", format!("{}, {}", claim.stance.label(), claim.scope.label())),
    ];
    lines.extend(claim.means.clone().map(|m| fact("means", m)));
    lines.extend(claim.date.as_ref().map(|d| fact("date", words::date_span(d))));
    lines.extend(claim.place.as_ref().map(|p| fact("place", words::place(p))));
    lines.push(fact("event", record.event.map_or_else(|| "none: background".into(), |e| e.to_string())));
    lines.extend(record.credibility.map(|c| fact("credible", c.word().into())));
    lines.push(fact("read by", claim.rule.clone()));
    let notes = view.notes.iter().filter(|n| n.subject == Subject::Claim(record.id));
    lines.extend(notes.map(|n| {
        vec![
            span(Role::Accent, format!("{:<9}", "note")),
            span(Role::Text, text::display(&format!("{} ({})", n.text, n.analyst))),
        ]
    }));
    lines
}

/// Which claim of how many, for the message line.
pub fn position(reader: &Reader) -> Rich {
    let Some(record) = reader.current() else { return Rich::new() };
    let claim = &record.claim;
    let (_, judged, role) = words::judgement(record.judgement);
    vec![
        span(Role::Dim, format!("claim {} of {}  ", reader.selected + 1, reader.claims().len())),
        span(Role::Outcome(claim.outcome), format!("{} {}", claim.outcome.label(), count(claim))),
        span(Role::Text, format!("  {}  ", text::display(&claim.claimant.name))),
        span(role, judged),
    ]
}
