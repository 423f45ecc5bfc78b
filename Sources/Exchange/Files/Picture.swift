/// A picture that somebody sent, freed of everything but the picture: cameras write into a file where
/// and when it was taken, and by which device.
public struct Picture: Hashable, Sendable {
  public let mediaType: String
  public let bytes: [UInt8]

  /// Bytes of a picture as it is sent.
  public static let largest = 6 << 20

  /// - Returns: Nil for what is no well-formed JPEG or PNG, or too large.
  public init?(_ sent: [UInt8], largest: Int = Picture.largest) {
    guard sent.count <= largest else { return nil }
    if sent.starts(with: [0xFF, 0xD8, 0xFF]), let bytes = Self.cleanJPEG(sent) {
      (mediaType, self.bytes) = ("image/jpeg", bytes)
    } else if sent.starts(with: Self.pngSignature), let bytes = Self.cleanPNG(sent) {
      (mediaType, self.bytes) = ("image/png", bytes)
    } else {
      return nil
    }
  }

  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Leaves out application segments but the first (JFIF) and Adobe's colours, and comments; ends at
  /// the end of the picture.
  ///
  /// Source: ITU-T T.81, annex B.
  private static func cleanJPEG(_ sent: [UInt8]) -> [UInt8]? {
    var clean: [UInt8] = [0xFF, 0xD8]
    var place = 2
    while place + 4 <= sent.count, sent[place] == 0xFF {
      let marker = sent[place + 1]
      let length = Int(sent[place + 2]) << 8 | Int(sent[place + 3])
      let end = place + 2 + length
      guard length >= 2, end <= sent.count, (0xC0...0xFE).contains(marker) else { return nil }
      let isPrivate = (0xE1...0xED).contains(marker) || marker == 0xEF || marker == 0xFE
      if !isPrivate { clean += sent[place..<end] }
      place = end
      guard marker == 0xDA else { continue }
      guard let last = endOfScans(sent, from: place) else { return nil }
      return clean + sent[place..<last]
    }
    return nil
  }

  /// The place after the end marker; segments between scans belong to the picture.
  private static func endOfScans(_ sent: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + 1 < sent.count {
      if sent[place] == 0xFF {
        switch sent[place + 1] {
        case 0xD9: return place + 2
        case 0xE0...0xEF, 0xFE: return nil
        default: break
        }
      }
      place += 1
    }
    return nil
  }

  /// Keeps the chunks that make up the picture.
  ///
  /// Source: ISO/IEC 15948, clause 5.
  private static func cleanPNG(_ sent: [UInt8]) -> [UInt8]? {
    let kept: Set<String> = [
      "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT",
    ]
    var clean = pngSignature
    var place = pngSignature.count
    while place + 12 <= sent.count {
      let length = sent[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 12 + length
      guard end <= sent.count else { return nil }
      let name = String(decoding: sent[(place + 4)..<(place + 8)], as: UTF8.self)
      if kept.contains(name) { clean += sent[place..<end] }
      if name == "IEND" { return clean }
      place = end
    }
    return nil
  }
}
