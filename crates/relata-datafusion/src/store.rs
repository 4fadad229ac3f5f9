//! Files of this machine, of which one that is named and missing is an error.
//!
//! `DataFusion` takes a file that is not there for a folder without files: a table of ten parts of
//! which one was lost would silently have the rows of nine.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path;
use datafusion::object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMultipartOptions, PutOptions, PutPayload, PutResult, RenameOptions, Result,
};
use futures::StreamExt as _;
use futures::stream::{self, BoxStream};

/// The ending of a part.
pub const ENDING: &str = ".parquet";

/// The last bytes of a Parquet file.
const MAGIC: &[u8] = b"PAR1";

/// Files of this machine.
#[derive(Debug, Default)]
pub struct PartStore(LocalFileSystem);

impl fmt::Display for PartStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parts in {}", self.0)
    }
}

impl PartStore {
    /// Whether a file ends as those of Parquet do; one that was cut short does not, of which
    /// `DataFusion` would not say which it is.
    async fn check(&self, location: &Path, size: u64) -> Result<()> {
        let end = size.saturating_sub(MAGIC.len() as u64)..size;
        let found =
            if end.is_empty() { Vec::new() } else { self.0.get_ranges(location, &[end]).await? };
        if found.iter().any(|bytes| bytes.as_ref() == MAGIC) {
            return Ok(());
        }
        let source = format!("/{location} is no whole Parquet file").into();
        Err(Error::Generic { store: "parts", source })
    }
}

/// What is listed under a name; an error where the name is that of a part and nothing is.
fn named(
    prefix: Option<&Path>,
    listed: BoxStream<'static, Result<ObjectMeta>>,
) -> BoxStream<'static, Result<ObjectMeta>> {
    let Some(name) = prefix.map(Path::to_string).filter(|name| name.ends_with(ENDING)) else {
        return listed;
    };
    let first = listed.into_future();
    stream::once(first)
        .flat_map(move |(first, rest)| {
            let path = format!("/{name}");
            let source = format!("the Parquet file {path} is not there").into();
            let first = first.unwrap_or(Err(Error::NotFound { path, source }));
            stream::once(std::future::ready(first)).chain(rest)
        })
        .boxed()
}

#[async_trait]
impl ObjectStore for PartStore {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Result<PutResult> {
        self.0.put_opts(location, payload, options).await
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.0.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        // Tables are planned by what is told of their files.
        let is_planned = options.head && location.as_ref().ends_with(ENDING);
        let found = self.0.get_opts(location, options).await?;
        if is_planned {
            self.check(location, found.meta.size).await?;
        }
        Ok(found)
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.0.get_ranges(location, ranges).await
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        self.0.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        named(prefix, self.0.list(prefix))
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.0.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.0.copy_opts(from, to, options).await
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        self.0.rename_opts(from, to, options).await
    }
}

/// The files of this machine.
pub fn part_store() -> Arc<dyn ObjectStore> {
    Arc::new(PartStore::default())
}
