//! Signals: asked to end, continued after a stop, and stopping ourselves.

use std::{io, sync::mpsc::Sender};

use super::Arrival;

/// Turns signals into messages, on a thread of its own.
#[cfg(unix)]
pub fn listen(sender: &Sender<Arrival>) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGTERM},
        iterator::Signals,
    };

    use crate::tui::msg::Msg;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGCONT])?;
    let sender = sender.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let arrival = if signal == SIGCONT { Arrival::Continued } else { Arrival::Msg(Msg::Terminate) };
            if sender.send(arrival).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Stops the whole program, as Ctrl-Z does outside raw mode; returns when it is continued.
#[cfg(unix)]
pub fn stop() {
    // Not SIGTSTP itself: a program without a shell above it would not be stopped by it.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Wakes the thread that waits for keys: it hears of a changed size like of a key.
#[cfg(unix)]
pub fn wake() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// It looks up by itself before long.
#[cfg(not(unix))]
pub fn wake() {}

#[cfg(not(unix))]
pub fn listen(_: &Sender<Arrival>) -> io::Result<()> {
    Ok(())
}

/// There is no shell to go to: the workbench takes the screen again at once.
#[cfg(not(unix))]
pub fn stop() {}
