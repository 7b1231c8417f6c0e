//! `agreement`: how far analysts agree.

use clap::Args;

use crate::{
    domain::{EventId, Opinion, Word},
    work::{self, Agreement},
};

use super::{
    Out, Status, Usage,
    out::{Json, Role},
    print::{
        table::{Align, Cell, Table},
        words,
    },
    session::Session,
};

/// Compare what analysts said of the same claims and figures, item by item, with Krippendorff's alpha.
///
/// Alpha is 1 where they always agree and 0 where they agree as often as chance would have it; over judgements of claims it
/// is nominal, over figures by interval and by ratio. To give words of your own beside another's, work with --blind.
#[derive(Debug, Args)]
pub struct AgreementOf {
    /// Only of this event.
    event: Option<EventId>,
    #[command(flatten)]
    json: Json,
}

impl AgreementOf {
    pub fn run(self, session: &Session, out: &mut Out) -> anyhow::Result<Status> {
        let store = session.reader()?;
        let mut opinions = match self.event {
            Some(event) => store.event(event)?.opinions,
            None => store.opinions()?,
        };
        if session.is_blind() {
            let me = session.analyst()?;
            let own: Vec<Word> = opinions.iter().filter(|o| o.analyst == me).map(|o| o.word.clone()).collect();
            opinions.retain(|o| own.iter().any(|word| is_same_question(word, o)));
        }
        let agreement = work::agreement(&opinions);
        if self.json.json {
            return out.json(&agreement);
        }
        if agreement.analysts.is_empty() {
            return Err(Usage("no claim and no figure has the word of two analysts yet".into()).into());
        }
        print(&agreement, out)
    }
}

fn is_same_question(word: &Word, other: &Opinion) -> bool {
    match (word, &other.word) {
        (Word::Claim { claim: a, .. }, Word::Claim { claim: b, .. }) => a == b,
        (Word::Figure { event: a, decision: d }, Word::Figure { event: b, decision: e }) => {
            a == b && d.measure == e.measure
        }
        _ => false,
    }
}

fn print(agreement: &Agreement, out: &mut Out) -> anyhow::Result<Status> {
    let mut table = Table::new(&[("item", Align::Left), ("agree", Align::Left), ("words", Align::Left)]);
    let mark = |agree: bool| if agree { Cell::new("yes", Role::Good) } else { Cell::new("no", Role::Bad) };
    for item in &agreement.claims {
        let said: Vec<_> = item.words.iter().map(|(who, judgement)| format!("{who}: {judgement}")).collect();
        table.row([item.on.to_string().into(), mark(item.agree), said.join(" · ").into()]);
    }
    for item in &agreement.figures {
        let said = item.words.iter().map(|(who, n)| {
            let best = n.best.map_or(String::new(), |best| format!(" best {best}"));
            format!("{who}: {}{best}", words::range(n.low, n.high))
        });
        let on = format!("{} {}", item.on.event, item.on.measure);
        table.row([on.into(), mark(item.agree), said.collect::<Vec<_>>().join(" · ").into()]);
    }
    out.table(&table, "")?;
    let share = |agree: usize, of: usize| format!("{agree} of {of} agree");
    let claims = agreement.claims.iter().filter(|item| item.agree).count();
    let figures = agreement.figures.iter().filter(|item| item.agree).count();
    let alpha = |alpha: Option<f64>| alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}"));
    let nominal = alpha(agreement.claims_alpha);
    out.line(format_args!("claims: {}; alpha {nominal} (nominal)", share(claims, agreement.claims.len())))?;
    out.line(format_args!("figures: {}", share(figures, agreement.figures.len())))?;
    for (name, alphas) in [("low", agreement.low), ("best", agreement.best), ("high", agreement.high)] {
        let (interval, ratio) = (alpha(alphas.interval), alpha(alphas.ratio));
        out.under(2, format_args!("{name}: alpha {interval} (interval), {ratio} (ratio)"))?;
    }
    Ok(Status::Done)
}
