"""What a user's own query may do, the same on every store: read the graph, and nothing else.

The stores refuse writes by themselves. What they do not stop is refused here, on the text's tokens: reading files and
addresses (``LOAD CSV``), procedures and functions beyond the language's own, commands about the server, and regular
expressions, of which one outlived a timeout of 2 s by 110 s. Over Bolt the server's plan is checked as well
(``linkage.store.plan``), because a text can be written in ways only the server understands.
"""

from __future__ import annotations

import re

from linkage.errors import QueryError, QueryRefused
from linkage.tokens import Token, tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
"""Procedures a query may call, in lower case: they show names, no values."""

FUNCTIONS = _words(
    """
    all any exists isempty none single
    char_length character_length coalesce elementid endnode head id last length nullif properties randomuuid size
    startnode timestamp toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull type valuetype
    avg collect count max min percentilecont percentiledisc stdev stdevp sum
    keys labels nodes range reduce relationships reverse tail tobooleanlist tofloatlist tointegerlist tostringlist
    abs ceil floor isnan rand round sign e exp log log10 sqrt acos asin atan atan2 cos cosh cot coth degrees haversin
    pi radians sin sinh tan tanh
    btrim left lower ltrim normalize replace right rtrim split substring tolower tostring tostringornull toupper trim
    upper
    date datetime localdatetime localtime time duration date.truncate datetime.truncate localdatetime.truncate
    localtime.truncate time.truncate datetime.fromepoch datetime.fromepochmillis duration.between duration.indays
    duration.inmonths duration.inseconds date.realtime date.statement date.transaction datetime.realtime
    datetime.statement datetime.transaction
    point point.distance point.withinbbox shortestpath allshortestpaths
    """
)
"""Functions a query may use, in lower case: Cypher's own, none of which reads anything but the graph."""

_BEFORE_PARENTHESIS = _words(
    """
    ACYCLIC ALL AND ANY AS BY CALL CASE COLLECT CONTAINS COUNT DIFFERENT DISTINCT ELEMENTS ELSE EXISTS GROUP GROUPS IN
    IS LIMIT MATCH NOT OFFSET ON OPTIONAL OR ORDER PATH PATHS RELATIONSHIPS REPEATABLE RETURN SHORTEST SKIP STARTS ENDS
    THEN TRAIL UNION UNWIND WALK WHEN WHERE WITH XOR YIELD
    """
)
_ANYWHERE = _words("CREATE DELETE DETACH FOREACH INSERT LOAD MERGE NODETACH REMOVE SET USE")
_AT_THE_START = _words(
    """
    ALTER CYPHER DEALLOCATE DENY DROP DRYRUN ENABLE EXPLAIN GRANT PROFILE REALLOCATE RENAME REVOKE SHOW START STOP
    TERMINATE USING
    """
)
_ESCAPE = re.compile(r"\\u+[0-9a-fA-F]{4}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")


def check(text: str) -> None:
    """Let a reading query pass. Cost O(length).

    Raises
    ------
    QueryRefused
        The text holds something a reading query has no use for; the cause says what.
    QueryError
        The text has no end: a string, name or comment is left open. Or there is no query in it.
    """
    if _ESCAPE.search(text) or _CONTROL.search(text):
        raise QueryRefused("the query holds a \\u escape or a control character", "write the character itself")
    try:
        found = tokens(text)
    except ValueError as error:
        raise QueryError(f"the query cannot be read: {error}", "check its quotes and comments") from None
    if found and found[-1].text == ";":
        found.pop()
    if not found:
        raise QueryError("there is no query in the text", "write one, such as: MATCH (a:Account) RETURN count(a)")
    for check_one in (_check_clauses, _check_operators, _check_calls, _check_functions):
        check_one(found)


def check_procedure(name: str) -> None:
    """Let a procedure pass that only shows names; raise ``QueryRefused`` for any other."""
    if name.lower() not in PROCEDURES:
        raise QueryRefused("the query calls a procedure", f"only {', '.join(sorted(PROCEDURES))} may be called")


def _check_clauses(found: list[Token]) -> None:
    if (first := found[0].word) in _AT_THE_START:
        raise QueryRefused(f"the query begins with {first}", "begin with MATCH, UNWIND, WITH, CALL or RETURN")
    for at, token in enumerate(found):
        if token.word in _ANYWHERE and not _is_name(found, at):
            raise QueryRefused(
                f"the query has the clause {token.word}", f"only reading is allowed; a name is written `{token.text}`"
            )
        if token.word in ("TRANSACTION", "TRANSACTIONS") and found[at - 1].word in ("IN", "CONCURRENT"):
            raise QueryRefused("the query asks for transactions of its own", "only reading is allowed")


def _check_operators(found: list[Token]) -> None:
    for token in found:
        if token.text == ";":
            raise QueryRefused("the text holds more than one query", "ask one at a time")
        if token.text == "=~":
            raise QueryRefused("the query uses a regular expression", "use STARTS WITH, ENDS WITH or CONTAINS")


def _check_calls(found: list[Token]) -> None:
    for at, token in enumerate(found):
        if token.word == "CALL" and not _is_name(found, at) and at + 1 < len(found):
            name = _dotted(found, at + 1)
            if name:
                check_procedure(name)


def _check_functions(found: list[Token]) -> None:
    for at, token in enumerate(found):
        if token.text != "(" or not at or found[at - 1].kind not in ("word", "quoted"):
            continue
        start = at - 1
        while start >= 2 and found[start - 1].text == "." and found[start - 2].kind in ("word", "quoted"):
            start -= 2
        if start and found[start - 1].word == "CALL":
            continue
        name = _dotted(found, start).lower()
        if name not in FUNCTIONS and found[at - 1].word not in _BEFORE_PARENTHESIS:
            raise QueryRefused("the query uses a function that is not Cypher's own", "use Cypher's own functions")


def _dotted(found: list[Token], at: int) -> str:
    """Return the name, with its dots, that begins at this token; empty where none does."""
    parts: list[str] = []
    while at < len(found) and found[at].kind in ("word", "quoted"):
        parts.append(found[at].text.strip("`"))
        if at + 1 == len(found) or found[at + 1].text != ".":
            break
        at += 2
    return ".".join(parts)


def _is_name(found: list[Token], at: int) -> bool:
    """Tell whether the word at this place names a property, label, type or map's key, so cannot begin a clause.

    After ``|`` a clause can begin in FOREACH only, which is refused itself.
    """
    before = found[at - 1] if at else None
    after = found[at + 1].text if at + 1 < len(found) else ""
    if before is None:
        return False
    if before.text == "." and at >= 2:
        return found[at - 2].kind in ("word", "quoted", "parameter") or found[at - 2].text in (")", "]", "}", "{")
    return before.text in (":", "|") or (before.text in ("{", ",") and after == ":")
