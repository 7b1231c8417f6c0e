//! One key press, and its written form: `a`, `G`, `ctrl-r`, `shift-tab`, `space`.

use std::{fmt, str::FromStr};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

const NAMED: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("space", Key::Char(' ')),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
];

/// A key with its modifiers. A letter carries its own case and never `shift`: terminals disagree about reporting both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    pub key: Key,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Chord {
    /// Brings the ways terminals report one press to one form: `shift` + `g` is `G`, `ctrl` + `R` is `ctrl-r`.
    pub fn new(key: Key, ctrl: bool, alt: bool, shift: bool) -> Self {
        match key {
            Key::Char(c) if ctrl => Self { key: Key::Char(c.to_ascii_lowercase()), ctrl, alt, shift: false },
            Key::Char(c) if shift => {
                let mut upper = c.to_uppercase();
                let one = upper.next().filter(|_| upper.next().is_none()).unwrap_or(c);
                Self { key: Key::Char(one), ctrl, alt, shift: false }
            }
            key => Self { key, ctrl, alt, shift },
        }
    }

    pub fn plain(key: Key) -> Self {
        Self::new(key, false, false, false)
    }

    /// The character the press types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// A sequence of presses, written with spaces between: `g a`.
    pub fn sequence(written: &str) -> Result<Vec<Self>, NotAKey> {
        let chords: Vec<_> = written.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if chords.is_empty() { Err(NotAKey(written.into())) } else { Ok(chords) }
    }

    pub fn write_sequence(chords: &[Self]) -> String {
        chords.iter().map(Self::to_string).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a key: write a character, or a name such as `enter` or `pagedown`, after `ctrl-`, `alt-`, `shift-`"
)]
pub struct NotAKey(String);

impl FromStr for Chord {
    type Err = NotAKey;

    fn from_str(written: &str) -> Result<Self, NotAKey> {
        let (mut rest, mut ctrl, mut alt, mut shift) = (written, false, false, false);
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => ctrl = true,
                "alt" => alt = true,
                "shift" => shift = true,
                _ => return Err(NotAKey(written.into())),
            }
            rest = after;
        }
        let mut chars = rest.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(c), None) => Some(Key::Char(c)),
            _ => {
                let name = rest.to_ascii_lowercase();
                let f = || name.strip_prefix('f')?.parse().ok().filter(|n| (1..=24).contains(n)).map(Key::F);
                NAMED.iter().find(|(n, _)| *n == name).map(|(_, key)| *key).or_else(f)
            }
        };
        key.map(|key| Self::new(key, ctrl, alt, shift)).ok_or_else(|| NotAKey(written.into()))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, key)| *key == self.key), self.key) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Key::F(n)) => write!(f, "f{n}"),
            (None, Key::Char(c)) => write!(f, "{c}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_accents_are_kept() {
        assert_eq!("G".parse::<Chord>().unwrap(), Chord::new(Key::Char('g'), false, false, true));
        assert_ne!("G".parse::<Chord>().unwrap(), "g".parse::<Chord>().unwrap());
        assert_eq!("é".parse::<Chord>().unwrap().typed(), Some('é'));
        assert_eq!("ctrl-R".parse::<Chord>().unwrap().to_string(), "ctrl-r");
        assert_eq!("-".parse::<Chord>().unwrap().typed(), Some('-'));
        assert_eq!("ctrl--".parse::<Chord>().unwrap().to_string(), "ctrl--");
        assert!("hyper-x".parse::<Chord>().is_err());
        assert!("entr".parse::<Chord>().is_err());
        assert!(Chord::sequence(" ").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(c in any::<char>(), named in 0..NAMED.len(), letter: bool, ctrl: bool, alt: bool, shift: bool) {
            prop_assume!(!c.is_whitespace() && !c.is_control());
            let key = if letter { Key::Char(c) } else { NAMED[named].1 };
            let chord = Chord::new(key, ctrl, alt, shift);
            prop_assert_eq!(chord.to_string().parse::<Chord>().unwrap(), chord);
        }
    }
}
