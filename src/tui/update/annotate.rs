//! What is said of articles, claims and events: notes and tags, on one or on all ticked, and saying it again.

use super::{articles, layers, reader};
use crate::{
    domain::{Subject, change::Change},
    text,
    tui::{
        command::Refusal,
        layer::Asked,
        model::{Deed, Model, Screen},
        msg::Effect,
    },
};

/// What a note or a tag would be on here: what is ticked, else what is selected.
pub fn subjects(model: &Model) -> Vec<Subject> {
    match model.screen() {
        Screen::Articles(s) => s.meant().iter().map(|row| Subject::Article(row.id)).collect(),
        Screen::Events(s) => s.meant().iter().map(|row| Subject::Event(row.event.id)).collect(),
        Screen::Reader(s) if s.claims().is_empty() => vec![Subject::Article(s.id)],
        Screen::Reader(s) => s.meant().into_iter().map(Subject::Claim).collect(),
        Screen::Compare(s) => vec![Subject::Event(s.id)],
        Screen::Map(_)
        | Screen::Links(_)
        | Screen::Differences(_)
        | Screen::Sources(_)
        | Screen::Review(_)
        | Screen::Log(_) => Vec::new(),
    }
}

/// `claim c7`, `12 articles`.
fn named(subjects: &[Subject]) -> String {
    let kind = |subject: &Subject| match subject {
        Subject::Article(_) => "article",
        Subject::Claim(_) => "claim",
        Subject::Event(_) => "event",
    };
    match subjects {
        [one @ Subject::Article(id)] => format!("{} {id}", kind(one)),
        [one @ Subject::Claim(id)] => format!("{} {id}", kind(one)),
        [one @ Subject::Event(id)] => format!("{} {id}", kind(one)),
        [first, ..] => format!("{} {}s", subjects.len(), kind(first)),
        [] => "nothing".into(),
    }
}

pub fn ask_note(model: &mut Model, subjects: Vec<Subject>) -> Vec<Effect> {
    let title = format!("Note on {}", named(&subjects));
    layers::ask(model, title, "kept with your name; words with # are tags", "", Asked::Note(subjects))
}

/// A note on the article open, whatever claim is selected.
pub fn ask_article_note(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.reader().map(|s| Subject::Article(s.id)) else { return Vec::new() };
    ask_note(model, vec![article])
}

/// A note that begins with the words chosen in the text.
pub fn ask_words_note(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = model.reader() else { return Vec::new() };
    let Some(words) = super::select::chosen(reader).map(|e| text::display(&e.exact)) else { return Vec::new() };
    let subjects = vec![Subject::Article(reader.id)];
    super::select::close(model);
    let title = format!("Note on words of {}", named(&subjects));
    layers::ask(model, title, "kept on the article, with the words", format!("“{words}”: "), Asked::Note(subjects))
}

pub fn ask_tag(model: &mut Model) -> Vec<Effect> {
    let subjects = subjects(model);
    let title = format!("Tag {}", named(&subjects));
    layers::ask(model, title, "a word, or several; tag:word in a filter finds it again", "", Asked::Tag(subjects))
}

/// The text of a note that marks with these tags.
pub fn tags(typed: &str) -> String {
    let words = typed.split_whitespace().map(|word| format!("#{}", word.trim_start_matches('#')));
    words.collect::<Vec<_>>().join(" ")
}

pub fn note(model: &mut Model, subjects: Vec<Subject>, text: String) -> Vec<Effect> {
    model.session.deed = Some(Deed::Note(text.clone()));
    model.untick();
    model.commit(Change::AddNote { subjects, text })
}

/// Says again of what is selected or ticked what was said last.
pub fn repeat(model: &mut Model) -> Vec<Effect> {
    let Some(deed) = model.session.deed.clone() else { return Vec::new() };
    match deed {
        Deed::Status(status) => articles::mark(model, status),
        Deed::Judge(judgement) => reader::judge(model, judgement),
        Deed::Credit(credibility) => reader::credit(model, credibility),
        Deed::Note(text) => {
            let subjects = subjects(model);
            note(model, subjects, text)
        }
    }
}

/// Can the last deed be done to what is selected here?
pub fn repeatable(model: &Model) -> Result<(), Refusal> {
    let on_claim = model.reader().is_some_and(|s| !s.meant().is_empty());
    let on_article = model.reader().is_some() || model.articles().is_some_and(|s| !s.meant().is_empty());
    match &model.session.deed {
        None => Err("nothing was said yet that could be said again: mark, judge, grade, tag or note something first"),
        Some(Deed::Status(_)) if !on_article => Err("the last thing said was of an article; select one"),
        Some(Deed::Judge(_) | Deed::Credit(_)) if !on_claim => Err("the last thing said was of a claim; select one"),
        Some(Deed::Note(_)) if subjects(model).is_empty() => Err("select an article, a claim or an event"),
        Some(_) => Ok(()),
    }
}
