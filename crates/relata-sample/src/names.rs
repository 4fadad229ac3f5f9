//! What the slots of a mould are filled with.

use crate::random::Random;

const FIRST: &[&str] = &[
    "Amina", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Hassan", "Irene", "Jamal",
    "Kofi", "Lucia", "Marta", "Nadia", "Omar", "Petra", "Rashid", "Sofia", "Tomas", "Yusuf",
];
const BEGIN: &[&str] = &[
    "Ka", "Mor", "Bel", "Tar", "Vel", "Os", "Dor", "Lan", "Sa", "Gre", "Hal", "Ni", "Ro", "Za",
    "Quin", "Fe", "Ar", "El", "Wes", "Bran",
];
const MIDDLE: &[&str] =
    &["ra", "li", "do", "ne", "shi", "mar", "ten", "va", "bo", "ri", "gan", "lu"];
const END: &[&str] = &[
    "ton", "sk", "via", "rov", "nez", "dar", "ham", "gard", "mont", "bury", "ko", "lin", "ssen",
    "port", "ros",
];
const COUNTRIES: &[&str] = &[
    "Mali", "Ukraine", "Sudan", "Yemen", "Peru", "Kenya", "Turkey", "Lebanon", "Ethiopia",
    "Colombia", "Nigeria", "Poland", "Chad", "Iraq", "Myanmar", "France",
];
const PEOPLES: &[&str] = &[
    "Malian",
    "Ukrainian",
    "Sudanese",
    "Yemeni",
    "Peruvian",
    "Kenyan",
    "Turkish",
    "Lebanese",
    "Ethiopian",
    "Colombian",
    "Russian",
    "French",
];
const GROUPS: &[&str] = &[
    "rebels",
    "gunmen",
    "government troops",
    "separatist fighters",
    "protesters",
    "border guards",
    "militants",
    "police officers",
    "soldiers",
    "a militia",
    "armed bandits",
    "naval forces",
];
const BODIES: &[&str] = &[
    "the United Nations",
    "the Red Cross",
    "the interior ministry",
    "a human rights group",
    "the defence ministry",
    "the coast guard",
    "a hospital official",
    "local police",
    "a group monitoring the war",
    "the regional governor",
    "state television",
    "the Constitutional Court",
    "two aid workers",
    "Unicef",
    "the African Union",
    "Amnesty International",
    "the opposition",
    "a Western diplomat",
];
const TITLES: &[&str] = &[
    "governor",
    "police chief",
    "spokeswoman",
    "mayor",
    "general",
    "foreign minister",
    "prosecutor",
    "union leader",
    "army commander",
    "envoy",
];
const WEAPONS: &[&str] = &[
    "rockets",
    "artillery",
    "drones",
    "a car bomb",
    "machine guns",
    "mortar shells",
    "cruise missiles",
    "tear gas",
    "rifles",
    "landmines",
];
const SITES: &[&str] = &[
    "a hospital",
    "the main market",
    "an oil refinery",
    "a school",
    "the airport",
    "an army base",
    "a bridge over the river",
    "the power station",
    "a mosque",
    "the port",
    "a police station",
    "a refugee camp",
    "a convoy of lorries",
    "an apartment block",
];
const DAYS: &[&str] = &[
    "on Monday",
    "on Tuesday",
    "on Wednesday",
    "on Thursday evening",
    "late on Friday",
    "on Saturday",
    "on Sunday morning",
    "last week",
    "two days ago",
    "earlier this month",
    "overnight",
    "yesterday",
    "in April",
    "on 3 May",
    "since March",
    "in the early hours",
];
const SAID: &[&str] = &[
    "said",
    "told reporters",
    "said in a statement",
    "announced",
    "confirmed",
    "claimed",
    "insisted",
    "warned",
    "reported",
    "told state radio",
];
const COUNTS: &[&str] = &[
    "two",
    "three",
    "at least four",
    "five",
    "more than a dozen",
    "at least 20",
    "nearly 100",
    "some 300",
    "up to 1,200",
    "dozens of",
];

/// The filling of a slot.
pub fn fill(slot: &str, random: &mut Random) -> String {
    let list = match slot {
        "country" => COUNTRIES,
        "people" => PEOPLES,
        "group" => GROUPS,
        "body" => BODIES,
        "title" => TITLES,
        "weapon" => WEAPONS,
        "site" => SITES,
        "day" => DAYS,
        "said" => SAID,
        "count" => COUNTS,
        "person" => return format!("{} {}", random.pick(FIRST), invented(random)),
        "number" => return (2 + random.below(970)).to_string(),
        "share" => return format!("{}.{}", 1 + random.below(79), random.below(10)),
        // `place` and `surname`.
        _ => return invented(random),
    };
    random.pick(list).to_owned()
}

fn invented(random: &mut Random) -> String {
    let middle = if random.below(3) == 0 { "" } else { random.pick(MIDDLE) };
    format!("{}{middle}{}", random.pick(BEGIN), random.pick(END))
}
