//! The press: Typst closed up in a world of virtual files.
//!
//! In: a form of `templates/`, data as one JSON value, pictures, a date. Out: a [`Pdf`] that passed Typst's own check
//! against PDF/A-2a and PDF/UA-1. The form sees its own files, `data.json`, `pages.json` and the pictures handed in;
//! all else, packages and files of the machine alike, is refused.
//!
//! Names of virtual files are few and fixed: Typst never forgets one, and has room for 65,535 in the life of a process.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, NativeElement, Selector, Smart};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::characters;
use crate::error::PaperError;
use crate::fonts::Fonts;

/// How many pictures one document takes; each needs a name that Typst keeps.
pub(crate) const MOST_PICTURES: usize = 2_000;

/// A finished PDF file: PDF/A-2a and PDF/UA-1, tagged, with title and language.
#[derive(Clone)]
pub struct Pdf {
    bytes: Vec<u8>,
    pages: usize,
}

impl Pdf {
    /// The file, byte for byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pdf({} pages, {} bytes)", self.pages, self.bytes.len())
    }
}

/// One job for the press.
pub(crate) struct Job<'a> {
    /// What a person calls the document; only errors say it.
    pub document: &'a str,
    /// The Typst source of the form.
    pub form: &'static str,
    /// The date that stands in the file and that `datetime.today` gives.
    pub date: Date,
    /// Everything that is printed. Strings are prepared here, so that none can be forgotten.
    pub data: Value,
    /// Pictures, by their number: `/view/0` and so on.
    pub pictures: Vec<&'a [u8]>,
}

/// Prints a job.
///
/// # Errors
/// [`PaperError::Made`] with Typst's first cause; [`PaperError::TooLong`] if there are too many pictures.
pub(crate) fn print(mut job: Job<'_>) -> Result<Pdf, PaperError> {
    if job.pictures.len() > MOST_PICTURES {
        return Err(PaperError::TooLong {
            document: job.document.to_owned(),
            what: "pictures",
            count: job.pictures.len(),
            limit: MOST_PICTURES,
        });
    }
    characters::prepare(&mut job.data);
    let made = press(&job);
    // What was laid out for this document serves no other, and 1,000 contacts hold 200 MB of it: let go of all.
    comemo::evict(0);
    made
}

fn press(job: &Job<'_>) -> Result<Pdf, PaperError> {
    let fail = |cause: String| PaperError::Made {
        document: job.document.to_owned(),
        cause,
    };
    let mut world = Desk::new(job).map_err(fail)?;
    // A bookmark cannot look up its own page. So a first pass finds the pages; the second differs from it only in
    // words that are not printed, and finds nearly all of its layout done.
    let mut document = lay_out(&world).map_err(fail)?;
    let found = pages_of_headings(&document);
    if !found.is_empty() {
        world.set_pages(&found).map_err(fail)?;
        document = lay_out(&world).map_err(fail)?;
        if pages_of_headings(&document) != found {
            return Err(fail("its page numbers did not settle".to_owned()));
        }
    }
    let pages = document.pages().len();
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| fail(e.message().to_string()))?;
    let options = PdfOptions {
        // No name of a program: a letter must not say what wrote it.
        creator: Smart::Custom(None),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| fail(first_cause(&e)))?;
    Ok(Pdf { bytes, pages })
}

fn lay_out(world: &Desk) -> Result<PagedDocument, String> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(world);
    output.map_err(|e| first_cause(&e))
}

/// The first message, without the place in the form: a place in a form helps nobody who reads the message.
fn first_cause(errors: &[SourceDiagnostic]) -> String {
    errors.first().map_or_else(
        || "no cause was given".to_owned(),
        |e| {
            let hints = e.hints.iter().map(|h| format!(" ({})", h.v));
            std::iter::once(e.message.to_string())
                .chain(hints)
                .collect()
        },
    )
}

/// Where each heading that asks for its page stands, by its words without the page.
fn pages_of_headings(document: &PagedDocument) -> BTreeMap<String, usize> {
    let introspector = document.introspector();
    introspector
        .query(&Selector::Elem(HeadingElem::ELEM, None))
        .iter()
        .filter_map(|heading| {
            let words = heading.to_packed::<HeadingElem>()?.body.plain_text();
            let (name, page) = words.rsplit_once(" (page ")?;
            page.strip_suffix(')')?.parse::<u64>().ok()?;
            let place = introspector.page(heading.location()?)?;
            Some((name.to_owned(), place.get()))
        })
        .collect()
}

/// The world that a form sees.
struct Desk {
    sources: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
    pages: (FileId, Bytes),
    main: FileId,
    today: Date,
}

/// Files of `templates/` that forms share.
const SHARED: [(&str, &str); 2] = [
    ("/blocks.typ", include_str!("../../../templates/blocks.typ")),
    ("/paper.typ", include_str!("../../../templates/paper.typ")),
];

