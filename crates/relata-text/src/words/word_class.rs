//! Classes of words that several stages ask for.

/// A set of classes that one word has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordClass(u32);

impl WordClass {
    /// Articles, prepositions, auxiliaries, conjunctions: the words that prose cannot do without.
    pub(crate) const FUNCTION: Self = Self(1);
    /// Verbs that attribute speech.
    pub(crate) const SAID: Self = Self(1 << 1);
    /// "we", "our", "us".
    pub(crate) const WE: Self = Self(1 << 2);
    /// "you", "your".
    pub(crate) const YOU: Self = Self(1 << 3);
    /// Names of months and their short forms.
    pub(crate) const MONTH: Self = Self(1 << 4);
    /// Names of days and their short forms.
    pub(crate) const DAY: Self = Self(1 << 5);
    /// Abbreviations that stand before a name: "Mr", "Gen".
    pub(crate) const TITLE_ABBREVIATION: Self = Self(1 << 6);
    /// Abbreviations that stand before a number: "No", "p".
    pub(crate) const NUMBER_ABBREVIATION: Self = Self(1 << 7);
    /// Abbreviations that may also end a sentence: "Inc", "a.m".
    pub(crate) const ABBREVIATION: Self = Self(1 << 8);
    /// Words that often begin a sentence and seldom a name.
    pub(crate) const STARTER: Self = Self(1 << 9);
    /// Last parts of domains and file names.
    pub(crate) const SUFFIX: Self = Self(1 << 10);
    /// Words that a publisher's appeal to its readers is made of.
    pub(crate) const APPEAL: Self = Self(1 << 11);
    /// Zones and halves of the day beside a time.
    pub(crate) const CLOCK: Self = Self(1 << 12);

    /// Words with which the credit of a picture begins.
    pub(crate) const CREDIT: Self = Self(1 << 13);

    /// Words behind them.
    pub(crate) const CREDITED: Self = Self(1 << 14);

    /// Words in capitals that announce what follows, as "UPDATE" and "WATCH": no places.
    pub(crate) const LABEL: Self = Self(1 << 15);

    /// "I", "my".
    pub(crate) const MYSELF: Self = Self(1 << 16);

    /// News agencies by name.
    pub(crate) const AGENCY: Self = Self(1 << 17);

    /// Words with which the name of an agency or a paper ends.
    pub(crate) const OUTLET: Self = Self(1 << 18);

    const NAMES: [(&'static str, Self); 19] = [
        ("function", Self::FUNCTION),
        ("said", Self::SAID),
        ("we", Self::WE),
        ("you", Self::YOU),
        ("month", Self::MONTH),
        ("day", Self::DAY),
        ("title_abbreviation", Self::TITLE_ABBREVIATION),
        ("number_abbreviation", Self::NUMBER_ABBREVIATION),
        ("abbreviation", Self::ABBREVIATION),
        ("starter", Self::STARTER),
        ("suffix", Self::SUFFIX),
        ("appeal", Self::APPEAL),
        ("clock", Self::CLOCK),
        ("credit", Self::CREDIT),
        ("credited", Self::CREDITED),
        ("label", Self::LABEL),
        ("myself", Self::MYSELF),
        ("agency", Self::AGENCY),
        ("outlet", Self::OUTLET),
    ];

    /// Both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the word has the class.
    pub(crate) const fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }
}
