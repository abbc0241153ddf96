//! HTML of a message as plain text: nothing is loaded, nothing runs, what is hidden is kept apart.

use mail_parser::decoders::html::add_html_token;

use crate::limits;

/// What a page says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct HtmlText {
    /// What its reader sees.
    pub(crate) shown: String,
    /// What stands in it and is not displayed.
    pub(crate) hidden: String,
    /// Only its beginning was read.
    pub(crate) cut: bool,
}

/// Elements whose content is not text.
const SILENT: &[&str] = &[
    "script", "style", "head", "title", "template", "noscript", "object", "svg",
];
/// Elements without content, which never close.
const VOID: &[&str] = &[
    "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "wbr",
];
/// Elements that begin on a line of their own.
const BLOCK: &[&str] = &[
    "div",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "address",
    "dl",
    "dt",
    "dd",
    "form",
    "center",
    "hr",
];

/// How deep elements are followed; what lies deeper is shown.
const DEPTH: usize = 1_000;

/// Turns HTML into text.
pub(crate) fn to_text(html: &str) -> HtmlText {
    let cut = html.len() > limits::HTML;
    let html = if cut { until(html, limits::HTML) } else { html };
    let mut page = Page::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        page.text(text);
        rest = page.tag(tag);
    }
    page.text(rest);
    HtmlText {
        shown: trimmed(&page.shown),
        hidden: trimmed(&page.hidden),
        cut,
    }
}

/// The longest beginning of at most `most` bytes.
fn until(text: &str, most: usize) -> &str {
    let end = (0..=most)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Without blank lines at the ends, and no more than one between.
fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line = line.trim_matches(' ');
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

#[derive(Default)]
struct Page {
    shown: String,
    hidden: String,
    /// Elements that are open inside the outermost silent or hidden one.
    silent: Vec<String>,
    concealed: Vec<String>,
    /// The end tag of the silent element is all that is looked for.
    raw: Option<&'static str>,
    pre: u32,
}

impl Page {
    fn out(&mut self) -> &mut String {
        if self.concealed.is_empty() {
            &mut self.shown
        } else {
            &mut self.hidden
        }
    }

    fn text(&mut self, text: &str) {
        if !self.silent.is_empty() || text.is_empty() {
            return;
        }
        let keep = self.pre > 0;
        let out = self.out();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '&' {
                let end = rest
                    .char_indices()
                    .take(32)
                    .find(|(_, c)| *c == ';')
                    .map(|(i, _)| i + 1);
                if let Some(entity) = end.and_then(|end| rest.get(..end)) {
                    let mut decoded = String::new();
                    add_html_token(&mut decoded, entity.as_bytes(), false);
                    out.push_str(&decoded.replace('\0', "\u{FFFD}"));
                    rest = rest.get(entity.len()..).unwrap_or_default();
                    continue;
                }
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            let space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if keep || !space {
                out.push(c);
            } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
    }

    /// Takes what begins with `<`; gives back what stands behind the tag.
    fn tag<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment
                .find("-->")
                .and_then(|i| comment.get(i + 3..))
                .unwrap_or_default();
        }
        let after = text.get(1..).unwrap_or_default();
        let closes = after.starts_with('/');
        let body = after.strip_prefix('/').unwrap_or(after);
        let letters = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if letters == 0 && !after.starts_with(['!', '?']) {
            // A lone "<" is text.
            self.text("&lt;");
            return after;
        }
        let Some(end) = end_of_tag(body) else {
            return "";
        };
        let name = body.get(..letters).unwrap_or_default().to_ascii_lowercase();
        let attributes = body.get(letters..end).unwrap_or_default();
        let rest = body.get(end + 1..).unwrap_or_default();
        if let Some(raw) = self.raw {
            if !(closes && name == raw) {
                // Inside a script "<" begins nothing.
                return after;
            }
            self.raw = None;
        }
        if closes {
            self.close(&name);
        } else if !letters.eq(&0) {
            self.open(&name, attributes);
        }
        rest
    }

    fn open(&mut self, name: &str, attributes: &str) {
        self.lines(name, false);
        if VOID.contains(&name) || attributes.trim_end().ends_with('/') {
            return;
        }
        if name == "pre" {
            self.pre += 1;
        }
        self.raw = ["script", "style"].into_iter().find(|raw| *raw == name);
        if !self.silent.is_empty() || SILENT.contains(&name) {
            push(&mut self.silent, name);
        } else if !self.concealed.is_empty() || is_hidden(attributes) {
            if self.concealed.is_empty() {
                self.hidden.push('\n');
            }
            push(&mut self.concealed, name);
        }
    }

    fn close(&mut self, name: &str) {
        if name == "pre" {
            self.pre = self.pre.saturating_sub(1);
        }
        for open in [&mut self.silent, &mut self.concealed] {
            if let Some(at) = open.iter().rposition(|n| n == name) {
                open.truncate(at);
                break;
            }
        }
        self.lines(name, true);
    }

    fn lines(&mut self, name: &str, closes: bool) {
        if self.silent.is_empty() {
            let out = self.out();
            if name == "br" && !closes {
                out.push('\n');
            } else if name == "p" {
                out.push_str(if out.is_empty() { "" } else { "\n\n" });
            } else if BLOCK.contains(&name) && !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            } else if matches!(name, "td" | "th") && closes {
                out.push(' ');
            }
        }
    }
}

fn push(open: &mut Vec<String>, name: &str) {
    if open.len() < DEPTH {
        open.push(name.to_owned());
    }
}

/// Where the `>` stands that ends a tag, quotes considered.
fn end_of_tag(body: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = '=';
    for (i, c) in body.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(i),
            // A quote opens a value only behind its sign of equality.
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    // A quote that never closes hides nothing.
    body.find('>')
}

fn is_hidden(attributes: &str) -> bool {
    let bare: String = attributes
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    bare.contains("display:none")
        || bare.contains("visibility:hidden")
        || bare.contains("font-size:0;")
        || bare.contains("font-size:0\"")
        || bare.contains("font-size:0px")
        || attributes
            .split_whitespace()
            .any(|a| a.eq_ignore_ascii_case("hidden"))
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn a_page_as_text() {
        for (html, shown, hidden) in [
            (
                "<p>One  two</p><p>three &euro;&#33;&amp;</p>",
                "One two\n\nthree €!&",
                "",
            ),
            (
                "<html><head><title>t</title><style>p{}</style></head><body><div>a<br>b</div><div>c</div></body>",
                "a\nb\nc",
                "",
            ),
            ("a<script>if (1<2) fetch('x>y')</script>b", "ab", ""),
            (
                "a<span style=\"display: none\">no<b>ne</b></span>b",
                "ab",
                "none",
            ),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2", ""),
            (
                "a<!-- <p>c</p> -->b<img src=\"http://x.test/>\" alt='x'>c",
                "abc",
                "",
            ),
            ("<a title=\"never closed>text", "text", ""),
            (
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
                "a b\nc",
                "",
            ),
            ("<div hidden>x</div>y</div></p>z", "y\n\nz", "x"),
        ] {
            let text = to_text(html);
            assert_eq!(
                (text.shown.as_str(), text.hidden.as_str()),
                (shown, hidden),
                "{html}"
            );
        }
    }
}
