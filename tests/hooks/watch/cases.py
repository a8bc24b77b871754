"""Single cases of the hot folder: cases.py COMMAND SOURCES [NAME...]"""
import concurrent.futures
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback

import hot as h

AT_ONCE = 8  # they wait most of the time


def until(truth, what, seconds=60):
    """Waits for something that comes by itself."""
    end = time.monotonic() + seconds
    while not truth():
        h.expect(time.monotonic() < end, f"this did not come: {what}")
        time.sleep(0.05)


def expected_of(*files):
    return {h.digest(data): (verdict, companion) for data, verdict, companion in files}


def sorted_as(hot, name):
    return lambda: name in hot.files()


def a_picture_and_its_sidecar_go_together(hot):
    data, note = h.picture(1, "ok"), h.sidecar(1, "GERMANY OUT")
    hot.start(options=["--grace", "2"])
    hot.drop("sport/one.jpg", data)
    time.sleep(0.7)
    hot.drop("sport/one.xmp", note)
    until(sorted_as(hot, "block/sport/one.jpg"), "the picture")
    h.expect(hot.end() == 0, "status")
    h.check_sorted(hot, expected_of((data, "block", note)))
    record = open(os.path.join(hot.target, "block/sport/one.jpg" + h.RECORD)).read()
    h.expect("captionlint/jobs" not in record, "the record knows where it was judged")
    h.expect(os.path.join(hot.target, "block/sport/one.xmp") in record, "it names its sidecar")


def a_late_sidecar_is_told_and_belongs_to_nothing(hot):
    data, note = h.picture(1, "ok"), h.sidecar(1, "GERMANY OUT")
    hot.drop("one.jpg", data)
    h.expect(hot.once() == 0, "status")
    hot.drop("one.xmp", note)
    h.expect(hot.once() == 0, "status")
    files = hot.files()
    lone = [name for name in files if name.endswith(".xmp")]
    h.expect(len(lone) == 1 and lone[0].split("/")[1] == "one-2.xmp" or
             lone[0].split("/")[0] != "ok", f"it became a sidecar: {lone}")
    h.expect("was sorted to ok without this sidecar" in hot.said(), "it was not told")


def a_shared_sidecar_goes_with_both(hot):
    ok, block, note = h.picture(1, "ok"), h.picture(2, "block"), h.sidecar(3, "Call desk")
    hot.drop("one.jpg", ok)
    hot.drop("one.jpe", block)
    hot.drop("one.xmp", note)
    h.expect(hot.once() == 0, "status")
    files = hot.files()
    beside = sorted(name for name in files if name.endswith(".xmp"))
    h.expect(len(beside) == 2, f"{beside}")
    for name in beside:
        h.expect(open(files[name], "rb").read() == note, "not whole")


def names_that_clash_keep_both(hot):
    pictures = [h.picture(number, "ok") for number in range(40)]
    hot.options.append("--no-sheet")
    for data in pictures[:3]:
        hot.drop("one.jpg", data)
        h.expect(hot.once() == 0, "status")
    note = h.sidecar(9, "Call desk")
    hot.drop("one.jpg", pictures[3])
    hot.drop("one.xmp", note)
    h.expect(hot.once() == 0, "status")
    names = sorted(name for name in hot.files() if name.endswith(".jpg"))
    h.expect([name.split("/")[1] for name in names if name.startswith("ok/")][:3] ==
             ["one-2.jpg", "one-3.jpg", "one.jpg"], f"{names}")
    h.expect(len(names) == 4, f"{names}")
    for name in names:
        h.check_reports(hot, name, name.split("/")[0])


