//! One article open: its text wrapped for the room there is, and its claims.

use std::{collections::BTreeSet, ops::Range};

use super::{Session, find::Find, geometry, list::settled, stretch::Stretch};
use crate::{
    domain::{
        ArticleId, Claim, ClaimId, Subject, TextPart,
        rows::{ArticleView, ClaimRecord},
    },
    text::wrap::{Line, wrap},
    tui::msg::{Effect, Size, Ticket},
    work::Request,
};

#[derive(Debug, Clone)]
pub struct Reader {
    pub id: ArticleId,
    pub view: Option<Box<ArticleView>>,
    pub awaiting: Option<Ticket>,
    /// Why it could not be opened.
    pub failed: Option<String>,
    /// The claim the next key acts on, by place in the list.
    pub selected: usize,
    /// The first line of the text shown, and of the list of claims.
    pub top: usize,
    pub list_top: usize,
    pub page: Page,
    /// Go to the selected claim's words as soon as the text is there.
    pub seek: bool,
    /// The words being chosen.
    pub stretch: Option<Stretch>,
    /// What is looked for in the text.
    pub find: Option<Find>,
    /// Claims that the next deed is done to, instead of the selected one.
    pub ticked: BTreeSet<ClaimId>,
    pub stale: bool,
}

/// The article as lines for one width; made anew only when the width or the article changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    pub width: usize,
    pub lines: Vec<PageLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageLine {
    Title(Line),
    /// Outlet, date and the rest: one line.
    Meta,
    Blank,
    Body(Line),
    /// A note on the article, by place in the list of notes.
    Note(usize),
}

impl Page {
    pub fn new(view: &ArticleView, width: usize) -> Self {
        let title = view.article.title.as_deref().unwrap_or_default();
        let mut lines = Vec::new();
        if !title.is_empty() {
            lines.extend(wrap(title, width).into_iter().map(PageLine::Title));
        }
        lines.extend([PageLine::Meta, PageLine::Blank]);
        lines.extend(wrap(&view.article.text, width).into_iter().map(PageLine::Body));
        let mut notes = view.notes.iter().enumerate().filter(|(_, n)| matches!(n.subject, Subject::Article(_)));
        if let Some((first, _)) = notes.next() {
            lines.extend([PageLine::Blank, PageLine::Note(first)]);
            lines.extend(notes.map(|(i, _)| PageLine::Note(i)));
        }
        Self { width, lines }
    }

    /// The lines a stretch of the text (in characters, end exclusive) lies on.
    pub fn lines_of(&self, part: TextPart, chars: &Range<usize>) -> Option<Range<usize>> {
        let holds = |line: &PageLine| match (line, part) {
            (PageLine::Title(at), TextPart::Title) | (PageLine::Body(at), TextPart::Body) => {
                at.chars.start < chars.end && chars.start < at.chars.end.max(at.chars.start + 1)
            }
            _ => false,
        };
        let first = self.lines.iter().position(holds)?;
        let last = self.lines.iter().rposition(holds)?;
        Some(first..last + 1)
    }
}

impl Reader {
    pub fn new(id: ArticleId) -> Self {
        Self {
            id,
            view: None,
            awaiting: None,
            failed: None,
            selected: 0,
            top: 0,
            list_top: 0,
            page: Page::default(),
            seek: false,
            stretch: None,
            find: None,
            ticked: BTreeSet::new(),
            stale: false,
        }
    }

    /// At one of its claims, by the claim's place in the list.
    pub fn at(id: ArticleId, claim: usize) -> Self {
        Self { selected: claim, seek: true, ..Self::new(id) }
    }

    pub fn load(&mut self, session: &mut Session) -> Vec<Effect> {
        self.stale = false;
        let ticket = session.ticket();
        self.awaiting = Some(ticket);
        let article = self.id;
        let request = match session.blind {
            true => Request::BlindArticle { article, analyst: session.analyst.clone() },
            false => Request::Article(article),
        };
        vec![Effect::Ask(ticket, request)]
    }

    /// The title stands in the text: the header names the article shortly.
    pub fn crumb(&self) -> String {
        match self.view.as_ref().and_then(|v| v.article.outlet.as_deref()) {
            Some(outlet) => format!("{} {outlet}", self.id),
            None => format!("article {}", self.id),
        }
    }

    pub fn claims(&self) -> &[ClaimRecord] {
        self.view.as_ref().map_or(&[], |v| &v.claims)
    }

