//! What comes in, by its content: pages of many builds, feeds, tables, archives, letters, PDFs. Hostile ones too.

mod pages;

use std::io::Write;

use recount::{
    domain::Article,
    ingest::{self, Failure, Incoming, Metadata, Source},
};

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<Incoming, Failure>> {
    read_with(name, bytes, &Metadata::default())
}

fn read_with(name: &str, bytes: impl AsRef<[u8]>, metadata: &Metadata) -> Vec<Result<Incoming, Failure>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    ingest::open(&Source::named(path), metadata).collect()
}

#[track_caller]
fn articles(read: Vec<Result<Incoming, Failure>>) -> Vec<Article> {
    read.into_iter().map(|one| one.unwrap_or_else(|failure| panic!("{failure}")).article).collect()
}

#[track_caller]
fn reason(read: Vec<Result<Incoming, Failure>>) -> String {
    let [Err(failure)] = &read[..] else { panic!("{read:?}") };
    failure.reason.clone()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn pages_of_every_build_give_their_article_and_nothing_around_it() {
    let mut wrong = Vec::new();
    for page in pages::all() {
        let [Ok(incoming)] = &read(page.name, &page.html)[..] else { panic!("{}", page.name) };
        let article = &incoming.article;
        for paragraph in pages::STORY {
            if !article.text.contains(paragraph) {
                wrong.push(format!("{}: lacks {paragraph:?}", page.name));
            }
        }
        for noise in pages::NOISE {
            if article.text.contains(noise) {
                wrong.push(format!("{}: holds {noise:?}", page.name));
            }
        }
        let said = (article.title.as_deref(), article.published.map(|day| day.to_string()));
        if said != (Some(pages::TITLE), page.day.map(String::from)) {
            wrong.push(format!("{}: says {said:?}", page.name));
        }
        if article.outlet.as_deref() != page.outlet {
            wrong.push(format!("{}: outlet {:?}", page.name, article.outlet));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_in_old_encodings_are_read_as_they_declare() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset=\"{charset}\"><title>Обстрел</title></head><body><article><p>{}</p></article></body></html>",
            "В результате обстрела в Харькове погибли пять человек. ".repeat(8)
        )
    };
    let html = page("koi8-r");
    let (bytes, ..) = encoding_rs::KOI8_R.encode(&html);
    assert!(articles(read("a.html", bytes))[0].text.starts_with("В результате обстрела"));
}

#[test]
fn a_page_that_is_too_deep_or_empty_is_refused_and_hurts_nothing() {
    let deep = format!("<html><body>{}five dead", "<div>".repeat(100_000));
    assert!(reason(read("deep.html", deep)).contains("within each other"));
    assert!(reason(read("none.html", "<html><head><title>x</title></head><body></body></html>")).contains("no text"));
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Levant Wire</title><language>en-gb</language>
<item><title>Five dead in raid</title><link>https://levant.example/1</link><guid>g1</guid><pubDate>Sat, 17 May 2025 10:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Five people were killed in <b>Homs</b>.</p><p>Two were hurt.</p>]]></content:encoded></item>
<item><title>Two &amp; more</title><link>https://levant.example/2</link><guid>g2</guid></item>
</channel></rss>"#;

#[test]
fn feeds_give_an_article_for_each_item() {
    let found = articles(read("feed", RSS));
    assert_eq!(found[0].text, "Five people were killed in Homs.\n\nTwo were hurt.");
    assert_eq!(
        (found[0].title.as_deref(), found[0].outlet.as_deref()),
        (Some("Five dead in raid"), Some("Levant Wire"))
    );
    assert_eq!((found[0].published, found[0].language.as_deref()), (Some(jiff::civil::date(2025, 5, 17)), Some("en")));
    assert_eq!((found[1].text.as_str(), found[1].url.as_deref()), ("Two & more", Some("https://levant.example/2")));

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>f</id><updated>2025-05-18T00:00:00Z</updated>
        <entry><id>e1</id><title>Raid</title><updated>2025-05-17T00:00:00Z</updated><link href="https://w.example/a"/><summary>Four died.</summary></entry></feed>"#;
    assert_eq!(articles(read("a.atom", atom))[0].text, "Four died.");
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"1","url":"https://w.example/1","title":"Raid","content_html":"<p>Six died.</p>","date_published":"2025-05-17T10:00:00Z"}]}"#;
    let found = articles(read("feed.json", json));
    assert_eq!((found[0].text.as_str(), found[0].published), ("Six died.", Some(jiff::civil::date(2025, 5, 17))));
}

