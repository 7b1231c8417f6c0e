//! Exports: which events go out, and their way from the store through reconciling to a format. The same headless and in
//! the workbench, in the order of the events' ids, with a bounded number of them in memory.

use std::{collections::BTreeSet, io::Write, ops::ControlFlow, path::Path, sync::mpsc};

use rayon::prelude::*;

use super::{
    Progress,
    bundle::{BundleError, bundle},
    review,
};
use crate::{
    domain::{EventId, FigureState, Filter, Measure, Outcome, Role, Rule, rows::EventView},
    export::{
        self, Beside, Cited, ExportError, Format, Leaf, Manner, Parcel, Pseudonyms, Said, Stream, Toll, Wants,
        Workbook, is_person, named_in,
        package::{self, About, Package},
    },
    reconcile::Reconciled,
    store::{StoreError, StoreReader},
};

/// Which events and figures go out. All conditions given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Only these; all where none is given.
    pub events: Vec<EventId>,
    /// Only those that it lets through.
    pub filter: Filter,
    /// Only figures in this state.
    pub only: Option<FigureState>,
    /// The undecided figures too, as this rule computes them.
    pub open: Option<Rule>,
}

/// In what form they go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub choice: Choice,
    pub format: Format,
    pub manner: Manner,
    pub license: Option<String>,
}

/// What went out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    pub events: u64,
    pub figures: u64,
    pub said: Said,
}

#[derive(Debug, thiserror::Error)]
pub enum OutgoingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error("cancelled; nothing was written")]
    Cancelled,
    #[error("{0} is more than one text: name a file with --output")]
    NeedsPath(Format),
}

impl From<std::io::Error> for OutgoingError {
    fn from(error: std::io::Error) -> Self {
        Self::Export(error.into())
    }
}

type Go<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Events read before they are written.
const STRETCH: usize = 64;

/// Writes one text, such as to standard output.
pub fn write(mut store: StoreReader, order: &Order, to: impl Write, go: Go) -> Result<Exported, OutgoingError> {
    let (Some(form), Some(shared)) = (order.format.form(order.manner), order.format.form(order.manner)) else {
        if order.format == Format::Xlsx {
            return workbook(store, order, to, go);
        }
        return Err(OutgoingError::NeedsPath(order.format));
    };
    let mut stream = Stream::begin(form, to)?;
    let mut exported =
        run(&mut store, order, &|parcel| shared.event(parcel), &mut |leaf: Leaf| Ok(stream.push(leaf)?), go)?;
    exported.said = stream.finish()?.1;
    Ok(exported)
}

/// Writes a file, whole or not at all; a package; or, where the path is a folder, a dossier for each event.
pub fn save(store: StoreReader, order: &Order, path: &Path, go: Go) -> Result<Exported, OutgoingError> {
    let is_dossier = matches!(order.format, Format::Html | Format::Markdown);
    if order.format == Format::Package {
        return pack(store, order, path, go);
    }
    if is_dossier && path.is_dir() {
        return dossiers(store, order, path, go);
    }
    let mut file = Beside::new(path)?;
    let exported = write(store, order, &mut file, go)?;
    file.keep()?;
    Ok(exported)
}

fn workbook(mut store: StoreReader, order: &Order, to: impl Write, go: Go) -> Result<Exported, OutgoingError> {
    let mut book = Workbook::new(order.manner.hxl)?;
    let mut exported = run(&mut store, order, &Parcel::clone, &mut |parcel: Parcel| Ok(book.event(&parcel)?), go)?;
    exported.said = book.finish(to)?;
    Ok(exported)
}

fn pack(mut store: StoreReader, order: &Order, path: &Path, go: Go) -> Result<Exported, OutgoingError> {
    let newest = store.journal(None, 1)?.into_iter().next();
    let about = About {
        changed: newest.as_ref().map(|entry| entry.at),
        head: newest.map(|entry| entry.hash),
        license: order.license.clone(),
    };
    let mut packed = Package::begin(path, order.manner)?;
    let forms = package::forms(order.manner);
    let leaves = |parcel: &Parcel| package::leaves(&forms, parcel);
    let mut exported = run(&mut store, order, &leaves, &mut |leaves: Vec<Leaf>| Ok(packed.push(leaves)?), go)?;
    if !order.manner.redacted && order.manner.notes && order.choice.only.is_none() {
        // A bundle of the same events: the package can be read back.
        let Choice { events, filter, .. } = &order.choice;
        bundle(&store, filter, events, &packed.bundle_path())?;
    }
    exported.said = packed.finish(&about)?;
    Ok(exported)
}

fn dossiers(mut store: StoreReader, order: &Order, folder: &Path, go: Go) -> Result<Exported, OutgoingError> {
    let Some(form) = order.format.form(order.manner) else { return Err(OutgoingError::NeedsPath(order.format)) };
    let ending = if order.format == Format::Html { "html" } else { "md" };
    let page = |parcel: &Parcel| (parcel.view.event.id, form.event(parcel));
    let mut said = Said::default();
    let mut each = |(event, leaf): (EventId, Leaf)| {
        let mut file = Beside::new(&folder.join(format!("{event}.{ending}")))?;
        for bytes in [form.head(), leaf.bytes, form.tail()] {
            file.write_all(&bytes)?;
        }
        said.absorb(leaf.said);
        Ok(file.keep()?)
    };
    let mut exported = run(&mut store, order, &page, &mut each, go)?;
    exported.said = said;
    Ok(exported)
}

/// What one event became and of how many figures, or why it could not be read; none where nothing of it was chosen.
type Made<T> = Result<Option<(Option<T>, u64)>, StoreError>;

