command -v python3 >/dev/null || skip 'no python3'
command -v timeout >/dev/null || skip 'no timeout'
for i in 1 2 3; do
    caption $i.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
done
captionlint check -q --no-config --territory KR --format ndjson 1.txt 2.txt
expect_error_lines 0
escape=$(printf '\033')
# Asked for, it is there at once, and gone before anything else is written and at the end.
captionlint check --progress always --no-config --territory KR --format ndjson 1.txt gone.txt 2.txt
expect_status 2
expect_error 'checking  1 of 3  ['
python3 - "$there/err" <<'END' || fail 'the bar is not taken away'
import sys
text = open(sys.argv[1], newline='').read()
for line in text.split('captionlint: ')[:-1]:
    assert line == '' or line.endswith('\n') or line.endswith('\r\x1b[K'), repr(text)
assert '\r\x1b[K' in text and '\x1b' not in text.split('captionlint: ')[-1], repr(text)
END
expect_error_lines 2
captionlint check --progress always --no-config --territory KR --format ndjson - <1.txt
expect_error 'checking  1  '
captionlint check --progress always --no-config --territory KR --format ndjson .
expect_error 'checking  1 of 3'
printf '{"caption": "One."}\n{"caption": "Two."}\n' >two.ndjson
captionlint extract --progress always --no-config --format ndjson 1.txt two.ndjson
expect_error 'reading  1 of 3'
captionlint check --progress sometimes 1.txt
expect_status 2

# On a terminal it comes when a run takes long: records are written until it does.
cat >terminal.py <<'END'
import os, pty, select, subprocess, sys, time
def run(command, terminal, options, wanted, stdout=subprocess.DEVNULL):
    ours, theirs = pty.openpty()
    env = dict(os.environ, TERM=terminal)
    process = subprocess.Popen([command, 'check', '--no-config', '--territory', 'KR', '--format', 'ndjson',
                                *options, '-'], stdin=subprocess.PIPE, stdout=stdout or theirs,
                               stderr=theirs, env=env)
    os.set_blocking(ours, False)
    os.set_blocking(process.stdin.fileno(), False)
    os.close(theirs)
    told, ending = b'', time.monotonic() + (60 if wanted else 1.5)
    while time.monotonic() < ending and not (wanted and b'a second' in told):
        try:
            os.write(process.stdin.fileno(), b'{"caption": "A crowd."}\n')
        except BlockingIOError:
            pass
        if select.select([ours], [], [], 0.01)[0]:
            told += os.read(ours, 65536)
    process.stdin.close()
    os.set_blocking(ours, True)
    try:
        while more := os.read(ours, 65536):
            told += more
    except OSError: # how a terminal of nobody ends
        pass
    process.wait()
    os.close(ours)
    assert (b'checking  ' in told) == wanted, (terminal, options, told)
    if wanted:
        assert b'\x1b[K' in told and b'\x1b' not in told.split(b'captionlint: ')[-1], told
    else:
        assert b'\x1b' not in told, told
command = sys.argv[1]
run(command, 'xterm', [], True)
run(command, 'dumb', [], False)
run(command, 'xterm', ['-q'], False)
run(command, 'xterm', ['--progress', 'never'], False)
run(command, 'xterm', [], False, stdout=None)
END
timeout 120 python3 terminal.py "$command" >"$there/out" 2>&1 || fail 'on a terminal it is otherwise'