#[test]
fn an_item_is_the_same_however_often_its_feed_changes() {
    let again = RSS.replace("<language>", "<lastBuildDate>Sun, 18 May 2025 10:00:00 GMT</lastBuildDate><language>");
    let hashes = |feed: &str| articles(read("feed", feed)).into_iter().map(|a| a.sha256).collect::<Vec<_>>();
    assert_eq!(hashes(RSS), hashes(&again));
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let csv = "Headline;Body;Publication Date;Outlet\r\nRaid;\"Five died;\nthree were hurt.\";17 May 2025;AFP\r\n;;;\r\nBlast;Two died.;soon;SANA\r\n";
    let read = read("a.csv", csv);
    let first = read[0].as_ref().unwrap();
    assert_eq!(first.article.text, "Five died;\nthree were hurt.");
    assert_eq!(
        (first.article.published, first.article.outlet.as_deref()),
        (Some(jiff::civil::date(2025, 5, 17)), Some("AFP"))
    );
    assert!(first.remarks[0].contains("text is in Body"), "{:?}", first.remarks);
    assert_eq!(read[1].as_ref().unwrap_err().to_string().rsplit('/').next(), Some("a.csv:4: has no text"));
    let third = read[2].as_ref().unwrap();
    assert_eq!((third.origin.line, third.remarks.len()), (Some(5), 1), "the guess is told once, the date each time");
}

#[test]
fn a_column_can_be_named() {
    let columns = [("text".to_owned(), "what happened".to_owned())].into();
    let metadata = Metadata { columns, ..Metadata::default() };
    let found = articles(read_with("a.tsv", "what happened\tn\nFive died.\t1\n", &metadata));
    assert_eq!(found[0].text, "Five died.");
    assert!(reason(read("a.csv", "a,b\n1,2\n")).contains("--column text=NAME"));
}

fn warc() -> Vec<u8> {
    let page = &pages::all()[0].html;
    let chunked = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
    let record = |kind: &str, extra: &str, block: &[u8]| {
        let head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\n{extra}Content-Length: {}\r\n\r\n", block.len());
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    };
    let response = |url: &str, head: &str, body: &[u8]| {
        let extra =
            format!("WARC-Target-URI: {url}\r\nWARC-Date: 2025-05-18T09:00:00Z\r\nContent-Type: application/http\r\n");
        record("response", &extra, &[format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat())
    };
    [
        record("warcinfo", "", b"software: x\r\n"),
        response("https://w.example/a", "200 OK\r\nContent-Type: text/html; charset=utf-8", page.as_bytes()),
        response(
            "https://w.example/b",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            chunked.as_bytes(),
        ),
        response(
            "https://w.example/c",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            &gzipped(page.as_bytes()),
        ),
        response("https://w.example/d", "404 Not Found\r\nContent-Type: text/html", page.as_bytes()),
        response("https://w.example/e.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("https://w.example/f", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", b"x"),
    ]
    .concat()
}

#[test]
fn archives_give_the_pages_that_were_found() {
    for bytes in [warc(), gzipped(&warc())] {
        let read = read("a.warc.gz", bytes);
        let (pages, failed): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
        let found = articles(pages);
        let urls: Vec<_> = found.iter().filter_map(|a| a.url.as_deref()).collect();
        assert_eq!(urls, ["https://w.example/a", "https://w.example/b", "https://w.example/c"]);
        assert!(found.iter().all(|a| a.text.contains(pages::STORY[0]) && a.retrieved.is_some()));
        assert_eq!(failed.len(), 1);
        assert!(failed[0].as_ref().unwrap_err().reason.contains("packed as `br`"));
    }
}

#[test]
fn a_cut_archive_gives_what_is_whole_and_says_where_it_ends() {
    let mut bytes = warc();
    bytes.truncate(bytes.len() / 2);
    let read = read("a.warc", bytes);
    assert!(read.first().is_some_and(Result::is_ok));
    assert!(read.last().unwrap().as_ref().unwrap_err().reason.contains("ends within a record"), "{read:?}");
}

#[test]
fn letters_give_their_subject_sender_and_text() {
    let letter = "Return-Path: <a@w.example>\r\nFrom: Daily Digest <digest@w.example>\r\nSubject: =?utf-8?q?Five_dead_in_Homs?=\r\nDate: Sat, 17 May 2025 10:00:00 +0000\r\nMessage-ID: <1@w.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the web version.\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Five people were killed in Homs.</p><p>Two were hurt.</p>\r\n--x--\r\n";
    let read = read("letter", letter);
    let incoming = read[0].as_ref().unwrap();
    assert_eq!(incoming.id.as_deref(), Some("1@w.example"));
    assert_eq!(incoming.article.text, "Five people were killed in Homs.\n\nTwo were hurt.");
    assert_eq!(
        (incoming.article.title.as_deref(), incoming.article.outlet.as_deref()),
        (Some("Five dead in Homs"), Some("Daily Digest"))
    );
    assert_eq!(incoming.article.published, Some(jiff::civil::date(2025, 5, 17)));
}

/// A PDF of one page that shows these lines.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td ")).collect();
    let stream = format!("BT /F1 12 Tf 72 720 Td {shown}ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>stream\n{stream}\nendstream", stream.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{n} 0 obj{object}endobj\n").as_bytes());
    }
    let start = bytes.len();
    bytes.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|place| bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes()));
    bytes.extend_from_slice(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

#[test]
fn a_pdf_gives_its_text_and_broken_ones_a_reason() {
    let text =
        &articles(read("a.pdf", pdf(&["Five people were killed in Homs on Saturday,", "the police said."])))[0].text;
    assert!(text.contains("Five people were killed in Homs on Saturday"), "{text:?}");
    assert!(reason(read("b.pdf", pdf(&[]))).contains("without text"));
    let mut cut = pdf(&["Five people were killed."]);
    cut.truncate(120);
    assert!(!reason(read("c.pdf", cut)).is_empty());
    assert!(!reason(read("d.pdf", b"%PDF-1.7\n\xff\xfe\0\0garbage")).is_empty());
}

#[test]
fn a_pdf_that_would_fill_the_memory_is_refused() {
    let packed = |bytes: &[u8]| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let bomb = |stream: &[u8], filter: &str| {
        let head = format!("%PDF-1.4\n4 0 obj<</Length {}/Filter{filter}>>stream\n", stream.len());
        [head.as_bytes(), stream, b"\nendstream endobj\n"].concat()
    };
    let large = packed(&vec![b' '; 130 << 20]);
    assert!(reason(read("a.pdf", bomb(&large, "/FlateDecode"))).contains("unpack to more"));
    assert!(reason(read("b.pdf", bomb(&packed(b"x"), "[/FlateDecode /FlateDecode]"))).contains("unpack to more"));
}

#[test]
fn entities_of_xml_are_not_expanded_and_nothing_is_fetched_for_them() {
    let entities: String =
        (1..=30).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let feed = |doctype: &str, words: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [{doctype}]><rss version=\"2.0\"><channel><title>W</title>\
             <item><guid>1</guid><title>Raid</title><description>{words}</description></item></channel></rss>"
        )
    };
    let laughs = feed(&format!("<!ENTITY l0 \"ha\">{entities}"), "Five died. &l30;");
    let secret = feed("<!ENTITY s SYSTEM \"file:///etc/passwd\">", "Six died. &s;");
    for (name, hostile) in [("laughs.xml", laughs), ("secret.xml", secret)] {
        for one in read(name, hostile) {
            // Refused, or read without what the entities stand for.
            let text = one.map(|incoming| incoming.article.text).unwrap_or_default();
            assert!(text.len() < 200 && !text.contains("haha") && !text.contains("root:"), "{text}");
        }
    }
}

