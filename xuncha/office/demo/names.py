"""Fictional names: drawn from common surnames and characters, never the same twice."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗方俞任袁柳"
FIRST = "文建国志明永春海晓云德玉家光正立新秀丽金红学天宏少兴"
SECOND = "军平华东林生辉芳梅兰英强勇杰峰涛敏静霞燕波斌宁安"


def fictional_names(dice: Random) -> Iterator[str]:
    """Different names for ever, or until all combinations are used."""
    seen: set[str] = set()
    while len(seen) < len(SURNAMES) * len(FIRST) * len(SECOND):
        name = dice.choice(SURNAMES) + dice.choice(FIRST) + dice.choice(SECOND)
        if name not in seen:
            seen.add(name)
            yield name