def nothing_that_is_there_is_replaced(hot):
    """Not even reports whose picture was taken away, nor a sidecar that would become ours."""
    os.makedirs(os.path.join(hot.target, "ok"))
    for name in ("one.jpg" + h.RECORD, "two.xmp", "three.jpg" + h.SHEET):
        with open(os.path.join(hot.target, "ok", name), "w") as file:
            file.write("mine")
    for number, name in enumerate(("one.jpg", "two.jpg", "three.jpg")):
        hot.drop(name, h.picture(number, "ok"))
    h.expect(hot.once() == 0, "status")
    files = hot.files()
    for name in ("one", "two", "three"):
        h.expect(f"ok/{name}-2.jpg" in files, f"{sorted(files)}")
    for name in ("one.jpg" + h.RECORD, "two.xmp", "three.jpg" + h.SHEET):
        h.expect(open(files["ok/" + name]).read() == "mine", f"{name} was replaced")


def a_growing_file_is_left_alone(hot):
    data = h.picture(1, "duty") + bytes(3000)
    whole = h.picture(2, "ok")
    hot.start()
    path = os.path.join(hot.incoming, "one.jpg")
    with open(path, "wb", buffering=0) as file:
        file.write(data[:1000])
        hot.drop("two.jpg", whole)
        until(sorted_as(hot, "ok/two.jpg"), "the other picture")
        time.sleep(1.5)
        h.expect(os.path.exists(path), "it was taken while it was open")
        file.write(data[1000:])
    until(lambda: not os.path.exists(path), "the end of it")
    h.expect(hot.end() == 0, "status")
    found = [path for name, path in hot.files().items() if name.endswith("/one.jpg")]
    h.expect(open(found[0], "rb").read() == data, "it was taken in parts")


def a_growing_file_that_is_found_is_left_alone(hot):
    """No event told of it: it was being written before the start."""
    path = os.path.join(hot.incoming, "one.jpg")
    data = h.picture(1, "ok")
    with open(path, "wb", buffering=0) as file:
        file.write(data[:20])
        hot.start()
        time.sleep(3.5)
        h.expect(os.path.exists(path), "it was taken while it was open")
        file.write(data[20:])
    until(sorted_as(hot, "ok/one.jpg"), "the end of it")
    h.expect(hot.end() == 0, "status")


def once_leaves_what_is_written_to(hot):
    with open(os.path.join(hot.incoming, "one.jpg"), "wb", buffering=0) as file:
        file.write(b"\xff\xd8")
        h.expect(hot.once() == 2, "status")
    h.expect("still being written to" in hot.said() and len(hot.left()) == 1, "left and told")


