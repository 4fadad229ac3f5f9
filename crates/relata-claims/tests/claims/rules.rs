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
        &["The mayor (title) | said | that the bridge is safe | indirect asserted | - | \
            previously"],
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
        &["witnesses (unnamed) | told | The ferry sank within minutes | indirect asserted | the \
            inquiry | -"],
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
            "Mara (name) | said | \"I know and I can now confirm it burned,\" | direct asserted | \
            - | -",
            "I (pronoun) | can now confirm | it burned | indirect confirmed | - | - | in c1",
        ],
    );
}

#[test]
fn a_part_of_the_day_is_a_time_where_the_tag_stops_before_it() {
    check(
        "She she PRON 2 nsubj
         said say VERB 0 root
         on on ADP 5 case
         Friday Friday PROPN 5 compound Entity=B-DATE
         evening evening NOUN 2 obl
         that that SCONJ 8 mark
         nobody nobody PRON 8 nsubj
         fell fall VERB 2 ccomp
         ~. . PUNCT 2 punct",
        &[],
        &["She (pronoun) | said | that nobody fell | indirect asserted | - | on Friday evening"],
    );
}

#[test]
fn a_mark_is_no_source() {
    check(
        "/ / PUNCT 2 nsubj
         told tell VERB 0 root
         the the DET 4 det
         BBC BBC PROPN 2 iobj Entity=B-ORG
         that that SCONJ 7 mark
         nobody nobody PRON 7 nsubj
         fell fall VERB 2 ccomp
         ~. . PUNCT 2 punct",
        &[],
        &[],
    );
}

#[test]
fn a_bounded_number_brings_what_it_counts() {
    check(
        "Police police NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         say say VERB 0 root Attribution=B-CUE
         hail hail NOUN 4 nsubj Attribution=B-CONTENT|Cue=2
         struck strike VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         at at ADP 6 case Attribution=I-CONTENT|Cue=2
         least least ADJ 7 nmod Attribution=I-CONTENT|Cue=2
         three three NUM 8 nummod
         farms farm NOUN 4 obj
         ~. . PUNCT 2 punct",
        &[],
        &["Police (nominal) | say | hail struck at least three farms | indirect asserted | - | -"],
    );
}

#[test]
fn a_source_does_not_end_with_the_pronoun_of_a_clause_that_is_a_cue() {
    check(
        "A a DET 2 det Attribution=B-SOURCE|Cue=4
         guard guard NOUN 7 nsubj Attribution=I-SOURCE|Cue=4
         who who PRON 4 nsubj Attribution=I-SOURCE|Cue=4
         said say VERB 2 acl:relcl Attribution=B-CUE
         nobody nobody PRON 6 nsubj Attribution=B-CONTENT|Cue=4
         fell fall VERB 4 ccomp Attribution=I-CONTENT|Cue=4
         left leave VERB 0 root
         ~. . PUNCT 7 punct",
        &[],
        &["A guard (unnamed) | said | nobody fell | indirect asserted | - | -"],
    );
}

#[test]
fn a_figure_after_at_is_an_estimate() {
    check(
        "The the DET 2 det
         commission commission NOUN 3 nsubj
         put put VERB 0 root
         the the DET 5 det
         number number NOUN 3 obj
         at at ADP 7 case
         40 40 NUM 3 obl
         ~. . PUNCT 3 punct",
        &[],
        &["The commission (nominal) | put | the number at 40 | indirect asserted | - | -"],
    );
}

#[test]
fn a_noun_without_preposition_tells_when_and_not_to_whom() {
    check(
        "Growers grower NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         warned warn VERB 0 root Attribution=B-CUE
         last last ADJ 4 amod
         week week NOUN 2 obl:unmarked
         that that SCONJ 8 mark Attribution=B-CONTENT|Cue=2
         apples apple NOUN 8 nsubj Attribution=I-CONTENT|Cue=2
         would would AUX 8 aux Attribution=I-CONTENT|Cue=2
         rot rot VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct",
        &[],
        &["Growers (nominal) | warned | that apples would rot | indirect asserted | - | last week"],
    );
}

#[test]
fn who_is_asked_is_the_addressee() {
    check(
        "Asked ask VERB 6 advcl Attribution=B-CUE
         about about ADP 3 case
         taxes tax NOUN 1 obl Attribution=B-CONTENT|Cue=1
         ~, , PUNCT 1 punct
         Mara Mara PROPN 6 nsubj Attribution=B-SOURCE|Cue=1
         left leave VERB 0 root
         ~. . PUNCT 6 punct",
        &[],
        &["- | Asked | taxes | indirect asked | Mara | -"],
    );
}

#[test]
fn a_headline_may_end_with_its_source() {
    check(
        "Old old ADJ 2 amod
         glaciers glacier NOUN 3 nsubj
         hide hide VERB 7 advcl
         lakes lake NOUN 3 obj
         ~, , PUNCT 7 punct
         study study NOUN 7 nsubj
         finds find VERB 0 root",
        &[],
        &["study (document) | finds | Old glaciers hide lakes | indirect asserted | - | -"],
    );
}

/// Somebody's words in somebody's words in somebody's words.
#[test]
fn claims_stand_in_claims_to_any_depth() {
    check(
        "Ana Ana PROPN 2 nsubj
         said say VERB 0 root
         Ben Ben PROPN 4 nsubj
         claimed claim VERB 2 ccomp
         Cleo Cleo PROPN 6 nsubj
         denied deny VERB 4 ccomp
         that that SCONJ 9 mark
         it it PRON 9 nsubj
         rained rain VERB 6 ccomp
         ~. . PUNCT 2 punct",
        &[],
        &[
            "Ana (name) | said | Ben claimed Cleo denied that it rained | indirect asserted | - | \
            -",
            "Ben (name) | claimed | Cleo denied that it rained | indirect asserted | - | - | in c1",
            "Cleo (name) | denied | that it rained | indirect denied | - | - | in c2",
        ],
    );
}

