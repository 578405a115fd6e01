from collections.abc import Callable
from pathlib import Path
from typing import Any

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.law.models import ArticleText
from fazhi.surfaces.cli.law import ONLY_INDEX, held_sentence

Fazhi = Callable[..., Any]


def test_twice_is_once(fazhi: Fazhi, transactional_db: None, data_dir: Path):
    first = fazhi("setup", "--json").data
    key, entries = (data_dir / "key" / "trail.key").read_bytes(), Entry.objects.count()

    second = fazhi("setup", "--json").data

    assert second == first
    assert second["migrated"] == 0
    assert second["articles"] == ArticleText.objects.count()
    assert (data_dir / "key" / "trail.key").read_bytes() == key
    assert Entry.objects.count() == entries


def test_the_answer_says_what_is_held(fazhi: Fazhi, transactional_db: None):
    answer = fazhi("setup")

    assert answer.code == 0
    assert "数据库已就绪" in answer.out
    assert (ONLY_INDEX in answer.out) is not ArticleText.objects.exists()
    assert held_sentence() in answer.out


def test_after_setup_the_start_checks_pass(fazhi: Fazhi, transactional_db: None):
    fazhi("setup")

    assert fazhi("audit", "verify").code == 0


def test_a_dry_run_tells_what_waits_and_changes_nothing(fazhi: Fazhi, transactional_db: None, data_dir: Path):
    fazhi("setup")
    entries = Entry.objects.count()

    answer = fazhi("setup", "--dry-run")

    assert answer.code == 0, answer.err
    assert "没有要执行的迁移" in answer.out
    assert Entry.objects.count() == entries
