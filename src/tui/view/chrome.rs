//! What every screen has around it: the header, the line for messages, the footer's hints, the keys after a prefix.

use super::paint::Canvas;
use crate::{
    domain::Filter,
    text::{self, counted, width},
    tui::{
        command::{self, Command},
        keys::Chord,
        model::{
            Model, Screen, geometry,
            tour::{self, STEPS},
        },
        rich::{Rich, Role, rich_width, span, wrap_rich},
    },
};

/// Where one is, and what is to be known about it.
pub fn header(model: &Model, canvas: &mut Canvas) {
    let columns = model.size.columns;
    let right = about(model);
    let beside = (rich_width(&right) as u16).min(columns / 2);
    let mut left = vec![span(Role::Accent, " ")];
    let screens = model.screens.len();
    if screens > 1 {
        let before = text::display(&model.screens[screens - 2].crumb());
        left.push(span(Role::Dim, format!("{} › ", width::fit(&before, 18))));
    }
    left.push(span(Role::Heading, text::display(&model.screen().crumb())));
    left.extend(details(model));
    canvas.rich(0, 0, columns - beside - 3, &left);
    canvas.rich(columns - beside - 1, 0, beside, &right);
}

/// What stands beside the screen's name.
fn details(model: &Model) -> Rich {
    match model.screen() {
        Screen::Articles(s) => {
            let looked = s.looking.as_ref().map(|l| &l.query.filter).filter(|_| s.slow);
            [listed(&s.query.filter, s.ticked.len()), looked_for(looked)].concat()
        }
        Screen::Events(s) => {
            let looked = s.looking.as_ref().map(|l| &l.query.filter).filter(|_| s.slow);
            [listed(&s.query.filter, s.ticked.len()), looked_for(looked)].concat()
        }
        Screen::Map(s) => listed(&s.filter, 0),
        Screen::Reader(s) => listed(&Filter::default(), s.ticked.len()),
        Screen::Compare(s) => {
            let Some(event) = s.opened.as_ref().map(|o| &o.view.event) else { return Rich::new() };
            let date = event.date.as_ref().map(super::words::date_span);
            let place = event.place.as_ref().map(super::words::place);
            // The name is often made from the two; what it says already is not said again.
            let parts = [date, place].into_iter().flatten().filter(|part| !event.name.contains(part.as_str()));
            parts.map(|part| span(Role::Dim, format!(" · {}", text::display(&part)))).collect()
        }
        Screen::Sources(s) => {
            let words = (!s.query.words.is_empty()).then(|| format!("  {}", text::display(&s.query.words)));
            let narrowed = words.map(|words| span(Role::Accent, words));
            narrowed.into_iter().chain(listed(&Filter::default(), s.ticked.len())).collect()
        }
        Screen::Links(_) | Screen::Differences(_) | Screen::Review(_) | Screen::Log(_) => Rich::new(),
    }
}

/// What a list is narrowed to, and how much of it is ticked.
fn listed(filter: &Filter, ticked: usize) -> Rich {
    let mut says = Rich::new();
    if !filter.is_empty() {
        says.push(span(Role::Accent, format!("  {}", text::display(&filter.to_string()))));
    }
    if ticked > 0 {
        says.push(span(Role::Strong, format!("  {ticked} ticked")));
    }
    says
}

/// What takes the place of this list once its first rows are found.
fn looked_for(filter: Option<&Filter>) -> Rich {
    filter.map(|filter| span(Role::Warn, format!("  → {}", text::display(&filter.to_string())))).into_iter().collect()
}

