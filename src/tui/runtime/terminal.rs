//! The terminal: taken, drawn on, and always given back: on leaving, on an error, on a panic.

use std::{
    io::{self, Stdout, Write, stdout},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::{Print, force_color_output},
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::backend::CrosstermBackend;

use crate::tui::{model::Model, msg::Size, theme::Theme, view};

/// Presses, the wheel, and movements while a button is held, with coordinates of any size.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";

/// The terminal, taken: raw, on the alternate screen. Dropping it gives it back; so does a panic.
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Stdout>>,
}

impl Terminal {
    /// # Errors
    /// Where standard output is no terminal that can be driven; it is left as it was.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        // crossterm leaves attributes out too where NO_COLOR is set, and with them the selection. The theme decides.
        force_color_output(true);
        restore_on_panic();
        take(mouse)?;
        let taken = ratatui::Terminal::new(CrosstermBackend::new(stdout()));
        if taken.is_err() {
            give_back();
        }
        Ok(Self { inner: taken? })
    }

    pub fn size(&self) -> io::Result<Size> {
        let size = self.inner.size()?;
        Ok(Size { columns: size.width, rows: size.height })
    }

    /// Draws what changed since the last time, as one picture.
    pub fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        execute!(stdout(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| view::view(model, theme, frame))?;
        execute!(stdout(), EndSynchronizedUpdate)
    }

    /// Makes the next drawing a whole one. Not ratatui's own `clear`: it asks the terminal where its cursor is, and the
    /// thread that reads keys would take the answer.
    pub fn redraw(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All))?;
        self.inner = ratatui::Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(())
    }

    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    pub fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        execute!(stdout(), Print(if on { MOUSE_ON } else { MOUSE_OFF }))
    }

    pub fn leave(&mut self) {
        give_back();
    }

    /// Takes the terminal again after a stop; the next drawing is whole.
    pub fn resume(&mut self, mouse: bool) -> io::Result<()> {
        take(mouse)?;
        self.redraw()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is taken now. Leaving the alternate screen twice would put the cursor back onto what was
/// printed in between: the message of a panic.
static TAKEN: AtomicBool = AtomicBool::new(false);

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let taken = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| if mouse { execute!(stdout(), Print(MOUSE_ON)) } else { Ok(()) });
    if taken.is_err() {
        give_back();
    }
    taken
}

/// Undoes everything `take` did, in any state, as far as the terminal still listens.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ =
        execute!(stdout(), EndSynchronizedUpdate, Print(MOUSE_OFF), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = stdout().flush();
    let _ = disable_raw_mode();
}

/// A panic of the loop gives the terminal back before its message is printed. One of another thread is told as its
/// job's failure and must not write over the screen: it goes to the log.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ours = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == ours {
                give_back();
                before(info);
            } else {
                tracing::error!("{info}");
            }
        }));
    });
}
