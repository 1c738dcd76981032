"""The tables of the workbook: load, describe, truth, and a reader's own ratings."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "building": ["build_tables", "check_tables"],
        "checks": ["check_table"],
        "dictionary": ["Dictionary", "describe"],
        "loading": ["load"],
        "own_ratings": ["read_ratings"],
        "data_page": ["readme"],
        "schema": ["Column", "TableSchema", "schema_of", "table_names"],
        "truths": ["truth"],
    },
)
