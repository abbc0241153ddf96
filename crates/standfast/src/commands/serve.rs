//! `standfast serve`

use std::process::ExitCode;

use clap::Args;

use super::Everywhere;
use super::letter::OwnWords;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// The pages, on this computer only; sign in with the vault's passphrase.
#[derive(Debug, Args)]
pub struct Serve {
    /// Port [8420, or the next free one]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    #[command(flatten)]
    own: OwnWords,
}

impl Serve {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let folder = open::vault_folder(on)?;
        if !folder.join("vault.toml").exists() {
            return Err(Failure::words(
                format!("there is no vault in {}", folder.display()),
                "Make one: standfast init. Or name another: --vault DIR",
            ));
        }
        let own = self.own.read()?;
        // A wording that cannot be used is said here, not at the sign-in.
        standfast_desk::acts::letter::templates(&own)?;
        crate::serving::serve(on, say, &folder, self.port, own, None)?;
        Ok(ExitCode::SUCCESS)
    }
}
