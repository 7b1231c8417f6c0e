//! One story on twenty-two differently built sites: what people's publishing systems put around it, by which tags they
//! tell its day and outlet. All of it written for these tests.

pub const TITLE: &str = "Five killed as market is shelled in Harat";

pub const STORY: [&str; 4] = [
    "Five people were killed and twelve others wounded on Saturday when shells struck the vegetable market of Harat, the provincial health office said.",
    "Among the dead were two women and a child of six, said Dr Salma Idris, who heads the emergency ward of the town's only hospital, where the wounded were brought in private cars.",
    "The army denied that its guns had fired on the town, and blamed an armed group that holds the hills to the north; the group's spokesman said the army had shelled the market twice.",
    "A resident who sells onions there said he had counted seven bodies before the ambulances came, and that three of his neighbours were still missing by nightfall.",
];

pub const NOISE: [&str; 6] = [
    "Subscribe to our newsletter",
    "Most read today",
    "Accept all cookies",
    "All rights reserved",
    "Forty killed in other story",
    "Follow us on every network",
];

pub struct Page {
    pub name: &'static str,
    pub html: String,
    pub day: Option<&'static str>,
    pub outlet: Option<&'static str>,
}

const DAY: Option<&str> = Some("2025-05-17");

fn paragraphs() -> String {
    STORY.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect()
}

fn with(tag: &str, class: &str) -> String {
    STORY.iter().map(|paragraph| format!("<{tag} class=\"{class}\">{paragraph}</{tag}>\n")).collect()
}

fn navigation() -> &'static str {
    "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>"
}

fn sidebar() -> &'static str {
    "<aside class=\"sidebar\"><h3>Most read today</h3><ul><li><a href=\"/x\">Forty killed in other story</a></li><li><a href=\"/y\">Markets fall</a></li></ul></aside>"
}

fn footer() -> &'static str {
    "<footer class=\"footer\"><p>All rights reserved</p><form><label>Subscribe to our newsletter</label><input></form><p>Follow us on every network</p></footer>"
}

fn cookies() -> &'static str {
    "<div id=\"cookie-banner\" class=\"cookie-consent\" role=\"dialog\"><button>Accept all cookies</button></div>"
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">{head}</head>\n<body>{body}</body></html>\n"
    )
}

fn usual(head: &str, article: &str) -> String {
    page(head, &format!("{}<header>{}</header>{article}{}{}", cookies(), navigation(), sidebar(), footer()))
}

fn title(rest: &str) -> String {
    format!("<title>{TITLE}{rest}</title>")
}

fn heading() -> String {
    format!("<h1>{TITLE}</h1>")
}

