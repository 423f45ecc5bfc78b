import Civic
import Foundation

/// A file that pages need; its address changes with its content, so that browsers may keep it.
public struct Asset: Sendable {
  public let name: String
  public let mediaType: String
  public let bytes: [UInt8]
  /// The first characters of the digest of its content.
  public let version: String

  public var address: String { "/assets/\(version)/\(name)" }

  public static let stylesheet = Asset("gradnik.css", "text/css; charset=utf-8")
  public static let charts = Asset("charts.css", "text/css; charset=utf-8")
  public static let script = Asset("enhance.js", "text/javascript; charset=utf-8")
  public static let icon = Asset("favicon.svg", "image/svg+xml")
  public static let all = [stylesheet, charts, script, icon]

  private init(_ name: String, _ mediaType: String) {
    self.name = name
    self.mediaType = mediaType
    let file = Bundle.module.bundleURL.appending(path: "Assets/\(name)")
    bytes = (try? Data(contentsOf: file)).map(Array.init) ?? []
    version = String(Digest(of: bytes).rawValue.dropFirst(7).prefix(12))
  }
}
