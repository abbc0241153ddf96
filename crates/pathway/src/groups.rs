//! The contacts of a case, put together once an evaluation so that no rule walks all of them.

use std::collections::HashMap;

use crate::row::{Row, Traits};

/// Contacts by what rules ask of them, and by number.
pub(crate) struct Groups<'f> {
    groups: Vec<Group<'f>>,
    by_number: Vec<&'f Row>,
}

/// Contacts that are alike to every rule, in order of time.
pub(crate) struct Group<'f> {
    pub traits: &'f Traits,
    pub rows: Vec<&'f Row>,
}

impl<'f> Groups<'f> {
    pub fn of(rows: &'f [Row]) -> Self {
        let mut at: HashMap<&Traits, usize> = HashMap::new();
        let mut groups: Vec<Group<'f>> = Vec::new();
        for row in rows {
            let i = *at.entry(&row.traits).or_insert(groups.len());
            match groups.get_mut(i) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group {
                    traits: &row.traits,
                    rows: vec![row],
                }),
            }
        }
        let mut by_number: Vec<&Row> = rows.iter().collect();
        by_number.sort_by_key(|row| row.n);
        Groups { groups, by_number }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Group<'f>> {
        self.groups.iter()
    }

    /// The contacts among some entries; these ascend.
    pub fn among<'s>(&'s self, entries: &'s [u64]) -> impl Iterator<Item = &'f Row> + 's {
        let mut wanted = entries.iter().copied().peekable();
        self.by_number.iter().copied().filter(move |row| {
            while wanted.next_if(|n| *n < row.n).is_some() {}
            wanted.peek() == Some(&row.n)
        })
    }
}
