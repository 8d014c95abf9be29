import errno
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from scripts import bootstrap

PROJECT = Path(__file__).resolve().parent.parent
LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"

FAKE_UV = """#!/bin/sh
echo "$*" >> {calls}
case "$1 $2" in
    "venv "*) {venv} ;;
    "pip sync") {sync} ;;
esac
"""
SHOW = "import os, sys; print(sys.argv[1:], os.environ['RASA_TELEMETRY_ENABLED'], os.getcwd())"


class Project:
    """A copy of the bootstrap beside small lock files, with a PATH on which uv is a script."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tools, self.calls = folder, folder / "tools", folder / "calls"
        if folder.exists():
            return
        (folder / "scripts").mkdir(parents=True)
        shutil.copy(bootstrap.__file__, folder / "scripts")
        (folder / "pyproject.toml").touch()
        (folder / "show.py").write_text(SHOW)
        for lock in (LOCK, DEV_LOCK):
            (folder / lock).write_text(f"# {lock}\n")
        self.uv()

    def uv(self, sync: str = ":", venv: str | None = None) -> None:
        """Sets what uv does, in the shell, when it is to make `.venv` and to install into it."""
        self.tools.mkdir(exist_ok=True)
        venv = venv or f"mkdir -p .venv/bin && ln -s {sys.executable} .venv/bin/python"
        (self.tools / "uv").write_text(FAKE_UV.format(calls=self.calls, venv=venv, sync=sync))
        (self.tools / "uv").chmod(0o755)

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-I", "scripts/bootstrap.py", *arguments],
            cwd=self.folder,
            env={"PATH": f"{self.tools}:/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # What a shell starts in the background ignores SIGINT, and so would all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.begin(*arguments)
        out, err = process.communicate(timeout=30)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def called(self) -> list[str]:
        """What uv was asked for since the last call: `venv`, and the names of the lock files to install."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        self.calls.unlink(missing_ok=True)
        wanted = [line.split() for line in lines if not line.startswith("pip install")]
        return ["venv" if words[0] == "venv" else Path(words[-1]).name for words in wanted]

    def wait_for_sync(self) -> None:
        while not (self.calls.exists() and "pip sync" in self.calls.read_text()):
            time.sleep(0.01)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def assert_refused(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    told = [line for line in done.stderr.splitlines() if not line.endswith(" ...")]
    assert told == [sentence]


def test_sets_up_then_becomes_the_project_s_python(project: Project) -> None:
    done = project.start("show", "--port", "1", "two words")
    assert done.returncode == 0
    assert done.stdout == f"['--port', '1', 'two words'] false {project.folder}\n"
    assert project.called() == ["venv", LOCK]


def test_the_exit_code_is_the_command_s(project: Project) -> None:
    (project.folder / "fail.py").write_text("raise SystemExit(7)")
    assert project.start("fail").returncode == 7


def test_the_second_start_takes_no_time(project: Project, free: int) -> None:
    project.start()
    project.called()
    shutil.rmtree(project.tools)
    times = []
    for _ in range(5):
        began = time.monotonic()
        assert project.start("--port", str(free)).stderr == ""
        times.append(time.monotonic() - began)
    assert project.called() == []
    assert min(times) < 0.3


def test_running_after_testing_keeps_the_dev_packages(project: Project) -> None:
    project.start()
    project.start("--dev")
    project.start()
    project.start("--dev")
    assert project.called() == ["venv", LOCK, DEV_LOCK]


def test_a_changed_lock_is_installed_without_losing_the_dev_packages(project: Project) -> None:
    project.start("--dev")
    (project.folder / DEV_LOCK).write_text("# newer\n")
    (project.folder / LOCK).write_text("# newer\n")
    project.start()
    assert project.called() == ["venv", DEV_LOCK, DEV_LOCK]


def test_a_moved_folder_is_set_up_again(project: Project, tmp_path: Path) -> None:
    project.start()
    project.called()
    moved = Project(project.folder.rename(tmp_path / "moved"))
    moved.uv()
    moved.start()
    assert moved.called() == [LOCK]


def test_a_killed_set_up_is_redone_from_the_start(project: Project) -> None:
    project.uv(sync="touch .venv/half; kill -9 $PPID")
    assert project.start().returncode == -signal.SIGKILL
    project.called()
    project.uv()
    assert project.start("show").returncode == 0
    assert project.called() == ["venv", LOCK]
    assert not (project.folder / ".venv" / "half").exists()


def test_ctrl_c_says_that_it_will_be_redone(project: Project) -> None:
    project.uv(sync="exec sleep 20")
    process = project.begin()
    project.wait_for_sync()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 1
    assert err.splitlines()[-1] == bootstrap.STOPPED
    assert "Traceback" not in err


def test_a_python_that_is_gone_is_put_back(project: Project) -> None:
    project.start()
    python = project.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.10")
    assert project.start("show").returncode == 0
    assert project.called() == ["venv", LOCK, "venv", LOCK]


def test_the_second_of_two_waits_for_the_first(project: Project) -> None:
    project.uv(sync="sleep 1")
    first = project.begin()
    project.wait_for_sync()
    second = project.start("show")
    first.communicate(timeout=10)
    assert second.returncode == 0
    assert "Waiting for another set-up" in second.stderr
    assert project.called() == ["venv", LOCK]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("error: Failed to fetch: it\n  cause: dns error\n  cause: Name or service not known", bootstrap.UNREACHABLE),
        ("error: Failed to fetch: it\n  cause: invalid peer certificate: UnknownIssuer", bootstrap.UNTRUSTED),
        ("error: Failed to extract\n  cause: No space left on device (os error 28)", bootstrap.DISK_FULL),
        (
            "Resolved 195 packages\nerror: Hash mismatch for six==1.17.0\n  Expected: sha256:0",
            "Installing requirements.lock failed: error: Hash mismatch for six==1.17.0 (more in .cache/set-up.log).",
        ),
        ("", "Installing requirements.lock failed: it gave no reason (more in .cache/set-up.log)."),
    ],
)
def test_a_failed_installation_gives_one_sentence(project: Project, said: str, sentence: str) -> None:
    project.uv(sync=f"echo '{said}' >&2; exit 2")
    assert_refused(project.start("show"), sentence)
    assert (project.folder / ".cache" / "set-up.log").read_text() == f"{said}\n"


