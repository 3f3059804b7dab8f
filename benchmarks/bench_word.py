"""How long a report takes: against zlib on the same XML, against docxtpl and docx.js on the same rows, and growth.

    python benchmarks/bench_word.py

prints a markdown table. Only the ratios of one run mean anything. The two peers are not dependencies (docxtpl is
LGPL): docxtpl is taken from the interpreter named by MNASSESS_BENCH_PYTHON (default: this one), docx.js from where
`node` finds the package `docx` (NODE_PATH). A peer that is missing is left out and the reason printed.
"""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from mnassess.documents.model import Assessment
from mnassess.forms.catalog import load_form
from mnassess.word.outline import outline_of
from mnassess.word.report import report_bytes

ROWS = 3000
REPEATS = 5

DOCXTPL = r"""
import io, json, sys, time
import docx
from docxtpl import DocxTemplate
rows = json.load(open(sys.argv[1], encoding="utf-8"))
base = docx.Document()
table = base.add_table(rows=4, cols=6)
for cell, head in zip(table.rows[0].cells, sys.argv[3].split("|")): cell.text = head
table.rows[1].cells[0].text = "{%tr for row in rows %}"
for n, cell in enumerate(table.rows[2].cells): cell.text = "{{ row[%d] }}" % n
table.rows[3].cells[0].text = "{%tr endfor %}"
blob = io.BytesIO(); base.save(blob)
def render():
    template = DocxTemplate(io.BytesIO(blob.getvalue()))
    template.render({"rows": rows}, autoescape=True)
    template.save(io.BytesIO())
render()
best = 1e9
for _ in range(int(sys.argv[2])):
    start = time.perf_counter(); render(); best = min(best, time.perf_counter() - start)
print(best)
"""

DOCX_JS = r"""
const fs = require("fs");
const { Document, Packer, Paragraph, Table, TableRow, TableCell } = require("docx");
const rows = JSON.parse(fs.readFileSync(process.argv[1], "utf-8"));
const heads = process.argv[3].split("|");
const cells = (texts) => texts.map((text) => new TableCell({ children: [new Paragraph(text)] }));
async function render() {
  const table = new Table({ rows: [
    new TableRow({ children: cells(heads), tableHeader: true, cantSplit: true }),
    ...rows.map((row) => new TableRow({ children: cells(row), cantSplit: true })),
  ] });
  await Packer.toBuffer(new Document({ sections: [{ children: [table] }] }));
}
(async () => {
  await render();
  let best = 1e9;
  for (let n = 0; n < Number(process.argv[2]); n++) {
    const start = process.hrtime.bigint(); await render();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  console.log(best);
})();
"""


def sentences() -> list[str]:
    """Words of the kind reports are made of: guidance, questions and examples of the forms."""
    form = load_form("full-item")
    found = [
        text for node in form.iter_nodes() for text in (node.guidance, node.question, node.label) if text
    ]
    return list(dict.fromkeys(part for text in found for part in text.split("。") if 4 < len(part) < 90))


def report_with(rows: int) -> Assessment:
    """A full-item report with so many 変更箇所, no two alike."""
    chance = random.Random(1)
    words = sentences()
    changes = [
        {
            "date": f"20{chance.randrange(15, 26)}-{chance.randrange(1, 13):02}-01",
            "item": f"Ⅱ－{n % 7}－{chance.choice(words)[:30]}",
            "before": f"{chance.choice(words)}。{n}",
            "after": f"{chance.choice(words)}。{chance.choice(words)}。",
            "timing": chance.choice(("before", "after")),
            "timing_note": chance.choice(words)[:40],
        }
        for n in range(rows)
    ]
    return Assessment(form=load_form("full-item")).with_answer("changes", changes)


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peer(command: list[str], heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> float | str:
    """Seconds a peer takes for the rows, or why it could not be asked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        try:
            done = subprocess.run(
                [*command, str(path), str(REPEATS), "|".join(heads)],
                capture_output=True,
                text=True,
                check=True,
            )
        except FileNotFoundError:
            return f"{command[0]} is not installed"
        except subprocess.CalledProcessError as error:
            return next((line for line in error.stderr.splitlines()[::-1] if "rror" in line), "it failed")
        return float(done.stdout)


def main() -> None:
    small, large = report_with(ROWS // 10), report_with(ROWS)
    xml = zipfile.ZipFile(io.BytesIO(report_bytes(large).data)).read("word/document.xml")
    ours, ours_small = best(lambda: report_bytes(large)), best(lambda: report_bytes(small))
    floor = best(lambda: zlib.compress(xml, 6))
    lines = [
        ("zlib level 6 of the same document.xml", floor, f"{ours / floor:.2f} × zlib", "≤ 3"),
        (f"growth {ROWS // 10} → {ROWS} rows", ours_small, f"{ours / ours_small:.2f} ×", "≤ 12"),
    ]
    changes = outline_of(large).parts[-1]
    python = os.environ.get("MNASSESS_BENCH_PYTHON", sys.executable)
    for name, command, wanted in (
        ("docxtpl", [python, "-c", DOCXTPL], "≥ 2"),
        ("docx.js, warm", [shutil.which("node") or "node", "-e", DOCX_JS], "≥ 3"),
    ):
        seconds = peer(command, changes.heads, changes.rows)
        if isinstance(seconds, str):
            print(f"{name} is left out: {seconds}", file=sys.stderr)
        else:
            lines.append((f"{name}, the same {ROWS} rows", seconds, f"{seconds / ours:.2f} × ours", wanted))
    print(
        f"| compared with | ms | ratio | wanted |\n|---|---:|---:|---|\n| ours, {ROWS} rows | {ours * 1e3:.1f} | | |"
    )
    for name, seconds, ratio, wanted in lines:
        print(f"| {name} | {seconds * 1e3:.1f} | {ratio} | {wanted} |")


if __name__ == "__main__":
    main()
