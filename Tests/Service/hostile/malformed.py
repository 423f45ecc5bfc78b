"""Paths, headers, queries and bodies that no browser of ours would send."""
import json
import socket
import urllib.parse

from city import Person, each

LONG = "a" * 70_000
PATHS = [
    "/en/../../etc/passwd", "/en/..%2f..%2fetc/passwd", "/en/%2e%2e/%2e%2e/etc/passwd",
    "/assets/../../../etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e%2fgradnik.db",
    "/assets/..%252f..%252fetc%252fpasswd", "/assets/....//....//etc/passwd", "/assets/..\\..\\etc\\passwd",
    "/assets/%5c..%5c..%5cetc%5cpasswd", "/assets/%c0%ae%c0%ae/etc/passwd", "/assets/.", "/assets/..", "/assets/",
    "/assets/%00", "/assets/gradnik.css%00.png", "/assets/gradnik.css/", "/assets//gradnik.css",
    "/assets/file:///etc/passwd", "/assets/%2fetc%2fpasswd", "//etc/passwd", "///", "/%2f", "/%2f%2fevil.example",
    "//evil.example/en", "/\\evil.example", "/%5cevil.example", "/.git/config", "/.env", "/data/gradnik.db",
    "/en/%00", "/en/plans/%00", "/en/plans/%00%00", "/en/plans/%ff%fe", "/en/plans/%c3%28", "/en/plans/%",
    "/en/plans/%zz", "/en/plans/%e2%80%ae", "/en/plans/%f0%9f%92%a9", "/en/plans/%ed%a0%80", "/en/plans/e%CC%81",
    "/en/plans/%C3%A9", "/en/plans/" + "a" * 5_000, "/en/plans/" + "%41" * 2_000, "/en/plans/" + "%C3%A9" * 900,
    "/en/plans/1'%20OR%20'1'='1", "/en/plans/1%20UNION%20SELECT%20*%20FROM%20account--", "/en/plans/-1", "/en/plans/0",
    "/en/plans/99999999999999999999999", "/en/plans/9223372036854775808", "/en/plans/-9223372036854775809",
    "/en/plans/1e9", "/en/plans/0x10", "/en/plans/NaN", "/en/plans/null", "/en/plans/undefined", "/en/plans/{plan}",
    "/en/plans/:plan", "/en/plans/*", "/en/plans/**", "/en/plans/<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"),
    "/en/plans/%3Cscript%3E", "/en/plans/;jsessionid=1", "/en;/plans", "/en/plans;x=y", "/en/;/plans", "/EN/plans",
    "/En", "/xx", "/xx/plans", "/en-GB/plans", "/en/PLANS", "/en/plans/./", "/en/./plans", "/en//plans", "//en//plans",
    "/en/plans//", "/en/plans/%20", "/en/plans/+", "/en/plans/%09", "/en/plans/%0d%0aSet-Cookie:%20a=b",
    "/en/plans/%0a", "/language?to=//evil.example", "/language?to=https://evil.example", "/language?to=/%09/evil.example",
    "/language?to=/\\evil.example", "/en/sign-in?to=//evil.example", "/en/sign-in?to=javascript:alert(1)",
    "/embed/plans/%00/actions", "/embed/plans/../../en", "/api/v1/../../en", "/api/v1/%2e%2e/", "/api/v1/plans/%00",
    "/api/v1/plans/%ff", "/api//v1/plans", "/api/v1/plans/..;/", "/api/v2/plans", "/api/v1/plans/a/b/c/d/e/f",
    "/health/..", "/metrics/../en", "/openapi.json/..", "/openapi.json%00", "/robots.txt%0a", "/cgi-bin/test.cgi",
    "/wp-login.php", "/phpmyadmin/", "/server-status", "/actuator/env", "/.well-known/../en", "/en/" + "a/" * 2_000,
    "/en/?" + "a=b&" * 5_000, "/" + "../" * 2_000, "/%2e" * 1_000, "/en/plans/%u0041", "/en/cities/%2e%2e%2f",
    "/en/cities/..%2f..%2fplans", "/en/decisions/%00/bundle.zip", "/en/decisions/../../bundle.zip",
]

