"""`akn serve` under load: ``python -m benchmarks.serving``.

A server of its own on loopback, and what is asked of it: many requests at once, thousands one after the other with
an eye on the memory, bodies that nobody means well with, processes killed at work; and, where Chromium and Playwright
are, how long the page takes to its first paint, and a change to be seen. ``--short`` does a tenth of it.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.web.test_attacks import hostile

MOTION = Path("samples/eng/harbour-noise.txt").read_bytes()


class Server:
    """A server of its own, and its processes."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port

    def post(
        self, path: str, body: bytes, headers: dict[str, str] | None = None, seconds: float = 120
    ) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request("POST", path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def children(self) -> list[int]:
        """The processes below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            parent = waiting.pop()
            said = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
            found += map(int, said)
            waiting += map(int, said)
        return found

    def processor(self) -> float:
        """Seconds of processor time that it has used, without its processes."""
        said = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it and its processes hold."""
        pages = 0
        for pid in [self.process.pid, *self.children()]:
            pages += int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def served(*options: str) -> Iterator[Server]:
    """A server, ended at the end."""
    command = [sys.executable, "-m", "akn", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.readline() if process.stdout else ""
        try:
            yield Server(process, int(said.split("127.0.0.1:")[1].split("/")[0]))
        finally:
            process.terminate()
            process.wait(30)


def in_flight(server: Server, count: int) -> None:
    """So many requests at once: no error but 503, then normal again."""
    with ThreadPoolExecutor(count) as threads:
        statuses = Counter(
            status for status, _ in threads.map(lambda _: server.post("/convert", MOTION), range(count))
        )
    after, _ = server.post("/convert", MOTION)
    print(f"{count} requests in flight: {dict(statuses)}; the next: {after}")


def memory(server: Server, count: int) -> None:
    """Conversions one after the other; the memory after a tenth of them and at the end."""
    marks = []
    started = time.perf_counter()
    for n in range(count + 1):
        if n in {count // 10, count // 2, count}:
            marks.append(f"{server.memory():.0f} MB after {n}")
        body = MOTION.replace(b"Ruritania", f"Ruritania {n}".encode())
        status, _ = server.post("/convert?trace=1", body)
        if status != 200:
            raise SystemExit(f"conversion {n} was answered with {status}")
    each = (time.perf_counter() - started) / count * 1000
    print(f"{count} conversions: {', '.join(marks)}; {each:.1f} ms each")


def hostile_bodies(server: Server, count: int) -> None:
    """Bodies that nobody means well with: what was answered, and whether the next request is served."""
    statuses: Counter[int] = Counter()
    slowest, traces = 0.0, 0
    for number in range(count):
        path, headers, body = hostile(number)
        started = time.perf_counter()
        status, answer = server.post(path, body, headers)
        slowest = max(slowest, time.perf_counter() - started)
        statuses[status] += 1
        traces += b"Traceback" in answer
        if status >= 500:
            print(f"  {number} {path}: {status} {answer[:200]!r}")
    after, _ = server.post("/convert", MOTION)
    print(
        f"{count} hostile bodies: {dict(statuses)}, {traces} tracebacks, slowest {slowest:.2f} s; the next: {after}"
    )


def killed(server: Server, count: int) -> None:
    """Processes killed while requests are at work: each costs one request at most."""
    statuses: Counter[int] = Counter()
    for _ in range(count):
        with ThreadPoolExecutor(4) as threads:
            asked = [threads.submit(server.post, "/convert", MOTION * 20) for _ in range(4)]
            time.sleep(0.05)
            for pid in server.children()[1:2]:
                os.kill(pid, signal.SIGKILL)
            statuses.update(one.result()[0] for one in asked)
    after, _ = server.post("/convert", MOTION)
    print(f"{count} processes killed at work: {dict(statuses)}; the next: {after}")


def page(server: Server, count: int) -> None:
    """The first paint of the page, and how long a change takes to be seen, as Chromium tells them."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra, which not all have
    except ImportError:
        print("Playwright is not installed; the page is not measured")
        return
    paints, mends, works = [], [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(count):
            shown = browser.new_page()
            asked = shown.context.new_cdp_session(shown)
            asked.send("Performance.enable", {"timeDomain": "threadTicks"})
            before = server.processor()
            shown.goto(f"http://127.0.0.1:{server.port}/")
            shown.wait_for_selector(".welcome")
            paints.append(
                shown.evaluate(
                    "new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))"
                    ".observe({type: 'paint', buffered: true}))"
                )
            )
            told = {one["name"]: one["value"] for one in asked.send("Performance.getMetrics")["metrics"]}
            works.append(1000 * (told["TaskDuration"] + server.processor() - before))
            shown.fill("#text", MOTION.decode())
            shown.wait_for_selector("#read article")
            mends.append(shown.evaluate(_CHANGE, f"Ruritania{len(mends)}"))
            shown.close()
        browser.close()
    print(f"processor time of page and server until it is ready: median {statistics.median(works):.0f} ms")
    print(f"first paint: median {statistics.median(paints):.0f} ms, worst {max(paints):.0f} ms, of {count}")
    print(
        f"a change seen: median {statistics.median(mends):.0f} ms, worst {max(mends):.0f} ms (80 of them a pause)"
    )


_CHANGE = """async (word) => {
  const field = document.getElementById("text"), shown = document.getElementById("read").shadowRoot;
  const started = performance.now();
  field.value = field.value.replace("Ruritania", word);
  field.dispatchEvent(new Event("input"));
  while (!shown.textContent.includes(word)) await new Promise((done) => setTimeout(done, 2));
  return performance.now() - started;
}"""


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a tenth of it")
    parser.add_argument("only", nargs="*", help="in_flight, memory, hostile, killed, page")
    given = parser.parse_args()
    share = 10 if given.short else 1
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f} at the beginning")
    tasks = {
        "in_flight": lambda server: in_flight(server, 200 // share),
        "memory": lambda server: memory(server, 5000 // share),
        "hostile": lambda server: hostile_bodies(server, 1000 // share),
        "killed": lambda server: killed(server, 20 // share),
        "page": lambda server: page(server, 20 // share),
    }
    for name, task in tasks.items():
        if given.only and name not in given.only:
            continue
        with served() as server:
            task(server)


if __name__ == "__main__":
    main()
