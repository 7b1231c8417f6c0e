//! Reads casualty claims out of an article: who says how many of whom were killed, injured, detained, and in which words.
//!
//! A cascade in the manner of FASTUS (Hobbs et al. 1997): words and sentences, quantities, groups of people,
//! constructions, then what runs between sentences. Words and constructions are data of a language; the engine knows none.
//! Pure: no file, clock, thread or global.

mod attach;
mod attackers;
mod beside;
mod builtin;
mod check;
mod circumstance;
mod construction;
mod context;
mod detail;
mod detect;
mod draft;
mod example;
mod explain;
mod fatal;
mod file;
mod fits;
mod known;
mod language;
mod lexicon;
mod listing;
mod named;
mod number;
mod own_hand;
mod part;
mod parting;
mod people;
mod phrase;
mod place;
mod reading;
mod restate;
mod scan;
mod sentence;
mod side;
mod speaker;
mod thread;
mod voice;
mod when;

pub use check::{Checked, brief};
use detect::Detector;
pub use explain::{Explained, LeftOut, Reason, Step, WhyNot};
use file::File;
pub use file::{Fault, LexiconError, Place, Source};
pub use known::Known;
use language::Language;
pub use reading::Scratch;

use std::sync::OnceLock;

use crate::domain::{Article, Claim};

/// The languages that are read: made once, shared by all threads.
pub struct Reader {
    languages: Vec<Shelf>,
    detector: Detector,
}

/// A language that is compiled when the first article in it is read, since most archives are in one.
struct Shelf {
    code: String,
    sources: &'static [Source<'static>],
    compiled: OnceLock<Language>,
}

impl Shelf {
    /// ISO 639-1.
    fn code(&self) -> &str {
        self.compiled.get().map_or(&self.code, Language::code)
    }

    fn language(&self) -> &Language {
        self.compiled.get_or_init(|| {
            let mut faults = Vec::new();
            let files = self.sources.iter().map(|source| File::parse(source, false, &mut faults)).collect();
            let language = Language::compile(files, &mut faults);
            // They are part of the program, and a test compiles them all.
            debug_assert!(faults.is_empty(), "{}", LexiconError(faults));
            language
        })
    }
}

impl Reader {
    /// The languages shipped with the program.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::with(&[])
    }

    /// The shipped languages with the user's own files laid over them, in the order given. Tells every mistake, not only
    /// the first.
    pub fn with(own: &[Source<'_>]) -> Result<Self, LexiconError> {
        let mut faults = Vec::new();
        let code_of = |sources: &[Source<'_>]| sources.first().map_or("", |source| source.language).to_owned();
        let shelf = |sources| Shelf { code: code_of(sources), sources, compiled: OnceLock::new() };
        let mut languages: Vec<Shelf> = builtin::LANGUAGES.iter().copied().map(shelf).collect();
        for source in own {
            if languages.iter().all(|shelf| shelf.code != source.language) {
                languages.push(Shelf { code: source.language.into(), sources: &[], compiled: OnceLock::new() });
            }
        }
        // The mistakes in a user's files are told before anything is read.
        for shelf in &mut languages {
            let own: Vec<_> = own.iter().filter(|source| source.language == shelf.code).collect();
            if !own.is_empty() {
                let shipped = shelf.sources.iter().map(|source| (source, false));
                let files = shipped.chain(own.into_iter().map(|source| (source, true)));
                let files = files.map(|(source, own)| File::parse(source, own, &mut faults)).collect();
                shelf.compiled = OnceLock::from(Language::compile(files, &mut faults));
            }
        }
        let detector = Detector::compile(builtin::COMMON_WORDS)?;
        if faults.is_empty() { Ok(Self { languages, detector }) } else { Err(LexiconError(faults)) }
    }

    fn languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().map(Shelf::language)
    }

    /// The language that an article is read in, if it is one of those.
    fn language_of(&self, article: &Article) -> Option<&Language> {
        let code = self.language(article)?;
        self.languages.iter().find(|shelf| shelf.code() == code).map(Shelf::language)
    }

    /// The claims of an article, body before title, in the order of their words. None from one in a language that is not
    /// read, or that nobody knows.
    pub fn read(&self, article: &Article) -> Vec<Claim> {
        self.read_with(&mut Scratch::default(), article)
    }

    /// The same in memory that is used again, for many articles.
    pub fn read_with(&self, scratch: &mut Scratch, article: &Article) -> Vec<Claim> {
        self.language_of(article).map_or_else(Vec::new, |language| language.read(scratch, article))
    }

    /// The claims of an article, why each is one, and why each number in none of them is not.
    pub fn explain(&self, article: &Article) -> Explained {
        self.language_of(article).map_or_else(Explained::default, |language| language.explain(article))
    }

    /// ISO 639-1 code of the article's language: as it is set, else as its words tell.
    pub fn language<'a>(&'a self, article: &'a Article) -> Option<&'a str> {
        match &article.language {
            Some(set) => Some(self.detector.code(set)),
            None => self.detector.detect(&article.text),
        }
    }

    /// Writes the article's language down where it is not set. Says why, where no claims are read from it.
    pub fn settle(&self, article: &mut Article) -> Result<(), Unread> {
        let code = self.language(article).map(str::to_owned);
        article.language = code;
        match &article.language {
            Some(code) if self.languages.iter().any(|shelf| shelf.code() == code) => Ok(()),
            code => Err(Unread { language: code.clone() }),
        }
    }
}

/// An article is in a language that is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no claims are read from it, since its language is {}", .language.as_ref().map_or("unknown".into(), |l| format!("`{l}`")))]
pub struct Unread {
    /// ISO 639-1, or what it was set to; none where nobody knows.
    pub language: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_language_compiles_without_a_fault() {
        for sources in builtin::LANGUAGES {
            let mut faults = Vec::new();
            let files = sources.iter().map(|source| File::parse(source, false, &mut faults)).collect();
            Language::compile(files, &mut faults);
            assert!(faults.is_empty(), "{}", LexiconError(faults));
        }
    }
}
