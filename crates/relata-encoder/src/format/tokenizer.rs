//! What is asked of `tokenizer.json` before the crate `tokenizers` reads it: it believes all that
//! the file says.

use serde::Deserialize;
use serde_json::Value;

/// How many times longer the steps of a tokenizer may make a word. Tokenizers in use stay below a
/// hundred; a few lines that replace "a" by ten of it, and so again and again, take all memory that
/// there is.
const MOST_GROWTH: usize = 4096;

/// Times that a table of characters may make a word longer: the longest compatibility
/// decomposition of Unicode.
const GROWTH_OF_TABLE: usize = 18;

/// The parts of the file that are looked at.
#[derive(Deserialize)]
struct Parts {
    #[serde(default)]
    normalizer: Value,
    #[serde(default)]
    pre_tokenizer: Value,
    model: ModelPart,
}

#[derive(Deserialize)]
struct ModelPart {
    #[serde(default)]
    dropout: Option<f32>,
}

/// What is wrong with the file, `None` where nothing is seen.
///
/// # Errors
///
/// It is no JSON, or not of the shape of a tokenizer.
pub(super) fn fault(json: &str) -> Result<Option<&'static str>, serde_json::Error> {
    let Parts { normalizer, pre_tokenizer, model } = serde_json::from_str(json)?;
    let grows = growth(&normalizer).saturating_mul(growth(&pre_tokenizer)) > MOST_GROWTH;
    Ok(match model.dropout {
        _ if grows => Some("the tokenizer can make a word thousands of times longer"),
        Some(share) if share != 0.0 => Some("the tokenizer leaves out merges by chance"),
        _ => None,
    })
}

/// How many times longer a step, or a sequence of steps, may make a word.
fn growth(step: &Value) -> usize {
    let of = |name: &str| step.get(name);
    let length = |text: &Value| text.as_str().map_or(0, str::len);
    if step.is_null() {
        1
    } else if let Some(steps) = of("normalizers").or_else(|| of("pretokenizers")) {
        let steps = steps.as_array().map(Vec::as_slice).unwrap_or_default();
        steps.iter().map(growth).fold(1, usize::saturating_mul)
    } else if of("precompiled_charsmap").is_some() {
        GROWTH_OF_TABLE
    } else {
        // What stands in the place of a character, or of nothing between two; bytes as characters
        // are two bytes each.
        1 + of("content").or_else(|| of("prepend")).map_or(1, length).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(normalizer: &str, pre_tokenizer: &str, dropout: &str, refused: bool) {
        let json = format!(
            r#"{{"normalizer":{normalizer},"pre_tokenizer":{pre_tokenizer},
            "model":{{"type":"BPE","dropout":{dropout}}}}}"#
        );
        assert_eq!(fault(&json).unwrap().is_some(), refused, "{json}");
    }

    #[test]
    fn steps_that_multiply_a_word_are_refused() {
        let replace = |by: usize| {
            format!(
                r#"{{"type":"Replace","pattern":{{"String":"a"}},"content":"{}"}}"#,
                "a".repeat(by)
            )
        };
        let sequence = |name: &str, steps: &[String]| {
            format!(r#"{{"type":"Sequence","{name}":[{}]}}"#, steps.join(","))
        };
        check("null", "null", "null", false);
        check(&replace(1), r#"{"type":"Metaspace"}"#, "null", false);
        check(
            &sequence("normalizers", &[replace(0), replace(3), replace(1)]),
            "null",
            "0.0",
            false,
        );
        check(&sequence("normalizers", &vec![replace(9); 3]), "null", "null", false);
        check(&sequence("normalizers", &vec![replace(9); 4]), "null", "null", true);
        check(
            &sequence("normalizers", &[sequence("normalizers", &vec![replace(9); 9])]),
            "null",
            "null",
            true,
        );
        let bytes = r#"{"type":"ByteLevel"}"#.to_owned();
        check("null", &sequence("pretokenizers", &vec![bytes.clone(); 4]), "null", false);
        check("null", &sequence("pretokenizers", &vec![bytes; 40]), "null", true);
        check(
            &format!(r#"{{"type":"Prepend","prepend":"{}"}}"#, "x".repeat(5_000)),
            "null",
            "null",
            true,
        );
    }

    #[test]
    fn chance_is_refused() {
        check("null", "null", "0.1", true);
        assert!(fault("{}").is_err());
    }
}
