//! A first walk through the workbench: eight things to do, each told until it is done.

use super::Model;
use crate::{domain::Judgement, tui::layer::Layer};

/// One thing to do.
pub struct Step {
    /// What to do and why. The ids of commands in braces stand for their keys.
    pub says: &'static str,
    /// Is it done?
    pub done: fn(&Model) -> bool,
}

pub const STEPS: [Step; 8] = [
    Step {
        says: "These are the articles. {move.down} and {move.up} go from one to the next; {articles.open} opens the one selected.",
        done: |m| m.reader().is_some(),
    },
    Step {
        says: "Coloured words are what claims were read from; the claims stand in a list. {reader.next} goes to the next claim.",
        done: |m| m.reader().is_some_and(|s| s.selected > 0),
    },
    Step {
        says: "Was it read rightly? {reader.accept} accepts the claim, {reader.reject} rejects it, {reader.edit} corrects it. {app.undo} takes back whatever you did.",
        done: |m| m.reader().is_some_and(|s| s.claims().iter().any(|c| c.judgement != Judgement::Proposed)),
    },
    Step {
        says: "Several articles report one event. {go.events} goes to the events, {app.back} back to where you were.",
        done: |m| m.events().is_some(),
    },
    Step {
        says: "Choose an event with a conflict (≠) and open it with {events.open}: who says what, side by side.",
        done: |m| m.compare().is_some_and(|s| s.opened.is_some()),
    },
    Step {
        says: "{compare.next-conflict} goes to the next conflict, {move.left} and {move.right} from source to source; the words stand below. {compare.derivation} tells how the number follows: press it.",
        done: |m| m.compare().is_some() && matches!(m.layers.last(), Some(Layer::Panel(_))),
    },
    Step {
        says: "Close the panel ({panel.close}) and decide: {compare.adopt} adopts the cell, {compare.rule} a rule's figure, {compare.own} your own. Where the sources conflict you are asked why; {prompt.send} sends it.",
        done: |m| m.compare().and_then(|s| s.opened.as_ref()).is_some_and(|o| !o.view.decisions.is_empty()),
    },
    Step {
        says: "Done. {go.review} shows what is left to do. {app.palette} finds every command, {app.help} shows the keys, {app.export} writes the figures out.",
        done: |m| m.review().is_some(),
    },
];

/// What the step says, with keys for commands.
pub fn told(model: &Model, step: &Step) -> String {
    let mut told = String::new();
    let mut rest = step.says;
    while let Some((before, after)) = rest.split_once('{') {
        let (id, after) = after.split_once('}').unwrap_or((after, ""));
        let key = model.session.keymap.keys_of(id).into_iter().next().unwrap_or_else(|| format!(":{id}"));
        told += before;
        told += &key;
        rest = after;
    }
    told + rest
}

/// Where the tour is, and how it is left.
pub fn heading(model: &Model, at: usize) -> String {
    let key = model.session.keymap.keys_of("app.tour").into_iter().next();
    format!("Tour {} of {} · {} ends it", at + 1, STEPS.len(), key.as_deref().unwrap_or(":tour"))
}

/// After every message: goes on behind the last thing done, since who runs ahead has seen what lies between; and ends after
/// the last step.
pub fn follow(model: &mut Model) {
    while let Some(at) = model.session.tour {
        let done = |step: &usize| (STEPS[*step].done)(model);
        // The last step is reached one by one only: it ends the tour.
        let reach = if at + 1 < STEPS.len() { STEPS.len() - 1 } else { STEPS.len() };
        match (at..reach).rev().find(done) {
            Some(step) => model.session.tour = Some(step + 1),
            None if at < STEPS.len() => return,
            None => {
                model.session.tour = None;
                model.notify("that was the tour; :tour begins it again");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command;

    #[test]
    fn every_command_that_the_tour_names_is_there() {
        for step in &STEPS {
            for part in step.says.split('{').skip(1) {
                let id = part.split('}').next().unwrap();
                assert!(command::find(id).is_some(), "{id}");
            }
        }
    }
}
