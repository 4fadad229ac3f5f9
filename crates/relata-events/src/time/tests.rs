//! What the grammar finds and how it normalises.

use relata_core::{Reading, Sentence, Span};

fn check(text: &str, published: Option<&str>, expected: &[(&str, &str)]) {
    let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
    let times = super::find(text, &reading, published.map(|d| d.parse().unwrap()));
    let found: Vec<(&str, &str)> =
        times.iter().map(|t| (t.text.text.as_str(), t.value.as_deref().unwrap_or("-"))).collect();
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
    on("On Sun., March 10, voters queued.", &[("Sun., March 10", "2019-03-10")]);
    on("It was the 3rd of April.", &[("the 3rd of April", "2019-04-03")]);
}

#[test]
fn dates_in_figures() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("Logged 04-Feb-12.", &[("04-Feb-12", "2012-02-04")]);
    on("Signed 09-Aug-2011.", &[("09-Aug-2011", "2011-08-09")]);
    on("Zug, 3.7.2018.", &[("3.7.2018", "2018-07-03")]);
    on("See 2011/05/17.", &[("2011/05/17", "2011-05-17")]);
    on("On 23/04/2016 and 5/4/2016.", &[("23/04/2016", "2016-04-23"), ("5/4/2016", "2016-04-05")]);
    on("On 4/23/2016 and 5/4/2016.", &[("4/23/2016", "2016-04-23"), ("5/4/2016", "2016-05-04")]);
}

#[test]
fn weekdays_of_a_month() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on(
        "It met on the second Monday of February.",
        &[("the second Monday of February", "2019-02-11")],
    );
    on(
        "It meets on the last Friday of this month.",
        &[("the last Friday of this month", "2019-03-29")],
    );
    on("The third Tuesday of May 2016.", &[("The third Tuesday of May 2016", "2016-05-17")]);
    on("It will open a week on Friday.", &[("a week on Friday", "2019-03-22")]);
    on(
        "It hit in the early hours of Friday morning.",
        &[("the early hours of Friday morning", "2019-03-08TMO")],
    );
    on("They left the day before yesterday.", &[("the day before yesterday", "2019-03-12")]);
    on("It hit in the small hours of Sunday.", &[("the small hours of Sunday", "2019-03-10TMO")]);
}

#[test]
fn parts_of_a_year() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("Q2 2017 and Q4 2018", &[("Q2 2017", "2017-Q2"), ("Q4 2018", "2018-Q4")]);
    on("the final quarter of 2017", &[("the final quarter of 2017", "2017-Q4")]);
    on("the first half of 2017", &[("the first half of 2017", "2017-H1")]);
    on("next year's first quarter", &[("next year's first quarter", "2020-Q1")]);
    on("the turn of the century", &[("the turn of the century", "2000")]);
    on("in 4Q 2017 and 3Q", &[("4Q 2017", "2017-Q4"), ("3Q", "2017-Q3")]);
    // The quarter that has just ended is reported, whatever the tense.
    on("It will report fourth-quarter results.", &[("fourth-quarter", "2018-Q4")]);
    on("It will report second-quarter results.", &[("second-quarter", "2019-Q2")]);
    on("January nineteen ninety-seven", &[("January nineteen ninety-seven", "1997-01")]);
    on("They feared the year two thousand.", &[("the year two thousand", "2000")]);
    on(
        "By the year two thousand and thirty, it ends.",
        &[("the year two thousand and thirty", "2030")],
    );
}

#[test]
fn feasts() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("They fasted in Easter week 2018.", &[("Easter week 2018", "2018-W13")]);
    on("It shut in Christmas week.", &[("Christmas week", "2018-W52")]);
    on("It shut over Labor Day weekend.", &[("Labor Day weekend", "2018-W36-WE")]);
    on("They queued on Black Friday.", &[("Black Friday", "2018-11-23")]);
    on("They prayed on Palm Sunday 2016.", &[("Palm Sunday 2016", "2016-03-20")]);
    on("They marched on Memorial Day 2017.", &[("Memorial Day 2017", "2017-05-29")]);
    on("They drank on St. Patrick's Day 2018.", &[("St. Patrick's Day 2018", "2018-03-17")]);
}

#[test]
fn names_of_months_in_other_languages_are_no_dates() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("Am 3. Oktober, le 4 août, el 5 de mayo, 6 июня, 7月8日.", &[]);
    on("el 12 de octubre de 2018", &[("2018", "2018")]);
}

