"""The main job on the first case: check the folder, settle it, ask one figure why, report.

Run by `make demo`. Each step prints the command it runs, so that it can be typed again; the
first step that fails ends the demo with its exit code. On a terminal the workbench is then served
on the case until it is stopped; FEIDI_DEMO_SERVE=1 or 0 asks for that or against it.
"""

import os
import shutil
import sys
from pathlib import Path

import click

from feidi.cli import main as feidi

HERE = Path(__file__).resolve().parent
FOLDER = os.path.relpath(HERE / "zhouqu-lanzhou")
SMALL = os.path.relpath(HERE / "two-clause-park")
FIGURE = "2025/第七条"
# the command as it can be typed here: without an activated environment, by its path
FEIDI = "feidi" if shutil.which("feidi") else os.path.relpath(Path(sys.executable).parent / "feidi")
STEPS = (
    ("检查文件夹：表格、协议、算例、国库合计  Check the folder", ("check", FOLDER)),
    ("结算：谁得多少，精确到分  Settle: who gets how much", ("settle", FOLDER)),
    ("问一个数从哪里来  Ask where one figure comes from", ("why", FOLDER, FIGURE)),
    ("写出报告：网页和工作簿  Write the report", ("report", FOLDER)),
)
NEXT = f"""
这是演示用的草案：已公开的数、推算的数和假设的数，见 {FOLDER}/sources.md。
A draft for demonstration; published, derived and assumed figures are told apart there.

打开 Open
  {FOLDER}/results/report.html   结果、资金流向、每个数的来历  results, flow, reasons
  {FOLDER}/results/report.xlsx   同样的数，带入库数据          the same, with the receipts
  {FOLDER}/agreement.md          协议：文字、规则、算例        what would be signed

前三个阶段 The earlier stages（各写一页网页到 results/  each writes a page）
  {FEIDI} diagnose {FOLDER}
      县里缺什么、靠什么、钱漏到哪里  what holds the county back, what it lives on
  {FEIDI} match {FOLDER}
      该引什么产业、补哪一环、先拜访谁  which industries, links and firms to go for
  {FEIDI} site {FOLDER}
      项目落在哪块地，没落下的为什么  which project on which parcel, and why not the others
  {FEIDI} site --relocate {FOLDER}
      群众搬到哪里，先搬谁  who moves to safe ground, and who first

再试 Try next
  {FEIDI} read {FOLDER}
      逐条读回协议  read every clause back
  {FEIDI} settle {FOLDER} --known-at 2025-08-19
      退库前一天；改成 2025-08-20 再看差别  the day before a late refund; then try the day of it
  {FEIDI} why {FOLDER} 2025/飞出地
      一方的一个数，连同更正的起因  one party's figure, and why it was corrected
  {FEIDI} settle {SMALL}
      最小的例子  the smallest example
  {FEIDI} new my-park
      从自己的园区开始  start with your own park

把协议里任何一个比例改一下再运行 {FEIDI} check：算例不再重现，程序会指出哪一行、差多少。
Change any share in the agreement and run {FEIDI} check: it names the line and the difference.
"""


def run(*command: str) -> int:
    """Print a command and run it; return its exit code."""
    click.secho(f"$ {FEIDI} {' '.join(command)}", bold=True)
    try:
        feidi(command)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def main() -> int:
    """Run the steps in order; return 0, or the code of the first that fails."""
    for number, (title, command) in enumerate(STEPS, 1):
        click.echo(f"\n{number}. {title}")
        code = run(*command)
        sys.stdout.flush()
        if code:
            return code
    click.echo(NEXT)
    return serve() if shown() else 0


def shown() -> bool:
    """Say whether somebody looks: FEIDI_DEMO_SERVE decides, else whether this is a terminal."""
    return os.environ.get("FEIDI_DEMO_SERVE", "1" if sys.stdout.isatty() else "0") == "1"


def serve() -> int:
    """Serve the workbench on the case until it is stopped."""
    click.echo(f"\n{len(STEPS) + 1}. 打开工作台  Open the workbench")
    return run("workbench", "demo", FOLDER)


if __name__ == "__main__":
    sys.exit(main())
