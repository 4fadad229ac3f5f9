//! Options of the stage.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::{CueLexicon, SpeakerLexicon};

/// What [`attribute_with`](crate::attribute_with) goes by.
///
/// ```
/// use relata_claims::{ClaimOptions, CueLexicon};
/// let mut options = ClaimOptions::default();
/// options.cues.extend(CueLexicon::parse("rubberstamp\tverb\tconfirm\tconfirmed\tno\tclause")?);
/// # Ok::<(), relata_claims::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ClaimOptions {
    /// Words that attribute.
    pub cues: CueLexicon,
    /// Nouns that stand for somebody who speaks.
    pub speakers: SpeakerLexicon,
    /// Claims below this score are left out, 0 to 1; those within them then stand by themselves.
    pub min_score: f32,
    /// Least probability, 0 to 1, that what rests on the reader's tags alone is a claim, whatever
    /// its source and cue; 0.45 by default. What is left out makes room for what the rules find. 0
    /// keeps all.
    pub min_tagged_score: f32,
    /// Least score, 0 to 1, of what rests on the reader's tags alone or on a common construction;
    /// 0.2 by default. The score asks for the source too, where
    /// [`min_tagged_score`](Self::min_tagged_score) asks for the content alone. 0 keeps all.
    pub min_whole_score: f32,
    /// Names of rules and boundaries that are not asked, as the trace of
    /// [`explain_analysis`](crate::explain_analysis) and [`rule_names`](crate::rule_names) have
    /// them.
    pub without: BTreeSet<String>,
}

/// Near the half at which a claim left out is more often false than right; the best of .35 to .5 by
/// F1 on halves that the fit had not seen (`tests/scores/fit_confidence.py --crosswise`).
const MIN_TAGGED_SCORE: f32 = 0.45;

/// Of the claims below it five in six are none or have another source, on PolNeAR and on newsroom
/// articles alike (BENCHMARKS.md, "Claims and coreference"). What the rules of rare constructions
/// find is left: the fit knows little of it.
const MIN_WHOLE_SCORE: f32 = 0.2;

static DEFAULT: LazyLock<ClaimOptions> = LazyLock::new(ClaimOptions::default);

impl Default for ClaimOptions {
    fn default() -> Self {
        Self {
            cues: CueLexicon::english().clone(),
            speakers: SpeakerLexicon::english().clone(),
            min_score: 0.0,
            min_tagged_score: MIN_TAGGED_SCORE,
            min_whole_score: MIN_WHOLE_SCORE,
            without: BTreeSet::new(),
        }
    }
}

impl ClaimOptions {
    /// The default options, built once.
    pub(crate) fn shipped() -> &'static Self {
        &DEFAULT
    }

    /// The same options with another cue lexicon.
    ///
    /// ```
    /// use relata_claims::{ClaimOptions, CueLexicon};
    /// let mut cues = CueLexicon::english().clone();
    /// cues.extend(CueLexicon::parse("rubberstamp\tverb\tconfirm\tconfirmed\tno\tclause")?);
    /// assert_eq!(ClaimOptions::default().with_cues(cues.clone()).cues, cues);
    /// # Ok::<(), relata_claims::LexiconError>(())
    /// ```
    #[must_use]
    pub fn with_cues(mut self, cues: CueLexicon) -> Self {
        self.cues = cues;
        self
    }

    /// The same options with another lexicon of speaker nouns.
    ///
    /// ```
    /// use relata_claims::{ClaimOptions, SpeakerKind, SpeakerLexicon};
    /// let mut speakers = SpeakerLexicon::english().clone();
    /// speakers.insert("harbourmaster", SpeakerKind::Title);
    /// let options = ClaimOptions::default().with_speakers(speakers);
    /// assert_eq!(options.speakers.kind("harbourmaster"), Some(SpeakerKind::Title));
    /// ```
    #[must_use]
    pub fn with_speakers(mut self, speakers: SpeakerLexicon) -> Self {
        self.speakers = speakers;
        self
    }

    /// The same options, leaving out claims below a score.
    ///
    /// ```
    /// use relata_claims::ClaimOptions;
    /// assert_eq!(ClaimOptions::default().with_min_score(0.8).min_score, 0.8);
    /// ```
    #[must_use]
    pub const fn with_min_score(mut self, min_score: f32) -> Self {
        self.min_score = min_score;
        self
    }

    /// The same options, leaving out tagged claims that are less likely claims than this.
    ///
    /// ```
    /// use relata_claims::ClaimOptions;
    /// assert_eq!(ClaimOptions::default().with_min_tagged_score(0.0).min_tagged_score, 0.0);
    /// ```
    #[must_use]
    pub const fn with_min_tagged_score(mut self, min_tagged_score: f32) -> Self {
        self.min_tagged_score = min_tagged_score;
        self
    }

    /// The same options, leaving out tagged and common claims whose score is lower.
    ///
    /// ```
    /// use relata_claims::ClaimOptions;
    /// assert_eq!(ClaimOptions::default().with_min_whole_score(0.0).min_whole_score, 0.0);
    /// ```
    #[must_use]
    pub const fn with_min_whole_score(mut self, min_whole_score: f32) -> Self {
        self.min_whole_score = min_whole_score;
        self
    }

    /// The same options without a rule or boundary of that name: what does it change?
    ///
    /// ```
    /// let options = relata_claims::ClaimOptions::default().without_rule("headline");
    /// assert!(options.without.contains("headline"));
    /// ```
    #[must_use]
    pub fn without_rule(mut self, name: &str) -> Self {
        self.without.insert(name.to_owned());
        self
    }

    /// True for a rule or boundary that is asked.
    pub(crate) fn applies(&self, name: &str) -> bool {
        self.without.is_empty() || !self.without.contains(name)
    }
}
