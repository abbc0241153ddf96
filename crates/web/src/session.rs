//! Who is signed in on this browser, and for how long.
//!
//! A token is 256 random bits in a cookie; the server keeps only its SHA-256, so that a core dump
//! or a log of the table opens nothing. After ten minutes without a request the session locks: the
//! opened vault is dropped, and with it the keys, and the passphrase is asked again. A clock that
//! was set back by more than a minute locks too: nobody can stretch a session with the clock.
//!
//! Pure but for the mutex of its owner: time and randomness are passed in. Tokens, passphrases
//! and their hashes have no `Debug`.
//!
//! Never here: what a passphrase opens, and HTTP beyond the cookie's own text.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// A shared computer at a desk; a phone gets its own, shorter time later.
pub const IDLE: SignedDuration = SignedDuration::from_mins(10);
/// How long typed words wait for their writer behind the lock.
const KEPT: SignedDuration = SignedDuration::from_hours(12);
/// Small steps back are the clock being set right, not being misused.
const STEP_BACK: SignedDuration = SignedDuration::from_mins(1);
/// One person, a few browsers. The oldest goes when there are more.
const MOST: usize = 16;

/// What the browser holds. Made of random bytes that the caller draws.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// From 32 random bytes.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(hex::encode(random))
    }

    /// Reads the token of this server out of a `Cookie` header; anything malformed is no token.
    #[must_use]
    pub fn from_cookie(header: &str, name: &str) -> Option<Self> {
        let value = header.split(';').find_map(|pair| {
            let (found, value) = pair.trim().split_once('=')?;
            (found == name).then_some(value)
        })?;
        let whole = value.len() == 64
            && value
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        whole.then(|| Self(value.to_owned()))
    }

    /// The `Set-Cookie` header. It ends with the browser; no script and no other site can read
    /// or send it. Not `Secure`: the page is plain HTTP inside one machine.
    #[must_use]
    pub fn to_cookie(&self, name: &str) -> String {
        format!("{name}={}; Path=/; HttpOnly; SameSite=Strict", self.0)
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// The cookie's name. It holds the port, because browsers share cookies between all ports of
/// `localhost`: a demonstration must not sign its owner out of the real vault.
#[must_use]
pub fn cookie_name(port: u16) -> String {
    format!("daybook-{port}")
}

/// The `Set-Cookie` header that takes the cookie away.
#[must_use]
pub fn no_cookie(name: &str) -> String {
    format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

struct Session<V, S> {
    /// Gone once locked.
    opened: Option<Arc<V>>,
    /// Stays when it locks, so that words typed before are not lost; gone on leaving.
    shelf: Arc<S>,
    seen: Timestamp,
}

/// Whether a request may go on.
pub enum Found<V, S> {
    /// Signed in; here is what the passphrase opened, and what waits.
    Open(Arc<V>, Arc<S>),
    /// Was signed in on this browser, and is locked. What waits can be added to, not read.
    Locked(Arc<S>),
    /// No session of this server.
    None,
}

/// The sessions of one server. `V` is what a passphrase opens, `S` what waits between two
/// requests of one browser.
pub struct Sessions<V, S> {
    idle: SignedDuration,
    kept: HashMap<[u8; 32], Session<V, S>>,
}

impl<V, S: Default> Sessions<V, S> {
    /// No sessions, which lock after `idle` without a request.
    #[must_use]
    pub fn new(idle: SignedDuration) -> Self {
        Self {
            idle,
            kept: HashMap::new(),
        }
    }

    /// Signs in under a fresh token; a session that the browser brought is ended, so that a token
    /// planted before signing in is worth nothing after it. What waited there goes over.
    pub fn open(&mut self, fresh: &Token, brought: Option<&Token>, opened: Arc<V>, now: Timestamp) {
        let before = brought.and_then(|old| self.kept.remove(&old.hash()));
        let shelf = before.map_or_else(Arc::default, |session| session.shelf);
        if self.kept.len() >= MOST {
            let oldest = self
                .kept
                .iter()
                .min_by_key(|(_, session)| session.seen)
                .map(|(hash, _)| *hash);
            if let Some(oldest) = oldest {
                self.kept.remove(&oldest);
            }
        }
        self.kept.insert(
            fresh.hash(),
            Session {
                opened: Some(opened),
                shelf,
                seen: now,
            },
        );
    }

    /// Looks a request's session up and counts it as seen now.
    pub fn find(&mut self, token: &Token, now: Timestamp) -> Found<V, S> {
        self.lock_idle(now);
        let hash = token.hash();
        // The table is searched by hash: how long that takes says nothing about a token.
        let Some(session) = self.kept.get_mut(&hash) else {
            return Found::None;
        };
        match &session.opened {
            None => Found::Locked(Arc::clone(&session.shelf)),
            Some(opened) => {
                session.seen = session.seen.max(now);
                Found::Open(Arc::clone(opened), Arc::clone(&session.shelf))
            }
        }
    }

    /// Looks a request's session up and does not count it: a page that asks again by itself is
    /// nobody at the desk.
    pub fn glance(&mut self, token: &Token, now: Timestamp) -> Found<V, S> {
        let seen = self.kept.get(&token.hash()).map(|session| session.seen);
        let found = self.find(token, now);
        if let (Some(seen), Some(session)) = (seen, self.kept.get_mut(&token.hash())) {
            session.seen = seen;
        }
        found
    }

    /// What waits in all sessions.
    pub fn shelves(&self) -> Vec<Arc<S>> {
        let sessions = self.kept.values();
        sessions.map(|session| Arc::clone(&session.shelf)).collect()
    }

    /// Locks every session that was idle too long. Call it on a timer too, so that keys leave the
    /// memory without waiting for a request.
    pub fn lock_idle(&mut self, now: Timestamp) {
        self.kept
            .retain(|_, session| now.duration_since(session.seen) < KEPT);
        for session in self.kept.values_mut() {
            let since = now.duration_since(session.seen);
            if since >= self.idle || since < -STEP_BACK {
                session.opened = None;
            }
        }
    }

    /// Locks one session; unknown ones are locked already.
    pub fn lock(&mut self, token: &Token) {
        if let Some(session) = self.kept.get_mut(&token.hash()) {
            session.opened = None;
        }
    }

    /// Ends one session: it locks, and what waited is gone.
    pub fn end(&mut self, token: &Token) {
        self.kept.remove(&token.hash());
    }

    /// Locks all: the server stops.
    pub fn lock_all(&mut self) {
        for session in self.kept.values_mut() {
            session.opened = None;
        }
    }
}

/// Slows guessing down. There is one vault, so wrong passphrases count together, whoever types.
#[derive(Default)]
pub struct Throttle {
    wrong: u32,
    until: Option<Timestamp>,
}

impl Throttle {
    /// Typing mistakes that cost nothing.
    const FREE: u32 = 4;
    /// The longest wait, so that a stranger can never lock the owner out for long.
    const LONGEST: i64 = 60;

    /// How long to wait before the next try, in whole seconds; `None` when it may be made now.
    #[must_use]
    pub fn wait(&self, now: Timestamp) -> Option<i64> {
        let left = self.until?.duration_since(now).as_millis();
        // A clock set back does not make the wait longer than it ever is.
        (left > 0).then(|| {
            i64::try_from((left + 999) / 1000)
                .unwrap_or(Self::LONGEST)
                .min(Self::LONGEST)
        })
    }

    /// A wrong passphrase: from the fifth on 2, 4, 8 … seconds, at most a minute.
    pub fn wrong(&mut self, now: Timestamp) {
        self.wrong = self.wrong.saturating_add(1);
        if let Some(over) = self.wrong.checked_sub(Self::FREE).filter(|over| *over > 0) {
            let seconds = 2i64.saturating_pow(over.min(10)).min(Self::LONGEST);
            self.until = now.checked_add(SignedDuration::from_secs(seconds)).ok();
        }
    }

    /// The right one: all is forgiven.
    pub fn right(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Mutex;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_773_306_000 + seconds).unwrap()
    }

    fn token(n: u8) -> Token {
        Token::new([n; 32])
    }

    fn open(sessions: &mut Sessions<&str, ()>, token: &Token, now: Timestamp) -> bool {
        matches!(sessions.find(token, now), Found::Open(..))
    }

    #[test]
    fn ten_idle_minutes_lock_and_drop_what_was_opened() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        let opened = Arc::new("vault");
        sessions.open(&token(1), None, Arc::clone(&opened), at(0));
        assert!(open(&mut sessions, &token(1), at(599)));
        assert!(
            open(&mut sessions, &token(1), at(599 + 599)),
            "each request counts anew"
        );
        sessions.lock_idle(at(599 + 599 + 600));
        assert_eq!(
            Arc::strong_count(&opened),
            1,
            "the keys are gone without a request"
        );
        assert!(matches!(
            sessions.find(&token(1), at(1_800)),
            Found::Locked(_)
        ));
    }

    #[test]
    fn a_page_that_asks_by_itself_keeps_nothing_open() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        sessions.open(&token(1), None, Arc::new("vault"), at(0));
        for second in [200, 400, 599] {
            let glance = sessions.glance(&token(1), at(second));
            assert!(matches!(glance, Found::Open(..)));
        }
        let glance = sessions.glance(&token(1), at(600));
        assert!(matches!(glance, Found::Locked(_)));
    }

    #[test]
    fn what_was_typed_waits_behind_the_lock_and_is_gone_on_leaving() {
        let mut sessions: Sessions<&str, Mutex<String>> = Sessions::new(IDLE);
        sessions.open(&token(1), None, Arc::new("vault"), at(0));
        let Found::Locked(shelf) = sessions.find(&token(1), at(700)) else {
            panic!("open")
        };
        shelf.lock().unwrap().push_str("typed");
        sessions.open(&token(2), Some(&token(1)), Arc::new("vault"), at(710));
        let Found::Open(_, shelf) = sessions.find(&token(2), at(720)) else {
            panic!("locked")
        };
        assert_eq!(*shelf.lock().unwrap(), "typed");
        sessions.end(&token(2));
        sessions.open(&token(3), Some(&token(2)), Arc::new("vault"), at(730));
        let Found::Open(_, shelf) = sessions.find(&token(3), at(740)) else {
            panic!("locked")
        };
        assert!(shelf.lock().unwrap().is_empty());
        sessions.lock_idle(at(740 + 12 * 3600));
        assert!(matches!(
            sessions.find(&token(3), at(740 + 12 * 3600)),
            Found::None
        ));
    }

    #[test]
    fn a_clock_set_back_locks_and_a_small_step_does_not() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        sessions.open(&token(1), None, Arc::new("vault"), at(0));
        assert!(open(&mut sessions, &token(1), at(-5)));
        assert!(!open(&mut sessions, &token(1), at(-3_600)));
    }

    #[test]
    fn leaving_locks_this_session_only() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        sessions.open(&token(1), None, Arc::new("vault"), at(0));
        sessions.open(&token(2), None, Arc::new("vault"), at(0));
        sessions.lock(&token(1));
        assert!(!open(&mut sessions, &token(1), at(1)));
        assert!(open(&mut sessions, &token(2), at(1)));
        assert!(matches!(sessions.find(&token(3), at(1)), Found::None));
        sessions.lock_all();
        assert!(!open(&mut sessions, &token(2), at(1)));
    }

    #[test]
    fn a_token_planted_before_signing_in_opens_nothing_after() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        sessions.open(&token(1), None, Arc::new("vault"), at(0));
        sessions.open(&token(2), Some(&token(1)), Arc::new("vault"), at(1));
        assert!(matches!(sessions.find(&token(1), at(2)), Found::None));
        assert!(open(&mut sessions, &token(2), at(2)));
    }

    #[test]
    fn there_are_never_more_than_a_few_sessions() {
        let mut sessions: Sessions<&str, ()> = Sessions::new(IDLE);
        for n in 0..40 {
            sessions.open(&token(n), None, Arc::new("vault"), at(i64::from(n)));
        }
        assert!(matches!(sessions.find(&token(0), at(40)), Found::None));
        assert!(open(&mut sessions, &token(39), at(40)));
        assert_eq!(sessions.kept.len(), MOST);
    }

    #[test]
    fn the_cookie_is_read_strictly() {
        let name = cookie_name(8420);
        let set = token(7).to_cookie(&name);
        assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        let pair = set.split(';').next().unwrap();
        assert!(Token::from_cookie(&format!("other=1; {pair}"), &name).is_some());
        for bad in [
            "",
            "daybook-8420=",
            "daybook-8421=07",
            "daybook-8420=zz",
            &pair.to_uppercase(),
            &format!("x{pair}"),
        ] {
            assert!(Token::from_cookie(bad, &name).is_none(), "{bad}");
        }
    }

    #[test]
    fn guessing_gets_slower_and_never_slower_than_a_minute() {
        let mut throttle = Throttle::default();
        for _ in 0..4 {
            throttle.wrong(at(0));
            assert_eq!(throttle.wait(at(0)), None);
        }
        throttle.wrong(at(0));
        assert_eq!(throttle.wait(at(0)), Some(2));
        assert_eq!(throttle.wait(at(2)), None);
        for _ in 0..100 {
            throttle.wrong(at(2));
        }
        assert_eq!(throttle.wait(at(2)), Some(60));
        assert_eq!(throttle.wait(at(-9_000)), Some(60));
        assert_eq!(throttle.wait(at(62)), None);
        throttle.right();
        throttle.wrong(at(63));
        assert_eq!(throttle.wait(at(63)), None);
    }
}
