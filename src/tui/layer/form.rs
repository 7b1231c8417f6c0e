//! Several fields filled at once: a claim corrected, an analyst's own figures. Each field checks what it holds.

use super::{Filled, Line, Waits};

#[derive(Debug, Clone)]
pub struct Form {
    pub title: String,
    pub fields: Vec<Field>,
    pub focus: usize,
    pub filled: Filled,
    pub waits: Waits,
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: &'static str,
    /// What may stand here, shown while the field has the focus.
    pub hint: &'static str,
    pub input: Input,
    /// What is wrong with it, once the form was sent.
    pub fault: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Input {
    Text(Line),
    /// One of a closed list; left and right change it.
    Choice {
        options: Vec<String>,
        chosen: usize,
    },
}

impl Field {
    pub fn text(name: &'static str, hint: &'static str, value: impl Into<String>) -> Self {
        Self { name, hint, input: Input::Text(Line::new(value)), fault: None }
    }

    pub fn choice(name: &'static str, options: Vec<String>, chosen: usize) -> Self {
        Self { name, hint: "left and right change it", input: Input::Choice { options, chosen }, fault: None }
    }

    /// What it holds: the text without space at its ends, or the chosen word.
    pub fn value(&self) -> &str {
        match &self.input {
            Input::Text(line) => line.text().trim(),
            Input::Choice { options, chosen } => options.get(*chosen).map_or("", String::as_str),
        }
    }
}

impl Form {
    pub fn new(title: impl Into<String>, fields: Vec<Field>, filled: Filled) -> Self {
        Self { title: title.into(), fields, focus: 0, filled, waits: Waits::default() }
    }

    pub fn line_mut(&mut self) -> Option<&mut Line> {
        match &mut self.fields.get_mut(self.focus)?.input {
            Input::Text(line) => Some(line),
            Input::Choice { .. } => None,
        }
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|f| f.name == name).map_or("", Field::value)
    }

    /// Forward or back, around the ends.
    pub fn step(&mut self, forward: bool) {
        let n = self.fields.len().max(1);
        self.focus = if forward { (self.focus + 1) % n } else { (self.focus + n - 1) % n };
    }

    /// Changes a closed field; false where the focused field is typed.
    pub fn turn(&mut self, forward: bool) -> bool {
        match self.fields.get_mut(self.focus).map(|f| &mut f.input) {
            Some(Input::Choice { options, chosen }) => {
                let n = options.len().max(1);
                *chosen = if forward { (*chosen + 1) % n } else { (*chosen + n - 1) % n };
                true
            }
            _ => false,
        }
    }

    /// Marks the faults and goes to the first of them; true where there are none.
    pub fn check(&mut self, faults: Vec<(&'static str, String)>) -> bool {
        for field in &mut self.fields {
            field.fault = faults.iter().find(|(name, _)| *name == field.name).map(|(_, fault)| fault.clone());
        }
        match self.fields.iter().position(|f| f.fault.is_some()) {
            Some(first) => {
                self.focus = first;
                false
            }
            None => faults.is_empty(),
        }
    }
}
