//! Word shapes: what lower-casing takes away.

use crate::{LoadError, LoadErrorKind};

/// Shape of a word by its letters, digits and capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A digit and no letter.
    Digit,
    /// No letter and no digit.
    Punct,
    /// Exactly one letter, a capital.
    SingleUpper,
    /// Two or more letters, all capitals.
    Upper,
    /// The first letter alone is a capital.
    Title,
    /// No letter is a capital.
    Lower,
    /// Anything else.
    Mixed,
}

impl Shape {
    /// Shape of `word`.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase);
        let Some(first) = letters.next() else {
            return if word.chars().any(char::is_numeric) { Self::Digit } else { Self::Punct };
        };
        let (mut rest, mut upper) = (0_usize, 0_usize);
        for capital in letters {
            rest += 1;
            upper += usize::from(capital);
        }
        match (first, rest, upper) {
            (true, 0, _) => Self::SingleUpper,
            (true, _, _) if upper == rest => Self::Upper,
            (true, _, 0) => Self::Title,
            (false, _, 0) => Self::Lower,
            _ => Self::Mixed,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Digit => "digit",
            Self::Punct => "punct",
            Self::SingleUpper => "single_upper",
            Self::Upper => "upper",
            Self::Title => "title",
            Self::Lower => "lower",
            Self::Mixed => "mixed",
        }
    }
}

/// Ids of the shapes in a model.
#[derive(Debug, Clone)]
pub(crate) struct ShapeIds {
    none: u8,
    of: [(Shape, u8); 7],
}

impl ShapeIds {
    /// Looks the shapes up in `config.shapes`.
    pub(crate) fn new(names: &[String]) -> Result<Self, LoadError> {
        let find = |name: &str| {
            let index = names.iter().position(|n| n == name).and_then(|p| u8::try_from(p).ok());
            index.ok_or_else(|| {
                LoadError::new(LoadErrorKind::Config, format!("word shape {name:?} is missing"))
            })
        };
        let mut of = [
            Shape::Digit,
            Shape::Punct,
            Shape::SingleUpper,
            Shape::Upper,
            Shape::Title,
            Shape::Lower,
            Shape::Mixed,
        ]
        .map(|s| (s, 0));
        for (shape, id) in &mut of {
            *id = find(shape.name())?;
        }
        Ok(Self { none: find("none")?, of })
    }

    /// Id of special tokens.
    pub(crate) const fn none(&self) -> u8 {
        self.none
    }

    /// Id of the shape of `word`.
    pub(crate) fn id(&self, word: &str) -> u8 {
        let shape = Shape::of(word);
        self.of.iter().find(|(s, _)| *s == shape).map_or(self.none, |(_, id)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_words() {
        let check = |word, expected| assert_eq!(Shape::of(word), expected, "{word}");
        check("42", Shape::Digit);
        check("3.5", Shape::Digit);
        check("½", Shape::Digit);
        check("—", Shape::Punct);
        check("\u{fe0f}", Shape::Punct);
        check("A", Shape::SingleUpper);
        check("J.", Shape::SingleUpper);
        check("UN", Shape::Upper);
        check("U.S.", Shape::Upper);
        check("B52", Shape::SingleUpper);
        check("Oslo", Shape::Title);
        check("’Tis", Shape::Title);
        check("Élan", Shape::Title);
        check("harbour", Shape::Lower);
        check("n’t", Shape::Lower);
        check("12th", Shape::Lower);
        check("МИД", Shape::Upper);
        check("iPhone", Shape::Mixed);
        check("McKay", Shape::Mixed);
        check("東京", Shape::Lower);
    }
}
