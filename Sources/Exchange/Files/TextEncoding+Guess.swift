extension TextEncoding {
  /// The encoding a file is most likely in.
  ///
  /// A byte order mark decides; then zero bytes, which mean UTF-16; then whether the bytes are valid
  /// UTF-8, which no other text is by chance. Among the single-byte encodings the one wins whose
  /// reading looks most like one of the languages served; Windows-1250 when nothing tells.
  ///
  /// - Complexity: O(bytes).
  static func guess(_ bytes: [UInt8]) -> TextEncoding {
    let marked = allCases.first {
      !$0.byteOrderMark.isEmpty && bytes.starts(with: $0.byteOrderMark)
    }
    if let marked { return marked }
    if let wide = guessUTF16(bytes.prefix(8_192)) { return wide }
    if String(validating: bytes, as: UTF8.self) != nil { return .utf8 }
    let sample = bytes.prefix(262_144)
    var best = (encoding: TextEncoding.windows1250, score: -Double.infinity)
    for encoding in [windows1250, windows1251, windows1252, iso8859_2] {
      guard let upperHalf = encoding.upperHalf else { continue }
      let score = EncodingPlausibility(sample, upperHalf: upperHalf).score
      if score > best.score { best = (encoding, score) }
    }
    return best.encoding
  }

  /// Delimiters, digits and line ends have a zero byte in UTF-16, always on the same side.
  private static func guessUTF16(_ sample: ArraySlice<UInt8>) -> TextEncoding? {
    var zeros = (even: 0, odd: 0)
    for (offset, byte) in sample.enumerated() where byte == 0 {
      if offset.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let enough = max(2, sample.count / 20)
    if zeros.odd >= enough, zeros.even == 0 { return .utf16LittleEndian }
    if zeros.even >= enough, zeros.odd == 0 { return .utf16BigEndian }
    return nil
  }
}
