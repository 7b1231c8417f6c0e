//! Grading a claimant, from wherever one stands.

use super::layers;
use crate::{
    domain::Reliability,
    text,
    tui::{
        layer::{Item, Layer, Menu, Picked},
        model::Model,
        msg::Effect,
        rich::{Role, span},
    },
};

const fn says(grade: Reliability) -> &'static str {
    match grade {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "cannot be judged (not the worst grade)",
    }
}

/// A menu of the grades, the one that `claimant` has marked.
pub fn choose(model: &mut Model, claimant: &str, set: Option<Reliability>) -> Vec<Effect> {
    let choice = |label: String, grade: Option<Reliability>| Item {
        label: vec![span(Role::Text, label)],
        detail: Vec::new(),
        more: Vec::new(),
        current: grade.is_some() && grade == set,
        picked: Picked::Grade(claimant.to_owned(), grade),
    };
    let mut items: Vec<_> =
        Reliability::ALL.iter().map(|r| choice(format!("{}  {}", r.word(), says(*r)), Some(*r))).collect();
    items.push(choice("–  no grade".into(), None));
    layers::open(model, Layer::Menu(Menu::new(format!("Reliability of {}", text::display(claimant)), items)))
}
