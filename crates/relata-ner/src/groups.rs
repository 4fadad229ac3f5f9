//! Persons or bodies that a text names together, whom "they" may mean: "Ann Ray and Tom Fox".

use relata_core::{EntityType, MentionKind, Relation, Score};

use crate::candidate::{Candidate, NOBODY};
use crate::features::{Definiteness, Number};
use crate::view::View;

/// One candidate for each run of coordinated names of one type; `names` in the order of the text.
pub(crate) fn find(view: View<'_>, names: &[Candidate]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(first) = names.get(from) {
        let others = names.get(from + 1..).unwrap_or_default();
        let members = others.iter().take_while(|&next| is_beside(view, first, next)).count();
        if members > 0
            && let Some(group) = names.get(from..=from + members).and_then(|m| group(view, m))
        {
            out.push(group);
        }
        from += members + 1;
    }
    out
}

/// The second is coordinated with the first, as a name of the same type.
fn is_beside(view: View<'_>, first: &Candidate, next: &Candidate) -> bool {
    let kind = |c: &Candidate| c.kind == MentionKind::Name && c.number != Number::Plural;
    kind(first)
        && kind(next)
        && matches!(first.entity_type, EntityType::Per | EntityType::Org | EntityType::Gpe)
        && first.entity_type == next.entity_type
        && view.relation(next.head) == Relation::Conj
        && view.first_conjunct(next.head) == view.first_conjunct(first.head)
        && view.reading.sentence_of(first.head) == view.reading.sentence_of(next.head)
}

/// The whole of them, where the last follows "and".
fn group(view: View<'_>, members: &[Candidate]) -> Option<Candidate> {
    let (first, last) = (members.first()?, members.last()?);
    let joined =
        view.reading.dependents_by(last.head, &[Relation::Cc]).any(|t| view.lower(t) == "and");
    let tokens = first.tokens.start..last.tokens.end;
    let score = members.iter().map(|m| m.score).reduce(Score::min)?;
    joined.then(|| Candidate {
        span: view.span(&tokens),
        tokens,
        head: first.head,
        kind: MentionKind::Nominal,
        entity_type: first.entity_type,
        score,
        number: Number::Plural,
        definiteness: Definiteness::Definite,
        group: true,
        ..NOBODY.clone()
    })
}
