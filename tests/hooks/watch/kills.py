"""Pictures dropped by two writers while the watch is killed again and again: every one is sorted
once, as `captionlint check` says, and has one record.

kills.py COMMAND SOURCES [--pictures N] [--kills K] [--seconds S] [--seed X]"""
import argparse
import multiprocessing
import os
import random
import shutil
import sys
import time

import hot as h


def make_all(folder, count, dice):
    """Writes what will be dropped, under names of its own, and tells what it is."""
    made = []
    for number in range(count):
        verdict = dice.choice(h.VERDICTS)
        kind = dice.choice(["jpg", "jpg", "jpg", "txt", "ndjson", "pair", "pair"])
        name = f"p{number}." + ("jpg" if kind == "pair" else kind)
        data = h.picture(number, verdict)
        companion = None
        if kind == "txt":
            data = f"A man walks past house {number}. {h.NOTES.get(verdict, '')}\n".encode()
        elif kind == "ndjson":
            data = "".join(f'{{"id": "{number}.{i}", "caption": "House. {h.NOTES[note]}"}}\n'
                           for i, note in enumerate(["ok", verdict if verdict in h.NOTES
                                                     else "duty", "ok"])).encode()
        elif kind == "pair":
            companion = h.sidecar(number, dice.choice(["GERMANY OUT", "NO SALES", "Call desk"]))
            with open(os.path.join(folder, f"p{number}.xmp"), "wb") as file:
                file.write(companion)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        made.append((name, data, companion))
    return made


def target_name(number, name, folder, alike):
    """Every fourth shares its name with others; some lie in folders."""
    stem = f"same-{number % alike}" if number % 4 == 0 else f"only-{number}"
    inner = ["", "sport", "sport/late"][number % 3]
    return os.path.join(folder, inner, stem + os.path.splitext(name)[1])


def wait_until_free(stem):
    """A sender does not overwrite its own files."""
    folder, name = os.path.split(stem)
    while any(other.startswith(name + ".") for other in os.listdir(folder)):
        time.sleep(0.02)


def write_slowly(path, data, pause):
    with open(path, "xb", buffering=0) as file:
        step = max(1, len(data) // 3)
        for at in range(0, len(data), step):
            file.write(data[at:at + step])
            time.sleep(pause)


def move_in(path, data):
    passing = os.path.join(os.path.dirname(path), ".coming-" + os.path.basename(path))
    with open(passing, "wb") as file:
        file.write(data)
    os.link(passing, path)  # replaces nothing
    os.unlink(passing)


def write_all(folder, made, first, step, seconds, slow):
    pause = seconds / max(1, len(made) // step)
    for number in range(first, len(made), step):
        began = time.monotonic()
        name, data, companion = made[number]
        path = target_name(number, name, folder, max(5, len(made) // 20))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        stem = os.path.splitext(path)[0]
        wait_until_free(stem)
        put = (lambda path, data: write_slowly(path, data, min(0.05, pause / 6))) if slow else move_in
        if companion is not None and number % 2 == 0:
            put(stem + ".xmp", companion)
        put(path, data)
        if companion is not None and number % 2 == 1:
            put(stem + ".xmp", companion)
        time.sleep(max(0, pause - (time.monotonic() - began)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("sources")
    parser.add_argument("--pictures", type=int, default=60)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--seed", type=int, default=None)
    wanted = parser.parse_args()
    seed = wanted.seed if wanted.seed is not None else random.randrange(1 << 30)
    print(f"seed {seed}", flush=True)
    dice = random.Random(seed)
    h.warm(wanted.command, wanted.sources)
    with h.Hot(wanted.command, wanted.sources, options=["-j", "2", "--grace", "2"]) as hot:
        pristine = os.path.join(hot.home, "pristine")
        os.mkdir(pristine)
        made = make_all(pristine, wanted.pictures, dice)
        verdicts = h.verdicts_by_check(hot, pristine)
        expected = {h.digest(data): (verdicts[name], companion) for name, data, companion in made}
        h.expect(len(expected) == len(made), "two of them are alike")
        h.expect(set(verdicts.values()) == set(h.VERDICTS) or wanted.pictures < 30,
                 f"not all verdicts: {sorted(set(verdicts.values()))}")
        hot.start()
        began = time.monotonic()
        writers = [multiprocessing.Process(target=write_all, args=(
            hot.incoming, made, i, 2, wanted.seconds, i == 0), daemon=True) for i in range(2)]
        for writer in writers:
            writer.start()
        gap = wanted.seconds / wanted.kills
        for _ in range(wanted.kills):
            time.sleep(dice.uniform(0.5, 1.5) * gap)
            h.expect(hot.process.poll() is None, "the watch ended by itself")
            hot.kill()
            time.sleep(dice.uniform(0, 0.3))
            hot.start()
        for writer in writers:
            writer.join()
            h.expect(writer.exitcode == 0, "a writer failed")
        wait_for_all(hot, len(made))
        took = time.monotonic() - began
        h.expect(hot.end() == 0, "SIGTERM did not end it with status 0")
        records = h.check_sorted(hot, expected)
        shutil.rmtree(pristine)
        print(f"{len(made)} pictures, {wanted.kills} kills, {records} records, {took:.1f} s")


def wait_for_all(hot, count):
    """Until nothing is left, or nothing happens any more; what is missing then is told."""
    last, since = None, time.monotonic()
    while time.monotonic() - since < 30:
        h.expect(hot.process.poll() is None, "the watch ended by itself")
        now = sum(1 for name in hot.files() if name.endswith(h.RECORD))
        if now >= count and not hot.left() and not hot.jobs():
            return
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
