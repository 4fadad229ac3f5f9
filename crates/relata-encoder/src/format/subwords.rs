//! Subwords of words, through the crate `tokenizers`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, RwLock};

use tokenizers::Tokenizer;
use tokenizers::models::ModelWrapper;

use super::tokenizer;
use crate::{LoadError, LoadErrorKind};

/// A document remembers the subwords of so many different words: enough for nearly all of an
/// article, and a bound for any text.
const REMEMBERED_WORDS: usize = 16_384;

/// All documents of a model together remember the subwords of so many words: the tokenizer is far
/// slower than a look into a table, and most words of an article have stood in others.
const SHARED_WORDS: usize = 65_536;

/// Longest word, in bytes, that is remembered for other documents: longer ones are addresses and
/// keys, which seldom come back.
const LONGEST_SHARED: usize = 32;

/// Characters of a word that are encoded: far more than its first subwords can cover, and a bound
/// for "words" of megabytes.
const LONGEST_WORD: usize = 4096;

/// Number of the special tokens that are needed.
const SPECIAL_TOKENS: usize = 3;

/// Names of the special tokens: those of BERT and DeBERTa, then those of RoBERTa.
const SPECIAL: [[&str; SPECIAL_TOKENS]; 2] =
    [["[CLS]", "[SEP]", "[UNK]"], ["<s>", "</s>", "<unk>"]];

/// Words that a tokenizer must take.
const PROBES: [&str; 3] = ["a", "Harbour", "café"];

/// Subwords of single words.
#[derive(Debug)]
pub(crate) struct Subwords {
    tokenizer: Tokenizer,
    /// Whether a word is encoded with a blank before it: WordPiece marks the subwords that go on
    /// with a word (`##s`), others the ones that begin it (`Ġfer`, `▁fer`).
    marks_beginnings: bool,
    max_per_word: usize,
    /// Ids below this have an embedding.
    vocab_size: usize,
    special: SpecialIds,
    /// Subwords of words that some document has held.
    shared: RwLock<HashMap<Box<str>, Arc<[u32]>>>,
}

/// Ids of the special tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpecialIds {
    pub(crate) cls: u32,
    pub(crate) sep: u32,
    pub(crate) unk: u32,
}

impl Subwords {
    /// Reads `tokenizer.json`.
    pub(crate) fn from_json(
        bytes: &[u8],
        max_per_word: usize,
        vocab_size: usize,
    ) -> Result<Self, LoadError> {
        let bad = |what: &str| LoadError::new(LoadErrorKind::Tokenizer, what);
        // `Tokenizer::from_bytes` would do the same, but is generic: its many types would be
        // compiled again in this crate.
        let json = std::str::from_utf8(bytes)
            .map_err(|e| bad("tokenizer.json is not UTF-8").with_source(e))?;
        let fault = tokenizer::fault(json)
            .map_err(|e| bad("tokenizer.json is not a tokenizer").with_source(e))?;
        if let Some(fault) = fault {
            return Err(bad(fault));
        }
        // The crate panics on some damaged descriptions of its parts.
        let parsed = catch_unwind(|| json.parse::<Tokenizer>())
            .map_err(|_| bad("tokenizer.json is not a tokenizer"))?;
        let mut tokenizer =
            parsed.map_err(|e| bad("tokenizer.json is not a tokenizer").with_source(e))?;
        tokenizer
            .with_truncation(None)
            .map_err(|e| bad("the tokenizer truncates").with_source(e))?;
        tokenizer.with_padding(None);
        let id =
            |token: &str| tokenizer.token_to_id(token).filter(|&id| (id as usize) < vocab_size);
        let named = |[cls, sep, unk]: [&str; 3]| {
            Some(SpecialIds { cls: id(cls)?, sep: id(sep)?, unk: id(unk)? })
        };
        let special = SPECIAL.into_iter().find_map(named).ok_or_else(|| {
            bad("the tokenizer has neither [CLS], [SEP] and [UNK] nor <s>, </s> and <unk>")
        })?;
        if tokenizer.get_vocab_size(true) <= SPECIAL_TOKENS {
            return Err(bad("the vocabulary of tokenizer.json holds special tokens alone"));
        }
        let marks_beginnings = !matches!(tokenizer.get_model(), ModelWrapper::WordPiece(_));
        let subwords = Self {
            tokenizer,
            marks_beginnings,
            max_per_word,
            vocab_size,
            special,
            shared: RwLock::default(),
        };
        if PROBES.iter().any(|word| subwords.ids(word).is_none()) {
            return Err(bad("the tokenizer fails at plain words"));
        }
        Ok(subwords)
    }