    /// The claims that a deed is done to: those ticked, else the selected one.
    pub fn meant(&self) -> Vec<ClaimId> {
        match self.ticked.is_empty() {
            true => self.current().map(|record| record.id).into_iter().collect(),
            false => self.ticked.iter().copied().collect(),
        }
    }

    pub fn current(&self) -> Option<&ClaimRecord> {
        self.claims().get(self.selected)
    }

    /// Is the text written from right to left? Then nothing stands beside it: terminals reorder whole rows.
    pub fn is_rtl(&self) -> bool {
        self.view.as_ref().is_some_and(|v| crate::text::width::is_rtl(&v.article.text))
    }

    /// The article came, for the first time or anew.
    pub fn take(&mut self, view: Box<ArticleView>, size: Size) {
        self.awaiting = None;
        self.failed = None;
        let same = |old: &ArticleView| old.article == view.article && old.notes == view.notes;
        if !self.view.as_deref().is_some_and(same) {
            self.page = Page::default();
            self.stretch = None;
        }
        self.view = Some(view);
        let there: BTreeSet<_> = self.claims().iter().map(|record| record.id).collect();
        self.ticked.retain(|claim| there.contains(claim));
        if std::mem::take(&mut self.seek) {
            let text = geometry::reader(size, self).text;
            self.lay_out(text.width as usize);
            self.show_claim(text.height as usize);
        }
    }

    /// Wraps for a width, if it is not wrapped for it already.
    pub fn lay_out(&mut self, width: usize) {
        if let Some(view) = self.view.as_ref().filter(|_| self.page.width != width) {
            self.page = Page::new(view, width);
        }
    }

    /// Brings the words of the selected claim into the `height` lines shown, if they are not there already.
    pub fn show_claim(&mut self, height: usize) {
        let Some(lines) = self.current().and_then(|r| self.lines_of_claim(&r.claim)) else { return };
        let bottom = self.top + height.max(1);
        if lines.start < self.top || lines.end > bottom {
            self.top = lines.start.saturating_sub(height / 3);
        }
        self.settle(height);
    }

    /// Brings a stretch of the text into the `height` lines shown.
    pub fn show(&mut self, part: TextPart, chars: Range<usize>, height: usize) {
        let Some(lines) = self.page.lines_of(part, &chars) else { return };
        if lines.start < self.top {
            self.top = lines.start;
        } else if lines.end > self.top + height.max(1) {
            self.top = lines.end - height.max(1);
        }
    }

    /// The whole text of a part; empty until it came.
    pub fn text_of(&self, part: TextPart) -> &str {
        let article = self.view.as_ref().map(|v| &v.article);
        match part {
            TextPart::Title => article.and_then(|a| a.title.as_deref()).unwrap_or_default(),
            TextPart::Body => article.map_or("", |a| a.text.as_str()),
        }
    }

    /// Where the lines of a part stand, in characters.
    pub fn lines_in(&self, part: TextPart) -> Vec<Range<usize>> {
        let lines = self.page.lines.iter().filter_map(|line| match (line, part) {
            (PageLine::Title(at), TextPart::Title) | (PageLine::Body(at), TextPart::Body) => Some(at.chars.clone()),
            _ => None,
        });
        lines.collect()
    }

    /// Keeps the text and the selection within their ends, once there are any.
    pub fn settle(&mut self, height: usize) {
        if self.view.is_none() {
            return;
        }
        self.top = self.top.min(self.page.lines.len().saturating_sub(height));
        self.selected = self.selected.min(self.claims().len().saturating_sub(1));
    }

    pub fn settle_list(&mut self, rows: usize) {
        self.list_top = settled(self.list_top, self.selected, self.claims().len(), rows);
    }

    fn lines_of_claim(&self, claim: &Claim) -> Option<Range<usize>> {
        let evidence = claim.evidence.first()?;
        self.page.lines_of(evidence.part, &(evidence.start..evidence.end))
    }

    /// The claims whose words hold this character, narrowest first.
    pub fn claim_at(&self, part: TextPart, char: usize) -> Option<usize> {
        let claims = self.claims().iter().enumerate();
        claims
            .flat_map(|(i, r)| r.claim.evidence.iter().map(move |e| (i, e)))
            .filter(|(_, e)| e.part == part && (e.start..e.end).contains(&char))
            .min_by_key(|(_, e)| e.end - e.start)
            .map(|(i, _)| i)
    }
}
