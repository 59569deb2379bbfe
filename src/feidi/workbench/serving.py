"""Runs the web server with a worker beside it, and looks after both the worker and its jobs."""

import signal
import subprocess
import sys
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

PAUSE = 5.0
LAST_WORDS = 30


class Keeper:
    """Keeps one worker running: started anew when it dies; what the dead leave is queued again."""

    def __init__(self, command: list[str], pause: float = PAUSE) -> None:
        self.command, self.pause = command, pause
        self.stopped = threading.Event()
        self.worker = subprocess.Popen(command)  # noqa: S603
        self.since, self.started = timezone.now(), 1
        self.thread = threading.Thread(target=self._keep, daemon=True)
        self.thread.start()

    def _keep(self) -> None:
        while not self.stopped.wait(self.pause):
            if self.worker.poll() is not None:
                self.worker = subprocess.Popen(self.command)  # noqa: S603
                self.started += 1
            self._resume()

    def _resume(self) -> None:
        from feidi.workbench.exchange import archiving
        from feidi.workbench.health.beating import beat
        from feidi.workbench.settlements import tasks

        close_old_connections()
        try:
            beat(self.worker.pid, self.since, self.started)
            tasks.resume()
            archiving.resume()
            archiving.sweep()
        except DatabaseError:
            return  # it is tried again after the next pause

    def stop(self) -> None:
        """Let the worker end what it does; a worker that does not end is killed."""
        self.stopped.set()
        self.thread.join()
        self.worker.terminate()
        try:
            self.worker.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            self.worker.kill()
            self.worker.wait()


def serve(bind: str, workers: int) -> int:
    """Run the web server, and a worker beside it; return the server's exit code."""
    from feidi.workbench.assets.fetch import fetch, present

    if not present():
        fetch()
    keeper = Keeper([sys.executable, "-m", "django", "db_worker", "--no-reload"])
    server = [sys.executable, "-m", "gunicorn", "feidi.workbench.project.wsgi:application"]
    # a browser opens connections before it asks: one thread of each process would wait for it
    given = ["--bind", bind, "--workers", str(workers), "--threads", "4"]
    once = ["--preload", "--no-control-socket"]
    quiet = ["--log-level", "warning", "--timeout", "120"]
    try:
        return attend([*server, *given, *once, *quiet])
    finally:
        keeper.stop()


def attend(command: list[str]) -> int:
    """Run the server until it ends; who ends this process ends the server with it."""
    server = subprocess.Popen(command)  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return 0
