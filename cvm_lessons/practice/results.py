"""What a check, a hint and a solution say, in text that is the same on every machine."""

from dataclasses import dataclass
from enum import StrEnum

from cvm_lessons.core.languages import translate

__all__ = ["Note", "Outcome", "Result"]


class Outcome(StrEnum):
    """The four ways a check can end."""

    PASS = "pass"
    FAIL = "fail"
    NOT_ATTEMPTED = "not_attempted"
    ERROR = "error"


HEADINGS = {
    Outcome.PASS: "Correct.",
    Outcome.FAIL: "Not yet.",
    Outcome.NOT_ATTEMPTED: "Not attempted.",
    Outcome.ERROR: "Your code raised an error.",
}
# JupyterLab, VS Code and nbconvert all style these four classes. JupyterLab's own orange text is too pale.
INK = "#212121"
ALERTS = {
    Outcome.PASS: "success",
    Outcome.FAIL: "warning",
    Outcome.NOT_ATTEMPTED: "info",
    Outcome.ERROR: "danger",
}


@dataclass(frozen=True, repr=False)
class Result:
    """The end of one check.

    Parameters
    ----------
    outcome : Outcome
        Pass, fail, not attempted or error.
    message : str, optional
        What the learner reads, in the language in force; Markdown of one or more lines.
    misconception : str, optional
        Id of the misconception that explains the whole answer.
    heading : str, optional
        Words in front of the message; by default those of the outcome.

    Examples
    --------
    >>> Result(Outcome.FAIL, "`share` is `25`.")
    Not yet. `share` is `25`.
    """

    outcome: Outcome
    message: str = ""
    misconception: str | None = None
    heading: str = ""

    @property
    def passed(self) -> bool:
        """Whether the outcome is *pass*."""
        return self.outcome is Outcome.PASS

    def _title(self) -> str:
        return self.heading or translate(HEADINGS[self.outcome])

    def __repr__(self) -> str:
        return f"{self._title()} {self.message}".strip()

    def _repr_markdown_(self) -> str:
        text = f"**{self._title()}** {self.message}".strip()
        style = f'class="alert alert-{ALERTS[self.outcome]}" style="color: {INK}"'
        return f"<div {style}>\n\n{text}\n\n</div>"


@dataclass(frozen=True, repr=False)
class Note:
    """A hint or a solution to look at.

    Parameters
    ----------
    title : str
        Words in front.
    body : str
        The text, or the code.
    code : bool, default False
        Whether the body is Python code.

    Examples
    --------
    >>> Note("Hint 1 of 3.", "What does she give besides money?")
    Hint 1 of 3. What does she give besides money?
    """

    title: str
    body: str
    code: bool = False

    def __repr__(self) -> str:
        return f"{self.title}{chr(10) if self.code else ' '}{self.body}"

    def _repr_markdown_(self) -> str:
        return f"**{self.title}**" + (f"\n\n```python\n{self.body}\n```" if self.code else f" {self.body}")
