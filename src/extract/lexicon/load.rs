//! Compiles the rows of lexicon files into a [`Lexicon`].

use std::collections::HashMap;

use super::{
    Claimants, Entry, KnownClaimant, Lex, Lexicon, UNKNOWN,
    class::{Class, Classes, TRIGGERS, WAKES},
    fold,
    phrases::{Phrase, Phrases},
    row::{ClaimantRow, Row},
    settings::{Apostrophe, Settings},
};
use crate::{
    extract::file::{Fault, File, lay_over},
    text::Index,
};

impl Lexicon {
    /// Later files add to earlier ones and win where both give a word the same kind of meaning.
    pub fn compile(files: &[File], faults: &mut Vec<Fault>) -> Self {
        let settings = files.iter().filter_map(|file| file.settings.as_ref()).next_back();
        if let (None, Some(first)) = (settings, files.first()) {
            let message = "no file of this language says how its words are formed: add a [settings] table".into();
            faults.push(Fault { at: first.begin(), message });
        }
        let mut builder = Builder::new(settings.cloned().unwrap_or_default());
        if !builder.settings.clitics.is_none() {
            files.iter().flat_map(|file| &file.rows).for_each(|row| builder.words_alone(&row.is));
        }
        for row in files.iter().flat_map(|file| &file.rows) {
            faults.extend(builder.row(&row.is).err().map(|message| row.fault(message)));
        }
        for row in lay_over(files, |file| &file.claimants, faults) {
            faults.extend(builder.claimant(&row.is).err().map(|message| row.fault(message)));
        }
        builder.finish()
    }
}

struct Builder {
    settings: Settings,
    claimants: Claimants,
    entries: Vec<Entry>,
    words: Vec<Box<str>>,
    index: HashMap<Box<str>, Lex>,
    phrases: Vec<Phrase>,
}

impl Builder {
    fn new(settings: Settings) -> Self {
        let (entries, words) = (vec![Entry::default()], vec!["".into()]);
        let (claimants, index, phrases) = Default::default();
        Self { settings, claimants, entries, words, index, phrases }
    }

    fn row(&mut self, row: &Row) -> Result<(), String> {
        for (form, classes) in row.forms(&self.settings)? {
            if row.off || row.replace {
                self.forget(&form, row)?;
            }
            if !row.off {
                self.word(&form, classes, row)?;
            }
        }
        Ok(())
    }

    /// Takes away all that earlier rows said of a word.
    fn forget(&mut self, form: &str, row: &Row) -> Result<(), String> {
        let mut folded = String::new();
        fold(form, &mut folded);
        let entry = self.index.get(folded.as_str()).map(|lex| &mut self.entries[*lex as usize]);
        match entry.filter(|entry| entry.classes != Classes::NONE) {
            Some(entry) => *entry = Entry::default(),
            None if row.off => return Err(format!("no row knows `{form}`: there is nothing to switch off")),
            None => {}
        }
        Ok(())
    }

    /// Makes the single words of a row known, since words written together are only cut where the rest is known.
    fn words_alone(&mut self, row: &Row) {
        let mut folded = String::new();
        for (form, _) in row.forms(&self.settings).unwrap_or_default() {
            fold(&form, &mut folded);
            if folded.chars().all(char::is_alphanumeric) {
                self.single(&folded);
            }
            let article = self.settings.clitics.article.clone().unwrap_or_default();
            for part in form.split_whitespace().filter(|part| !part.starts_with(&article)) {
                fold(part, &mut folded);
                // Only looks like an article once its letters are folded.
                if folded.starts_with(&article) {
                    self.single(&folded);
                }
            }
        }
    }

    fn word(&mut self, form: &str, given: Classes, row: &Row) -> Result<(), String> {
        if given == Classes::NONE {
            return Err(format!("`{form}` has no class"));
        }
        if given.any(TRIGGERS) && row.outcome.is_none() && !given.any(NAMED_BY_CONSTRUCTION) {
            return Err(format!("`{form}` is an outcome word without an outcome"));
        }
        let lex = self.intern(form)?;
        let entry = &mut self.entries[lex as usize];
        entry.classes = entry.classes.with(given);
        merge(entry, row);
        Ok(())
    }

    /// The entry of a word or phrase, made where there is none. A phrase is an entry of its own over single words.
    fn intern(&mut self, form: &str) -> Result<Lex, String> {
        let mut folded = String::new();
        fold(form, &mut folded);
        if let Some(lex) = self.index.get(folded.as_str()) {
            return Ok(*lex);
        }
        let parts: Vec<&str> =
            split(&folded, self.settings.apostrophe).into_iter().flat_map(|part| self.cut(part)).collect();
        if parts.is_empty() {
            return Err(format!("`{form}` holds no word"));
        }
        // A phrase is the same with and without the article before it.
        let article = parts.len() > 2 && self.settings.clitics.article.as_deref() == Some(parts[0]);
        let parts = &parts[usize::from(article)..];
        let single = parts.len() == 1;
        let words: Vec<Lex> = if single { Vec::new() } else { parts.iter().map(|p| self.single(p)).collect() };
        let lex = self.single(&folded);
        if !words.is_empty() {
            self.phrases.push(Phrase { words: words.into(), entry: lex });
        }
        Ok(lex)
    }

