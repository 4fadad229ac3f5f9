//! What the rules find without attribution tags: stances, and silence.

use crate::support::check;

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
        &["The firm (nominal) | would not confirm | whether output fell | indirect withheld | - \
            | -"],
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
fn what_is_not_answered_is_withheld() {
    check(
        "The the DET 2 det
         ministry ministry NOUN 5 nsubj
         has have AUX 5 aux
         not not PART 5 advmod
         responded respond VERB 0 root
         to to ADP 8 case
         a a DET 8 det
         request request NOUN 5 obl
         ~. . PUNCT 5 punct

         The the DET 2 det
         coach coach NOUN 6 nsubj:pass
         could could AUX 6 aux
         not not PART 6 advmod
         be be AUX 6 aux:pass
         reached reach VERB 0 root
         for for ADP 8 case
         comment comment NOUN 6 obl
         ~. . PUNCT 6 punct",
        &[],
        &[
            "The ministry (nominal) | has not responded to | a request | indirect withheld | - | -",
            "The coach (title) | could not be reached for | comment | indirect withheld | - | -",
        ],
    );
}

#[test]
fn not_to_reach_a_number_is_no_silence() {
    check(
        "We we PRON 4 nsubj
         would would AUX 4 aux
         not not PART 4 advmod
         reach reach VERB 0 root
         80 80 NUM 4 obj
         ~. . PUNCT 4 punct",
        &[],
        &[],
    );
}

#[test]
fn to_give_up_is_not_to_give_an_answer() {
    check(
        "She she PRON 4 nsubj
         has have AUX 4 aux
         not not PART 4 advmod
         given give VERB 0 root
         up up ADP 4 compound:prt
         the the DET 7 det
         post post NOUN 4 obj
         ~. . PUNCT 4 punct",
        &[],
        &[],
    );
}

#[test]
fn who_tells_somebody_to_act_demands() {
    check(
        "Police police NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         told tell VERB 0 root Attribution=B-CUE
         residents resident NOUN 2 obj
         to to PART 5 mark Attribution=B-CONTENT|Cue=2
         leave leave VERB 2 xcomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct",
        &[],
        &["Police (nominal) | told | to leave | indirect demanded | residents | -"],
    );
}

#[test]
fn medium_and_basis_of_the_stance_are_told() {
    let rows = "The the DET 2 det
         club club NOUN 3 nsubj Attribution=B-SOURCE|Cue=3
         denied deny VERB 0 root Attribution=B-CUE
         it it PRON 3 obj Attribution=B-CONTENT|Cue=3
         in in ADP 7 case
         a a DET 7 det
         statement statement NOUN 3 obl
         ~. . PUNCT 3 punct";
    let (text, reading) = crate::support::document(rows);
    let claims = relata_claims::attribute(&text, &reading, &[]);
    let claim = &claims[0];
    assert_eq!(claim.medium.as_ref().map(|m| m.text.as_str()), Some("in a statement"));
    assert_eq!(claim.stance_basis.as_str(), "cue");
    let cue = claim.cue.as_ref().map(|c| (c.class.as_deref(), c.lexicon.as_deref()));
    assert_eq!(cue, Some((Some("deny"), Some("relata"))));
}

/// A plea of not guilty denies; a request asks.
#[test]
fn pleas_and_requests_have_their_stance() {
    let plea = |plea: &str| {
        format!(
            "Ana Ana PROPN 2 nsubj Attribution=B-SOURCE|Cue=2
             pleaded plead VERB 0 root Attribution=B-CUE
             {plea}
             fraud fraud NOUN 2 obl Attribution=I-CONTENT|Cue=2
             ~. . PUNCT 2 punct"
        )
    };
    check(
        &plea(
            "guilty guilty ADJ 2 xcomp Attribution=I-CUE
             to to ADP 5 case Attribution=B-CONTENT|Cue=2",
        ),
        &[],
        &["Ana (name) | pleaded guilty | to fraud | indirect confirmed | - | -"],
    );
    check(
        &plea(
            "not not PART 4 advmod Attribution=I-CUE
             guilty guilty ADJ 2 xcomp Attribution=I-CUE
             to to ADP 6 case Attribution=B-CONTENT|Cue=2",
        ),
        &[],
        &["Ana (name) | pleaded not guilty | to fraud | indirect denied | - | -"],
    );
    check(
        "Ana Ana PROPN 2 nsubj Attribution=B-SOURCE|Cue=2
         asked ask VERB 0 root Attribution=B-CUE
         residents resident NOUN 2 obj
         to to PART 5 mark Attribution=B-CONTENT|Cue=2
         leave leave VERB 2 xcomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct",
        &[],
        &["Ana (name) | asked | to leave | indirect asked | residents | -"],
    );
}

