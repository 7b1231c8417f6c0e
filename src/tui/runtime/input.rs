//! The thread that reads the terminal, and the translation of its events.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    thread,
    time::Duration,
};

use crossterm::{
    event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind},
    terminal,
};

use super::Arrival;
use crate::tui::{
    keys::{Chord, Key},
    msg::{Mouse, Msg, Size},
};

/// How long to wait for a key before looking at the gate again, where no signal does so.
const NAP: Duration = Duration::from_secs(1);

/// Keeps the thread away from the keys while another program has the terminal.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<Passage>, Condvar)>);

#[derive(Default)]
struct Passage {
    closed: bool,
    /// The thread stands before the closed gate.
    waiting: bool,
}

/// The gate is closed until this is dropped.
pub struct Closed<'a>(&'a Gate);

impl Gate {
    /// Returns when no key goes to us any more.
    pub fn close(&self) -> Closed<'_> {
        let (passage, changed) = &*self.0;
        let mut held = lock(passage);
        held.closed = true;
        super::signals::wake();
        while !held.waiting {
            held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        Closed(self)
    }

    /// Waits while the gate is closed.
    fn pass(&self) {
        let (passage, changed) = &*self.0;
        let mut held = lock(passage);
        while held.closed {
            held.waiting = true;
            changed.notify_all();
            held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        held.waiting = false;
    }

    fn is_closed(&self) -> bool {
        lock(&self.0.0).closed
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        lock(&self.0.0.0).closed = false;
        self.0.0.1.notify_all();
    }
}

fn lock(passage: &Mutex<Passage>) -> MutexGuard<'_, Passage> {
    passage.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads until the loop has ended or the terminal is gone; the latter ends the loop.
pub fn listen(sender: Sender<Arrival>) -> Gate {
    let gate = Gate::default();
    let ours = gate.clone();
    thread::spawn(move || {
        // Resizes are heard from the first look at the events on. The size may have changed before that.
        let _ = event::poll(Duration::ZERO);
        if let Ok((columns, rows)) = terminal::size() {
            let _ = sender.send(Arrival::Msg(Msg::Resize(Size { columns, rows })));
        }
        loop {
            gate.pass();
            // What wakes us up for the gate is no key; a key that was under way is kept.
            match event::poll(NAP) {
                Ok(true) if !gate.is_closed() => {}
                Ok(_) => continue,
                Err(_) => {
                    let _ = sender.send(Arrival::Msg(Msg::Terminate));
                    return;
                }
            }
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
    ours
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
        MouseEventKind::Drag(MouseButton::Left) => Some(Mouse::Drag { column, row }),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel(1)),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel(-1)),
        _ => None,
    }
}
