//! Templates of features: name, and how many values each of their numbers can have.
//!
//! The weights of all combinations stand in one table, so that a feature is found by reckoning; a
//! number that is too high counts as the highest one.

macro_rules! templates {
    ($($variant:ident $name:literal [$($size:literal),*];)*) => {
        /// A kind of feature that is made of numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Template { $($variant,)* }

        impl Template {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the table of weights.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How many values each number can have.
            pub(crate) const fn sizes(self) -> &'static [u32] {
                match self { $(Self::$variant => &[$($size),*],)* }
            }
        }
    };
}

templates! {
    Bias "bias" [];
    Length "length" [12];
    LengthEnding "length+ending" [12, 12];
    LengthFunction "length+function" [12, 10];
    LengthCapital "length+capital" [12, 10];
    EndingFunction "ending+function" [12, 10];
    BeginningEnding "beginning+ending" [7, 12];
    LengthBeginning "length+beginning" [12, 7];
    Lower "lower" [10];
    Upper "upper" [10, 12];
    Number "number" [10, 12];
    Mixed "mixed" [5, 2];
    Symbols "symbols" [5, 12];
    Commas "commas" [5, 12];
    Stops "stops" [5, 12];
    Dates "dates" [4, 12];
    Address "address" [2, 12];
    Quoted "quoted" [5, 4];
    You "you" [4, 4];
    YouAppeal "you+appeal" [4, 4];
    Said "said" [4, 12];
    Phrase "phrase" [24, 5];
    PhraseLength "phrase+length" [24, 12];
    PhraseEnding "phrase+ending" [5, 12, 2];
    PhraseBefore "phrase<" [24, 5];
    PhraseAfter "phrase>" [24, 5];
    PhraseBefore2 "phrase<<" [24, 5];
    PhraseAfter2 "phrase>>" [24, 5];
    ProseBefore "prose<" [3, 3, 5, 2];
    ProseAfter "prose>" [3, 3, 5, 2];
    ProseAround "prose<>" [3, 3, 5, 2];
    SizeBefore "size<" [6, 5];
    SizeAfter "size>" [6, 5];
    SizeAround "size<>" [6, 5, 6, 2];
    EndingBefore "ending<" [12, 5];
    EndingAfter "ending>" [12, 5];
    MassBefore "prose_before" [6, 5, 2];
    MassAfter "prose_after" [6, 5, 2];
    MassTenth "prose_tenth" [12, 2];
    MassOutside "prose_outside" [2, 2, 5, 12];
    MassAll "prose_all" [6, 2];
    Page "page" [8, 5, 2];
    PageOutside "page+outside" [8, 2, 2, 2];
    Within2 "within2" [9, 9, 2];
    Within5 "within5" [9, 9, 2];
    Within12 "within12" [9, 9, 2];
    Within30 "within30" [9, 9, 2];
    Around2 "around2" [17, 5];
    Around5 "around5" [17, 5];
    Around12 "around12" [17, 5];
    Around30 "around30" [17, 5];
    Repeats "repeats" [4, 2, 2];
    RepeatsLength "repeats+length" [4, 2, 12];
    Since "since" [24, 7, 2];
    Until "until" [24, 7, 2];
    Gap "gap" [8, 8, 5];
    Shared "shared" [7, 6, 2];
    SharedGap "shared+gap" [7, 8, 8];
    SharedNeighbours "shared<>" [7, 3, 3];
    SharedAround "shared_around" [7, 2, 6];
    SharedPage "shared_page" [7, 2, 8];
    Credited "credited" [2, 2, 12];
    CreditedAround "credited<>" [2, 2, 2, 5];
    FirstAgain "first_again" [2, 2, 5, 2];
    SizeRun "size_run" [5, 6, 6];
    Numbers "numbers<>" [3, 3, 3, 5];
    Furniture5 "furniture5" [6, 6, 3];
    Furniture12 "furniture12" [5, 5, 3];
    FurnitureGap "furniture_gap" [4, 8, 3];
    FurnitureAhead "furniture_ahead" [4, 8, 3];
    Sentences5 "sentences5" [6, 6, 3];
    Announced "announced" [5, 5, 2];
    Alike "alike" [5, 5, 5];
    Myself "myself" [4, 4, 2];
    ClusterNarrow "cluster2" [7, 3, 3];
    ClusterWide "cluster6" [7, 3, 3];
    ClusterSize "cluster+size" [7, 3, 5];
    DatesAround "dates<>" [3, 3, 5, 2];
    FullDate "full_date" [2, 5, 3];
    Counted "counted" [2, 2, 2];
    Turn "turn" [4, 2];
    SeamMarks "seam_marks" [13, 13, 2];
    SeamLeft "seam_left" [11, 13, 2];
    SeamRight "seam_right" [11, 13, 2];
    SeamWords "seam_words" [11, 11, 5];
    SeamJoint "seam_joint" [5, 11, 13];
    SeamLength "seam_length<" [5, 11, 13];
    SeamLengthRight "seam_length>" [5, 11, 13];
    SeamAround "seam_around" [5, 5, 2];
    SeamOuterLeft "seam_outer<" [14, 11, 13];
    SeamOuterRight "seam_outer>" [14, 11, 13];
    SeamClasses "seam_classes" [7, 6, 2];
    SeamClassRight "seam_class>" [6, 13, 2];
    SeamClassLeft "seam_class<" [7, 13, 2];
    SeamAddress "seam_address" [2, 2, 13];
    MarkupText "markup_text" [8, 2];
    MarkupBody "markup_body" [8, 3, 3, 3];
    MarkupTag "markup_tag" [20, 8, 3];
    MarkupLinks "markup_links" [6, 8, 3];
    MarkupLinksTag "markup_links+tag" [6, 20, 12];
    MarkupWithin "markup_within" [20, 8, 3];
    MarkupAround "markup_around" [20, 20, 3];
    MarkupParent "markup_parent" [7, 8, 3];
    MarkupGrandparent "markup_grandparent" [7, 8, 3];
    MarkupMass "markup_mass" [6, 7, 8];
    MarkupNeighbours "markup_text<>" [8, 8, 8];
    MarkupOutside "markup_outside" [4, 8, 2];
    MarkupClosed "markup_closed" [2, 12, 6, 3];
    MarkupTitle "markup_title" [2, 20, 3];
    MarkupPhrase "markup_phrase" [24, 3];
    MarkupSibling "markup_sibling" [3, 3, 8];
}

