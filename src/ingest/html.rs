//! A web page is one article: its body without what stands around it, and what the page says of itself.

use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;

use crate::{domain::Article, text};

use super::{Known, Metadata, Parsed, Unread, dateline, encoding};

/// Elements read at most; a page of more is no article.
const MOST_ELEMENTS: usize = 200_000;

/// Elements within elements at most: reading goes down as deep as the page does.
const DEEPEST: usize = 400;

/// Tags open at a time at most, as they are written: reading takes the square of that.
const MOST_OPEN: usize = 4000;

/// A body shorter than this was not found, in characters; then all paragraphs are taken.
const SHORTEST: usize = 140;

pub fn parse(bytes: &[u8], metadata: &Metadata, known: &Known) -> Result<Parsed, Unread> {
    let (page, remark) = encoding::decode_page(bytes, known.charset.as_deref())?;
    let mut remarks: Vec<_> = remark.into_iter().collect();
    let reading = readability(&page)?;
    without_appeals(&reading);
    let said = Said::of(&reading);
    let (body, found) = body(reading, &page)?;
    let body = text::normalize(paragraphs(&body));
    if body.trim().is_empty() {
        return Err("holds no text that could be an article".to_owned().into());
    }
    if !found {
        remarks.push("no article was found on the page; all its paragraphs were taken".into());
    }
    let url = known.url.clone().or(said.url).or_else(|| metadata.url.clone());
    let host = url.as_deref().and_then(host).map(String::from);
    let article = Article {
        title: metadata.title.clone().or(said.title),
        outlet: said.outlet.or_else(|| metadata.outlet.clone()).or(said.site).or(host),
        url,
        published: said.published.or(metadata.published).or_else(|| dateline::find(&body)),
        retrieved: known.retrieved,
        language: said.language.or_else(|| metadata.language.clone()),
        sha256: String::new(),
        text: body,
    };
    Ok(Parsed { id: None, article, remarks })
}

/// The words of a piece of HTML, such as a feed carries, with its paragraphs apart.
pub fn words(fragment: &str) -> String {
    match readability(fragment) {
        Ok(page) => text::normalize(paragraphs(&page.doc.formatted_text())),
        Err(_) => String::new(),
    }
}