#[test]
fn a_story_of_the_past_keeps_its_year() {
    let sentences = |text: &str| {
        let at = text.find(". ").unwrap() + 2;
        let spans = [Span::at(0, at - 1), Span::at(at, text.len() - at)];
        Reading::new(&spans.map(|span| Sentence::new(span, 0)), Vec::new())
    };
    let second = |text: &str| {
        let times = super::find(text, &sentences(text), Some("2020-05-05".parse().unwrap()));
        times.last().and_then(|t| t.value.clone()).unwrap()
    };
    assert_eq!(second("It began on 14 June 1905. On 25 June it ended."), "1905-06-25");
    assert_eq!(second("It began in November 1979. In January it ended."), "1980-01");
    assert_eq!(second("He was jailed in 2004. On 25 April he fled."), "2020-04-25");
}

#[test]
fn days_that_do_not_exist_have_no_value() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It is dated 31 February.", &[("31 February", "-")]);
    on("It is dated 29 February 2019.", &[("29 February 2019", "-")]);
    on("It is dated 31.4.2018.", &[("31.4.2018", "-")]);
    on("No. 123456789 of 999999999", &[]);
}

#[test]
fn many_dates_in_a_line_are_all_read() {
    let text = "3 May 2011, ".repeat(2000);
    let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
    assert_eq!(super::find(&text, &reading, None).len(), 2000);
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
    on("It closed a year and a half ago.", &[("a year and a half ago", "2017")]);
    on("It closed half a century ago.", &[("half a century ago", "1969")]);
    on("It shut half an hour later.", &[("half an hour later", "PT30M")]);
    on("It closed a couple of years ago.", &[("a couple of years ago", "2017")]);
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
    on("in late '80s films", &[("late '80s", "198X")]);
    on("a '70s film", &[("'70s", "197X")]);
    on("the 20th century", &[("the 20th century", "19")]);
    on("2 1/2 years", &[("2 1/2 years", "P2Y6M")]);
    on("He got two and a half years.", &[("two and a half years", "P2Y6M")]);
    on("a two-and-a-half-year term", &[("two-and-a-half-year", "P2Y6M")]);
    on("It takes 12 to 18 months.", &[("12 to 18 months", "PXM")]);
    on(
        "They meet twice a year or once every two weeks.",
        &[("twice a year", "P1Y"), ("once every two weeks", "P2W")],
    );
    on("They meet three times a month.", &[("three times a month", "P1M")]);
}

#[test]
fn days_and_months_that_share_a_month_or_year() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("On 3 and 4 March it snowed.", &[("3", "2019-03-03"), ("4 March", "2019-03-04")]);
    on("From 3 to 5 May 2016 it ran.", &[("3", "2016-05-03"), ("5 May 2016", "2016-05-05")]);
    on("It ran on March 3-5.", &[("March 3", "2019-03-03"), ("5", "2019-03-05")]);
    on(
        "March 3, 4 and 5, 2016",
        &[("March 3", "2016-03-03"), ("4", "2016-03-04"), ("5, 2016", "2016-03-05")],
    );
    on("In May and June 2016 it fell.", &[("May", "2016-05"), ("June 2016", "2016-06")]);
    on("December and January 2016", &[("December", "2015-12"), ("January 2016", "2016-01")]);
    on("3 May to 5 June 2016", &[("3 May", "2016-05-03"), ("5 June 2016", "2016-06-05")]);
    // What is counted is no day.
    on("On March 3 and 4,000 marched.", &[("March 3", "2019-03-03")]);
}

#[test]
fn running_periods() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It ends by the end of the year.", &[("the end of the year", "2019")]);
    on("He fell ill earlier in the week.", &[("earlier in the week", "2019-W11")]);
    on("Sales rose for the full year.", &[("the full year", "2019")]);
    on("Sales rose this fiscal year.", &[("this fiscal year", "2019")]);
    on("It fell for the year ended June 30.", &[("the year", "P1Y"), ("June 30", "2018-06-30")]);
    on("She was the player of the year.", &[]);
    on("That was the year he died.", &[]);
    on("It sat the week of March 4.", &[("the week of March 4", "2019-W10")]);
    on("the third quarter of fiscal 2016", &[("the third quarter of fiscal 2016", "2016-Q3")]);
}

