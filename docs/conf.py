"""How the guide is built: Markdown in, static pages out, in the language that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
for _folder in (_CHECKOUT, _CHECKOUT / "packaging"):
    if str(_folder) not in sys.path:
        sys.path.insert(0, str(_folder))

from kap_companion import __version__  # noqa: E402

project = "KAP Companion"
author = "KAP Companion"
version = release = __version__
language = "en"
extensions = ["myst_parser", "guide_words"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["theme", "locale"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
gettext_compact = False
gettext_uuid = False
gettext_location = False

html_theme = "quiet"
html_theme_path = ["theme"]
html_title = "KAP Companion: the guide"
html_static_path: list[str] = []
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
html_search_language = "en"
highlight_language = "none"
