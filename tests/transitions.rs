//! Every command on every screen: what can run does something that is seen, what cannot says why.

mod stage;

use recount::tui::{
    command::{self, Command, Scope},
    update::run,
};
use stage::Stage;

/// How each screen is reached from the samples, with something selected.
const SCREENS: [(Scope, &str); 10] = [
    (Scope::Articles, "j"),
    (Scope::Reader, "G enter n"),
    (Scope::Events, "g e j"),
    (Scope::Compare, "g e G enter"),
    (Scope::Map, "g e g m n"),
    (Scope::Links, "g p"),
    (Scope::Differences, "g d"),
    (Scope::Sources, "g s j"),
    (Scope::Review, "g r j"),
    (Scope::Log, "m d g l"),
];

/// Everything that a command could change, as one text.
fn seen(stage: &Stage) -> String {
    let m = &stage.model;
    format!("{}\n{:?}{:?}{:?}{:?}", stage.screen(), m.layers, m.jobs, m.session.marks, m.session.deed)
}

/// Runs it on a copy of the model: what it asks of the store is not carried out.
fn try_out(stage: &mut Stage, keys: &str, command: &'static Command) {
    let left = stage.model.clone();
    let (before, enabled) = (seen(stage), (command.enabled)(&stage.model));
    let effects = run(&mut stage.model, command, 1);
    match enabled {
        Ok(()) => {
            // Going where one is already, and seeing all that is seen, change nothing.
            let idle = command.id.starts_with("go.") || ["app.redraw", "map.fit"].contains(&command.id);
            let acted = idle || !effects.is_empty() || seen(stage) != before;
            assert!(acted, "{} after {keys:?} can run and does nothing:\n{before}", command.id);
        }
        Err(why) => {
            assert!(effects.is_empty(), "{} after {keys:?} runs although {why}", command.id);
            let says = stage.model.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default();
            assert!(says.contains(why), "{} after {keys:?} says {says:?} and not {why:?}", command.id);
            assert_eq!(stage.model.layers.len(), 0, "{} after {keys:?}", command.id);
        }
    }
    stage.model = left;
}

#[test]
fn every_command_of_a_screen_acts_or_says_why_not() {
    for (screen, keys) in SCREENS {
        let mut stage = Stage::new();
        stage.press(keys);
        for command in [screen, Scope::Anywhere].into_iter().flat_map(command::of) {
            try_out(&mut stage, keys, command);
        }
    }
}

#[test]
fn every_screen_has_a_way_to_it_here() {
    let mut listed: Vec<_> = SCREENS.iter().map(|(scope, _)| *scope).collect();
    listed.sort();
    let mut all = Scope::SCREENS.to_vec();
    all.sort();
    assert_eq!(listed, all);
    for (scope, keys) in SCREENS {
        let mut stage = Stage::new();
        stage.press(keys);
        assert_eq!(stage.model.screen().scope(), scope, "{keys:?}");
    }
}
