//! What lies over a screen: palette, menus, prompts, forms, questions, panels. One enum, one file each.
//!
//! A layer holds what is being chosen or typed and what the answer is for. It changes nothing itself: the answer
//! becomes a change, and the layer stays, with what was typed, until the store has taken it.

pub mod answer;
pub mod choose;
pub mod form;
pub mod line;
pub mod panel;

pub use answer::{Asked, Confirmed, Filled, Names, Picked};
pub use choose::{Item, Menu, Palette};
pub use form::{Field, Form, Input};
pub use line::Line;
pub use panel::Panel;

use super::{command::Scope, msg::Ticket};
use crate::domain::filter::{self, Completion};

#[derive(Debug, Clone)]
pub enum Layer {
    Palette(Palette),
    Menu(Menu),
    Prompt(Prompt),
    Form(Form),
    Confirm(Confirm),
    Panel(Panel),
}

/// A question answered with one line.
#[derive(Debug, Clone)]
pub struct Prompt {
    pub title: String,
    /// What to type, and what it is for.
    pub hint: String,
    pub line: Line,
    pub asked: Asked,
    pub waits: Waits,
    /// Ways to go on with what is typed, and the one taken.
    pub ways: Vec<Completion>,
    pub taken: Option<usize>,
}

impl Prompt {
    pub fn new(title: impl Into<String>, hint: impl Into<String>, value: impl Into<String>, asked: Asked) -> Self {
        let (title, hint, line) = (title.into(), hint.into(), Line::new(value));
        let mut prompt = Self { title, hint, line, asked, waits: Waits::default(), ways: Vec::new(), taken: None };
        prompt.offer();
        prompt
    }

    /// Makes the ways to go on anew.
    fn offer(&mut self) {
        self.taken = None;
        self.ways = match &self.asked {
            Asked::Filter(names) => filter::complete(self.line.text(), |key| names.of(key)),
            Asked::Visit(marks) | Asked::MoveClaims(_, marks) | Asked::OtherName(_, marks) => {
                let typed = self.line.text().to_lowercase();
                let fits = marks.iter().filter(|(name, _)| name.to_lowercase().contains(&typed));
                fits.map(|(name, place)| Completion {
                    line: name.clone(),
                    label: name.clone(),
                    doc: place.clone().into(),
                })
                .collect()
            }
            _ => Vec::new(),
        };
    }

    /// Takes the next way to go on.
    pub fn complete(&mut self, back: bool) {
        if self.ways.is_empty() {
            return;
        }
        let (last, step) = (self.ways.len() - 1, if back { self.ways.len() - 1 } else { 1 });
        let next = self.taken.map_or(if back { last } else { 0 }, |at| (at + step) % self.ways.len());
        self.line = Line::new(self.ways[next].line.clone());
        self.taken = Some(next);
    }
}

/// A question answered on another key than the one that raised it.
#[derive(Debug, Clone)]
pub struct Confirm {
    pub question: String,
    pub consequence: String,
    /// What a yes does.
    pub then: Confirmed,
}

/// Where an answer stands with the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits {
    /// Sent, not yet answered.
    pub ticket: Option<Ticket>,
    /// Refused, by us or by the store, in words.
    pub refusal: Option<String>,
}

impl Layer {
    /// Where its keys are looked up, innermost first. No layer lets a key through to the screen below.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Palette(_) => &[Scope::Palette, Scope::Text, Scope::Always],
            Self::Menu(_) => &[Scope::Menu, Scope::Motion, Scope::Always],
            Self::Prompt(_) => &[Scope::Prompt, Scope::Text, Scope::Always],
            Self::Form(_) => &[Scope::Form, Scope::Text, Scope::Always],
            Self::Confirm(_) => &[Scope::Confirm, Scope::Always],
            Self::Panel(_) => &[Scope::Panel, Scope::Motion, Scope::Always],
        }
    }

    /// The line that takes what is typed.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        match self {
            Self::Palette(palette) => Some(&mut palette.line),
            Self::Prompt(prompt) => Some(&mut prompt.line),
            Self::Form(form) => form.line_mut(),
            Self::Menu(_) | Self::Confirm(_) | Self::Panel(_) => None,
        }
    }

    /// Something was typed: what follows from the text is made anew, an old refusal is gone.
    pub fn typed(&mut self) {
        match self {
            Self::Palette(palette) => palette.search(),
            Self::Prompt(prompt) => {
                prompt.waits.refusal = None;
                prompt.offer();
            }
            Self::Form(form) => form.waits.refusal = None,
            Self::Menu(_) | Self::Confirm(_) | Self::Panel(_) => {}
        }
    }

    pub fn waits_mut(&mut self) -> Option<&mut Waits> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.waits),
            Self::Form(form) => Some(&mut form.waits),
            Self::Palette(_) | Self::Menu(_) | Self::Confirm(_) | Self::Panel(_) => None,
        }
    }
}