pub fn all() -> Vec<Page> {
    let og = "<meta property=\"og:site_name\" content=\"Levant Wire\">";
    let published = "<meta property=\"article:published_time\" content=\"2025-05-17T14:05:00+03:00\">";
    let levant = Some("Levant Wire");
    let p = paragraphs();
    let h = heading();
    let one = |name, html, day, outlet| Page { name, html, day, outlet };
    vec![
        one(
            "semantic.html",
            usual(&format!("{}{og}{published}", title("")), &format!("<main><article>{h}{p}</article></main>")),
            DAY,
            levant,
        ),
        one(
            "suffixed.html",
            usual(&format!("{}{og}{published}", title(" | Levant Wire")), &format!("<article>{h}{p}</article>")),
            DAY,
            levant,
        ),
        one(
            "json-ld.html",
            usual(
                &format!(
                    "{}<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"datePublished\":\"2025-05-17T09:00:00Z\",\"publisher\":{{\"@type\":\"Organization\",\"name\":\"Levant Wire\"}}}}</script>",
                    title("")
                ),
                &format!("<div class=\"story\">{h}{p}</div>"),
            ),
            DAY,
            levant,
        ),
        one(
            "microdata.html",
            usual(
                &format!("{}{og}", title("")),
                &format!(
                    "<div itemscope itemtype=\"https://schema.org/NewsArticle\">{h}<meta itemprop=\"datePublished\" content=\"2025-05-17\"><div itemprop=\"articleBody\">{p}</div></div>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "time-tag.html",
            usual(
                &format!("{}{og}", title("")),
                &format!("<article>{h}<p class=\"meta\"><time datetime=\"2025-05-17\">17 May</time></p>{p}</article>"),
            ),
            DAY,
            levant,
        ),
        one(
            "blog.html",
            usual(
                &format!("<meta name=\"generator\" content=\"press\">{}{og}{published}", title(" - Levant Wire")),
                &format!(
                    "<div id=\"content\" class=\"site-content\"><div class=\"post hentry\"><h1 class=\"entry-title\">{TITLE}</h1><div class=\"entry-content\">{p}</div></div></div>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "div-soup.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<div><div><div class=\"c1\"><div class=\"c2\">{h}<div class=\"c3\">{p}</div></div></div></div></div>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "tables.html",
            page(
                &format!("{}{og}<meta name=\"date\" content=\"2025-05-17\">", title("")),
                &format!(
                    "<table width=\"100%\"><tr><td class=\"left\">{}</td><td class=\"main\">{h}{p}</td><td class=\"right\">{}</td></tr><tr><td colspan=\"3\">{}</td></tr></table>",
                    navigation(),
                    sidebar(),
                    footer()
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "breaks.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!("<div class=\"article-text\">{h}<div>{}</div></div>", STORY.join("<br><br>")),
            ),
            DAY,
            levant,
        ),
        one(
            "div-paragraphs.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!("<section class=\"article__body\">{h}{}</section>", with("div", "paragraph")),
            ),
            DAY,
            levant,
        ),
        one(
            "spans.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<article>{h}{}</article>",
                    STORY.iter().map(|s| format!("<p><span class=\"t\">{s}</span></p>")).collect::<String>()
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "links.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!("<article>{h}{}</article>", p.replace("Harat", "<a href=\"/t/harat\">Harat</a>")),
            ),
            DAY,
            levant,
        ),
        one(
            "emphasis.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<article>{h}{}</article>",
                    p.replace("Five people", "<strong>Five people</strong>").replace("denied", "<em>denied</em>")
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "figures.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<article>{h}<figure><img src=\"a.jpg\" alt=\"\"><figcaption>The market.</figcaption></figure>{p}</article>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "hydrated.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<div id=\"__next\"><main><div data-testid=\"body\">{h}{p}</div></main></div><script id=\"__DATA__\" type=\"application/json\">{{\"x\":\"<div><p>Forty killed in other story</p></div>\"}}</script>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "uppercase.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!("<DIV ID=\"ARTICLE\">{h}{}</DIV>", p.replace("<p>", "<P>").replace("</p>", "")),
            ),
            DAY,
            levant,
        ),
        one(
            "unclosed.html",
            format!(
                "<html><head>{}{og}{published}<body>{}<div class=article>{h}{}</div>{}",
                title(""),
                navigation(),
                p.replace("</p>", ""),
                footer()
            ),
            DAY,
            levant,
        ),
        one(
            "xhtml.html",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\"><head>{}{}{}</head><body>{}<div id=\"main\">{h}{p}</div>{}</body></html>",
                title(""),
                og.replace("\">", "\"/>"),
                published.replace("\">", "\"/>"),
                navigation(),
                footer()
            ),
            DAY,
            levant,
        ),
        one(
            "amp.html",
            page(
                &format!(
                    "{}<link rel=\"canonical\" href=\"https://levant.example/a\">{og}<style amp-boilerplate>body{{visibility:hidden}}</style>{published}",
                    title("")
                ),
                &format!(
                    "<amp-sidebar>{}</amp-sidebar><main role=\"main\"><article>{h}{p}</article></main>{}",
                    navigation(),
                    footer()
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "canonical-only.html",
            usual(
                &format!("{}<link rel=\"canonical\" href=\"https://www.levant.example/news/1\">{published}", title("")),
                &format!("<article>{h}{p}</article>"),
            ),
            DAY,
            Some("levant.example"),
        ),
        one(
            "related-inside.html",
            usual(
                &format!("{}{og}{published}", title("")),
                &format!(
                    "<article>{h}{p}<div class=\"related-links\"><h3>Most read today</h3><ul><li><a href=\"/1\">Forty killed in other story</a></li><li><a href=\"/2\">Another</a></li></ul></div><div class=\"newsletter-signup\"><p>Subscribe to our newsletter</p></div></article>"
                ),
            ),
            DAY,
            levant,
        ),
        one(
            "dateline.html",
            usual(
                &format!("{}{og}", title("")),
                &format!("<article>{h}{}</article>", p.replacen("<p>Five", "<p>Posted: 17 May 2025</p><p>Five", 1)),
            ),
            DAY,
            levant,
        ),
    ]
}
