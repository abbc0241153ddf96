#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, dead_code)]
#[path = "../tests/pages/knee.rs"]
mod knee;
use askama::Template;
use axum::{Router, response::Html, routing::get};
use standfast_web::server::*;
struct D;
impl Doors for D {
    type Opened = ();
    fn demonstration(&self) -> bool { true }
    fn open(&self, p: &str) -> Result<(), CannotOpen> { if p == "oak tin rope" { Ok(()) } else { Err(CannotOpen::WrongPassphrase) } }
}
#[tokio::main]
async fn main() {
    let l = Listening::near(8931).await.unwrap();
    let port = l.port();
    let site = Site::new(D, port, jiff::Timestamp::now);
    macro_rules! all { ($r:expr, $($p:ident),+) => {{ let mut r = $r; $( r = r.route(concat!("/p/", stringify!($p)), get(|_: SignedIn<()>| async { Html(knee::$p().render().unwrap()) })); )+ r }}; }
    let pages: Router<Site<D>> = all!(Router::new(), sign_in, sign_in_wrong, leaving, not_found, disk_full, cases, no_cases, overview, steps, steps_to_mend,
        timeline, log, log_to_mend, saved, saved_with_warning, import_choose, import_to_mend, import_preview, search,
        search_nothing, exhibit, exhibit_mail, exhibit_text, exhibit_other, disclosures, verdict, verdict_changed, verdict_none)
        .route("/", get(|_: SignedIn<()>| async { Html(knee::cases().render().unwrap()) }));
    println!("{port}");
    l.serve(site, pages, std::future::pending()).await.unwrap();
}
