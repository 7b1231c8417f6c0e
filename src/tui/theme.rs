//! Themes: what each part of a screen looks like, in the terminal's own sixteen colours.
//!
//! `assets/themes/*.toml` holds them; a style is written `bold red on black`. Text on the default background is
//! `default`, never white, so that every theme is readable on every palette. A user's file says only what it changes.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::rich::Role;

const BUILTIN: [&str; 4] = [
    include_str!("../../assets/themes/dark.toml"),
    include_str!("../../assets/themes/light.toml"),
    include_str!("../../assets/themes/high-contrast.toml"),
    include_str!("../../assets/themes/mono.toml"),
];

const STYLE_WORDS: &str = "default, black, red, green, yellow, blue, magenta, cyan, white, each but default also bright-, \
                           after `on` for the ground; bold, dim, italic, underlined, reversed";

#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    #[error("the theme {0} is not TOML as it should be, as in `[styles]`, then `killed = \"bold red\"`: {1}")]
    Syntax(String, Box<toml::de::Error>),
    #[error(
        "the theme {theme} gives `{role}` the style `{style}`: `{word}` is neither a colour nor a modifier; there are {STYLE_WORDS}"
    )]
    Style { theme: String, role: String, style: String, word: String },
    #[error("the theme {theme} has no style for `{role}`")]
    Missing { theme: String, role: String },
    #[error("the theme {theme} styles `{role}`, which no screen has; there are {known}")]
    Unknown { theme: String, role: String, known: String },
    #[error("there is no theme `{0}`; there are {1}")]
    NoSuch(String, String),
}

#[derive(Debug, Clone)]
pub struct Theme {
    pub name: String,
    styles: BTreeMap<Role, Style>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<String>,
    /// The shipped theme that it changes; dark where it names none.
    base: Option<String>,
    styles: BTreeMap<String, String>,
}

impl Theme {
    /// A user's theme: what its file styles, over a shipped one. `called` names it in messages, and where it has no name.
    pub fn own(called: &str, text: &str) -> Result<Self, ThemeError> {
        let file = read(called, text)?;
        let base = Self::named(file.base.as_deref().unwrap_or("dark"))?;
        Self::over(file.name.as_deref().unwrap_or(called), base.styles, file.styles)
    }

    /// These styles laid over others.
    fn over(
        name: &str,
        mut styles: BTreeMap<Role, Style>,
        mut written: BTreeMap<String, String>,
    ) -> Result<Self, ThemeError> {
        let theme = || name.to_owned();
        for role in Role::all() {
            let Some(style) = written.remove(role.word()) else { continue };
            let parsed = style_of(&style);
            let role_word = || role.word().to_owned();
            styles.insert(
                role,
                parsed.map_err(|word| ThemeError::Style { theme: theme(), role: role_word(), style, word })?,
            );
        }
        match written.into_keys().next() {
            Some(role) => {
                let known = Role::all().map(|role| role.word()).collect::<Vec<_>>().join(", ");
                Err(ThemeError::Unknown { theme: theme(), role, known })
            }
            None => Ok(Self { name: theme(), styles }),
        }
    }

    fn shipped(text: &str) -> Result<Self, ThemeError> {
        let file = read("shipped", text)?;
        let theme = Self::over(file.name.as_deref().unwrap_or_default(), BTreeMap::new(), file.styles)?;
        match Role::all().find(|role| !theme.styles.contains_key(role)) {
            Some(role) => Err(ThemeError::Missing { theme: theme.name, role: role.word().into() }),
            None => Ok(theme),
        }
    }

    /// The themes shipped with the program: dark, light, high-contrast, mono.
    pub fn builtin() -> Result<Vec<Self>, ThemeError> {
        BUILTIN.iter().map(|text| Self::shipped(text)).collect()
    }

    pub fn named(name: &str) -> Result<Self, ThemeError> {
        Self::shipped(Self::file(name)?)
    }

    /// The file of a theme shipped with the program.
    pub fn file(name: &str) -> Result<&'static str, ThemeError> {
        let known: Vec<String> = Self::builtin()?.into_iter().map(|theme| theme.name).collect();
        let found = known.iter().position(|theme| theme == name).map(|at| BUILTIN[at]);
        found.ok_or_else(|| ThemeError::NoSuch(name.into(), known.join(", ")))
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

fn read(called: &str, text: &str) -> Result<File, ThemeError> {
    toml::from_str(text).map_err(|error| ThemeError::Syntax(called.to_owned(), Box::new(error)))
}

/// `bold red on black`: modifiers, a colour, `on` a colour. Returns the word that is none of these.
fn style_of(written: &str) -> Result<Style, String> {
    let mut style = Style::default();
    let mut words = written.split_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "default" => style.fg(Color::Reset),
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "on" => style.bg(words.next().and_then(colour).ok_or("on")?),
            word => style.fg(colour(word).ok_or(word)?),
        };
    }
    Ok(style)
}

/// The sixteen names of ANSI colours, with `-bright` ones written `bright-red`.
fn colour(word: &str) -> Option<Color> {
    Some(match word {
        "default" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_themes_style_every_role_and_nothing_else() {
        let names: Vec<_> = Theme::builtin().unwrap().into_iter().map(|t| t.name).collect();
        assert_eq!(names, ["dark", "light", "high-contrast", "mono"]);
    }

    #[test]
    fn mono_names_no_colour_and_its_selection_shows() {
        let mono = Theme::named("mono").unwrap();
        for role in Role::all() {
            let style = mono.style(role);
            assert!(matches!(style.fg, None | Some(Color::Reset)) && style.bg.is_none(), "{role:?}");
        }
        assert!(mono.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn no_theme_sets_white_or_black_text_on_the_default_background() {
        for theme in Theme::builtin().unwrap() {
            for role in Role::all() {
                let style = theme.style(role);
                let fixed = matches!(style.fg, Some(Color::White | Color::Gray | Color::Black));
                assert!(!fixed || style.bg.is_some_and(|bg| bg != Color::Reset), "{} {role:?}", theme.name);
            }
        }
    }

    #[test]
    fn a_users_theme_says_only_what_it_changes() {
        let own = Theme::own("mine", "base = \"light\"\n[styles]\nkilled = \"underlined blue\"").unwrap();
        let light = Theme::named("light").unwrap();
        assert_eq!(own.name, "mine");
        let role = Role::all().find(|role| role.word() == "killed").unwrap();
        assert_eq!(own.style(role).fg, Some(Color::Blue));
        assert_eq!(own.style(Role::Selected), light.style(Role::Selected));
    }

    #[test]
    fn a_wrong_word_is_named() {
        let wrong = |text: &str| Theme::own("mine.toml", text).unwrap_err().to_string();
        assert!(wrong("[styles]\ntext = \"defualt\"").contains("`defualt` is neither"));
        assert!(wrong("[styles]\nkiled = \"red\"").contains("there are text,"));
        assert!(wrong("name = \"mine\"").starts_with("the theme mine.toml is not TOML as it should be"));
        assert!(wrong("base = \"sepia\"\n[styles]").contains("there is no theme `sepia`"));
        assert!(Theme::named("sepia").unwrap_err().to_string().contains("high-contrast"));
    }
}
