"""Where people meet the gate: the action on a pull request, hooks, workflows, forms and editor settings."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from example import EXERCISE, lay_out

from sinorus_data.model.catalogue import DATA_SETS

pytestmark = pytest.mark.newest

DRILL = "datasets/exercises/joint-drill-2016.yaml"
WORKFLOWS = ("tests", "data", "build", "release", "links")


@pytest.fixture
def project(checkout: Path) -> Path:
    if not (checkout / "action.yml").is_file() or not (checkout / ".github").is_dir():
        pytest.skip("needs the files around the code of a checkout")
    return checkout


def git(root: Path, *arguments: str) -> str:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small package in a folder of it."""
    root = tmp_path / "repository"
    lay_out(root / "data")
    (root / "data" / "datapackage.json").write_text(
        '{"resources": [{"name": "events", "path": "datasets/events.csv", "schema": "schemas/events.json"}]}'
    )
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    return root


def contribute(project: Path, repository: Path, base: str | None = None, **env: str) -> tuple[int, str]:
    """What the action prints on the last commit of a repository, and its exit status."""
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "two", "--allow-empty")
    done = subprocess.run(
        [sys.executable, str(project / "scripts" / "contribution.py")],
        env={
            **os.environ, "DATA_ROOT": "data", "BASE": git(repository, "rev-parse", "HEAD~1") if base is None else base,
            "GITHUB_WORKSPACE": str(repository), "PYTHONPATH": os.pathsep.join(sys.path), **env,
        },
        cwd=repository, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_wrong_line_is_annotated_in_its_file(project: Path, repository: Path) -> None:
    (repository / "data" / DRILL).write_text(EXERCISE.replace("type: naval", "type: navall"), encoding="utf-8")
    status, text = contribute(project, repository)
    assert status == 1
    assert text.startswith(f"::error file=data/{DRILL},line=3,col=7,title=F-CODE::")


def test_only_what_was_changed_is_reported(project: Path, repository: Path) -> None:
    (repository / "data/datasets/propositions/be-friends.yaml").write_text("broken: [\n")
    contribute(project, repository)
    (repository / "data" / DRILL).write_text(EXERCISE.replace("A drill.", "The drill."), encoding="utf-8")
    assert contribute(project, repository) == (0, "1 record valid\n")


def test_what_is_gone_makes_the_whole_be_checked(project: Path, repository: Path) -> None:
    (repository / "data/datasets/actors/SU.yaml").unlink()
    status, text = contribute(project, repository)
    assert status == 1
    assert "L-MISSING" in text


def test_a_change_of_the_validator_is_told_and_takes_no_part(project: Path, repository: Path) -> None:
    (repository / "src").mkdir()
    (repository / "src" / "sinorus_data.py").write_text("raise SystemExit('never')\n")
    (repository / "data" / DRILL).write_text(EXERCISE.replace("type: naval", "type: navall"), encoding="utf-8")
    status, text = contribute(project, repository)
    assert status == 1
    assert text.startswith("::notice::This contribution changes 1 files of the validator")
    assert "F-CODE" in text


def test_without_data_there_is_nothing_to_check(project: Path, repository: Path) -> None:
    (repository / "README.md").write_text("x\n")
    assert contribute(project, repository) == (0, "no data file was changed\n")


def test_without_a_base_everything_is_checked(project: Path, repository: Path) -> None:
    assert contribute(project, repository, "")[0] == 0
    assert contribute(project, repository, "0" * 40)[0] == 0


def test_warnings_fail_where_that_was_asked_for(project: Path, repository: Path) -> None:
    (repository / "data" / DRILL).write_text(EXERCISE.replace("A drill.", "A drill. "), encoding="utf-8")
    assert contribute(project, repository)[0] == 0
    (repository / "data" / DRILL).write_text(EXERCISE.replace("A drill.", "A drill.  "), encoding="utf-8")
    assert contribute(project, repository, STRICT="true")[0] == 1


def test_a_strange_file_name_is_a_finding_and_no_command(project: Path, repository: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("such a name cannot exist there")
    (repository / "data/datasets/exercises/a\n::error::x.yaml").write_text(EXERCISE, encoding="utf-8")
    status, text = contribute(project, repository)
    assert status == 1
    assert "title=P-NAME" in text
    assert not any(line.startswith("::error::") for line in text.splitlines())


def test_the_action_refuses_pull_request_target(project: Path) -> None:
    action = yaml.safe_load((project / "action.yml").read_text(encoding="utf-8"))
    step = next(step for step in action["runs"]["steps"] if "run" in step)
    assert "${{" not in step["run"], "what comes from outside goes through the environment"
    refusal = step["run"].split("python -m venv")[0]
    for event, allowed, status in (
        ("pull_request_target", "false", 1),
        ("pull_request_target", "true", 0),
        ("push", "false", 0),
    ):
        env = {"EVENT": event, "ALLOW_TARGET": allowed, "PATH": os.environ["PATH"]}
        done = subprocess.run(["bash", "-c", refusal], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == status
        assert ("::error" in done.stdout) == bool(status)


def test_every_action_is_pinned_by_its_hash(project: Path) -> None:
    files = [project / "action.yml", *(project / ".github/workflows").glob("*.yml")]
    assert {file.stem for file in files} == {"action", *WORKFLOWS}
    for file in files:
        for used in re.findall(r"uses: (\S+)( # v[\d.]+)?", file.read_text(encoding="utf-8")):
            assert used[0].startswith("./") or (re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used[0]) and used[1]), used
    for file in (project / ".github/workflows").glob("*.yml"):
        assert yaml.safe_load(file.read_text(encoding="utf-8"))["permissions"] == {}


def test_zizmor_and_the_schemas_of_github_agree(project: Path) -> None:
    if importlib.util.find_spec("check_jsonschema") is None or shutil.which("zizmor", path=_scripts()) is None:
        pytest.skip("needs zizmor and check-jsonschema, which the newest lock has")
    tool = str(Path(_scripts()) / "zizmor")
    done = subprocess.run([tool, "--offline", "--quiet", str(project)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for schema, files in (
        ("vendor.github-workflows", [str(file) for file in (project / ".github/workflows").glob("*.yml")]),
        ("vendor.github-actions", [str(project / "action.yml")]),
        ("vendor.dependabot", [str(project / ".github/dependabot.yml")]),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def _scripts() -> str:
    return str(Path(sys.executable).parent)


def test_the_hooks_name_commands_that_exist(project: Path) -> None:
    hooks = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["sinorus-data-validate", "sinorus-data-fix"]
    for hook in hooks:
        shape = re.compile(hook["files"])
        assert shape.search(DRILL)
        assert shape.search("datasets/trade_figures.csv")
        assert shape.search("data/" + DRILL)
        assert not shape.search("datasets/events.csv")
        assert hook["entry"].startswith("sinorus-data validate")


def test_the_editor_knows_the_schema_of_every_folder(project: Path) -> None:
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    mapped = settings["yaml.schemas"]
    assert mapped == {
        f"./schemas/records/{table}.json": f"datasets/{table}/*.yaml"
        for table, (_, authored) in DATA_SETS.items()
        if authored == "yaml"
    }
    for schema, shape in mapped.items():
        assert (project / schema).is_file()
        assert list(project.glob(shape))


def test_the_checker_that_editors_use_accepts_every_record(project: Path) -> None:
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("needs check-jsonschema, which the newest lock has")
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, shape in settings["yaml.schemas"].items():
        files = sorted(str(file) for file in project.glob(shape))
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(project / schema), *files[:40]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_forms_and_template_ask_for_the_source(project: Path) -> None:
    for name in ("new-record", "wrong-record"):
        form = yaml.safe_load((project / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
        required = {part.get("id") for part in form["body"] if part.get("validations", {}).get("required")}
        assert "evidence" in required
    template = (project / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert "No id was renamed or deleted" in template
