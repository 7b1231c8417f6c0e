//! Commands of what lies over a screen: menus, panels, prompts, forms, the palette, questions.

use super::{Command, Effect, Model, Refusal, Scope, always};
use crate::tui::{
    layer::Layer,
    update::{layers as act, submit, typing},
};

const fn row(
    id: &'static str,
    title: &'static str,
    doc: &'static str,
    scope: Scope,
    run: fn(&mut Model, usize) -> Vec<Effect>,
) -> Command {
    Command { id, title, doc, scope, enabled: always, run }
}

pub const TABLE: &[Command] = &[
    row("menu.choose", "choose", "Take the selected row", Scope::Menu, |m, _| submit::choose(m)),
    row("menu.close", "close", "Close the menu and change nothing", Scope::Menu, |m, _| act::close(m)),
    row("panel.close", "close", "Close the panel", Scope::Panel, |m, _| act::close(m)),
    row("palette.run", "run", "Run the selected command", Scope::Palette, |m, _| submit::run_chosen(m)),
    row("palette.down", "down", "Go to the next command", Scope::Palette, |m, _| act::palette_step(m, 1)),
    row("palette.up", "up", "Go to the command before", Scope::Palette, |m, _| act::palette_step(m, -1)),
    row("palette.close", "close", "Close the palette and run nothing", Scope::Palette, |m, _| act::close(m)),
    row("prompt.send", "send", "Send what is typed", Scope::Prompt, |m, _| submit::prompt(m)),
    row("prompt.close", "cancel", "Close the prompt and forget what is typed", Scope::Prompt, |m, _| act::close(m)),
    Command {
        enabled: offered,
        ..row("prompt.complete", "complete", "Go on with the next way that is offered", Scope::Prompt, |m, _| {
            act::complete(m, false)
        })
    },
    Command {
        enabled: offered,
        ..row("prompt.complete-back", "complete back", "Go on with the way offered before", Scope::Prompt, |m, _| {
            act::complete(m, true)
        })
    },
    row("prompt.editor", "editor", "Write it in your editor (EDITOR); leaving that sends it", Scope::Prompt, |m, _| {
        submit::edit(m)
    }),
    row("form.next", "next field", "Go to the next field", Scope::Form, |m, _| typing::step(m, true)),
    row("form.save", "save", "Check the form and save it", Scope::Form, |m, _| submit::form(m)),
    row("form.close", "cancel", "Close the form and change nothing", Scope::Form, |m, _| act::close(m)),
    row("form.previous", "previous field", "Go to the field before", Scope::Form, |m, _| typing::step(m, false)),
    row("form.editor", "editor", "Write the field in your editor (EDITOR)", Scope::Form, |m, _| submit::edit(m)),
    row("confirm.yes", "yes", "Do what was asked about", Scope::Confirm, |m, _| submit::confirmed(m)),
    row("confirm.no", "no", "Leave everything as it is", Scope::Confirm, |m, _| act::close(m)),
    row("text.left", "left", "Go one character left, or choose the word before", Scope::Text, |m, _| typing::left(m)),
    row("text.right", "right", "Go one character right, or choose the next word", Scope::Text, |m, _| typing::right(m)),
    row("text.home", "line start", "Go to the beginning of the line", Scope::Text, |m, _| {
        typing::edit(m, |l| l.home())
    }),
    row("text.end", "line end", "Go to the end of the line", Scope::Text, |m, _| typing::edit(m, |l| l.end())),
    row("text.backspace", "erase", "Erase the character before", Scope::Text, |m, _| {
        typing::edit(m, |l| l.backspace())
    }),
    row("text.delete", "erase after", "Erase the character after", Scope::Text, |m, _| typing::edit(m, |l| l.delete())),
    row("text.word", "erase word", "Erase the word before", Scope::Text, |m, _| typing::edit(m, |l| l.delete_word())),
    row("text.clear", "erase line", "Erase everything before", Scope::Text, |m, _| typing::edit(m, |l| l.clear())),
];

/// Ways to go on stand below some prompts only.
fn offered(m: &Model) -> Result<(), Refusal> {
    let any = matches!(m.layers.last(), Some(Layer::Prompt(prompt)) if !prompt.ways.is_empty());
    any.then_some(()).ok_or("nothing is offered here; type it out")
}
