//! A text with `{gaps}`, in pieces.

/// A piece of a text with gaps.
pub(crate) enum Piece<'t> {
    /// As it stands.
    Words(&'t str),
    /// A gap, by name.
    Gap(&'t str),
}

/// A text in pieces.
///
/// # Errors
/// A brace without its other one.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (gap, tail) = after
            .split_once('}')
            .ok_or_else(|| format!("a brace is opened and not closed in \"{text}\""))?;
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Gap(gap));
        rest = tail;
    }
    if rest.contains('}') {
        return Err(format!(
            "a brace is closed and was not opened in \"{text}\""
        ));
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}
