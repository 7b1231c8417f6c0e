//! The thread that reads the terminal, and the translation of its events.

use std::{sync::mpsc::Sender, thread, time::Duration};

use crossterm::{
    event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind},
    terminal,
};

use super::Arrival;
use crate::tui::{
    keys::{Chord, Key},
    msg::{Mouse, Msg, Size},
};

/// Reads until the loop has ended or the terminal is gone; the latter ends the loop.
pub fn listen(sender: Sender<Arrival>) {
    thread::spawn(move || {
        // Resizes are heard from the first look at the events on. The size may have changed before that.
        let _ = event::poll(Duration::ZERO);
        if let Ok((columns, rows)) = terminal::size() {
            let _ = sender.send(Arrival::Msg(Msg::Resize(Size { columns, rows })));
        }
        loop {
            let msg = match event::read() {
                Ok(event) => translate(event),
                Err(_) => Some(Msg::Terminate),
            };
            let Some(msg) = msg else { continue };
            let last = matches!(msg, Msg::Terminate);
            if sender.send(Arrival::Msg(msg)).is_err() || last {
                return;
            }
        }
    });
}

fn translate(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(event) => mouse(event).map(Msg::Mouse),
        Event::Resize(columns, rows) => Some(Msg::Resize(Size { columns, rows })),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let held = |modifier| event.modifiers.contains(modifier);
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    };
    let shift = held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab;
    Some(Chord::new(key, held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), shift))
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let MouseEvent { column, row, .. } = event;
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click { column, row }),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel(1)),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel(-1)),
        _ => None,
    }
}
