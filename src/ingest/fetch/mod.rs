//! Pages and feeds by their addresses: http and https only, within limits of time, size and redirects, as the site's robots
//! rules allow, never faster than a person would, and never into a private network unless that was asked for.
//!
//! Owns asking politely and asking again; knows no store: what is known of an address from last time is handed in, and what
//! to remember comes back with the page.

mod address;
mod robots;

use std::{
    collections::HashMap,
    io::{self, Read as _},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use ureq::{
    Agent, Body, Error,
    http::{Response, header},
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};
use url::{Host, Url};

use super::MAX_RECORD;
use address::{PublicOnly, is_public};
use robots::Robots;

/// As sites' robots rules name us.
const NAME: &str = "recount";

/// How much is asked of a site, and how far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// For one request, its body included.
    pub time: Duration,
    pub redirects: usize,
    /// How often a request that failed for a passing reason is made again.
    pub retries: u32,
    /// Before the first repetition; twice as long before each further one.
    pub backoff: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Also this machine and networks of one's own.
    pub allow_private: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            redirects: 5,
            retries: 2,
            backoff: Duration::from_secs(1),
            pause: Duration::from_secs(1),
            allow_private: false,
        }
    }
}

/// What to say the next time, so that a page which did not change is not sent again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What an address gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where the redirects ended.
    pub url: String,
    pub at: Timestamp,
    /// Unpacked where it came packed.
    pub bytes: Vec<u8>,
    /// As the server declared it.
    pub content_type: Option<String>,
    pub validators: Validators,
}

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{0} is no address that can be fetched: it must begin with http:// or https:// and hold no password")]
    Address(String),
    #[error("{url} leads to a private address; --allow-private lets it through")]
    Private { url: String },
    #[error("the site asks programs not to fetch {url} (robots.txt)")]
    Robots { url: String },
    #[error("the site's robots.txt could not be read ({why}), so nothing is fetched from it; try again later")]
    NoRobots { why: String },
    #[error("leads on more than {0} times")]
    Redirects(usize),
    #[error("leads on, but says not where")]
    Nowhere,
    #[error("the site answered {0}")]
    Status(u16),
    #[error("is longer than {} MiB", MAX_RECORD >> 20)]
    TooLong,
    #[error("{0}")]
    Failed(Error),
    #[error("was stopped")]
    Stopped,
}

impl FetchError {
    /// May another attempt succeed?
    fn is_passing(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502..=504),
            Self::Failed(Error::Io(error)) => error.kind() != io::ErrorKind::PermissionDenied,
            Self::Failed(Error::Timeout(_) | Error::ConnectionFailed | Error::HostNotFound) => true,
            _ => false,
        }
    }
}

/// Fetches one address after the other; remembers each site's rules and when it was asked last.
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
    robots: HashMap<String, Robots>,
    asked: HashMap<String, Instant>,
    /// Set from elsewhere: give up, also while waiting.
    stop: Arc<AtomicBool>,
}

