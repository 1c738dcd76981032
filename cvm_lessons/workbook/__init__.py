"""The builder and the command line: from the sources under `course/` to everything a reader opens."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "builder": ["BuildReport", "build"],
        "checks": ["check_course"],
        "citations": ["Reference", "load_references"],
        "course": ["Course", "load_course"],
        "faults": ["Fault"],
        "glossary": ["Term", "load_glossary"],
        "index": ["Entry", "View", "find_entries", "select_entries"],
        "sources": ["Cell", "Source", "parse_source"],
        "syllabus": ["Chapter", "Concept", "Syllabus", "load_syllabus"],
        "views": ["Projection", "projections"],
    },
)
