"""Take a picture of every page, on a desk and on a phone, to be looked at.

    python -m workbench.screenshots FOLDER [NAME ...]        (within tests/)

Each page is taken once, for the first person who comes to it; NAME restricts it to pages whose
name begins so.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "feidi.workbench.project.demo")
os.environ.setdefault("FEIDI_DEMO", "1")

WIDTHS = {"desk": 1280, "phone": 390}


def take(folder: Path, names: tuple[str, ...]) -> int:
    """Write the pictures; how many pages there were."""
    import django

    django.setup()
    from workbench.visiting import PEOPLE, opened, pages, served, signed_in

    folder.mkdir(parents=True, exist_ok=True)
    done: set[str] = set()
    with served(folder / "log") as site, opened() as browser:
        for person in PEOPLE:
            page, _ = signed_in(browser, site, person)
            for name, address in pages(page, site).items():
                # everybody's desk is another page
                mark = f"{name}-{person}" if name in ("desk", "oversight") else name
                if mark in done or not mark.startswith(names):
                    continue
                done.add(mark)
                for said, width in WIDTHS.items():
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(address)
                    page.wait_for_timeout(400)
                    page.screenshot(path=folder / f"{mark}.{said}.png", full_page=True)
            page.context.close()
    return len(done)


if __name__ == "__main__":
    place, *wanted = sys.argv[1:]
    taken = take(Path(place), tuple(wanted) or ("",))
    sys.stdout.write(f"{taken} pages in {place}\n")
