"""The tables of the workbook: load, describe, truth, and a reader's own files."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "building": ["build_tables", "check_tables"],
        "checks": ["check_table"],
        "crm": ["open_crm"],
        "crm_query": ["Answer", "query_crm"],
        "data_package": ["data_package"],
        "dictionary": ["Dictionary", "describe"],
        "facts": ["Facts"],
        "hidden_tables": ["HIDDEN_TABLES", "hidden"],
        "loading": ["load"],
        "look": ["draw_look", "save_look"],
        "own_aliases": ["own_headings"],
        "own_load": ["load_own"],
        "own_personal": ["PersonalDataWarning"],
        "own_ratings": ["read_ratings"],
        "data_page": ["readme"],
        "recovery": ["AREAS", "SCALE", "SEEDS", "Claim", "claims_of", "recover", "verdicts"],
        "recovery_report": ["recovery_page"],
        "schema": ["Column", "TableSchema", "schema_of", "table_names"],
        "truths": ["truth"],
    },
)
