//! Titles without the name of the site.

/// Marks between a title and the name of the site, with blanks around them.
const MARKS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " • ", " » "];
/// Words of a name of a site, at most, where its name is not known from elsewhere.
const SITE_WORDS: usize = 4;

/// `title` without the name of the site behind a mark: the name `site` where it is known; behind a
/// bar also one that is not.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, *mark))).max();
    let Some((at, mark)) = cut else { return title.to_owned() };
    let (before, after) = (
        title.get(..at).unwrap_or_default().trim(),
        title.get(at + mark.len()..).unwrap_or_default().trim(),
    );
    let known = site.is_some_and(|site| alike(site, after));
    let presumed = site.is_none()
        && mark == " | "
        && after.split_whitespace().count() <= SITE_WORDS
        && before.contains(' ')
        && before.len() > after.len();
    if (known || presumed) && !before.is_empty() { before.to_owned() } else { title.to_owned() }
}

/// True when one name is the other, or a part of it, apart from blanks and large letters: "CNN" and
/// "CNN.com".
fn alike(one: &str, other: &str) -> bool {
    let fold = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (one, other) = (fold(one), fold(other));
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, site: Option<&str>, expected: &str) {
        assert_eq!(without_site(title, site), expected);
    }

    #[test]
    fn names_of_sites() {
        check("Ferry sinks - The Amity Star", Some("Amity Star"), "Ferry sinks");
        check("Ferry sinks - captain blamed", Some("Amity Star"), "Ferry sinks - captain blamed");
        check(
            "Ferry sinks off the northern coast | Star",
            None,
            "Ferry sinks off the northern coast",
        );
        check("Harbour fire | The Star", None, "Harbour fire");
        check("Opinion | Ferries must be safe", None, "Opinion | Ferries must be safe");
        check("Star", Some("Star"), "Star");
    }
}