/// Reads on one thread, reconciles and writes words on many, hands them over in order.
fn run<T: Send>(
    store: &mut StoreReader,
    order: &Order,
    make: &(dyn Fn(&Parcel) -> T + Sync),
    take: &mut dyn FnMut(T) -> Result<(), OutgoingError>,
    go: Go,
) -> Result<Exported, OutgoingError> {
    let ids = chosen(store, &order.choice.events, &order.choice.filter)?;
    let names = if order.manner.redacted { Some(pseudonyms(store)?) } else { None };
    store.read_widely()?;
    let only_decided = order.format.wants() == Wants::Records && order.choice.open.is_none();
    let decided: Option<BTreeSet<EventId>> =
        if only_decided { Some(store.decided_events()?.into_iter().collect()) } else { None };
    let is_told = |id: &EventId| decided.as_ref().is_none_or(|decided| decided.contains(id));
    let total = Some(ids.len() as u64);
    let mut exported = Exported::default();
    let mut done = 0;
    std::thread::scope(|scope| {
        let (sender, stretches) = mpsc::sync_channel(2);
        scope.spawn(move || {
            for stretch in ids.chunks(STRETCH) {
                let wants = order.format.wants();
                let fetched = |id: &EventId| is_told(id).then(|| fetch(store, *id, wants)).transpose();
                let read: Vec<_> = stretch.iter().map(fetched).collect();
                if sender.send(read).is_err() {
                    return; // whoever asked is gone
                }
            }
        });
        for stretch in stretches {
            done += stretch.len() as u64;
            let made: Vec<Made<T>> = stretch
                .into_par_iter()
                .map(|fetched| {
                    let Some(fetched) = fetched? else {
                        // Nobody decided anything: an event without figures.
                        return Ok(order.choice.only.is_none().then_some((None, 0)));
                    };
                    let Some(mut parcel) = assemble(fetched, order) else { return Ok(None) };
                    if !order.manner.notes {
                        leave_notes_out(&mut parcel);
                    }
                    if let Some(names) = &names {
                        names.parcel(&mut parcel);
                    }
                    Ok(Some((Some(make(&parcel)), parcel.records.len() as u64)))
                })
                .collect();
            for one in made {
                if let Some((one, figures)) = one? {
                    exported.events += 1;
                    exported.figures += figures;
                    one.map_or(Ok(()), &mut *take)?;
                }
            }
            if go(Progress { done, total, note: "events".into() }).is_break() {
                return Err(OutgoingError::Cancelled);
            }
        }
        Ok(())
    })?;
    Ok(exported)
}

/// Also from the log, which quotes them.
fn leave_notes_out(parcel: &mut Parcel) {
    parcel.view.notes.clear();
    parcel.history.retain(|entry| !entry.verb.ends_with("_note"));
}

/// In the order of their ids, which never changes; only `events` where any are named.
pub(super) fn chosen(store: &StoreReader, events: &[EventId], filter: &Filter) -> Result<Vec<EventId>, StoreError> {
    let ids = store.event_ids(filter)?;
    if events.is_empty() {
        return Ok(ids);
    }
    let allowed: BTreeSet<EventId> = ids.into_iter().collect();
    let named: BTreeSet<EventId> = events.iter().copied().collect();
    for id in &named {
        store.event_exists(*id)?;
    }
    Ok(named.into_iter().filter(|id| allowed.contains(id)).collect())
}

fn pseudonyms(store: &StoreReader) -> Result<Pseudonyms, StoreError> {
    let (mut names, key) = (store.victims()?, store.secret()?);
    names.extend(store.private_claimants()?.into_iter().filter(|name| is_person(name)));
    store.words_of_claims(|words| names.extend(named_in(words)))?;
    Ok(Pseudonyms::new(names.iter().map(String::as_str), &key))
}

struct Fetched {
    view: EventView,
    articles: Vec<Cited>,
    history: Vec<crate::domain::rows::JournalRow>,
}

fn fetch(store: &StoreReader, id: EventId, wants: Wants) -> Result<Fetched, StoreError> {
    let view = store.event(id)?;
    let mut articles = Vec::new();
    if wants >= Wants::Texts {
        let cited: BTreeSet<_> = view.statements.iter().map(|s| (s.record.article, s.copy_of)).collect();
        for (id, copy_of) in cited {
            articles.push(Cited { id, article: store.article(id)?.article, copy_of, capture: store.capture(id)? });
        }
    }
    let history = if wants >= Wants::Everything { store.chronicle(id)? } else { Vec::new() };
    Ok(Fetched { view, articles, history })
}

/// None where nothing of the event was chosen.
fn assemble(fetched: Fetched, order: &Order) -> Option<Parcel> {
    let Fetched { view, articles, history } = fetched;
    let choice = &order.choice;
    let rule = choice.open.unwrap_or(Rule::Range);
    let wants = order.format.wants();
    let (computed, comparison, tolls) = {
        let reconciled = Reconciled::new(&view.statements, &view.switches);
        let comparison = (wants >= Wants::Comparison).then(|| reconciled.comparison());
        let tolls = (wants >= Wants::Everything).then(|| tolls(&reconciled));
        (review::figures_by(&reconciled, rule), comparison.unwrap_or_default(), tolls.unwrap_or_default())
    };
    let mut records = export::records(&view, rule, &computed, choice.open.is_some());
    if let Some(state) = choice.only {
        records.retain(|record| record.state == state);
        if records.is_empty() {
            return None;
        }
    }
    Some(Parcel { view, comparison, records, articles, history, tolls })
}

fn tolls(reconciled: &Reconciled) -> Vec<Toll> {
    let tolls = reconciled.tolls(&Measure::of(Outcome::Killed, Role::All)).into_iter();
    tolls
        .map(|toll| Toll { claimant: toll.claimant, day: toll.day, interval: toll.interval, stands: toll.stands })
        .collect()
}