fn readability(page: &str) -> Result<Readability, Unread> {
    if nesting(page) > MOST_OPEN {
        return Err(format!("holds more than {MOST_OPEN} elements within each other; save its text instead").into());
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let reading = Readability::new(page, None, Some(config)).map_err(|e| e.to_string())?;
    let elements = reading.doc.select("*");
    if elements.nodes().len() > MOST_ELEMENTS {
        return Err(format!("holds more than {MOST_ELEMENTS} elements; save its text instead").into());
    }
    if elements.nodes().iter().any(|node| node.ancestors_it(Some(DEEPEST + 1)).count() > DEEPEST) {
        return Err(format!("holds elements more than {DEEPEST} deep; save its text instead").into());
    }
    Ok(reading)
}

/// Boxes inside articles that ask the reader for something, by what pages call them. Only small ones: a name of a whole page
/// says nothing.
const APPEALS: &[&str] = &[
    "[class*=newsletter]",
    "[id*=newsletter]",
    "[class*=signup]",
    "[class*=subscribe]",
    "[class*=cookie]",
    "[class*=related]",
    "[class*=read-more]",
    "[class*=most-read]",
    "[class*=share]",
];

/// The longest box, in bytes.
const LONGEST_APPEAL: usize = 600;

fn without_appeals(reading: &Readability) {
    for appeal in APPEALS {
        for node in reading.doc.select(appeal).nodes() {
            if node.text().len() <= LONGEST_APPEAL {
                node.remove_from_parent();
            }
        }
    }
}

/// The article's text; false where only the paragraphs of the whole page could be had.
fn body(mut reading: Readability, page: &str) -> Result<(String, bool), Unread> {
    match reading.parse() {
        Ok(article) if article.text_content.trim().chars().count() >= SHORTEST => {
            return Ok((article.text_content.to_string(), true));
        }
        Ok(_) | Err(dom_smoothie::ReadabilityError::GrabFailed) => {}
        Err(error) => return Err(error.to_string().into()),
    }
    // Reading an article takes the page apart: begin again.
    let document = readability(page)?.doc;
    for place in ["article", "main", "[role=main]", "[itemprop=articleBody]"] {
        let found = document.select_single(place);
        let text = found.nodes().first().map(|node| node.formatted_text().to_string()).unwrap_or_default();
        if !text.trim().is_empty() {
            return Ok((text, true));
        }
    }
    for noise in ["head", "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template"] {
        document.select(noise).remove();
    }
    Ok((document.formatted_text().to_string(), false))
}

/// What a page says of itself.
#[derive(Default)]
struct Said {
    title: Option<String>,
    outlet: Option<String>,
    /// What the page's title ends with beside its headline: most often the outlet.
    site: Option<String>,
    url: Option<String>,
    published: Option<Date>,
    language: Option<String>,
}

impl Said {
    fn of(reading: &Readability) -> Self {
        let linked = reading.parse_json_ld();
        let meta = reading.get_article_metadata(linked);
        let document = &reading.doc;
        let attribute =
            |place: &str, name: &str| document.select_single(place).attr(name).map(|value| value.to_string());
        let first = |places: &[(&str, &str)]| places.iter().find_map(|(place, name)| attribute(place, name));
        let published = meta.published_time.as_deref().and_then(dateline::date_in).or_else(|| {
            DATES.iter().filter_map(|(place, name)| attribute(place, name)).find_map(|words| dateline::date_in(&words))
        });
        let language =
            meta.lang.clone().or_else(|| first(&[("html", "lang"), ("meta[property=\"og:locale\"]", "content")]));
        let address = first(&[("link[rel=canonical]", "href"), ("meta[property=\"og:url\"]", "content")]);
        let title = Some(meta.title).filter(|title| !title.trim().is_empty());
        let headline = text::display(&document.select_single("h1").text());
        let apart = title.as_deref().filter(|_| meta.site_name.is_none()).and_then(|title| beside(title, &headline));
        let site = apart.map(|(_, site)| site.to_owned());
        let title = apart.map(|(bare, _)| bare.to_owned()).or(title);
        let outlet = meta.site_name.or_else(|| first(&[("meta[name=\"application-name\"]", "content")]));
        Self {
            title: title.map(|title| without_site(&text::display(&title), outlet.as_deref())),
            outlet: outlet.map(|name| text::display(&name)).filter(|name| !name.is_empty()),
            site: site.map(|name| text::display(&name)).filter(|name| !name.is_empty()),
            url: address.filter(|url| url.starts_with("http://") || url.starts_with("https://")),
            published,
            language: language
                .and_then(|code| code.split(['-', '_']).next().map(str::to_ascii_lowercase))
                .filter(|code| code.len() == 2),
        }
    }
}

/// Where pages put the day of publication, the surest first.
const DATES: &[(&str, &str)] = &[
    ("meta[property=\"article:published_time\"]", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("[itemprop=datePublished]", "datetime"),
    ("[itemprop=datePublished]", "content"),
    ("meta[name=\"parsely-pub-date\"]", "content"),
    ("meta[name=\"sailthru.date\"]", "content"),
    ("meta[name=pubdate]", "content"),
    ("meta[name=publishdate]", "content"),
    ("meta[name=\"publish-date\"]", "content"),
    ("meta[name=\"DC.date.issued\"]", "content"),
    ("meta[name=\"dc.date\"]", "content"),
    ("meta[name=\"DC.date\"]", "content"),
    ("meta[name=date]", "content"),
    ("article time[datetime]", "datetime"),
    ("time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
];

/// What stands between a headline and the name of the site.
const BETWEEN: [&str; 6] = [" - ", " | ", " – ", " — ", " :: ", " » "];

/// A title that is the page's headline and something beside it: both.
fn beside<'a>(title: &'a str, headline: &str) -> Option<(&'a str, &'a str)> {
    let rest = title.strip_prefix(headline).filter(|_| !headline.is_empty())?;
    let site = BETWEEN.iter().find_map(|between| rest.strip_prefix(between))?;
    Some((&title[..headline.len()], site))
}

/// "Five dead in raid - Levant Wire" without the wire.
fn without_site(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet.map(str::trim).filter(|outlet| !outlet.is_empty()) else { return title.into() };
    for between in BETWEEN {
        if let Some(bare) = title.strip_suffix(outlet).and_then(|rest| rest.strip_suffix(between)) {
            return bare.trim().into();
        }
    }
    title.into()
}

/// Each paragraph on a line of its own with an empty one between, without the spaces of the markup.
fn paragraphs(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines.join("\n\n")
}

/// The most tags that are open at a time. Those that are never closed count, but for the ones that need not be: a rough
/// measure, taken before anything is built from the page.
fn nesting(page: &str) -> usize {
    const NEVER_CLOSED: &str =
        " area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option ";
    let (mut open, mut most) = (0_usize, 0);
    for (at, _) in page.match_indices('<') {
        let rest = &page[at + 1..];
        let end = rest.bytes().take(16).position(|c| !c.is_ascii_alphanumeric()).unwrap_or(0);
        match rest.bytes().next() {
            Some(b'/') => open = open.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() && end > 0 => {
                let name = rest[..end].to_ascii_lowercase();
                open += usize::from(!NEVER_CLOSED.contains(&format!(" {name} ")));
                most = most.max(open);
            }
            _ => {}
        }
    }
    most
}

/// "levant.example" of "https://www.levant.example/a/b"
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_title_and_an_address_is_told_apart() {
        assert_eq!(without_site("Five dead - Levant Wire", Some("Levant Wire")), "Five dead");
        assert_eq!(without_site("Five dead", Some("Levant Wire")), "Five dead");
        assert_eq!(
            beside("Five dead - in raid | Levant Wire", "Five dead - in raid"),
            Some(("Five dead - in raid", "Levant Wire"))
        );
        assert_eq!(beside("Five dead - Levant Wire", "Six dead"), None);
        assert_eq!(beside("Five dead - Levant Wire", ""), None);
        assert_eq!(host("https://www.levant.example:8080/a?b"), Some("levant.example"));
        assert_eq!(host("file:///a"), None);
    }
}