def test_what_is_no_text_is_no_trouble(project: Project) -> None:
    project.uv(sync="printf 'error: caf\\351' >&2; exit 2")
    sentence = "Installing requirements.lock failed: error: caf\ufffd (more in .cache/set-up.log)."
    assert_refused(project.start("show"), sentence)


def test_without_a_registry_what_was_installed_still_runs(project: Project) -> None:
    project.start()
    project.uv(sync="echo 'error: error sending request' >&2; exit 2")
    assert_refused(project.start("--dev", "show"), bootstrap.UNREACHABLE)
    assert project.start("show").returncode == 0
    assert project.called() == ["venv", LOCK, DEV_LOCK]


def test_no_python_to_be_had(project: Project) -> None:
    project.uv(venv="echo 'error: Failed to download: error sending request' >&2; exit 2")
    assert_refused(project.start("show"), bootstrap.NO_PYTHON)


def test_a_full_disk_is_told_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1_240_000_000))
    bootstrap.check_space(bootstrap.SPACE_FOR_CHANGES)
    with pytest.raises(bootstrap.SetUpError, match=r"^The set-up needs 3 GB of disk, but 1\.2 GB is free: make room"):
        bootstrap.check_space(bootstrap.SPACE_FOR_ALL)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), bootstrap.DISK_FULL),
        (PermissionError(errno.EACCES, "Permission denied", ".cache"), "The set-up failed: .*'.cache'"),
    ],
)
def test_the_bootstrap_s_own_trouble_gives_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    def fail(dev: bool) -> NoReturn:
        raise error

    monkeypatch.setattr(bootstrap, "make_ready", fail)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])
    monkeypatch.chdir(PROJECT)
    with pytest.raises(SystemExit, match=sentence):
        bootstrap.main()


def test_a_port_in_use_is_told_before_anything_slow(project: Project, taken: int) -> None:
    done = project.start("--port", str(taken), "show")
    assert_refused(done, f"Port {taken} is in use: stop what uses it, or choose another, as PORT=5006.")
    assert project.called() == []


