"""Exam preparation: the item bank, its lint, practice with instant reasons, and the learner's log."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "asking": ["Asked", "ask", "draw_values"],
        "bank": ["Bank", "Fault", "load_bank", "parse_bank", "read_bank"],
        "expressions": ["evaluate"],
        "items": ["CaseItem", "ChoiceItem", "Item", "NumericItem", "OpenItem", "Question", "Words"],
        "lint": ["lint_bank", "lint_chapter", "longest_keys"],
        "lists": ["concept_tiers", "source_keys"],
        "log": ["Answered", "append_events", "log_path", "merge_log", "read_log"],
        "marking": ["Mark", "Reason", "mark", "read_response"],
        "progress": ["Progress", "replay"],
        "session": ["Practice", "practise"],
        "terminal": ["practise_in_terminal"],
        "widget": ["practice_widget"],
    },
)
