"""Sphinx: the site is built from a mirror that docs/build.py assembles; nothing is fetched."""

project = "Barriers"
author = "The Barriers authors"
copyright = author  # noqa: A001
extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
root_doc = "index"
html_theme = "alabaster"
html_theme_options = {
    "description": "What neural-network training cannot do",
    "fixed_sidebar": False,
    "page_width": "72rem",
    "body_max_width": "auto",
    "show_powered_by": False,
    "font_family": "system-ui, sans-serif",
}
html_sidebars = {"**": ["about.html", "searchfield.html", "navigation.html"]}
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
exclude_patterns = ["_html"]
