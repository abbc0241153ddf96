//! A letter as a text document that a practice finishes in its own way: Office Open XML (ISO/IEC 29500), a zip of a
//! few XML parts.
//!
//! As little as a word processor needs: headings and lists by style, the language, a title. No author, no program, no
//! time of making: the same input gives the same bytes. A crate for the format writes all three and cannot leave them.
//!
//! Never here: a string of the input as markup; each is escaped, after [`crate::characters::for_text`].

use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::characters::for_text;
use crate::filling::Block;
use crate::letter::{Filled, Gap, Letter, State};

const TYPES: &str = include_str!("docx/content-types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("docx/document-relations.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const NUMBERING: &str = include_str!("docx/numbering.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// A4 with the margins of the printed letter, in twentieths of a point, and the end of the body.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1020\" w:right=\"1417\" w:bottom=\"1077\" w:left=\"1417\" \
    w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The document.
///
/// # Errors
/// What the zip could not do; with memory to spare it does not happen.
pub(crate) fn written(
    words: &Filled,
    input: &Letter,
    day: &str,
    gaps: &[Gap],
) -> Result<Vec<u8>, String> {
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-GB</dc:language>\
         </cp:coreProperties>",
        escape(for_text(&words.title))
    );
    let foot = format!(
        "{HEAD}<w:ftr xmlns:w=\"{SPACE}\">{}</w:ftr>",
        paragraph(
            "Foot",
            &if input.demonstration {
                format!("{} · Demonstration: invented", words.foot)
            } else {
                words.foot.clone()
            },
            &[],
        )
    );
    let document = body(words, input, day, gaps);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", &core),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/settings.xml", SETTINGS),
        ("word/footer1.xml", &foot),
    ] {
        zip.start_file(name, options).map_err(|e| e.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
    }
    Ok(zip.finish().map_err(|e| e.to_string())?.into_inner())
}

fn body(words: &Filled, input: &Letter, day: &str, gaps: &[Gap]) -> String {
    let mut body = Body {
        xml: format!("{HEAD}<w:document xmlns:w=\"{SPACE}\" xmlns:r=\"{LINKS}\"><w:body>"),
        gaps: gaps.iter().map(|gap| gap.shown.as_str()).collect(),
    };
    if input.state == State::Draft {
        body.put("State", "Draft for approval. Not sent.");
    }
    body.put("Title", &words.head);
    body.put("Headline", &words.head_line);
    body.put("Address", &words.to);
    body.put("Date", day);
    body.put("Normal", &words.greeting);
    body.put("Heading1", &words.about);
    body.blocks(&words.opening);
    for (heading, text) in &words.sections {
        body.put("Heading2", heading);
        body.blocks(text);
    }
    body.blocks(&words.closing);
    body.put("Normal", &words.sign_off);
    body.put("Signed", &words.signed);
    body.xml.push_str(PAGE);
    body.xml
}

/// The text of the document, as it grows.
struct Body<'a> {
    xml: String,
    gaps: Vec<&'a str>,
}

impl Body<'_> {
    fn put(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            self.xml.push_str(&paragraph(style, text, &self.gaps));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Text(text) => self.put("Normal", text),
                Block::Item(text) | Block::Check(text) => self.put("ListBullet", text),
                Block::Lines(count) => {
                    (0..*count).for_each(|_| self.put("Normal", &"_".repeat(60)));
                }
                Block::Table(heads, _) => self.put("Normal", &heads.join(", ")),
                // Letters have none.
                Block::Account => {}
            }
        }
    }
}

/// One paragraph. Lines of a text stay lines; an open gap is marked.
fn paragraph(style: &str, text: &str, gaps: &[&str]) -> String {
    let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    for (n, line) in for_text(text).split('\n').enumerate() {
        if n > 0 {
            out.push_str("<w:r><w:br/></w:r>");
        }
        run(&mut out, line, gaps);
    }
    out.push_str("</w:p>");
    out
}

fn run(out: &mut String, text: &str, gaps: &[&str]) {
    let first = gaps
        .iter()
        .filter_map(|gap| Some((text.find(gap)?, *gap)))
        .min_by_key(|(at, gap)| (*at, std::cmp::Reverse(gap.len())));
    let (before, marked, behind) = match first {
        Some((_, gap)) => match text.split_once(gap) {
            Some((before, behind)) => (before, gap, behind),
            None => (text, "", ""),
        },
        None => (text, "", ""),
    };
    for (words, look) in [
        (before, ""),
        (
            marked,
            "<w:rPr><w:b/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"D9D9D9\"/></w:rPr>",
        ),
    ] {
        if !words.is_empty() {
            let words = escape(words);
            out.push_str(&format!(
                "<w:r>{look}<w:t xml:space=\"preserve\">{words}</w:t></w:r>"
            ));
        }
    }
    if !behind.is_empty() {
        run(out, behind, gaps);
    }
}
