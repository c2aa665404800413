"""From text to sqlglot's tree, through a closed set of words and within limits.

sqlglot reads all of SQL; a scenario needs little of it. Only the words and signs below reach the parser as what they
are; every other word is a plain name, so that a column may be called what its system calls it.
"""

from typing import ClassVar, Final

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.parsers.duckdb import DuckDBParser
from sqlglot.tokenizer_core import Token, TokenType

from clearway.core.watch.errors import ScenarioRefused

LONGEST_TEXT: Final = 30_000
DEEPEST: Final = 40

_WORDS: Final = {
    TokenType.SELECT, TokenType.WITH, TokenType.ALIAS, TokenType.FROM, TokenType.JOIN, TokenType.INNER,
    TokenType.LEFT, TokenType.OUTER, TokenType.ON, TokenType.WHERE, TokenType.GROUP_BY, TokenType.HAVING,
    TokenType.UNION, TokenType.ALL, TokenType.EXISTS, TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.BETWEEN,
    TokenType.IN, TokenType.IS, TokenType.NULL, TokenType.TRUE, TokenType.FALSE, TokenType.CASE, TokenType.WHEN,
    TokenType.THEN, TokenType.ELSE, TokenType.END, TokenType.DISTINCT,
}  # fmt: skip
_SIGNS: Final = {
    TokenType.STRING, TokenType.NUMBER, TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA, TokenType.PLUS,
    TokenType.DASH, TokenType.STAR, TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT,
    TokenType.GTE, TokenType.DOT, TokenType.DPIPE, TokenType.VAR,
}  # fmt: skip
_TYPES: Final = {"BIGINT", "VARCHAR", "DECIMAL", "DATE"}
_ORDERED: Final = ("WAT-008", "the rows themselves; a page orders them")
_PATTERN: Final = ("WAT-006", "starts_with(text, 'literal')")
_WINDOW: Final = ("WAT-007", "GROUP BY in a WITH")
_BINARY: Final = ("WAT-010", "DECIMAL(p, s)")
_CLOCK: Final = ("WAT-011", "today()")
_CROSSED: Final = ("WAT-012", "JOIN … ON or LEFT JOIN … ON")
_OTHER_SETS: Final = ("WAT-004", "UNION ALL, EXISTS, NOT EXISTS")
#: Words that SQL has and the language has not, each with what stands in for it.
_REFUSED: Final = {
    "ORDER": _ORDERED, "ORDER BY": _ORDERED, "LIMIT": _ORDERED, "OFFSET": _ORDERED, "FETCH": _ORDERED,
    "LIKE": _PATTERN, "ILIKE": _PATTERN, "SIMILAR": _PATTERN, "GLOB": _PATTERN, "REGEXP": _PATTERN,
    "OVER": _WINDOW, "PARTITION": _WINDOW, "PARTITION BY": _WINDOW, "WINDOW": _WINDOW, "QUALIFY": _WINDOW,
    "FLOAT": _BINARY, "DOUBLE": _BINARY, "REAL": _BINARY, "FLOAT8": _BINARY, "FLOAT4": _BINARY,
    "CURRENT_DATE": _CLOCK, "CURRENT_TIMESTAMP": _CLOCK, "CURRENT_TIME": _CLOCK, "LOCALTIMESTAMP": _CLOCK,
    "CROSS": _CROSSED, "NATURAL": _CROSSED, "FULL": _CROSSED, "RIGHT": _CROSSED, "USING": _CROSSED,
    "LATERAL": _CROSSED, "ASOF": _CROSSED, "SEMI": _OTHER_SETS, "ANTI": _OTHER_SETS,
    "EXCEPT": _OTHER_SETS, "INTERSECT": _OTHER_SETS, "MINUS": _OTHER_SETS, "RECURSIVE": _OTHER_SETS,
    "INTERVAL": ("WAT-004", "add_days(day, n) and add_months(day, n)"),
    "EXTRACT": ("WAT-004", "year_of(day), month_of(day), iso_weekday(day)"),
}  # fmt: skip
_REFUSED_SIGNS: Final = {
    TokenType.SLASH: ("WAT-005", "ratio(a, b, scale)"),
    TokenType.DIV: ("WAT-005", "ratio(a, b, scale)"),
    TokenType.MOD: ("WAT-005", "ratio(a, b, scale)"),
    TokenType.DCOLON: ("WAT-004", "CAST(x AS …)"),
    TokenType.SEMICOLON: ("WAT-001", "one SELECT, without a semicolon"),
    TokenType.IDENTIFIER: ("WAT-015", "a name in small letters"),
}


