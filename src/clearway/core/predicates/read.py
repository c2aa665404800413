"""From text to sqlglot's tree, through a closed set of words and within limits.

sqlglot reads all of SQL; a rule needs little of it. Only the words and signs below reach the parser as what they are;
every other word is a plain name, so no statement, type, cast or function of SQL can be formed with it.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.parsers.duckdb import DuckDBParser
from sqlglot.tokenizer_core import Token, TokenType

from clearway.core.predicates.errors import PredicateRefused

LONGEST_TEXT: Final = 20_000
MOST_TOKENS: Final = 4_000
DEEPEST: Final = 24

_WORDS: Final = {
    TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.BETWEEN, TokenType.IN, TokenType.IS, TokenType.NULL,
    TokenType.TRUE, TokenType.FALSE, TokenType.CASE, TokenType.WHEN, TokenType.THEN, TokenType.ELSE,
    TokenType.END, TokenType.LIKE, TokenType.ESCAPE, TokenType.DISTINCT, TokenType.FROM,
}  # fmt: skip
_SIGNS: Final = {
    TokenType.STRING, TokenType.NUMBER, TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA, TokenType.PLUS,
    TokenType.DASH, TokenType.STAR, TokenType.SLASH, TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE,
    TokenType.GT, TokenType.GTE, TokenType.VAR,
}  # fmt: skip
_OPENING: Final = {TokenType.L_PAREN, TokenType.CASE}
_CLOSING: Final = {TokenType.R_PAREN, TokenType.END}
_PREFIXES: Final = {TokenType.NOT, TokenType.DASH}
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What no engine can hold in a text: NUL, and half of a character.
FORBIDDEN: Final = re.compile("[\x00\ud800-\udfff]")


class _Parser(DuckDBParser):
    """DuckDB's grammar with no function built in: every call is a name and its arguments."""

    FUNCTIONS: ClassVar = {}
    FUNCTION_PARSERS: ClassVar = {}
    NO_PAREN_FUNCTIONS: ClassVar = {}
    NO_PAREN_FUNCTION_PARSERS: ClassVar = {"CASE": DuckDBParser.NO_PAREN_FUNCTION_PARSERS["CASE"]}


_DIALECT: Final = DuckDB()


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    before = text[: max(0, min(offset, len(text)))]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def tree(text: str) -> exp.Expr:
    """The text as one expression, or a refusal with the place of the fault."""
    if len(text) > LONGEST_TEXT:
        raise PredicateRefused("PRD-002", found=f"{len(text)} characters", allowed=(f"at most {LONGEST_TEXT}",))
    if fault := FORBIDDEN.search(text):
        raise _refused(text, "PRD-027", fault.start(), repr(fault.group()))
    try:
        tokens = _DIALECT.tokenize(text)
    except (SqlglotError, ValueError, IndexError):
        raise _refused(text, "PRD-001", _unclosed(text), "a quotation or sign that is not closed") from None
    return _parse(text, _closed(text, tokens))


def _closed(text: str, tokens: list[Token]) -> list[Token]:
    if not tokens:
        raise PredicateRefused("PRD-001", found="nothing")
    if len(tokens) > MOST_TOKENS:
        raise PredicateRefused("PRD-004", found=f"{len(tokens)} words", allowed=(f"at most {MOST_TOKENS}",))
    joined = list(_parameters_joined(text, tokens))
    closed = [_word(text, token, after) for token, after in zip(joined, [*joined[1:], joined[0]], strict=True)]
    depth = run = 0
    for token in closed:
        run = run + 1 if token.token_type in _PREFIXES else 0
        depth += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if depth + run > DEEPEST:
            raise _refused(text, "PRD-003", token.start, token.text, f"at most {DEEPEST} levels")
    return closed


def _word(text: str, token: Token, after: Token) -> Token:
    kind = token.token_type
    if kind in _WORDS or kind in _SIGNS:
        return token
    if kind is TokenType.DATE and after.token_type is TokenType.STRING:
        return token
    if _NAME.fullmatch(token.text):
        return _named(token.text, token)
    raise _refused(text, "PRD-010", token.start, token.text)


def _parameters_joined(text: str, tokens: list[Token]) -> Iterator[Token]:
    """A colon and the word after it as one name that no column has; sqlglot would also take it for a slice."""
    remaining = iter(tokens)
    for token in remaining:
        if token.token_type is not TokenType.COLON:
            yield token
            continue
        name = next(remaining, token)
        if name.token_type is TokenType.STRING or not _NAME.fullmatch(name.text):
            raise _refused(text, "PRD-001", token.start, ":", ":name")
        yield _named(f":{name.text}", token)


def _named(name: str, token: Token) -> Token:
    return Token(TokenType.VAR, name, token.line, token.col, token.start, token.end)


def _parse(text: str, tokens: list[Token]) -> exp.Expr:
    try:
        found = _Parser(dialect=_DIALECT).parse_into(exp.Condition, tokens, text)
    except ParseError as error:
        detail = error.errors[0] if error.errors else {}
        word = str(detail.get("highlight") or "the end of the text")
        start = len(detail.get("start_context") or "")
        offset = _offset(tokens, int(detail.get("line") or 1), int(detail.get("col") or 1), start)
        raise _refused(text, "PRD-001", offset, word) from None
    except RecursionError:
        raise PredicateRefused("PRD-003", found="an expression inside an expression, too often") from None
    except (SqlglotError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        raise PredicateRefused("PRD-001", found=text[:40]) from None
    if len(found) != 1 or found[0] is None:
        raise PredicateRefused("PRD-001", found=f"{len(found)} expressions", allowed=("one expression",))
    return found[0]


def _offset(tokens: list[Token], line: int, column: int, fallback: int) -> int:
    return next((token.start for token in tokens if (token.line, token.col) == (line, column)), fallback)


def _unclosed(text: str) -> int:
    return max(text.rfind("'"), text.rfind('"'), text.rfind("/*"), 0)


def _refused(text: str, code: str, offset: int, found: str, *allowed: str) -> PredicateRefused:
    line, column = place(text, offset)
    return PredicateRefused(code, found=found[:80], allowed=allowed, line=line, column=column)
