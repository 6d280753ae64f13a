"""Sphinx: the site is built from a mirror that docs/build.py assembles; nothing is fetched."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from docs import mathematics

project = "Barriers"
author = "The Barriers authors"
copyright = author  # noqa: A001
extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "fieldlist"]
root_doc = "index"
html_theme = "furo"
html_title = "Barriers"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
html_copy_source = False
html_use_index = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
exclude_patterns = ["_html", "extra"]
LITERAL = (
    nodes.FixedTextElement, nodes.Invisible, nodes.literal, nodes.raw, nodes.reference, nodes.title,
    addnodes.download_reference, addnodes.pending_xref,
)  # fmt: skip
"""Nodes whose text is shown as it is written."""
WRITTEN = ("README", "docs/", "results/", "notebooks/", "theory/", "proofs_check/rocq/Audit", "index", "CHANGELOG")
"""Pages whose prose has formulas."""
NAVIGATION: dict[str, str] = {}
"""By folder: the navigation of pages that are in no table of contents."""


def typeset(app: Sphinx, tree: nodes.document) -> None:
    """Put MathML into the place of the formulas of a page."""
    if not app.env.docname.startswith(WRITTEN):
        return
    for parent in {id(text.parent): text.parent for text in tree.findall(nodes.Text)}.values():
        if not isinstance(parent, LITERAL) and not inside(parent):
            parent.children = [child for part in joined(parent.children) for child in pieces(part, parent)]


def inside(node: nodes.Element) -> bool:
    """Whether a node is part of one whose text is shown as it is written."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, LITERAL):
            return True
    return False


def joined(children: list[nodes.Node]) -> list[nodes.Node]:
    """Return nodes with neighbouring texts as one."""
    found: list[nodes.Node] = []
    for child in children:
        if isinstance(child, nodes.Text) and found and isinstance(found[-1], nodes.Text):
            found[-1] = nodes.Text(found[-1].astext() + child.astext())
        else:
            found.append(child)
    return found


def pieces(node: nodes.Node, parent: nodes.Element) -> list[nodes.Node]:
    """Return a text in pieces, formulas as MathML; any other node as it is."""
    if not isinstance(node, nodes.Text):
        return [node]
    found = [nodes.raw("", p, format="html") if html else nodes.Text(p) for p, html in mathematics.typeset(node)]
    for piece in found:
        piece.parent = parent
    return found


def navigate(app: Sphinx, name: str, template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give pages that are in no table of contents the navigation of the first one in their folder: it is the same."""
    if "orphan" in (context.get("meta") or {}):
        folder, make = name.rpartition("/")[0], context["toctree"]

        def kept(**options: Any) -> str:
            if folder not in NAVIGATION:
                NAVIGATION[folder] = make(**options)
            return NAVIGATION[folder]

        context["toctree"] = kept


def setup(app: Sphinx) -> None:
    """Connect what typesets, and, before the theme asks for the navigation, what keeps that."""
    app.connect("doctree-read", typeset)
    app.connect("html-page-context", navigate, priority=400)
