import string

from clearway.core.assess import findings, wording


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_kind_of_finding_stands_in_the_catalogue_once() -> None:
    kinds = [value for value in vars(findings).values() if isinstance(value, findings.Kind)]
    codes = [kind.code for kind in findings.CATALOGUE]

    assert len(set(codes)) == len(codes)
    assert set(kinds) == set(findings.CATALOGUE)


def test_what_stops_an_assessment_says_what_would_pass() -> None:
    assert [kind.code for kind in findings.CATALOGUE if kind.severity == "reject" and not kind.remedy] == []


def test_sentences_of_steps_hold_only_named_operands() -> None:
    sentences = [value for value in vars(wording).values() if isinstance(value, str) and " " in value]

    assert len(sentences) > 20
    assert all("" not in names(sentence) for sentence in sentences)
