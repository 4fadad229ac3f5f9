//! Addresses that stand alone.

/// True for the address of a page alone, perhaps behind a word such as "Source:": no headline.
pub(crate) fn is_address(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let label = words.next();
    label.is_none_or(|label| label.ends_with(':')) && words.next().is_none() && is_url(last)
}

/// True for `https://…`, `www.…` and `host.example/path`.
fn is_url(word: &str) -> bool {
    let word = word.trim_matches(['<', '>', '(', ')', '[', ']']);
    let host = word.split('/').next().unwrap_or_default();
    let named = host.contains('.')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:".contains(&b));
    word.contains("://")
        || word.starts_with("www.")
        || named && word.contains('/') && host.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_alone() {
        for line in [
            "http://www.example.org/2011/03/pier.html",
            "URL: https://example.org",
            "www.example.org",
            "<example.org/pier>",
        ] {
            assert!(is_address(line), "{line}");
        }
        for line in [
            "",
            "Example.com shares fall",
            "Pier closed",
            "1/2",
            "See www.example.org now",
            "12.5/3",
        ] {
            assert!(!is_address(line), "{line}");
        }
    }
}
