"""A RabbitMQ server of our own: its own node, ports and folders, on loopback only."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import pika

SERVERS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/sbin/rabbitmq-server")


def free_ports(count):
    """Ports that nobody has now; all are held until the last one is known."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def find_server():
    """The script itself: Debian's wrapper in front of it changes the user."""
    return next((path for path in SERVERS if os.path.exists(path)), None)


def die_with_parent():
    """Whatever ends the test ends what it started."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Broker:
    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.folder = tempfile.mkdtemp(prefix="broker-", dir=os.path.abspath(folder))
        self.port, self.tls_port, distribution, self.epmd_port = free_ports(4)
        self.node = f"captionlint-{os.getpid()}@localhost"
        self.server = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": self.folder,
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_MNESIA_BASE": self.path("data"),
            "RABBITMQ_LOG_BASE": self.path("log"),
            "RABBITMQ_CONFIG_FILE": self.path("rabbitmq"),
            "RABBITMQ_CONF_ENV_FILE": self.path("none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": self.path("plugins"),
            "RABBITMQ_PID_FILE": self.path("pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS":
                "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
        }
        self.write("plugins", "[].\n")
        self.make_certificates()
        self.write("rabbitmq.conf", "\n".join([
            f"listeners.tcp.1 = 127.0.0.1:{self.port}",
            f"listeners.ssl.1 = 127.0.0.1:{self.tls_port}",
            f"ssl_options.cacertfile = {self.path('ca.pem')}",
            f"ssl_options.certfile = {self.path('server.pem')}",
            f"ssl_options.keyfile = {self.path('server.key')}",
            "ssl_options.verify = verify_none",
            "disk_free_limit.absolute = 10MB",
            "raft.wal_max_size_bytes = 33554432",
            "log.console = false",
            ""]))
        self.epmd = subprocess.Popen(
            ["epmd", "-port", str(self.epmd_port), "-address", "127.0.0.1"],
            preexec_fn=die_with_parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def make_certificates(self):
        """An authority, a server that it vouches for as localhost, and a stranger."""
        def run(*arguments):
            subprocess.run(["openssl", *arguments], check=True, cwd=self.folder,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in ("ca", "stranger"):
            run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                f"/CN=test {name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
        run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout",
            "server.key", "-out", "server.csr")
        self.write("names", "subjectAltName=DNS:localhost\n")
        run("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem")

    def url(self):
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    def tls_url(self, host, authority):
        return (f"amqps://guest:guest@{host}:{self.tls_port}/%2F"
                f"?cacertfile={self.path(authority + '.pem')}")

    def connect(self):
        parameters = pika.ConnectionParameters(
            "127.0.0.1", self.port, heartbeat=60, blocked_connection_timeout=60)
        return pika.BlockingConnection(parameters)

    def start(self, patience=90):
        with open(self.path("output"), "ab") as output:
            self.server = subprocess.Popen(
                [find_server()], env=self.environment, cwd=self.folder, stdout=output,
                stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=die_with_parent)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.server.poll() is not None:
                break
            try:
                self.connect().close()
                return
            except (pika.exceptions.AMQPError, OSError):
                time.sleep(0.2)
        with open(self.path("output"), encoding="utf-8", errors="replace") as output:
            raise RuntimeError("the broker did not start:\n" + output.read()[-4000:])

    def stop(self):
        """In peace; what does not end in peace ends all the same."""
        if self.server is None:
            return
        self.server.terminate()
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
        self.server = None

    def control(self, *arguments):
        tool = os.path.join(os.path.dirname(find_server()), "rabbitmqctl")
        subprocess.run([tool, "-q", "-n", self.node, *arguments], env=self.environment,
                       check=True, stdout=subprocess.DEVNULL, timeout=60)

    def close(self):
        self.stop()
        self.epmd.kill()
        self.epmd.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