class _Parser(DuckDBParser):
    """DuckDB's grammar with no function built in but CAST: every call is a name and its arguments."""

    FUNCTIONS: ClassVar = {}
    FUNCTION_PARSERS: ClassVar = {"CAST": DuckDBParser.FUNCTION_PARSERS["CAST"]}
    NO_PAREN_FUNCTIONS: ClassVar = {}
    NO_PAREN_FUNCTION_PARSERS: ClassVar = {"CASE": DuckDBParser.NO_PAREN_FUNCTION_PARSERS["CASE"]}


_DIALECT: Final = DuckDB()


def tree(text: str) -> exp.Query:
    """The text as one query, or a refusal with the place of the fault."""
    if len(text) > LONGEST_TEXT:
        raise ScenarioRefused("WAT-002", found=f"{len(text)} characters", allowed=(f"at most {LONGEST_TEXT}",))
    try:
        tokens = _DIALECT.tokenize(text)
    except (SqlglotError, ValueError, IndexError):
        raise ScenarioRefused("WAT-001", found="a quotation or sign that is not closed") from None
    found = _parsed(text, _closed(tokens))
    if not isinstance(found, exp.Query):
        raise ScenarioRefused("WAT-001", found=text[:40], allowed=("one SELECT",))
    return found


def _closed(tokens: list[Token]) -> list[Token]:
    closed, depth = [], 0
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else token
        after = tokens[number + 1] if number + 1 < len(tokens) else token
        closed.append(_word(token, before, after))
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth > DEEPEST:
            raise _at(token, "WAT-002", f"at most {DEEPEST} levels of parentheses")
    return closed


def _word(token: Token, before: Token, after: Token) -> Token:
    kind, word = token.token_type, token.text.upper()
    if kind in _REFUSED_SIGNS:
        raise _at(token, *_REFUSED_SIGNS[kind])
    if kind in _SIGNS and kind is not TokenType.VAR:
        return token
    if before.token_type is TokenType.DOT:
        return _named(token)
    if word in _REFUSED and after.token_type is not TokenType.DOT:
        raise _at(token, *_REFUSED[word])
    if kind in _WORDS or (word in _TYPES and _is_type(before, after)):
        return token
    if word.replace("_", "").isalnum():
        return _named(token)
    raise _at(token, "WAT-003")


def _is_type(before: Token, after: Token) -> bool:
    return after.token_type is TokenType.STRING or before.token_type is TokenType.ALIAS


def _named(token: Token) -> Token:
    return Token(TokenType.VAR, token.text, token.line, token.col, token.start, token.end)


def _at(token: Token, code: str, *allowed: str) -> ScenarioRefused:
    column = max(1, token.col - len(token.text) + 1)
    return ScenarioRefused(code, found=token.text[:80], allowed=allowed, line=token.line, column=column)


def _parsed(text: str, tokens: list[Token]) -> exp.Expr:
    try:
        found = _Parser(dialect=_DIALECT).parse(tokens, text)
    except ParseError as error:
        said = error.errors[0] if error.errors else {}
        word = str(said.get("highlight") or "the end of the text")
        line, column = int(said.get("line") or 1), int(said.get("col") or 1)
        raise ScenarioRefused("WAT-001", found=word[:80], line=line, column=column) from None
    except RecursionError:
        raise ScenarioRefused("WAT-002", found="a query inside a query, too often") from None
    except (SqlglotError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        raise ScenarioRefused("WAT-001", found=text[:40]) from None
    if len(found) != 1 or found[0] is None:
        raise ScenarioRefused("WAT-001", found=f"{len(found)} statements", allowed=("one SELECT",))
    return found[0]
