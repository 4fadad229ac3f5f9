//! The token layers as CoNLL-U, for people and other tools to read, and for tests to write.
//!
//! Entity tag, attribution tag, link to the cue and the event layer stand in the last column:
//! `Entity=B-PER|Attribution=I-SOURCE|Cue=4|Event=B-OCCURRENCE|EventRoot=ASSAULT|Polarity=negative|Modality=planned|SpaceAfter=No`
//! (of the last three only what is not positive, actual and none; `Cue` is the number of the cue's
//! first word in the same sentence, or `sentence.word` in another one, both counted from 1). `#
//! newpar` begins a paragraph.
//!
//! A trigger of a news event is written at its words, `Trigger=B-ASSAULT`, `Trigger=I-ASSAULT`, and
//! at its first `Factuality=planned` (unless actual), `Arguments=actor:2,target:3.5` and
//! `Same=3.1` with the numbers of words. `# triggers` says that the reader looked for them.

use std::fmt::Write as _;

use crate::{
    Bio, EventScores, EventTag, EventTrigger, Factuality, Modality, NewsClass, ParseError,
    Polarity, Reading, Relation, SameEvent, Score, Sentence, Span, Token, TokenScores,
    TriggerArgument,
};

const LOOKED_FOR_TRIGGERS: &str = "# triggers";

/// Writes a reading as CoNLL-U.
///
/// ```
/// use relata_core::{Reading, conllu};
/// let text = "Homs fell.";
/// let source = "1\tHoms\tHoms\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=B-GPE\n\
///     2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
///     3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n\n";
/// let reading: Reading = conllu::read(text, source)?;
/// assert!(conllu::write(text, &reading).ends_with(source));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn write(text: &str, reading: &Reading) -> String {
    write_all(text, reading, false)
}

/// [`write()`] with the confidence of each layer, so that reading it back gives what the stages
/// after the reader see: `Scores=0.998/0.97/1/0.6/0.71/0` for part of speech, head, relation,
/// entity tag, attribution tag and link to the cue.
///
/// ```
/// use relata_core::conllu;
/// let rows = "1\tRain\train\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\
///     2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\t_\n\n";
/// let reading = conllu::read("Rain fell", rows)?;
/// assert!(conllu::write_with_scores("Rain fell", &reading).contains("Scores="));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn write_with_scores(text: &str, reading: &Reading) -> String {
    write_all(text, reading, true)
}

fn write_all(text: &str, reading: &Reading, scores: bool) -> String {
    let mut out = String::new();
    if reading.triggers().is_some() {
        out.push_str(LOOKED_FOR_TRIGGERS);
        out.push('\n');
    }
    let mut paragraph = None;
    for (number, sentence) in reading.sentences().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        // A string takes every write.
        let _ = writeln!(out, "# text = {}", sentence.span.text(text).replace(['\n', '\r'], " "));
        for index in reading.sentence_tokens(number) {
            write_token(&mut out, text, reading, index, scores);
        }
        out.push('\n');
    }
    out
}

fn write_token(out: &mut String, text: &str, reading: &Reading, index: usize, scores: bool) {
    let token = reading.token(index);
    let number = reading.sentence_of(index);
    let first = reading.sentence_tokens(number).start;
    let head = token.head.map_or(0, |h| (h + 1).saturating_sub(first));
    let mut misc = Vec::new();
    if let Some(tag) = written(token.entity) {
        misc.push(format!("Entity={tag}"));
    }
    if let Some(tag) = written(token.attribution) {
        misc.push(format!("Attribution={tag}"));
    }
    if let Some(cue) = token.cue {
        misc.push(format!("Cue={}", word_number(reading, cue, number)));
    }
    if let Some(event) = &token.event {
        write_event(&mut misc, event);
    }
    write_trigger(&mut misc, reading, index, scores);
    if scores {
        misc.push(format!(
            "Scores={}",
            layers(&token.scores).map(|s| s.get().to_string()).join("/")
        ));
    }
    if text.get(token.span.end()..).is_none_or(|rest| !rest.starts_with(char::is_whitespace)) {
        misc.push("SpaceAfter=No".to_owned());
    }
    let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
    let lemma = if token.lemma.is_empty() { "_" } else { &token.lemma };
    let form = token.span.text(text);
    let _ = writeln!(
        out,
        "{}\t{form}\t{lemma}\t{}\t_\t_\t{head}\t{}\t_\t{misc}",
        index + 1 - first,
        token.upos,
        token.relation
    );
}

