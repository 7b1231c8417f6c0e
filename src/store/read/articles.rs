//! The list of articles, newest first, and one article opened.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::{CLAIM, Order, Part, claim_record, filter::Conditions, notes, parse, window};
use crate::{
    domain::{
        Article, ArticleId, ArticleKey, ClaimId, Filter, Sort, Stretch,
        rows::{ArticleRow, ArticleView, ClaimRecord, Cursor, Window},
    },
    store::{Refusal, StoreError, StoreReader, search},
};

impl StoreReader {
    /// The articles after one: newest published first (undated last), the newest arrival first within a day.
    pub fn articles(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Window<ArticleRow>, StoreError> {
        self.articles_in(filter, Sort::default(), &after.into(), limit)
    }

    /// One stretch of the articles, sorted.
    pub fn articles_in(
        &self,
        filter: &Filter,
        sort: Sort<ArticleKey>,
        from: &Stretch,
        limit: usize,
    ) -> Result<Window<ArticleRow>, StoreError> {
        self.articles_told(filter, sort, from, limit, &mut |_| {})
    }

    /// The same; each row is handed over as it is found, if the stretch is not read from its end.
    pub fn articles_told(
        &self,
        filter: &Filter,
        sort: Sort<ArticleKey>,
        from: &Stretch,
        limit: usize,
        each: &mut dyn FnMut(&ArticleRow),
    ) -> Result<Window<ArticleRow>, StoreError> {
        let conditions = self.article_conditions(filter)?;
        let order = order(sort);
        let mut rows = Vec::new();
        for part in order.parts(from) {
            let wanted = (limit + 1).saturating_sub(rows.len());
            let sql = listing(&conditions, &order, &part, filter.text().is_some());
            let mut statement = self.conn.prepare_cached(&sql)?;
            let values = conditions.values.iter().cloned().chain(part.values).chain([(wanted as i64).into()]);
            for found in statement.query_map(params_from_iter(values), |row| article_row(row, filter))? {
                let (cursor, row) = found?;
                if rows.len() < limit && !from.is_backward() {
                    each(&row);
                }
                rows.push((cursor, row));
            }
        }
        Ok(window(rows, limit, from))
    }

    pub fn count_articles(&self, filter: &Filter) -> Result<u64, StoreError> {
        let conditions = self.article_conditions(filter)?;
        let sql = format!("SELECT count(*) FROM article{}", conditions.sql(""));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let count: i64 = statement.query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// An article with its claims and notes.
    ///
    /// # Errors
    /// Refused as unknown where there is none with this id.
    pub fn article(&self, id: ArticleId) -> Result<ArticleView, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT article.*, body.text FROM article JOIN body ON body.article = id WHERE id = ?1")?
            .query_row([id.0], |row| {
                let copy_of = row.get::<_, Option<i64>>("copy_of")?.map(ArticleId);
                Ok((article_of(row)?, parse(row, "status")?, copy_of))
            })
            .optional()?;
        let (article, status, copy_of) = found.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
        let claims = self.claims_of(id)?;
        let notes = notes(&self.conn, "article", id.0)?;
        let copies = self
            .conn
            .prepare_cached("SELECT id FROM article WHERE copy_of = ?1 ORDER BY id")?
            .query_map([id.0], |row| row.get(0).map(ArticleId))?
            .collect::<Result<_, _>>()?;
        Ok(ArticleView { id, article, status, claims, notes, copy_of, copies })
    }

    /// One claim.
    ///
    /// # Errors
    /// Refused as unknown where there is none with this id.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimRecord, StoreError> {
        let sql = format!("SELECT {CLAIM} FROM claim WHERE id = ?1");
        let found = self.conn.prepare_cached(&sql)?.query_row([id.0], claim_record).optional()?;
        found.ok_or_else(|| Refusal::Unknown(id.to_string()).into())
    }

