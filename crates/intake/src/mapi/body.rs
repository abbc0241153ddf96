//! The words of a message among its properties: plain, HTML, or RTF with either inside.

use super::rtf::Inside;
use super::{Properties, code_page, id, kind, lzfu, rtf};
use crate::mail::html_to_text;

/// The words of a message.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) words: Option<String>,
    /// The words were made from HTML or RTF.
    pub(crate) from_html: bool,
    /// What is formatted is RTF, without HTML inside.
    pub(crate) is_rtf: bool,
    /// It holds text that is not displayed.
    pub(crate) hidden: bool,
    /// Its HTML as it was written.
    pub(crate) html: Option<String>,
    pub(crate) problems: Vec<&'static str>,
}

impl Body {
    fn problem(&mut self, what: Option<&'static str>) {
        if let Some(what) = what.filter(|w| !self.problems.contains(w)) {
            self.problems.push(what);
        }
    }
}

/// The words: plain ones before those of HTML; HTML as a property before that inside RTF, which is
/// made from it.
pub(crate) fn body(told: &Properties) -> Body {
    let mut body = Body::default();
    let plain = told.text(id::BODY).map(|t| one_line_end(&t));
    let mut plain = plain.filter(|t| !t.trim().is_empty());
    let mut formatted = None;
    body.html = html(told, &mut body.problems);
    if body.html.is_none()
        && let Some(packed) = told.bytes(id::RTF_COMPRESSED).filter(|b| !b.is_empty())
    {
        match lzfu::unpacked(packed) {
            Some(unpacked) => {
                body.problem(unpacked.problem);
                let read = rtf::read(&unpacked.bytes, told.letters());
                body.problem(read.problem);
                body.hidden |= read.hidden;
                match read.inside {
                    Inside::Html => body.html = Some(read.text),
                    Inside::Text if plain.is_none() => {
                        plain = Some(one_line_end(&read.text)).filter(|t| !t.trim().is_empty());
                    }
                    Inside::Text => {}
                    Inside::Rtf => {
                        body.is_rtf = true;
                        formatted = Some(read.text);
                    }
                }
            }
            None => body.problem(Some("its formatted text (RTF) cannot be read")),
        }
    }
    if let Some(html) = &body.html {
        let page = html_to_text(html);
        body.hidden |= !page.hidden.is_empty();
        formatted = Some(page.shown);
        if page.cut {
            let why = "its HTML is over the limit: only the beginning was made into text";
            body.problem(Some(why));
        }
    }
    let formatted = formatted.map(|t| one_line_end(&t));
    body.from_html = plain.is_none();
    body.words = plain.or(formatted.filter(|t| !t.trim().is_empty()));
    body.from_html &= body.words.is_some();
    body
}

fn html(told: &Properties, problems: &mut Vec<&'static str>) -> Option<String> {
    let text = if told.has(id::HTML, kind::BINARY) {
        let page = told.page(id::INTERNET_CODE_PAGE).or(told.letters());
        let (text, odd) = code_page::decode(page, told.bytes(id::HTML)?);
        problems.extend(odd);
        text
    } else {
        told.text(id::HTML)?
    };
    (!text.trim_matches(['\0', ' ', '\r', '\n']).is_empty()).then_some(text)
}

/// Lines as everywhere, without empty ones at the end.
fn one_line_end(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim_end_matches('\n').to_owned()
}
