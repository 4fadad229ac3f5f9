//! Signals that end a run (SIGINT, SIGTERM): after whole records, with status 130.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while a record is written.
static WRITING: Mutex<()> = Mutex::new(());

/// A record is being written, until this is dropped: the program does not end meanwhile.
pub fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the program on the first signal as soon as no record is half written, on a second one at
/// once: whoever reads our output may have stopped reading without closing it.
#[cfg(unix)]
pub fn watch() {
    use std::process::exit;
    use std::thread::spawn;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    const STATUS: i32 = 130;
    // Where the signals cannot be watched, they end the program as they end any.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    spawn(move || {
        let mut signals = signals.forever();
        signals.next();
        spawn(|| {
            let _whole = writing();
            exit(STATUS);
        });
        signals.next();
        exit(STATUS);
    });
}

/// On other systems an interrupt ends the program as it ends any.
#[cfg(not(unix))]
pub fn watch() {}
