//! Sessions that know relata's functions.

use std::sync::Arc;

use datafusion::common::{DataFusionError, Result};
use datafusion::execution::SessionState;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::{SessionConfig, SessionContext};
use url::Url;

use crate::store::part_store;
use crate::{functions, table_functions};

/// relata's scalar functions.
///
/// ```
/// let functions = relata_datafusion::scalar_functions();
/// assert!(functions.iter().any(|function| function.name() == "relata_extract"));
/// ```
#[must_use]
pub fn scalar_functions() -> Vec<Arc<ScalarUDF>> {
    functions::all()
}

/// Registers relata's functions with a session that was made elsewhere.
///
/// ```
/// let session = datafusion::prelude::SessionContext::new();
/// relata_datafusion::register(&session);
/// assert!(session.state().scalar_functions().contains_key("relata_claims"));
/// ```
pub fn register(session: &SessionContext) {
    for function in scalar_functions() {
        session.register_udf(ScalarUDF::clone(&function));
    }
    for (name, function) in table_functions::all() {
        session.register_udtf(&name, function);
    }
}

/// What files are read with: a part that was lost is an error that names it.
///
/// # Errors
/// Where `DataFusion` cannot make it.
///
/// ```
/// assert!(relata_datafusion::runtime(Default::default()).is_ok());
/// ```
pub fn runtime(builder: RuntimeEnvBuilder) -> Result<Arc<RuntimeEnv>> {
    let runtime = builder.build()?;
    let files = Url::parse("file://").map_err(|error| DataFusionError::External(error.into()))?;
    runtime.register_object_store(&files, part_store());
    Ok(Arc::new(runtime))
}

/// A session's state with relata's functions.
///
/// # Errors
/// As [`runtime`].
///
/// ```
/// let state = relata_datafusion::session_state(Default::default())?;
/// assert!(state.table_functions().contains_key("relata_events"));
/// # Ok::<(), datafusion::error::DataFusionError>(())
/// ```
pub fn session_state(config: SessionConfig) -> Result<SessionState> {
    let builder = SessionStateBuilder::new().with_default_features().with_config(config);
    let state = builder.with_runtime_env(runtime(RuntimeEnvBuilder::new())?).build();
    let session = SessionContext::new_with_state(state);
    register(&session);
    Ok(session.state())
}

/// A session of this machine.
///
/// # Errors
/// As [`runtime`].
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> datafusion::error::Result<()> {
/// let session = relata_datafusion::session()?;
/// let text = "'Gunmen killed two men in Leeds on Monday, police said.'";
/// session.sql(&format!("CREATE VIEW articles AS SELECT 'a' AS id, {text} AS text")).await?;
/// let events = session.sql("SELECT class, said_by FROM relata_events('articles')").await?;
/// assert!(events.count().await? > 0);
/// # Ok(())
/// # }
/// ```
pub fn session() -> Result<SessionContext> {
    Ok(SessionContext::new_with_state(session_state(SessionConfig::new())?))
}

/// Threads for queries. Plans of many joins are read and made by functions that call themselves,
/// for which the stack that threads have by default is too small in a build without optimisation.
///
/// # Errors
/// Where threads cannot be started.
///
/// ```
/// assert_eq!(relata_datafusion::thread_runtime()?.block_on(async { 1 }), 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn thread_runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()
}

/// Bytes of the stack of a thread.
const STACK: usize = 32 << 20;