    pub(crate) const fn special(&self) -> SpecialIds {
        self.special
    }

    /// Subwords of one word, from memory where it has been encoded before.
    fn word(&self, word: &str) -> Arc<[u32]> {
        if word.len() > LONGEST_SHARED {
            return self.encode(word);
        }
        // A lock that a panic of another thread has poisoned is passed by: the memory is a matter
        // of speed alone.
        if let Some(ids) = self.shared.read().ok().and_then(|known| known.get(word).cloned()) {
            return ids;
        }
        let ids = self.encode(word);
        if let Ok(mut known) = self.shared.write()
            && known.len() < SHARED_WORDS
        {
            known.insert(word.into(), Arc::clone(&ids));
        }
        ids
    }

    /// Subwords of one word: at least one (the unknown one), at most the model's limit.
    fn encode(&self, word: &str) -> Arc<[u32]> {
        let word =
            word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| word.split_at(end).0);
        // A word that a tokenizer refuses is an unknown word.
        let ids = self.ids(word).filter(|ids| !ids.is_empty());
        let Some(ids) = ids else { return Arc::new([self.special.unk]) };
        let known = |id: u32| if (id as usize) < self.vocab_size { id } else { self.special.unk };
        ids.into_iter().take(self.max_per_word).map(known).collect()
    }

    /// Ids of one word as the tokenizer gives them; `None` where it fails, or panics, as the crate
    /// does on some steps that nobody would describe.
    fn ids(&self, word: &str) -> Option<Vec<u32>> {
        let word = if self.marks_beginnings {
            Cow::Owned(format!(" {word}"))
        } else {
            Cow::Borrowed(word)
        };
        let encode = || self.tokenizer.encode_fast(&*word, false);
        let encoding = catch_unwind(AssertUnwindSafe(encode)).ok()?.ok()?;
        Some(encoding.get_ids().to_vec())
    }
}

/// Subwords of the words of one document; repeated words are encoded once.
pub(crate) struct DocumentSubwords<'a> {
    subwords: &'a Subwords,
    known: HashMap<&'a str, Arc<[u32]>>,
}

impl<'a> DocumentSubwords<'a> {
    pub(crate) fn new(subwords: &'a Subwords) -> Self {
        Self { subwords, known: HashMap::new() }
    }

