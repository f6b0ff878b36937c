"""Every failure a user can meet, as one small tree.

::

    LinkageError              code, cause, hint
    ├── UsageError            exit 2   the command or the settings are wrong
    │   └── MissingExtra      exit 2   an optional library is not installed
    ├── InputError            exit 3   the input was refused before anything was written
    │   └── MappingError      exit 3   linkage.toml names something that is not there
    ├── TooLarge              exit 1   more than this machine can hold
    ├── NotFound              exit 1   no such account, identifier, cluster, run or query
    └── StoreError            exit 1   the store failed
        ├── StoreUnavailable  exit 1   no answer: not started, wrong address, lost midway   (retryable)
        ├── StoreHeld         exit 1   another process holds the embedded store
        ├── StoreRefused      exit 1   wrong user, password or database
        ├── StoreFull         exit 1   the disk is full
        └── QueryError        exit 1   the store rejected a query
            ├── QueryRefused  exit 1   a query tried more than reading
            ├── QueryTimeout  exit 1   a query took longer than allowed
            ├── QueryMistaken exit 1   a query of one's own cannot run as it is written
            └── TooBig        exit 1   a query or a transaction needs more memory than the store has

No error text ever holds a raw identifier: errors name places (file, line, column, query, parameter), not values.
"""

from __future__ import annotations

import errno
from typing import ClassVar

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says of a full disk, or a full quota."""


class LinkageError(Exception):
    """A failure with a code for programs, a cause for people and a hint for the next step.

    Parameters
    ----------
    cause
        What went wrong, one sentence, without any raw identifier.
    hint
        What to do next, one sentence; empty where nothing helps.
    """

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, cause: str, hint: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.cause} ({self.hint})" if self.hint else self.cause


class UsageError(LinkageError):
    """The command or the settings are wrong."""

    code = "usage"
    exit_code = 2


class MissingExtra(UsageError):
    """An optional library is not installed."""

    code = "missing-extra"

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed", f'pip install "account-linkage[{extra}]"')


class InputError(LinkageError):
    """The input was refused before anything was written."""

    code = "input-refused"
    exit_code = 3


class MappingError(InputError):
    """The mapping file names something that is not there."""

    code = "mapping-refused"


class TooLarge(LinkageError):
    """It takes more memory than this machine has."""

    code = "too-large"


class NotFound(LinkageError):
    """There is no such account, identifier, cluster, run or query."""

    code = "not-found"


class StoreError(LinkageError):
    """The store failed."""

    code = "store-failed"


class StoreUnavailable(StoreError):
    """The store does not answer: not started, wrong address, or lost midway."""

    code = "store-unavailable"
    retryable = True


class StoreHeld(StoreError):
    """Another process holds the embedded store."""

    code = "store-held"


class StoreRefused(StoreError):
    """The store refused the user, the password or the database."""

    code = "store-refused"


class StoreFull(StoreError):
    """The disk under the store, the staging area or an output file is full, or one row does not fit in its memory."""

    code = "store-full"


class QueryError(StoreError):
    """The store rejected a query."""

    code = "query-failed"


class QueryRefused(QueryError):
    """A query tried more than reading."""

    code = "query-refused"


class QueryTimeout(QueryError):
    """A query took longer than allowed."""

    code = "query-timeout"


class QueryMistaken(QueryError):
    """A query of one's own cannot run as it is written."""

    code = "query-mistaken"


class TooBig(QueryError):
    """A query or a transaction needs more memory than the store has, or allows; a smaller one may fit."""

    code = "too-big"