/// The first place of each template in the table of all combinations, and the number of all.
const OFFSETS: ([usize; Template::ALL.len()], usize) = offsets();

#[allow(clippy::indexing_slicing)] // A constant function: there are no iterators.
const fn offsets() -> ([usize; Template::ALL.len()], usize) {
    let (mut out, mut sum, mut at) = ([0; Template::ALL.len()], 0, 0);
    while at < out.len() {
        out[at] = sum;
        sum += Template::ALL[at].combinations();
        at += 1;
    }
    (out, sum)
}

impl Template {
    /// Number of combinations.
    #[allow(clippy::indexing_slicing)] // A constant function: there are no iterators.
    const fn combinations(self) -> usize {
        let (sizes, mut product, mut at) = (self.sizes(), 1, 0);
        while at < sizes.len() {
            product *= sizes[at] as usize;
            at += 1;
        }
        product
    }

    /// Number of combinations of all templates.
    pub(crate) const COMBINATIONS: usize = OFFSETS.1;

    /// The index of the combination in the table of all combinations of all templates, in the order
    /// of [`Template::ALL`].
    pub(crate) fn pool_index(self, values: &[u32]) -> usize {
        OFFSETS.0.get(self as usize).copied().unwrap_or_default() + self.index(values)
    }

    /// The number of the combination, from 0.
    #[inline]
    fn index(self, values: &[u32]) -> usize {
        debug_assert_eq!(values.len(), self.sizes().len(), "{}", self.name());
        let cells = values.iter().zip(self.sizes());
        cells.fold(0, |index, (&value, &size)| index * size + value.min(size - 1)) as usize
    }

    /// The template with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pool_indexes() {
        assert_eq!(Template::Bias.index(&[]), 0);
        assert_eq!(Template::LengthEnding.index(&[2, 3]), 27);
        assert_eq!(
            Template::LengthEnding.index(&[99, 99]),
            Template::LengthEnding.combinations() - 1
        );
        assert_eq!(Template::Length.pool_index(&[0]), 1);
        for &template in Template::ALL {
            assert_eq!(Template::named(template.name()), Some(template));
        }
    }
}
