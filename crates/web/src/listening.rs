//! The server's life on this machine: ears on the loopback addresses, and a stop that locks.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use tokio::net::TcpListener;

use crate::server::{Doors, Site};

/// How often idle sessions are looked for when no request comes.
const TICK: std::time::Duration = std::time::Duration::from_secs(15);
/// How long answers under way may take once the server was told to stop.
const PARTING: std::time::Duration = std::time::Duration::from_secs(2);

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else listens there.
    #[error("port {0} is busy. Nothing was changed. Choose another with --port.")]
    Busy(u16),
    /// The machine refused for another reason.
    #[error("this machine does not let a page be served at port {0}: {1}")]
    Refused(u16, std::io::ErrorKind),
    /// It ran and stopped.
    #[error("the pages stopped: {0}. What was saved is safe.")]
    Stopped(std::io::ErrorKind),
}

/// Ears on the loopback addresses at one port.
pub struct Listening {
    ears: Vec<TcpListener>,
    port: u16,
}

impl Listening {
    /// Listens at `port`; 0 takes a free one.
    ///
    /// # Errors
    /// [`ServeError::Busy`], [`ServeError::Refused`].
    pub async fn at(port: u16) -> Result<Self, ServeError> {
        let refused = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::Busy(port),
            kind => ServeError::Refused(port, kind),
        };
        let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .await
            .map_err(refused)?;
        let port = first.local_addr().map_err(refused)?.port();
        let mut ears = vec![first];
        // `localhost` is `::1` first in many browsers. A machine without IPv6 does without; another
        // program at the same port there would catch our visitors, so that is busy.
        match TcpListener::bind(SocketAddr::from((IpAddr::V6(Ipv6Addr::LOCALHOST), port))).await {
            Ok(second) => ears.push(second),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                return Err(ServeError::Busy(port));
            }
            Err(_) => {}
        }
        Ok(Self { ears, port })
    }

    /// Listens at `port`, or at the first free one of the twenty that follow.
    ///
    /// # Errors
    /// As [`Listening::at`], when none is free.
    pub async fn near(port: u16) -> Result<Self, ServeError> {
        for next in port..=port.saturating_add(20) {
            match Self::at(next).await {
                Err(ServeError::Busy(_)) => {}
                other => return other,
            }
        }
        Err(ServeError::Busy(port))
    }

    /// The port it is.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves until `stop` is done, then lets running answers end and locks everything.
    ///
    /// # Errors
    /// [`ServeError::Stopped`].
    pub async fn serve<D: Doors>(
        self,
        site: Site<D>,
        pages: Router<Site<D>>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let router = site.router(pages);
        let (stopping, stopped) = tokio::sync::watch::channel(false);
        let mut serving = tokio::task::JoinSet::new();
        for ear in self.ears {
            let (router, mut stopped) = (router.clone(), stopped.clone());
            serving.spawn(async move {
                let until = async move {
                    // An error means that the sender is gone, which is a stop too.
                    let _ = stopped.wait_for(|stop| *stop).await;
                };
                axum::serve(ear, router).with_graceful_shutdown(until).await
            });
        }
        let watch = site.clone();
        let idle = tokio::spawn(async move {
            let mut tick = tokio::time::interval(TICK);
            loop {
                tick.tick().await;
                watch.lock_idle();
            }
        });
        let ended = tokio::select! {
            () = stop => None,
            ended = serving.join_next() => ended,
        };
        let _ = stopping.send(true);
        let mut result = Ok(());
        let mut note = |ended| match ended {
            Ok(Err(error)) => result = Err(ServeError::Stopped(std::io::Error::kind(&error))),
            Err(_panicked) => result = Err(ServeError::Stopped(std::io::ErrorKind::Other)),
            Ok(Ok(())) => {}
        };
        ended.into_iter().for_each(&mut note);
        // Answers under way get a moment; a browser that takes no more of one does not hold the
        // vault open. An import that goes on by itself stops at the end of a batch, and goes on from
        // there when the same file is given again; all else is sealed to its end off these threads.
        site.stop_runs();
        let _ = tokio::time::timeout(PARTING, async {
            while let Some(ended) = serving.join_next().await {
                note(ended);
            }
        })
        .await;
        idle.abort();
        site.lock_all();
        result
    }
}
