#!/usr/bin/env python3
"""The pre-commit hook in real repositories. usage: commit.py COMMAND SOURCES [TEST...]"""

import hashlib
import os
import shutil
import stat
import subprocess

import repository
from repository import BLOCKED, CLEAN, EDITIONS, Case, editions, jpeg, sidecar


class Commits(Case):
    """What is refused, and what is not."""

    def setUp(self):
        super().setUp()
        self.house()
        self.install()

    def test_a_blocked_picture_is_refused_with_the_reason(self):
        self.stage_all({"pictures/kim.jpg": BLOCKED, "pictures/street.jpg": CLEAN})
        self.assert_refused(self.commit(), "BLOCK       pictures/kim.jpg", "SOUTH KOREA OUT",
                            "territory.denied", "refused: 1 of 2 files")
        self.assertEqual(self.commits(), 1)

    def test_a_clean_picture_passes(self):
        self.stage_all({"pictures/street.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.assertEqual(self.commits(), 2)

    def test_a_commit_without_pictures_is_not_talked_about(self):
        self.stage_all({"main.c": "int main(void) {}\n"})
        result = self.commit()
        self.assert_passed(result)
        self.assertEqual(result.text, "")

    def test_the_staged_bytes_count_and_not_the_work_tree(self):
        self.stage_all({"a.jpg": BLOCKED})
        self.write("a.jpg", CLEAN)
        self.assert_refused(self.commit(), "a.jpg")
        self.stage_all({"a.jpg": CLEAN})
        self.write("a.jpg", BLOCKED)
        self.assert_passed(self.commit())

    def test_what_commit_a_adds_is_checked(self):
        self.stage_all({"a.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.write("a.jpg", BLOCKED)
        self.assert_passed(self.captionlint("hook", "run"))  # nothing is staged
        self.assert_refused(self.commit("-a"), "a.jpg")

    def test_only_the_paths_of_a_partial_commit_are_checked(self):
        self.stage_all({"a.jpg": CLEAN, "b.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.stage_all({"a.jpg": BLOCKED})
        self.write("b.jpg", jpeg("A street."))
        self.assert_passed(self.commit("b.jpg"))
        self.assert_refused(self.commit("a.jpg"), "a.jpg")

    def test_a_deleted_picture_is_not_checked(self):
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.git("rm", "-q", "a.jpg")
        self.assert_passed(self.commit())

    def test_a_picture_that_inherits_a_sidecar_is_checked(self):
        self.stage_all({"a.jpg": CLEAN, "a.nef": CLEAN, "a.xmp": sidecar("SOUTH KOREA OUT").replace(
            b"<dc:description>", b'<p:SidecarForExtension xmlns:p="http://ns.adobe.com/photoshop/'
            b'1.0/">NEF</p:SidecarForExtension><dc:description>')})
        self.assert_passed(self.commit("--no-verify"))
        self.git("rm", "-q", "a.nef")
        self.assert_refused(self.commit(), "BLOCK       a.jpg")

    def test_a_renamed_picture_is_checked(self):
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.git("mv", "a.jpg", "b.jpg")
        self.assert_refused(self.commit(), "b.jpg")

    def test_names_of_any_bytes_are_read(self):
        names = ["-rf.jpg", "two words.jpg", "it's \"so\".jpg", "line\nfeed.jpg", "back\\slash.jpg",
                 "glob*.jpg", ":(top)a.jpg", "서울.jpg", os.fsdecode(b"latin\xe9.jpg"), "\x1b[31m.jpg"]
        self.stage_all({f"d/{name}": BLOCKED for name in names} | {"-top.jpg": BLOCKED})
        result = self.commit()
        self.assert_refused(result, "refused: 11 of 11 files")
        self.assertNotIn("\x1b", result.text)

    def test_a_commit_from_a_subfolder_is_checked(self):
        self.stage_all({"d/a.jpg": BLOCKED, "b.jpg": BLOCKED})
        self.assert_refused(self.commit(folder=self.top / "d"), "refused: 2 of 2 files")
        self.assert_refused(self.captionlint("hook", "run", folder=self.top / "d"), "2 of 2")

    def test_a_linked_work_tree_is_checked(self):
        self.git("worktree", "add", "-q", "../other")
        other = self.home / "other"
        (other / "a.jpg").write_bytes(BLOCKED)
        self.git("add", "a.jpg", folder=other)
        self.assert_refused(self.commit(folder=other), "a.jpg")

    def test_an_amended_commit_is_checked(self):
        self.stage_all({"a.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit("--amend"), "a.jpg")

    def test_what_is_only_meant_to_be_added_is_not_in_the_commit(self):
        self.write("later.jpg", BLOCKED)
        self.git("add", "-N", "later.jpg")
        self.stage_all({"a.jpg": CLEAN})
        result = self.commit()
        self.assert_passed(result)
        self.assertNotIn("later.jpg", result.text)

    def test_captions_and_records_are_checked(self):
        self.stage_all({"a.txt": "A street. / SOUTH KOREA OUT\n"})
        self.assert_refused(self.commit(), "a.txt")
        self.git("rm", "-q", "--cached", "a.txt")
        self.stage_all({"b.ndjson": '{"id": "17", "caption": "A street. / SOUTH KOREA OUT"}\n'})
        self.assert_refused(self.commit(), "17")

    def test_a_damaged_picture_is_refused_as_incomplete(self):
        self.stage_all({"a.jpg": BLOCKED[:40]})
        self.assert_refused(self.commit(), "not everything could be read")
        self.assert_refused(self.captionlint("hook", "run"), "INCOMPLETE", status=2)

    def test_more_files_than_fit_in_one_portion_are_checked(self):
        self.stage_all({"0.jpg": CLEAN, "1.jpg": BLOCKED})
        lines = []
        for name, count in (("0.jpg", 600), ("1.jpg", 2)):
            object_name = self.git("rev-parse", f":{name}").out.strip()
            lines += [f"100644 {object_name}\tmany/{i}-{name}" for i in range(count)]
        self.git("update-index", "--index-info", input="\n".join(lines).encode() + b"\n")
        self.assert_refused(self.commit(), "refused: 3 of 604 files")

    def test_a_run_that_is_interrupted_before_it_judges_leaves_nothing_behind(self):
        self.stage_all({"a.jpg": CLEAN})
        environment = self.environment | {"CAPTIONLINT_NO_CACHE": "1"}
        with subprocess.Popen([repository.COMMAND, "hook", "run"], cwd=self.top, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as hook:
            while not list((self.home / "tmp").iterdir()) and hook.poll() is None:
                pass
            hook.terminate()  # it loads the rules by the configuration that it put there
            _, err = hook.communicate()
        self.assertEqual(hook.returncode, 143, err)
        self.assertIn(b"interrupted", err)

    def test_a_run_that_is_interrupted_refuses_and_leaves_nothing_behind(self):
        self.stage_all({"0.jpg": CLEAN})
        name = self.git("rev-parse", ":0.jpg").out.strip()
        lines = "".join(f"100644 {name}\tmany/{i}.jpg\n" for i in range(300))
        self.git("update-index", "--index-info", input=lines.encode())
        words = [repository.COMMAND, "hook", "run", "--format", "ndjson"]
        with subprocess.Popen(words, cwd=self.top, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as hook:
            hook.stdout.readline()  # it writes more than the pipe holds, and waits
            self.assertNotEqual(list((self.home / "tmp").iterdir()), [])
            hook.terminate()
            out, err = hook.communicate()
        self.assertEqual(hook.returncode, 143, err)
        self.assertIn(b"interrupted", err)
        self.assertLess(out.count(b"\n"), 299)


class Sidecars(Case):
    """A picture is judged with the sidecars that the commit has beside it."""

    def setUp(self):
        super().setUp()
        self.house(editions(desk="KR"))
        self.install()
        self.stage_all({"d/a.jpg": jpeg("A street."), "d/b.jpg": jpeg("A street.")})
        self.assert_passed(self.commit())

    def test_a_staged_sidecar_has_its_picture_checked(self):
        self.stage_all({"d/a.xmp": sidecar("A street. / SOUTH KOREA OUT")})
        result = self.commit()
        self.assert_refused(result, "BLOCK       d/a.jpg", "1 of 1 file")
        self.assertNotIn("b.jpg", result.text)

    def test_a_sidecar_of_the_full_name_has_its_picture_checked(self):
        self.stage_all({"d/b.jpg.xmp": sidecar("A street. / SOUTH KOREA OUT")})
        self.assert_refused(self.commit(), "BLOCK       d/b.jpg", "1 of 1 file")

    def test_a_sidecar_from_before_counts_for_a_changed_picture(self):
        self.stage_all({"d/a.xmp": sidecar("A street. / SOUTH KOREA OUT")})
        self.assert_passed(self.commit("--no-verify"))
        self.stage_all({"d/a.jpg": jpeg("Another street.")})
        self.assert_refused(self.commit(), "BLOCK       d/a.jpg")

    def test_a_sidecar_that_is_not_staged_does_not_count(self):
        self.write("d/a.xmp", sidecar("A street. / SOUTH KOREA OUT"))
        self.stage_all({"d/a.jpg": jpeg("Another street.")})
        self.assert_passed(self.commit())

    def test_a_sidecar_that_is_taken_away_has_its_picture_checked(self):
        self.stage_all({"d/a.jpg": jpeg("A street. / SOUTH KOREA OUT"), "d/a.xmp": sidecar("x")})
        self.assert_passed(self.commit("--no-verify"))
        self.git("rm", "-q", "d/a.xmp")
        self.assert_refused(self.commit(), "BLOCK       d/a.jpg")

    def test_a_sidecar_that_names_another_picture_counts_for_that_one(self):
        named = sidecar("A street. / SOUTH KOREA OUT").replace(
            b"<rdf:Description ", b'<rdf:Description photoshop:SidecarForExtension="png" '
            b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ')
        self.stage_all({"d/a.png": (repository.PICTURES / "handout-no-sales.png").read_bytes()})
        self.assert_passed(self.commit("--no-verify"))
        self.stage_all({"d/a.xmp": named})
        self.assert_refused(self.commit(), "BLOCK       d/a.png", "refused: 1 of 2 files")

    def test_a_sidecar_alone_is_checked_by_itself(self):
        self.stage_all({"d/c.xmp": sidecar("A street. / SOUTH KOREA OUT")})
        self.assert_refused(self.commit(), "BLOCK       d/c.xmp")


class Houses(Case):
    """No commit is judged by the configuration that it brings."""

    def test_a_commit_that_weakens_the_configuration_does_not_judge_itself(self):
        self.house(editions(desk="KR"))
        self.install()
        self.stage_all({"captionlint.yaml": editions(desk="IT"), "a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "a.jpg", "holds from the next commit on")
        self.git("rm", "-q", "--cached", "a.jpg")
        self.assert_passed(self.commit())
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit())

    def test_a_configuration_that_is_taken_away_still_holds(self):
        self.house(editions(desk="KR"))
        self.install()
        self.git("rm", "-q", "captionlint.yaml")
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")

    def test_a_configuration_of_the_work_tree_does_not_count(self):
        self.house(editions(desk="KR"))
        self.install()
        self.write("captionlint.yaml", editions(desk="IT"))
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")

    def test_the_first_commit_is_judged_by_what_it_brings(self):
        self.install()
        self.stage_all({"captionlint.yaml": editions(desk="KR"), "a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")
        self.stage_all({"captionlint.yaml": editions(desk="IT")})
        self.assert_passed(self.commit())
        self.assertEqual(self.commits(), 1)

    def test_what_the_machine_has_holds_where_the_repository_says_nothing(self):
        self.install()
        settings = self.home / "settings/captionlint"
        settings.mkdir(parents=True)
        (settings / "captionlint.yaml").write_text(editions(desk="KR"))
        self.stage_all({"captionlint.yaml": editions(desk="IT"), "a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")

    def test_without_any_edition_that_is_said(self):
        self.install()
        self.stage_all({"a.jpg": BLOCKED})
        result = self.commit()
        self.assert_passed(result)
        self.assertIn("no edition was given", result.text)

    def test_a_configuration_beside_the_temporary_folder_does_not_count(self):
        self.install()
        (self.home / "captionlint.yaml").write_text(editions(desk="KR"))
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit())

    def test_a_configuration_that_cannot_be_used_is_not_committed(self):
        self.house()
        self.install()
        self.stage_all({"captionlint.yaml": "editions:\n  desk:\n    teritory: [KR]\n"})
        self.assert_refused(self.commit(), "captionlint.yaml:3:15", "correct it")

    def test_a_configuration_that_cannot_be_used_can_be_mended(self):
        self.house("editions: 17\n")
        self.install()
        self.stage_all({"a.jpg": CLEAN})
        self.assert_refused(self.commit(), "captionlint.yaml:1:", "by itself")
        self.git("rm", "-q", "--cached", "a.jpg")
        self.stage_all({"captionlint.yaml": EDITIONS})
        self.assert_passed(self.commit())

    def test_a_configuration_that_is_a_link_does_not_count_as_none(self):
        self.write("house.yaml", editions(desk="KR"))
        (self.top / "captionlint.yaml").symlink_to("house.yaml")
        self.git("add", "-A")
        self.assert_passed(self.commit())
        self.install()
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "captionlint.yaml: is no plain file")
        self.assert_passed(self.captionlint("hook", "run", "--no-config"))

    def test_files_that_the_configuration_names_are_read_as_committed(self):
        self.stage_all({"lists/killed.txt": "kim\n"})
        self.house(editions(desk="IT") + "policies:\n  kill_list: lists/killed.txt\n")
        self.install()
        self.stage_all({"kim.jpg": CLEAN, "lists/killed.txt": "# nothing\n"})
        self.assert_refused(self.commit(), "BLOCK       kim.jpg")

    def test_a_waiver_holds_from_the_next_commit_on(self):
        self.house(editions(desk="KR"))
        self.install()
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "a.jpg")
        waived = self.captionlint("waive", "--edition", "desk", "--rule", "territory.denied",
                                  "--reason", "cleared", "--approved-by", "A. Editor",
                                  "--expires", "2d", "a.jpg")
        self.assertEqual(waived.status, 0, waived)
        self.git("add", "captionlint-waivers.yaml")
        self.assert_refused(self.commit(), "a.jpg", "holds from the next commit on")
        self.git("rm", "-q", "--cached", "a.jpg")
        self.assert_passed(self.commit())
        self.git("add", "a.jpg")
        self.assert_passed(self.commit())

    def test_malformed_waivers_are_not_committed(self):
        self.house()
        self.install()
        self.stage_all({"captionlint-waivers.yaml": "waivers:\n  - edition: web-kr\n"})
        self.assert_refused(self.commit(), "captionlint-waivers.yaml:2:", "correct it")

    def test_options_of_the_hook_say_how_it_judges(self):
        self.house()
        self.install("--edition", "web-it", "--format", "gcc")
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit())
        self.install("--edition", "web-kr", "--fail-on", "never")
        self.stage_all({"b.jpg": BLOCKED})
        self.assert_passed(self.commit())

    def test_paths_of_options_count_from_where_we_are(self):
        self.house(editions(desk="IT"))
        (self.home / "kr.yaml").write_text(editions(desk="KR"))
        self.stage_all({"d/a.jpg": BLOCKED})
        run = ("hook", "run", "--config", "../../kr.yaml", "--format", "ndjson", "-o", "out.ndjson")
        self.assert_refused(self.captionlint(*run, folder=self.top / "d"))
        self.assertIn('"path":"d/a.jpg"', (self.top / "d/out.ndjson").read_text())


class Files(Case):
    """Arguments name files of the index."""

    def setUp(self):
        super().setUp()
        self.house()
        self.stage_all({"d/a.jpg": BLOCKED, "d/e/b.jpg": BLOCKED, "c.jpg": CLEAN, "plain": BLOCKED,
                        "notes.c": "/* KOREA OUT */"})
        self.assert_passed(self.commit("--no-verify"))

    def test_files_are_checked_although_they_did_not_change(self):
        self.assert_refused(self.captionlint("hook", "run", "d/a.jpg", "c.jpg"), "1 of 2")
        self.assert_passed(self.captionlint("hook", "run"))

    def test_what_is_named_is_read_whatever_its_name(self):
        self.assert_refused(self.captionlint("hook", "run", "plain"), "1 of 1")

    def test_a_folder_means_all_that_the_index_has_below_it(self):
        self.assert_refused(self.captionlint("hook", "run", "d"), "2 of 2")
        self.assert_refused(self.captionlint("hook", "run", "."), "2 of 3")
        self.assert_refused(self.captionlint("hook", "run", ".", folder=self.top / "d/e"), "1 of 1")

    def test_paths_count_from_where_we_are(self):
        here = self.top / "d/e"
        self.assert_refused(self.captionlint("hook", "run", "../a.jpg", folder=here), "1 of 1")
        self.assert_refused(self.captionlint("hook", "run", str(here / "b.jpg")), "1 of 1")
        self.assert_refused(self.captionlint("hook", "run", "../../../x.jpg", folder=here),
                            "outside of the repository", status=2)

    def test_what_is_not_in_the_index_is_told(self):
        self.write("new.jpg", CLEAN)
        self.assert_refused(self.captionlint("hook", "run", "new.jpg"), "is not in the index",
                            status=2)

    def test_what_a_branch_adds_is_judged_by_what_it_left(self):
        self.git("checkout", "-q", "-b", "topic")
        self.stage_all({"captionlint.yaml": editions(desk="IT"), "d/new.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.assert_refused(self.captionlint("hook", "run", "--against", "main"), "d/new.jpg",
                            "web-kr", "1 of 1")
        self.assert_refused(self.captionlint("hook", "run", "--against", "nowhere"),
                            "no such commit", status=2)
        self.assert_refused(self.captionlint("hook", "run", "--against=--output=x"),
                            "no commit", status=2)

    def test_reports_of_machines_name_the_files_of_the_repository(self):
        for name, expected in (("sarif", '"uri":"d/a.jpg"'), ("junit", "d/a.jpg"),
                               ("github", "::error"), ("gcc", "d/a.jpg:")):
            result = self.captionlint("hook", "run", "--format", name, "d/a.jpg")
            self.assertEqual(result.status, 1, result)
            self.assertIn(expected, result.out.replace(" ", "").replace("\n", ""), name)


class Strange(Case):
    """What is no plain file."""

    def setUp(self):
        super().setUp()
        self.house()
        self.install()

    def link(self, name, target):
        os.makedirs((self.top / name).parent, exist_ok=True)
        os.symlink(target, self.top / name)
        self.git("add", name)

    def test_what_a_link_leads_to_is_checked(self):
        self.stage_all({"d/a.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.link("e/now.jpg", "../d/a.jpg")
        self.assert_refused(self.commit(), "BLOCK       d/a.jpg", "1 symbolic link")

    def test_a_link_is_read_with_the_sidecar_beside_it(self):
        self.stage_all({"d/a.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.link("e/now.jpg", "../d/a.jpg")
        self.assert_passed(self.commit())
        self.stage_all({"e/now.xmp": sidecar("SOUTH KOREA OUT")})
        self.assert_refused(self.commit(), "BLOCK       e/now.jpg")

    def test_what_a_link_leads_to_may_have_any_name(self):
        self.stage_all({"store/17": CLEAN, "store/18": sidecar("A street."), "b.jpg": CLEAN})
        self.link("a.jpg", "store/17")
        self.link("b.xmp", "store/18")
        self.assert_passed(self.commit())
        self.stage_all({"store/17": BLOCKED})
        self.assert_refused(self.commit(), "BLOCK       store/17")
        self.stage_all({"store/17": CLEAN, "store/18": sidecar("SOUTH KOREA OUT")})
        self.assert_refused(self.commit(), "BLOCK       b.jpg")

    def test_what_is_replaced_is_judged_as_it_is_committed(self):
        self.stage_all({"a.jpg": BLOCKED})
        clean = self.git("hash-object", "-w", "--stdin", input=CLEAN).out.strip()
        self.git("replace", self.git("rev-parse", ":a.jpg").out.strip(), clean)
        self.assert_refused(self.commit(), "BLOCK       a.jpg")

    def test_a_link_out_of_the_commit_is_refused(self):
        (self.home / "out.jpg").write_bytes(CLEAN)
        self.link("a.jpg", "../out.jpg")
        self.assert_refused(self.commit(), "a.jpg: is a link to what is not in the commit")

    def test_a_sidecar_may_be_a_link(self):
        self.stage_all({"a.jpg": jpeg("A street."), "all.xmp": sidecar("SOUTH KOREA OUT")})
        self.link("a.xmp", "all.xmp")
        self.assert_refused(self.commit(), "BLOCK       a.jpg")

    def test_a_submodule_has_commits_of_its_own(self):
        inner = self.top / "inner.jpg"
        self.git("init", "-q", str(inner))
        self.git("commit", "-q", "--allow-empty", "-m", "x", folder=inner)
        self.git("add", "inner.jpg")
        result = self.commit()
        self.assert_passed(result)
        self.assertIn("1 submodule was not checked", result.text)

    def test_a_file_in_conflict_is_told(self):
        name = self.git("hash-object", "-w", "--stdin", input=CLEAN).out.strip()
        lines = "".join(f"100644 {name} {stage}\ta.jpg\n" for stage in (1, 2, 3))
        self.git("update-index", "--index-info", input=lines.encode())
        self.assert_refused(self.captionlint("hook", "run"), "a.jpg: is in conflict", status=2)

    def pointer(self, content):
        digest = hashlib.sha256(content).hexdigest()
        return digest, (f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\n"
                        f"size {len(content)}\n")

    def test_a_pointer_of_git_lfs_that_was_not_fetched_is_refused(self):
        self.stage_all({"a.jpg": self.pointer(CLEAN)[1]})
        self.assert_refused(self.commit(), "a.jpg: is kept by Git LFS and was not fetched")
        self.assert_refused(self.captionlint("hook", "run"), "git lfs fetch", status=2)

    def test_a_pointer_of_git_lfs_stands_for_what_it_names(self):
        for content, passes in ((BLOCKED, False), (CLEAN, True)):
            digest, text = self.pointer(content)
            path = f".git/lfs/objects/{digest[:2]}/{digest[2:4]}/{digest}"
            self.write(path, content)
            self.stage_all({"a.jpg": text})
            self.assertEqual(self.commit().status == 0, passes)

    def test_contents_of_git_lfs_may_lie_elsewhere(self):
        digest, text = self.pointer(BLOCKED)
        for folder in (str(self.home / "store"), "store"):
            self.git("config", "lfs.storage", folder)
            base = self.top / ".git" / folder
            self.write(str(base / f"objects/{digest[:2]}/{digest[2:4]}/{digest}"), BLOCKED)
            self.stage_all({"a.jpg": text})
            self.assert_refused(self.commit(), "BLOCK       a.jpg")

    @repository.unittest.skipIf(shutil.which("git-lfs") is None, "no git-lfs")
    def test_git_lfs_itself_is_understood(self):
        self.git("lfs", "install", "--local", "--skip-repo")
        self.stage_all({".gitattributes": "*.jpg filter=lfs diff=lfs merge=lfs -text\n"})
        self.stage_all({"a.jpg": BLOCKED})
        self.assertIn("git-lfs", self.git("show", ":a.jpg").out)
        self.assert_refused(self.commit(), "BLOCK       a.jpg")
        self.stage_all({"a.jpg": CLEAN})
        self.assert_passed(self.commit())

    def test_a_pointer_of_another_kind_is_refused(self):
        self.stage_all({"a.jpg": "version https://git-lfs.github.com/spec/v2\noid blake:1\n"})
        self.assert_refused(self.commit(), "in a way that is not known here")

    def test_an_object_that_is_not_there_is_told(self):
        self.git("update-index", "--index-info", input=f"100644 {'1' * 40}\ta.jpg\n".encode())
        self.assert_refused(self.captionlint("hook", "run"), "a.jpg: its content is not in the",
                            status=2)

    def test_names_of_sha256_are_understood(self):
        self.top = self.home / "sha256"
        self.git("init", "-q", "--object-format=sha256", str(self.top), folder=self.home)
        self.house()
        self.install()
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "BLOCK       a.jpg")

    def test_settings_of_diff_change_nothing(self):
        for name, value in (("diff.renames", "copies"), ("diff.relative", "true"),
                            ("diff.external", "false"), ("diff.noprefix", "true"),
                            ("core.quotePath", "true"), ("color.ui", "always"),
                            ("diff.ignoreSubmodules", "all"), ("core.autocrlf", "true")):
            self.git("config", name, value)
        self.stage_all({"d/é.jpg": BLOCKED})
        self.assert_refused(self.commit(folder=self.top / "d"), "BLOCK       d/é.jpg")
        self.assert_refused(self.commit(GIT_LITERAL_PATHSPECS="1"), "BLOCK       d/é.jpg")

    def test_outside_of_a_repository_nothing_passes(self):
        self.assert_refused(self.captionlint("hook", "run", folder=self.home), "work tree", status=2)
        self.git("init", "-q", "--bare", "../bare.git")
        self.assert_refused(self.captionlint("hook", "run", folder=self.home / "bare.git"),
                            "work tree", status=2)

    def test_without_git_nothing_passes(self):
        self.assert_refused(self.captionlint("hook", "run", PATH="/nowhere"), "install git", status=2)

    def test_without_room_nothing_passes(self):
        self.stage_all({"a.jpg": CLEAN})
        self.assert_refused(self.captionlint("hook", "run", TMPDIR="/nowhere"), "set TMPDIR", status=2)


class Installing(Case):
    def setUp(self):
        super().setUp()
        self.hook = self.top / ".git/hooks/pre-commit"

    def test_it_is_executable_and_written_again(self):
        self.install()
        first = self.hook.read_bytes()
        self.assertTrue(self.hook.stat().st_mode & stat.S_IXUSR)
        self.install()
        self.assertEqual(self.hook.read_bytes(), first)
        self.assertEqual(sorted(path.name for path in self.hook.parent.iterdir()
                                if not path.name.endswith(".sample")), ["pre-commit"])

    def test_a_foreign_hook_stays(self):
        self.hook.parent.mkdir(exist_ok=True)
        self.hook.write_text("#!/bin/sh\nexit 0\n")
        result = self.captionlint("hook", "install")
        self.assert_refused(result, "captionlint hook run || exit", status=2)
        self.assertEqual(self.hook.read_text(), "#!/bin/sh\nexit 0\n")
        self.assert_refused(self.captionlint("hook", "uninstall"), status=2)
        self.assertTrue(self.hook.exists())

    def test_a_link_in_its_place_is_foreign(self):
        self.hook.parent.mkdir(exist_ok=True)
        self.hook.symlink_to("/nowhere/at/all")
        self.assert_refused(self.captionlint("hook", "install"), "is there already", status=2)

    def test_the_line_that_is_told_works_in_a_foreign_hook(self):
        self.house()
        self.hook.parent.mkdir(exist_ok=True)
        self.hook.write_text("#!/bin/sh\ncaptionlint hook run || exit\necho and then the others\n")
        self.hook.chmod(0o755)
        self.stage_all({"a.jpg": BLOCKED})
        result = self.commit()
        self.assert_refused(result, "territory.denied")
        self.assertNotIn("and then", result.text)
        self.stage_all({"a.jpg": CLEAN})
        self.assertIn("and then", self.commit().text)

    def test_core_hooks_path_is_honoured(self):
        self.git("config", "core.hooksPath", "house/hooks")
        (self.top / "house").mkdir()
        (self.top / "d").mkdir()
        result = self.captionlint("hook", "install", folder=self.top / "d")
        self.assertEqual(result.status, 0, result)
        self.assertTrue((self.top / "house/hooks/pre-commit").exists())
        self.assertFalse(self.hook.exists())

    def test_a_linked_work_tree_shares_its_hook(self):
        self.house()
        self.git("worktree", "add", "-q", "../other")
        result = self.captionlint("hook", "install", folder=self.home / "other")
        self.assertEqual(result.status, 0, result)
        self.assertTrue(self.hook.exists())

    def test_a_repository_without_a_folder_for_hooks_gets_one(self):
        self.top = self.home / "plain"
        self.git("init", "-q", "--template=", str(self.top), folder=self.home)
        self.install()
        self.assertTrue((self.top / ".git/hooks/pre-commit").exists())

    def test_options_are_kept_as_they_are_written(self):
        self.install("--credit", "It's \"A\" $B `c` \\ \n d", "--territory", "IT")
        self.assertIn("--credit", self.hook.read_text())
        self.stage_all({"a.jpg": CLEAN})
        self.assert_passed(self.commit())

    def test_options_that_the_hook_would_not_understand_are_refused(self):
        for words in (("--", "--fail-onn", "x"), ("--", "--yes"), ("--", "file.jpg"),
                      ("--edition", "x")):
            self.assert_refused(self.captionlint("hook", "install", *words), status=2)
        self.assertFalse(self.hook.exists())

    def test_a_command_that_moved_is_looked_for_in_the_path(self):
        self.house()
        self.install()
        self.hook.write_text(self.hook.read_text().replace(str(repository.COMMAND), "/gone"))
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")

    def test_it_is_taken_away(self):
        self.install()
        self.assert_passed(self.captionlint("hook", "uninstall"))
        self.assertFalse(self.hook.exists())
        self.assert_passed(self.captionlint("hook", "uninstall"))

    def test_a_bare_repository_has_no_commits_to_check(self):
        self.git("init", "-q", "--bare", "../bare.git")
        self.assert_refused(self.captionlint("hook", "install", folder=self.home / "bare.git"),
                            "work tree", status=2)

    def test_words_that_mean_nothing_are_told(self):
        self.assert_refused(self.captionlint("hook"), "install, uninstall or run", status=2)
        self.assert_refused(self.captionlint("hook", "instal"), "did you mean install", status=2)


if __name__ == "__main__":
    repository.main()
