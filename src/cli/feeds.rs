//! `feeds`: the feeds that are followed, kept in the store; fetching takes in what is new in them.

use clap::{Args, Subcommand};

use crate::{
    domain::Change,
    ingest::{Metadata, Source},
};

use super::{
    Out, Status, Usage,
    out::Json,
    print::{
        table::{Align, Table},
        words,
    },
    session::Session,
    taking::{self, Web},
};

/// Follow feeds (RSS, Atom, JSON Feed): keep a list of them, and take in what is new.
///
/// Without a command the list is shown. An item that was taken in before is known; one whose words changed is a new version
/// of its article.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  recount feeds add --name 'Harat Gazette' https://gazette.example/rss.xml
  recount feeds fetch                               all of them; only what is new comes in
  recount feeds remove https://gazette.example/rss.xml")]
pub struct Feeds {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Follow a feed. Nothing is fetched yet.
    Add {
        #[arg(value_name = "URL")]
        url: String,
        /// What to call it.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        json: Json,
    },
    /// Show the list.
    List {
        #[command(flatten)]
        json: Json,
    },
    /// Follow a feed no longer. What came from it stays.
    Remove {
        #[arg(value_name = "URL")]
        url: String,
        #[command(flatten)]
        json: Json,
    },
    /// Take in what is new in the feeds.
    Fetch {
        /// Only these; all of the list where none is given.
        #[arg(value_name = "URL")]
        urls: Vec<String>,
        #[command(flatten)]
        web: Web,
        #[command(flatten)]
        json: Json,
    },
}

impl Feeds {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        match self.what {
            None => list(session, self.json, out),
            Some(What::List { json }) => list(session, json, out),
            Some(What::Add { url, name, json }) => {
                if !matches!(Source::named(&url), Source::Url(_)) {
                    return Err(
                        Usage(format!("{url} is no address: it begins with neither http:// nor https://")).into()
                    );
                }
                drop(session.create()?);
                session.apply(Change::FollowFeed { url, name }, json, out)
            }
            Some(What::Remove { url, json }) => session.apply(Change::LeaveFeed { url }, json, out),
            Some(What::Fetch { urls, web, json }) => fetch(session, urls, &web, json, out),
        }
    }
}

fn list(session: &Session, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    let feeds = session.reader()?.feeds()?;
    if json.json {
        return out.json(&feeds);
    }
    let columns = [("feed", Align::Left), ("name", Align::Left), ("added by", Align::Left), ("on", Align::Left)];
    let mut table = Table::new(&columns);
    for feed in feeds {
        table.row([
            feed.url.into(),
            feed.name.unwrap_or_default().into(),
            feed.analyst.into(),
            words::time(feed.at).into(),
        ]);
    }
    out.table(&table, "no feeds; `recount feeds add URL` follows one")
}

fn fetch(session: &Session, urls: Vec<String>, web: &Web, json: Json, out: &mut Out) -> anyhow::Result<Status> {
    let known = session.reader()?.feeds()?;
    if let Some(other) = urls.iter().find(|url| !known.iter().any(|feed| feed.url == **url)) {
        return Err(Usage(format!("{other} is not followed; `recount add` fetches an address once")).into());
    }
    let urls = if urls.is_empty() { known.into_iter().map(|feed| feed.url).collect() } else { urls };
    if urls.is_empty() {
        return Err(Usage("there are no feeds to fetch; `recount feeds add URL` follows one".into()).into());
    }
    let sources: Vec<_> = urls.into_iter().map(Source::Url).collect();
    let summary = taking::take_in(session, &sources, &Metadata::default(), web)?;
    taking::tell(&summary, json, out)
}
