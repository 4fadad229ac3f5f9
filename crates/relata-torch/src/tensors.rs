//! Tensors of a model on a device, and the layers that they make.

use relata_encoder::{BackendError, Weights};
use tch::{Device, TchError, Tensor};

/// Takes tensors of a model by name.
pub(crate) struct Tensors<'a> {
    weights: &'a Weights,
    device: Device,
}

impl<'a> Tensors<'a> {
    pub(crate) const fn new(weights: &'a Weights, device: Device) -> Self {
        Self { weights, device }
    }

    /// Extents of a tensor, `None` where there is none of that name.
    pub(crate) fn shape(&self, name: &str) -> Option<&[usize]> {
        self.weights.shape(name)
    }

    /// A tensor of any shape, in f32.
    pub(crate) fn any(&self, name: &str) -> Result<Tensor, BackendError> {
        let tensor = self
            .weights
            .tensor(name)
            .ok_or_else(|| BackendError::new(format!("the model has no tensor {name}")))?;
        let shape: Vec<i64> = tensor.shape.iter().map(|&extent| size(extent)).collect();
        let value = Tensor::f_from_slice(&tensor.values)
            .and_then(|values| values.f_reshape(shape))
            .and_then(|values| values.f_to_device(self.device));
        value.map_err(|e| failed(name, e))
    }

    /// A tensor that must have the given shape.
    pub(crate) fn of(&self, name: &str, shape: &[usize]) -> Result<Tensor, BackendError> {
        match self.shape(name) {
            Some(found) if found != shape => Err(BackendError::new(format!(
                "tensor {name} has shape {found:?} instead of {shape:?}"
            ))),
            _ => self.any(name),
        }
    }

    /// The layer `name`: weights `[output, input]` and biases.
    pub(crate) fn dense(
        &self,
        name: &str,
        input: usize,
        output: usize,
    ) -> Result<Dense, BackendError> {
        Ok(Dense {
            weight: self.of(&format!("{name}.weight"), &[output, input])?,
            bias: self.of(&format!("{name}.bias"), &[output])?,
        })
    }

    /// The layer norm `name`.
    pub(crate) fn norm(&self, name: &str, width: usize, eps: f32) -> Result<Norm, BackendError> {
        let (weight, bias) = (
            self.of(&format!("{name}.weight"), &[width])?,
            self.of(&format!("{name}.bias"), &[width])?,
        );
        Ok(Norm { weight, bias, width: size(width), eps: f64::from(eps) })
    }
}

/// `y = x W + b`.
pub(crate) struct Dense {
    weight: Tensor,
    bias: Tensor,
}

impl Dense {
    pub(crate) fn apply(&self, x: &Tensor) -> Result<Tensor, TchError> {
        x.f_linear(&self.weight, Some(&self.bias))
    }
}

/// Layer norm over the last axis.
pub(crate) struct Norm {
    weight: Tensor,
    bias: Tensor,
    width: i64,
    eps: f64,
}

impl Norm {
    pub(crate) fn apply(&self, x: &Tensor) -> Result<Tensor, TchError> {
        x.f_layer_norm([self.width], Some(&self.weight), Some(&self.bias), self.eps, false)
    }
}

pub(crate) fn failed(
    what: &str,
    source: impl std::error::Error + Send + Sync + 'static,
) -> BackendError {
    BackendError::new(format!("libtorch: {what}")).with_source(source)
}

/// Sizes of a model are far below `i64::MAX`.
pub(crate) fn size(extent: usize) -> i64 {
    i64::try_from(extent).unwrap_or(i64::MAX)
}
