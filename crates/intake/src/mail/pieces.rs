//! A body of several parts, cut at its boundary (RFC 2046 5.1.1).

pub(crate) struct Pieces<'a> {
    pub(crate) pieces: Vec<&'a [u8]>,
    /// The line that ends it was found.
    pub(crate) closed: bool,
}

/// What stands between the lines of a boundary, without the line end before each.
pub(crate) fn pieces<'a>(body: &'a [u8], boundary: &[u8]) -> Pieces<'a> {
    let mut found = Pieces {
        pieces: Vec::new(),
        closed: false,
    };
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        let start = at;
        at += line.len();
        let Some(rest) = line
            .strip_prefix(b"--")
            .and_then(|l| l.strip_prefix(boundary))
        else {
            continue;
        };
        let last = match rest.trim_ascii_end() {
            [] => false,
            b"--" => true,
            // Another boundary that begins alike.
            _ => continue,
        };
        if let Some(from) = begun.replace(at) {
            let piece = body.get(from..start).unwrap_or_default();
            let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
            found
                .pieces
                .push(piece.strip_suffix(b"\r").unwrap_or(piece));
        }
        if last {
            found.closed = true;
            begun = None;
            break;
        }
    }
    if let Some(rest) = begun.and_then(|from| body.get(from..)) {
        found.pieces.push(rest);
    }
    found
}
