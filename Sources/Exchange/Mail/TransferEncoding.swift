import Foundation

/// A body made fit for seven bits and short lines (RFC 2045, section 6).
struct TransferEncoding {
  /// The value of `Content-Transfer-Encoding`.
  let name: String
  /// Lines of at most 76 characters, joined by CR LF, without a last line end.
  let lines: String

  /// The shorter of quoted-printable and base64; the former on a tie, for people can read it.
  static func shortest(for text: String) -> TransferEncoding {
    let canonical = withCanonicalLineEnds(text)
    let quoted = quotedPrintable(canonical)
    let packed = base64(canonical)
    return quoted.utf8.count <= packed.utf8.count
      ? TransferEncoding(name: "quoted-printable", lines: quoted)
      : TransferEncoding(name: "base64", lines: packed)
  }

  /// Every CR LF, CR or LF as CR LF.
  private static func withCanonicalLineEnds(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      let isSecondHalf = byte == 0x0A && previous == 0x0D
      if byte != 0x0A, byte != 0x0D {
        bytes.append(byte)
      } else if !isSecondHalf {
        bytes += [0x0D, 0x0A]
      }
      previous = byte
    }
    return bytes
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let all = Array(Data(bytes).base64EncodedString().utf8)
    return stride(from: 0, to: all.count, by: 76).map {
      String(decoding: all[$0..<min($0 + 76, all.count)], as: UTF8.self)
    }.joined(separator: "\r\n")
  }

  private static func quotedPrintable(_ bytes: [UInt8]) -> String {
    var lines: [String] = []
    var line = ""
    for (index, byte) in bytes.enumerated() where byte != 0x0D {
      if byte == 0x0A {
        lines.append(line)
        line = ""
        continue
      }
      let endsLine = index + 1 == bytes.count || bytes[index + 1] == 0x0D
      let piece = quoted(byte, endsLine: endsLine)
      // One place is kept for the `=` of a soft line end.
      if line.utf8.count + piece.utf8.count > (endsLine ? 76 : 75) {
        lines.append(line + "=")
        line = ""
      }
      line += piece
    }
    return (lines + [line]).joined(separator: "\r\n")
  }

  private static func quoted(_ byte: UInt8, endsLine: Bool) -> String {
    let isBlank = byte == 0x20 || byte == 0x09
    let isVisible = (33...126).contains(byte) && byte != UInt8(ascii: "=")
    guard !isVisible, !isBlank || endsLine else { return String(UnicodeScalar(byte)) }
    let hex = Array("0123456789ABCDEF")
    return "=\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
  }
}
