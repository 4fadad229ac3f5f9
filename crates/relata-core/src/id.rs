//! Identifiers inside one extraction: `e1`, `c1`, `v1`, `t1`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::ParseError;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u32);

        impl $name {
            /// The identifier of the item at `index` (counted from 0) of its list.
            ///
            #[doc = concat!(
                "```\nuse relata_core::", stringify!($name), ";\n",
                "let third = ", stringify!($name), "::from_index(2);\n",
                "assert_eq!((third.to_string(), third.index()), (\"", $prefix, "3\".into(), 2));\n",
                "assert_eq!(\"", $prefix, "3\".parse(), Ok(third));\n```"
            )]
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The index of the item in its list, counted from 0.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "pattern": concat!("^", $prefix, "[1-9][0-9]*$"),
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), u64::from(self.0) + 1)
            }
        }

        impl FromStr for $name {
            type Err = ParseError;
            fn from_str(text: &str) -> Result<Self, ParseError> {
                let number = text.strip_prefix($prefix).and_then(|n| n.parse::<u32>().ok());
                number.and_then(|n| n.checked_sub(1)).map(Self).ok_or_else(|| {
                    ParseError::new(text, concat!("identifier of the form ", $prefix, "1"))
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseError;
            fn try_from(text: String) -> Result<Self, ParseError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

id!(
    /// Identifies an [`Entity`](crate::Entity): `e1`, `e2`, …
    EntityId,
    "e"
);
id!(
    /// Identifies a [`Claim`](crate::Claim): `c1`, `c2`, …
    ClaimId,
    "c"
);
id!(
    /// Identifies an [`Event`](crate::Event): `v1`, `v2`, …
    EventId,
    "v"
);
id!(
    /// Identifies a [`TimeExpression`](crate::TimeExpression): `t1`, `t2`, …
    TimeId,
    "t"
);
