//! Whose archive it is and what it says that it holds: `account.js` and `manifest.js`.

use std::io::Read;

use serde_json::Value;
use standfast_model::draft::Person;

use super::files::{self, Files};
use super::said;
use crate::source::Source;

/// The name of who posted, where the archive does not say whose it is.
pub const ARCHIVE_OWNER: &str = "owner of the archive";

/// Bytes of a file that says something about the archive.
const ABOUT: u64 = 4 << 20;

/// What the archive says of itself.
#[derive(Default)]
pub(super) struct About {
    /// The number of the account.
    pub(super) owner: Option<String>,
    /// Its handle at the time, without `@`.
    pub(super) handle: Option<String>,
    /// The archive says that it is not the whole.
    pub(super) partial: bool,
    /// Files that are read here, as the archive lists them.
    pub(super) listed: Vec<Listed>,
    /// `account.js` or the manifest cannot be read.
    pub(super) damaged: Vec<String>,
}

/// One file in the list of the archive.
pub(super) struct Listed {
    pub(super) file: String,
    pub(super) count: Option<u64>,
}

impl About {
    pub(super) fn of(source: &Source, files: &Files) -> Self {
        let mut about = About::default();
        if let Some(member) = &files.account {
            match json(source, member) {
                Some(said) => {
                    let account = said.get(0).and_then(|one| one.get("account"));
                    about.owned(account, "username");
                }
                None => about.damaged.push(member.clone()),
            }
        }
        if let Some(member) = &files.manifest {
            match json(source, member) {
                Some(said) => about.manifest(&said),
                None => about.damaged.push(member.clone()),
            }
        }
        about
    }

    fn owned(&mut self, said: Option<&Value>, handle: &str) {
        if let (None, Some(said)) = (&self.owner, said) {
            self.owner = said::id(said.get("accountId"));
            self.handle = said::handle(said.get(handle));
        }
    }

    fn manifest(&mut self, said: &Value) {
        self.owned(said.get("userInfo"), "userName");
        let partial = said.pointer("/archiveInfo/isPartialArchive");
        self.partial = partial == Some(&Value::Bool(true));
        let kinds = said.get("dataTypes").and_then(Value::as_object);
        let files = kinds
            .into_iter()
            .flat_map(|kinds| kinds.values())
            .filter_map(|kind| kind.get("files")?.as_array())
            .flatten();
        for file in files {
            let text = |key| file.get(key).and_then(Value::as_str);
            let list = text("globalName")
                .and_then(|name| files::list(name.strip_prefix("YTD.").unwrap_or(name)));
            if let (Some(name), Some((list, _))) = (text("fileName"), list)
                && files::holds(&list).is_some()
            {
                self.listed.push(Listed {
                    file: name.to_owned(),
                    count: text("count").and_then(|n| n.parse().ok()),
                });
            }
        }
    }

    /// How many the archive says that this member holds.
    pub(super) fn count(&self, member: &str) -> Option<u64> {
        let listed = self.listed.iter().find(|l| l.is(member));
        listed.and_then(|l| l.count)
    }

    /// The person of a number. Only of the owner the archive says a handle.
    pub(super) fn person(&self, id: String) -> Person {
        let own = self.owner.as_ref() == Some(&id);
        Person {
            label: own.then(|| self.at_handle()).flatten(),
            address: Some(id),
        }
    }

    /// Who posted what is in the archive.
    pub(super) fn owner(&self) -> Person {
        match &self.owner {
            Some(id) => self.person(id.clone()),
            None => Person {
                label: Some(ARCHIVE_OWNER.to_owned()),
                address: None,
            },
        }
    }

    fn at_handle(&self) -> Option<String> {
        self.handle.as_ref().map(|handle| format!("@{handle}"))
    }
}

impl Listed {
    /// The archive may stand in a folder of its own.
    pub(super) fn is(&self, member: &str) -> bool {
        let before = member.strip_suffix(self.file.as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    }
}

/// What is assigned in a small file.
fn json(source: &Source, member: &str) -> Option<Value> {
    let mut bytes = Vec::new();
    let member = source.open_member(member).ok()?;
    member.take(ABOUT).read_to_end(&mut bytes).ok()?;
    let begins = memchr::memchr(b'=', &bytes)?;
    let said = bytes.get(begins + 1..)?.trim_ascii();
    serde_json::from_slice(said.strip_suffix(b";").unwrap_or(said)).ok()
}