#[test]
fn days_and_weeks_further_off() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It closed the week before last.", &[("the week before last", "2019-W09")]);
    on("It opens the weekend after next.", &[("the weekend after next", "2019-W13-WE")]);
    on("He fled the night before last.", &[("the night before last", "2019-03-12TNI")]);
    on("It opened three weeks ago today.", &[("three weeks ago today", "2019-02-21")]);
    on("He fled a week ago Friday.", &[("a week ago Friday", "2019-03-01")]);
}

#[test]
fn a_text_without_a_day_goes_on_from_what_it_tells() {
    use relata_core::{Relation, Token, Upos};
    let text =
        "On 4 May 2011 rebels took Dolna. On Friday they left. On November 12 they returned.";
    let sentences = [(0, 32), (33, 53), (54, 83)];
    let sentences = sentences.map(|(start, end)| Sentence::new(Span::between(start, end), 0));
    let mut rebels = Token::new(Span::at(text.find("rebels").unwrap(), "rebels".len()));
    (rebels.upos, rebels.relation) = (Upos::Noun, Relation::Nsubj);
    let values = |tokens: Vec<Token>| {
        let times = super::find(text, &Reading::new(&sentences, tokens), None);
        times.into_iter().map(|t| t.value.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(values(vec![rebels]), ["2011-05-04", "2011-05-06", "2011-11-12"]);
    // A date that stands over the text is that of the news.
    assert_eq!(values(Vec::new()), ["2011-05-04", "2011-04-29", "2010-11-12"]);
}

#[test]
fn ages_rates_and_titles_are_no_times() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("He is 52 years old.", &[]);
    on("It is guarded 24 hours a day.", &[("a day", "P1D")]);
    on("He told This Week that it is late.", &[]);
    on("She said on CBS's 60 Minutes that he left.", &[]);
    on("Mill Closed This Week", &[("This Week", "2019-W11")]);
    on(
        "a day-long visit and a decades-long row",
        &[("a day-long", "P1D"), ("decades-long", "PXE")],
    );
}

#[test]
fn times_of_day() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("at 10:35 a.m. on Monday", &[("10:35 a.m. on Monday", "2019-03-11T10:35")]);
    on(
        "at 6 a.m. ten days before the fire",
        &[("6 a.m.", "XXXX-XX-XXT06:00"), ("ten days", "P10D")],
    );
    on("By mid afternoon it had burned.", &[("mid afternoon", "2019-03-14TAF")]);
    on("By mid-morning on Tuesday it burned.", &[("mid-morning on Tuesday", "2019-03-12TMO")]);
    on("at 7 p.m.", &[("7 p.m.", "2019-03-14T19:00")]);
    on("noon Tuesday", &[("noon Tuesday", "2019-03-12T12:00")]);
    on("at 7 o'clock in the evening", &[("7 o'clock in the evening", "2019-03-14T19:00")]);
    on("at 4 in the morning on Monday", &[("4 in the morning on Monday", "2019-03-11T04:00")]);
    on("They shot 4 in the morning.", &[]);
    on("at 6.10 am on Monday", &[("6.10 am on Monday", "2019-03-11T06:10")]);
    on(
        "at 2.30am and at 11.05pm",
        &[("2.30am", "2019-03-14T02:30"), ("11.05pm", "2019-03-14T23:05")],
    );
    on("It fell 6.10 points.", &[]);
    on("They left at nightfall.", &[("nightfall", "2019-03-14TEV")]);
    on("The high noon of steam.", &[]);
    on("It rang late on Monday.", &[("late on Monday", "2019-03-11")]);
    on(
        "He was shot on Monday; earlier in the day he had called.",
        &[("Monday", "2019-03-11"), ("earlier in the day", "2019-03-11")],
    );
}

#[test]
fn words_that_only_look_like_times() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It may rain; they march on.", &[]);
    on("May I? Sun and Sat sat.", &[]);
    on("He came second.", &[]);
    on("It cost $1999.", &[]);
}

/// A reading of words and tags, each `word/TAG/head/relation`, heads counted from 1.
fn reading_of(rows: &str) -> (String, Reading) {
    let words: Vec<Vec<&str>> = rows.split(' ').map(|row| row.split('/').collect()).collect();
    let text = words.iter().map(|word| word[0]).collect::<Vec<_>>().join(" ");
    let lines = words.iter().enumerate().map(|(number, word)| {
        let lemma = word.get(4).copied().unwrap_or(word[0]).to_lowercase();
        format!(
            "{}\t{}\t{lemma}\t{}\t_\t_\t{}\t{}\t_\t_\n",
            number + 1,
            word[0],
            word[1],
            word[2],
            word[3]
        )
    });
    let reading = relata_core::conllu::read(&text, &(lines.collect::<String>() + "\n")).unwrap();
    (text, reading)
}

