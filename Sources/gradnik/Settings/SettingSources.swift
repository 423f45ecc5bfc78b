import Civic
import Configuration
import Foundation

/// Where settings come from, in the order in which they are asked: flags, environment, file.
struct SettingSources {
  private struct Source {
    /// How the source names a setting.
    let name: (Setting) -> String
    let value: (Setting, ConfigType) throws -> ConfigValue?
  }

  private let sources: [Source]

  /// - Parameters:
  ///   - flags: What was written after the command.
  ///   - environment: All variables of the process.
  ///   - file: The path of a JSON object whose keys are the names of settings.
  /// - Throws: ``SettingError`` for a name that is not known, and a file that cannot be read.
  init(
    flags: [Setting: String], environment: [String: String], file: String?
  ) throws(SettingError) {
    let variables = environment.filter {
      $0.key.hasPrefix(Setting.variablePrefix) && !$0.key.hasPrefix(Self.testPrefix)
    }
    for name in variables.keys.sorted() {
      try Self.check(name, among: Setting.allCases.map(\.variable) + [Self.fileVariable])
    }
    let given = Dictionary(uniqueKeysWithValues: flags.map { ($0.key.variable, $0.value) })
    var sources = [
      Self.variables(given) { "--\($0.rawValue)" }, Self.variables(variables) { $0.variable },
    ]
    if let path = file ?? environment[Self.fileVariable] { sources.append(try Self.file(path)) }
    self.sources = sources
  }

  /// Names the file of settings, as `--config` does.
  static let fileVariable = "GRADNIK_CONFIG"

  /// Variables that begin so tell tests what they run on, and nothing to the program.
  private static let testPrefix = Setting.variablePrefix + "TEST_"

  private static func variables(
    _ values: [String: String], name: @escaping (Setting) -> String
  ) -> Source {
    let provider = EnvironmentVariablesProvider(environmentVariables: values)
    return Source(name: name) { setting, type in
      try provider.value(forKey: AbsoluteConfigKey(["gradnik", setting.rawValue]), type: type).value
    }
  }

  private static func file(_ path: String) throws(SettingError) -> Source {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .noFile(path: path)
    }
    let bytes = Array(data)
    guard case .object(let object)? = try? JSONValue(parsing: bytes),
      let snapshot = try? JSONSnapshot(
        data: bytes.span.bytes, providerName: "file", parsingOptions: .default)
    else { throw .malformedFile(path: path) }
    for name in object.names {
      try check(name, among: Setting.allCases.map(\.rawValue))
      if let setting = Setting(rawValue: name), setting.isSecret {
        throw .secretInFile(name: name, variable: setting.variable)
      }
    }
    return Source(name: { "\($0.rawValue) in \(path)" }) { setting, type in
      try snapshot.value(forKey: AbsoluteConfigKey([setting.rawValue]), type: type).value
    }
  }

  private static func check(_ name: String, among known: [String]) throws(SettingError) {
    guard !known.contains(name) else { return }
    let nearest = known.min { left, right in
      let distances = (Spelling.distance(name, left), Spelling.distance(name, right))
      return distances.0 == distances.1 ? left < right : distances.0 < distances.1
    }
    throw .unknown(name: name, nearest: nearest ?? "")
  }

  func text(_ setting: Setting) throws(SettingError) -> String? {
    guard case .string(let text)? = try value(setting, .string, form: "a text") else { return nil }
    return text.isEmpty ? nil : text
  }

  /// - Throws: ``SettingError/unreadable(name:form:)`` for a number outside the range.
  func number(_ setting: Setting, in range: ClosedRange<Int>) throws(SettingError) -> Int? {
    let form = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .int(let number)? = try value(setting, .int, form: form) else { return nil }
    guard range.contains(number) else { throw .unreadable(name: name(of: setting), form: form) }
    return number
  }

  /// Parted by commas in flags and environment, an array in the file.
  func list(_ setting: Setting) throws(SettingError) -> [String]? {
    let found = try value(setting, .stringArray, form: "a list of texts")
    guard case .stringArray(let texts)? = found else { return nil }
    return texts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  func toggle(_ setting: Setting) throws(SettingError) -> Bool? {
    guard case .bool(let isOn)? = try value(setting, .bool, form: "true or false") else {
      return nil
    }
    return isOn
  }

  /// One of the words of a choice.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ setting: Setting, as type: Choice.Type
  ) throws(SettingError) -> Choice? where Choice.RawValue == String {
    guard let word = try text(setting) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .unreadable(name: name(of: setting), form: "one of \(words)")
    }
    return choice
  }

  /// How the source that sets a value names it.
  func name(of setting: Setting) -> String {
    let source = sources.first { (try? $0.value(setting, .string)) != nil }
    return (source ?? sources.last)?.name(setting) ?? setting.rawValue
  }

  private func value(
    _ setting: Setting, _ type: ConfigType, form: String
  ) throws(SettingError) -> ConfigContent? {
    for source in sources {
      do {
        if let value = try source.value(setting, type) { return value.content }
      } catch {
        throw .unreadable(name: source.name(setting), form: form)
      }
    }
    return nil
  }
}

/// How far two words are apart.
enum Spelling {
  /// The fewest letters to add, drop or replace.
  ///
  /// - Complexity: O(*m* · *n*).
  ///
  /// Source: Wagner & Fischer (1974), "The string-to-string correction problem".
  /// <https://doi.org/10.1145/321796.321811>
  static func distance(_ first: String, _ second: String) -> Int {
    let target = Array(second.utf8)
    var row = Array(0...target.count)
    for (line, letter) in first.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in target.indices {
        let replaced = diagonal + (target[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[target.count]
  }
}
