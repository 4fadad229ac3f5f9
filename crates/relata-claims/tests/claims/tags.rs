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
        &[
            "Mara (name) | called | the vote unfair | indirect asserted | - | -",
            "Mara (name) | said | she would appeal | indirect asserted | - | -",
        ],
    );
}

#[test]
fn who_is_cited_is_not_what_is_said() {
    let cited = |object: &str, lemma: &str| {
        format!(
            "Hurr Hurr PROPN 10 nsubj Attribution=B-SOURCE Cue=10
             TV TV PROPN 1 flat Attribution=I-SOURCE Cue=10
             ~, , PUNCT 4 punct
             citing cite VERB 1 acl Attribution=B-CUE
             unnamed unnamed ADJ 7 amod Attribution=B-CONTENT Cue=4
             security security NOUN 7 compound Attribution=I-CONTENT Cue=4
             {object} {lemma} NOUN 4 obj Attribution=I-CONTENT Cue=4
             ~, , PUNCT 4 punct
             ~: : PUNCT 4 punct
             left leave VERB 0 root
             ~. . PUNCT 10 punct"
        )
    };
    check(&cited("sources", "source"), &[], &[]);
    let told = "Hurr TV (name) | citing | unnamed security problems | indirect asserted | - | -";
    check(&cited("problems", "problem"), &[], &[told]);
}

/// In front of its source, a clause of which the tags leave words out goes on to the comma there;
/// words of another clause stay out.
#[test]
fn a_clause_in_front_of_its_source_is_whole() {
    let said = |last_head: u8| {
        format!(
            "Rebels rebel NOUN 2 nsubj Attribution=B-CONTENT Cue=12
             shelled shell VERB 12 ccomp Attribution=I-CONTENT Cue=12
             a a DET 4 det Attribution=I-CONTENT Cue=12
             market market NOUN 2 obj Attribution=I-CONTENT Cue=12
             outside outside ADP 6 case
             Varna Varna PROPN 2 obl
             on on ADP 8 case
             Monday Monday PROPN {last_head} obl
             ~, , PUNCT 2 punct
             the the DET 11 det Attribution=B-SOURCE Cue=12
             governor governor NOUN 12 nsubj Attribution=I-SOURCE Cue=12
             said say VERB 0 root Attribution=B-CUE
             ~. . PUNCT 12 punct"
        )
    };
    check(
        &said(2),
        &[],
        &["the governor (title) | said | Rebels shelled a market outside Varna on Monday | \
            indirect asserted | - | -"],
    );
    check(
        &said(12),
        &[],
        &["the governor (title) | said | Rebels shelled a market | indirect asserted | - | -"],
    );
}

/// Tags that stop before the object of the source's own participle: the source is the whole
/// subject.
#[test]
fn a_source_does_not_end_before_a_noun() {
    check(
        "Helicopters helicopter NOUN 2 nsubj Attribution=B-CONTENT Cue=9
         attacked attack VERB 9 parataxis Attribution=I-CONTENT Cue=9
         ~, , PUNCT 9 punct
         a a DET 5 det Attribution=B-SOURCE Cue=9
         group group NOUN 9 nsubj Attribution=I-SOURCE Cue=9
         tracking track VERB 5 acl Attribution=I-SOURCE Cue=9
         the the DET 8 det Attribution=I-SOURCE Cue=9
         conflict conflict NOUN 6 obj
         said say VERB 0 root Attribution=B-CUE
         ~. . PUNCT 9 punct",
        &[],
        &["a group tracking the conflict (nominal) | said | Helicopters attacked | indirect \
            asserted | - | -"],
    );
}

