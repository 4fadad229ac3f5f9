//! What DeBERTa of version 2 may have beside its first layer.

use relata_encoder::{Activation, BackendError, Config, ConvolutionConfig};
use tch::{TchError, Tensor};

use crate::batch::Mask;
use crate::tensors::{Norm, Tensors, size};

/// A convolution over the embedded subwords, added to what the first layer yields.
pub(crate) struct Convolution {
    weight: Tensor,
    bias: Tensor,
    norm: Norm,
    padding: i64,
    settings: ConvolutionConfig,
}

impl Convolution {
    pub(crate) fn load(
        tensors: &Tensors<'_>,
        config: &Config,
        settings: ConvolutionConfig,
    ) -> Result<Self, BackendError> {
        let weight = tensors.any("encoder.conv.conv.weight")?;
        let kernel =
            weight.size().get(2).copied().ok_or_else(|| {
                BackendError::new("the convolution's weights have not three axes")
            })?;
        let bias = tensors.of("encoder.conv.conv.bias", &[config.hidden_size])?;
        let norm =
            tensors.norm("encoder.conv.LayerNorm", config.hidden_size, config.layer_norm_eps)?;
        Ok(Self { weight, bias, norm, padding: (kernel - 1) / 2, settings })
    }

    pub(crate) fn forward(
        &self,
        embedded: &Tensor,
        hidden: &Tensor,
        mask: Option<&Mask>,
    ) -> Result<Tensor, TchError> {
        let channels = embedded.f_transpose(1, 2)?;
        let mixed = channels
            .f_conv1d(
                &self.weight,
                Some(&self.bias),
                [1],
                [self.padding],
                [1],
                size(self.settings.groups),
            )?
            .f_transpose(1, 2)?;
        let active = match self.settings.activation {
            Activation::Gelu => mixed.f_gelu("none")?,
            _ => mixed.f_tanh()?,
        };
        let sum = self.norm.apply(&active.f_add(hidden)?)?;
        mask.map_or(Ok(sum.shallow_clone()), |mask| sum.f_mul(&mask.kept))
    }
}