QUERIES = [
    "q=%ff%fe", "q=%00", "q=%c3%28", "q=" + "a" * 20_000, "q=%22%22%22%22", "q=*%20OR%20*", "q=NEAR(a%20b)",
    "q=%27%20OR%201=1--", "q=-%22a", "q=a%00b", "q=%F0%9F%92%A9", "page=-1", "page=0", "page=99999999999999999999",
    "page=1e999", "page=NaN", "page=%00", "page[]=1", "page=1&page=2", "after=%00", "after=%ff", "after=" + "z" * 9_000,
    "cursor=%27%3B%20DROP%20TABLE%20plan", "sort=%3Cscript%3E", "kind=%ff", "kind=", "year=99999999999", "year=-1",
    "limit=0", "limit=-1", "limit=99999999999999999999", "language=%00", "&&&&", "=", "=&=", "%", "%zz=%zz", "a" * 9_000,
    "a[b][c][d]=e", "__proto__[x]=1", "+", "?", "parent=%00", "parent=~~~", "parent=a~b~c", "content=xx", "to=%0d%0aX:1",
]


def fault_of(answer, allowed=()):
    """What is wrong with an answer to something hostile that is only read."""
    if answer.status == 0:
        return "no answer"
    if answer.status >= 500 and answer.status not in (501, 505):
        return f"status {answer.status}"
    if b"root:x:0" in answer.body or b"SQLite format 3" in answer.body:
        return "gave a file away"
    if answer.place and not (answer.place.startswith("/") and not answer.place.startswith(("//", "/\\"))):
        return f"leads away: {answer.place[:80]}"
    if "x-injected" in answer.headers or "\n" in answer.place:
        return "headers were split"
    return None


def paths(server, person, count):
    def attempt(path):
        answer = person.get(path)
        fault = fault_of(answer)
        if not fault and answer.status < 300 and any(
                word in path.lower() for word in ("passwd", "%00", "%ff", "evil", "union", ".db", ".git", ".env")
        ) and "sign-in" not in path:
            fault = f"was answered with {answer.status}"
        count.case("path", path[:120], fault)
    each(attempt, PATHS)


def queries(server, person, places, count, most):
    """Every page with every odd query would take long: each route gets a few of them in turn."""
    routes = [r for r in server.routes.patterns if r.startswith(("/en", "/api", "/embed"))]
    jobs = [(r, QUERIES[(i * most + k) % len(QUERIES)]) for i, r in enumerate(routes) for k in range(most)]
    jobs += [("/en/search", q) for q in QUERIES]

    def attempt(job):
        route, query = job
        answer = person.get_calmly(places.of(route) + "?" + query)
        count.case("query", f"{route}?{query[:60]}", fault_of(answer))
    each(attempt, jobs)


def raw(server, data, wait=8):
    """Sends bytes as they are; gives back the first line of the answer, or nothing when closed."""
    with socket.create_connection((server.host, server.port), timeout=wait) as line:
        try:
            line.sendall(data)
            answer = b""
            while b"\r\n\r\n" not in answer and len(answer) < 65_536:
                piece = line.recv(65_536)
                if not piece:
                    break
                answer += piece
        except (BrokenPipeError, ConnectionResetError):
            return b"closed"
        except TimeoutError:
            return b"hangs"
    return answer or b"closed"


FORM = b"POST /en/sign-in HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n" \
       b"Content-Type: application/x-www-form-urlencoded\r\n"
