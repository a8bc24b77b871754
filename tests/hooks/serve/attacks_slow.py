"""Attacks on time, connections and memory."""

import select
import time

from attacking import CAPTION, TEXT, Attacker, exchange, options, wrong
from served import NotHttp, Server, settle

# Slowness.


def trickle(server, opening, byte, what):
    """Says a byte at a time: the connection ends, however often a byte comes."""
    clients = {}
    for _ in range(options.slow):
        client = Attacker(server)
        client.send(opening)
        clients[client.socket.fileno()] = client
    end = time.monotonic() + options.timeout * 2 + options.patience
    while clients and time.monotonic() < end:
        for client in list(clients.values()):
            try:
                client.send(byte)
            except OSError:
                clients.pop(client.socket.fileno()).close()
        readable = select.select(list(clients), [], [], options.pace)[0]
        for number in readable:
            if not clients[number].more():
                clients.pop(number).close()
    if clients:
        wrong(
            f"{what}: {len(clients)} connections of {options.slow} are open after {options.timeout * 2 + options.patience} s"
        )
    for client in clients.values():
        client.close()


def slow_headers(server):
    trickle(server, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"x", "slow header")


def slow_bodies(server):
    head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n"
    trickle(server, head, b"x", "slow body")


def slow_chunks(server):
    head = (
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    trickle(server, head, b"1\r\nx\r\n", "slow chunks")


def slow_readers(server):
    """Asks for more than the buffers of the two systems hold, and reads none of it: it is cut off."""
    clients = {}
    ended = select.poll()
    for _ in range(8):
        client = Attacker(server, 1, 4096)
        try:
            client.send(client.head("GET", "/openapi.json") * 300)
        except OSError:
            pass
        clients[client.socket.fileno()] = client
        ended.register(client.socket, 0)  # an end is told unasked
    end = time.monotonic() + options.timeout * 2 + options.patience
    while clients and time.monotonic() < end:
        for number, _ in ended.poll(100):
            ended.unregister(number)
            clients.pop(number).close()
    if clients:
        wrong(f"{len(clients)} of 8 that read nothing are not cut off")
    for client in clients.values():
        client.close()


def idle(server):
    before = server.memory()
    clients = []
    for number in range(options.idle):
        try:
            clients.append(Attacker(server, 30))
        except OSError as error:
            wrong(f"idle connection {number}: {error}")
            break
    begin = time.monotonic()
    answer = server.ask("POST", "/v1/check", TEXT, CAPTION, timeout=options.patience)
    took = time.monotonic() - begin
    if answer.status != 200:
        wrong(f"beside {len(clients)} idle connections: {answer!r}")
    print(
        f"{len(clients)} idle connections: answered in {took * 1000:.0f} ms, "
        f"memory {before:.0f} to {server.memory():.0f} MiB, {server.descriptors()} descriptors, {server.threads()} threads"
    )
    ended = 0
    end = time.monotonic() + options.timeout * 2 + options.patience
    for client in clients:
        client.socket.settimeout(max(0.01, end - time.monotonic()))
        try:
            ended += not client.rest() is None
        except OSError:
            ended += 1
        client.close()
    if ended < len(clients):
        wrong(f"{len(clients) - ended} idle connections are never ended")


def too_many_connections(server):
    """More than there may be: the idle ones make room, so that who asks is answered."""
    most = max(20, options.idle // 10)
    with Server(options.command, options.sources, "--max-connections", str(most), "--timeout", "60") as small:
        clients = []
        for _ in range(options.idle):
            try:
                clients.append(Attacker(small, 1))
            except OSError:
                pass
        begin = time.monotonic()
        if not settle(lambda: try_health(small), lambda ok: ok, options.patience):
            wrong(
                f"beside {len(clients)} idle connections where {most} may be, nobody is answered within {options.patience} s"
            )
        if small.descriptors() > most + 200:
            wrong(f"{small.descriptors()} descriptors where {most} connections may be")
        print(f"{len(clients)} connections where {most} may be: answered after {time.monotonic() - begin:.1f} s")
        for client in clients:
            client.close()
        if small.stop() != 0:
            wrong("too many connections: the end is not clean")
        small.check_errors(wrong)


def try_health(server):
    try:
        return server.ask("GET", "/healthz", timeout=3).status == 200
    except (OSError, NotHttp):
        return False


# Bodies.


def large_bodies(server):
    announced = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
    chunked = (
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    total = options.body << 20
    for size in (total, 1 << 40, (1 << 63) - 1):
        statuses, _ = exchange(server, announced % size)
        if statuses != [413]:
            wrong(f"a body of {size} bytes announced: {statuses}")
    for size in (1 << 63, (1 << 64) - 1, 1 << 64, 1 << 80):
        statuses, _ = exchange(server, announced % size)
        if statuses is None or not set(statuses) <= {400, 413}:
            wrong(f"a body of {size} bytes announced: {statuses}")
    block = b"\xff\xd8" + b"\0" * 65534
    for what, head, unit in (
        ("announced", announced % total, block),
        ("in chunks", chunked, b"10000\r\n" + block + b"\r\n"),
    ):
        sent, status = push(server, head, unit, total)
        if status not in (413, "Closed", "NotHttp", "ConnectionResetError"):  # who goes on sending may miss the answer
            wrong(f"{options.body} MiB {what}: {status} after {sent >> 20} MiB")
        if sent > (options.max_body + 16) << 20:
            wrong(f"{options.body} MiB {what}: {sent >> 20} MiB were taken")
    statuses, _ = exchange(server, chunked + b"ffffffffffffffff\r\nx")
    if statuses is None or 200 in statuses:
        wrong(f"a chunk of 2^64 bytes: {statuses}")
    for chunk in (
        b"-1\r\nx\r\n0\r\n\r\n",
        b"zz\r\nx\r\n0\r\n\r\n",
        b"1 1\r\nx\r\n0\r\n\r\n",
        b"1\r\nxxxxx\r\n0\r\n\r\n",
        b"\r\n\r\n\r\n",
    ):
        statuses, _ = exchange(server, chunked + chunk)
        if statuses is None or 200 in statuses:
            wrong(f"a malformed chunk {chunk!r}: {statuses}")


def push(server, head, unit, total):
    """Sends a body until there is an answer or an end: bytes that were taken, status."""
    sent = 0
    with Attacker(server, 30) as client:
        try:
            client.send(head)
            while sent < total:
                if select.select([client.socket], [], [], 0)[0]:
                    break
                client.send(unit)
                sent += len(unit)
        except OSError:
            pass
        try:
            return sent, client.answer().status
        except (OSError, NotHttp) as error:
            return sent, f"{type(error).__name__}"


def many_bodies(server):
    """All bodies together have a limit too; nobody waits for ever."""
    clients = []
    size = (options.max_body << 20) - 4096
    head = (
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % size
    )
    for _ in range(24):
        client = Attacker(server, 30)
        client.socket.setblocking(False)
        clients.append([client, head, size])
    end = time.monotonic() + options.timeout * 2 + options.patience
    while clients and time.monotonic() < end:
        for entry in list(clients):
            if not push_some(entry):
                entry[0].close()
                clients.remove(entry)
        time.sleep(0.005)
    if clients:
        wrong(f"{len(clients)} of 24 bodies at once have no answer")
        for entry in clients:
            entry[0].close()


def push_some(entry):
    """False when the connection is done."""
    client, head, left = entry
    try:
        if select.select([client.socket], [], [], 0)[0]:
            return False  # an answer, or the end
        if head:
            entry[1] = head[client.socket.send(head) :]
        elif left > 0:
            entry[2] = left - client.socket.send(b"\0" * min(left, 65536))
        return True
    except BlockingIOError:
        return True
    except OSError:
        return False
