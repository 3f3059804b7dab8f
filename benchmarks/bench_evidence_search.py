"""How long a search in all evidence takes, from what was typed to the passages: 5,000 invented passages.

`python benchmarks/bench_evidence_search.py` prints the table for RESULTS.md. Aim: 50 ms a search.
"""

import random
import time
from pathlib import Path

from mnassess.evidence.model import Entry, Library, Passage, Register
from mnassess.review.evidence_search import index_of

PASSAGES, FILES = 5000, 250
WORDS = [
    "操作ログ",
    "点検",
    "毎月",
    "記録",
    "保存",
    "施錠",
    "鍵",
    "課長",
    "係長",
    "確認",
    "申請書",
    "端末",
    "USBメモリ",
    "外部媒体",
    "持出し",
    "許可",
    "台帳",
    "契約",
    "再委託",
    "報告",
    "研修",
    "自己点検",
    "権限",
    "付与",
    "失効",
    "退職",
    "異動",
    "暗号化",
    "バックアップ",
    "廃棄",
    "裁断",
    "窓口",
    "本人確認",
    "住民票",
    "通知",
    "送付",
    "照合",
    "誤り",
]
TYPED = ("の", "点検", "ログ 点検", "再委託 許可 台帳", "ＵＳＢ", "見当たらない言葉", "申請書 第4999号")


def main() -> None:
    """Measure and print."""
    register, library = evidence()
    began = time.perf_counter()
    index = index_of(register, library)
    first = time.perf_counter() - began
    later = Library(passages=(*library.passages, Passage("E0", "新しい聴取の記録", "備考")))
    began = time.perf_counter()
    index_of(register, later, index)
    again = time.perf_counter() - began
    print("| what | ms | found |")
    print("| --- | ---: | ---: |")
    print(f"| index, the first time | {first * 1000:.0f} | |")
    print(f"| index, one passage more | {again * 1000:.0f} | |")
    for typed in TYPED:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            found = index.find(typed)
            times.append(time.perf_counter() - began)
        print(f"| {typed} | {max(times) * 1000:.0f} | {found.total} |")


def evidence() -> tuple[Register, Library]:
    """A register and what its files say."""
    chance = random.Random(5)
    entries = tuple(
        Entry(id=f"E{n}", title=f"{chance.choice(WORDS)}の{chance.choice(WORDS)}（第{n}号）", kind="record")
        for n in range(FILES)
    )
    passages = tuple(
        Passage(
            f"E{n % FILES}",
            f"{_sentence(chance)}{_sentence(chance)}第{n}号。",
            f"{n}行目",
            chance.choice(WORDS),
        )
        for n in range(PASSAGES)
    )
    return Register(path=Path("evidence.csv"), entries=entries), Library(passages=passages)


def _sentence(chance: random.Random) -> str:
    return "の".join(chance.choices(WORDS, k=12)) + "を行う。"


if __name__ == "__main__":
    main()
