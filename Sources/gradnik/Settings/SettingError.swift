/// Why the settings cannot be used.
enum SettingError: Error, Equatable, Sendable {
  /// A variable or a key of the file that means nothing; `nearest` is the one that was meant, maybe.
  case unknown(name: String, nearest: String)
  /// A value that is not of the form asked for.
  case unreadable(name: String, form: String)
  /// One that another needs: without the public address, letters could not hold links that anybody
  /// could trust.
  case missing(Setting, for: Setting)
  /// A secret outside the environment.
  case secretInFile(name: String, variable: String)
  case noFile(path: String)
  case malformedFile(path: String)
}

extension SettingError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "There is no setting \(name). Did you mean \(nearest)?"
    case .unreadable(let name, let form): "\(name) must be \(form)."
    case .missing(let setting, let other):
      """
      \(other.variable) needs \(setting.variable) too, for the links in letters: the address under \
      which people reach this site, such as https://plans.example.org.
      """
    case .secretInFile(let name, let variable):
      "\(name) is secret: set it in the environment as \(variable)."
    case .noFile(let path): "The file of settings \(path) cannot be read."
    case .malformedFile(let path): "The file of settings \(path) is not one JSON object."
    }
  }
}