/// What stands at the right: work under way, else counts.
fn about(model: &Model) -> Rich {
    if let Some(job) = model.jobs.values().next() {
        let p = &job.progress;
        let done = match (p.done, p.total) {
            (0, None) => String::new(),
            (done, None) => format!(" {done}"),
            (done, Some(total)) => format!(" {done} of {total}"),
        };
        return vec![span(Role::Warn, format!("working{done} {}", text::display(&p.note)).trim_end().to_string())];
    }
    let slow = match model.screen() {
        Screen::Articles(s) => s.slow,
        Screen::Events(s) => s.slow,
        _ => false,
    };
    if slow {
        return vec![
            span(Role::Warn, "looking …"),
            span(Role::Dim, "  "),
            span(Role::Key, "esc"),
            span(Role::Dim, " stops"),
        ];
    }
    let words = match model.screen() {
        Screen::Articles(s) => s.total.map(|n| counted(n, "article")).unwrap_or_default(),
        Screen::Events(s) => s.total.map(|n| counted(n, "event")).unwrap_or_default(),
        Screen::Links(s) if s.list.loaded => counted(s.list.rows.len() as u64, "proposal"),
        Screen::Differences(s) if s.list.loaded => counted(s.list.rows.len() as u64, "difference"),
        Screen::Sources(s) if s.list.loaded => counted(s.list.rows.len() as u64, "source"),
        Screen::Map(_)
        | Screen::Links(_)
        | Screen::Differences(_)
        | Screen::Sources(_)
        | Screen::Review(_)
        | Screen::Log(_) => String::new(),
        Screen::Reader(s) => {
            let open = s.claims().iter().filter(|c| c.judgement == crate::domain::Judgement::Proposed).count();
            if s.view.is_none() {
                String::new()
            } else {
                format!("{} · {open} to judge", counted(s.claims().len() as u64, "claim"))
            }
        }
        Screen::Compare(s) => {
            let (conflicts, agreements, decided) = s.counts();
            if s.opened.is_none() {
                return Rich::new();
            }
            let role = if conflicts > 0 { Role::Bad } else { Role::Dim };
            return vec![
                span(role, counted(conflicts as u64, "conflict")),
                span(Role::Dim, format!(" · {agreements} agree · {decided} decided")),
            ];
        }
    };
    let blind = if model.session.blind { " (blind)" } else { "" };
    let who = format!("{}{blind} · {}", text::display(&model.session.analyst), text::display(&model.session.store));
    let both = [words, who].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("  ");
    vec![span(Role::Dim, both)]
}

/// The line above the footer: what just happened, else what the screen has to say. What just happened takes lines of the
/// screen where one is too short, for what to do next often stands at its end.
pub fn message(model: &Model, canvas: &mut Canvas) {
    let (y, columns) = (model.size.rows - 2, model.size.columns);
    let Some(notice) = &model.notice else {
        canvas.rich(1, y, columns - 2, &said(model));
        return;
    };
    let line = [span(if notice.bad { Role::Bad } else { Role::Good }, text::display(&notice.text))];
    let lines = wrap_rich(&line, usize::from(columns - 2));
    let most = (model.size.rows / 4).clamp(1, 4);
    if lines.len() < 2 || most < 2 {
        canvas.rich(1, y, columns - 2, &line);
        return;
    }
    let shown = most.min(lines.len() as u16);
    canvas.clear(ratatui::layout::Rect { x: 0, y: y + 1 - shown, width: columns, height: shown });
    for (at, line) in (0..shown).zip(&lines) {
        let cut = at + 1 == shown && lines.len() > shown.into();
        let line = if cut { [line.as_slice(), &[span(Role::Dim, " …")]].concat() } else { line.clone() };
        canvas.rich(1, y + 1 - shown + at, columns - 2, &line);
    }
}

fn said(model: &Model) -> Rich {
    match model.screen() {
        Screen::Articles(s) => match s.list.current().and_then(|row| row.snippet.as_deref()) {
            Some(snippet) => vec![span(Role::Dim, text::display(snippet))],
            None => Rich::new(),
        },
        Screen::Compare(s) => super::compare::explanation(s),
        Screen::Reader(s) => super::reader::position(s),
        Screen::Sources(s) => match s.list.current() {
            Some(row) => super::sources::said(row),
            None => Rich::new(),
        },
        Screen::Map(s) => super::map::said(s),
        Screen::Events(s) => super::events::said(s),
        Screen::Differences(s) => {
            let about = s.list.current().map(|row| span(Role::Dim, text::display(&row.about)));
            about.into_iter().collect()
        }
        Screen::Log(s) => {
            let whole = s.list.current().map(|row| span(Role::Dim, text::display(&row.summary)));
            whole.into_iter().collect()
        }
        Screen::Links(_) | Screen::Review(_) => Rich::new(),
    }
}

