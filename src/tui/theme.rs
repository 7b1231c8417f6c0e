//! Themes: what each part of a screen looks like, in the terminal's own sixteen colours.
//!
//! `assets/themes/*.toml` holds them; a style is written `bold red on black`. Text on the default background is
//! `default`, never white, so that every theme is readable on every palette.

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

#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    #[error("the theme {0} is not TOML of styles: {1}")]
    Syntax(String, Box<toml::de::Error>),
    #[error("the theme {theme} gives `{role}` the style `{style}`: `{word}` is neither a colour nor a modifier")]
    Style { theme: String, role: String, style: String, word: String },
    #[error("the theme {theme} has no style for `{role}`")]
    Missing { theme: String, role: String },
    #[error("the theme {theme} styles `{role}`, which no screen has")]
    Unknown { theme: String, role: String },
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
    name: String,
    styles: BTreeMap<String, String>,
}

impl Theme {
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let file: File = toml::from_str(text)
            .map_err(|e| ThemeError::Syntax(text.lines().next().unwrap_or_default().into(), Box::new(e)))?;
        let mut written = file.styles;
        let mut styles = BTreeMap::new();
        for role in Role::all() {
            let (theme, word) = (file.name.clone(), role.word().to_string());
            let style = written.remove(&word).ok_or(ThemeError::Missing { theme, role: word })?;
            let parsed = style_of(&style).map_err(|word| ThemeError::Style {
                theme: file.name.clone(),
                role: role.word().into(),
                style: style.clone(),
                word,
            })?;
            styles.insert(role, parsed);
        }
        match written.into_keys().next() {
            Some(role) => Err(ThemeError::Unknown { theme: file.name, role }),
            None => Ok(Self { name: file.name, styles }),
        }
    }

    /// The themes shipped with the program: dark, light, high-contrast, mono.
    pub fn builtin() -> Result<Vec<Self>, ThemeError> {
        BUILTIN.iter().map(|text| Self::parse(text)).collect()
    }

    pub fn named(name: &str) -> Result<Self, ThemeError> {
        let themes = Self::builtin()?;
        let known: Vec<_> = themes.iter().map(|t| t.name.clone()).collect();
        let found = themes.into_iter().find(|t| t.name == name);
        found.ok_or_else(|| ThemeError::NoSuch(name.into(), known.join(", ")))
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
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
    fn a_wrong_word_is_named() {
        let dark = BUILTIN[0].replace("text = \"default\"", "text = \"defualt\"");
        assert!(Theme::parse(&dark).unwrap_err().to_string().contains("defualt"));
        assert!(Theme::named("sepia").unwrap_err().to_string().contains("high-contrast"));
    }
}