    /// Every article published in the month of this first day, or undated where there is none, with its claims; one at a
    /// time, so that memory does not grow with the store.
    pub fn of_month(
        &self,
        first_day: Option<Date>,
        mut each: impl FnMut(ArticleId, Article, Vec<ClaimRecord>),
    ) -> Result<(), StoreError> {
        let (from, to) = match first_day {
            Some(day) => (day.first_of_month().to_string(), day.last_of_month().to_string()),
            None => Default::default(),
        };
        let mut statement = self.conn.prepare_cached(
            "SELECT article.*, body.text FROM article JOIN body ON body.article = id WHERE day BETWEEN ?1 AND ?2",
        )?;
        let mut rows = statement.query([from, to])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId(row.get("id")?);
            each(id, article_of(row)?, self.claims_of(id)?);
        }
        Ok(())
    }

    fn claims_of(&self, id: ArticleId) -> Result<Vec<ClaimRecord>, StoreError> {
        let sql = format!("SELECT {CLAIM} FROM claim WHERE article = ?1 ORDER BY ordinal");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let claims = statement.query_map([id.0], claim_record)?;
        Ok(claims.collect::<Result<_, _>>()?)
    }

    /// All articles, in the order in which they came.
    pub fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM article ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0).map(ArticleId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The article that came in as bytes of this hash.
    pub fn with_hash(&self, sha256: &str) -> Result<Option<ArticleId>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM article WHERE sha256 = ?1")?;
        Ok(statement.query_row([sha256], |row| row.get(0).map(ArticleId)).optional()?)
    }

    /// The first article of which this one is a copy.
    pub fn original(&self, id: ArticleId) -> Result<Option<ArticleId>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT copy_of FROM article WHERE id = ?1")?;
        let original: Option<Option<i64>> = statement.query_row([id.0], |row| row.get(0)).optional()?;
        Ok(original.flatten().map(ArticleId))
    }
}

pub(super) fn order(sort: Sort<ArticleKey>) -> Order {
    let key = match sort.by {
        ArticleKey::Date => Some("article.day"),
        ArticleKey::Arrival => None,
        ArticleKey::Outlet => Some("article.outlet_day"),
        ArticleKey::Status => Some("article.status_day"),
        ArticleKey::Title => Some("article.title_low"),
        ArticleKey::Claims => Some("article.claims_text"),
    };
    Order { key, id: "article.id", ascending: sort.ascending }
}

pub(super) fn listing(conditions: &Conditions, order: &Order, part: &Part, searched: bool) -> String {
    // The text is fetched only where its words are shown.
    let text = if searched { "true" } else { "article.title IS NULL" };
    format!(
        "SELECT article.id, article.title, article.outlet, article.published, article.status, {} AS sorted,
             (SELECT count(*) FROM claim WHERE claim.article = article.id) AS claims,
             (SELECT count(*) FROM claim WHERE claim.article = article.id AND judgement = 'proposed') AS unjudged,
             CASE WHEN {text} THEN (SELECT text FROM body WHERE body.article = article.id) END AS text
         FROM article{} ORDER BY {} LIMIT ?",
        order.selected(),
        conditions.sql(&part.condition),
        part.order
    )
}

fn article_row(row: &Row, filter: &Filter) -> rusqlite::Result<(Cursor, ArticleRow)> {
    let id = row.get("id")?;
    let text = row.get_ref("text")?.as_str_or_null()?;
    let title: Option<String> = row.get("title")?;
    let title = title.unwrap_or_else(|| first_line(text.unwrap_or_default()));
    let article = ArticleRow {
        id: ArticleId(id),
        title,
        outlet: row.get("outlet")?,
        published: parse(row, "published")?,
        status: parse(row, "status")?,
        claims: row.get("claims")?,
        unjudged: row.get("unjudged")?,
        snippet: filter.text().zip(text).map(|(words, text)| search::snippet(text, words)),
    };
    Ok((Cursor(row.get("sorted")?, id), article))
}

fn first_line(text: &str) -> String {
    const LONGEST: usize = 120;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("(empty)");
    line.chars().take(LONGEST).collect()
}

fn article_of(row: &Row) -> rusqlite::Result<Article> {
    Ok(Article {
        title: row.get("title")?,
        text: row.get("text")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: parse(row, "published")?,
        retrieved: parse(row, "retrieved")?,
        language: row.get("language")?,
        sha256: row.get("sha256")?,
    })
}
