"""Lint of the bank: what makes an item unfair, ambiguous or wrong, found before a learner does."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from math import ceil, comb, floor

from pydantic import BaseModel

from cvm_lessons.core import nearest
from cvm_lessons.exam.bank import Bank, Fault, bank_file, read_bank
from cvm_lessons.exam.items import LEVELS, CaseItem, ChoiceItem, Item, NumericItem, Question, Words
from cvm_lessons.exam.lint_numbers import check_draws, check_verify
from cvm_lessons.exam.lists import concept_tiers, source_keys
from cvm_lessons.exam.templates import PLACE

__all__ = ["LONGEST_KEY_LEVEL", "lint_bank", "lint_chapter", "longest_keys"]

# One-sided: a fair author is accused once in twenty banks, one who pads the keys nearly always.
LONGEST_KEY_LEVEL = 0.05
LEAST_PER_LEVEL = 10
# Tier A is what the exam lists or what is sourced and computable; C is a sentence.
LEAST_PER_TIER = {"A": 2, "B": 1, "C": 0}
# The published papers have four options in single choice and five in multiple choice.
OPTION_COUNTS = {"single": (4,), "multiple": (4, 5, 6), "true_false": (2,)}
CATCH_ALL = {
    "en": re.compile(
        r"\b(all|none|both|neither|any) of (the )?(above|below|these|them|other|others|options|answers)\b"
        r"|\b(options?|answers?) [A-F]\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"以上(全部|全|都|皆|均|各项)|(上述|以上)[^，。]{0,4}(都|均|皆)|(选项|答案)[A-F]|[A-F]项"
    ),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")


def lint_chapter(chapter: str) -> list[Fault]:
    """Return the faults of the course's items of one chapter.

    Parameters
    ----------
    chapter : str
        Such as ``"c03"``.

    Returns
    -------
    list of Fault
        Empty for a clean bank.

    Raises
    ------
    ParameterError
        If the chapter has no bank.
    CourseError
        If its file cannot be read as items.
    """
    return lint_bank(
        read_bank(bank_file(chapter)),
        tiers=concept_tiers(chapter),
        known=concept_tiers(),
        sources=source_keys(),
    )


def lint_bank(
    bank: Bank, *, tiers: Mapping[str, str], known: Collection[str], sources: Collection[str]
) -> list[Fault]:
    """Return every fault of a bank.

    Parameters
    ----------
    bank : Bank
        Items of one chapter.
    tiers : mapping of str to str
        The chapter's concepts with their tier: A needs two questions, B one.
    known : collection of str
        Ids that an item may name.
    sources : collection of str
        Keys of the bibliography.

    Returns
    -------
    list of Fault
        Faults of single items first, then of the bank as a whole.
    """
    return [
        *_doubled_ids(bank),
        *(fault for question in bank.questions() for fault in _question_faults(question)),
        *_texts(bank),
        *_unknown(bank, known, sources),
        *_doubled_stems(bank),
        *_longest_keys(bank),
        *_positions(bank),
        *_coverage(bank, tiers),
    ]


def longest_keys(bank: Bank, code: str) -> tuple[int, int, float]:
    """Return how often the key of a single choice is its longest option, and how likely that is by chance.

    Parameters
    ----------
    bank : Bank
        The items.
    code : {"en", "zh"}
        Language whose texts are measured.

    Returns
    -------
    tuple of int, int, float
        Keys longer than every other option, single choices, and the chance of so many or more.
    """
    singles = _choices(bank, "single")
    longest = 0
    for item in singles:
        lengths = [len(getattr(option.text, code)) for option in item.options]
        longest += any(lengths[k] == max(lengths) and lengths.count(max(lengths)) == 1 for k in item.keys)
    n, p = len(singles), 1 / OPTION_COUNTS["single"][0]
    chance = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(longest, n + 1))
    return longest, n, chance


def _question_faults(question: Question) -> Iterator[Fault]:
    if isinstance(question, ChoiceItem):
        yield from _choice_faults(question)
    if isinstance(question, NumericItem):
        yield from check_draws(question)
    yield from check_verify(question)


def _choice_faults(item: ChoiceItem) -> Iterator[Fault]:
    count, keys = len(item.options), len(item.keys)
    if count not in OPTION_COUNTS[item.type]:
        wanted = " or ".join(map(str, OPTION_COUNTS[item.type]))
        yield Fault(item.id, "options", f"{count} options in a {item.type} item: write {wanted}.")
    if item.type == "multiple" and not 2 <= keys < count:
        yield Fault(
            item.id, "options", f"{keys} of {count} are right: mark two or more, and leave one wrong."
        )
    if item.type != "multiple" and keys != 1:
        yield Fault(item.id, "options", f"{keys} are marked correct: mark exactly one.")
    for code in ("en", "zh"):
        texts = Counter(normalised(getattr(option.text, code)) for option in item.options)
        if max(texts.values()) > 1:
            yield Fault(item.id, f"options.text.{code}", "two options say the same: change one.")
        for number, option in enumerate(item.options, start=1):
            if found := CATCH_ALL[code].search(text := getattr(option.text, code)):
                problem = (
                    f"{found[0]!r} in {text!r}: options stand alone and are shuffled; write its content."
                )
                yield Fault(item.id, f"options#{number}.text.{code}", problem)


def normalised(text: str) -> str:
    """Return letters and digits only, in one case and width.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        For comparison.

    Examples
    --------
    >>> normalised("Value, to  whom？") == normalised("value to whom")
    True
    """
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _texts(bank: Bank) -> Iterator[Fault]:
    for part in _parts(bank):
        for field, words in _words_in(part):
            if CHINESE.search(words.en):
                yield Fault(part.id, f"{field}.en", f"{words.en[:40]!r} holds Chinese: write it in English.")
            if WORD.search(words.zh) and not CHINESE.search(words.zh):
                yield Fault(part.id, f"{field}.zh", f"{words.zh[:40]!r} holds no Chinese: translate it.")
            for code in ("en", "zh"):
                text = getattr(words, code)
                rest = PLACE.sub("", text) if isinstance(part, NumericItem) else text
                if set("{}") & set(rest):
                    problem = "a brace is left over: only the numbers of a numeric item stand in braces."
                    yield Fault(part.id, f"{field}.{code}", problem)


def _parts(bank: Bank) -> Iterator[Item]:
    # A case without its questions, and the questions by themselves, so that each fault has its own id.
    for item in bank:
        if isinstance(item, CaseItem):
            yield item.model_copy(update={"questions": ()})
    yield from bank.questions()


def _words_in(part: object, field: str = "") -> Iterator[tuple[str, Words]]:
    if isinstance(part, Words):
        yield field, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _words_in(getattr(part, name), f"{field}.{name}".removeprefix("."))
    elif isinstance(part, tuple):
        for number, one in enumerate(part, start=1):
            yield from _words_in(one, f"{field}#{number}")


def _doubled_ids(bank: Bank) -> Iterator[Fault]:
    for item_id, count in Counter(item.id for item in bank).items():
        if count > 1:
            yield Fault(item_id, "id", f"{count} items have it: give each its own, ids are for ever.")


def _doubled_stems(bank: Bank) -> Iterator[Fault]:
    for code in ("en", "zh"):
        by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for question in bank.questions():
            by_stem[normalised(getattr(question.stem, code))].append(question.id)
        for ids in by_stem.values():
            if len(ids) > 1:
                yield Fault(ids[1], f"stem.{code}", f"is the stem of {ids[0]} too: ask something else.")


def _unknown(bank: Bank, known: Collection[str], sources: Collection[str]) -> Iterator[Fault]:
    for question in _parts(bank):
        for concept in question.concepts:
            if concept not in known:
                yield Fault(
                    question.id, "concepts", f"{concept!r} is not in the syllabus. {nearest(concept, known)}"
                )
        for key in question.source:
            if key not in sources:
                yield Fault(
                    question.id, "source", f"{key!r} is not in the bibliography. {nearest(key, sources)}"
                )


def _longest_keys(bank: Bank) -> Iterator[Fault]:
    for code in ("en", "zh"):
        longest, n, chance = longest_keys(bank, code)
        if chance < LONGEST_KEY_LEVEL:
            problem = (
                f"the key is the longest option in {longest} of {n}; chance does that in {chance:.1%} "
                "of banks: shorten keys or lengthen distractors."
            )
            yield Fault("bank", f"single choice, {code}", problem)


def _positions(bank: Bank) -> Iterator[Fault]:
    for kind, width in (("single", 4), ("true_false", 2)):
        items = _choices(bank, kind)
        places = Counter(place for item in items for place in item.keys)
        fair = len(items) / width
        for place in range(width):
            # One more or fewer than an even spread: room for any count of items, too little for a habit.
            if not floor(fair) - 1 <= places[place] <= ceil(fair) + 1:
                stands = f"the key stands at {'ABCD'[place]} in {places[place]} of {len(items)}"
                problem = f"{stands}: an even spread has {fair:g}."
                yield Fault("bank", kind, problem)


def _coverage(bank: Bank, tiers: Mapping[str, str]) -> Iterator[Fault]:
    levels = Counter[str](item.level for item in bank)
    for level in LEVELS:
        if levels[level] < LEAST_PER_LEVEL:
            yield Fault("bank", level, f"{levels[level]} items, {LEAST_PER_LEVEL} are wanted.")
    counts = Counter(concept for question in bank.questions() for concept in question.concepts)
    for concept, tier in tiers.items():
        if counts[concept] < LEAST_PER_TIER[tier]:
            wanted = f"{LEAST_PER_TIER[tier]} are wanted for tier {tier}"
            problem = f"{counts[concept]} questions examine {concept}, {wanted}."
            yield Fault("bank", "concepts", problem)


def _choices(bank: Bank, kind: str) -> list[ChoiceItem]:
    return [item for item in bank.questions() if isinstance(item, ChoiceItem) and item.type == kind]
