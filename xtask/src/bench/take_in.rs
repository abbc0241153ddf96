//! Exports taken in: large ones, beside what a public program needs for the same.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{Bench, Took, chat, report};
use crate::run::{finish, root};

/// Messages of the folder of e-mail: some 350 MB.
const MESSAGES: usize = 100_000;
/// Lines of the chat.
const LINES: usize = 1_000_000;
/// Megabytes of the download.
const MEGABYTES: usize = 4_000;
/// How often each of the two programs reads the folder.
const RUNS: usize = 3;

/// Who writes to whom in what `exports.py` makes.
const MAIL: [&str; 4] = [
    "--account",
    "c.tallowmere@mail.example",
    "--mine",
    "w.quillmarsh@practice.example",
];

impl Bench {
    pub(super) fn take_in(&self) -> Result<()> {
        println!("\nexports taken in: sealed, encrypted, searchable");
        self.mail()?;
        self.lines()?;
        self.download()
    }

    /// A folder of e-mail, read by both programs when the system has read it once.
    fn mail(&self) -> Result<()> {
        self.export("maildir", "mail", MESSAGES)?;
        let import = [&["import", "mail", "mail"], &MAIL[..]].concat();
        let ours = (0..RUNS).map(|_| {
            // Each of the two begins with nothing every time.
            self.anew()?;
            self.case("mail")?;
            self.warm("mail")?;
            self.took(&import)
        });
        let ours = median(ours.collect::<Result<Vec<_>>>()?);
        let theirs = (0..RUNS).map(|_| self.notmuch());
        let theirs = median(theirs.collect::<Result<Vec<_>>>()?);
        report(
            "maildir of 100,000 messages",
            &ours,
            &format!(
                "a sixth of {:.1} s, 200 MB; it took 1 in {:.1}",
                theirs.seconds,
                theirs.seconds / ours.seconds
            ),
        );
        let again = self.took(&import)?;
        report("the same again", &again, "a tenth of the first");
        Ok(())
    }

    fn lines(&self) -> Result<()> {
        self.case("lines")?;
        std::fs::write(self.folder.join("lines.txt"), chat(LINES))?;
        let import = self.import("lines", "lines.txt");
        let first = self.took(&import)?;
        report("WhatsApp export of 1,000,000 lines", &first, "80 s, 200 MB");
        report(
            "the same again",
            &self.took(&import)?,
            "a tenth of the first",
        );
        Ok(())
    }

    fn download(&self) -> Result<()> {
        self.export("archive", "download.zip", MEGABYTES)?;
        self.case("download")?;
        let import = self.import("download", "download.zip");
        let first = self.took(&import)?;
        report(
            "download of 4 GB, one conversation of 5,000 messages taken",
            &first,
            "90 s, 256 MB",
        );
        report(
            "the same again",
            &self.took(&import)?,
            "a tenth of the first",
        );
        Ok(())
    }

    fn export(&self, kind: &str, target: &str, count: usize) -> Result<()> {
        let mut python = Command::new("python3");
        python
            .current_dir(&self.folder)
            .arg(root()?.join("xtask/bench/exports.py"))
            .args([kind, target, &count.to_string()]);
        finish(python)?;
        // What a person takes in was not written in this very second; of that nothing is known by its stamp.
        std::thread::sleep(Duration::from_secs(4));
        Ok(())
    }

    fn warm(&self, folder: &str) -> Result<()> {
        let mut cat = Command::new("sh");
        cat.current_dir(&self.folder).args([
            "-c",
            "find \"$0\" -type f -exec cat {} + > /dev/null",
            folder,
        ]);
        finish(cat)
    }

    /// `notmuch new` in its default configuration, over a copy of the folder, without an index yet.
    fn notmuch(&self) -> Result<Took> {
        let home = self.folder.join("notmuch");
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home)?;
        let mail = home.join("mail");
        let mut copy = Command::new("cp");
        copy.arg("-r").arg(self.folder.join("mail")).arg(&mail);
        finish(copy)?;
        let settings = home.join("settings");
        std::fs::write(
            &settings,
            format!(
                "[database]\npath={}\n[user]\nname=W\nprimary_email=w.quillmarsh@practice.example\n",
                mail.display()
            ),
        )?;
        self.warm("notmuch/mail")?;
        let mut new = Command::new("notmuch");
        new.arg("--config").arg(&settings).arg("new");
        match self.measure(new) {
            Ok(took) => Ok(took),
            Err(e) => bail!("{e:#}. It needs the Debian package notmuch."),
        }
    }
}

fn median(mut all: Vec<Took>) -> Took {
    all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    all.swap_remove(RUNS / 2)
}