#[test]
fn a_time_may_name_the_noun_behind_it() {
    let check = |rows: &str, expected: &[&str]| {
        let (text, reading) = reading_of(rows);
        let times = super::find(&text, &reading, Some("2019-05-14".parse().unwrap()));
        let values: Vec<&str> = times.iter().filter_map(|t| t.value.as_deref()).collect();
        assert_eq!(values, expected, "{text}");
    };
    // Four figures count several things, and are the year of one.
    check("the/DET/3/det 1998/NUM/3/nummod treaty/NOUN/4/nsubj holds/VERB/0/root/hold", &["1998"]);
    check("some/DET/3/det 1998/NUM/3/nummod treaties/NOUN/4/nsubj/treaty hold/VERB/0/root", &[]);
    check(
        "a/DET/4/det 2000/NUM/3/nummod metre/NOUN/4/compound race/NOUN/5/nsubj begins/VERB/0/root/begin",
        &[],
    );
    // A month that names a thing has gone by, or comes soon.
    check(
        "the/DET/3/det June/PROPN/3/compound vote/NOUN/4/nsubj looms/VERB/0/root/loom",
        &["2019-06"],
    );
    check(
        "a/DET/3/det March/PROPN/3/compound pact/NOUN/4/nsubj holds/VERB/0/root/hold",
        &["2019-03"],
    );
    check(
        "an/DET/3/det October/PROPN/3/compound pact/NOUN/4/nsubj holds/VERB/0/root/hold",
        &["2018-10"],
    );
    // What is coming is ahead, whatever is done about it.
    check(
        "he/PRON/2/nsubj dropped/VERB/0/root/drop the/DET/5/det planned/ADJ/5/amod visit/NOUN/2/obj in/ADP/7/case July/PROPN/5/nmod",
        &["2019-07"],
    );
}

#[test]
fn a_date_that_names_a_thing_is_not_told_of() {
    let rows = "jailed/VERB/0/root/jail for/ADP/5/case the/DET/5/det 1988-12-21/NUM/5/compound blast/NOUN/1/obl he/PRON/7/nsubj left/VERB/1/conj/leave in/ADP/9/case April/PROPN/7/obl";
    let (text, reading) = reading_of(rows);
    let times = super::find(&text, &reading, Some("1999-06-07".parse().unwrap()));
    assert_eq!(times.last().and_then(|t| t.value.clone()).as_deref(), Some("1999-04"), "{text}");
}

#[test]
fn dates_that_cannot_be_or_may_be_two_are_warned_of() {
    let check = |text: &str, expected: &[&str]| {
        let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
        let sentences = super::sentence_words(text, &reading);
        let read = super::find_with_rules(text, &reading, &sentences, super::Frame::default());
        let found: Vec<String> = super::warnings(&read).into_iter().map(|w| w.message).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("It is dated 31 February.", &["the calendar has no such day"]);
    check("It is dated 7/3/2023.", &["day and month may be either; the month was read first"]);
    check("It is dated 17/3/2023.", &[]);
}

#[test]
fn figures_that_are_too_long_are_no_years() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It happened in 201812345.", &[]);
    on("On 3 March 201812345 it fell.", &[("3 March", "2019-03-03")]);
    on("In the year 999999999 and on 1/1/999999999.", &[]);
    on("It ran 999999999 years ago.", &[("999999999 years ago", "PAST_REF")]);
    on("It stood 10,000 years ago.", &[("10,000 years ago", "PAST_REF")]);
    on(&format!("No. {}", "9".repeat(4000)), &[]);
}

/// The value of the last time of a text in which a sentence ends at each full stop.
fn last_value(text: &str, published: &str) -> String {
    let sentences: Vec<Sentence> = text
        .split_inclusive(". ")
        .scan(0, |at, part| {
            let start = *at;
            *at += part.len();
            Some(Sentence::new(Span::between(start, start + part.trim_end().len()), 0))
        })
        .collect();
    let reading = Reading::new(&sentences, Vec::new());
    let times = super::find(text, &reading, Some(published.parse().unwrap()));
    times.last().and_then(|t| t.value.clone()).unwrap()
}