    /// The pieces that the scanner would cut a word of a phrase into.
    fn cut<'t>(&self, part: &'t str) -> Vec<&'t str> {
        let known = |word: &str| self.index.contains_key(word);
        if self.settings.clitics.is_none() || known(part) {
            return vec![part];
        }
        let Some(cut) = self.settings.clitics.cut(part, known) else {
            // The article is a word of its own before any word.
            let article = self.settings.clitics.article.as_deref().filter(|a| part.len() > 2 * a.len());
            let bare = article.and_then(|article| part.strip_prefix(article));
            return bare.map_or(vec![part], |bare| vec![&part[..part.len() - bare.len()], bare]);
        };
        let ends = cut.heads().iter().copied().chain([cut.tail, part.len()]);
        let mut from = 0;
        let pieces = ends.map(|end| &part[std::mem::replace(&mut from, end)..end]);
        pieces.filter(|piece| !piece.is_empty()).collect()
    }

    fn single(&mut self, folded: &str) -> Lex {
        if let Some(lex) = self.index.get(folded) {
            return *lex;
        }
        let lex = self.entries.len() as Lex;
        self.entries.push(Entry::default());
        self.words.push(folded.into());
        self.index.insert(folded.into(), lex);
        lex
    }

    fn claimant(&mut self, row: &ClaimantRow) -> Result<(), String> {
        if row.name.trim().is_empty() {
            return Err("a claimant without a name".into());
        }
        let kind = row.kind.ok_or_else(|| format!("`{}` has no kind: add kind = \"monitor\" or its like", row.name))?;
        for alias in row.aliases.iter().chain([&row.name]) {
            let mut folded = String::new();
            fold(alias, &mut folded);
            let known = KnownClaimant { name: row.name.clone(), kind, alone: row.alone };
            self.claimants.by_alias.insert(folded.clone(), known);
            let lex = self.intern(alias)?;
            let entry = &mut self.entries[lex as usize];
            entry.classes = entry.classes.with(Classes::of(Class::Voice));
            entry.kind = Some(kind);
        }
        Ok(())
    }

    fn finish(mut self) -> Lexicon {
        self.phrases.retain(|phrase| self.entries[phrase.entry as usize].classes != Classes::NONE);
        let phrases = Phrases::new(std::mem::take(&mut self.phrases), self.entries.len());
        let mut signs = [UNKNOWN; 128];
        for (lex, word) in self.words.iter().enumerate() {
            if let [sign] = word.as_bytes()
                && !sign.is_ascii_alphanumeric()
            {
                signs[*sign as usize] = lex as Lex;
            }
        }
        Lexicon {
            classes: self.hot_classes(&phrases),
            signs,
            settings: self.settings,
            claimants: self.claimants,
            entries: self.entries,
            index: Index::new(self.words),
            phrases,
        }
    }

    /// The first word of an outcome phrase wakes its sentence, since phrases are only looked for in woken ones.
    fn hot_classes(&self, phrases: &Phrases) -> Vec<Classes> {
        let mut classes: Vec<_> = self.entries.iter().map(|e| e.classes).collect();
        for hot in classes.iter_mut().filter(|c| c.any(TRIGGERS)) {
            *hot = hot.with(WAKES);
        }
        for (first, _) in phrases.iter().filter(|(_, entry)| self.entries[*entry as usize].classes.any(TRIGGERS)) {
            classes[first as usize] = classes[first as usize].with(WAKES);
        }
        classes
    }
}

/// Outcome words whose outcome their constructions name.
const NAMED_BY_CONSTRUCTION: Classes = Classes::all(&[Class::Life, Class::Wound, Class::Carried]);

/// Words of a phrase as the scanner cuts them: letters and digits together, every other sign alone, an apostrophe with
/// the letters on the side the language puts it.
fn split(folded: &str, apostrophe: Apostrophe) -> Vec<&str> {
    let mut parts = Vec::new();
    for chunk in folded.split_whitespace() {
        let mut start = 0;
        let mut cut = |from: usize, to: usize| {
            if from < to {
                parts.push(&chunk[from..to]);
            }
        };
        for (i, c) in chunk.char_indices() {
            let after = i + c.len_utf8();
            match (c, apostrophe) {
                ('\'', Apostrophe::Before) => {
                    cut(start, i);
                    start = i;
                }
                ('\'', Apostrophe::After) => {
                    cut(start, after);
                    start = after;
                }
                (c, _) if c.is_alphanumeric() => {}
                _ => {
                    cut(start, i);
                    cut(i, after);
                    start = after;
                }
            }
        }
        cut(start, chunk.len());
    }
    parts
}

fn merge(entry: &mut Entry, row: &Row) {
    fn set<T: Clone>(to: &mut Option<T>, from: &Option<T>) {
        if from.is_some() {
            to.clone_from(from);
        }
    }
    set(&mut entry.outcome, &row.outcome);
    set(&mut entry.role, &row.role);
    set(&mut entry.size, &row.size);
    set(&mut entry.number, &row.number);
    set(&mut entry.scale, &row.scale);
    set(&mut entry.bound, &row.bound);
    set(&mut entry.kind, &row.kind);
    set(&mut entry.weekday, &row.weekday);
    set(&mut entry.month, &row.month);
    set(&mut entry.reach, &row.reach());
    set(&mut entry.means, &row.means.as_deref().map(Box::from));
    set(&mut entry.actor, &row.actor.as_deref().map(Box::from));
    if !row.traits.is_empty() {
        entry.traits.clone_from(&row.traits);
    }
    if let [low, rest @ ..] = row.vague.as_slice() {
        entry.vague = Some((*low, rest.first().copied()));
    }
}
