//! What goes in.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyMapping, PyString, PyTuple};
use relata::{Date, TextFormat};

use crate::errors::input;

/// A news article as the caller has it: text, or a web page, and what is known of it.
#[pyclass(frozen, eq, hash, module = "relata")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Article {
    #[pyo3(get)]
    text: Option<String>,
    #[pyo3(get)]
    html: Option<String>,
    #[pyo3(get)]
    id: Option<String>,
    #[pyo3(get)]
    title: Option<String>,
    #[pyo3(get)]
    publisher: Option<String>,
    #[pyo3(get)]
    url: Option<String>,
    published: Option<(i16, u8, u8)>,
}

#[pymethods]
impl Article {
    #[new]
    #[pyo3(signature = (
        text=None, *, html=None, id=None, title=None, publisher=None, published=None, url=None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        text: Option<String>,
        html: Option<&Bound<'_, PyAny>>,
        id: Option<String>,
        title: Option<String>,
        publisher: Option<String>,
        published: Option<&Bound<'_, PyAny>>,
        url: Option<String>,
    ) -> PyResult<Self> {
        if text.is_some() == html.is_some() {
            return Err(PyValueError::new_err("an article has either text or html"));
        }
        let html = html.map(page).transpose()?;
        let published = published.map(day).transpose()?;
        Ok(Self { text, html, id, title, publisher, url, published })
    }

    /// Day of publication, YYYY-MM-DD.
    #[getter]
    fn published(&self) -> Option<String> {
        self.date().map(|date| date.to_string())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let named = self.arguments(py)?;
        let shown = named.iter().map(|(name, value)| {
            let value = value.repr()?.to_string();
            let short: String = value.chars().take(60).collect();
            let cut = if short.len() < value.len() { "…" } else { "" };
            Ok(format!("{name}={short}{cut}"))
        });
        Ok(format!("Article({})", shown.collect::<PyResult<Vec<_>>>()?.join(", ")))
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.arguments(py)?))
    }
}

impl Article {
    /// What it was made of.
    fn arguments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let named = PyDict::new(py);
        let published = self.published();
        let values = [
            ("text", &self.text),
            ("html", &self.html),
            ("id", &self.id),
            ("title", &self.title),
            ("publisher", &self.publisher),
            ("published", &published),
            ("url", &self.url),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                named.set_item(name, value)?;
            }
        }
        Ok(named)
    }

    fn date(&self) -> Option<Date> {
        self.published.and_then(|(year, month, day)| Date::new(year, month, day))
    }

    /// The article as the library takes it.
    fn to_relata(&self) -> relata::Article {
        let given = self.text.as_ref().or(self.html.as_ref());
        let mut article = relata::Article::new(given.cloned().unwrap_or_default());
        if self.html.is_some() {
            article.format = TextFormat::Html;
        }
        article.id.clone_from(&self.id);
        article.title.clone_from(&self.title);
        article.publisher.clone_from(&self.publisher);
        article.url.clone_from(&self.url);
        article.published = self.date();
        article
    }
}

/// What a caller gives for an article: one, its text, or a mapping with its fields. What is none
/// is an `InputError`.
pub fn of(given: &Bound<'_, PyAny>) -> PyResult<relata::Article> {
    let id = || given.get_item("id").and_then(|id| id.extract()).ok();
    read(given).map_err(|reason| input(given.py(), reason, id()))
}

fn read(given: &Bound<'_, PyAny>) -> PyResult<relata::Article> {
    if let Ok(text) = given.cast::<PyString>() {
        return Ok(relata::Article::new(text.to_str()?));
    }
    if let Ok(article) = given.cast::<Article>() {
        return Ok(article.get().to_relata());
    }
    let Ok(fields) = given.cast::<PyMapping>() else {
        let kind = given.get_type().name()?;
        let message = format!("an article is a str, an Article or a mapping, not {kind}");
        return Err(PyTypeError::new_err(message));
    };
    let named = PyDict::new(given.py());
    named.update(fields)?;
    let article = given.py().get_type::<Article>().call((), Some(&named))?;
    Ok(article.cast::<Article>()?.get().to_relata())
}

/// A web page as text, or as the bytes that a server sent.
fn page(given: &Bound<'_, PyAny>) -> PyResult<String> {
    match given.cast::<PyBytes>() {
        Ok(bytes) => Ok(relata::article_of_page(bytes.as_bytes(), None).text),
        Err(_) => given.extract(),
    }
}

/// A day as text (YYYY-MM-DD), or anything with year, month and day: `datetime.date`, a timestamp.
fn day(given: &Bound<'_, PyAny>) -> PyResult<(i16, u8, u8)> {
    let date = if let Ok(text) = given.cast::<PyString>() {
        let parsed = text.to_str()?.parse::<Date>();
        parsed.map_err(|error| PyValueError::new_err(error.to_string()))?
    } else {
        let part = |name: &str| given.getattr(name);
        let (year, month, day) = (part("year")?, part("month")?, part("day")?);
        Date::new(year.extract()?, month.extract()?, day.extract()?)
            .ok_or_else(|| PyValueError::new_err(format!("{given} is no day")))?
    };
    Ok((date.year(), date.month(), date.day()))
}