impl Fetcher {
    pub fn new(limits: Limits, stop: Arc<AtomicBool>) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(limits.time))
            .max_redirects(0)
            .http_status_as_error(false)
            // Behind a proxy nobody here could tell where a name leads.
            .proxy(None)
            .user_agent(concat!(
                "recount/",
                env!("CARGO_PKG_VERSION"),
                " (reads public reports for casualty recording)"
            ))
            .build();
        let connector = DefaultConnector::new();
        let agent = match limits.allow_private {
            true => Agent::with_parts(config, connector, DefaultResolver::default()),
            false => Agent::with_parts(config, connector, PublicOnly::default()),
        };
        Self { agent, limits, robots: HashMap::new(), asked: HashMap::new(), stop }
    }

    /// What stands at an address; none where it is still what `known` says.
    pub fn get(&mut self, address: &str, known: &Validators) -> Result<Option<Fetched>, FetchError> {
        let mut url = checked(address, self.limits.allow_private)?;
        for _ in 0..=self.limits.redirects {
            self.permitted(&url)?;
            let mut response = self.persist(&url, known)?;
            let status = response.status().as_u16();
            match status {
                304 => return Ok(None),
                300..=399 => {
                    let to = said(&response, header::LOCATION).ok_or(FetchError::Nowhere)?;
                    let next = url.join(&to).map_err(|_| FetchError::Address(to))?;
                    url = checked(next.as_str(), self.limits.allow_private)?;
                }
                200..=299 => return Ok(Some(fetched(&url, &mut response)?)),
                _ => return Err(FetchError::Status(status)),
            }
        }
        Err(FetchError::Redirects(self.limits.redirects))
    }

    /// One request, again where it fails for a passing reason.
    fn persist(&mut self, url: &Url, known: &Validators) -> Result<Response<Body>, FetchError> {
        let mut wait = self.limits.backoff;
        for left in (0..=self.limits.retries).rev() {
            let (failed, asked_to_wait) = match self.ask(url, known) {
                Ok(response) => {
                    let failed = FetchError::Status(response.status().as_u16());
                    if left == 0 || !failed.is_passing() {
                        return Ok(response);
                    }
                    (failed, retry_after(&response))
                }
                Err(failed) => (failed, None),
            };
            if left == 0 || !failed.is_passing() {
                return Err(failed);
            }
            self.sleep(asked_to_wait.unwrap_or(wait).max(wait))?;
            wait *= 2;
        }
        Err(FetchError::Stopped)
    }

    fn ask(&mut self, url: &Url, known: &Validators) -> Result<Response<Body>, FetchError> {
        self.pace(url)?;
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(day) = &known.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, day);
        }
        request.call().map_err(FetchError::Failed)
    }

    /// Waits until the host may be asked again.
    fn pace(&mut self, url: &Url) -> Result<(), FetchError> {
        let pause = self.robots.get(&site(url)).and_then(|robots| robots.pause).unwrap_or_default();
        let pause = pause.max(self.limits.pause);
        let host = url.host_str().unwrap_or_default().to_owned();
        if let Some(asked) = self.asked.get(&host) {
            self.sleep(pause.saturating_sub(asked.elapsed()))?;
        }
        self.asked.insert(host, Instant::now());
        Ok(())
    }

    /// In short naps, so that a stop is heard.
    fn sleep(&self, time: Duration) -> Result<(), FetchError> {
        const NAP: Duration = Duration::from_millis(50);
        let until = Instant::now() + time;
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Stopped);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(NAP));
        }
    }

    /// Do the rules of the site let us fetch this?
    fn permitted(&mut self, url: &Url) -> Result<(), FetchError> {
        let site = site(url);
        if !self.robots.contains_key(&site) {
            let robots = self.rules(url)?;
            self.robots.insert(site.clone(), robots);
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        match self.robots.get(&site).is_none_or(|robots| robots.allow(path)) {
            true => Ok(()),
            false => Err(FetchError::Robots { url: url.to_string() }),
        }
    }

    /// A site without rules allows all; one that cannot say allows nothing.
    fn rules(&mut self, url: &Url) -> Result<Robots, FetchError> {
        let mut at = url.join("/robots.txt").map_err(|_| FetchError::Address(url.to_string()))?;
        for _ in 0..=self.limits.redirects {
            let mut response = match self.persist(&at, &Validators::default()) {
                Ok(response) => response,
                Err(FetchError::Failed(error)) => return Err(unreached(&at, error)),
                Err(other) => return Err(other),
            };
            match (response.status().as_u16(), said(&response, header::LOCATION)) {
                (300..=399, Some(to)) => {
                    let next = at.join(&to).map_err(|_| FetchError::Address(to))?;
                    at = checked(next.as_str(), self.limits.allow_private)?;
                }
                (200..=299, _) => {
                    let mut bytes = Vec::new();
                    let mut start = response.body_mut().as_reader().take(robots::LONGEST as u64);
                    start.read_to_end(&mut bytes).map_err(|why| FetchError::NoRobots { why: why.to_string() })?;
                    return Ok(Robots::read(&String::from_utf8_lossy(&bytes), NAME));
                }
                (status @ 500.., _) | (status @ 429, _) => {
                    return Err(FetchError::NoRobots { why: format!("the site answered {status}") });
                }
                _ => return Ok(Robots::default()),
            }
        }
        Ok(Robots::default())
    }
}

/// The site itself cannot be reached: that is what went wrong, not its rules.
fn unreached(url: &Url, error: Error) -> FetchError {
    match &error {
        Error::Io(refused) if refused.kind() == io::ErrorKind::PermissionDenied => {
            FetchError::Private { url: url.join("/").map_or_else(|_| url.to_string(), |site| site.to_string()) }
        }
        Error::Io(_) | Error::HostNotFound | Error::ConnectionFailed | Error::Timeout(_) => FetchError::Failed(error),
        _ => FetchError::NoRobots { why: error.to_string() },
    }
}

/// An address of the web without a password, not written as a private number. Where a name leads is seen later.
fn checked(address: &str, allow_private: bool) -> Result<Url, FetchError> {
    let wrong = || FetchError::Address(crate::text::display(address));
    let mut url = Url::parse(address).map_err(|_| wrong())?;
    let has_password = !url.username().is_empty() || url.password().is_some();
    if !matches!(url.scheme(), "http" | "https") || has_password {
        return Err(wrong());
    }
    let is_public = match url.host() {
        Some(Host::Ipv4(host)) => is_public(host.into()),
        Some(Host::Ipv6(host)) => is_public(host.into()),
        Some(Host::Domain(_)) => true,
        None => return Err(wrong()),
    };
    if !is_public && !allow_private {
        return Err(FetchError::Private { url: url.to_string() });
    }
    url.set_fragment(None);
    Ok(url)
}

/// Scheme, host and port.
fn site(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn said(response: &Response<Body>, name: header::HeaderName) -> Option<String> {
    response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Seconds that the site asks for, a minute at most; dates are not followed.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    const LONGEST: u64 = 60;
    let seconds: u64 = said(response, header::RETRY_AFTER)?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.min(LONGEST)))
}

fn fetched(url: &Url, response: &mut Response<Body>) -> Result<Fetched, FetchError> {
    let mut bytes = Vec::new();
    let body = response.body_mut().as_reader();
    body.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes).map_err(|error| FetchError::Failed(Error::Io(error)))?;
    if bytes.len() > MAX_RECORD {
        return Err(FetchError::TooLong);
    }
    let validators =
        Validators { etag: said(response, header::ETAG), last_modified: said(response, header::LAST_MODIFIED) };
    let content_type = said(response, header::CONTENT_TYPE);
    Ok(Fetched { url: url.to_string(), at: Timestamp::now(), bytes, content_type, validators })
}
