import Database
import Foundation

/// A statement as it stands in the sources, with what is interpolated in it.
struct SourceStatement: Sendable {
  enum Piece: Hashable, Sendable {
    case text(String)
    /// What stands between the brackets of an interpolation.
    case interpolation(String)
  }

  let place: String
  let pieces: [Piece]

  /// The text, with a mark where something is interpolated.
  var text: String {
    pieces.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
  }

  /// Whether it is a whole statement that reads or writes rows.
  var isWhole: Bool {
    guard case .text(let start) = pieces.first else { return false }
    return ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "].contains {
      start.hasPrefix($0) || start.hasPrefix($0.dropLast() + "\n")
    }
  }
}

/// Finds the string literals of the Swift sources that are SQL.
enum SourceStatements {
  /// Every statement, and every part of one, of the program; the drivers' own are not among them.
  static func all() throws -> [SourceStatement] {
    let root = URL(filePath: #filePath).appending(path: "../../../../Sources").standardized
    var found: [SourceStatement] = []
    for target in ["Store", "Web", "gradnik"] {
      let folder = root.appending(path: target)
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        // The tables are made on both databases by every test.
        if file.lastPathComponent.hasPrefix("Schema") { continue }
        let source = try String(contentsOf: file, encoding: .utf8)
        found += literals(in: source, of: file.lastPathComponent).filter(looksLikeSQL)
      }
    }
    return found
  }

  /// Whole statements, and parts that compare columns.
  private static func looksLikeSQL(_ statement: SourceStatement) -> Bool {
    if statement.isWhole { return true }
    return ["WHERE ", " AND ", " = ?", "ORDER BY "].contains { statement.text.contains($0) }
      && !statement.text.contains("</")
  }

  /// The string literals of a source, in their order.
  static func literals(in source: String, of name: String) -> [SourceStatement] {
    var scanner = LiteralScanner(Array(source))
    return scanner.all().map { SourceStatement(place: "\(name):\($0.line)", pieces: $0.pieces) }
  }
}

/// Reads Swift just far enough to tell literals from all else.
private struct LiteralScanner {
  let text: [Character]
  var position = 0
  var line = 1

  init(_ text: [Character]) { self.text = text }

  private func at(_ offset: Int) -> Character? {
    text.indices.contains(position + offset) ? text[position + offset] : nil
  }

  private func starts(_ word: String) -> Bool {
    word.enumerated().allSatisfy { at($0.offset) == $0.element }
  }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count where position < text.count {
      if text[position].isNewline { line += 1 }
      position += 1
    }
  }

  mutating func all() -> [(line: Int, pieces: [SourceStatement.Piece])] {
    var found: [(line: Int, pieces: [SourceStatement.Piece])] = []
    while position < text.count {
      if starts("//") {
        while let next = at(0), !next.isNewline { step() }
      } else if at(0) == "\"" {
        let line = line
        found.append((line, literal()))
      } else {
        step()
      }
    }
    return found
  }

  private mutating func literal() -> [SourceStatement.Piece] {
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    step(quote.count)
    var pieces: [SourceStatement.Piece] = []
    var text = ""
    while position < self.text.count, !starts(quote) {
      if starts("\\(") {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        step(2)
        pieces.append(.interpolation(interpolation()))
      } else if starts("\\\n") {
        step(2)
      } else if at(0) == "\\" {
        step(2)
      } else {
        if let next = at(0) { text.append(next) }
        step()
      }
    }
    step(quote.count)
    if quote.count == 3 { text = String(text.reversed().drop { $0.isWhitespace }.reversed()) }
    if !text.isEmpty { pieces.append(.text(text)) }
    if case .text(let first)? = pieces.first {
      pieces[0] = .text(String(first.drop { $0.isWhitespace }))
    }
    return pieces
  }

  /// Up to the bracket that closes it.
  private mutating func interpolation() -> String {
    let start = position
    var depth = 1
    while position < text.count {
      if at(0) == "\"" {
        _ = literal()
        continue
      }
      if at(0) == "(" { depth += 1 }
      if at(0) == ")" {
        depth -= 1
        if depth == 0 { break }
      }
      step()
    }
    let inside = String(text[start..<position])
    step()
    return inside
  }
}
