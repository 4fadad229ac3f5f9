//! Windows that are computed together.

/// A group takes windows until it has so many rows: enough to read each weight once for many rows,
/// and few enough to stay in the cache.
const ROWS: usize = 192;

/// Groups of windows (by their indexes in `lengths`), the longest windows first, so that threads
/// which take one group after the other end at about the same time. Results do not depend on the
/// groups, so neither do they on the number of threads.
pub(super) fn groups(lengths: &[usize], threads: usize) -> Vec<Vec<usize>> {
    let share = lengths.iter().sum::<usize>().div_ceil(threads.max(1));
    let most = ROWS.min(share);
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(lengths.get(index)));
    let mut groups = Vec::new();
    let (mut open, mut rows) = (Vec::new(), 0);
    for index in order {
        let len = lengths.get(index).copied().unwrap_or(0);
        if rows + len > most && !open.is_empty() {
            groups.push(std::mem::take(&mut open));
            rows = 0;
        }
        open.push(index);
        rows += len;
    }
    groups.extend((!open.is_empty()).then_some(open));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_grouped_by_length() {
        let check = |lengths: &[usize], threads, expected: &[&[usize]]| {
            assert_eq!(groups(lengths, threads), expected);
        };
        check(&[], 2, &[]);
        check(&[30], 2, &[&[0]]);
        check(&[30, 190, 30, 40], 1, &[&[1], &[3, 0, 2]]);
        check(&[20, 20, 20, 20], 2, &[&[0, 1], &[2, 3]]);
        check(&[0, 500, 100, 100], 2, &[&[1], &[2], &[3, 0]]);
        check(&[60, 60, 60, 60], 1, &[&[0, 1, 2], &[3]]);
    }
}