GET = b"GET /en HTTP/1.1\r\nHost: %s\r\n"
# Each with the statuses it may end in; "closed" is a connection that was closed without words.
HEADERS = {
    "no host": (b"GET /en HTTP/1.1\r\n\r\n", "200 303 400"),
    "two hosts": (GET + b"Host: evil.example\r\n\r\n", "200 400"),
    "a host of evil": (b"GET /en HTTP/1.1\r\nHost: evil.example\r\n\r\n", "200 400 421"),
    "a host with a line": (b"GET /en HTTP/1.1\r\nHost: a\r\n\tb\r\n\r\n", "200 400"),
    "a host of 9,000": (b"GET /en HTTP/1.1\r\nHost: " + b"a" * 9_000 + b"\r\n\r\n", "200 400 431"),
    "absolute target": (b"GET http://evil.example/en HTTP/1.1\r\nHost: %s\r\n\r\n", "200 400 404"),
    "authority target": (b"CONNECT evil.example:80 HTTP/1.1\r\nHost: %s\r\n\r\n", "400 404 405 501"),
    "asterisk": (b"OPTIONS * HTTP/1.1\r\nHost: %s\r\n\r\n", "200 400 404 405"),
    "HTTP/0.9": (b"GET /en\r\n\r\n", "400 505 closed"),
    "HTTP/1.0": (b"GET /en HTTP/1.0\r\n\r\n", "200 303 400 505"),
    "HTTP/2.0": (b"GET /en HTTP/2.0\r\nHost: %s\r\n\r\n", "200 400 505"),
    "HTTP/9.9": (b"GET /en HTTP/9.9\r\nHost: %s\r\n\r\n", "200 400 505"),
    "preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 404 405 501 505 closed"),
    "TLS": (bytes.fromhex("16030100c8010000c40303") + b"\0" * 100, "400 closed"),
    "rubbish": (b"\x00\xff\xfe\xfd\r\n\r\n", "400 closed"),
    "method of rubbish": (b"G\x01T /en HTTP/1.1\r\nHost: %s\r\n\r\n", "400"),
    "method of 5,000": (b"A" * 5_000 + b" /en HTTP/1.1\r\nHost: %s\r\n\r\n", "400 405 431 501"),
    "TRACE": (b"TRACE /en HTTP/1.1\r\nHost: %s\r\n\r\n", "405"),
    "PROPFIND": (b"PROPFIND /en HTTP/1.1\r\nHost: %s\r\n\r\n", "404 405 501"),
    "PUT": (b"PUT /en/plans HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n", "405"),
    "DELETE": (b"DELETE /en/plans HTTP/1.1\r\nHost: %s\r\n\r\n", "405"),
    "lower case": (b"get /en HTTP/1.1\r\nHost: %s\r\n\r\n", "400 404 405 501"),
    "two lengths": (FORM + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\na=b&c", "400"),
    "two lengths in one": (FORM + b"Content-Length: 3, 5\r\n\r\na=b&c", "400"),
    "negative length": (FORM + b"Content-Length: -1\r\n\r\n", "400"),
    "length of words": (FORM + b"Content-Length: many\r\n\r\n", "400"),
    "length with plus": (FORM + b"Content-Length: +3\r\n\r\na=b", "400"),
    "length of 20 digits": (FORM + b"Content-Length: 99999999999999999999\r\n\r\na", "400 413"),
    "length of 200 MB": (FORM + b"Content-Length: 209715200\r\n\r\n" + b"a" * 1_100_000, "413 closed"),
    "length and chunks": (FORM + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
    "chunks and length": (FORM + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "400"),
    "chunks twice": (FORM + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "400 403 422 501"),
    "chunks and identity": (FORM + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 422 501"),
    "chunked after": (FORM + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400 501"),
    "chunked with a tab": (FORM + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", "400 501"),
    "xchunked": (FORM + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400 501"),
    "chunk of rubbish": (FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", "400 closed"),
    "chunk of minus": (FORM + b"Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n", "400 closed"),
    "chunk of 2^64": (FORM + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\na\r\n0\r\n\r\n", "400 closed"),
    "chunk without end": (FORM + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=bXX0\r\n\r\n", "400 closed"),
    "chunk extensions of 50,000": (FORM + b"Transfer-Encoding: chunked\r\n\r\n3;" + b"x" * 50_000 + b"\r\na=b\r\n0\r\n\r\n", "400 403 413 422 431 closed"),
    "space before colon": (b"GET /en HTTP/1.1\r\nHost : %s\r\n\r\n", "400"),
    "header of 100 KB": (GET + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n", "400 431 closed"),
    "cookies of 100 KB": (GET + b"Cookie: a=" + b"b" * 100_000 + b"\r\n\r\n", "400 431 closed"),
    "10,000 headers": (GET + b"X-A: b\r\n" * 10_000 + b"\r\n", "400 431 closed"),
    "1,000 cookies": (GET + b"Cookie: " + b"; ".join(b"a%d=b" % i for i in range(1_000)) + b"\r\n\r\n", "200 400 431"),
    "a session of rubbish": (GET + b"Cookie: gradnik_session=\xff\xfe%%00; gradnik_session=" + b"a" * 500 + b"\r\n\r\n", "200 400"),
    "nul in a header": (GET + b"X-A: a\x00b\r\n\r\n", "400"),
    "folded header": (GET + b"X-A: a\r\n b\r\n\r\n", "200 400"),
    "header without colon": (GET + b"nonsense\r\n\r\n", "400"),
    "header without name": (GET + b": a\r\n\r\n", "400"),
    "bare line feeds": (b"GET /en HTTP/1.1\nHost: %s\n\n", "200 400"),
    "bare carriage return": (b"GET /en HTTP/1.1\rHost: %s\r\r", "400 closed"),
    "bytes over 127": (GET + b"X-A: \xc3\xa9\xff\r\n\r\n", "200 400"),
    "method override": (b"POST /en/plans HTTP/1.1\r\nHost: %s\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\n\r\n", "403 405"),
    "method override to delete": (GET + b"X-HTTP-Method-Override: DELETE\r\nX-Method-Override: DELETE\r\n\r\n", "200"),
    "rewritten URL": (GET + b"X-Original-URL: /en/accounts\r\nX-Rewrite-URL: /en/accounts\r\n\r\n", "200"),
    "forwarded from here": (b"GET /metrics HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n", "200 403 404"),
    "forwarded of 50,000": (GET + b"X-Forwarded-For: " + b"1.1.1.1," * 6_000 + b"\r\n\r\n", "200 400 431"),
    "forwarded rubbish": (GET + b"X-Forwarded-For: <script>\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\nForwarded: for=\"[\r\n\r\n", "200"),
    "range": (GET + b"Range: bytes=0-1\r\n\r\n", "200 206 416"),
    "ranges of rubbish": (GET + b"Range: bytes=" + b"0-1," * 3_000 + b"\r\n\r\n", "200 206 400 416 431"),
    "range of 2^64": (GET + b"Range: bytes=18446744073709551616-\r\n\r\n", "200 416"),
    "if-match rubbish": (GET + b"If-Match: \"\"\"\"\r\nIf-None-Match: W/,\"\r\n\r\n", "200 304 400 412"),
    "if-none-match of 40,000": (GET + b"If-None-Match: " + b"\"a\"," * 10_000 + b"\r\n\r\n", "200 400 431"),
    "if-modified-since rubbish": (GET + b"If-Modified-Since: yesterday\r\n\r\n", "200"),
    "accept-language bomb": (b"GET / HTTP/1.1\r\nHost: %s\r\nAccept-Language: " + b"en;q=0.1," * 6_000 + b"\r\n\r\n", "200 302 303 400 431"),
    "accept-language rubbish": (b"GET / HTTP/1.1\r\nHost: %s\r\nAccept-Language: ;;;q=q,*;q=1e9,x-\xff,-\r\n\r\n", "200 302 303 400"),
    "accept-language of minus": (b"GET / HTTP/1.1\r\nHost: %s\r\nAccept-Language: en;q=-99999999999999999999\r\n\r\n", "200 302 303"),
    "accept rubbish": (b"GET /api/v1/plans HTTP/1.1\r\nHost: %s\r\nAccept: ;;;/,*/*;q=q\r\n\r\n", "200 400 401 406"),
    "expect rubbish": (GET + b"Expect: the-unexpected\r\n\r\n", "200 417"),
    "expect 100": (FORM + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b", "100 400 403 422"),
    "upgrade": (GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "200 400"),
    "upgrade to h2c": (GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n\r\n", "200 400"),
    "connection names host": (GET + b"Connection: host\r\n\r\n", "200 400"),
    "basic sign-in": (b"GET /api/v1/plans HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic YTpi\r\n\r\n", "200 401"),
    "bearer of rubbish": (b"GET /api/v1/plans HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer \xff\xfe\r\n\r\n", "400 401"),
    "bearer of 60,000": (b"GET /api/v1/plans HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer " + b"a" * 60_000 + b"\r\n\r\n", "400 401 431"),
    "two bearers": (b"GET /api/v1/plans HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", "400 401"),
    "target of 100 KB": (b"GET /en?" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: %s\r\n\r\n", "400 414 431 closed"),
    "target with a space": (b"GET /en /en HTTP/1.1\r\nHost: %s\r\n\r\n", "400"),
    "target of bytes": (b"GET /en/\xff\xfe HTTP/1.1\r\nHost: %s\r\n\r\n", "400 404"),
    "target with a fragment": (b"GET /en#a HTTP/1.1\r\nHost: %s\r\n\r\n", "200 302 400 404"),
    "a second request within": (FORM + b"Content-Length: 4\r\nConnection: close\r\n\r\na=b&GET /en/accounts HTTP/1.1\r\nHost: a\r\n\r\n", "400 403 422"),
    "from another site": (FORM.replace(b"same-origin", b"cross-site") + b"Content-Length: 3\r\n\r\na=b", "403"),
    "from a sandbox": (FORM.replace(b"Sec-Fetch-Site: same-origin", b"Origin: null") + b"Content-Length: 3\r\n\r\na=b", "403"),
    "from nowhere": (FORM.replace(b"Sec-Fetch-Site: same-origin\r\n", b"") + b"Content-Length: 3\r\n\r\na=b", "403"),
    "origin like ours": (FORM.replace(b"Sec-Fetch-Site: same-origin", b"Origin: http://%s.evil.example") + b"Content-Length: 3\r\n\r\na=b", "403"),
}


def headers(server, count):
    host = f"{server.host}:{server.port}".encode()

    def attempt(name):
        data, allowed = HEADERS[name]
        head = raw(server, data.replace(b"%s", host).replace(b"%%", b"%"))
        first = head.split(b"\r\n", 1)[0]
        status = first.split(b" ")[1].decode() if first.startswith(b"HTTP/1") else first.decode("latin-1")[:40]
        fault = None if status in allowed.split() else f"ended in {status}, not in {allowed}"
        if b"evil.example" in head.split(b"\r\n\r\n")[0]:
            fault = "the answer's head repeats the evil host"
        count.case("header", name, fault)
    each(attempt, HEADERS)


KINDS = [
    "text/plain", "application/json", "application/xml", "text/html", "multipart/form-data", "multipart/mixed",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 500, "image/png", "application/octet-stream",
    "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=utf-16",
    "\tapplication/x-www-form-urlencoded", "APPLICATION/X-WWW-FORM-URLENCODED", "application/x-www-form-urlencodedx",
    "a/b; c=\"", "multipart/form-data; boundary=\"a b\"",
]
BODIES = [
    b"", b"=", b"&&&", b"%", b"%zz", b"a=%", b"a=%f", b"title=%ff%fe", b"title=%c3%28", b"title=%ed%a0%80", b"%ff=1", b"\xff\xfe=\xff",
    b"title=a%00b", b"&".join(b"a%d=b" % i for i in range(10_001)), b"title=" + b"a" * (1 << 20), b"title=" + b"a" * (3 << 20),
    b"a=" * 100_000, b"&" * 500_000, b"title[]=1&title[a]=2", b"{\"title\": 1}", b"<a/>", b"revision=99999999999999999999",
    b"revision=-1", b"revision=1e9", b"revision=NaN", b"revision=", b"revision=1&revision=2", b"content=xx&revision=1", b"content=%00",
]


def bodies(server, person, form, count):
    """Against a form that the person may send, so that the body alone is what is wrong."""
    good = form.values()

    def send(name, body, kind, allowed):
        answer = person.send("POST", form.action, body, {
            "Content-Type": kind, "Sec-Fetch-Site": "same-origin"})
        fault = fault_of(answer)
        if not fault and answer.status not in allowed:
            fault = f"status {answer.status}"
        count.case("body", name, fault)

    usual = "application/x-www-form-urlencoded"
    refused = (400, 403, 404, 409, 411, 413, 415, 422)
    for kind in KINDS[:8] + KINDS[8:10] + KINDS[14:]:
        send(f"type {kind[:60]}", urllib.parse.urlencode(good).encode(), kind, refused)
    for body in BODIES:
        for proof in (b"", b"&csrf=" + person.csrf.encode()):
            send(f"body {body[:40]!r} of {len(body)} {'with' if proof else 'without'} proof",
                 body + proof, usual, refused)
    head = b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + person.csrf.encode() + b"\r\n"
    for name, rest in {
        "part without end": b"--x\r\n", "part without name": b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
        "part of bytes": b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        "name of bytes": b'--x\r\nContent-Disposition: form-data; name="\xff\xfe"\r\n\r\na\r\n--x--\r\n',
        "file name of bytes": b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff\xfe"\r\n\r\na\r\n--x--\r\n',
        "file name that climbs": b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../etc/passwd"\r\n\r\na\r\n--x--\r\n',
        "header of 100 KB": b'--x\r\nContent-Disposition: form-data; name="' + b"a" * 100_000 + b'"\r\n\r\na\r\n--x--\r\n',
        "2,000 parts": b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 2_000 + b"--x--\r\n",
        "no headers": b"--x\r\n\r\n\r\n--x--\r\n", "bare line feeds": b'--x\nContent-Disposition: form-data; name="a"\n\nb\n--x--\n',
        "other boundary": b"--y\r\n\r\n--y--", "boundary within": b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n--x',
        "25 MB": b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"a" * (25 << 20) + b"\r\n--x--\r\n",
    }.items():
        send(f"multipart {name}", head + rest, "multipart/form-data; boundary=x", refused + (429,))


DEEP = 100_000
JSON_BODIES = {
    "nothing": b"", "null": b"null", "a list": b"[]", "a number": b"1", "a text": b'"a"', "half": b'{"title": ',
    "100,000 lists": b"[" * DEEP + b"]" * DEEP, "100,000 objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "a deep field": b'{"title":' + b"[" * 5_000 + b"]" * 5_000 + b"}", "bytes": b'{"title": "\xff\xfe"}',
    "half a surrogate": b'{"title": "\\ud800"}', "nul": b'{"title": "a\\u0000b"}', "raw nul": b'{"title": "a\x00b"}',
    "control": b'{"title": "a\x01b"}', "twice": b'{"title": "a", "title": "b"}', "NaN": b'{"title": NaN}', "Infinity": b'{"population": Infinity}',
    "1e999": b'{"population": 1e999}', "1e-999": b'{"population": 1e-999}', "40 digits": b'{"population": 1234567890123456789012345678901234567890}',
    "2^63": b'{"population": 9223372036854775808}', "-2^63-1": b'{"population": -9223372036854775809}', "0.1": b'{"population": 0.1}',
    "leading zero": b'{"population": 01}', "hex": b'{"population": 0x10}', "comment": b'{/**/"title": 1}', "trailing comma": b'{"title": "a",}',
    "single quotes": b"{'title': 'a'}", "two values": b"{}{}", "BOM": b"\xef\xbb\xbf{}", "UTF-16": '{"title": "a"}'.encode("utf-16"),
    "__proto__": b'{"__proto__": {"a": 1}}', "constructor": b'{"constructor": {"prototype": {}}}', "an unknown field": b'{"zzz": 1}',
    "a wrong type": b'{"title": {"a": 1}}', "a list for a text": b'{"title": ["a"]}', "true for a text": b'{"title": true}',
    "3 MB": b'{"title": "' + b"a" * (3 << 20) + b'"}', "100,000 fields": b"{" + b",".join(b'"a%d":1' % i for i in range(100_000)) + b"}",
    "100,000 items": b'{"title": [' + b",".join([b"1"] * 100_000) + b"]}", "XML": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "a form": b"title=a",
    "500,000 spaces": b" " * 500_000, "a name of 100,000": b'{"' + b"a" * 100_000 + b'": 1}', "an id of another": b'{"id": "63xxt5z8d14a4v5w1fdt"}',
    "a revision of its own": b'{"revision": 99999}', "a city of another": b'{"city": "63xxt5z8d14a4v5w1fdt"}',
}


def api(server, token, places, count):
    """Every operation that writes gets wrong bodies in turn; some get them all."""
    person = Person(server)
    description = json.loads(person.get("/openapi.json").text)
    writes, empty, everybodys = [], set(), set()
    for template, item in description["paths"].items():
        for method, operation in item.items():
            if method not in ("post", "patch", "put", "delete"):
                continue
            write = (method.upper(), places.of(template))
            writes.append(write)
            if "requestBody" not in operation:
                empty.add(write)
            if {} in operation["security"]:
                everybodys.add(write)
    names = list(JSON_BODIES)
    jobs = [(m, p, n, "application/json") for m, p in writes[:3] + [w for w in writes if w[0] == "PATCH"][:2] for n in names]
    jobs += [(m, p, names[i % len(names)], "application/json") for i, (m, p) in enumerate(writes) if m != "DELETE"]
    # To send nothing is right where nothing is taken; anything else is not.
    jobs = [job for job in jobs if job[2] != "nothing" or job[:2] not in empty]
    jobs += [(m, p, name, "application/json") for m, p in empty for name in ("BOM", "an unknown field")]
    jobs += [(m, p, "an unknown field", kind) for m, p in writes[:6] for kind in KINDS]

    def attempt(job):
        method, path, name, kind = job
        answer = person.send(method, path, JSON_BODIES[name], {
            "Content-Type": kind, "Authorization": f"Bearer {token}", "If-Match": '"1"'})
        fault = fault_of(answer)
        if not fault and not 400 <= answer.status < 500:
            fault = f"status {answer.status}"
        elif not fault and answer.kind != "application/problem+json":
            fault = f"{answer.status} without a problem, but {answer.kind}"
        count.case("API body", f"{method} {server.routes.of(path)} {name} {kind[:30]}", fault)
    each(attempt, jobs)

    def unmatched(job):
        method, path, match = job
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        if match is not None:
            head["If-Match"] = match
        answer = person.send(method, path, b'{"title": "x"}' if method == "PATCH" else b"", head)
        fault = fault_of(answer) or (None if 400 <= answer.status < 500 else f"status {answer.status}")
        count.case("API version", f"{method} {server.routes.of(path)} {match}", fault)
    each(unmatched, [(m, p, match) for m, p in writes if m in ("PATCH", "DELETE")
                     for match in (None, '"0"', "rubbish", '"99999999999999999999"')][:200])

    def without(job):
        method, path, given = job
        head = {"Content-Type": "application/json"} | ({"Authorization": given} if given else {})
        answer = person.send(method, path, b"{}", head)
        # What everybody may ask for is read, and found to be nothing.
        allowed = (400, 401, 403, 404, 405, 415) + ((422,) if given is None and job[:2] in everybodys else ())
        fault = fault_of(answer) or (None if answer.status in allowed else f"status {answer.status}")
        count.case("API caller", f"{method} {server.routes.of(path)} {given and given[:20]}", fault)
    each(without, [(m, p, g) for m, p in writes for g in (None, "Bearer " + "0" * 40)])
