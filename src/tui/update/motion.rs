//! Moving about: what up, down, left and right mean on each screen and layer, and where a click goes.

use crate::tui::{
    layer::Layer,
    model::{Model, Screen, compare::TableLine, geometry, list::List, list::settled, review::Task},
    msg::{Effect, Mouse},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
}

/// The part of a map that one step moves.
const PAN: f64 = 0.1;
/// Lines one notch of a mouse wheel moves.
const NOTCH: isize = 3;

impl Motion {
    /// Rows, down positive, for those that move by rows.
    fn rows(self, count: usize, page: usize) -> Option<isize> {
        let count = count as isize;
        let page = page.saturating_sub(1).max(1) as isize;
        match self {
            Self::Up => Some(-count),
            Self::Down => Some(count),
            Self::PageUp => Some(-count * page),
            Self::PageDown => Some(count * page),
            Self::First => Some(isize::MIN / 2),
            Self::Last => Some(isize::MAX / 2),
            Self::Left | Self::Right => None,
        }
    }
}

pub fn go(model: &mut Model, motion: Motion, count: usize) -> Vec<Effect> {
    let size = model.size;
    match model.layers.last_mut() {
        Some(Layer::Menu(menu)) => menu.move_by(motion.rows(count, 5).unwrap_or(0)),
        Some(Layer::Panel(panel)) => {
            let page = geometry::panel(size).height as usize;
            panel.move_by(motion.rows(count, page).unwrap_or(0));
        }
        Some(_) => {}
        None => on_screen(model, motion, count),
    }
    Vec::new()
}

fn on_screen(model: &mut Model, motion: Motion, count: usize) {
    let size = model.size;
    let page = geometry::list_rows(size).height as usize;
    match model.screen_mut() {
        Screen::Articles(s) => on_list(&mut s.list, motion, count, page),
        Screen::Events(s) => on_list(&mut s.list, motion, count, page),
        Screen::Links(s) => on_list(&mut s.list, motion, count, page),
        Screen::Differences(s) => on_list(&mut s.list, motion, count, page),
        Screen::Sources(s) => on_list(&mut s.list, motion, count, page),
        Screen::Map(s) => match motion {
            Motion::Left => s.pan(-PAN * count as f64, 0.0),
            Motion::Right => s.pan(PAN * count as f64, 0.0),
            Motion::Up => s.pan(0.0, PAN * count as f64),
            Motion::Down => s.pan(0.0, -PAN * count as f64),
            Motion::PageUp => s.zoom(0.5),
            Motion::PageDown => s.zoom(2.0),
            Motion::First | Motion::Last => s.fit(),
        },
        Screen::Review(s) => {
            let by = motion.rows(count, page).unwrap_or(0);
            s.selected = s.selected.saturating_add_signed(by).min(Task::ALL.len() - 1);
        }
        Screen::Log(s) => on_list(&mut s.list, motion, count, page),
        Screen::Reader(s) => {
            let height = geometry::reader(size, s).text.height as usize;
            s.top = s.top.saturating_add_signed(motion.rows(count, height).unwrap_or(0));
        }
        Screen::Compare(s) => match (motion, motion.rows(count, page / 2)) {
            (Motion::Left, _) => s.move_column(-(count as isize)),
            (Motion::Right, _) => s.move_column(count as isize),
            (_, rows) => s.move_row(rows.unwrap_or(0)),
        },
    }
}

fn on_list<T>(list: &mut List<T>, motion: Motion, count: usize, page: usize) {
    match motion {
        Motion::First => list.first(),
        Motion::Last => list.last(),
        motion => list.move_by(motion.rows(count, page).unwrap_or(0)),
    }
}

/// Keeps a layer's selection in view.
pub fn settle_layer(model: &mut Model) {
    let size = model.size;
    match model.layers.last_mut() {
        Some(Layer::Panel(panel)) => {
            let height = geometry::panel(size).height.saturating_sub(2) as usize;
            panel.top = panel.top.min(panel.lines.len().saturating_sub(height));
        }
        Some(Layer::Menu(menu)) => {
            // By items: the tallest has a few lines, so a window of items always shows the selected one.
            let tallest = menu.items.iter().map(|i| 1 + i.detail.len()).max().unwrap_or(1);
            let room = (size.rows.saturating_sub(4) as usize / tallest).max(1);
            menu.top = settled(menu.top, menu.selected, menu.items.len(), room);
        }
        Some(Layer::Palette(_) | Layer::Prompt(_) | Layer::Form(_) | Layer::Confirm(_)) | None => {}
    }
}

pub fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match mouse {
        Mouse::Wheel(lines) => {
            let motion = if lines < 0 { Motion::Up } else { Motion::Down };
            let count = lines.unsigned_abs() * if wheel_scrolls(model) { NOTCH as usize } else { 1 };
            go(model, motion, count)
        }
        Mouse::Drag { column, row } if model.layers.is_empty() => {
            let (size, pressed) = (model.size, model.pressed);
            if let (Some(reader), Some(pressed)) = (model.reader_mut(), pressed) {
                super::select::drag(reader, size, pressed, (column, row));
            }
            Vec::new()
        }
        Mouse::Drag { .. } => Vec::new(),
        Mouse::Click { column, row } if model.layers.is_empty() => {
            model.pressed = Some((column, row));
            click(model, column, row);
            Vec::new()
        }
        Mouse::Click { .. } => Vec::new(),
    }
}

/// Text scrolls by several lines, a selection moves by one.
fn wheel_scrolls(model: &Model) -> bool {
    matches!(model.layers.last(), Some(Layer::Panel(_)))
        || (model.layers.is_empty() && !matches!(model.screen(), Screen::Compare(_)))
}

fn click(model: &mut Model, column: u16, row: u16) {
    let size = model.size;
    let rows = geometry::list_rows(size);
    let line = row.checked_sub(rows.y).filter(|_| row < rows.bottom()).map(usize::from);
    match (model.screen_mut(), line) {
        (Screen::Articles(s), Some(line)) => select(&mut s.list, line),
        (Screen::Events(s), Some(line)) => select(&mut s.list, line),
        (Screen::Links(s), Some(line)) => select(&mut s.list, line),
        (Screen::Differences(s), Some(line)) => select(&mut s.list, line),
        (Screen::Sources(s), Some(line)) => select(&mut s.list, line),
        (Screen::Review(s), Some(line)) => s.selected = line.min(Task::ALL.len() - 1),
        (Screen::Log(s), Some(line)) => select(&mut s.list, line),
        (Screen::Reader(s), _) => super::reader::click(s, size, column, row),
        (Screen::Compare(s), _) => {
            let grid = geometry::compare(size, s);
            let Some(line) = row.checked_sub(grid.lines.y).filter(|_| row < grid.lines.bottom()) else { return };
            if let Some(TableLine::Row(at)) = s.lines().get(s.top + usize::from(line)) {
                s.row = *at;
            }
            let hit = grid.columns.iter().find(|(_, slot)| (slot.x..slot.x + slot.width).contains(&column));
            s.column = hit.map_or(s.column, |(at, _)| *at);
        }
        (Screen::Map(_), _)
        | (
            Screen::Articles(_)
            | Screen::Events(_)
            | Screen::Links(_)
            | Screen::Differences(_)
            | Screen::Sources(_)
            | Screen::Review(_)
            | Screen::Log(_),
            None,
        ) => {}
    }
}

fn select<T>(list: &mut List<T>, line: usize) {
    let row = list.top + line;
    if row < list.rows.len() {
        list.selected = row;
    }
}
