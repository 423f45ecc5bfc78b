import CFuzzer
import Foundation

/// Throws what libFuzzer thinks up at one of our parsers: `GradnikFuzz PARSER [libFuzzer's own words]`.
///
/// A parser may refuse whatever it likes; it may not trap, read past its input, hang, or take memory
/// without bound. Where there is a way back, what was read must come back the same.
@main enum Fuzz {
  /// The parser named on the command line.
  static let parser = CommandLine.arguments.dropFirst().first ?? ""
  static let test = all[parser]

  static func main() {
    guard test != nil else {
      print(all.keys.sorted().joined(separator: "\n"))
      exit(parser == "list" ? 0 : 2)
    }
    var words = CommandLine.arguments.map { strdup($0) }
    words.remove(at: 1)
    words.append(nil)
    var count = Int32(words.count - 1)
    let outcome = words.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return LLVMFuzzerRunDriver(&count, &start, fuzzerTestOneInput)
    }
    exit(outcome)
  }

  /// Every parser of what comes from outside.
  static let all: [String: @Sendable ([UInt8]) -> Void] =
    tables.merging(decisions) { first, _ in first }
    .merging(figures) { first, _ in first }
    .merging(texts) { first, _ in first }

  /// What must hold however odd the input.
  static func must(_ holds: Bool, _ words: @autoclosure () -> String) {
    if !holds { fatalError(words()) }
  }
}

/// What libFuzzer's own `main`, which is linked along, would call.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzerTestOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  Fuzz.test?(data.map { Array(UnsafeBufferPointer(start: $0, count: size)) } ?? [])
  return 0
}
