//! What of an arriving article can be made before its transaction, on several threads: hashes, canonical JSON, packed bytes,
//! the words to search. The transaction itself, which others wait for, is left with writing rows.

use rusqlite::types::ValueRef;

use super::{NewArticle, Target, Untraceable, add::fingerprint, canonical, change::trace, raw::Packer};
use crate::{
    domain::{Article, ArticleId, EventId, Judgement, change::ArticleStatus},
    text::shadow::shadow,
};

/// Fewer are prepared sooner than a thread begins.
const WORTH_A_THREAD: usize = 100;

pub(super) struct Prepared<'a> {
    pub article: &'a Article,
    pub copy_of: Option<Target<ArticleId>>,
    pub sha256: String,
    pub text_sha256: String,
    published: Option<String>,
    retrieved: Option<String>,
    pub capture: Option<String>,
    /// The bytes to keep, and whether they are packed.
    pub raw: (Vec<u8>, bool),
    pub claims: Vec<PreparedClaim<'a>>,
    /// Can its claims be traced to its words?
    pub sound: Result<(), Untraceable>,
    /// As they are searched.
    pub title: Option<String>,
    pub text: String,
}

pub(super) struct PreparedClaim<'a> {
    pub event: Option<Target<EventId>>,
    claimant: &'a str,
    body: String,
}

/// In the order given.
pub(super) fn prepare(articles: &[NewArticle]) -> Vec<Prepared<'_>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(articles.len() / WORTH_A_THREAD);
    if threads < 2 {
        return prepare_all(articles);
    }
    // Threads of its own: the pool may be busy reading for as long as an analyst would wait.
    std::thread::scope(|scope| {
        let parts = articles.chunks(articles.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(|| prepare_all(part))).collect();
        let join = |part: std::thread::ScopedJoinHandle<'_, _>| {
            part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        parts.into_iter().flat_map(join).collect()
    })
}

fn prepare_all(articles: &[NewArticle]) -> Vec<Prepared<'_>> {
    let mut packer = Packer::new();
    articles.iter().map(|new| Prepared::new(new, &mut packer)).collect()
}

impl<'a> Prepared<'a> {
    fn new(new: &'a NewArticle, packer: &mut Packer) -> Self {
        let NewArticle { article, raw, claims, copy_of, capture } = new;
        let all: Vec<_> = claims.iter().map(|new| &new.claim).collect();
        let (kept, packed) = packer.pack(raw);
        Self {
            article,
            copy_of: *copy_of,
            sha256: fingerprint(raw),
            text_sha256: fingerprint(article.text.as_bytes()),
            published: article.published.map(|day| day.to_string()),
            retrieved: article.retrieved.map(|time| time.to_string()),
            capture: capture.as_ref().map(canonical::text),
            raw: (kept.to_vec(), packed),
            claims: claims
                .iter()
                .map(|new| PreparedClaim {
                    event: new.event,
                    claimant: &new.claim.claimant.name,
                    body: canonical::text(&new.claim),
                })
                .collect(),
            sound: (0..all.len()).try_for_each(|ordinal| trace::check(article, &all, ordinal)),
            title: article.title.as_deref().map(shadow),
            text: shadow(&article.text),
        }
    }

    /// Its row, in the order of its table's columns.
    pub fn row(&self, copy_of: Option<ArticleId>) -> [ValueRef<'_>; 10] {
        let Article { title, outlet, url, language, .. } = self.article;
        [
            words(title.as_deref()),
            words(outlet.as_deref()),
            words(url.as_deref()),
            words(self.published.as_deref()),
            words(self.retrieved.as_deref()),
            words(language.as_deref()),
            self.sha256.as_str().into(),
            self.text_sha256.as_str().into(),
            ArticleStatus::Unread.word().into(),
            copy_of.map_or(ValueRef::Null, |id| ValueRef::Integer(id.0)),
        ]
    }
}

impl PreparedClaim<'_> {
    /// Its row, in the order of its table's columns.
    pub fn row(&self, article: ArticleId, ordinal: i64, event: Option<EventId>) -> [ValueRef<'_>; 7] {
        [
            ValueRef::Integer(article.0),
            ValueRef::Integer(ordinal),
            event.map_or(ValueRef::Null, |id| ValueRef::Integer(id.0)),
            Judgement::Proposed.word().into(),
            ValueRef::Null,
            self.body.as_str().into(),
            self.claimant.into(),
        ]
    }
}

fn words(words: Option<&str>) -> ValueRef<'_> {
    words.map_or(ValueRef::Null, ValueRef::from)
}