def names_of_transfers_are_left_alone(hot):
    names = [".one.jpg.aB3x", "two.jpg.part", "three.jpg.filepart", "four.tmp", "five.jpg~",
             ".hidden/six.jpg"]
    for name in names:
        path = os.path.join(hot.incoming, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(h.picture(1, "ok"))
    hot.start()
    hot.drop("done.jpg", h.picture(2, "ok"))
    until(sorted_as(hot, "ok/done.jpg"), "the other picture")
    h.expect(len(hot.left()) == len(names), "some were taken")
    os.rename(os.path.join(hot.incoming, "two.jpg.part"), os.path.join(hot.incoming, "two.jpg"))
    until(sorted_as(hot, "ok/two.jpg"), "the renamed picture")
    h.expect(hot.end() == 0 and "four" not in hot.said(), "told of a transfer")


def folders_that_arrive_are_read(hot):
    """Made beneath our eyes, moved in with files in them, moved about, and removed."""
    outside = os.path.join(hot.home, "outside")
    os.makedirs(os.path.join(outside, "deep"))
    open(os.path.join(outside, "deep", "one.jpg"), "wb").write(h.picture(1, "ok"))
    hot.start()
    until(lambda: os.path.isdir(os.path.join(hot.target, ".captionlint")), "the start")
    time.sleep(0.5)
    os.rename(outside, os.path.join(hot.incoming, "moved"))
    until(sorted_as(hot, "ok/moved/deep/one.jpg"), "a picture in a folder that was moved in")
    hot.drop("a/b/c/two.jpg", h.picture(2, "ok"))
    until(sorted_as(hot, "ok/a/b/c/two.jpg"), "a picture in new folders")
    os.rename(os.path.join(hot.incoming, "a"), os.path.join(hot.incoming, "z"))
    time.sleep(0.3)
    hot.drop("z/b/c/three.jpg", h.picture(3, "ok"))
    until(sorted_as(hot, "ok/z/b/c/three.jpg"), "a picture in a folder that was renamed")
    shutil.rmtree(os.path.join(hot.incoming, "z"))
    hot.drop("z/four.jpg", h.picture(4, "ok"))
    until(sorted_as(hot, "ok/z/four.jpg"), "a picture in a folder that was made again")
    h.expect(hot.end() == 0, "status")


def events_that_were_lost_are_made_up_for(hot):
    """More files than the system keeps events for, while the watch is stopped."""
    most = int(open("/proc/sys/fs/inotify/max_queued_events").read())
    h.expect(most <= 100000, "too many events to try")
    hot.options.append("--no-sheet")
    hot.start()
    hot.drop("first.txt", b"A man walks.\n")
    until(lambda: any(name.endswith("first.txt") for name in hot.files()), "the first")
    hot.process.send_signal(signal.SIGSTOP)
    noise = os.path.join(hot.incoming, "noise.part")
    for _ in range(most // 2 + 100):
        with open(noise, "wb"):
            pass
        os.unlink(noise)
    for number in range(20):
        hot.drop(f"p{number}.jpg", h.picture(number, "ok"))
    hot.process.send_signal(signal.SIGCONT)
    until(lambda: sum(name.endswith(".jpg") for name in hot.files()) == 20, "the pictures")
    h.expect(hot.end() == 0, "status")


def a_reload_with_bad_rules_is_refused(hot):
    rules = os.path.join(hot.home, "rules")
    shutil.copytree(hot.environment["CAPTIONLINT_RULES"], rules)
    hot.environment["CAPTIONLINT_RULES"] = rules
    hot.start()
    hot.drop("one.jpg", h.picture(1, "ok"))
    until(sorted_as(hot, "ok/one.jpg"), "the first")
    pack = os.path.join(rules, "pack.yaml")
    good = open(pack).read()
    open(pack, "w").write("nonsense: [\n")
    hot.process.send_signal(signal.SIGHUP)
    until(lambda: "not reloaded" in hot.said(), "the refusal")
    hot.drop("two.jpg", h.picture(2, "block"))
    until(sorted_as(hot, "block/two.jpg"), "a picture under the old rules")
    open(pack, "w").write(good)
    hot.process.send_signal(signal.SIGHUP)
    until(lambda: "captionlint: reloaded" in hot.said(), "the reload")
    h.expect(hot.end() == 0, "status")


def a_reload_takes_the_new_configuration(hot):
    def write(territory):
        with open(os.path.join(hot.home, "captionlint.yaml"), "w") as file:
            file.write(f"editions:\n  paper:\n    territory: {territory}\n    medium: newspaper\n"
                       "    use: editorial\n")
    write("FR")
    hot.environment["PWD"] = hot.home
    hot.edition = []
    hot.start()
    hot.drop("one.jpg", h.picture(1, "block"))
    until(sorted_as(hot, "ok/one.jpg"), "a picture for France")
    write("DE")
    hot.process.send_signal(signal.SIGHUP)
    until(lambda: "captionlint: reloaded" in hot.said(), "the reload")
    hot.drop("two.jpg", h.picture(2, "block"))
    until(sorted_as(hot, "block/two.jpg"), "a picture for Germany")
    h.expect(hot.end() == 0, "status")


def a_wish_to_end_is_granted_when_what_was_begun_is_done(hot):
    for number in range(300):
        hot.drop(f"p{number}.jpg", h.picture(number, "ok"))
    hot.start()
    until(lambda: sum(name.endswith(h.RECORD) for name in hot.files()) > 5, "some pictures")
    h.expect(hot.end() == 0, "status")
    h.expect(not hot.jobs(), "jobs were left")
    done = sum(name.endswith(".jpg") for name in hot.files())
    records = sum(name.endswith(h.RECORD) for name in hot.files())
    h.expect(done == records and done + len(hot.left()) == 300, f"{done} {records}")


def two_watches_do_not_share_a_folder(hot):
    hot.start()
    until(lambda: os.path.exists(os.path.join(hot.target, ".captionlint", "jobs")), "the start")
    for folders in ((hot.incoming, os.path.join(hot.home, "other")),
                    (os.path.join(hot.home, "elsewhere"), hot.target)):
        os.makedirs(folders[0], exist_ok=True)
        second = subprocess.run([hot.command, "watch", "--once", *folders], env=hot.environment,
                                cwd=hot.home, stderr=subprocess.PIPE, timeout=60, check=False)
        h.expect(second.returncode == 2 and b"another captionlint watch" in second.stderr,
                 second.stderr.decode())
    h.expect(hot.end() == 0, "status")


def folders_in_each_other_are_refused(hot):
    inner = os.path.join(hot.incoming, "sorted")
    os.makedirs(inner)
    for folders in ((hot.incoming, inner), (inner, hot.incoming), (hot.incoming, hot.incoming)):
        refused = subprocess.run([hot.command, "watch", "--once", *folders], env=hot.environment,
                                 cwd=hot.home, stderr=subprocess.PIPE, timeout=60, check=False)
        h.expect(refused.returncode == 2 and b"side by side" in refused.stderr,
                 refused.stderr.decode())


def hostile_names_and_things_do_no_harm(hot):
    secret = os.path.join(hot.home, "secret.txt")
    open(secret, "w").write("GERMANY OUT\n")
    os.symlink(secret, os.path.join(hot.incoming, "link.txt"))
    os.symlink(hot.home, os.path.join(hot.incoming, "loop"))
    os.mkfifo(os.path.join(hot.incoming, "pipe.jpg"))
    os.mkdir(os.path.join(hot.incoming, "folder.jpg"))
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(os.path.join(hot.incoming, "socket.jpg"))
    bound.close()
    names = ["line\nfeed.jpg", "esc\x1b[2J.jpg", "a" * 251 + ".jpg", "ä" * 125 + ".jpg",
             "b" * 245 + ".jpg", "-rf.jpg", "new.jpg", "go.jpg", "$(id).jpg", "x.jpg.jpg.jpg"]
    files = []
    for number, name in enumerate(names):
        data = h.picture(number, "ok")
        hot.drop(name, data)
        files.append(data)
    data = h.picture(99, "ok")
    files.append(data)
    with open(os.fsencode(hot.incoming) + b"/bad\xff\xfe.jpg", "wb") as file:
        file.write(data)
    hot.drop("empty.jpg", b"")
    h.expect(hot.once() == 2, "what cannot be sorted gives status 2")
    found = {h.digest(open(path, "rb").read()): name for name, path in hot.files().items()}
    for data in files:
        h.expect(found.get(h.digest(data), "").startswith("ok/"), "one is missing")
    records = sum(name.endswith(h.RECORD) for name in hot.files())
    h.expect(records == len(files) + 1, f"{records} records")
    h.expect(len(hot.left()) == 3, f"{hot.left()}")
    h.expect(h.digest(open(secret, "rb").read()) not in found, "a link was followed")
    said = hot.said()
    h.expect("\x1b" not in said and "pipe.jpg" in said and "link.txt" in said, said)
    h.expect(not hot.jobs(), "jobs were left")


def two_names_of_one_file_are_both_sorted(hot):
    hot.drop("one.jpg", h.picture(1, "ok"))
    os.link(os.path.join(hot.incoming, "one.jpg"), os.path.join(hot.incoming, "one.jpe"))
    h.expect(hot.once() == 0, f"status {hot.said()}")
    h.expect(all(f"ok/one.{ending}" + h.RECORD in hot.files() for ending in ("jpg", "jpe")),
             f"{hot.files()}")


def who_kept_another_name_of_a_file_does_not_change_it(hot):
    data = h.picture(1, "ok")
    hot.drop("one.jpg", data)
    kept = os.path.join(hot.incoming, ".kept")
    os.link(os.path.join(hot.incoming, "one.jpg"), kept)
    h.expect(hot.once() == 0, f"status {hot.said()}")
    open(kept, "r+b", buffering=0).write(h.picture(1, "block"))
    os.unlink(kept)
    h.check_sorted(hot, expected_of((data, "ok", None)))


def names_that_are_cut_to_the_same_stop_no_others(hot):
    """Two files of one group that differ in what a number behind their names has no room for."""
    head = "a.jpeg.jpeg" + ".jpg" * 59
    for number in range(2):
        for ending in (".jpg.jpg", ".jpe.jpg"):
            hot.drop(head + ending, h.picture(f"{number}{ending}", "ok"))
        if number == 0:
            h.expect(hot.once() == 0, f"status {hot.said()}")
    hot.start()
    until(lambda: "same name" in hot.said(), "what is told of it")
    hot.drop("one.jpg", h.picture(7, "ok"))
    until(sorted_as(hot, "ok/one.jpg"), "another picture")
    h.expect(hot.end() == 0, "status")
    h.expect(len(hot.left()) == 2 and not hot.jobs(), f"{hot.left()} {hot.jobs()}")


def a_file_that_does_not_fit_stops_no_others(hot):
    """It is all hole, its copy would not be; the limit spares the disk of the machine."""
    if os.stat("/dev/shm").st_dev == os.stat(hot.home).st_dev:
        return "there is one file system"
    hot.target = tempfile.mkdtemp(dir="/dev/shm")
    hot.own.append(hot.target)
    huge = os.path.join(hot.incoming, "huge.jpg")
    with open(huge, "wb") as file:
        file.truncate(1 << 40)
    data = h.picture(1, "ok")
    hot.drop("one.jpg", data)
    hot.start(["--once"], before=["prlimit", "--fsize=67108864"])
    h.expect(hot.process.wait(timeout=60) == 2, "status")
    h.expect(hot.left() == [huge] and "no room for it" in hot.said(), f"{hot.left()} {hot.said()}")
    os.unlink(huge)
    h.check_sorted(hot, expected_of((data, "ok", None)))
    return None


def noise_without_end_keeps_nothing_waiting(hot):
    """Events come faster than they can be read, and wishes to reload faster than one is done."""
    noise = ("import itertools, os, signal, sys\n"
             "for i in itertools.count():\n"
             "    os.close(os.open(sys.argv[1] + '/.' + str(i % 2), os.O_CREAT | os.O_WRONLY))\n"
             "    os.kill(int(sys.argv[2]), signal.SIGHUP)\n")
    hot.drop("one.jpg", h.picture(1, "ok"))
    hot.start()
    until(sorted_as(hot, "ok/one.jpg"), "the first")
    makers = [subprocess.Popen([sys.executable, "-c", noise, hot.incoming, str(hot.process.pid)],
                               stderr=subprocess.DEVNULL) for _ in range(3)]
    try:
        hot.drop("two.jpg", h.picture(2, "ok"))
        until(sorted_as(hot, "ok/two.jpg"), "a picture in the noise")
        h.expect(hot.end() == 0, "status")
    finally:
        for maker in makers:
            maker.kill() or maker.wait()


def files_of_other_kinds_stay_and_are_told(hot):
    hot.start()
    hot.drop("one.jpg", h.picture(1, "ok"))
    until(sorted_as(hot, "ok/one.jpg"), "the picture")
    hot.drop("letter.doc", b"Dear desk")
    until(lambda: "letter.doc" in hot.said(), "what is told of it")
    hot.drop("one.jpg" + h.RECORD, b"{}\n")
    until(lambda: "one.jpg" + h.RECORD in hot.said(), "what is told of the record")
    h.expect(hot.end() == 0 and len(hot.left()) == 2, "they stay")


def a_picture_that_is_written_to_again_waits(hot):
    """Its writer opens it again before its time."""
    path = os.path.join(hot.incoming, "one.jpg")
    hot.start()
    data = h.picture(1, "ok")
    for size in range(10, len(data), 20):
        with open(path, "wb") as file:
            file.write(data[:size])
        time.sleep(0.4)
        h.expect(os.path.exists(path), "it was taken between")
    with open(path, "wb") as file:
        file.write(data)
    until(sorted_as(hot, "ok/one.jpg"), "the picture")
    h.expect(hot.end() == 0, "status")


def another_user_s_picture_that_cannot_be_read_is_incomplete(hot):
    if os.geteuid() != 0:
        return "needs root"
    os.chmod(hot.home, 0o777)
    os.chmod(hot.incoming, 0o777)
    hot.drop("one.jpg", h.picture(1, "ok"))
    os.chmod(os.path.join(hot.incoming, "one.jpg"), 0)
    own = os.path.join(hot.home, "cache-of-nobody")  # what is not his own he does not trust
    if os.path.isdir(hot.environment["XDG_CACHE_HOME"]):
        shutil.copytree(hot.environment["XDG_CACHE_HOME"], own)
        subprocess.run(["chown", "-R", "65534:65534", own], check=True)
    hot.environment["XDG_CACHE_HOME"] = own
    open(hot.told, "w").close()
    hot.process = subprocess.Popen(hot.arguments(["--once"]), env=hot.environment, cwd=hot.home,
                                   stderr=open(hot.told, "ab"), user=65534, group=65534,
                                   extra_groups=[])
    status = hot.process.wait(timeout=60)
    hot.process = None
    h.expect(status == 0, f"status {status}")
    record = json.loads(open(os.path.join(hot.target, "incomplete/one.jpg" + h.RECORD)).read())
    h.expect(record["incomplete"] and record["findings"][0]["rule"] == "damage.unreadable",
             f"{record}")
    return None


def on_a_small_disk(hot, size, work):
    """With the target on a disk of its own; what says why that cannot be."""
    os.makedirs(hot.target)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", hot.target],
                             stderr=subprocess.DEVNULL, check=False)
    if mounted.returncode != 0:
        return "nothing can be mounted here"
    try:
        work()
    finally:
        hot.kill()
        subprocess.run(["umount", "-l", hot.target], check=False)
    return None


def a_full_disk_keeps_pictures_where_they_are(hot):
    def work():
        filler = os.path.join(hot.target, "filler")
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        data = h.picture(1, "ok")
        hot.start()
        hot.drop("one.jpg", data)
        until(lambda: "No space left" in hot.said(), "what is told of it")
        h.expect(len(hot.left()) == 1, "it was taken")
        os.unlink(filler)
        until(sorted_as(hot, "ok/one.jpg"), "the picture")
        h.expect(hot.end() == 0, "status")
        h.check_sorted(hot, expected_of((data, "ok", None)))
    return on_a_small_disk(hot, "1m", work)


def a_disk_that_fills_up_while_reports_are_written_gives_files_back(hot):
    def work():
        data = b"".join(b'{"id": "%d", "caption": "House. GERMANY OUT"}\n' % i for i in range(2000))
        hot.drop("a/many.ndjson", data)
        h.expect(hot.once() == 2, "status")
        h.expect("No space left" in hot.said(), hot.said())
        back = os.path.join(hot.incoming, "a/many.ndjson")
        h.expect(open(back, "rb").read() == data and len(hot.left()) == 1, f"{hot.left()}")
        h.expect(not hot.jobs() and not any(h.is_report(name) for name in hot.files()), "left over")
    return on_a_small_disk(hot, "1m", work)


def a_target_that_cannot_be_written_keeps_pictures_where_they_are(hot):
    def work():
        hot.drop("one.jpg", h.picture(1, "ok"))
        h.expect(hot.once() == 0, "status")
        subprocess.run(["mount", "-o", "remount,ro", hot.target], check=True)
        hot.drop("two.jpg", h.picture(2, "ok"))
        h.expect(hot.once() == 2, "status")
        h.expect(len(hot.left()) == 1 and "Read-only" in hot.said(), hot.said())
    return on_a_small_disk(hot, "4m", work)


def another_file_system_gets_copies(hot):
    if os.stat("/dev/shm").st_dev == os.stat(hot.home).st_dev:
        return "there is one file system"
    hot.target = tempfile.mkdtemp(dir="/dev/shm")
    hot.own.append(hot.target)
    data, note = h.picture(1, "block"), h.sidecar(1, "Call desk")
    hot.drop("a/one.jpg", data)
    hot.drop("a/one.xmp", note)
    path = os.path.join(hot.incoming, "a/one.jpg")
    os.utime(path, ns=(10 ** 18, 10 ** 18))
    os.chmod(path, 0o640)
    h.expect(hot.once() == 0, "status")
    h.check_sorted(hot, expected_of((data, "block", note)))
    about = os.stat(os.path.join(hot.target, "block/a/one.jpg"))
    h.expect(about.st_mtime_ns == 10 ** 18 and about.st_mode & 0o777 == 0o640, "time and mode")
    return None


def systemd_hears_how_far_it_is(hot):
    address = os.path.join(hot.home, "notify")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(address)
    listener.settimeout(20)
    heard = []

    def hear(word):
        while not any(word in line for line in heard):
            heard.append(listener.recv(4096).decode())
    hot.start(NOTIFY_SOCKET=address, WATCHDOG_USEC="400000")
    hear("READY=1")
    hear("WATCHDOG=1")
    hear("STATUS=")
    heard.clear()
    hot.process.send_signal(signal.SIGHUP)
    hear("RELOADING=1")
    hear("READY=1")
    hot.process.send_signal(signal.SIGTERM)
    hear("STOPPING=1")
    h.expect(hot.process.wait(timeout=20) == 0, "status")
    hot.process = None
    listener.close()


def memory_stays_flat(hot):
    """The table of what waits is bounded: more files than it holds are all sorted in the end."""
    hot.options += ["--no-sheet", "-j", "2"]
    hot.start()
    hot.drop("warm.txt", b"A man walks.\n")
    until(lambda: any(name.endswith("warm.txt") for name in hot.files()), "the first")

    def size():
        status = open(f"/proc/{hot.process.pid}/status").read()
        return int(status.split("VmRSS:")[1].split()[0])
    for number in range(100):
        hot.drop(f"a{number}.txt", b"A man walks.\n")
    until(lambda: not hot.left(), "the first hundred")
    before = size()
    for number in range(300):
        hot.drop(f"b{number}.txt", b"A man walks.\n")
    until(lambda: not hot.left(), "three hundred more")
    h.expect(size() < before + 4096 or "asan" in open(f"/proc/{hot.process.pid}/maps").read(),
             f"{before} KiB, then {size()}")
    h.expect(hot.end() == 0, "status")


CASES = [value for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and
         name not in ("until", "expected_of", "sorted_as", "on_a_small_disk", "run", "main")]


def run(case, command, sources):
    """Its line, and whether it was skipped; None when it failed."""
    began = time.monotonic()
    try:
        with h.Hot(command, sources) as hot:
            reason = case(hot)
    except Exception:
        return f"{case.__name__}: failed\n{traceback.format_exc()}", None
    outcome = "skipped: " + reason if reason else "ok"
    return f"{case.__name__}: {outcome} ({time.monotonic() - began:.1f} s)", reason is not None


def main():
    command, sources, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    unknown = set(names) - {case.__name__ for case in CASES}
    h.expect(not unknown, f"no such case: {unknown}")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    h.warm(command, sources)
    wanted = [case for case in CASES if not names or case.__name__ in names]
    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for line, skipped in pool.map(lambda case: run(case, command, sources), wanted):
            print(line, flush=True)
            outcomes.append(skipped)
    return 1 if None in outcomes else 77 if all(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
