//! What `add` and the workbench take in: files as they are, addresses through a fetcher that asks only for what changed.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    ingest::{
        self, Failure, Metadata, Meter, Origin, Records, Source,
        fetch::{FetchError, Fetched, Fetcher, Limits, Validators},
    },
    store::{StoreError, StoreReader, Visit},
};

/// Fetches for one run, and keeps what to remember of it.
pub struct Fetching {
    stored: StoreReader,
    fetcher: Fetcher,
    visits: Vec<(Visit, Arc<AtomicBool>)>,
    /// Addresses that had nothing new.
    pub unchanged: u64,
}

impl Fetching {
    /// `stop` ends it, also while it waits for a site.
    pub fn new(stored: StoreReader, limits: Limits, stop: Arc<AtomicBool>) -> Self {
        Self { stored, fetcher: Fetcher::new(limits, stop), visits: Vec::new(), unchanged: 0 }
    }

    /// The articles at an address; none where nothing changed there since it was taken in.
    pub fn records(&mut self, address: &str, metadata: &Metadata) -> Records {
        match self.get(address) {
            Ok(Some(fetched)) => {
                let Validators { etag, last_modified } = fetched.validators.clone();
                let failed = Arc::new(AtomicBool::new(false));
                let visit = Visit { url: address.to_owned(), etag, last_modified };
                self.visits.push((visit, Arc::clone(&failed)));
                let note = move |record: &Result<_, _>| {
                    if record.is_err() {
                        failed.store(true, Ordering::Relaxed);
                    }
                };
                Box::new(ingest::open_fetched(address, fetched, metadata).inspect(note))
            }
            Ok(None) => {
                self.unchanged += 1;
                Box::new(std::iter::empty())
            }
            // Whoever stopped it knows.
            Err(Missed::Fetch(FetchError::Stopped)) => Box::new(std::iter::empty()),
            Err(why) => {
                let origin = Origin { path: address.to_owned(), line: None };
                Box::new(std::iter::once(Err(Failure { origin, id: None, reason: why.to_string() })))
            }
        }
    }

    fn get(&mut self, address: &str) -> Result<Option<Fetched>, Missed> {
        let Visit { etag, last_modified, .. } = self.stored.visit(address)?;
        Ok(self.fetcher.get(address, &Validators { etag, last_modified })?)
    }

    /// What to remember once all of it is on disk. Pages of which something could not be used are asked for again.
    pub fn visits(&self) -> Vec<Visit> {
        let sound = self.visits.iter().filter(|(_, failed)| !failed.load(Ordering::Relaxed));
        sound.map(|(visit, _)| visit.clone()).collect()
    }
}

#[derive(Debug, thiserror::Error)]
enum Missed {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The articles of all sources, one after the other.
pub fn records<'a>(
    sources: &'a [Source],
    metadata: &'a Metadata,
    meter: &'a Meter,
    fetching: &'a mut Fetching,
) -> impl Iterator<Item = Result<ingest::Incoming, Failure>> + 'a {
    sources.iter().flat_map(move |source| match source {
        Source::Url(address) => fetching.records(address, metadata),
        source => ingest::open_metered(source, metadata, meter),
    })
}

/// How far along the files are, and how long the rest may take.
pub struct Clock {
    began: Instant,
    meter: Meter,
    total: Option<u64>,
}

impl Clock {
    pub fn new(sources: &[Source], meter: &Meter) -> Self {
        let total = sources.iter().map(Source::size).sum();
        Self { began: Instant::now(), meter: meter.clone(), total }
    }

    /// Bytes of all files; none where a source has no size.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    pub fn bytes(&self) -> u64 {
        self.meter.bytes()
    }

    pub fn per_second(&self, records: u64) -> f64 {
        records as f64 / self.began.elapsed().as_secs_f64().max(1e-3)
    }

    /// As the bytes read so far went.
    pub fn left(&self) -> Option<Duration> {
        let (read, total) = (self.bytes(), self.total?);
        let share = total.saturating_sub(read) as f64 / read.max(1) as f64;
        (read > 0).then(|| self.began.elapsed().mul_f64(share))
    }
}
