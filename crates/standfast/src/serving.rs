//! The pages, from an address on this computer to a clean stop.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;
use standfast_desk::Clock;
use standfast_desk::papers::Override;
use standfast_web::listening::{Listening, ServeError};
use standfast_web::routes;
use standfast_web::server::Site;
use standfast_web::vault::{Clocks, VaultDoors};
use tokio::runtime::Runtime;

use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::open::{self, SystemClock};
use crate::say::Say;

/// Where the pages are looked for first.
const PORT: u16 = 8420;

/// A demonstration: its words may stand on the screen, its state folder is its own.
pub struct Demonstration {
    /// What opens its vault.
    pub words: &'static str,
    /// Where its outside head is kept.
    pub state: PathBuf,
}

/// Serves the vault in `folder` until it is told to stop; then everything is locked.
pub fn serve(
    on: &Everywhere,
    say: &Say,
    folder: &Path,
    port: Option<u16>,
    templates: Vec<Override>,
    demonstration: Option<Demonstration>,
) -> Result<(), Failure> {
    let set = match &on.now {
        Some(_) => Some(open::clock(on)?.now()),
        None => None,
    };
    let state = match &demonstration {
        Some(demonstration) => demonstration.state.clone(),
        None => open::state_folder()?,
    };
    let doors = VaultDoors::new(
        folder.to_owned(),
        Some(state),
        clocks(set),
        demonstration.is_some(),
    )
    .with_templates(templates);
    let doors = if set.is_some() {
        doors.invented_only()
    } else {
        doors
    };
    let runtime = Runtime::new()
        .map_err(|e| Failure::outside(format!("the pages could not start: {e}"), ""))?;
    runtime.block_on(async {
        // Ears for the signals come first: from here on a stop is a clean one.
        let stop = Stop::listen()?;
        let listening = match port {
            Some(port) => Listening::at(port).await,
            None => Listening::near(PORT).await,
        };
        let listening = listening.map_err(refused)?;
        let site = Site::new(doors, listening.port(), Timestamp::now);
        announce(
            say,
            &site.address(),
            listening.port(),
            port,
            demonstration.as_ref(),
        )?;
        listening
            .serve(site, routes::pages(), stop.asked())
            .await
            .map_err(refused)
    })?;
    say.note("Stopped. Everything is locked.");
    Ok(())
}

fn clocks(set: Option<Timestamp>) -> Clocks {
    Box::new(move || -> Box<dyn Clock> {
        match set {
            Some(at) => Box::new(at),
            None => Box::new(SystemClock),
        }
    })
}

fn refused(error: ServeError) -> Failure {
    Failure::outside(error.to_string(), "")
}

fn announce(
    say: &Say,
    address: &str,
    port: u16,
    asked: Option<u16>,
    demonstration: Option<&Demonstration>,
) -> Result<(), Failure> {
    if say.json() {
        say.object(&json!({ "address": format!("{address}/") }))?;
        return Ok(());
    }
    let busy = if asked.is_none() && port != PORT {
        format!(" ({PORT} was busy)")
    } else {
        String::new()
    };
    match demonstration {
        Some(demonstration) => {
            say.line(&format!(
                "Open {address}/{busy}. Passphrase: {}.",
                demonstration.words
            ))?;
            say.line("Ctrl-C stops it. Your own vault was not opened.")?;
        }
        None => {
            say.line(&format!(
                "Open {address}/{busy} in a browser on this computer."
            ))?;
            say.line("It asks for the vault's passphrase. Ctrl-C stops it and locks everything.")?;
        }
    }
    Ok(())
}

/// A wish to stop: Ctrl-C, or the system's.
struct Stop {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    term: tokio::signal::unix::Signal,
    #[cfg(unix)]
    hangup: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg(unix)]
    fn listen() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};
        let deaf =
            |e: std::io::Error| Failure::outside(format!("the pages could not start: {e}"), "");
        Ok(Stop {
            interrupt: signal(SignalKind::interrupt()).map_err(deaf)?,
            term: signal(SignalKind::terminate()).map_err(deaf)?,
            hangup: signal(SignalKind::hangup()).map_err(deaf)?,
        })
    }

    #[cfg(not(unix))]
    fn listen() -> Result<Self, Failure> {
        Ok(Stop {})
    }

    #[cfg(unix)]
    async fn asked(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.term.recv() => {}
            _ = self.hangup.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn asked(self) {
        // Without an ear for Ctrl-C there is nothing to wait for but the process's end.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