/// The keys that work here and now, as many as fit; the palette and the help are always named.
pub fn footer(model: &Model, canvas: &mut Canvas) {
    let (y, columns) = (model.size.rows - 1, model.size.columns);
    let fixed: Rich = if model.layers.is_empty() {
        ["app.palette", "app.help"].iter().filter_map(|id| hint(model, command::find(id)?)).flatten().collect()
    } else {
        Rich::new()
    };
    let room = (columns as usize).saturating_sub(rich_width(&fixed) + 2);
    if let Some(typed) = typed(model) {
        canvas.rich(1, y, columns - 2, &[span(Role::Key, typed)]);
    } else {
        let mut line = Rich::new();
        for command in model.scopes().into_iter().flat_map(command::of).filter(|c| offered(model, c)) {
            let Some(hint) = hint(model, command) else { continue };
            if rich_width(&line) + rich_width(&hint) > room {
                break;
            }
            line.extend(hint);
        }
        canvas.rich(1, y, room as u16, &line);
    }
    canvas.rich_right(0, y, columns, &fixed);
}

/// The beginning of a sequence or a count.
fn typed(model: &Model) -> Option<String> {
    let count = model.typed.count.map(|n| n.to_string());
    let keys = (!model.typed.keys.is_empty()).then(|| Chord::write_sequence(&model.typed.keys));
    let typed: Vec<_> = [count, keys].into_iter().flatten().collect();
    (!typed.is_empty()).then(|| format!("{} …", typed.join(" ")))
}

/// Moving about and typing need no hints; what cannot run now is in the palette, with the reason.
fn offered(model: &Model, command: &Command) -> bool {
    use command::Scope::{Always, Motion, Text};
    let named = matches!(command.id, "app.palette" | "app.help");
    !matches!(command.scope, Motion | Text | Always) && !named && (command.enabled)(model).is_ok()
}

fn hint(model: &Model, command: &Command) -> Option<Rich> {
    let key = model.session.keymap.keys_of(command.id).into_iter().next()?;
    Some(vec![span(Role::Key, key), span(Role::Dim, format!(" {}  ", command.title))])
}

/// After the beginning of a sequence: how it can go on.
pub fn which_key(model: &Model, canvas: &mut Canvas) {
    if model.typed.keys.is_empty() {
        return;
    }
    let rows = model.session.keymap.after(&model.scopes(), &model.typed.keys);
    let keys = rows.iter().map(|(keys, _)| width::width(keys)).max().unwrap_or(1);
    let titles = rows.iter().map(|(_, c)| width::width(c.title)).max().unwrap_or(1);
    let size = model.size;
    let columns = (keys + titles + 6) as u16;
    let height = (rows.len() as u16 + 2).min(size.rows - 1);
    let full = geometry::body(size);
    let area = ratatui::layout::Rect {
        x: size.columns.saturating_sub(columns + 1),
        y: (size.rows - 1).saturating_sub(height).max(full.y),
        width: columns.min(size.columns),
        height,
    };
    let title = [span(Role::Key, Chord::write_sequence(&model.typed.keys))];
    let inside = canvas.boxed(area, &title);
    for (y, (rest, command)) in (inside.y..inside.bottom()).zip(&rows) {
        canvas.text(inside.x + 1, y, keys as u16, rest, Role::Key);
        let role = if (command.enabled)(model).is_ok() { Role::Text } else { Role::Dim };
        canvas.text(inside.x + keys as u16 + 3, y, inside.width.saturating_sub(keys as u16 + 3), command.title, role);
    }
}

/// The step of the tour that is next, above the message line, out of the way of what it speaks of.
pub fn tour(model: &Model, canvas: &mut Canvas) {
    let Some((at, step)) = model.session.tour.and_then(|at| Some((at, STEPS.get(at)?))) else { return };
    let columns = model.size.columns.min(96);
    let lines = wrap_rich(&[span(Role::Text, tour::told(model, step))], columns.saturating_sub(4) as usize);
    let height = (lines.len() as u16 + 2).min(model.size.rows - 3);
    let area = ratatui::layout::Rect {
        x: model.size.columns - columns,
        y: model.size.rows - 2 - height,
        width: columns,
        height,
    };
    let cursor = canvas.cursor;
    let heading = tour::heading(model, at);
    let inside = canvas.boxed(area, &[span(Role::Heading, heading)]);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        canvas.rich(inside.x + 1, y, inside.width.saturating_sub(2), line);
    }
    canvas.cursor = cursor;
}
