//! One language: its words and constructions, and the reading of an article written in it.

use super::{
    attackers,
    construction::{self, Construction},
    detail,
    draft::Draft,
    explain::{self, Explained, Fired, LeftOut, Reason, Trace},
    fatal,
    file::{Fault, File},
    lexicon::Lexicon,
    reading::{Reading, Scratch},
    restate,
    thread::Thread,
};
use crate::{
    domain::{Article, Claim, Evidence, Role, Scope, TextPart},
    text::CharIndex,
};

/// A compiled language.
pub struct Language {
    pub lexicon: Lexicon,
    pub constructions: Vec<Construction>,
    /// The files as they were taken apart, whose sentences test the language.
    pub files: Vec<File>,
}

impl Language {
    /// Later files are laid over earlier ones.
    pub fn compile(files: Vec<File>, faults: &mut Vec<Fault>) -> Self {
        let lexicon = Lexicon::compile(&files, faults);
        let constructions = construction::compile(&files, faults);
        Self { lexicon, constructions, files }
    }

    /// ISO 639-1.
    pub fn code(&self) -> &str {
        &self.lexicon.settings.language
    }

    /// The claims of an article, body before title, in the order of their words.
    pub fn read(&self, scratch: &mut Scratch, article: &Article) -> Vec<Claim> {
        let mut reading = Reading::new(self, scratch, article);
        self.work(&mut reading);
        claims(reading, article)
    }

    /// The same claims, with the reasons of each and of each number that is in none.
    pub fn explain(&self, article: &Article) -> Explained {
        let mut scratch = Scratch::default();
        let mut reading = Reading::new(self, &mut scratch, article);
        reading.trace = Some(Trace::default());
        self.work(&mut reading);
        let texts = Texts::new(article);
        let reasons = reading.drafts.iter().map(|draft| {
            let fired = draft.why.iter().cloned().chain(explain::relations(draft));
            let reason = |Fired { step, rule, span }| Reason {
                step,
                rule,
                words: span.map(|span| texts.evidence(draft.part, span)),
            };
            fired.map(reason).collect()
        });
        let reasons = reasons.collect();
        let numbers = reading.trace.iter().flat_map(|trace| &trace.numbers);
        let numbers = numbers.map(|(part, span, why)| LeftOut { why: *why, words: texts.evidence(*part, *span) });
        let numbers = numbers.collect();
        Explained { claims: claims(reading, article), reasons, numbers }
    }

    fn work(&self, reading: &mut Reading<'_>) {
        reading.read();
        super::own_hand::attackers(&mut reading.drafts, reading.suicide);
        fatal::fatal(&mut reading.drafts);
        restate::restate(&mut reading.drafts);
        detail::detail(&mut reading.drafts);
        attackers::inside(&mut reading.drafts);
    }
}

fn claims(reading: Reading<'_>, article: &Article) -> Vec<Claim> {
    let texts = Texts::new(article);
    let Reading { drafts, thread, .. } = reading;
    drafts.into_iter().map(|draft| claim(draft, &thread, article, &texts)).collect()
}

fn claim(draft: Draft, thread: &Thread, article: &Article, texts: &Texts<'_>) -> Claim {
    let evidence = texts.evidence(draft.part, draft.words);
    let mut victims = draft.victims;
    if victims.role == Role::Unknown {
        victims.role = Role::All;
    }
    Claim {
        outcome: draft.outcome,
        count: draft.count,
        victims,
        claimant: thread.claimant(draft.claimant),
        outlet: article.outlet.clone(),
        stance: draft.stance,
        scope: draft.scope,
        part_of: draft.part_of,
        includes_attackers: draft.includes_attackers,
        means: draft.means,
        perpetrator: draft.perpetrator,
        date: draft.date.filter(|_| draft.scope == Scope::Event || draft.dated_here),
        place: draft.place,
        as_of: draft.as_of,
        repeats: draft.repeats,
        superseded_by: draft.superseded_by,
        evidence: vec![evidence],
        rule: draft.rule,
    }
}

/// Title and body, to turn bytes into what claims show.
struct Texts<'a> {
    body: (&'a str, CharIndex<'a>),
    title: Option<(&'a str, CharIndex<'a>)>,
}

impl<'a> Texts<'a> {
    fn new(article: &'a Article) -> Self {
        let with_index = |text: &'a str| (text, CharIndex::new(text));
        Self { body: with_index(&article.text), title: article.title.as_deref().map(with_index) }
    }

    fn evidence(&self, part: TextPart, (start, end): (usize, usize)) -> Evidence {
        let (text, index) = self.title.as_ref().filter(|_| part == TextPart::Title).unwrap_or(&self.body);
        Evidence { start: index.char_of(start), end: index.char_of(end), exact: text[start..end].to_string(), part }
    }
}
