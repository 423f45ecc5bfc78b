import Yams

/// A YAML value with the line it begins on; numbers stay as they were written.
public indirect enum YAMLValue: Sendable {
  case scalar(String, line: Int)
  case sequence([YAMLValue], line: Int)
  case mapping([(name: String, value: YAMLValue)], line: Int)

  /// Why a text is not YAML that is read here.
  public struct Failure: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      case tooLarge(limit: Int)
      case notUTF8
      case empty
      case tooDeep(limit: Int)
      /// `*name`: repeating parts by name can make a small file grow without end.
      case alias
      case syntax(String)
    }

    /// From 1; 0 where no line is to blame.
    public let line: Int
    public let reason: Reason
  }

  /// Reads one document. Aliases and deep nesting are refused before the parser sees the text: it
  /// calls itself for each level, and resolves aliases without a limit.
  public static func read(
    _ bytes: [UInt8], limit: Int = 4 << 20
  ) throws(Failure) -> YAMLValue {
    guard bytes.count <= limit else { throw Failure(line: 0, reason: .tooLarge(limit: limit)) }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self), !text.contains("\0") else {
      throw Failure(line: 0, reason: .notUTF8)
    }
    try YAMLGuard.check(content)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw failure(of: error)
    }
    guard let node else { throw Failure(line: 0, reason: .empty) }
    return value(of: node)
  }

  private static func failure(of error: any Error) -> Failure {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Failure(line: mark.line, reason: .syntax(problem))
    case .reader(let problem, _, _, _): Failure(line: 0, reason: .syntax(problem))
    case .duplicatedKeysInMapping(let names, let context):
      Failure(
        line: context.mark.line,
        reason: .syntax("name given twice: \(names.joined(separator: ", "))"))
    default: Failure(line: 0, reason: .syntax("not YAML"))
    }
  }

  private static func value(of node: Node) -> YAMLValue {
    let line = node.mark?.line ?? 0
    return switch node {
    case .scalar(let scalar): .scalar(scalar.string, line: line)
    case .sequence(let sequence): .sequence(sequence.map(value), line: line)
    case .mapping(let mapping):
      .mapping(mapping.map { ($0.key.string ?? "", value(of: $0.value)) }, line: line)
    case .alias: .scalar("", line: line)
    }
  }

  public var line: Int {
    switch self {
    case .scalar(_, let line), .sequence(_, let line), .mapping(_, let line): line
    }
  }

  public subscript(name: String) -> YAMLValue? {
    guard case .mapping(let members, _) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public var text: String? { if case .scalar(let text, _) = self { text } else { nil } }
  public var items: [YAMLValue]? { if case .sequence(let items, _) = self { items } else { nil } }
}
