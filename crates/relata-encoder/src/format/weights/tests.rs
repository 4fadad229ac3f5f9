//! Files of weights that are read, and those that are refused.

use safetensors::tensor::TensorView;

use super::*;

fn file(tensors: &[(&str, Dtype, &[usize], Vec<u8>)]) -> Vec<u8> {
    let views = tensors.iter().map(|(name, dtype, shape, data)| {
        (*name, TensorView::new(*dtype, shape.to_vec(), data).unwrap())
    });
    safetensors::serialize(views, None).unwrap()
}

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// No memory is asked for because a tensor without values says that it is wide.
#[test]
fn a_tensor_of_nothing_is_refused() {
    let name = "embeddings.word_embeddings.weight";
    let bytes = file(&[(name, Dtype::F32, &[0, usize::MAX / 8], Vec::new())]);
    let error = Weights::from_bytes(bytes.into()).unwrap_err();
    assert!(error.to_string().contains("all zero"), "{error}");
}

#[test]
fn int8_rows_are_scaled() {
    let bytes = file(&[
        ("m", Dtype::I8, &[2, 3], vec![1, 2, 0xff, 127, 0, 0x81]),
        ("m.scale", Dtype::F32, &[2], floats(&[0.5, 2.0])),
    ]);
    let weights = Weights::from_bytes(bytes.into()).unwrap();
    assert_eq!(weights.tensor("m").unwrap().values, [0.5, 1.0, -0.5, 254.0, 0.0, -254.0]);
    assert_eq!(weights.names().collect::<Vec<_>>(), ["m"]);
    let mut row = [0.0; 3];
    RowTable::new(&weights, "m", 2, 3).unwrap().copy_row(&weights, 1, &mut row);
    assert_eq!(row.to_vec(), [254.0, 0.0, -254.0]);
}

#[test]
fn groups_of_int4_are_scaled() {
    let halves = |values: &[u16]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
    let scales = halves(&[0x3800, 0x3c00, 0x4000, 0x3c00]); // 0.5, 1, 2, 1
    let bytes = file(&[
        ("m", Dtype::U8, &[2, 2], vec![0x9f, 0x81, 0x80, 0x78]),
        ("m.scale", Dtype::F16, &[2, 2], scales.clone()),
    ]);
    let weights = Weights::from_bytes(bytes.into()).unwrap();
    assert_eq!(
        weights.tensor("m").unwrap(),
        Tensor { shape: vec![2, 4], values: vec![3.5, 0.5, -7.0, 0.0, -16.0, 0.0, 0.0, -1.0] }
    );
    let mut row = [0.0; 4];
    RowTable::new(&weights, "m", 2, 4).unwrap().copy_row(&weights, 1, &mut row);
    assert_eq!(row.to_vec(), [-16.0, 0.0, 0.0, -1.0]);
    assert_eq!(
        weights.rows("m", &[2, 4]).unwrap().row(0, 0..2).map(|column| format!("{column:?}")),
        Some("F32([3.5, 0.5])".to_owned())
    );
    for (dtype, shape) in [(Dtype::F32, &[2, 1][..]), (Dtype::F16, &[4]), (Dtype::F16, &[1, 4])] {
        let file = file(&[
            ("m", Dtype::U8, &[2, 2], vec![0; 4]),
            ("m.scale", dtype, shape, scales.clone()),
        ]);
        assert_eq!(Weights::from_bytes(file.into()).unwrap_err().kind(), LoadErrorKind::Tensor);
    }
}

#[test]
fn four_values_of_six_bits_stand_in_three_bytes() {
    let pack = |four: [i32; 4]| {
        four.iter().rev().fold(0, |bits, value| bits * 64 + u32::try_from(value + 32).unwrap())
    };
    let packed = [[-31, 0, 31, 1], [2, -1, -2, 30]].map(pack);
    let data: Vec<u8> = packed.iter().flat_map(|bits| bits.to_le_bytes()[..3].to_vec()).collect();
    let bytes = file(&[
        ("m", Dtype::U8, &[2, 3], data.clone()),
        ("m.scale", Dtype::F32, &[2], floats(&[0.5, 2.0])),
    ]);
    let weights = Weights::from_bytes(bytes.into()).unwrap();
    assert_eq!(
        weights.tensor("m").unwrap(),
        Tensor { shape: vec![2, 4], values: vec![-15.5, 0.0, 15.5, 0.5, 4.0, -2.0, -4.0, 60.0] }
    );
    assert_eq!(weights.arithmetic("m"), Arithmetic::Int6);
    let rows = weights.rows("m", &[2, 4]).unwrap();
    assert_eq!(
        rows.row(1, 1..3).map(|column| format!("{column:?}")),
        Some("Int8([255, 254], 2.0)".to_owned())
    );
    let wrong =
        file(&[("m", Dtype::U8, &[2, 3], data), ("m.scale", Dtype::F32, &[3], floats(&[0.5; 3]))]);
    assert_eq!(Weights::from_bytes(wrong.into()).unwrap_err().kind(), LoadErrorKind::Tensor);
}

