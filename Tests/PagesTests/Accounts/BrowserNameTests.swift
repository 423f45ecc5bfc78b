import Testing

@testable import Pages

@Suite struct `Names of browsers` {
  @Test(arguments: [
    (
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
      "Chrome, Linux"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
      "Firefox, Windows"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
      "Edge, Windows"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
      "Safari, iPhone"
    ),
    (
      "Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
      "Chrome, Android"
    ),
  ])
  func `are those people know`(userAgent: String, name: String) {
    #expect(BrowserName(userAgent: userAgent)?.text == name)
  }

  @Test(arguments: ["", "curl/8.0", "<script>"])
  func `are not guessed`(userAgent: String) {
    #expect(BrowserName(userAgent: userAgent) == nil)
  }
}

@Suite struct `Links to pages of this site` {
  @Test(arguments: ["/account", "/plans/6af3/work", "/a-b_c.d~e"])
  func `are taken by their path`(path: String) {
    #expect(Link(path: path)?.path == path)
  }

  @Test(arguments: [
    "", "/", "account", "//evil.example", "https://evil.example", "/\\evil.example", "/a/../b",
    "/a//b", "/a?b=c", "/a%2Fb", "/a b", "/a\r\nX: y", "/ä",
  ])
  func `are refused in any other form`(path: String) {
    #expect(Link(path: path) == nil)
  }
}
