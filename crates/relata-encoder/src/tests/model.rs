//! Loading of good and bad models.

use std::error::Error;

use super::test_model;
use crate::{CpuBackend, LoadErrorKind, Model, ModelBytes};

fn check(change: impl Fn(&mut ModelBytes), kind: LoadErrorKind) {
    let mut bytes = test_model::bytes();
    change(&mut bytes);
    assert_eq!(Model::from_bytes(bytes).unwrap_err().kind(), kind);
}

fn replace(bytes: &mut ModelBytes, from: &str, to: &str) {
    let config = String::from_utf8(bytes.config.to_vec()).unwrap();
    assert!(config.contains(from), "{from}");
    bytes.config = config.replace(from, to).into_bytes().into();
}

#[test]
fn bad_models_are_told_by_kind() {
    check(|b| replace(b, "\"format_version\":1", "\"format_version\":2"), LoadErrorKind::Version);
    check(|b| replace(b, "relata-reader", "another-format"), LoadErrorKind::Version);
    check(|b| b.config = b"{".to_vec().into(), LoadErrorKind::Config);
    check(|b| replace(b, "\"hidden_size\":16", "\"hidden_size\":0"), LoadErrorKind::Config);
    check(
        |b| replace(b, "\"num_hidden_layers\":2", "\"num_hidden_layers\":0"),
        LoadErrorKind::Config,
    );
    for eps in ["-1e-12", "0.0", "1e39"] {
        let eps = format!("\"layer_norm_eps\":{eps}");
        check(|b| replace(b, "\"layer_norm_eps\":1e-12", &eps), LoadErrorKind::Config);
    }
    check(
        |b| replace(b, "\"num_attention_heads\":2", "\"num_attention_heads\":3"),
        LoadErrorKind::Config,
    );
    check(|b| replace(b, "\"max_subwords\":24", "\"max_subwords\":32"), LoadErrorKind::Config);
    check(
        |b| replace(b, "\"overlap_subwords\":8", "\"overlap_subwords\":23"),
        LoadErrorKind::Config,
    );
    check(|b| replace(b, "B-PER", "B-PERSON"), LoadErrorKind::Config);
    check(|b| replace(b, "|\\\\S", "|("), LoadErrorKind::Config);
    check(|b| replace(b, "single_upper", "other"), LoadErrorKind::Config);
    check(|b| replace(b, "\"arc_size\":8", "\"arc_size\":9"), LoadErrorKind::Tensor);
    check(|b| b.tokenizer = b"[]".to_vec().into(), LoadErrorKind::Tokenizer);
    check(|b| b.weights.to_mut().push(0), LoadErrorKind::Checksum);
}

#[test]
fn a_field_that_cannot_be_is_named() {
    for (from, to, field) in [
        ("\"num_hidden_layers\":2", "\"num_hidden_layers\":0", "num_hidden_layers"),
        ("\"link_size\":4", "\"link_size\":0", "link_size"),
        ("\"layer_norm_eps\":1e-12", "\"layer_norm_eps\":-1.0", "layer_norm_eps"),
    ] {
        let mut bytes = test_model::bytes();
        replace(&mut bytes, from, to);
        let error = Model::from_bytes(bytes).unwrap_err().to_string();
        assert!(error.contains(field), "{error}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let error = Model::from_dir("no/such/model").unwrap_err();
    assert_eq!(error.kind(), LoadErrorKind::Io);
    assert!(error.path().unwrap().ends_with("config.json"));
    assert!(error.source().is_some());
}

#[test]
fn the_backend_misses_its_tensors() {
    let mut bytes = test_model::bytes();
    replace(&mut bytes, "\"num_hidden_layers\":2", "\"num_hidden_layers\":3");
    let model = Model::from_bytes(bytes).unwrap();
    assert_eq!(CpuBackend::new(&model).unwrap_err().kind(), LoadErrorKind::Tensor);
}

#[test]
fn tensors_can_be_taken_by_name() {
    let model = test_model::model();
    let tensor = model.weights().tensor("heads.rel.U").unwrap();
    assert_eq!((tensor.shape.as_slice(), tensor.values.len()), (&[5, 6, 6][..], 180));
    assert!(model.weights().tensor("heads.rel.V").is_none());
    assert!(model.weights().names().any(|name| name == "encoder.layer.1.output.dense.bias"));
}
