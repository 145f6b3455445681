from pathlib import Path

import pytest

from campaigns.foundation import catalog
from campaigns.foundation.extraction import Source, Unreadable, from_python, from_template, sources

CARS = Source("", "%(n)s car", "%(n)s cars")
OPEN = Source("a state", "Open")


def _po(path: Path, *entries: tuple[str, str]) -> Path:
    path.write_text(
        "\n".join(
            ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n']
            + [f'msgid "{english}"\nmsgstr "{chinese}"\n' for english, chinese in entries]
        )
    )
    return path


def test_template_strings_of_every_kind_are_found() -> None:
    template = """{% load i18n %}{% translate "Places left" %}{% translate "Open" context "a state" %}
    {% blocktranslate trimmed count n=cars with who=name %}
      {{ who }}: {{ n }} car
    {% plural %}
      {{ who }}: {{ n }} cars
    {% endblocktranslate %}
    {{ value|default:_("none") }} {% include "x.html" with title=_("It's here") %} <p>gettext("no")</p>"""

    assert set(from_template(template)) == {
        Source("", "Places left"),
        OPEN,
        Source("", "%(who)s: %(n)s car", "%(who)s: %(n)s cars"),
        Source("", "none"),
        Source("", "It's here"),
    }


def test_python_strings_of_every_kind_are_found() -> None:
    module = '_("one" " two"); pgettext_lazy("a state", "Open"); x.ngettext("%(n)s car", "%(n)s cars", 2); _(name)'

    assert set(from_python(module)) == {Source("", "one two"), OPEN, CARS}


def test_f_string_is_refused_because_nobody_can_translate_it() -> None:
    with pytest.raises(Unreadable, match="f-string"):
        list(from_python('_(f"{n} cars")'))


def test_unreadable_template_is_named_and_the_rest_is_still_found(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bad.html").write_text("{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}")
    (tmp_path / "templates" / "good.html").write_text('{% translate "Places left" %}')

    found, problems = sources(tmp_path)

    assert found == {Source("", "Places left")}
    assert len(problems) == 1
    assert "bad.html" in problems[0]


def test_merged_translation_is_kept_and_what_is_missing_is_named(tmp_path: Path) -> None:
    known = catalog.read(_po(tmp_path / "some.po", ("Places left", "剩余名额")))

    made = catalog.build([Source("", "Places left"), Source("", "Register")], known)
    catalog.write(made, tmp_path / "django.po")

    assert catalog.faults(made) == ["no Chinese: Register"]
    assert catalog.chinese(catalog.read(tmp_path / "django.po")["", "Places left"]) == "剩余名额"


def test_string_that_leaves_and_comes_back_finds_its_chinese_again(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    known = catalog.read(_po(tmp_path / "some.po", ("Places left", "剩余名额")))
    catalog.write(catalog.build([], known), path)
    assert "#~ msgid" in path.read_text()

    made = catalog.build([Source("", "Places left")], catalog.read(path))

    assert catalog.faults(made) == []


def test_prune_drops_what_is_no_longer_used(tmp_path: Path) -> None:
    known = catalog.read(_po(tmp_path / "some.po", ("Places left", "剩余名额")))

    assert not catalog.build([], known, prune=True).obsolete


def test_name_that_the_english_does_not_have_is_a_fault(tmp_path: Path) -> None:
    known = catalog.read(_po(tmp_path / "some.po", ("%(n)s left", "剩 %(m)s")))

    assert "unknown names" in catalog.faults(catalog.build([Source("", "%(n)s left")], known))[0]


def test_written_file_does_not_change_when_nothing_did(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalog.write(catalog.build([CARS, OPEN], {}), path)
    before = path.read_bytes()

    catalog.write(catalog.build([OPEN, CARS], catalog.read(path)), path)

    assert path.read_bytes() == before


def test_obsolete_strings_of_different_contexts_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    sources = [Source("a state", "Open"), Source("a verb", "Open")]
    made = catalog.build(sources, {})
    for message, chinese in zip([message for message in made if message.id], ("开放", "打开"), strict=True):
        message.string = chinese

    known = {(message.context or "", "Open"): message for message in made if message.id}
    catalog.write(catalog.build([], known), path)

    assert catalog.faults(catalog.build(sources, catalog.read(path))) == []
