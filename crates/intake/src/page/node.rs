//! One record as a tree.

use super::{Attributes, Tokens, What};

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Inside>,
}

#[derive(Debug)]
enum Inside {
    Text(String),
    Node(Node),
}

/// Elements inside elements; what lies deeper counts to the one at this depth.
const DEPTH: usize = 60;

impl Node {
    /// The outermost element of a record.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut open: Vec<Node> = vec![Node::default()];
        let mut deeper: Vec<String> = Vec::new();
        let mut tokens = Tokens::new(bytes);
        while let Ok(Some(token)) = tokens.next() {
            match token.what {
                What::Open {
                    name,
                    attributes,
                    void,
                } => {
                    let node = Node {
                        name,
                        attributes,
                        inside: Vec::new(),
                    };
                    if void {
                        put(&mut open, Inside::Node(node));
                    } else if open.len() > DEPTH {
                        deeper.push(node.name);
                    } else {
                        open.push(node);
                    }
                }
                What::Close(name) => {
                    if let Some(at) = deeper.iter().rposition(|n| *n == name) {
                        deeper.truncate(at);
                    } else if let Some(at) = open.iter().rposition(|n| n.name == name)
                        && at > 0
                    {
                        close(&mut open, at);
                        deeper.clear();
                    }
                }
                What::Text(text) => put(&mut open, Inside::Text(text)),
                What::Other => {}
            }
        }
        close(&mut open, 1);
        let outer = open.pop().unwrap_or_default();
        outer
            .inside
            .into_iter()
            .find_map(|one| match one {
                Inside::Node(node) => Some(node),
                Inside::Text(_) => None,
            })
            .unwrap_or_default()
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(n, _)| n == name)?;
        Some(value)
    }

    /// Whether its class has this word.
    pub(crate) fn is(&self, class: &str) -> bool {
        has_class(&self.attributes, class)
    }

    /// The elements in it, not those in them.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Node> {
        self.inside.iter().filter_map(|one| match one {
            Inside::Node(node) => Some(node),
            Inside::Text(_) => None,
        })
    }

    /// Text that stands in it itself, more than blanks.
    pub(crate) fn has_own_text(&self) -> bool {
        self.inside
            .iter()
            .any(|one| matches!(one, Inside::Text(text) if !text.trim().is_empty()))
    }

    /// The first element inside, at any depth, of which `wanted` holds; outer ones first. Nothing
    /// is looked for in elements of which `shut` holds.
    pub(crate) fn find(
        &self,
        wanted: &dyn Fn(&Node) -> bool,
        shut: &dyn Fn(&Node) -> bool,
    ) -> Option<&Node> {
        self.elements().filter(|node| !shut(node)).find_map(|node| {
            if wanted(node) {
                Some(node)
            } else {
                node.find(wanted, shut)
            }
        })
    }

    /// Every element inside, at any depth, as they stand.
    pub(crate) fn walk<'a>(&'a self, each: &mut dyn FnMut(&'a Node)) {
        for node in self.elements() {
            each(node);
            node.walk(each);
        }
    }

    /// All text in it; a line break is one, what `left_out` holds of is not read.
    pub(crate) fn text_without(&self, left_out: &dyn Fn(&Node) -> bool) -> String {
        let mut text = String::new();
        self.say(&mut text, left_out);
        text
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        self.text_without(&|_| false)
    }

    fn say(&self, to: &mut String, left_out: &dyn Fn(&Node) -> bool) {
        for one in &self.inside {
            match one {
                Inside::Text(text) => to.push_str(text),
                Inside::Node(node) if node.name == "br" => to.push('\n'),
                Inside::Node(node) if matches!(node.name.as_str(), "script" | "style") => {}
                Inside::Node(node) if left_out(node) => {}
                Inside::Node(node) => node.say(to, left_out),
            }
        }
    }
}

/// Whether the class among these attributes has this word.
pub(crate) fn has_class(attributes: &Attributes, class: &str) -> bool {
    attributes
        .iter()
        .any(|(name, value)| name == "class" && value.split_ascii_whitespace().any(|w| w == class))
}

fn put(open: &mut [Node], what: Inside) {
    if let Some(node) = open.last_mut() {
        node.inside.push(what);
    }
}

/// Closes all that is open from this one on.
fn close(open: &mut Vec<Node>, at: usize) {
    while open.len() > at {
        if let Some(node) = open.pop() {
            put(open, Inside::Node(node));
        }
    }
}
