"""The embedded engine's failures as ours: by class, never with the engine's own words at run time.

The engine's messages quote values (``Duplicated key [...]``), so only what it says of a text it could not parse is
passed on, and of that only words of the text itself (see ``redact``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from arcadedb_embedded.exceptions import ArcadeDBError

from linkage.errors import (
    LinkageError,
    QueryError,
    QueryRefused,
    QueryTimeout,
    StoreError,
    StoreFull,
    StoreUnavailable,
    TooBig,
)
from linkage.store.redact import redact

_MEMORY = "narrow the query, or set LINKAGE_HEAP higher"
_BY_CLASS: dict[str, tuple[type[StoreError], str, str]] = {
    "QueryNotIdempotentException": (QueryRefused, "does more than read", "only reading queries may be asked"),
    "DatabaseIsReadOnlyException": (StoreError, "met a store that is read-only", "check the folder's owner"),
    "SecurityException": (QueryRefused, "asks for something this store does not allow", ""),
    "RegexDeadlineExceeded": (QueryTimeout, "took longer than allowed", "use STARTS WITH or CONTAINS"),
    "TimeoutException": (QueryTimeout, "took longer than allowed", "narrow it, or set LINKAGE_TIMEOUT higher"),
    "QueryTerminatedException": (QueryTimeout, "was stopped", ""),
    "PartialResultTimeoutException": (QueryTimeout, "took longer than allowed", "narrow it"),
    "DuplicatedKeyException": (QueryError, "would make a second node of one key", ""),
    "OutOfMemoryError": (TooBig, "needs more memory than there is", _MEMORY),
    "HeapLimitExceededException": (TooBig, "needs more memory than allowed", _MEMORY),
    "QueryHeapBudgetExceededException": (TooBig, "needs more memory than allowed", _MEMORY),
    "StackOverflowError": (QueryError, "is nested too deeply", "simplify it"),
    "ConcurrentModificationException": (StoreUnavailable, "met other writers every time it tried", "try again"),
    "LockTimeoutException": (StoreUnavailable, "waited too long for other writers", "try again"),
    "NeedRetryException": (StoreUnavailable, "met other writers every time it tried", "try again"),
    "DatabaseIsClosedException": (StoreUnavailable, "came after the store was closed", ""),
    "DatabaseNotAvailableException": (StoreUnavailable, "came after the store was closed", ""),
    "CommandParameterMissingException": (QueryError, "lacks a parameter", "give every $name it uses"),
    "ArithmeticErrorException": (QueryError, "divides by zero or leaves the range of numbers", ""),
    "NumberFormatException": (QueryError, "takes something for a number that is none", ""),
    "ClassCastException": (QueryError, "uses a value of the wrong type", ""),
    "ValidationException": (QueryError, "stores a value the schema does not allow", ""),
    "IllegalArgumentException": (QueryError, "uses a value of the wrong type", ""),
    "CommandSemanticException": (QueryError, "uses a value its function does not take", "check the functions' limits"),
    "CommandParsingException": (QueryError, "cannot be read", "check the Cypher"),
}
_CONFLICTS = frozenset({"ConcurrentModificationException", "LockTimeoutException", "NeedRetryException"})
_PARSING = "CommandParsingException"


@contextlib.contextmanager
def translated(what: str, text: str = "") -> Iterator[None]:
    """Raise what the engine raises inside as a ``StoreError``.

    Parameters
    ----------
    what
        Names the work, such as ``query list_accounts``; begins the error's sentence.
    text
        The statement, where its own words may be repeated in the error.
    """
    try:
        yield
    except LinkageError:
        raise
    except (ArcadeDBError, OverflowError, UnicodeEncodeError) as error:
        raise _translate(error, what, text) from None
    except Exception as error:
        if not _java(error):
            raise
        raise _translate(error, what, text) from None


def conflict(error: BaseException) -> str:
    """Tell what running the work again may cure: ``conflict`` on a page, ``duplicate`` on a key, or ``""`` nothing."""
    names = set(_names(error))
    if names & _CONFLICTS:
        return "conflict"
    return "duplicate" if "DuplicatedKeyException" in names else ""


def _translate(error: BaseException, what: str, text: str) -> StoreError:
    names = _names(error)
    if "No space left" in _messages(error):
        return StoreFull(f"the disk is full: {what} was not done", "make room and run it again")
    if text and _is_about_the_text(error, names):
        return QueryError(f"{what} cannot be read: {redact(_java_message(error), text)}", "check the Cypher")
    for name in names:
        if name in _BY_CLASS:
            kind, says, hint = _BY_CLASS[name]
            return kind(f"{what} {says}", hint)
    if _is_no_value(error):
        return QueryError(f"{what} was given a value no store can hold", "integers have 64 bits, text is Unicode")
    closed = any("Database is closed" in str(link) for link in _chain(error) if not _java(link))
    if closed:
        return StoreUnavailable(f"{what} came after the store was closed")
    return QueryError(f"{what} failed in the engine ({names[0] if names else type(error).__name__})")


def _is_about_the_text(error: BaseException, names: list[str]) -> bool:
    return names[:1] == [_PARSING] or (_PARSING in names and "UndefinedVariable" in _java_message(error))


def _is_no_value(error: BaseException) -> bool:
    return any(
        isinstance(link, OverflowError | UnicodeEncodeError) or "too big to convert" in str(link)
        for link in _chain(error)
        if not _java(link)
    )


def _chain(error: BaseException) -> list[Any]:
    """Return the error and its causes, Python's first, then Java's."""
    found: list[Any] = []
    here: Any = error
    while here is not None and len(found) < 32:
        found.append(here)
        here = here.getCause() if _java(here) else here.__cause__
    return found


def _java(error: Any) -> bool:
    return hasattr(error, "getCause") and hasattr(error, "getClass")


def _names(error: BaseException) -> list[str]:
    """Return the class names that describe the failure, with the classes each inherits from, outermost first."""
    names: list[str] = []
    for link in _chain(error):
        java_class = link.getClass() if _java(link) else None
        while java_class is not None and str(java_class.getName()) not in (
            "java.lang.Exception",
            "java.lang.Throwable",
        ):
            names.append(str(java_class.getSimpleName()))
            java_class = java_class.getSuperclass()
    return [name for name in names if name not in ("RuntimeException", "ArcadeDBException", "Object", "Error")]


def _messages(error: BaseException) -> str:
    return "\n".join(str(link.getMessage() if _java(link) else link) for link in _chain(error))


def _java_message(error: BaseException) -> str:
    message = next((str(link.getMessage() or "") for link in _chain(error) if _java(link)), "")
    return message.strip().splitlines()[0] if message.strip() else "syntax error"
