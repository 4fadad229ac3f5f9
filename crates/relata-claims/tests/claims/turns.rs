//! Transcripts: who is named before the colon says what follows.

use crate::support::check;

#[test]
fn each_turn_is_a_claim_of_the_one_named_before_it() {
    check(
        "# newpar
         MARA Mara PROPN 0 root Entity=B-PER
         ~: : PUNCT 1 punct
         Who who PRON 4 nsubj
         knew know VERB 1 parataxis
         ~? ? PUNCT 4 punct

         # newpar
         A a NOUN 0 root
         ~: : PUNCT 1 punct
         Nobody nobody PRON 4 nsubj Attribution=B-CONTENT|Cue=5
         left leave VERB 1 parataxis Attribution=I-CONTENT|Cue=5
         ~, , PUNCT 4 punct
         Lind Lind PROPN 7 nsubj Attribution=B-SOURCE|Cue=7
         said say VERB 4 parataxis Attribution=B-CUE
         ~. . PUNCT 4 punct

         # newpar
         ( ( PUNCT 2 punct
         ~Applause applause NOUN 0 root
         ~) ) PUNCT 2 punct

         # newpar
         We we PRON 2 nsubj
         stayed stay VERB 0 root
         ~. . PUNCT 2 punct

         # newpar
         MARA Mara PROPN 0 root Entity=B-PER
         ~: : PUNCT 1 punct
         Thank thank VERB 1 parataxis
         you you PRON 3 obj
         ~. . PUNCT 3 punct",
        &[],
        &[
            "MARA (name) | : | Who knew? | direct asked | - | -",
            "A (nominal) | : | Nobody left, Lind said. … We stayed. | direct asserted | - | -",
            "Lind (name) | said | Nobody left | indirect asserted | - | - | in c2",
            "MARA (name) | : | Thank you. | direct asserted | - | -",
        ],
    );
}

/// Labels of things are nobody's speech, however often they come.
#[test]
fn a_box_of_facts_is_no_transcript() {
    let box_of_facts = "
         # newpar
         Age age NOUN 0 root
         ~: : PUNCT 1 punct
         turns turn VERB 1 parataxis
         nine nine NUM 3 obj

         # newpar
         Job job NOUN 0 root
         ~: : PUNCT 1 punct
         bakes bake VERB 1 parataxis
         bread bread NOUN 3 obj
";
    check(&format!("{box_of_facts}{box_of_facts}"), &[], &[]);
}

/// Nor are lists of teams, though bodies speak elsewhere.
#[test]
fn a_list_of_teams_is_no_transcript() {
    let teams = "
         # newpar
         Harwick Harwick PROPN 0 root Entity=B-ORG
         ~: : PUNCT 1 punct
         rested rest VERB 1 parataxis
         nine nine NUM 3 obj

         # newpar
         Tolme Tolme PROPN 0 root Entity=B-ORG
         ~: : PUNCT 1 punct
         drew draw VERB 1 parataxis
         again again ADV 3 advmod
";
    check(&format!("{teams}{teams}"), &[], &[]);
}
