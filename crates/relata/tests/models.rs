//! Models of others: a BERT for token classification, from a directory and from the hub's cache.

// A test that finds its model missing may well panic: that is how it fails.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use relata::hf::LabelTable;
use relata::{EntityType, ErrorKind, Extractor};

/// The small model with which the encoder is tested.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../relata-encoder/testdata/hf")
}

fn table() -> LabelTable {
    LabelTable::default().with("ship", EntityType::Vehicle)
}

const TEXT: &str = "Anna Okafor left Port Varela on Monday. The ferry sank; nobody drowned.";

#[test]
fn a_directory_of_transformers_gives_entities() {
    let extractor = Extractor::builder().model_dir(folder()).labels(table()).build().unwrap();
    let extraction = extractor.extract(TEXT).unwrap();
    assert!(!extraction.entities.is_empty());
    assert_eq!(extraction.sentences.len(), 2);
}

#[test]
fn an_unknown_label_is_told() {
    let error = Extractor::builder().model_dir(folder()).build().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Model);
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("\"B-ship\""), "{cause}");
}

#[cfg(feature = "hub")]
mod hub {
    use std::fs;
    use std::os::unix::fs::symlink;

    use relata::hub::HubModel;

    use super::*;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
    /// The checksum of the small model's weights.
    fn weights_sha256() -> String {
        fs::read_to_string(folder().join("model.sha256")).unwrap().trim().to_owned()
    }

    /// A cache as the hub's programs lay it out, with the small model in it.
    fn cache(name: &str, weights: &[u8]) -> PathBuf {
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&cache);
        let repo = cache.join("models--someone--small-ner");
        let snapshot = repo.join("snapshots").join(COMMIT);
        for directory in [&repo.join("blobs"), &repo.join("refs"), &snapshot] {
            fs::create_dir_all(directory).unwrap();
        }
        fs::write(repo.join("refs/main"), COMMIT).unwrap();
        let small = |name: &str| {
            (
                name.to_owned(),
                format!("{:040x}", name.len()),
                fs::read(folder().join(name)).unwrap(),
            )
        };
        let weights = ("model.safetensors".to_owned(), weights_sha256(), weights.to_vec());
        for (name, blob, bytes) in [small("config.json"), small("tokenizer.json"), weights] {
            fs::write(repo.join("blobs").join(&blob), bytes).unwrap();
            symlink(Path::new("../../blobs").join(&blob), snapshot.join(name)).unwrap();
        }
        cache
    }

    fn model(cache: PathBuf) -> HubModel {
        HubModel::new("someone/small-ner").cache_dir(cache).offline(true).progress(false)
    }

    fn cause(error: &relata::Error) -> String {
        assert_eq!(error.kind(), ErrorKind::Model);
        std::error::Error::source(error).unwrap().to_string()
    }

    #[test]
    fn a_model_in_the_cache_is_found_by_name() {
        let weights = fs::read(folder().join("model.safetensors")).unwrap();
        let cache = cache("found", &weights);
        let directory = model(cache.clone()).fetch().unwrap();
        let extractor = Extractor::builder().model_dir(directory).labels(table()).build().unwrap();
        let usual = Extractor::builder().model_dir(folder()).labels(table()).build().unwrap();
        assert_eq!(extractor.extract(TEXT).unwrap(), usual.extract(TEXT).unwrap());
        assert!(
            model(cache.clone()).revision(COMMIT).fetch().is_err(),
            "the cache knows branches by name"
        );
        fs::write(cache.join("models--someone--small-ner/refs/v1"), COMMIT).unwrap();
        assert!(model(cache).revision("v1").fetch().is_ok());
    }

    #[test]
    fn spoilt_weights_are_told() {
        let mut weights = fs::read(folder().join("model.safetensors")).unwrap();
        *weights.last_mut().unwrap() ^= 1;
        let error = model(cache("spoilt", &weights)).fetch().unwrap_err();
        assert!(
            cause(&error).contains(&format!("the hub says {}", weights_sha256())),
            "{}",
            cause(&error)
        );
    }

    #[test]
    fn a_model_that_is_not_there_is_told() {
        let error =
            model(Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty")).fetch().unwrap_err();
        assert_eq!(cause(&error), "config.json of someone/small-ner is not in the cache");
    }
}