/// A tree that hangs both pronouns on the first verb: the second verb's is the nearer one.
#[test]
fn of_two_subjects_the_nearer_one_speaks() {
    check(
        "She she PRON 3 nsubj
         will will AUX 3 aux
         leave leave VERB 0 root
         but but CCONJ 7 cc
         they they PRON 3 nsubj
         already already ADV 7 advmod
         confirmed confirm VERB 3 conj Attribution=B-CUE
         that that SCONJ 10 mark Attribution=B-CONTENT Cue=7
         it it PRON 10 nsubj Attribution=I-CONTENT Cue=7
         fell fall VERB 7 ccomp Attribution=I-CONTENT Cue=7
         ~. . PUNCT 3 punct",
        &[],
        &["they (pronoun) | confirmed | that it fell | indirect confirmed | - | -"],
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

/// An entity whose one mention is the word in the rows.
fn name(rows: &str, index: usize, word: &str, entity_type: EntityType) -> Entity {
    let (text, _) = document(rows);
    let Some(start) = text.find(word) else { panic!("{word} is not in: {text}") };
    let mention = TextSpan::new(&text, Span::at(start, word.len()));
    Entity::new(
        EntityId::from_index(index),
        word,
        entity_type,
        vec![Mention::new(mention, MentionKind::Name, Score::ONE)],
    )
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
    let entities = [name(rows, 0, "Nato", EntityType::Org), name(rows, 1, "Kari", EntityType::Per)];
    check(
        rows,
        &entities,
        &["The Nato chief, Kari, (name e2) | said | it rained | indirect asserted | - | -"],
    );
}

#[test]
fn a_document_speaks_for_who_made_it_and_not_for_who_got_it() {
    for (made, lemma, expected) in [("issued", "issue", "document e1"), ("seen", "see", "document")]
    {
        let rows = format!(
            "A a DET 2 det Attribution=B-SOURCE|Cue=6
         letter letter NOUN 6 nsubj Attribution=I-SOURCE|Cue=6
         {made} {lemma} VERB 2 acl Attribution=I-SOURCE|Cue=6
         by by ADP 5 case Attribution=I-SOURCE|Cue=6
         Solenta Solenta PROPN 3 obl:agent Attribution=I-SOURCE|Cue=6
         said say VERB 0 root Attribution=B-CUE
         nobody nobody PRON 8 nsubj Attribution=B-CONTENT|Cue=6
         fell fall VERB 6 ccomp Attribution=I-CONTENT|Cue=6
         ~. . PUNCT 6 punct"
        );
        check(
            &rows,
            &[name(&rows, 0, "Solenta", EntityType::Org)],
            &[&*format!(
                "A letter {made} by Solenta ({expected}) | said | nobody fell | indirect asserted | - | -"
            )],
        );
    }
}

#[test]
fn who_seems_to_say_it_speaks_and_nobody_says_what_appears() {
    check(
        "Lind Lind PROPN 2 nsubj Entity=B-PER|Attribution=B-CONTENT|Cue=2
         appeared appear VERB 0 root Attribution=B-CUE
         to to PART 4 mark Attribution=I-CUE
         suggest suggest VERB 2 xcomp Attribution=I-CUE
         that that SCONJ 7 mark Attribution=B-CONTENT|Cue=2
         it it PRON 7 nsubj Attribution=I-CONTENT|Cue=2
         failed fail VERB 4 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct

         It it PRON 2 nsubj Attribution=B-SOURCE|Cue=2
         seemed seem VERB 0 root Attribution=B-CUE
         to to PART 4 mark Attribution=I-CUE
         suggest suggest VERB 2 xcomp Attribution=I-CUE
         that that SCONJ 7 mark Attribution=B-CONTENT|Cue=2
         all all PRON 7 nsubj Attribution=I-CONTENT|Cue=2
         stayed stay VERB 4 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct

         It it PRON 2 nsubj Attribution=B-SOURCE|Cue=2
         appeared appear VERB 0 root Attribution=B-CUE
         that that SCONJ 5 mark Attribution=B-CONTENT|Cue=2
         nobody nobody PRON 5 nsubj Attribution=I-CONTENT|Cue=2
         left leave VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct",
        &[],
        &[
            "Lind (name) | appeared to suggest | that it failed | indirect hedged | - | -",
            "It (pronoun) | seemed to suggest | that all stayed | indirect hedged | - | -",
            "- | appeared | that nobody left | indirect hedged | - | -",
        ],
    );
}

/// A tree that makes both the noun and the name behind it subjects: the name speaks.
#[test]
fn a_source_is_the_name_that_ends_it_where_the_tree_has_two_heads() {
    let rows = "Battery battery NOUN 2 compound Attribution=B-SOURCE|Cue=4
         maker maker NOUN 4 nsubj Attribution=I-SOURCE|Cue=4
         Solenta Solenta PROPN 4 nsubj Attribution=I-SOURCE|Cue=4
         said say VERB 0 root Attribution=B-CUE
         nobody nobody PRON 6 nsubj Attribution=B-CONTENT|Cue=4
         fell fall VERB 4 ccomp Attribution=I-CONTENT|Cue=4
         ~. . PUNCT 4 punct";
    check(
        rows,
        &[name(rows, 0, "Solenta", EntityType::Org)],
        &["Battery maker Solenta (name e1) | said | nobody fell | indirect asserted | - | -"],
    );
    let rows = "Minister minister NOUN 7 nsubj Attribution=B-SOURCE|Cue=7
         Kari Kari PROPN 7 nsubj Attribution=I-SOURCE|Cue=7
         ~, , PUNCT 4 punct Attribution=I-SOURCE|Cue=7
         once once ADV 7 advmod Attribution=I-SOURCE|Cue=7
         mayor mayor NOUN 7 nsubj Attribution=I-SOURCE|Cue=7
         ~, , PUNCT 5 punct
         said say VERB 0 root Attribution=B-CUE
         nobody nobody PRON 9 nsubj Attribution=B-CONTENT|Cue=7
         fell fall VERB 7 ccomp Attribution=I-CONTENT|Cue=7
         ~. . PUNCT 7 punct";
    check(
        rows,
        &[name(rows, 0, "Kari", EntityType::Per)],
        &["Minister Kari, once mayor (name e1) | said | nobody fell | indirect asserted | - | -"],
    );
}

#[test]
fn a_content_that_is_a_lone_mark_takes_its_clause() {
    let rows = "Police police NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         believe believe VERB 0 root Attribution=B-CUE
         that that SCONJ 5 mark Attribution=B-CONTENT|Cue=2
         nobody nobody PRON 5 nsubj
         fell fall VERB 2 ccomp
         ~. . PUNCT 2 punct";
    check(rows, &[], &["Police (nominal) | believe | that nobody fell | indirect hedged | - | -"]);
}

/// Who says, adding: the same, even where the tree hangs the participle on what is said.
#[test]
fn a_participle_behind_a_comma_goes_on_for_the_speaker() {
    check(
        "Lo Lo PROPN 2 nsubj Attribution=B-SOURCE|Cue=2
         said say VERB 0 root Attribution=B-CUE
         experts expert NOUN 4 nsubj Attribution=B-CONTENT|Cue=2
         agreed agree VERB 2 ccomp Attribution=I-CONTENT|Cue=2
         ~, , PUNCT 4 punct
         adding add VERB 4 advcl Attribution=B-CUE
         that that SCONJ 9 mark Attribution=B-CONTENT|Cue=6
         nobody nobody PRON 9 nsubj Attribution=I-CONTENT|Cue=6
         fell fall VERB 6 ccomp Attribution=I-CONTENT|Cue=6
         ~. . PUNCT 2 punct",
        &[],
        &[
            "Lo (name) | said | experts agreed | indirect asserted | - | -",
            "Lo (name) | adding | that nobody fell | indirect asserted | - | -",
        ],
    );
}

#[test]
fn words_between_two_parts_of_a_content_belong_to_it_unless_the_cue_stands_there() {
    check(
        "Police police NOUN 2 nsubj Attribution=B-SOURCE|Cue=2
         say say VERB 0 root Attribution=B-CUE
         bridges bridge NOUN 8 nsubj Attribution=B-CONTENT|Cue=2
         which which PRON 6 nsubj
         were be AUX 6 cop
         old old ADJ 3 acl:relcl
         are be AUX 8 cop Attribution=B-CONTENT|Cue=2
         closed closed ADJ 2 ccomp Attribution=I-CONTENT|Cue=2
         ~. . PUNCT 2 punct

         Bridges bridge NOUN 6 nsubj Attribution=B-CONTENT|Cue=4
         ~, , PUNCT 6 punct
         they they PRON 4 nsubj Attribution=B-SOURCE|Cue=4
         say say VERB 6 parataxis Attribution=B-CUE
         ~, , PUNCT 6 punct
         fell fall VERB 0 root Attribution=B-CONTENT|Cue=4
         ~. . PUNCT 6 punct",
        &[],
        &[
            "Police (nominal) | say | bridges which were old are closed | indirect asserted | - | \
            -",
            "they (pronoun) | say | Bridges … fell | indirect asserted | - | -",
        ],
    );
}

#[test]
fn the_first_words_of_a_quotation_are_taken_in_where_most_of_it_is_tagged() {
    check(
        "“ “ PUNCT 6 punct
         ~From from ADP 3 case
         Varna Varna PROPN 6 obl
         ~, , PUNCT 6 punct
         we we PRON 6 nsubj Attribution=B-CONTENT|Cue=17
         see see VERB 17 ccomp Attribution=I-CONTENT|Cue=17
         the the DET 8 det Attribution=I-CONTENT|Cue=17
         ships ship NOUN 6 obj Attribution=I-CONTENT|Cue=17
         and and CCONJ 12 cc Attribution=I-CONTENT|Cue=17
         the the DET 12 det Attribution=I-CONTENT|Cue=17
         old old ADJ 12 amod Attribution=I-CONTENT|Cue=17
         lighthouse lighthouse NOUN 8 conj Attribution=I-CONTENT|Cue=17
         by by ADP 14 case Attribution=I-CONTENT|Cue=17
         night night NOUN 6 obl Attribution=I-CONTENT|Cue=17
         ~, , PUNCT 6 punct Attribution=I-CONTENT|Cue=17
         ~” ” PUNCT 6 punct Attribution=I-CONTENT|Cue=17
         said say VERB 0 root Attribution=B-CUE
         Mara Mara PROPN 17 nsubj Attribution=B-SOURCE|Cue=17
         ~. . PUNCT 17 punct",
        &[],
        &["Mara (name) | said | “From Varna, we see the ships and the old lighthouse by night,” \
            | direct asserted | - | -"],
    );
}

#[test]
fn who_is_quoted_speaks() {
    check(
        "Rain rain NOUN 2 nsubj Attribution=B-CONTENT Cue=6
         came come VERB 6 ccomp Attribution=I-CONTENT Cue=6
         ~, , PUNCT 6 punct
         Li Li PROPN 6 nsubj:pass Attribution=I-CONTENT Cue=6
         was be AUX 6 aux:pass
         quoted quote VERB 0 root Attribution=B-CUE
         as as SCONJ 8 mark
         saying say VERB 6 advcl
         by by ADP 10 case
         Teli Teli PROPN 6 obl Attribution=B-SOURCE Cue=6
         ~. . PUNCT 6 punct",
        &[],
        &["Li (name) | quoted as saying | Rain came | indirect asserted | - | -"],
    );
}

/// What only tells who the source is, between it and the cue, is nothing that it says.
#[test]
fn a_clause_about_the_source_is_no_content() {
    check(
        "Ines Ines PROPN 8 nsubj Attribution=B-SOURCE Cue=8
         ~, , PUNCT 4 punct
         who who PRON 4 nsubj:pass
         charged charge VERB 1 acl:relcl
         for for SCONJ 6 mark Attribution=B-CONTENT Cue=8
         theft theft NOUN 4 obl Attribution=I-CONTENT Cue=8
         ~, , PUNCT 1 punct
         said say VERB 0 root Attribution=B-CUE
         she she PRON 10 nsubj Attribution=B-CONTENT Cue=8
         slept sleep VERB 8 ccomp Attribution=I-CONTENT Cue=8
         ~. . PUNCT 8 punct",
        &[],
        &["Ines (name) | said | she slept | indirect asserted | - | -"],
    );
}

/// A sentence that a paper reports begins with its own subject, and holds what is said in it.
#[test]
fn a_reported_sentence_begins_with_its_subject() {
    check(
        "Dockers docker NOUN 2 nsubj
         say say VERB 9 ccomp
         the the DET 4 det Attribution=B-CONTENT Cue=9
         port port NOUN 6 nsubj Attribution=I-CONTENT Cue=9
         is be AUX 6 cop Attribution=I-CONTENT Cue=9
         shut shut ADJ 2 ccomp Attribution=I-CONTENT Cue=9
         ~, , PUNCT 2 punct
         Reuters Reuters PROPN 9 nsubj Attribution=B-SOURCE Cue=9
         reported report VERB 0 root Attribution=B-CUE
         ~. . PUNCT 9 punct",
        &[],
        &[
            "Reuters (name) | reported | Dockers say the port is shut | indirect asserted | - | -",
            "Dockers (nominal) | say | the port is shut | indirect asserted | - | - | in c1",
        ],
    );
}

/// A quotation that a paragraph opens anew is a claim by itself, of the same source; one that was
/// left open goes on.
#[test]
fn a_paragraph_opens_a_claim_of_its_own() {
    let rows = |mark: &str| {
        format!(
            "# newpar
             “ “ PUNCT 3 punct Attribution=B-CONTENT Cue=7
             ~We we PRON 3 nsubj Attribution=I-CONTENT Cue=7
             lost lose VERB 7 ccomp Attribution=I-CONTENT Cue=7
             ~, , PUNCT 3 punct Attribution=I-CONTENT Cue=7
             ~” ” PUNCT 3 punct Attribution=I-CONTENT Cue=7
             Mara Mara PROPN 7 nsubj Attribution=B-SOURCE Cue=7
             said say VERB 0 root Attribution=B-CUE
             ~. . PUNCT 7 punct
             “ “ PUNCT 3 punct Attribution=B-CONTENT
             ~It it PRON 3 nsubj Attribution=I-CONTENT
             hurts hurt VERB 0 root Attribution=I-CONTENT
             ~. . PUNCT 3 punct Attribution=I-CONTENT{mark}

             # newpar
             “ “ PUNCT 3 punct Attribution=B-CONTENT
             ~We we PRON 3 nsubj Attribution=I-CONTENT
             go go VERB 0 root Attribution=I-CONTENT
             on on ADV 3 advmod Attribution=I-CONTENT
             ~. . PUNCT 3 punct Attribution=I-CONTENT
             ~” ” PUNCT 3 punct Attribution=I-CONTENT"
        )
        .replace("7 punct\n             “", "7 punct\n\n             “")
    };
    let closed = "\n             ~” ” PUNCT 3 punct Attribution=I-CONTENT";
    check(
        &rows(closed),
        &[],
        &[
            "Mara (name) | said | “We lost,” … “It hurts.” | direct asserted | - | -",
            "Mara (name) | - | “We go on.” | direct asserted | - | -",
        ],
    );
    check(
        &rows(""),
        &[],
        &["Mara (name) | said | “We lost,” … “It hurts. “We go on.” | direct asserted | - | -"],
    );
}
