//! What a reader outside finds in a bundle, with nothing but a zip, JSON and base64; and a bundle
//! with one byte changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use zip::ZipArchive;

/// An opened bundle.
pub struct Opened {
    zip: ZipArchive<BufReader<File>>,
    /// The names of the fields that are shown, of every leaf that is.
    shown: BTreeMap<u64, BTreeSet<String>>,
}

impl Opened {
    pub fn open(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|e| format!("the bundle cannot be opened: {e}"))?;
        let mut zip = ZipArchive::new(BufReader::new(file))
            .map_err(|e| format!("the bundle is no zip: {e}"))?;
        let name = named(&zip, |name| name.ends_with("/data/entries.jsonl"))
            .ok_or("the bundle has no data/entries.jsonl")?;
        let entries = zip.by_name(&name).map_err(|e| format!("{name}: {e}"))?;
        let mut shown = BTreeMap::new();
        for line in BufReader::new(entries).lines() {
            let line = line.map_err(|e| format!("{name}: {e}"))?;
            if let Some((n, fields)) = leaf(&line)? {
                shown.insert(n, fields);
            }
        }
        Ok(Self { zip, shown })
    }

    /// Whether the leaf of an entry is shown, and with `field` if one is asked for.
    pub fn shows(&self, n: u64, field: Option<&str>) -> bool {
        self.shown
            .get(&n)
            .is_some_and(|fields| field.is_none_or(|field| fields.contains(field)))
    }

    /// The bytes of an original, by its exhibit's reference.
    pub fn original(&mut self, reference: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(name) = original_name(&self.zip, reference) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.zip
            .by_name(&name)
            .map_err(|e| format!("{name}: {e}"))?
            .read_to_end(&mut bytes)
            .map_err(|e| format!("{name}: {e}"))?;
        Ok(Some(bytes))
    }
}

/// The number and the names of the fields of a leaf that is shown; `None`: withheld.
fn leaf(line: &str) -> Result<Option<(u64, BTreeSet<String>)>, String> {
    let line: Value =
        serde_json::from_str(line).map_err(|e| format!("a line of entries.jsonl: {e}"))?;
    let n = line
        .get("n")
        .and_then(Value::as_u64)
        .ok_or("a line of entries.jsonl has no number")?;
    if line.get("leaf").is_none() {
        return Ok(None);
    }
    let fields = line
        .get("fields")
        .and_then(Value::as_array)
        .ok_or_else(|| format!("#{n} has no fields"))?;
    let names = fields.iter().map(|field| {
        field
            .as_str()
            .and_then(name_of)
            .ok_or_else(|| format!("a field of #{n} is none"))
    });
    Ok(Some((n, names.collect::<Result<_, _>>()?)))
}

/// The name in a disclosure, which is base64url of `[salt, name, value]`.
fn name_of(disclosure: &str) -> Option<String> {
    let json: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(disclosure).ok()?).ok()?;
    json.get(1)?.as_str().map(str::to_owned)
}

fn named<R: Read + std::io::Seek>(
    zip: &ZipArchive<R>,
    which: impl Fn(&str) -> bool,
) -> Option<String> {
    zip.file_names()
        .filter_map(Result::ok)
        .find(|name| which(name))
        .map(|name| name.into_owned())
}

/// `WAQ/3` is the file that begins with `WAQ-3` and a space.
fn original_name<R: Read + std::io::Seek>(zip: &ZipArchive<R>, reference: &str) -> Option<String> {
    let begins = format!("/data/originals/{} ", reference.replace('/', "-"));
    named(zip, |name| name.contains(&begins))
}

/// The bytes of a bundle, with one byte in the middle of an original changed.
pub fn with_a_byte_changed(path: &Path, reference: &str) -> Result<Vec<u8>, String> {
    let mut opened = Opened::open(path)?;
    let name = original_name(&opened.zip, reference)
        .ok_or_else(|| format!("{reference} is not in the bundle"))?;
    let file = opened
        .zip
        .by_name(&name)
        .map_err(|e| format!("{name}: {e}"))?;
    let start = file
        .data_start()
        .ok_or_else(|| format!("{name} lies nowhere"))?;
    let middle = usize::try_from(start + file.compressed_size() / 2).map_err(|e| e.to_string())?;
    drop(file);
    let mut bytes = std::fs::read(path).map_err(|e| format!("the bundle cannot be read: {e}"))?;
    let byte = bytes
        .get_mut(middle)
        .ok_or_else(|| format!("{name} lies beyond the end"))?;
    *byte ^= 1;
    Ok(bytes)
}
