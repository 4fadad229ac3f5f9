//! Cleaning takes time that grows with the text and no faster, whatever the text repeats.

#![cfg(target_os = "linux")]
// A test may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_precision_loss)]

use relata_text::{CleanOptions, clean, html};

const SHORT: usize = 1 << 15;

/// A text that is so many times longer takes so many times as long; quadratic time would be
/// 16 × 16.
const TIMES: usize = 16;

/// Beyond twice what is linear lies what caches and other programs do.
const MOST: f64 = TIMES as f64 * 4.0;

/// Seconds of the processor, the least of three runs.
fn seconds(text: &str, work: impl Fn(&str)) -> f64 {
    // The first number is nanoseconds of the processor, as of when the thread was last put aside.
    let now = || {
        std::thread::yield_now();
        let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        times.split(' ').next().unwrap().parse::<f64>().unwrap() * 1e-9
    };
    let run = |_| {
        let start = now();
        work(text);
        now() - start
    };
    (0..3).map(run).fold(f64::INFINITY, f64::min)
}

fn check(unit: &str, work: impl Fn(&str)) {
    let text = |length: usize| unit.repeat(length.div_ceil(unit.len()));
    let long = seconds(&text(SHORT * TIMES), &work);
    // What takes less is no measure.
    let short = seconds(&text(SHORT), &work).max(1e-3);
    assert!(
        long < short * MOST,
        "{unit:?}: {short} s for {SHORT} bytes, {long} s for {TIMES} times as many"
    );
}

#[test]
fn texts_take_linear_time() {
    for unit in [
        "… ",
        "。",
        "‽1)",
        "！ a",
        "Share^…",
        "? ",
        ". . ",
        "U.S. ",
        "A. ",
        "[3] ",
        "“He said ”",
        "\"",
        "’ ",
        "(",
        "rain ",
        "x",
        "Rain.\n",
        "\n\n",
        "a\n\n",
        "- \n",
        "1) a\n",
        "A: b\n",
        "12:30 ",
        "12:30\n",
        "https://a.b/c ",
        "By Ann Ray\n",
        "PARIS (AP) — ",
        "Subscribe now\n",
        "Rain fell.Snow fell",
        "\0",
        "\u{feff}",
        "\u{200d}🇸🇾",
        "e\u{301}",
        "中",
        "<p>a",
    ] {
        check(unit, |text| drop(std::hint::black_box(clean(text, &CleanOptions::default()))));
    }
}

#[test]
fn pages_take_linear_time() {
    let deep = format!("{}a{}", "<div>".repeat(390), "</div>".repeat(390));
    for unit in [
        "<p>Rain fell.</p>\n",
        "<div>",
        "<",
        "&amp;",
        "&",
        "a<br>",
        "<p a=\"b\" c=d>",
        "<!-- a --",
        "<ul><li>a",
        "<table><tr><td>a",
        "<b><i><a href=x>a</p>",
        "<select><option>a",
        "<svg><a>",
        "<h1>a</h1>",
        &deep,
        "<script type='application/ld+json'>{}</script>",
        "<meta name=author content=a>",
    ] {
        check(unit, |page| drop(std::hint::black_box(html::extract(page))));
    }
}
