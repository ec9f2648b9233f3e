"""What a client of the fleet sees: one answer, one stream, a load."""

import concurrent.futures
import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Longer than any answer here takes on a machine that does something else too.
PATIENCE_SECONDS = 60.0


@dataclass
class Answer:
    """One answer, or what stood in its place."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    seconds: float = 0.0
    problem: str = ""

    @property
    def targets(self) -> list[str]:
        """Every target that was tried, as nginx lists them: the last one answered."""
        tried = re.split(r", | : ", self.headers.get("x-fleetc-target", ""))
        return [target for target in tried if target]

    @property
    def is_complete(self) -> bool:
        return self.status == 200 and not self.problem and "choices" in self.json

    @property
    def json(self) -> dict:
        try:
            value = json.loads(self.body)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


@dataclass
class Stream(Answer):
    """An answer that came in events, and when each of them did."""

    events: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return bool(self.events) and self.events[-1] == "[DONE]"

    @property
    def texts(self) -> list[str]:
        """The pieces of the answer, without what frames it."""
        return [text for event in self._objects for choice in event.get("choices", [])
                if (text := choice.get("delta", {}).get("content"))]

    @property
    def tokens_per_second(self) -> float:
        """As the engine itself measured it."""
        return max((event.get("timings", {}).get("predicted_per_second", 0.0)
                    for event in self._objects), default=0.0)

    @property
    def _objects(self) -> list[dict]:
        return [json.loads(event) for event in self.events if event.startswith("{")]


@dataclass
class Client:
    """Asks one address for chat completions."""

    address: str
    port: int

    def get(self, path: str) -> Answer:
        return self._exchange("GET", path, None, Answer(), _read_whole)

    def chat(self, model: str, tokens: int) -> Answer:
        request = _request(model, tokens, False)
        return self._exchange("POST", "/v1/chat/completions", request, Answer(), _read_whole)

    def stream(self, model: str, tokens: int, answer: Stream | None = None) -> Stream:
        """Fills the given answer as it comes, for whoever watches it."""
        answer = answer or Stream()
        self._exchange(
            "POST", "/v1/chat/completions", _request(model, tokens, True), answer,
            lambda response, start: _read_events(response, start, answer))
        return answer

    def _exchange(
        self, method: str, path: str, body: str | None, answer: Answer,
        read: Callable[[http.client.HTTPResponse, float], str]
    ) -> Answer:
        start = time.monotonic()
        connection = http.client.HTTPConnection(self.address, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer.status = response.status
            answer.headers = {name.lower(): value for name, value in response.getheaders()}
            answer.body = read(response, start)
        except (OSError, http.client.HTTPException) as error:
            answer.problem = f"{type(error).__name__}: {error}"
        finally:
            connection.close()
        answer.seconds = time.monotonic() - start
        return answer


@dataclass
class Load:
    """So many requests at a steady pace, whatever happens to those before."""

    client: Client
    model: str
    count: int
    per_second: float
    tokens: int

    def run(self, events: dict[int, Callable[[], None]]) -> list[Answer]:
        """Answers in the order asked; before request N, what `events` has for N happens."""
        with concurrent.futures.ThreadPoolExecutor(self.count) as pool:
            start = time.monotonic()
            asked = []
            for number in range(self.count):
                time.sleep(max(0.0, start + number / self.per_second - time.monotonic()))
                if event := events.get(number):
                    event()
                asked.append(pool.submit(self.client.chat, self.model, self.tokens))
            return [future.result() for future in asked]


def _request(model: str, tokens: int, streams: bool) -> str:
    question = "Tell me a long story about a lighthouse and its keeper."
    return json.dumps({
        "model": model, "messages": [{"role": "user", "content": question}],
        "max_tokens": tokens, "temperature": 0, "stream": streams,
    })


def _read_whole(response: http.client.HTTPResponse, start: float) -> str:
    return response.read().decode(errors="replace")


def _read_events(response: http.client.HTTPResponse, start: float, answer: Stream) -> str:
    lines = []
    while line := response.readline():
        if time.monotonic() - start > PATIENCE_SECONDS:
            raise TimeoutError("the stream goes on and on")
        text = line.decode(errors="replace").rstrip("\r\n")
        lines.append(text)
        if text.startswith("data: "):
            answer.events.append(text.removeprefix("data: "))
            answer.times.append(time.monotonic() - start)
    return "\n".join(lines)
