//! The machine that measures.

use std::fs;

use serde::Serialize;

/// What speed depends on.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// Name of the processor, where the system tells.
    pub cpu: Option<String>,
    /// Threads that run at the same time.
    pub cores: usize,
    /// `x86_64`, `aarch64`, …
    pub architecture: &'static str,
    /// Instruction sets that matter to the encoder.
    pub features: Vec<&'static str>,
    /// `linux`, `macos`, `windows`, …
    pub system: &'static str,
}

impl Machine {
    /// The machine that this runs on.
    pub fn this() -> Self {
        Self {
            cpu: cpu_name(),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get),
            architecture: std::env::consts::ARCH,
            features: features(),
            system: std::env::consts::OS,
        }
    }
}

/// Most memory that the process has held so far, in bytes; `None` where the system does not tell in
/// Linux's way.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kib: u64 = after(&status, "VmHWM:")?.trim_end_matches("kB").trim().parse().ok()?;
    Some(kib * 1024)
}

fn cpu_name() -> Option<String> {
    let table = fs::read_to_string("/proc/cpuinfo").ok()?;
    let name = after(&table, "model name")?.trim_start_matches(':').trim();
    Some(name.to_owned())
}

/// The rest of the first line that begins so.
fn after<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    table.lines().find_map(|line| line.strip_prefix(key)).map(str::trim)
}

#[cfg(target_arch = "x86_64")]
fn features() -> Vec<&'static str> {
    let known = [
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("avxvnni", is_x86_feature_detected!("avxvnni")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("avx512bw", is_x86_feature_detected!("avx512bw")),
        ("avx512vnni", is_x86_feature_detected!("avx512vnni")),
    ];
    known.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()
}

#[cfg(target_arch = "aarch64")]
fn features() -> Vec<&'static str> {
    use std::arch::is_aarch64_feature_detected;
    let known = [
        ("neon", is_aarch64_feature_detected!("neon")),
        ("dotprod", is_aarch64_feature_detected!("dotprod")),
        ("i8mm", is_aarch64_feature_detected!("i8mm")),
    ];
    known.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn features() -> Vec<&'static str> {
    Vec::new()
}
