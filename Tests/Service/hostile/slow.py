"""Those who take their time: each must be cut off, while others are answered."""
import socket
import threading
import time

HEAD = b"POST /en/sign-in HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n" \
       b"Content-Type: application/x-www-form-urlencoded\r\n"
SLOW = {
    "silence": (b"", b""), "a request line": (b"GET /en", b"a"), "a header": (b"GET /en HTTP/1.1\r\nHost: a\r\nX-A: ", b"a"),
    "many headers": (b"GET /en HTTP/1.1\r\nHost: a\r\n", b"X-A: b\r\n"),
    "a body": (HEAD + b"Content-Length: 900000\r\n\r\n", b"a"),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "a file": (HEAD.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x")
               + b"Content-Length: 9000000\r\n\r\n--x\r\n", b"a"),
    "an API body": (b"POST /api/v1/cities HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{", b" "),
    "an answer unread": (b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 40, None),
}
# A request may take 30 s, a connection may be idle for 60 s.
LIMIT = 75


class Slow:
    """All at once, in threads of their own; `finish` waits for them."""

    def __init__(self, server, count, copies=6):
        self.server, self.count, self.threads = server, count, []
        for name, (first, drip) in SLOW.items():
            for copy in range(copies):
                thread = threading.Thread(target=self.run, args=(f"{name} {copy + 1}", first, drip), daemon=True)
                thread.start()
                self.threads.append(thread)

    def run(self, name, first, drip):
        start = time.monotonic()
        line = socket.create_connection((self.server.host, self.server.port))
        line.settimeout(2)
        fault = f"still open after {LIMIT} s"
        try:
            if drip is None:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.sendall(first)
            while time.monotonic() - start < LIMIT:
                if drip is None:
                    # Nothing is read; only the server can end this.
                    time.sleep(2)
                    line.sendall(b"\r\n")
                    continue
                try:
                    if not line.recv(65_536):
                        fault = None
                        break
                except TimeoutError:
                    line.sendall(drip or b"")
        except OSError:
            fault = None
        finally:
            line.close()
        self.count.case("slow", name, fault)

    def finish(self):
        for thread in self.threads:
            thread.join(LIMIT + 20)
