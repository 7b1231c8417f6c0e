//! Commands of the map.

use super::{Command, Effect, Model, Refusal, Scope, always};
use crate::tui::update::map as act;

const fn row(
    id: &'static str,
    title: &'static str,
    doc: &'static str,
    enabled: fn(&Model) -> Result<(), Refusal>,
    run: fn(&mut Model, usize) -> Vec<Effect>,
) -> Command {
    Command { id, title, doc, scope: Scope::Map, enabled, run }
}

pub const TABLE: &[Command] = &[
    row("map.open", "compare", "Set the reports on the selected event side by side", selected, |m, _| {
        act::open_event(m)
    }),
    row("map.next", "next event", "Go to the next event, the latest first", placed, |m, n| {
        act::change(m, |s| s.step(n as isize))
    }),
    row("map.previous", "previous event", "Go to the event before", placed, |m, n| {
        act::change(m, |s| s.step(-(n as isize)))
    }),
    row("map.in", "nearer", "Come nearer to the selected event", always, |m, _| act::change(m, |s| s.zoom(0.5))),
    row("map.out", "farther", "See more of the world", always, |m, _| act::change(m, |s| s.zoom(2.0))),
    row("map.fit", "all", "See all events at once", always, |m, _| act::change(m, |s| s.fit())),
    row("map.measure", "measure", "Count killed, injured or events along time", always, |m, _| {
        act::change(m, |s| s.measure = s.measure.next())
    }),
    row("map.list", "list", "See the same events as a list", always, |m, _| act::list(m)),
];

fn placed(m: &Model) -> Result<(), Refusal> {
    let any = m.map().is_some_and(|s| s.points().iter().any(|p| p.at().is_some()));
    any.then_some(()).ok_or("no event here has a place that was found")
}

fn selected(m: &Model) -> Result<(), Refusal> {
    placed(m)?;
    m.map().and_then(|s| s.current()).map(|_| ()).ok_or("no event is selected; go to the next one")
}
