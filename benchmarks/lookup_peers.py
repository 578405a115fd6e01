"""
The peers of the look-up, in a Python of their own that has them: bm25s with jieba, and china-law-mcp's search.

    PYTHON benchmarks/lookup_peers.py < QUESTIONS_AND_ARTICLES > ANSWERS

In: a JSON object of `questions`, texts, and `articles`, each [title, number, suffix, headings, text]. Out: by the peer's name
the articles that it found for each question, [title, number, suffix] best first, and processor milliseconds a question; or a
sentence, where the peer isn't installed. (The words of a question are cut once; so the first method's time has the cutting.)"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

TOP = 100
_DIGITS = "零一二三四五六七八九"


def main() -> None:
    told = json.load(sys.stdin)
    answers = {}
    for name, make in (
        ("bm25s, jieba words", words_alone),
        ("bm25s, jieba words, titles and chapters", words_and_titles),
        ("china-law-mcp search", statutes),
    ):
        try:
            answers[name] = asked(make, told)
        except ImportError as error:
            answers[name] = str(error)
    json.dump(answers, sys.stdout)


def asked(make: Callable[[Any], Callable[[str], Sequence[Any]]], told: Any) -> dict[str, Any]:
    find = make(told["articles"])
    find(told["questions"][0])
    started = time.process_time()
    found = [list(find(question)) for question in told["questions"]]
    spent = time.process_time() - started
    return {"found": found, "milliseconds": 1000 * spent / len(found)}


def words_alone(articles: Any) -> Callable[[str], Sequence[Any]]:
    return _by_bm25s(articles, [_words(each[4]) for each in articles])


def words_and_titles(articles: Any) -> Callable[[str], Sequence[Any]]:
    return _by_bm25s(articles, [_words(each[3]) + _words(each[4]) for each in articles])


@cache
def _words(text: str) -> list[str]:
    import jieba

    return [word for word in jieba.cut_for_search(text) if word.strip() and word[0].isalnum()]


def _by_bm25s(articles: Any, words: list[list[str]]) -> Callable[[str], Sequence[Any]]:
    import bm25s

    index = bm25s.BM25(k1=1.2, b=0.6)
    index.index(words, show_progress=False)

    def find(question: str) -> Sequence[Any]:
        places, _ = index.retrieve([_words(question)], k=TOP, show_progress=False)
        return [articles[int(place)][:3] for place in places[0]]

    return find


def statutes(_articles: Any) -> Callable[[str], Sequence[Any]]:
    """It searches its own 378 statutes, without regulations and interpretations, and recalls 60 articles at most."""
    from china_law_mcp import retrieval

    def find(question: str) -> Sequence[Any]:
        return [
            (
                each["law_name"],
                each["article_no_arabic"],
                _DIGITS.find(each["article_no"].partition("之")[2][:1] or "零"),
            )
            for each in retrieval.search(question, TOP)
        ]

    return find


if __name__ == "__main__":
    main()