def test_a_port_in_use_on_all_addresses_counts() -> None:
    with socket.create_server(("0.0.0.0", 0)) as server, pytest.raises(bootstrap.SetUpError, match="in use"):
        bootstrap.check_port(str(server.getsockname()[1]))


def test_a_server_that_has_just_stopped_frees_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    bootstrap.check_port(str(port))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", "5005 ", "²", "9" * 5000])
def test_a_port_that_is_none(port: str) -> None:
    with pytest.raises(bootstrap.SetUpError, match=r"^PORT has to be a whole number from 1 to 65535, not "):
        bootstrap.check_port(port)


class Ran(list[str]):
    """Stands in for `run`: keeps the commands, and makes the folder that one of them would."""

    def __call__(self, command: list[str | Path], doing: str, log: object) -> None:
        self.append(" ".join(map(str, command)))
        (bootstrap.LOG.parent / "uv" / "bin").mkdir(parents=True, exist_ok=True)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ran:
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / ".cache" / "set-up.log")
    monkeypatch.setattr(bootstrap, "OWN_UV", tmp_path / ".uv")
    monkeypatch.setenv("PATH", "")
    ran = Ran()
    monkeypatch.setattr(bootstrap, "run", ran)
    return ran


def test_uv_is_fetched_where_there_is_none(ran: Ran, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        assert bootstrap.find_uv(log) == tmp_path / ".uv" / "bin" / "uv"
    assert ran[0].endswith("-m venv " + str(tmp_path / ".cache" / "uv"))
    assert ran[1].endswith(f"-m pip install --require-hashes --requirement {bootstrap.UV_LOCK}")
    assert (tmp_path / ".uv" / "bin").is_dir()
    assert not (tmp_path / ".cache" / "uv").exists()


def test_uv_is_fetched_without_venv(ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name == "pip")
    with (tmp_path / "log").open("w") as log:
        bootstrap.fetch_uv(log)
    assert len(ran) == 1
    assert f"-m pip install --target {tmp_path / '.cache' / 'uv'} --require-hashes" in ran[0]


def test_neither_venv_nor_pip(ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with (tmp_path / "log").open("w") as log, pytest.raises(bootstrap.SetUpError, match="neither venv nor pip"):
        bootstrap.fetch_uv(log)


def test_a_silent_program_gives_signs_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "TICK", 0.05)
    script = "sleep 0.3; echo Prepared 2 packages >&2; echo ' + six==1.17.0' >&2"
    with (tmp_path / "log").open("w") as log:
        bootstrap.run(["sh", "-c", script], "Working", log)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Working ..."
    assert any(line.startswith("  Working: ") for line in lines)
    assert "  Prepared 2 packages" in lines


@pytest.mark.parametrize("lock", [LOCK, DEV_LOCK, "scripts/requirements-uv.lock"])
def test_a_lock_is_hashed_and_names_no_address(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    assert "://" not in text
    assert "index-url" not in text
    assert not re.search(r"(^|\s)/\w", text), "a path of some machine"
    packages = re.split(r"\n(?=\S)", re.sub("#.*\n", "", text))
    assert packages
    assert all("--hash=sha256:" in package for package in packages)


def test_the_widget_s_lock_is_hashed_and_names_no_address() -> None:
    text = (PROJECT / "widget" / "package-lock.json").read_text()
    assert "://" not in text, "take out what npm wrote as `resolved` and `funding`"
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for place, package in packages.items() if place)


def versions(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", (PROJECT / lock).read_text(), re.M))


def test_the_dev_lock_holds_all_of_the_other() -> None:
    assert versions(LOCK).items() < versions(DEV_LOCK).items()


def test_what_is_heavy_and_not_needed_is_not_installed() -> None:
    unwanted = {"torch", "tensorflow", "tensorflow-gpu", "jax", "jaxlib", "sentence-transformers", "transformers"}
    assert not unwanted & versions(DEV_LOCK).keys()
    assert not [name for name in versions(DEV_LOCK) if name.startswith("nvidia")]
    assert versions(LOCK)["tensorflow-cpu"] == "2.12.0"