    /// Adds the subwords of `word` to `out`.
    pub(crate) fn push(&mut self, word: &'a str, out: &mut Vec<u32>) {
        if let Some(ids) = self.known.get(word) {
            out.extend_from_slice(ids);
            return;
        }
        let ids = self.subwords.word(word);
        out.extend_from_slice(&ids);
        if self.known.len() < REMEMBERED_WORDS {
            self.known.insert(word, ids);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENIZER: &str = r###"{"version":"1.0","added_tokens":[],"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
        "strip_accents":null,"lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,
        "truncation":{"direction":"Right","max_length":2,"strategy":"LongestFirst","stride":0},"padding":null,
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"har":3,"##bour":4,"##s":5,"a":6,"##a":7,"-":8,"ferry":9}}}"###;

    fn ids(word: &str) -> Vec<u32> {
        let subwords = Subwords::from_json(TOKENIZER.as_bytes(), 4, 10).unwrap();
        let (mut first, mut again, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
        let mut document = DocumentSubwords::new(&subwords);
        document.push(word, &mut first);
        document.push(word, &mut again);
        DocumentSubwords::new(&subwords).push(word, &mut elsewhere);
        assert_eq!((&first, &first), (&again, &elsewhere));
        first
    }

    #[test]
    fn a_damaged_description_is_an_error() {
        for decoder in [r#"{"type":"WordPiece","prefix":1}"#, r#"{"type":"?"}"#, r#"{"type":1}"#] {
            let json = TOKENIZER.replace(r#""decoder":null"#, &format!(r#""decoder":{decoder}"#));
            let error = Subwords::from_json(json.as_bytes(), 4, 10).unwrap_err();
            assert_eq!(error.kind(), LoadErrorKind::Tokenizer, "{decoder}");
        }
    }

    #[test]
    fn a_tokenizer_that_fails_at_plain_words_is_refused() {
        let cut = r#"{"type":"FixedLength","length":0}"#;
        let json = TOKENIZER.replace(r#"{"type":"BertPreTokenizer"}"#, cut);
        let error = Subwords::from_json(json.as_bytes(), 4, 10).unwrap_err();
        assert!(error.to_string().contains("plain words"), "{error}");
    }

    #[test]
    fn memory_for_words_is_bounded() {
        let subwords = Subwords::from_json(TOKENIZER.as_bytes(), 4, 10).unwrap();
        for number in 0..SHARED_WORDS + 10 {
            subwords.word(&number.to_string());
        }
        subwords.word(&"a".repeat(LONGEST_SHARED + 1));
        assert_eq!(subwords.shared.read().unwrap().len(), SHARED_WORDS);
        assert_eq!(*subwords.word("harbours"), [3, 4, 5]);
    }

    #[test]
    fn subwords_of_words() {
        assert_eq!(ids("harbours"), [3, 4, 5]);
        assert_eq!(ids("Harbour"), [3, 4]);
        assert_eq!(ids("zebra"), [0]);
        assert_eq!(ids("\u{fe0f}"), [0]);
        assert_eq!(ids("aaaaaaaa"), [6, 7, 7, 7]);
        assert_eq!(ids("ferry-a"), [9, 8, 6]);
    }

    /// A word is read as inside a sentence, whatever the tokenizer does at the beginning of a text.
    #[test]
    fn words_begin_with_a_mark_where_subwords_have_one() {
        let tokenizer = |blank: bool| {
            format!(
                r#"{{"version":"1.0","added_tokens":[],"normalizer":null,"pre_tokenizer":{{"type":"ByteLevel","add_prefix_space":{blank},"trim_offsets":true,
                "use_regex":true}},"post_processor":null,"decoder":null,"truncation":null,"padding":null,"model":{{"type":"BPE",
                "vocab":{{"<s>":0,"</s>":1,"<unk>":2,"Ġ":3,"a":4,"b":5,"Ġa":6,"ab":7,"Ġab":8}},"merges":[["Ġ","a"],["a","b"],["Ġa","b"]]}}}}"#
            )
        };
        for blank in [false, true] {
            let subwords = Subwords::from_json(tokenizer(blank).as_bytes(), 4, 9).unwrap();
            assert_eq!(subwords.special(), SpecialIds { cls: 0, sep: 1, unk: 2 });
            assert_eq!(*subwords.word("ab"), [8]);
            assert_eq!(*subwords.word("ba"), [3, 5, 4]);
        }
    }

    #[test]
    fn a_tokenizer_without_special_tokens_is_refused() {
        let found = Subwords::from_json(TOKENIZER.replace("[SEP]", "[END]").as_bytes(), 4, 10);
        assert_eq!(found.unwrap_err().kind(), LoadErrorKind::Tokenizer);
        let (start, end) = (TOKENIZER.find(r#","har""#).unwrap(), TOKENIZER.find("}}}").unwrap());
        let empty = TOKENIZER.replace(TOKENIZER.get(start..end).unwrap(), "");
        let error = Subwords::from_json(empty.as_bytes(), 4, 10).unwrap_err();
        assert!(error.to_string().contains("vocabulary"), "{error}");
        assert_eq!(Subwords::from_json(b"{}", 4, 10).unwrap_err().kind(), LoadErrorKind::Tokenizer);
    }
}