fn write_event(misc: &mut Vec<String>, event: &EventTag) {
    misc.extend(written(event.tag).map(|tag| format!("Event={tag}")));
    misc.extend(event.root.as_ref().map(|root| format!("EventRoot={root}")));
    if event.polarity != Polarity::Positive {
        misc.push(format!("Polarity={}", event.polarity));
    }
    if event.modality != Modality::Actual {
        misc.push(format!("Modality={}", event.modality));
    }
}

/// A word's number in its sentence, with that of the sentence where it is not `sentence`.
fn word_number(reading: &Reading, token: usize, sentence: usize) -> String {
    let its_sentence = reading.sentence_of(token);
    let word = token + 1 - reading.sentence_tokens(its_sentence).start.min(token);
    if its_sentence == sentence { word.to_string() } else { format!("{}.{word}", its_sentence + 1) }
}

/// What stands at a word of the trigger that it belongs to, if any.
fn write_trigger(misc: &mut Vec<String>, reading: &Reading, index: usize, scores: bool) {
    let triggers = reading.triggers().unwrap_or_default();
    let position = triggers.partition_point(|trigger| trigger.tokens.end <= index);
    let Some(trigger) = triggers.get(position).filter(|t| t.tokens.contains(&index)) else {
        return;
    };
    if trigger.tokens.start < index {
        misc.push(format!("Trigger=I-{}", trigger.class));
        return;
    }
    misc.push(format!("Trigger=B-{}", trigger.class));
    if trigger.factuality != Factuality::Actual {
        misc.push(format!("Factuality={}", trigger.factuality));
    }
    let sentence = reading.sentence_of(index);
    let with_score = |text: String, score: Score| {
        if scores { format!("{text}@{}", score.get()) } else { text }
    };
    let argument = |a: &TriggerArgument| {
        with_score(format!("{}:{}", a.role, word_number(reading, a.token, sentence)), a.score)
    };
    let same = |s: &SameEvent| with_score(word_number(reading, s.token, sentence), s.score);
    for (key, values) in [
        ("Arguments", trigger.arguments.iter().map(argument).collect::<Vec<_>>()),
        ("Same", trigger.same.iter().map(same).collect()),
    ] {
        if !values.is_empty() {
            misc.push(format!("{key}={}", values.join(",")));
        }
    }
    if scores {
        let all = [trigger.scores.event, trigger.scores.class, trigger.scores.factuality];
        misc.push(format!("TriggerScores={}", all.map(|s| s.get().to_string()).join("/")));
        let others = trigger.alternatives.iter();
        let others: Vec<String> =
            others.map(|(class, score)| format!("{class}@{}", score.get())).collect();
        if !others.is_empty() {
            misc.push(format!("Alternatives={}", others.join(",")));
        }
    }
}

/// The scores in the order in which they are written.
const fn layers(scores: &TokenScores) -> [Score; 6] {
    [scores.upos, scores.head, scores.relation, scores.entity, scores.attribution, scores.cue]
}

fn written<T: Copy + std::fmt::Display>(tag: Bio<T>) -> Option<String> {
    match tag {
        Bio::Outside => None,
        Bio::Begin(label) => Some(format!("B-{label}")),
        Bio::Inside(label) => Some(format!("I-{label}")),
    }
}

