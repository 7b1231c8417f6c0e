//! Taking articles in: which file, from which outlet, of which day; or the samples.

use jiff::civil::Date;

use super::{claim_form::Faults, layers};
use crate::{
    ingest::{Metadata, Source},
    tui::{
        command::Refusal,
        layer::{Asked, Field, Filled, Form, Layer, answer},
        model::{JobKind, Model},
        msg::Effect,
    },
    work::Request,
};

pub fn ask(model: &mut Model) -> Vec<Effect> {
    let fields = vec![
        Field::text(
            "file",
            "a file, a folder, a pattern (news/*.html) or an address; text, HTML, feeds, tables, mail, PDF",
            "",
        ),
        Field::text("outlet", "who published it, where the file does not say", ""),
        Field::text("published", "on which day, where the file does not say: 2025-05-17", ""),
    ];
    layers::open(model, Layer::Form(Form::new("Import articles", fields, Filled::Import)))
}

/// What the form asks to be taken in, or what is wrong with it.
pub fn read(form: &Form) -> Result<Request, Faults> {
    let given = |name: &str| Some(form.value(name).to_owned()).filter(|value| !value.is_empty());
    let mut faults = Faults::new();
    if form.value("file").is_empty() {
        faults.push(("file", "name a file or a folder; Esc closes".into()));
    }
    let published = given("published").and_then(|typed| match typed.parse::<Date>() {
        Ok(day) => Some(day),
        Err(_) => {
            faults.push(("published", format!("“{typed}” is no date; write it as 2025-05-17")));
            None
        }
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    let metadata = Metadata { outlet: given("outlet"), published, ..Metadata::default() };
    Ok(Request::Import { sources: vec![Source::named(answer::path(form.value("file")))], metadata })
}

pub fn ask_merge(model: &mut Model) -> Vec<Effect> {
    let hint = "a file of `recount bundle`, or a package with its bundle; nothing here is overwritten";
    layers::ask(model, "Bring in a colleague's bundle", hint, "", Asked::Merge)
}

/// The prompt stays until the bundle is in, or tells why it was refused.
pub fn merge(model: &mut Model, typed: &str) -> Vec<Effect> {
    model.job(JobKind::Write, Request::Merge(answer::path(typed)))
}

pub fn samples(model: &mut Model) -> Vec<Effect> {
    model.job(JobKind::Import, Request::Samples)
}

/// Samples go only where nothing is: they must not be mixed with work.
pub fn empty(model: &Model) -> Result<(), Refusal> {
    let empty = model.articles().is_some_and(|s| s.query.filter.is_empty() && s.total == Some(0));
    empty.then_some(()).ok_or("this store has articles already; `recount demo` shows the samples beside it")
}
