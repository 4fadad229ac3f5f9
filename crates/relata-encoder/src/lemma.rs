//! Dictionary forms of English words, by their part of speech: tables of irregular forms, and rules
//! for the rest.

mod comparison;
mod noun;
mod table;
mod verb;

use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::Upos;

/// Words of the closed classes by form.
static CLOSED_CLASS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../data/closed_class.tsv"));
    rows.filter_map(|mut row| Some((row.next()?, row.next()?, row.next()?)))
        .flat_map(|(classes, form, lemma)| {
            classes.split(',').map(move |class| ((class, form), lemma))
        })
        .collect()
});

/// Dictionary form of `word` as a word of class `upos`: lower-case, except for proper nouns, which
/// stay as they are.
///
/// ```
/// use relata_core::Upos;
/// use relata_encoder::lemma::lemma;
/// assert_eq!(lemma("Confirmed", Upos::Verb), "confirm");
/// assert_eq!(lemma("ceasefires", Upos::Noun), "ceasefire");
/// assert_eq!(lemma("n’t", Upos::Part), "not");
/// ```
#[must_use]
pub fn lemma(word: &str, upos: Upos) -> String {
    if upos == Upos::Propn {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    let form = if lower.contains('’') && lower.len() > '’'.len_utf8() {
        lower.replace('’', "'")
    } else {
        lower
    };
    if let Some(&lemma) = CLOSED_CLASS.get(&(upos.as_str(), form.as_str())) {
        return lemma.to_owned();
    }
    match upos {
        Upos::Verb | Upos::Aux => verb::lemma(&form),
        Upos::Noun => noun::lemma(&form),
        Upos::Adj | Upos::Adv => comparison::lemma(&form),
        _ => form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(upos: Upos, pairs: &[(&str, &str)]) {
        for (word, expected) in pairs {
            assert_eq!(lemma(word, upos), *expected, "{word}");
        }
    }

    #[test]
    fn verbs() {
        check(
            Upos::Verb,
            &[
                ("went", "go"),
                ("Said", "say"),
                ("withstood", "withstand"),
                ("overcame", "overcome"),
                ("misled", "mislead"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("denies", "deny"),
                ("denied", "deny"),
                ("goes", "go"),
                ("watches", "watch"),
                ("uses", "use"),
                ("dies", "die"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("stopped", "stop"),
                ("killed", "kill"),
                ("controlled", "control"),
                ("passed", "pass"),
                ("added", "add"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("making", "make"),
                ("hoping", "hope"),
                ("planning", "plan"),
                ("seeing", "see"),
                ("bring", "bring"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("negotiated", "negotiate"),
                ("visited", "visit"),
                ("treated", "treat"),
                ("created", "create"),
                ("united", "unite"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("required", "require"),
                ("repaired", "repair"),
                ("ordered", "order"),
                ("ensured", "ensure"),
                ("monitored", "monitor"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("changed", "change"),
                ("hanged", "hang"),
                ("urged", "urge"),
                ("managed", "manage"),
                ("arguing", "argue"),
            ],
        );
        check(
            Upos::Verb,
            &[
                ("need", "need"),
                ("agreed", "agree"),
                ("exceeded", "exceed"),
                ("died", "die"),
                ("lying", "lie"),
                ("thing", "thing"),
            ],
        );
    }

    #[test]
    fn clitics_and_auxiliaries() {
        check(
            Upos::Aux,
            &[
                ("'s", "be"),
                ("’re", "be"),
                ("'ll", "will"),
                ("’d", "would"),
                ("ca", "can"),
                ("wo", "will"),
                ("Has", "have"),
            ],
        );
        check(Upos::Part, &[("n't", "not"), ("N’T", "not"), ("to", "to"), ("’s", "'s")]);
        check(Upos::Pron, &[("them", "they"), ("I", "I"), ("Her", "she"), ("those", "that")]);
    }

    #[test]
    fn nouns() {
        check(
            Upos::Noun,
            &[
                ("cities", "city"),
                ("women", "woman"),
                ("policemen", "policeman"),
                ("knives", "knife"),
                ("boxes", "box"),
            ],
        );
        check(
            Upos::Noun,
            &[
                ("houses", "house"),
                ("viruses", "virus"),
                ("crises", "crisis"),
                ("news", "news"),
                ("glass", "glass"),
                ("heroes", "hero"),
            ],
        );
        check(
            Upos::Noun,
            &[
                ("air-strikes", "air-strike"),
                ("children", "child"),
                ("bases", "base"),
                ("buses", "bus"),
                ("gas", "gas"),
                ("s", "s"),
            ],
        );
    }

    #[test]
    fn comparisons() {
        check(
            Upos::Adj,
            &[
                ("bigger", "big"),
                ("easiest", "easy"),
                ("larger", "large"),
                ("worst", "bad"),
                ("former", "former"),
                ("latest", "late"),
            ],
        );
        check(Upos::Adv, &[("better", "well"), ("sooner", "soon"), ("never", "never")]);
    }

    #[test]
    fn names_keep_their_case() {
        check(Upos::Propn, &[("Athens", "Athens"), ("UN", "UN")]);
        check(Upos::Num, &[("Two", "two")]);
        check(Upos::X, &[("", "")]);
    }
}
