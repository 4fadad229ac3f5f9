//! Tests of the whole reader, on the shipped model and on small ones.

mod hf;
mod model;
mod reader;
mod reference;
mod test_model;
