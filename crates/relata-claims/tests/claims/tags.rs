//! How tagged spans are brought together.

use relata_core::{Entity, EntityId, EntityType, Mention, MentionKind, Score, Span, TextSpan};

use crate::support::{check, document};

#[test]
fn two_cues_share_a_subject() {
    check(
        "Mara Mara PROPN 2 nsubj Attribution=B-SOURCE Cue=2
         called call VERB 0 root Attribution=B-CUE
         the the DET 4 det Attribution=B-CONTENT Cue=2
         vote vote NOUN 2 obj Attribution=I-CONTENT Cue=2
         unfair unfair ADJ 2 xcomp Attribution=I-CONTENT Cue=2
         and and CCONJ 7 cc
         said say VERB 2 conj Attribution=B-CUE
         she she PRON 10 nsubj Attribution=B-CONTENT Cue=7
         would would AUX 10 aux Attribution=I-CONTENT Cue=7
         appeal appeal VERB 7 ccomp Attribution=I-CONTENT Cue=7
         ~. . PUNCT 2 punct",
        &[],
        &["Mara (name) | called | the vote unfair | indirect asserted | - | -", "Mara (name) | said | she would appeal | indirect asserted | - | -"],
    );
}

#[test]
fn quotation_goes_on_after_the_cue() {
    check(
        "“ “ PUNCT 2 punct Attribution=B-CONTENT Cue=5
         ~Wait wait VERB 5 ccomp Attribution=I-CONTENT Cue=5
         ~,” , PUNCT 2 punct Attribution=I-CONTENT Cue=5
         he he PRON 5 nsubj Attribution=B-SOURCE Cue=5
         said say VERB 0 root Attribution=B-CUE
         ~. . PUNCT 5 punct

         “ “ PUNCT 3 punct Attribution=B-CONTENT
         ~They they PRON 3 nsubj Attribution=I-CONTENT
         pay pay VERB 0 root Attribution=I-CONTENT
         ~.” . PUNCT 3 punct Attribution=I-CONTENT",
        &[],
        &["he (pronoun) | said | “Wait,” … “They pay.” | direct asserted | - | -"],
    );
}

#[test]
fn marks_that_the_tags_leave_out_are_taken_in() {
    check(
        "He he PRON 2 nsubj Attribution=B-SOURCE Cue=2
         said say VERB 0 root Attribution=B-CUE
         ~: : PUNCT 2 punct
         \" \" PUNCT 5 punct
         ~Stay stay VERB 2 ccomp Attribution=B-CONTENT Cue=2
         calm calm ADJ 5 xcomp Attribution=I-CONTENT Cue=2
         ~. . PUNCT 5 punct Attribution=I-CONTENT Cue=2
         ~\" \" PUNCT 5 punct",
        &[],
        &["He (pronoun) | said | \"Stay calm.\" | direct asserted | - | -"],
    );
}

#[test]
fn source_is_the_entity_of_its_head_or_of_the_name_beside_it() {
    let rows = "The the DET 3 det Attribution=B-SOURCE Cue=7
         Nato Nato PROPN 3 compound Attribution=I-SOURCE Cue=7
         chief chief NOUN 7 nsubj Attribution=I-SOURCE Cue=7
         ~, , PUNCT 5 punct Attribution=I-SOURCE Cue=7
         Kari Kari PROPN 3 appos Attribution=I-SOURCE Cue=7
         ~, , PUNCT 5 punct Attribution=I-SOURCE Cue=7
         said say VERB 0 root Attribution=B-CUE
         it it PRON 9 nsubj Attribution=B-CONTENT Cue=7
         rained rain VERB 7 ccomp Attribution=I-CONTENT Cue=7
         ~. . PUNCT 7 punct";
    let (text, _) = document(rows);
    let mention = |word: &str| Mention::new(TextSpan::new(&text, Span::at(text.find(word).unwrap(), word.len())), MentionKind::Name, Score::ONE);
    let entities = [
        Entity::new(EntityId::from_index(0), "Nato", EntityType::Org, vec![mention("Nato")]),
        Entity::new(EntityId::from_index(1), "Kari", EntityType::Per, vec![mention("Kari")]),
    ];
    check(rows, &entities, &["The Nato chief, Kari, (name e2) | said | it rained | indirect asserted | - | -"]);
}
