//! The list of articles.

use super::{paint::Canvas, words};
use crate::{
    domain::{ArticleKey, Sort, rows::ArticleRow},
    text,
    tui::{
        model::{Articles, Model, geometry},
        rich::{Rich, Role, span},
    },
};

/// Where the columns stand; a narrow screen has fewer.
struct Columns {
    date: u16,
    outlet: u16,
    title: u16,
    claims: u16,
    unjudged: u16,
    status: u16,
}

impl Columns {
    fn of(columns: u16) -> Self {
        let (date, outlet) = (if columns < 60 { 6 } else { 12 }, if columns < 70 { 0 } else { (columns / 6).min(22) });
        let (claims, unjudged) = (7, if columns < 100 { 0 } else { 10 });
        let status = if columns < 70 { 2 } else { 13 };
        let title = columns.saturating_sub(2 + date + outlet + claims + unjudged + status);
        Self { date, outlet, title, claims, unjudged, status }
    }
}

pub fn draw(model: &Model, articles: &Articles, canvas: &mut Canvas) {
    let rows = geometry::list_rows(model.size);
    if articles.list.rows.is_empty() {
        if articles.list.loaded {
            words::placard(canvas, rows, &empty(model, articles));
        }
        return;
    }
    let at = Columns::of(model.size.columns);
    heading(&at, articles.query.sort, rows.y - 1, canvas);
    for (line, (i, row)) in articles.list.shown(rows.height as usize).enumerate() {
        let y = rows.y + line as u16;
        draw_row(&at, row, y, canvas);
        if i == articles.list.selected {
            canvas.tint(ratatui::layout::Rect { y, height: 1, ..rows }, Role::Selected);
            canvas.park(1, y);
        }
        words::tick(articles.is_ticked(row), 0, y, canvas);
    }
}

fn heading(at: &Columns, sort: Sort<ArticleKey>, y: u16, canvas: &mut Canvas) {
    let mut x = 1;
    for (name, key, cells, right) in [
        ("date", Some(ArticleKey::Date), at.date, false),
        ("outlet", Some(ArticleKey::Outlet), at.outlet, false),
        ("title", Some(ArticleKey::Title), at.title, false),
        ("claims", Some(ArticleKey::Claims), at.claims, true),
        ("unjudged", None, at.unjudged, true),
        ("  status", Some(ArticleKey::Status), at.status, false),
    ] {
        let (name, role) = words::sorted(name, key, sort);
        if right {
            canvas.text_right(x, y, cells, &name, role);
        } else {
            canvas.text(x, y, cells.saturating_sub(1), &name, role);
        }
        x += cells;
    }
}

fn draw_row(at: &Columns, row: &ArticleRow, y: u16, canvas: &mut Canvas) {
    let mut x = 1;
    let date = row.published.map(|d| if at.date < 12 { d.strftime("%m-%d").to_string() } else { d.to_string() });
    canvas.text(x, y, at.date - 1, date.as_deref().unwrap_or("–"), Role::Dim);
    x += at.date;
    canvas.text(x, y, at.outlet.saturating_sub(2), row.outlet.as_deref().unwrap_or("–"), Role::Accent);
    x += at.outlet;
    let title = text::display(&row.title);
    if text::width::is_rtl(&title) {
        canvas.text_right(x, y, at.title - 1, &text::width::fit(&title, at.title as usize - 1), Role::Text);
    } else {
        canvas.text(x, y, at.title - 1, &title, Role::Text);
    }
    x += at.title;
    let open = if at.unjudged == 0 && row.unjudged > 0 { "?" } else { "" };
    let claims = if row.claims == 0 { "–".to_string() } else { format!("{open}{}", row.claims) };
    canvas.text_right(x, y, at.claims, &claims, Role::Text);
    x += at.claims;
    let unjudged = if row.unjudged == 0 { "–".to_string() } else { row.unjudged.to_string() };
    canvas.text_right(x, y, at.unjudged, &unjudged, if row.unjudged == 0 { Role::Dim } else { Role::Warn });
    x += at.unjudged;
    let (mark, role) = words::status(row.status);
    if at.status > 2 {
        canvas.text(x + 2, y, at.status - 2, &format!("{mark} {}", row.status.label()), role);
    } else {
        canvas.text(x + 1, y, 1, mark, role);
    }
}

/// What an empty list says: what to do next.
fn empty(model: &Model, articles: &Articles) -> Vec<Rich> {
    let key = |id: &str| model.session.keymap.keys_of(id).into_iter().next().unwrap_or_default();
    if !articles.query.filter.is_empty() {
        return vec![
            vec![span(Role::Strong, "No article answers to this.")],
            Rich::new(),
            vec![span(Role::Key, key("articles.clear")), span(Role::Text, "  show all articles again")],
            vec![span(Role::Key, key("articles.filter")), span(Role::Text, "  look for something else")],
            words::in_part(&articles.query.filter),
        ];
    }
    vec![
        vec![span(Role::Strong, "This store is empty.")],
        Rich::new(),
        vec![span(Role::Text, "Articles go in, the claims in them come out, and you decide.")],
        Rich::new(),
        vec![
            span(Role::Key, key("app.import")),
            span(Role::Text, "  import articles: text, HTML, feeds, tables, mail, PDF"),
        ],
        vec![
            span(Role::Key, key("app.samples")),
            span(Role::Text, "  take the samples in, then "),
            span(Role::Key, key("app.tour")),
            span(Role::Text, " for a tour of eight steps"),
        ],
        Rich::new(),
        vec![span(Role::Text, "From the shell:")],
        vec![span(Role::Accent, "   recount add FILE..."), span(Role::Dim, "      import")],
        vec![span(Role::Accent, "   recount demo"), span(Role::Dim, "             the samples, in a throw-away store")],
    ]
}
