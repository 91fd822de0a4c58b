"""A refusal in the two languages of the product; `sealed` stands beside `base` and has no `Sentence` of its own."""

from __future__ import annotations


class Told(Exception):
    """Why something was refused and what to do, in Chinese and in English: `Sentence(error.zh, error.en)`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en