#[test]
fn rank_three_rows_have_a_scale_each() {
    let scale = floats(&[1.0, 2.0, 3.0, 4.0]);
    let bytes = file(&[
        ("u", Dtype::I8, &[2, 2, 1], vec![1, 1, 1, 1]),
        ("u.scale", Dtype::F32, &[2, 2], scale),
    ]);
    assert_eq!(
        Weights::from_bytes(bytes.into()).unwrap().tensor("u").unwrap().values,
        [1.0, 2.0, 3.0, 4.0]
    );
}

#[test]
fn values_that_no_model_has_are_told_with_the_tensor() {
    let dense = "encoder.layer.0.output.dense.weight";
    let check = |name: &str, dtype, data: Vec<u8>, scale: Option<(Dtype, Vec<u8>)>, expected| {
        let scale_name = format!("{name}.scale");
        let width = if dtype == Dtype::F32 { data.len() / 4 } else { data.len() };
        let mut tensors = vec![(name, dtype, vec![1, width], data)];
        if let Some((dtype, data)) = scale {
            let shape = if dtype == Dtype::F16 { vec![1, data.len() / 2] } else { vec![1] };
            tensors.push((scale_name.as_str(), dtype, shape, data));
        }
        let views = tensors.iter().map(|(name, dtype, shape, data)| {
            (*name, TensorView::new(*dtype, shape.clone(), data).unwrap())
        });
        let file = safetensors::serialize(views, None).unwrap();
        let found = Weights::from_bytes(file.into()).map_err(|e| e.to_string());
        match expected {
            Some(what) => {
                let found = found.unwrap_err();
                assert!(found.contains(name) && found.contains(what), "{found}");
            }
            None => drop(found.unwrap()),
        }
    };
    let (nothing, zero) = (Some("no finite number"), Some("all zero"));
    check("heads.root.bias", Dtype::F32, floats(&[1.0, f32::INFINITY]), None, nothing);
    check(dense, Dtype::F32, floats(&[1.0, f32::NAN]), None, nothing);
    let of_rows = |scale: f32| Some((Dtype::F32, floats(&[scale])));
    check(dense, Dtype::I8, vec![1; 4], of_rows(f32::NAN), nothing);
    check(dense, Dtype::U8, vec![1; 3], of_rows(f32::NEG_INFINITY), nothing);
    check(dense, Dtype::U8, vec![1; 4], Some((Dtype::F16, vec![0, 0x7c])), nothing);
    check(dense, Dtype::F32, floats(&[0.0, -0.0]), None, zero);
    check(dense, Dtype::I8, vec![1; 4], of_rows(0.0), zero);
    check(dense, Dtype::I8, vec![0; 4], of_rows(1.0), zero);
    check(dense, Dtype::U8, vec![0x20, 8, 0x82], of_rows(1.0), zero);
    check(dense, Dtype::U8, vec![0x88; 4], Some((Dtype::F16, vec![0, 0x3c])), zero);
    // A head of a model that leaves its task out, and what a relative of BERT does not have.
    check("heads.root.weight", Dtype::F32, floats(&[0.0; 2]), None, None);
    check("embeddings.shape_embeddings.weight", Dtype::F32, floats(&[0.0; 2]), None, None);
}

#[test]
fn wrong_tensors_are_told() {
    let check = |tensors: &[(&str, Dtype, &[usize], Vec<u8>)], kind| {
        let found = Weights::from_bytes(file(tensors).into()).and_then(|w| w.vector("v", 2));
        assert_eq!(found.unwrap_err().kind(), kind);
    };
    check(&[("v", Dtype::F32, &[3], floats(&[0.0; 3]))], LoadErrorKind::Tensor);
    check(&[("w", Dtype::F32, &[2], floats(&[0.0; 2]))], LoadErrorKind::Tensor);
    check(&[("v", Dtype::I8, &[2], vec![0; 2])], LoadErrorKind::Tensor);
    check(&[("v", Dtype::F16, &[2], vec![0; 4])], LoadErrorKind::Tensor);
    check(&[("v", Dtype::F32, &[2], floats(&[0.0, f32::NAN]))], LoadErrorKind::Tensor);
    assert_eq!(
        Weights::from_bytes(vec![1, 2, 3].into()).unwrap_err().kind(),
        LoadErrorKind::Weights
    );
}