#[test]
fn later_counts_from_what_was_told_last() {
    let last = |text: &str| last_value(text, "2022-12-01");
    assert_eq!(last("The mine opened in 1972. Four years later it blew up."), "1976");
    assert_eq!(last("They landed in June 1944. Two months later they left."), "1944-08");
    assert_eq!(last("He fell on 9 May 2006. Two days earlier he had called."), "2006-05-07");
    assert_eq!(last("It opened in 1950. It had burned two decades earlier."), "1930");
    assert_eq!(last("It fell on Monday. It rose a week later."), "2022-W49");
}

#[test]
fn a_part_of_a_day_that_is_named_behind_it() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It burned at dawn on Monday.", &[("dawn on Monday", "2019-03-11TMO")]);
    on("It burned on the night of 8 March.", &[("the night of 8 March", "2019-03-08TNI")]);
    on("It fell by mid-afternoon yesterday.", &[("mid-afternoon yesterday", "2019-03-13TAF")]);
    on("It burned at night.", &[]);
}

#[test]
fn a_day_of_the_month_by_its_number_alone() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("They were freed on the 9th.", &[("the 9th", "2019-03-09")]);
    on("They were freed on the 21st.", &[("the 21st", "2019-02-21")]);
    on("They won the 9th.", &[]);
    on("They live on the 9th of three floors.", &[]);
}

#[test]
fn weeks_of_iso_8601() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("Report 2021-W07.", &[("2021-W07", "2021-W07")]);
    on("Report 2021-W60.", &[("2021-W60", "-")]);
}

#[test]
fn the_following_day_or_month_follows_what_was_told() {
    let last = |text: &str| last_value(text, "2019-12-20");
    assert_eq!(last("He fell on 6 December. The following Monday he rose."), "2019-12-09");
    assert_eq!(last("He fell on 6 December. The previous Friday he had won."), "2019-11-29");
    assert_eq!(last("She left in March. The following month it closed."), "2019-04");
    assert_eq!(
        last("It began on 1 July 1916. By August it had stalled. On 18 November it ended."),
        "1916-11-18"
    );
    assert_eq!(last("It fell. A week or so ago it rose."), "2019-W50");
}

#[test]
fn what_only_looks_like_a_day_or_length() {
    let on = |text, expected| check(text, Some("2019-03-14"), expected);
    on("It grew in the past three quarters.", &[("the past three quarters", "P3Q")]);
    on("It grew in three quarters of towns.", &[]);
    on("It will close by year-end.", &[("year-end", "2019")]);
    on("At year's end it shut.", &[("year's end", "2018")]);
}

#[test]
fn the_predicate_that_a_day_is_tells_where_it_lies() {
    let check = |rows: &str, expected: &[&str]| {
        let (text, reading) = reading_of(rows);
        let times = super::find(&text, &reading, Some("2019-05-14".parse().unwrap()));
        let values: Vec<&str> = times.iter().filter_map(|t| t.value.as_deref()).collect();
        assert_eq!(values, expected, "{text}");
    };
    check(
        "the/DET/2/det deadline/NOUN/4/nsubj is/AUX/4/cop/be Friday/PROPN/0/root ./PUNCT/4/punct",
        &["2019-05-17"],
    );
    check(
        "the/DET/2/det deadline/NOUN/4/nsubj was/AUX/4/cop/be Friday/PROPN/0/root ./PUNCT/4/punct",
        &["2019-05-10"],
    );
    // "last" is when they met, and singles nobody out.
    check(
        "they/PRON/3/nsubj last/ADV/3/advmod met/VERB/0/root/meet and/CCONJ/7/cc are/AUX/7/aux/be to/PART/7/mark meet/VERB/3/conj again/ADV/7/advmod in/ADP/10/case June/PROPN/7/obl",
        &["2019-06"],
    );
    // The figures for the month before have come.
    check(
        "figures/NOUN/4/nsubj/figure for/ADP/3/case April/PROPN/4/obl fell/VERB/0/root/fall",
        &["2019-04"],
    );
    // "in July the first" is a date only by itself.
    check(
        "in/ADP/2/case July/PROPN/6/obl the/DET/5/det first/ADJ/5/amod convoy/NOUN/6/nsubj came/VERB/0/root/come",
        &["2018-07"],
    );
}
