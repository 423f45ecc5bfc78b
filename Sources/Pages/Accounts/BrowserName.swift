/// A browser and its system by the names people know, from what it calls itself.
///
/// Browsers claim to be others as well, for old servers' sake: the most particular name counts.
struct BrowserName: Hashable, Sendable {
  /// `Firefox, Linux`; the system may be missing.
  let text: String

  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
  ]

  private static let systems = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ]

  /// - Returns: Nil when no browser is recognised.
  init?(userAgent: String) {
    let named = { (names: [(String, String)]) in
      names.first { userAgent.contains($0.0) }?.1
    }
    guard let browser = named(Self.browsers) else { return nil }
    text = [browser, named(Self.systems)].compactMap(\.self).joined(separator: ", ")
  }
}