#[test]
fn cannot_is_one_word_and_negates() {
    check(
        "The the DET 2 det
         bank bank NOUN 4 nsubj
         cannot cannot AUX 4 aux
         confirm confirm VERB 0 root
         that that SCONJ 7 mark
         servers server NOUN 7 nsubj
         failed fail VERB 4 ccomp
         ~. . PUNCT 4 punct",
        &[],
        &["The bank (nominal) | cannot confirm | that servers failed | indirect withheld | - | -"],
    );
}

#[test]
fn gerund_tells_what_is_admitted() {
    check(
        "The the DET 2 det
         dentist dentist NOUN 3 nsubj
         admitted admit VERB 0 root
         losing lose VERB 3 xcomp
         the the DET 6 det
         files file NOUN 4 obj
         ~. . PUNCT 3 punct",
        &[],
        &["The dentist (nominal) | admitted | losing the files | indirect confirmed | - | -"],
    );
    check(
        "The the DET 2 det
         clerk clerk NOUN 3 nsubj
         confessed confess VERB 0 root
         to to SCONJ 6 mark
         having have AUX 6 aux
         lost lose VERB 3 advcl
         them they PRON 6 obj
         ~. . PUNCT 3 punct",
        &[],
        &["The clerk (nominal) | confessed to | having lost them | indirect confirmed | - | -"],
    );
}

#[test]
fn condition_names_whose_word_it_is() {
    check(
        "Rents rent NOUN 2 nsubj
         fall fall VERB 0 root
         if if SCONJ 9 mark
         the the DET 5 det
         ministry ministry NOUN 9 nsubj:pass
         is be AUX 9 aux
         to to PART 9 mark
         be be AUX 9 aux:pass
         believed believe VERB 2 advcl
         ~. . PUNCT 2 punct",
        &[],
        &["the ministry (nominal) | is to be believed | Rents fall | indirect hedged | - | -"],
    );
    check(
        "If if SCONJ 3 mark
         you you PRON 3 nsubj
         ask ask VERB 8 advcl
         the the DET 5 det
         baker baker NOUN 3 obj
         ~, , PUNCT 3 punct
         rents rent NOUN 8 nsubj
         fell fall VERB 0 root
         ~. . PUNCT 8 punct",
        &[],
        &["the baker (nominal) | ask | rents fell | indirect asserted | - | -"],
    );
}

#[test]
fn neither_of_two_that_contradict_each_other() {
    check(
        "Ana Ana PROPN 4 nsubj Attribution=B-SOURCE|Cue=4
         could could AUX 4 aux Attribution=B-CUE
         neither neither CCONJ 4 advmod Attribution=I-CUE
         prove prove VERB 0 root Attribution=I-CUE
         nor nor CCONJ 6 cc Attribution=I-CUE
         exclude exclude VERB 4 conj Attribution=I-CUE
         that that SCONJ 9 mark Attribution=B-CONTENT|Cue=4
         rents rent NOUN 9 nsubj Attribution=I-CONTENT|Cue=4
         fell fall VERB 4 ccomp Attribution=I-CONTENT|Cue=4
         ~. . PUNCT 4 punct",
        &[],
        &[
            "Ana (name) | could neither prove nor exclude | that rents fell | indirect withheld | - \
            | -",
        ],
    );
}

/// What is due is not yet said; "I must say" says it.
#[test]
fn what_is_due_is_no_claim() {
    let said = |who: &str, upos: &str, aux: &str| {
        format!(
            "{who} {who} {upos} 3 nsubj
             {aux} {aux} AUX 3 aux
             say say VERB 0 root
             the the DET 5 det
             dam dam NOUN 6 nsubj
             holds hold VERB 3 ccomp
             ~. . PUNCT 3 punct"
        )
    };
    check(&said("Judges", "NOUN", "must"), &[], &[]);
    check(
        &said("I", "PRON", "must"),
        &[],
        &["I (pronoun) | must say | the dam holds | indirect asserted | - | -"],
    );
}
