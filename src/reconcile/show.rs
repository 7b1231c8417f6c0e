//! The board in the words of the domain: the comparison that people read and the figures that programs read.

use crate::domain::{
    Basis, Cell, Column, Comparison, Figure, Judgement, OutcomeTable, Report, Row, Rule, figure::ClaimRef,
};

use super::{
    board::{Board, Line},
    read::Reading,
    rules::judge,
    state::state,
};

pub fn comparison(board: &Board) -> Comparison {
    let columns = board.seats.iter().map(|seat| Column {
        claimant: seat.name.clone(),
        kind: seat.kind,
        outlets: seat.outlets.clone(),
        as_of: seat.as_of,
        reliability: seat.reliability,
        inconsistent: seat.inconsistent.clone(),
    });
    let mut tables: Vec<OutcomeTable> = Vec::new();
    for line in &board.lines {
        let (state, explanation) = state(board, line);
        let cells = line.readings.iter().map(|r| r.as_ref().map_or_else(Cell::silent, |r| cell(board, r))).collect();
        let row = Row { measure: line.question.measure(), depth: line.depth, cells, state, explanation };
        match tables.last_mut().filter(|t| t.outcome == line.question.outcome) {
            Some(table) => table.rows.push(row),
            None => tables.push(OutcomeTable { outcome: line.question.outcome, rows: vec![row] }),
        }
    }
    Comparison { columns: columns.collect(), tables }
}

fn cell(board: &Board, reading: &Reading) -> Cell {
    let unjudged = |at: &usize| board.pool.statements[*at].record.judgement == Judgement::Proposed;
    Cell {
        basis: reading.basis,
        interval: Some(reading.count),
        hedged: reading.hedged,
        proposed: reading.claims.iter().any(unjudged),
        claims: reading.claims.iter().map(|&at| board.pool.id(at)).collect(),
        note: reading.note.clone(),
        derivation: reading.derivation.clone(),
    }
}

pub fn figures(board: &Board, rule: Rule) -> Vec<Figure> {
    board.lines.iter().filter(|line| is_said(line)).map(|line| figure(board, line, rule)).collect()
}

/// Does anybody state the row, or say what it follows from?
pub fn is_said(line: &Line) -> bool {
    line.readings.iter().flatten().any(|r| matches!(r.basis, Basis::Stated | Basis::Derived))
}

pub fn figure(board: &Board, line: &Line, rule: Rule) -> Figure {
    let verdict = judge(board, line, rule);
    let (state, explanation) = state(board, line);
    let reports = board.seats.iter().zip(&line.readings).filter_map(|(seat, reading)| {
        let reading = reading.as_ref()?;
        Some(Report {
            claimant: seat.name.clone(),
            low: Some(reading.count.low),
            high: reading.count.high,
            basis: reading.basis,
            claims: reading.claims.iter().map(|&at| claim_ref(board, at)).collect(),
        })
    });
    Figure {
        measure: line.question.measure(),
        low: verdict.low,
        best: verdict.best,
        high: verdict.high,
        state,
        explanation,
        reports: reports.collect(),
    }
}

fn claim_ref(board: &Board, at: usize) -> ClaimRef {
    let record = &board.pool.statements[at].record;
    ClaimRef { document: record.article.to_string(), claim: record.ordinal }
}
