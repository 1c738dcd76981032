"""Exercises that check themselves: `start` gives the questions of a set."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "answers": ["Answer", "Letters", "Number", "Text"],
        "exercises": ["Exercise", "Misconception"],
        "functions": ["FunctionExercise"],
        "given": ["Given", "draw_until"],
        "labels": ["Labels", "Mapped", "Ranking"],
        "open_text": ["Open"],
        "proof": ["confusions", "mutants", "run_variant", "survivors"],
        "questions": ["Question", "start"],
        "registry": ["find_set", "known_sets", "register_set"],
        "results": ["Note", "Outcome", "Result"],
        "tabular": ["Column", "Table"],
        "values": ["Choice", "Values"],
    },
)