#[test]
fn claims_below_the_least_score_are_left_out() {
    let rows = "Mara Mara PROPN 2 nsubj Attribution=B-SOURCE|Cue=2
         said say VERB 0 root Attribution=B-CUE
         so so ADV 2 advmod Attribution=B-CONTENT|Cue=2
         ~. . PUNCT 2 punct";
    let (text, reading) = crate::support::document(rows);
    let options = relata_claims::ClaimOptions::default();
    assert_eq!(relata_claims::attribute_with(&text, &reading, &[], &options).len(), 1);
    assert_eq!(
        relata_claims::attribute_with(&text, &reading, &[], &options.with_min_score(1.0)),
        []
    );
}

#[test]
fn a_content_that_stops_at_a_marker_goes_on_through_its_clause() {
    check(
        "Doctors doctor NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         said say VERB 0 root Attribution=B-CUE
         tests test NOUN 5 nsubj:pass Attribution=B-CONTENT|Cue=2
         were be AUX 5 aux:pass Attribution=I-CONTENT|Cue=2
         begun begin VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         to to PART 7 mark Attribution=I-CONTENT|Cue=2
         ease ease VERB 5 advcl
         fears fear NOUN 7 obj
         ~. . PUNCT 2 punct",
        &[],
        &["Doctors (unnamed) | said | tests were begun to ease fears | indirect asserted | - | -"],
    );
}

#[test]
fn opinion_of_somebody_and_no_extent() {
    check(
        "Rents rent NOUN 2 nsubj
         fell fall VERB 0 root
         ~, , PUNCT 6 punct
         in in ADP 6 case
         the the DET 6 det
         opinion opinion NOUN 2 obl
         of of ADP 9 case
         the the DET 9 det
         mayor mayor NOUN 6 nmod
         ~. . PUNCT 2 punct",
        &[],
        &["the mayor (title) | in the opinion of | Rents fell | indirect hedged | - | -"],
    );
    check(
        "Rents rent NOUN 2 nsubj
         vary vary VERB 0 root
         according accord VERB 6 case
         to to ADP 3 fixed
         the the DET 6 det
         size size NOUN 2 obl
         of of ADP 9 case
         the the DET 9 det
         flat flat NOUN 6 nmod
         ~. . PUNCT 2 punct",
        &[],
        &[],
    );
}

#[test]
fn preposition_of_a_day_is_none_of_the_verb() {
    check(
        "Ana Ana PROPN 2 nsubj Attribution=B-SOURCE|Cue=2
         insisted insist VERB 0 root Attribution=B-CUE
         on on ADP 4 case
         Friday Friday PROPN 2 obl Entity=B-DATE
         that that SCONJ 7 mark Attribution=B-CONTENT|Cue=2
         rents rent NOUN 7 nsubj Attribution=I-CONTENT|Cue=2
         fell fall VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct",
        &[],
        &["Ana (name) | insisted | that rents fell | indirect asserted | - | on Friday"],
    );
}

#[test]
fn noun_that_somebody_voices() {
    check(
        "Police police NOUN 2 nsubj
         issued issue VERB 0 root
         an a DET 4 det
         appeal appeal NOUN 2 obj
         for for ADP 6 case
         witnesses witness NOUN 4 nmod
         ~. . PUNCT 2 punct",
        &[],
        &["Police (nominal) | issued an appeal for | witnesses | indirect asked | - | -"],
    );
}

/// Who is told something by nobody named, and by somebody.
#[test]
fn told_in_the_passive() {
    check(
        "He he PRON 4 nsubj:pass
         has have AUX 4 aux
         been be AUX 4 aux:pass
         told tell VERB 0 root
         the the DET 6 det
         well well NOUN 8 nsubj
         is be AUX 8 cop
         dry dry ADJ 4 ccomp
         ~. . PUNCT 4 punct",
        &[],
        &["- | has been told | the well is dry | indirect asserted | He | -"],
    );
    check(
        "He he PRON 3 nsubj:pass
         was be AUX 3 aux:pass
         informed inform VERB 0 root
         by by ADP 6 case
         the the DET 6 det
         surveyor surveyor NOUN 3 obl:agent
         that that SCONJ 11 mark
         the the DET 9 det
         well well NOUN 11 nsubj
         was be AUX 11 cop
         dry dry ADJ 3 ccomp
         ~. . PUNCT 3 punct",
        &[],
        &[
            "the surveyor (nominal) | was informed | that the well was dry | indirect asserted | He | -",
        ],
    );
}

/// What "as" says of somebody, of a noun or of the subject.
#[test]
fn described_in_the_passive() {
    check(
        "She she PRON 2 nsubj
         replaced replace VERB 0 root
         a a DET 4 det
         cabinet cabinet NOUN 2 obj
         criticised criticise VERB 4 acl
         by by ADP 7 case
         farmers farmer NOUN 5 obl:agent
         as as ADP 9 case
         bloated bloated ADJ 5 obl
         ~. . PUNCT 2 punct",
        &[],
        &["farmers (unnamed) | criticised | a cabinet … as bloated | indirect asserted | - | -"],
    );
    check(
        "The the DET 2 det
         poll poll NOUN 4 nsubj:pass
         was be AUX 4 aux:pass
         described describe VERB 0 root
         as as ADP 6 case
         flawed flawed ADJ 4 obl
         ~. . PUNCT 4 punct",
        &[],
        &["- | was described | The poll … as flawed | indirect asserted | - | -"],
    );
}
