//! What the grammar finds and how it normalises.

use relata_core::{Reading, Sentence, Span};

fn check(text: &str, published: Option<&str>, expected: &[(&str, &str)]) {
    let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
    let times = super::find(text, &reading, published.map(|d| d.parse().unwrap()));
    let found: Vec<(&str, &str)> =
        times.iter().map(|t| (t.text.text.as_str(), t.value.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_that_name_a_day() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It burned on 2 March 2018.", &[("2 March 2018", "2018-03-02")]);
    on("It burned on March 2, 2018, they say.", &[("March 2, 2018", "2018-03-02")]);
    on("It burned on Jan. 9.", &[("Jan. 9", "2019-01-09")]);
    on("Log of 2018-11-30.", &[("2018-11-30", "2018-11-30")]);
    on("On Tuesday, November 6, voters queued.", &[("Tuesday, November 6", "2018-11-06")]);
    on("It was the 3rd of April.", &[("the 3rd of April", "2019-04-03")]);
}

#[test]
fn weekdays_follow_the_tense() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("The bridge fell on Thursday.", &[("Thursday", "2019-03-14")]);
    on("The bridge fell on Friday.", &[("Friday", "2019-03-08")]);
    on("They will meet on Friday.", &[("Friday", "2019-03-15")]);
    on("The bridge fell last Thursday.", &[("last Thursday", "2019-03-07")]);
    on("It burned late Sunday night.", &[("late Sunday night", "2019-03-10TNI")]);
}

#[test]
fn nothing_is_guessed_without_a_day_of_publication() {
    let open = |text, expected| check(text, None, expected);
    open("The bridge fell on Wednesday.", &[("Wednesday", "XXXX-WXX-3")]);
    open("The bridge fell in August.", &[("August", "XXXX-08")]);
    open("The bridge fell on 7 October.", &[("7 October", "XXXX-10-07")]);
    open("The bridge fell yesterday.", &[("yesterday", "XXXX-XX-XX")]);
    open("It closed last year.", &[("last year", "XXXX")]);
}

#[test]
fn dates_told_from_the_day_of_publication() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("Yesterday, a mill burned.", &[("Yesterday", "2019-03-13")]);
    on(
        "It closed last month and reopens next week.",
        &[("last month", "2019-02"), ("next week", "2019-W12")],
    );
    on("It closed three days ago.", &[("three days ago", "2019-03-11")]);
    on("It closed two years ago.", &[("two years ago", "2017")]);
    on("It closed earlier this year.", &[("earlier this year", "2019")]);
    on(
        "It opened on 5 March; three days earlier it had burned.",
        &[("5 March", "2019-03-05"), ("three days earlier", "2019-03-02")],
    );
    on("Last fall it rained.", &[("Last fall", "2018-FA")]);
    on("Shares fell in the third quarter.", &[("the third quarter", "2018-Q3")]);
}

#[test]
fn lengths_sets_and_vague_times() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It took five years.", &[("five years", "P5Y")]);
    on("a two-week truce", &[("two-week", "P2W")]);
    on("It rained for the past two months.", &[("the past two months", "P2M")]);
    on(
        "It rains every day and each Monday.",
        &[("every day", "P1D"), ("each Monday", "XXXX-WXX-1")],
    );
    on("They patrol daily.", &[("daily", "P1D")]);
    on("In recent weeks it rained.", &[("recent weeks", "PAST_REF")]);
    on("the 1990s and the late 1970s", &[("the 1990s", "199X"), ("the late 1970s", "197X")]);
    on("the 20th century", &[("the 20th century", "19")]);
    on("2 1/2 years", &[("2 1/2 years", "P2Y6M")]);
}

#[test]
fn times_of_day() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("at 10:35 a.m. on Monday", &[("10:35 a.m. on Monday", "2019-03-11T10:35")]);
    on("at 7 p.m.", &[("7 p.m.", "2019-03-14T19:00")]);
    on("noon Tuesday", &[("noon Tuesday", "2019-03-12T12:00")]);
}

#[test]
fn words_that_only_look_like_times() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It may rain; they march on.", &[]);
    on("May I? Sun and Sat sat.", &[]);
    on("He came second.", &[]);
    on("It cost $1999.", &[]);
}
