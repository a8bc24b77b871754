#!/usr/bin/env python3
"""The files for CI: what they say is of the form that GitHub and GitLab ask for, and each of their
scripts is run as it stands there, in a real repository. usage: ci_files.py COMMAND SOURCES [TEST...]

What cannot be run here is what belongs to those services: checking out, and the upload."""

import json
import re
import shutil
import sys
import xml.etree.ElementTree

import repository
from repository import BLOCKED, CLEAN, Case, editions

try:
    import yaml
except ImportError:
    print("skipped: no python3-yaml")
    sys.exit(77)

FOLDER = repository.SOURCES / "tools/ci"
ACTION = yaml.safe_load((FOLDER / "action.yml").read_text())
WORKFLOW = yaml.safe_load((FOLDER / "github-workflow.yml").read_text())
JOB = yaml.safe_load((FOLDER / "gitlab.yml").read_text())["captionlint"]
STEPS = {step.get("id", step["name"]): step for step in ACTION["runs"]["steps"]}
NO_COMMIT = "0" * 40
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")  # as GitHub runs `shell: bash`


class Script(Case):
    """A repository with a branch that adds a blocked picture."""

    def setUp(self):
        super().setUp()
        self.house()
        self.git("checkout", "-q", "-b", "topic")
        self.stage_all({"captionlint.yaml": editions(**{"web-kr": "IT", "web-it": "IT"}),
                        "d/new one.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.base = self.git("rev-parse", "main").out.strip()

    def fake(self, name):
        """A program that only notes how it was called."""
        folder = self.home / "fake"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >>"{self.home}/called"\n')
        path.chmod(0o755)
        return str(folder)

    def called(self):
        return (self.home / "called").read_text()


class GitHub(Script):
    def step(self, name, **environment):
        self.output = self.home / "output"
        self.output.write_text("")
        self.sarif = self.home / "found.sarif"
        self.sarif.unlink(missing_ok=True)
        usual = {"AGAINST": self.base, "PATHS": ".", "EDITIONS": "", "FAIL_ON": "error",
                 "SARIF": str(self.sarif), "GITHUB_OUTPUT": str(self.output)}
        # What the step is given is what its `env` names.
        self.assertLessEqual(set(STEPS[name].get("env", {})), set(usual) | set(environment))
        return self.run_any(*BASH, STEPS[name]["run"], **(usual | environment))

    def outputs(self):
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())

    def results(self):
        run, = json.loads(self.sarif.read_text())["runs"]
        return run["results"]

    def test_what_a_pull_request_adds_is_found(self):
        result = self.step("check")
        self.assertEqual(result.status, 0, result)  # so that the upload comes
        self.assertEqual(self.outputs(), {"status": "1", "sarif": str(self.sarif)})
        self.assertIn("::error", result.out)
        self.assertIn("territory.denied", {found["ruleId"] for found in self.results()})
        uris = {found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                for found in self.results()}
        self.assertEqual(uris, {"d/new%20one.jpg"})
        self.assertEqual(self.step("Verdict", STATUS="1").status, 1)

    def test_a_pull_request_that_adds_nothing_has_an_empty_report(self):
        head = self.git("rev-parse", "HEAD").out.strip()
        result = self.step("check", AGAINST=head)
        self.assertEqual(self.outputs(), {"status": "0", "sarif": str(self.sarif)}, str(result))
        self.assertEqual(self.results(), [])
        self.assertEqual(self.step("Verdict", STATUS="0").status, 0)

    def test_without_a_commit_to_compare_with_all_is_checked(self):
        for against in (NO_COMMIT, ""):
            self.step("check", AGAINST=against)
            self.assertEqual(self.outputs()["status"], "0")  # as this branch has it
        self.stage_all({"captionlint.yaml": repository.EDITIONS, "e.jpg": CLEAN})
        self.assert_passed(self.commit("--no-verify"))
        self.step("check", AGAINST=NO_COMMIT)
        self.assertEqual(self.outputs()["status"], "1")
        self.step("check", AGAINST=NO_COMMIT, PATHS="e.jpg\n\n")
        self.assertEqual(self.outputs()["status"], "0")

    def test_editions_are_chosen_one_a_line(self):
        self.step("check", EDITIONS="web-it\n")
        self.assertEqual(self.outputs()["status"], "0")
        self.step("check", EDITIONS="web-it\nweb-kr")
        self.assertEqual(self.outputs()["status"], "1")
        self.step("check", EDITIONS="web it; true")
        self.assertEqual(self.outputs()["status"], "2")

    def test_what_cannot_be_checked_fails(self):
        self.step("check", AGAINST="1" * 40)
        self.assertEqual(self.outputs(), {"status": "2"})
        self.assertEqual(self.step("Verdict", STATUS="2").status, 2)
        self.assertEqual(self.step("Verdict", STATUS="").status, 2)  # it never ran

    def test_captionlint_is_built_where_it_is_not_installed(self):
        path = self.home / "path"
        path.write_text("")
        how = {"SOURCE": "/the/source", "PREFIX": "/the/prefix", "GITHUB_PATH": str(path)}
        self.assertEqual(self.step("Install captionlint", **how).status, 0)
        self.assertEqual(path.read_text(), "")  # it is in PATH
        fakes = self.fake("make")
        result = self.step("Install captionlint", PATH=f"{fakes}:/usr/bin:/bin", **how)
        self.assertEqual(result.status, 0, result)
        self.assertEqual(self.called(), "make -C /the/source install PREFIX=/the/prefix\n")
        self.assertEqual(path.read_text(), "/the/prefix/bin\n")


class GitHubForm(Case):
    """docs.github.com, "Metadata syntax reference": what an action may say."""

    def test_the_action_says_what_an_action_may_say(self):
        self.assertLessEqual(set(ACTION), {"name", "author", "description", "inputs", "outputs",
                                           "runs", "branding"})
        for name, given in ACTION["inputs"].items():
            self.assertRegex(name, r"^[a-z_][a-z0-9_-]*$")
            self.assertLessEqual(set(given), {"description", "required", "default",
                                              "deprecationMessage"})
            self.assertTrue(given["description"])
        for given in ACTION["outputs"].values():
            self.assertEqual(set(given), {"description", "value"})
        self.assertEqual(set(ACTION["runs"]), {"using", "steps"})
        self.assertEqual(ACTION["runs"]["using"], "composite")
        for step in ACTION["runs"]["steps"]:
            self.assertLessEqual(set(step), {"run", "shell", "if", "name", "id", "env", "uses",
                                             "with", "working-directory", "continue-on-error"})
            self.assertEqual("run" in step, "shell" in step)
            self.assertNotEqual("run" in step, "uses" in step)

    def test_no_script_has_expressions_in_it(self):
        """What others wrote would be run as a script."""
        for step in ACTION["runs"]["steps"]:
            self.assertNotIn("${{", step.get("run", ""))

    def test_expressions_name_what_there_is(self):
        text = (FOLDER / "action.yml").read_text()
        named = set(re.findall(r"\binputs\.([a-z-]+)", text))
        self.assertEqual(named, set(ACTION["inputs"]))
        steps = {step["id"] for step in ACTION["runs"]["steps"] if "id" in step}
        for step, output in re.findall(r"\bsteps\.([a-z-]+)\.outputs\.([a-z-]+)", text):
            self.assertIn(step, steps)
            self.assertIn(f'"{output}=', STEPS[step]["run"])

    def test_the_example_gives_inputs_that_there_are(self):
        step = WORKFLOW["jobs"]["pictures"]["steps"][-1]
        self.assertTrue(step["uses"].startswith("OWNER/captionlint/tools/ci@"))
        self.assertLessEqual(set(step["with"]), set(ACTION["inputs"]))
        self.assertEqual(WORKFLOW["permissions"]["security-events"], "write")
        self.assertEqual(WORKFLOW["jobs"]["pictures"]["steps"][0]["with"]["fetch-depth"], 0)


class GitLab(Script):
    def run_script(self, what="script", **environment):
        # The variables of the job, which the pipeline may set otherwise.
        given = {name: str(value) for name, value in JOB["variables"].items()} | environment
        return self.run_any("sh", "-e", "-c", "\n".join(JOB[what]), **given)

    def report(self):
        return xml.etree.ElementTree.parse(self.top / "captionlint.xml").getroot()

    def test_a_merge_request_is_judged_by_what_it_goes_into(self):
        result = self.run_script(CI_MERGE_REQUEST_DIFF_BASE_SHA=self.base, CI_COMMIT_BEFORE_SHA=NO_COMMIT)
        self.assertEqual(result.status, 1, result)
        failures = list(self.report().iter("failure"))
        self.assertTrue(any("South Korea" in failure.get("message") for failure in failures))

    def test_options_are_passed_on(self):
        result = self.run_script(CI_COMMIT_BEFORE_SHA=self.base,
                                 CAPTIONLINT_OPTIONS="--edition web-it --fail-on error")
        self.assertEqual(result.status, 0, result)
        self.assertEqual(list(self.report().iter("failure")), [])

    def test_a_first_push_is_checked_whole(self):
        self.stage_all({"captionlint.yaml": repository.EDITIONS})
        self.assert_passed(self.commit("--no-verify"))
        self.assertEqual(self.run_script(CI_COMMIT_BEFORE_SHA=NO_COMMIT).status, 1)
        self.assertEqual(self.run_script().status, 1)

    def test_what_cannot_be_checked_fails(self):
        self.assertEqual(self.run_script(CI_COMMIT_BEFORE_SHA="1" * 40).status, 2)

    def test_captionlint_is_built_where_it_is_not_installed(self):
        self.assertEqual(self.run_script("before_script").status, 0)  # it is in PATH
        self.fake("git")
        fakes = self.fake("make")
        result = self.run_script("before_script", CAPTIONLINT_REPOSITORY="https://example.org/c.git",
                                 PATH=f"{fakes}:/usr/bin:/bin")
        self.assertEqual(result.status, 0, result)
        self.assertEqual(self.called(), "git clone -q --depth 1 --branch main "
                         "https://example.org/c.git /tmp/captionlint\n"
                         "make -C /tmp/captionlint install PREFIX=/usr/local\n")

    def test_the_report_is_kept_whatever_comes_of_it(self):
        self.assertEqual(JOB["artifacts"]["when"], "always")
        self.assertEqual(JOB["artifacts"]["reports"], {"junit": "captionlint.xml"})
        self.assertIn("captionlint.xml", JOB["script"][0])
        self.assertEqual(str(JOB["variables"]["GIT_DEPTH"]), "0")


class Shell(Case):
    @repository.unittest.skipIf(shutil.which("shellcheck") is None, "no shellcheck")
    def test_a_linter_has_nothing_to_say(self):
        scripts = [("bash", step["run"]) for step in ACTION["runs"]["steps"] if "run" in step]
        scripts += [("sh", line) for what in ("before_script", "script") for line in JOB[what]]
        for shell, text in scripts:
            result = self.run_any("shellcheck", "-s", shell, "-", input=text.encode())
            self.assertEqual(result.status, 0, result)


if __name__ == "__main__":
    repository.main()
