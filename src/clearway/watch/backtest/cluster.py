"""A cluster of Apache Spark on the loopback, for as long as it is needed: a master, workers, and who is spoken to."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from clearway.core.watch import SourceRefused

HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 20.0
_MEMORY: Final = {"SPARK_DAEMON_MEMORY": "512m", "SPARK_LOCAL_IP": HOST, "SPARK_NO_DAEMONIZE": "1"}


def home() -> Path | None:
    """Where Apache Spark lies: as SPARK_HOME says, or in its Python package; nothing without Java."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return None
    spec = find_spec("pyspark")
    said = os.environ.get("SPARK_HOME")
    folders = [Path(said)] if said else [Path(one) for one in (spec.submodule_search_locations or ())] if spec else []
    return next((one for one in folders if (one / "jars").is_dir()), None)


@contextmanager
def cluster(*, workers: int = 2, memory: str = "1g") -> Iterator[str]:
    """Start a master, workers of one core each and a server of Spark's protocol; gives its address."""
    spark = home()
    if spark is None:
        raise SourceRefused("WAT-068", found="Apache Spark", allowed=("Java 17 and pip install pyspark[connect]",))
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(tempfile.TemporaryDirectory(prefix="clearway-spark-")))
        ports = _free_ports(2 + workers)
        master, served = f"spark://{HOST}:{ports[0]}", ports[1]

        def start(said: Sequence[object], port: int) -> None:
            open_now.enter_context(_running([str(one) for one in said], folder, port))

        start([spark / "bin" / "spark-class", _MASTER, "-h", HOST, "-p", ports[0], "--webui-port", 0], ports[0])
        for port in ports[2:]:
            own = ["-h", HOST, "-p", port, "-c", 1, "-m", memory, "-d", folder / f"{port}", "--webui-port", 0]
            start([spark / "bin" / "spark-class", _WORKER, *own, master], port)
        start(_serving(spark, master, served, folder, memory), served)
        yield f"sc://{HOST}:{served}"


_MASTER: Final = "org.apache.spark.deploy.master.Master"
_WORKER: Final = "org.apache.spark.deploy.worker.Worker"
_SERVER: Final = "org.apache.spark.sql.connect.service.SparkConnectServer"


def _serving(spark: Path, master: str, port: int, folder: Path, memory: str) -> list[str]:
    settings = {
        "spark.connect.grpc.binding.address": HOST, "spark.connect.grpc.binding.port": port,
        "spark.driver.host": HOST, "spark.driver.bindAddress": HOST, "spark.driver.memory": memory,
        "spark.executor.memory": "640m", "spark.ui.enabled": "false", "spark.local.dir": folder,
        "spark.sql.warehouse.dir": folder / "warehouse", "spark.sql.artifact.isolation.enabled": "false",
    }  # fmt: skip
    said = [f"--conf={name}={value}" for name, value in settings.items()]
    return [str(spark / "bin" / "spark-submit"), "--master", master, "--class", _SERVER, *said, "spark-internal"]


@contextmanager
def _running(said: Sequence[str], folder: Path, port: int) -> Iterator[None]:
    """A process of the cluster, from when it listens until it is no longer needed."""
    log = folder / f"{port}.log"
    environment = {**os.environ, **_MEMORY, "SPARK_LOG_DIR": str(folder), "SPARK_HOME": str(Path(said[0]).parents[1])}
    with log.open("wb") as told:
        process = subprocess.Popen(said, cwd=folder, env=environment, stdout=told, stderr=subprocess.STDOUT)
    try:
        _wait(process, port, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause, until = threading.Event(), time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        pause.wait(0.1)
    raise SourceRefused("WAT-068", found=f"a cluster that starts: {log.read_text(errors='replace')[-500:]}")


def _free_ports(many: int) -> list[int]:
    with ExitStack() as open_now:
        probes = [open_now.enter_context(socket.socket()) for _ in range(many)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [probe.getsockname()[1] for probe in probes]
