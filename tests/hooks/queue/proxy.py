"""Between a worker and the broker: a queue that does not answer in time, of which a broker says that
it holds nothing and that nobody takes from it."""

import socket
import struct
import threading

DECLARE_OK = struct.pack(">HH", 50, 11)
SET_UP = 3  # queues that a worker declares before it asks


def take(source, size):
    """None at the end of what is sent."""
    found = b""
    while len(found) < size:
        piece = source.recv(size - len(found))
        if not piece:
            return None
        found += piece
    return found


class Proxy:
    """Changes the first `lies` answers to how many jobs wait; `answers` counts all of them."""

    def __init__(self, port, lies):
        self.port = port
        self.lies = lies
        self.declared = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.run, daemon=True).start()

    def url(self):
        return f"amqp://guest:guest@127.0.0.1:{self.server.getsockname()[1]}/"

    @property
    def answers(self):
        return max(0, self.declared - SET_UP)

    def run(self):
        client, _ = self.server.accept()
        broker = socket.create_connection(("127.0.0.1", self.port))
        threading.Thread(target=self.copy, args=(client, broker), daemon=True).start()
        self.answer(broker, client)

    def copy(self, client, broker):
        try:
            while piece := client.recv(65536):
                broker.sendall(piece)
            broker.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one of the ends is gone

    def answer(self, broker, client):
        try:
            while head := take(broker, 7):
                payload = take(broker, struct.unpack(">I", head[3:])[0] + 1)
                client.sendall(head + self.change(head[0], payload))
        except OSError:
            pass
        client.close()
        broker.close()

    def change(self, kind, payload):
        """Both counts stand at the end, before the octet that ends the frame."""
        if kind != 1 or not payload.startswith(DECLARE_OK):
            return payload
        self.declared += 1
        return payload[:-9] + bytes(8) + payload[-1:] if 0 < self.answers <= self.lies else payload

    def close(self):
        self.server.close()
