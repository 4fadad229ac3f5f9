//! Every span of an extraction, for those who count in other units than bytes.

use crate::{
    Absence, Casualties, CasualtyCount, CharOffsets, Claim, Dateline, Event, Extraction,
    Participant, Quantity, Span, TextSpan, TimeExpression,
};

impl Extraction {
    /// Counts every span anew: `map` is called once for each, in no promised order.
    ///
    /// The strings beside the spans stay. What comes out counts in whatever `map` counts in, so
    /// that [`Extraction::check`](Extraction::check) and tables, which want bytes, come before it.
    ///
    /// ```
    /// use relata_core::{Article, CharOffsets, Extraction, Span};
    /// let text = "“Homs” fell";
    /// let mut extraction = Extraction::new(&Article::new(text));
    /// extraction.sentences.push(Span::at(0, text.len()));
    /// let chars = CharOffsets::new(text);
    /// extraction.map_spans(|span| chars.char_span(span));
    /// assert_eq!(extraction.sentences[0].end(), 11);
    /// ```
    pub fn map_spans(&mut self, mut map: impl FnMut(Span) -> Span) {
        self.for_each_span(&mut |span| *span = map(*span));
    }

    fn for_each_span(&mut self, visit: &mut impl FnMut(&mut Span)) {
        self.blocks.iter_mut().for_each(|block| visit(&mut block.span));
        self.dateline.iter_mut().for_each(|dateline| of_dateline(dateline, visit));
        self.sentences.iter_mut().for_each(&mut *visit);
        let mentions = self.entities.iter_mut().flat_map(|entity| &mut entity.mentions);
        of_texts(mentions.map(|mention| &mut mention.text), visit);
        of_texts(self.times.iter_mut().map(|TimeExpression { text, .. }| text), visit);
        of_texts(self.quantities.iter_mut().map(|Quantity { text, .. }| text), visit);
        self.claims.iter_mut().for_each(|claim| of_claim(claim, visit));
        self.events.iter_mut().for_each(|event| of_event(event, visit));
        of_texts(self.absences.iter_mut().map(|Absence { text, .. }| text), visit);
        self.warnings.iter_mut().flat_map(|warning| &mut warning.span).for_each(&mut *visit);
        of_texts(self.trace.iter_mut().flat_map(|step| &mut step.spans), visit);
    }
}

fn of_texts<'a>(
    texts: impl IntoIterator<Item = &'a mut TextSpan>,
    visit: &mut impl FnMut(&mut Span),
) {
    texts.into_iter().for_each(|text| visit(&mut text.span));
}

fn of_dateline(dateline: &mut Dateline, visit: &mut impl FnMut(&mut Span)) {
    visit(&mut dateline.span);
    let Dateline { place, date, agency, .. } = dateline;
    of_texts([place, date, agency].into_iter().flatten(), visit);
}

fn of_claim(claim: &mut Claim, visit: &mut impl FnMut(&mut Span)) {
    of_texts(claim.source.iter_mut().map(|source| &mut source.text), visit);
    of_texts(claim.cue.iter_mut().map(|cue| &mut cue.text), visit);
    of_texts(&mut claim.content, visit);
    of_texts(claim.addressee.iter_mut().map(|addressee| &mut addressee.text), visit);
    of_texts([&mut claim.medium, &mut claim.said_at].into_iter().flatten(), visit);
}

fn of_event(event: &mut Event, visit: &mut impl FnMut(&mut Span)) {
    let Event { triggers, support_triggers, .. } = event;
    of_texts(triggers.iter_mut().chain(support_triggers), visit);
    let Event { actors, targets, instruments, places, beneficiaries, .. } = event;
    let roles = [actors, targets, instruments, places, beneficiaries];
    of_texts(roles.into_iter().flatten().map(|Participant { text, .. }| text), visit);
    let Casualties { killed, injured, missing, detained, displaced, .. } = &mut event.casualties;
    let counts = [killed, injured, missing, detained, displaced];
    let count =
        |CasualtyCount { quantity, .. }: &'_ mut CasualtyCount| visit(&mut quantity.text.span);
    counts.into_iter().flatten().for_each(count);
}

impl CharOffsets {
    /// The span in Unicode code points.
    ///
    /// ```
    /// use relata_core::{CharOffsets, Span};
    /// let offsets = CharOffsets::new("“Homs”");
    /// assert_eq!(offsets.char_span(Span::at(3, 4)), Span::at(1, 4));
    /// ```
    #[must_use]
    pub fn char_span(&self, span: Span) -> Span {
        let chars = self.chars(span);
        Span::between(chars.start, chars.end)
    }

    /// The span in bytes of one that counts Unicode code points; what lies beyond the text ends
    /// with it.
    ///
    /// ```
    /// use relata_core::{CharOffsets, Span};
    /// let offsets = CharOffsets::new("“Homs”");
    /// assert_eq!(offsets.byte_span(Span::at(1, 5)), Span::at(3, 7));
    /// ```
    #[must_use]
    pub fn byte_span(&self, chars: Span) -> Span {
        Span::between(self.byte(chars.start()), self.byte(chars.end()))
    }
}