#[test]
fn what_is_packed_is_unpacked_so_far_and_no_further() {
    let large = vec![b' '; 33 << 20];
    for (name, bytes) in [
        ("a.txt.gz", [b"Five dead.".as_slice(), &large].concat()),
        ("a.html.gz", [b"<html>".as_slice(), &large].concat()),
    ] {
        assert!(reason(read(name, gzipped(&bytes))).contains("longer than 32 MiB"), "{name}");
    }
    let line = [b"{\"text\":\"".as_slice(), &large, b"\"}\n{\"text\":\"Five died.\"}\n"].concat();
    let found = read("a.jsonl.gz", gzipped(&line));
    assert!(found[0].as_ref().unwrap_err().reason.contains("longer than 32 MiB"));
    assert_eq!(found[1].as_ref().unwrap().article.text, "Five died.");
    let table = [b"text\n\"".as_slice(), &large, b"\"\nFive died.\n"].concat();
    assert!(read("a.csv.gz", gzipped(&table))[0].as_ref().unwrap_err().reason.contains("longer than 32 MiB"));
    let bomb = gzipped(&large);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let block = [head.as_bytes(), &bomb].concat();
    let record = format!("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", block.len());
    let archive = [record.as_bytes(), &block, b"\r\n\r\n"].concat();
    assert!(reason(read("a.warc", archive)).contains("longer than 32 MiB"));
}

#[test]
fn packed_files_are_unpacked_once_and_foreign_ones_named() {
    let lines = b"{\"text\":\"Five died.\"}\n{\"text\":\"Six died.\"}\n";
    assert_eq!(articles(read("a.jsonl.gz", gzipped(lines))).len(), 2);
    assert!(reason(read("a.gz", gzipped(&gzipped(lines)))).contains("packed more than once"));
    assert!(reason(read("a.docx", b"PK\x03\x04rest")).contains("zip archive or an office document"));
    assert!(reason(read("a", b"[{\"text\":1}]")).contains("JSON array"));
}

#[test]
fn folders_and_patterns_name_their_files_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    file("b/two.txt", "Two died.");
    file("a.txt", "One died.");
    file(".hidden", "None.");
    file("c.html", &pages::all()[0].html);
    let of = |name: &str| {
        let found = ingest::open(&Source::named(dir.path().join(name)), &Metadata::default());
        articles(found.collect()).into_iter().map(|a| a.text.chars().take(4).collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(of("")[..2], ["One ".to_owned(), "Two ".to_owned()]);
    assert_eq!(of("").len(), 3);
    assert_eq!(of("*.txt"), ["One "]);
    let none: Vec<_> = ingest::open(&Source::named(dir.path().join("*.pdf")), &Metadata::default()).collect();
    assert_eq!(reason(none), "names no file");
}
