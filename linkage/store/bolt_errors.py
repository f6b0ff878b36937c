"""The driver's failures as ours: by class and code, never with a value in the text."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from linkage.errors import (
    LinkageError,
    QueryError,
    QueryRefused,
    QueryTimeout,
    StoreError,
    StoreFull,
    StoreRefused,
    StoreUnavailable,
    TooBig,
    UsageError,
)
from linkage.store.redact import redact

_START = "start Neo4j, or check --store"
_MEMORY = "narrow the query, or give the server more memory"
_BY_CODE: dict[str, tuple[type[StoreError], str, str]] = {
    "AccessMode": (QueryRefused, "does more than read", "only reading queries may be asked"),
    "Forbidden": (StoreRefused, "is not allowed for this user", "ask for the rights, or set NEO4J_USERNAME"),
    "DatabaseUnavailable": (StoreUnavailable, "came while the database was not available", "try again"),
    "TransactionTimedOut": (QueryTimeout, "took longer than allowed", "narrow it, or set LINKAGE_TIMEOUT higher"),
    "TransactionTimedOutClientConfiguration": (
        QueryTimeout,
        "took longer than allowed",
        "narrow it, or set LINKAGE_TIMEOUT higher",
    ),
    "Terminated": (QueryTimeout, "was stopped by the server", ""),
    "MemoryPoolOutOfMemoryError": (TooBig, "needs more memory than the server allows", _MEMORY),
    "OutOfMemoryError": (TooBig, "needs more memory than the server has", _MEMORY),
    "TransactionMemoryLimit": (TooBig, "needs more memory than the server allows", _MEMORY),
    "StackOverFlowError": (QueryError, "is nested too deeply", "simplify it"),
    "ConstraintValidationFailed": (QueryError, "would make a second node of one key", ""),
    "ParameterMissing": (QueryError, "lacks a parameter", "give every $name it uses"),
    "ArithmeticError": (QueryError, "divides by zero or leaves the range of numbers", ""),
    "TypeError": (QueryError, "uses a value of the wrong type", ""),
    "ArgumentError": (QueryError, "uses a value no function takes", ""),
    "DeadlockDetected": (StoreUnavailable, "met other writers every time it tried", "try again"),
}
_BY_CLASS: tuple[tuple[type[Exception], type[LinkageError], str, str], ...] = (
    (
        IncompleteCommit,
        StoreUnavailable,
        "{address} was lost while {what} was being stored",
        "run it again: it counts once",
    ),
    (ServiceUnavailable, StoreUnavailable, "{address} does not answer: {what} was not done", _START),
    (SessionExpired, StoreUnavailable, "{address} does not answer: {what} was not done", _START),
    (ConfigurationError, UsageError, "the settings for {address} do not fit together", "check --store"),
    (OSError, StoreUnavailable, "{address} does not answer: {what} was not done", _START),
    (DriverError, StoreUnavailable, "{what} ended early, perhaps the store was closed", "try again"),
)
_LINE = re.compile(r"line (\d+)")
_OFFSET = re.compile(r" \(offset: \d+\)")
HOPELESS = frozenset({"MemoryPoolOutOfMemoryError", "OutOfMemoryError", "TransactionMemoryLimit", "Terminated"})
"""Codes the driver takes for passing troubles, though the same query would end the same way."""


def code(error: BaseException) -> str:
    """Return the last part of the server's code, such as ``SyntaxError``; empty where there is none."""
    return str(getattr(error, "code", "") or "").rpartition(".")[2]


def translate(error: Exception, what: str, address: str, text: str = "") -> LinkageError:
    """Return the driver's error as ours.

    Parameters
    ----------
    what
        Names the work, such as ``query list_accounts``; begins the error's sentence.
    address
        Of the server, without secrets.
    text
        The statement, where its own words may be repeated in the error.
    """
    if isinstance(error, LinkageError):
        return error
    if isinstance(error, Neo4jError):
        return _from_server(error, what, address, text)
    if any(isinstance(link, ssl.SSLCertVerificationError) for link in _chain(error)):
        return StoreUnavailable(
            f"the certificate of {address} is not trusted", "have its authority trusted, or use a +ssc scheme knowingly"
        )
    for driver_class, kind, says, hint in _BY_CLASS:
        if isinstance(error, driver_class):
            return kind(says.format(address=address, what=what), hint)
    return QueryError(f"{what} was given a value no store can hold", "integers have 64 bits, text is Unicode")


def _from_server(error: Neo4jError, what: str, address: str, text: str) -> StoreError:
    if isinstance(error, AuthError):
        return StoreRefused(f"{address} refused the user or the password", "set NEO4J_USERNAME and NEO4J_PASSWORD")
    if code(error) == "DatabaseNotFound":
        return StoreRefused(f"{address} has no database of that name", "set NEO4J_DATABASE")
    if "No space left" in str(error.message):
        return StoreFull(f"the server's disk is full: {what} was not done", "make room there and run it again")
    last = code(error)
    if last in _BY_CODE:
        kind, says, hint = _BY_CODE[last]
        return kind(f"{what} {says}", hint)
    if last == "SyntaxError" and text:
        return QueryError(f"{what} cannot be read: {redact(_placed(error), text)}", "check the Cypher")
    kind = QueryError if isinstance(error, ClientError) else StoreUnavailable
    return kind(f"{what} failed on the server ({last})")


def _placed(error: Neo4jError) -> str:
    """Return the message with the line as in the user's text, above which ``explore`` put the line ``EXPLAIN``."""
    message = _OFFSET.sub("", str(error.message))
    return _LINE.sub(lambda match: f"line {int(match[1]) - 1}", message)


def _chain(error: BaseException) -> Iterator[BaseException]:
    here: BaseException | None = error
    while here is not None:
        yield here
        here = here.__cause__ or here.__context__
