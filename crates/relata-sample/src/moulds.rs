//! Moulds of sentences, with slots in braces.

use crate::names::fill;
use crate::random::Random;

const HEADLINES: &[&str] = &[
    "{count} killed as {weapon} hit {site} in {place}",
    "{people} troops advance on {place}, {body} says",
    "Court jails {person} over {place} attack",
    "Storm leaves {count} missing near {place}",
    "{country} and {country} agree to talks in {place}",
];

const SENTENCES: &[&str] = &[
    "{count} people were killed and {number} wounded when {weapon} hit {site} in {place} {day}, \
    {body} {said}.",
    "{people} {group} attacked {site} near {place} {day}, according to {body}.",
    "“We saw {count} bodies in the street and nobody came to help us,” said {person}, who lives \
    near {site}.",
    "{person}, the {title} of {place}, denied that {group} had fired on {site}.",
    "{body} {said} that {group} had withdrawn from {place} after {number} days of fighting.",
    "The {people} army has moved {count} tanks and {number} soldiers to {place} {day}.",
    "There was no immediate comment from {country}, and {body} declined to say how many people had \
    been hurt.",
    "“{group} will not leave {place} until the talks are over,” the {title}, {person}, told a news \
    conference {day}.",
    "A court in {place} sentenced {person} to {number} months in prison for his part in the attack \
    on {site}.",
    "Thousands marched through {place} {day} to demand the resignation of the {title}, {person}.",
    "Police arrested {count} people {day} after {group} threw stones at {site}, {body} {said}.",
    "No information about casualties has been released, but {body} said {count} families had fled \
    to {place}.",
    "{country} accused {country} of supplying {weapon} to {group}, a charge that {person} called \
    “absurd”.",
    "The {title} said he had no plans to send troops to {place}, {number} kilometres from the \
    border with {country}.",
    "Floods have destroyed {number} houses around {place}, and {body} fears that {count} people \
    are missing.",
    "Prices rose by {share} per cent in {place} {day}, and economists at the {surname} Institute \
    expect more.",
    "{person} and {person} signed an agreement in {place} {day} that would exchange {number} \
    prisoners.",
    "It was not clear who was behind the attack, although {group} have used {weapon} in {place} \
    before.",
    "Talks between {country} and {country} broke down {day} over the status of {place}, two \
    officials who asked not to be named {said}.",
    "“I cannot confirm the report,” {surname} said. “What I can say is that {count} of our people \
    are safe.”",
    "{body} condemned the killing of {count} journalists in {place} and urged {country} to \
    investigate.",
    "Hundreds of {people} families crossed into {country} {day} as {group} shelled {place} with \
    {weapon}.",
    "She said that {person} had told her about the raid, that {group} had come at night, and that \
    {site} had burned until the morning.",
    "The company, {surname} Energy, plans to close its plant in {place} next year with the loss of \
    {number} jobs, its {title} {said}.",
    "{group} released {count} hostages {day} in exchange for food and medicine, {body} {said}, but \
    {number} others are still held near {place}.",
    "In {place}, the capital of the province, shops stayed shut and the streets were empty.",
    "If {country} does not lift the blockade of {place}, {body} warned, {number} tonnes of grain \
    could rot in the port.",
    "Voters in {place} go to the polls {day}; surveys give {person} {share} per cent and {person} \
    {share} per cent.",
];

/// Lines of a site that are no part of an article.
pub const PROMPTS: &[&str] = &[
    "Sign up to our newsletter and get the day's top stories in your inbox",
    "Support independent journalism with a donation today",
    "Read more: what we know about the fighting so far",
    "Share this article on Facebook",
    "Subscribe now for unlimited access",
    "Advertisement",
    "Log in to leave a comment",
    "Follow us on Twitter and Instagram for the latest updates",
];

/// A headline.
pub fn headline(random: &mut Random) -> String {
    cast(HEADLINES, random)
}

/// A sentence.
pub fn sentence(random: &mut Random) -> String {
    cast(SENTENCES, random)
}

fn cast(moulds: &'static [&'static str], random: &mut Random) -> String {
    let mut text = String::new();
    let mut pieces = random.pick(moulds).split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (slot, rest) = piece.split_once('}').unwrap_or(("", piece));
        text.push_str(&fill(slot, random));
        text.push_str(rest);
    }
    with_capitals(&text)
}

/// The first letter of the text, and of a quotation that begins it, becomes a capital.
fn with_capitals(text: &str) -> String {
    let mut seen = false;
    let capital = |c: char| {
        let first = !seen && c.is_alphabetic();
        seen |= c.is_alphanumeric();
        if first { c.to_ascii_uppercase() } else { c }
    };
    text.chars().map(capital).collect()
}
