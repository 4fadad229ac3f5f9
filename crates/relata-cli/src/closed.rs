//! Standard input and output that are closed when the program begins.
//!
//! Rust's runtime opens `/dev/null` in their place before `main`: input would be empty, output
//! lost, and nothing would tell. Many programs hand `/dev/null` on themselves, opened in the same
//! way, so that the two can be told apart only before the runtime is there.

use std::io;

/// Refuses to go on where the input is read and there is none, or where what is written would be
/// lost. Known on Linux alone.
pub fn refuse(is_input_read: bool, is_output_written: bool) -> io::Result<()> {
    if is_input_read && before_main::was_closed(before_main::INPUT) {
        return Err(io::Error::other("standard input is closed"));
    }
    if is_output_written && before_main::was_closed(before_main::OUTPUT) {
        return Err(io::Error::other("standard output is closed"));
    }
    Ok(())
}

#[cfg(target_os = "linux")]
mod before_main {
    use std::ffi::CStr;
    use std::sync::atomic::{AtomicBool, Ordering};

    use rustix::fs::{AtFlags, CWD, statat};
    use rustix::io::Errno;

    pub const INPUT: usize = 0;
    pub const OUTPUT: usize = 1;

    const FOLDER: &CStr = c"/proc/self/fd";
    const PATHS: [&CStr; 2] = [c"/proc/self/fd/0", c"/proc/self/fd/1"];

    static CLOSED: [AtomicBool; 2] = [AtomicBool::new(false), AtomicBool::new(false)];

    pub fn was_closed(stream: usize) -> bool {
        CLOSED.get(stream).is_some_and(|closed| closed.load(Ordering::Relaxed))
    }

    /// Runs before the runtime: makes system calls and sets flags, nothing else.
    #[ctor::ctor(unsafe)]
    fn look() {
        let is_missing =
            |path| matches!(statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW), Err(Errno::NOENT));
        // Without `/proc` nothing is known.
        if is_missing(FOLDER) {
            return;
        }
        for (closed, path) in CLOSED.iter().zip(PATHS) {
            closed.store(is_missing(path), Ordering::Relaxed);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod before_main {
    pub const INPUT: usize = 0;
    pub const OUTPUT: usize = 1;

    pub const fn was_closed(_: usize) -> bool {
        false
    }
}
