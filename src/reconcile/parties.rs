//! Who speaks about whom: which side a claimant is of, and whether those it counts are its own, its enemy's or neither's.
//!
//! Own reading: sides are known by the claimants' kind. The state's institutions speak of armed groups as of an enemy and
//! armed groups of the state's forces; of other armed groups as of enemies where the names say so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{ClaimId, ClaimantKind, Outcome, Role, claim::vocabulary};

use super::{board::Board, claimant::identity};

vocabulary! {
    Side {
        State = "state",
        ArmedGroup = "armed_group",
        /// Of no side: monitors, hospitals, witnesses, outlets.
        Neither = "neither",
    }
}

vocabulary! {
    Relation {
        Own = "own",
        Enemy = "enemy",
        /// Neither its own nor its enemy's, as far as the words tell.
        Other = "other",
    }
}

/// One claimant with those of whom it speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    pub claimant: String,
    pub kind: ClaimantKind,
    pub side: Side,
    pub about: Vec<About>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct About {
    pub role: Role,
    /// The party they belonged to, where a claim names it.
    pub actor: Option<String>,
    pub relation: Relation,
    pub outcomes: Vec<Outcome>,
    pub claims: Vec<ClaimId>,
}

/// By claimant in the order of the columns; claims that do not count are left out.
pub fn parties(board: &Board) -> Vec<Party> {
    let party = |seat: &super::board::Seat| {
        let mut about: Vec<About> = Vec::new();
        for &at in seat.claims.iter().filter(|&&at| board.pool.fate[at].is_none()) {
            let (claim, id) = (board.pool.claim(at), board.pool.id(at));
            let (role, actor) = (claim.victims.role, claim.victims.actor.clone());
            let same = |a: &&mut About| a.role == role && a.actor == actor;
            match about.iter_mut().find(same) {
                Some(known) => {
                    if !known.outcomes.contains(&claim.outcome) {
                        known.outcomes.push(claim.outcome);
                    }
                    known.claims.push(id);
                }
                None => {
                    let relation = relation(&seat.name, seat.kind, role, actor.as_deref());
                    about.push(About { role, actor, relation, outcomes: vec![claim.outcome], claims: vec![id] });
                }
            }
        }
        about.sort_by(|a, b| (a.role, &a.actor).cmp(&(b.role, &b.actor)));
        Party { claimant: seat.name.clone(), kind: seat.kind, side: side(seat.kind), about }
    };
    board.seats.iter().map(party).collect()
}

pub fn side(kind: ClaimantKind) -> Side {
    match kind {
        ClaimantKind::Official | ClaimantKind::Military | ClaimantKind::Police => Side::State,
        ClaimantKind::ArmedGroup => Side::ArmedGroup,
        _ => Side::Neither,
    }
}

/// What the victims of this side, of the party `actor` where it is named, are to the claimant. The police count the dead
/// of fights that others fought: nobody is their enemy.
pub fn relation(claimant: &str, kind: ClaimantKind, victims: Role, actor: Option<&str>) -> Relation {
    let named_otherwise = || actor.is_some_and(|actor| !identity(claimant).contains(&identity(actor)));
    match (side(kind), victims) {
        (Side::State, Role::ArmedGroup) if kind != ClaimantKind::Police => Relation::Enemy,
        (Side::ArmedGroup, Role::StateForces) => Relation::Enemy,
        (Side::ArmedGroup, Role::ArmedGroup) if named_otherwise() => Relation::Enemy,
        (Side::State, Role::StateForces) | (Side::ArmedGroup, Role::ArmedGroup) => Relation::Own,
        _ => Relation::Other,
    }
}