/// Reads CoNLL-U; the words are looked up in `text` one after the other. Scores that are not
/// written are 1.
///
/// ```
/// use relata_core::{Upos, conllu};
/// let rows = "1\tRain\train\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\
///     2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\t_\n";
/// let reading = conllu::read("Rain fell.", rows)?;
/// assert_eq!(reading.tokens()[0].upos, Upos::Noun);
/// assert_eq!(reading.tokens()[0].head, Some(1));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
///
/// # Errors
/// A line that is not CoNLL-U, a label that is not in its set, or a word that does not follow in
/// the text.
pub fn read(text: &str, source: &str) -> Result<Reading, ParseError> {
    let mut sentences = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut cues = Vec::new();
    let mut starts = Vec::new();
    let mut triggers = Vec::new();
    let mut paragraph = 0;
    let mut at = 0;
    let mut lines_before = 0;
    for part in source.split("\n\n") {
        let lines = (lines_before + 1..).zip(part.lines()).filter(|(_, l)| !l.trim().is_empty());
        lines_before += part.matches('\n').count() + 2;
        let lines: Vec<(usize, &str)> = lines.collect();
        if !sentences.is_empty() && lines.iter().any(|(_, l)| l.starts_with("# newpar")) {
            paragraph += 1;
        }
        let first = tokens.len();
        for &(number, line) in lines.iter().filter(|(_, l)| !l.starts_with('#')) {
            let here = |error: ParseError| error.at_line(number);
            let (mut token, cue) = read_token(text, line, &mut at).map_err(here)?;
            token.head = token.head.map(|h| first + h);
            cues.push(cue.map(|(sentence, word)| (sentence.unwrap_or(sentences.len()), word)));
            let position = (sentences.len(), tokens.len());
            read_trigger(line, position, &mut triggers).map_err(here)?;
            tokens.push(token);
        }
        if let (Some(a), Some(b)) = (tokens.get(first), tokens.last()) {
            sentences.push(Sentence::new(a.span.cover(b.span), paragraph));
            starts.push(first);
        }
    }
    let token_at = |(sentence, word): (usize, usize)| starts.get(sentence).map(|s| s + word);
    for (token, cue) in tokens.iter_mut().zip(cues) {
        token.cue = cue.and_then(token_at);
    }
    let reading = Reading::new(&sentences, tokens);
    let looked = source.lines().any(|line| line == LOOKED_FOR_TRIGGERS);
    if !looked && triggers.is_empty() {
        return Ok(reading);
    }
    Ok(reading.with_triggers(triggers.into_iter().map(|t| t.counted(token_at)).collect()))
}

type CuePlace = Option<(Option<usize>, usize)>;

/// A trigger whose arguments are still numbered by sentence and word.
struct WrittenTrigger {
    trigger: EventTrigger,
    arguments: Vec<(crate::ArgumentRole, (usize, usize), Score)>,
    same: Vec<((usize, usize), Score)>,
}

impl WrittenTrigger {
    fn counted(mut self, token_at: impl Fn((usize, usize)) -> Option<usize>) -> EventTrigger {
        let argument = |&(role, at, score): &(crate::ArgumentRole, _, _)| {
            token_at(at).map(|token| TriggerArgument::new(role, token, score))
        };
        self.trigger.arguments = self.arguments.iter().filter_map(argument).collect();
        let same = |&(at, score): &(_, _)| token_at(at).map(|token| SameEvent::new(token, score));
        self.trigger.same = self.same.iter().filter_map(same).collect();
        self.trigger
    }
}