impl Desk {
    fn new(job: &Job<'_>) -> Result<Self, String> {
        let main = id("/form.typ")?;
        let mut sources = vec![Source::new(main, job.form.to_owned())];
        for (name, text) in SHARED {
            sources.push(Source::new(id(name)?, text.to_owned()));
        }
        let data = serde_json::to_vec(&job.data).map_err(|e| e.to_string())?;
        let mut files = vec![(id("/data.json")?, Bytes::new(data))];
        for (n, picture) in job.pictures.iter().enumerate() {
            files.push((id(&format!("/view/{n}"))?, Bytes::new(picture.to_vec())));
        }
        Ok(Self {
            sources,
            files,
            pages: (id("/pages.json")?, Bytes::from_string("{}")),
            main,
            today: job.date,
        })
    }

    fn set_pages(&mut self, found: &BTreeMap<String, usize>) -> Result<(), String> {
        self.pages.1 = Bytes::new(serde_json::to_vec(found).map_err(|e| e.to_string())?);
        Ok(())
    }
}

fn id(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|e| e.to_string())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: LazyLock<LazyHash<Library>> =
            LazyLock::new(|| LazyHash::new(Library::default()));
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        Fonts::shared().book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self
            .files
            .iter()
            .chain([&self.pages])
            .find(|(name, _)| *name == id);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        Fonts::shared().font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let month = u8::try_from(self.today.month()).ok()?;
        let day = u8::try_from(self.today.day()).ok()?;
        Datetime::from_ymd(i32::from(self.today.year()), month, day)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use unicode_normalization::char::is_combining_mark;

    fn job(form: &'static str) -> Job<'static> {
        Job {
            document: "the trial",
            form,
            date: Date::constant(2026, 3, 12),
            data: serde_json::json!({"words": "#panic() $x$ *not bold* \u{0}"}),
            pictures: Vec::new(),
        }
    }

    #[test]
    fn a_form_reaches_nothing_of_the_machine_or_the_network() {
        for form in [
            "#read(\"/etc/passwd\")",
            "#read(\"../../../../etc/passwd\")",
            "#image(\"/view/0\")",
            "#include \"/other.typ\"",
            "#import \"@preview/cetz:0.3.4\": *",
        ] {
            let cause = print(job(form)).unwrap_err().to_string();
            assert!(
                cause.contains("access denied") || cause.contains("escape"),
                "{form}: {cause}"
            );
            assert!(cause.starts_with("the trial could not be made"), "{cause}");
        }
    }

    #[test]
    fn words_of_the_data_are_never_markup() {
        let form = "#set document(title: \"t\", date: datetime(year: 2026, month: 1, day: 1))\n= Head\n\
                    #let w = json(\"/data.json\").words\n#assert(w == \"#panic() $x$ *not bold* [U+0000]\")\n#w";
        assert_eq!(print(job(form)).unwrap().pages(), 1);
    }

    /// One character that the fonts lack fails a whole file: so each that passes for covered is set in every cut.
    #[test]
    fn whatever_passes_for_covered_can_be_printed() {
        let fonts = Fonts::shared();
        let all: Vec<char> = ('!'..='\u{1FFFF}')
            .filter(|c| fonts.covered(*c) != 0)
            .collect();
        assert!(all.len() > 4_000, "{} characters are covered", all.len());
        // What the first font of a text lacks comes from another; letters of the first font need no trial.
        let lacking = |family: u8| -> Vec<String> {
            // Neighbours stand together, so that each font is asked once for many.
            let lack = all
                .iter()
                .copied()
                .filter(|c| fonts.covered(*c) & family == 0);
            let marks = ('\u{300}'..='\u{20FF}').filter(|c| is_combining_mark(*c));
            let text: Vec<char> = lack
                .chain(marks.flat_map(|c| ['o', c, '\u{43E}', c]))
                .collect();
            // Short paragraphs, since a long one is slow to break into lines.
            text.chunks(60).map(|part| part.iter().collect()).collect()
        };
        let form = "#set document(title: \"t\", date: datetime.today())\n= Head\n\
                    #let serif = text.with(font: (\"Libertinus Serif\", \"Noto Sans\", \"Noto Emoji\"))\n\
                    #let sans = text.with(font: (\"Noto Sans\", \"Noto Emoji\"), weight: \"bold\")\n\
                    #let d = json(\"/data.json\")\n\
                    #for w in d.serif { par(serif(w)) }\n#for w in d.sans { par(sans(w)) }";
        let data = serde_json::json!({"serif": lacking(1), "sans": lacking(2)});
        print(Job { data, ..job(form) }).unwrap();
    }

    #[test]
    fn the_day_is_the_one_that_was_passed_in() {
        let form = "#set document(title: \"t\", date: datetime.today())\n#assert(datetime.today().display() == \"2026-03-12\")\n= Head";
        assert_eq!(print(job(form)).unwrap().pages(), 1);
    }
}
