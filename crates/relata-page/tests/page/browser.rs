//! The page in headless Chromium. Skipped, loudly, where there is none; `CHROMIUM` names one that
//! is not on the path.

use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::article::{TEXT, extraction};

/// Works the page as a reader would and writes what it finds wrong into the page.
const PROBE: &str = r#"
(() => {
  const wrong = [];
  const expect = (holds, what) => { if (!holds) wrong.push(what); };
  const text = document.getElementById("text").cloneNode(true);
  text.querySelectorAll("summary").forEach((summary) => summary.remove());
  expect(text.textContent === EXPECTED, "the text is another: " + text.textContent);
  expect(document.scripts.length === 2, "another script is there");
  expect(document.title !== "x", "the article has run");
  const seen = (list) => Array.from(list).filter((e) => e.checkVisibility()).map((e) => e.id);
  const claims = document.querySelectorAll(".claim");
  expect(seen(claims).join() === "c1,c2", "not all claims are seen: " + seen(claims));
  const pick = Array.from(document.querySelectorAll(".pick"))
    .find((button) => button.textContent === "The rebels");
  pick.click();
  expect(pick.getAttribute("aria-pressed") === "true", "the source is not pressed");
  expect(seen(claims).join() === "c2", "claims of the source: " + seen(claims));
  expect(document.getElementById("f-state").textContent.includes("1 of 2 claims"), "status");
  pick.click();
  expect(seen(claims).join() === "c1,c2", "all claims again: " + seen(claims));
  document.querySelector('input[value="asserted"]').click();
  expect(seen(claims).join() === "c2", "claims without assertions: " + seen(claims));
  document.querySelector('button[type="reset"]').click();
  setTimeout(() => {
    expect(seen(claims).join() === "c1,c2", "all claims after a reset: " + seen(claims));
    const score = document.getElementById("f-score");
    score.value = "0.85";
    score.dispatchEvent(new Event("input", { bubbles: true }));
    expect(seen(document.querySelectorAll(".event")).length === 0, "an event of a low score");
    expect(seen(claims).length === 2, "claims of a high score");
    score.value = "0";
    score.dispatchEvent(new Event("input", { bubbles: true }));
    const mark = document.querySelector('#text [data-c~="c2"].content');
    mark.click();
    expect(document.getElementById("c2").classList.contains("chosen"), "a click on a mark");
    expect(document.activeElement.id === "c2", "the keyboard stays behind");
    Array.from(document.querySelectorAll(".pick")).find((other) => other !== pick).click();
    expect(seen(claims).join() === "c1", "claims of the other source: " + seen(claims));
    mark.click();
    expect(seen(claims).join() === "c1,c2", "a mark leads to a claim that is filtered out");
    const name = (e) => (e.labels && e.labels.length ? e.labels[0] : e).textContent.trim();
    const reached = document.querySelectorAll("a[href], button, input, select, summary");
    const nameless = Array.from(reached).filter((e) => !name(e)).map((e) => e.outerHTML);
    expect(nameless.length === 0, "no name for a screen reader: " + nameless);
    expect(document.querySelectorAll("h1").length === 1, "not one first heading");
    const map = document.querySelector("svg.map").getAttribute("aria-label");
    expect(map.includes("Aden"), "the map has no words");
    expect(document.documentElement.scrollWidth <= innerWidth, "wider than the window");
    document.documentElement.dataset.probe = wrong.length ? wrong.join("; ") : "all is well";
  });
})();
"#;

fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = || {
        std::env::split_paths(&folders)
            .flat_map(|folder| ["chromium", "chromium-browser"].map(|name| folder.join(name)))
            .find(|file| file.is_file())
    };
    named.or_else(found)
}

/// Looks for an article in the list of several.
const FIND: &str = r#"
(() => {
  const find = document.getElementById("f-find");
  find.value = " aden  MAYOR";
  find.dispatchEvent(new Event("input", { bubbles: true }));
  const seen = Array.from(document.querySelectorAll(".index > li")).filter((e) => e.checkVisibility());
  const told = document.getElementById("f-state").textContent;
  const is = seen.length === 1 && seen[0].textContent.includes("Aden") && told.includes("1 of 2");
  document.documentElement.dataset.probe = is ? "all is well" : `${seen.length} seen; ${told}`;
})();
"#;

/// A page with a probe behind its script, which its policy is told to allow.
fn probed(page: &str, probe: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(probe));
    page.replace("script-src '", &format!("script-src 'sha256-{hash}' '"))
        .replace("</body>", &format!("<script>{probe}</script></body>"))
}

fn article() -> String {
    let expected = serde_json::to_string(TEXT).unwrap().replace('<', "\\u003c");
    probed(&relata_page::page(TEXT, &extraction()), &PROBE.replace("EXPECTED", &expected))
}

fn index() -> String {
    let rain = "Rain fell in Oslo.";
    let other = relata_core::Extraction::new(&relata_core::Article::new(rain));
    let entries = [
        relata_page::IndexEntry::new("rain.html", rain, &other),
        relata_page::IndexEntry::new("aden.html", TEXT, &extraction()),
    ];
    probed(&relata_page::index(&entries), FIND)
}

fn opened(browser: &Path, file: &Path, width: u32) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"])
        .args(["--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", file.with_extension("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn the_pages_work_in_a_browser() {
    let Some(browser) = chromium() else {
        eprintln!("SKIPPED: there is no chromium (apt-get install chromium): pages NOT opened");
        return;
    };
    for (name, page) in [("page.html", article()), ("index.html", index())] {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&file, page).unwrap();
        for width in [1280, 500] {
            let (document, log) = opened(&browser, &file, width);
            let told = document.split("data-probe=\"").nth(1);
            let told = told.and_then(|rest| rest.split('"').next());
            assert_eq!(told, Some("all is well"), "{name} at a width of {width}; {log}");
            assert!(!log.contains(":CONSOLE"), "the console of {name} is not silent: {log}");
        }
    }
}
