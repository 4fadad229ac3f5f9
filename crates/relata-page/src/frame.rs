//! The frame of a page: its head, style and script, and what stands at its foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("assets/page.css");
const SCRIPT: &str = include_str!("assets/page.js");

/// SHA-256 of the script in Base64, as a content security policy names it: no other script runs.
const SCRIPT_HASH: &str = "pcEYJCBp9u3j6jGTVmukY9FwgwxlAbjfwH2iKx+Q9I0=";

/// A whole document. `head` is what its head has besides.
pub fn frame(title: &str, language: Option<&str>, head: &Markup, body: &Markup) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_HASH}'; \
        base-uri 'none'; form-action 'none'"
    );
    html! {
        (DOCTYPE)
        html lang=(language.unwrap_or("en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("relata ", env!("CARGO_PKG_VERSION")));
                (head)
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

pub fn footer() -> Markup {
    html! {
        footer {
            p { "Read by a program, relata " (env!("CARGO_PKG_VERSION")) ", which errs: what it "
                "says stands or falls with the words of the article. A score is the program's own "
                "estimate of being right, 0 to 1." }
            p { "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth, public domain." }
        }
    }
}