/// Adds what a line says of a trigger; `sentence` and `token` are those of its word.
fn read_trigger(
    line: &str,
    (sentence, token): (usize, usize),
    triggers: &mut Vec<WrittenTrigger>,
) -> Result<(), ParseError> {
    let bad = || ParseError::new(line, "trigger of an event");
    let misc = line.rsplit('\t').next().unwrap_or_default();
    let value = |name: &str| {
        let pairs = misc.split('|').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let Some(tag) = value("Trigger") else { return Ok(()) };
    let Bio::Begin(class) = read_bio::<NewsClass>(tag)? else {
        let open = triggers.last_mut().filter(|t| t.trigger.tokens.end == token);
        open.ok_or_else(bad)?.trigger.tokens.end += 1;
        return Ok(());
    };
    let mut trigger = EventTrigger::new(token..token + 1, class);
    trigger.factuality = value("Factuality").map_or(Ok(Factuality::Actual), str::parse)?;
    if let Some(scores) = value("TriggerScores") {
        let parts: Result<Vec<f32>, _> = scores.split('/').map(str::parse).collect();
        let [event, class, factuality] =
            <[f32; 3]>::try_from(parts.map_err(|_| bad())?).map_err(|_| bad())?;
        trigger.scores.event = Score::new(event);
        trigger.scores.class = Score::new(class);
        trigger.scores.factuality = Score::new(factuality);
    }
    let items = |name| value(name).unwrap_or_default().split(',').filter(|item| !item.is_empty());
    let word = |item: &str| {
        let (number, score) = match item.split_once('@') {
            Some((number, score)) => (number, score.parse().ok().map(Score::new)?),
            None => (item, Score::ONE),
        };
        let (its_sentence, word) = read_cue(number)?;
        Some(((its_sentence.unwrap_or(sentence), word), score))
    };
    let alternative = |item: &str| {
        let (class, score) = item.split_once('@')?;
        Some((class.parse().ok()?, Score::new(score.parse().ok()?)))
    };
    let others = items("Alternatives").map(|item| alternative(item).ok_or_else(bad));
    trigger.alternatives = others.collect::<Result<_, _>>()?;
    let argument = |item: &str| {
        let (role, rest) = item.split_once(':')?;
        let (at, score) = word(rest)?;
        Some((role.parse().ok()?, at, score))
    };
    let arguments = items("Arguments").map(|item| argument(item).ok_or_else(bad));
    let same = items("Same").map(|item| word(item).ok_or_else(bad));
    triggers.push(WrittenTrigger {
        trigger,
        arguments: arguments.collect::<Result<_, _>>()?,
        same: same.collect::<Result<_, _>>()?,
    });
    Ok(())
}

fn read_token(text: &str, line: &str, at: &mut usize) -> Result<(Token, CuePlace), ParseError> {
    let bad = || ParseError::new(line, "CoNLL-U line whose word follows in the text");
    let columns: Vec<&str> = line.split('\t').collect();
    let &[_, form, lemma, upos, _, _, head, relation, _, misc] = columns.as_slice() else {
        return Err(bad());
    };
    // An empty word would stand anywhere.
    let rest = text.get(*at..).filter(|_| !form.is_empty());
    let offset = rest.and_then(|rest| rest.find(form)).ok_or_else(bad)?;
    let mut token = Token::new(Span::at(*at + offset, form.len()));
    *at = token.span.end();
    lemma.clone_into(&mut token.lemma);
    token.upos = upos.parse()?;
    token.head = head.parse::<usize>().map_err(|_| bad())?.checked_sub(1);
    token.relation = Relation::read(relation);
    let mut cue = None;
    set_scores(&mut token.scores, &[Score::ONE; 6]);
    for (key, value) in misc.split('|').filter_map(|pair| pair.split_once('=')) {
        match key {
            "Entity" => token.entity = read_bio(value)?,
            "Attribution" => token.attribution = read_bio(value)?,
            "Scores" => set_scores(&mut token.scores, &read_scores(value).ok_or_else(bad)?),
            "Cue" => cue = Some(read_cue(value).ok_or_else(bad)?),
            _ => {}
        }
    }
    token.event = read_event(misc)?.map(Box::new);
    Ok((token, cue))
}

/// The event layer of a word; `None` where it names no `Event`.
fn read_event(misc: &str) -> Result<Option<EventTag>, ParseError> {
    let value = |name: &str| {
        misc.split('|')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    let Some(tag) = value("Event") else { return Ok(None) };
    let mut event = EventTag::new(read_bio(tag)?);
    event.root = value("EventRoot").map(Into::into);
    event.polarity = value("Polarity").map_or(Ok(Polarity::Positive), str::parse)?;
    event.modality = value("Modality").map_or(Ok(Modality::Actual), str::parse)?;
    event.scores = EventScores {
        tag: Score::ONE,
        root: Score::ONE,
        polarity: Score::ONE,
        modality: Score::ONE,
    };
    Ok(Some(event))
}

fn set_scores(to: &mut TokenScores, from: &[Score; 6]) {
    [to.upos, to.head, to.relation, to.entity, to.attribution, to.cue] = *from;
}

fn read_scores(text: &str) -> Option<[Score; 6]> {
    let scores: Vec<Score> =
        text.split('/').map(|part| part.parse().map(Score::new)).collect::<Result<_, _>>().ok()?;
    scores.try_into().ok()
}

fn read_bio<T: std::str::FromStr<Err = ParseError>>(text: &str) -> Result<Bio<T>, ParseError> {
    match text.split_once('-') {
        Some(("B", label)) => label.parse().map(Bio::Begin),
        Some(("I", label)) => label.parse().map(Bio::Inside),
        _ => Err(ParseError::new(text, "BIO tag")),
    }
}

fn read_cue(text: &str) -> Option<(Option<usize>, usize)> {
    let number = |part: &str| part.parse::<usize>().ok()?.checked_sub(1);
    match text.split_once('.') {
        Some((sentence, word)) => Some((Some(number(sentence)?), number(word)?)),
        None => Some((None, number(text)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::{Bio, EventClass, Modality, NewsClass, Polarity, Score};

    const TEXT: &str = "He denied ordering raids.";
    const SOURCE: &str = "1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tdenied\tdeny\tVERB\t_\t_\t0\troot\t_\tEvent=B-I_ACTION
3\tordering\torder\tVERB\t_\t_\t2\txcomp\t_\tEvent=B-I_ACTION|Polarity=negative
4\traids\traid\tNOUN\t_\t_\t3\tobj\t_\tEvent=B-OCCURRENCE|EventRoot=ASSAULT|Polarity=negative|Modality=planned|SpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No

";

    #[test]
    fn the_event_layer_is_written_as_it_is_read() {
        let reading = read(TEXT, SOURCE).unwrap();
        let event = reading.token(3).event.as_ref().unwrap();
        assert_eq!(event.tag, Bio::Begin(EventClass::Occurrence));
        assert_eq!(
            (event.root.as_deref(), event.polarity, event.modality),
            (Some("ASSAULT"), Polarity::Negative, Modality::Planned)
        );
        assert_eq!(reading.event_spans().len(), 3);
        assert!(write(TEXT, &reading).ends_with(SOURCE));
    }

    #[test]
    fn triggers_are_written_as_they_are_read() {
        let text = "Rebels shot down a jet. The attack killed two.";
        let source = "# triggers
# newpar
# text = Rebels shot down a jet.
1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tshot\tshoot\tVERB\t_\t_\t0\troot\t_\tTrigger=B-ASSAULT|Factuality=possible|Arguments=actor:1,target:5
3\tdown\tdown\tADP\t_\t_\t2\tcompound:prt\t_\tTrigger=I-ASSAULT
4\ta\ta\tDET\t_\t_\t5\tdet\t_\t_
5\tjet\tjet\tNOUN\t_\t_\t2\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = The attack killed two.
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\tattack\tattack\tNOUN\t_\t_\t3\tnsubj\t_\tTrigger=B-ASSAULT|Arguments=actor:1.1,killed:4|Same=1.2
3\tkilled\tkill\tVERB\t_\t_\t0\troot\t_\t_
4\ttwo\ttwo\tNUM\t_\t_\t3\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No

";
        let reading = read(text, source).unwrap();
        let triggers = reading.triggers().unwrap();
        assert_eq!((triggers[0].tokens.clone(), triggers[0].arguments.len()), (1..3, 2));
        assert_eq!(triggers[1].arguments[0].token, 0);
        assert_eq!(triggers[1].same[0].token, 1);
        assert_eq!(write(text, &reading), source);
        let mut with_other = triggers.to_vec();
        with_other[0].alternatives.push((NewsClass::Accident, Score::new(0.25)));
        let reading = reading.clone().with_triggers(with_other);
        let scored = super::write_with_scores(text, &reading);
        assert_eq!(read(text, &scored).unwrap(), reading);
        let without = read(text, &source.replace("# triggers\n", "").replace("Trigger", "T"));
        assert_eq!(without.unwrap().triggers(), None);
        assert!(read(text, &source.replace("actor:1.1", "actress:1.1")).is_err());
    }

    #[test]
    fn a_word_without_a_form_is_an_error() {
        assert!(read("x", "1\t\tx\tX\t_\t_\t0\troot\t_\t_\n\n").is_err());
    }

    #[test]
    fn an_unknown_class_is_an_error() {
        assert!(read("x", "1\tx\tx\tX\t_\t_\t0\troot\t_\tEvent=B-MIRACLE\n\n").is_err());
    }
}
