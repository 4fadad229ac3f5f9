//! What the rules find without attribution tags.

use crate::support::check;

#[test]
fn reporting_verb_with_a_clause() {
    check(
        "The the DET 2 det
         mayor mayor NOUN 5 nsubj
         has have AUX 5 aux
         previously previously ADV 5 advmod
         said say VERB 0 root
         that that SCONJ 10 mark
         the the DET 8 det
         bridge bridge NOUN 10 nsubj
         is be AUX 10 cop
         safe safe ADJ 5 ccomp
         ~. . PUNCT 5 punct",
        &[],
        &["The mayor (title) | said | that the bridge is safe | indirect asserted | - | previously"],
    );
}

#[test]
fn parenthetical_verb_after_the_clause() {
    check(
        "The the DET 2 det
         ferry ferry NOUN 3 nsubj
         sank sink VERB 0 root
         within within ADP 5 case
         minutes minute NOUN 3 obl
         ~, , PUNCT 3 punct
         witnesses witness NOUN 8 nsubj
         told tell VERB 3 parataxis
         the the DET 10 det
         inquiry inquiry NOUN 8 obj
         ~. . PUNCT 3 punct",
        &[],
        &["witnesses (unnamed) | told | The ferry sank within minutes | indirect asserted | the inquiry | -"],
    );
}

#[test]
fn negation_and_modality_change_the_stance() {
    check(
        "The the DET 2 det
         firm firm NOUN 5 nsubj
         would would AUX 5 aux
         not not PART 5 advmod
         confirm confirm VERB 0 root
         whether whether SCONJ 8 mark
         output output NOUN 8 nsubj
         fell fall VERB 5 ccomp
         ~. . PUNCT 5 punct",
        &[],
        &["The firm (nominal) | would not confirm | whether output fell | indirect withheld | - | -"],
    );
    check(
        "Police police NOUN 2 nsubj
         declined decline VERB 0 root
         to to PART 4 mark
         comment comment VERB 2 xcomp
         ~. . PUNCT 2 punct",
        &[],
        &["Police (nominal) | declined | to comment | indirect withheld | - | -"],
    );
    check(
        "She she PRON 3 nsubj
         may may AUX 3 aux
         say say VERB 0 root
         the the DET 5 det
         tax tax NOUN 6 nsubj
         goes go VERB 3 ccomp
         ~. . PUNCT 3 punct",
        &[],
        &["She (pronoun) | may say | the tax goes | indirect hedged | - | -"],
    );
}

#[test]
fn according_to() {
    check(
        "Wages wage NOUN 2 nsubj
         fell fall VERB 0 root
         in in ADP 4 case
         May May PROPN 2 obl
         ~, , PUNCT 2 punct
         according accord VERB 9 case
         to to ADP 6 fixed
         the the DET 9 det
         ministry ministry NOUN 2 obl
         ~. . PUNCT 2 punct",
        &[],
        &["the ministry (nominal) | according to | Wages fell in May | indirect asserted | - | -"],
    );
}

#[test]
fn passive_without_a_source() {
    check(
        "The the DET 2 det
         gang gang NOUN 4 nsubj:pass
         is be AUX 4 aux:pass
         believed believe VERB 0 root
         to to PART 7 mark
         have have AUX 7 aux
         fled flee VERB 4 xcomp
         ~. . PUNCT 4 punct",
        &[],
        &["- | is believed | The gang … to have fled | indirect hedged | - | -"],
    );
}

#[test]
fn noun_that_attributes() {
    check(
        "Critics critic NOUN 2 nsubj
         mocked mock VERB 0 root
         his his PRON 4 nmod:poss
         claim claim NOUN 2 obj
         that that SCONJ 8 mark
         crime crime NOUN 8 nsubj
         has have AUX 8 aux
         halved halve VERB 4 acl
         ~. . PUNCT 2 punct",
        &[],
        &["his (pronoun) | claim | that crime has halved | indirect asserted | - | -"],
    );
}

#[test]
fn headline_with_a_colon() {
    check(
        "Bridge bridge NOUN 2 nsubj
         closed close VERB 0 root
         for for ADP 4 case
         weeks week NOUN 2 obl
         ~: : PUNCT 6 punct
         council council NOUN 2 parataxis",
        &[],
        &["council (nominal) | : | Bridge closed for weeks | indirect asserted | - | -"],
    );
}

#[test]
fn first_person_inside_a_quotation_is_a_claim_within() {
    check(
        "\" \" PUNCT 8 punct Attribution=B-CONTENT Cue=13
         ~I I PRON 3 nsubj Attribution=I-CONTENT Cue=13
         know know VERB 8 advcl Attribution=I-CONTENT Cue=13
         and and CCONJ 8 cc Attribution=I-CONTENT Cue=13
         I I PRON 8 nsubj Attribution=I-CONTENT Cue=13 
         can can AUX 8 aux Attribution=I-CONTENT Cue=13
         now now ADV 8 advmod Attribution=I-CONTENT Cue=13
         confirm confirm VERB 13 ccomp Attribution=I-CONTENT Cue=13
         it it PRON 10 nsubj Attribution=I-CONTENT Cue=13
         burned burn VERB 8 ccomp Attribution=I-CONTENT Cue=13
         ~, , PUNCT 8 punct Attribution=I-CONTENT Cue=13
         ~\" \" PUNCT 8 punct Attribution=I-CONTENT Cue=13
         said say VERB 0 root Attribution=B-CUE
         Mara Mara PROPN 13 nsubj Attribution=B-SOURCE Cue=13
         ~. . PUNCT 13 punct",
        &[],
        &[
            "Mara (name) | said | \"I know and I can now confirm it burned,\" | direct asserted | - | -",
            "I (pronoun) | can now confirm | it burned | indirect confirmed | - | - | in c1",
        ],
    );
}
