//! One language: its words and constructions, and the reading of an article written in it.

use super::{
    attackers,
    construction::{self, Construction},
    detail,
    draft::Draft,
    fatal,
    file::{Fault, File},
    lexicon::Lexicon,
    reading::Reading,
    restate,
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
    pub fn read(&self, article: &Article) -> Vec<Claim> {
        let mut reading = Reading::new(self, article);
        reading.read();
        fatal::fatal(&mut reading.drafts);
        restate::restate(&mut reading.drafts);
        detail::detail(&mut reading.drafts);
        attackers::inside(&mut reading.drafts);
        let body = CharIndex::new(&article.text);
        let title = article.title.as_deref().map(CharIndex::new);
        let finish = |draft: &Draft| {
            let index = if draft.part == TextPart::Title { title.as_ref().unwrap_or(&body) } else { &body };
            let text = if draft.part == TextPart::Title { article.title.as_deref() } else { None };
            self.claim(draft, &reading, article, text.unwrap_or(&article.text), index)
        };
        reading.drafts.iter().map(finish).collect()
    }

    fn claim(
        &self,
        draft: &Draft,
        reading: &Reading<'_>,
        article: &Article,
        text: &str,
        index: &CharIndex<'_>,
    ) -> Claim {
        let (start, end) = draft.words;
        let evidence = Evidence {
            start: index.char_of(start),
            end: index.char_of(end),
            exact: text[start..end].to_string(),
            part: draft.part,
        };
        let mut victims = draft.victims.clone();
        if victims.role == Role::Unknown {
            victims.role = Role::All;
        }
        Claim {
            outcome: draft.outcome,
            count: draft.count.clone(),
            victims,
            claimant: reading.thread.claimant(draft.claimant),
            outlet: article.outlet.clone(),
            stance: draft.stance,
            scope: draft.scope,
            part_of: draft.part_of,
            includes_attackers: draft.includes_attackers,
            means: draft.means.clone(),
            perpetrator: draft.perpetrator.clone(),
            date: draft.date.clone().filter(|_| draft.scope == Scope::Event || draft.dated_here),
            place: draft.place.clone(),
            as_of: draft.as_of,
            repeats: draft.repeats,
            superseded_by: draft.superseded_by,
            evidence: vec![evidence],
            rule: draft.rule.clone(),
        }
    }
}
