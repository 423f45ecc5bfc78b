/// A value whose name a page can show: `late` of `actionStatus` has the text `actionStatus_late`.
public protocol Named: RawRepresentable where RawValue == String {
  /// The part of the text key before the underscore, in camel case and without one.
  static var textPrefix: String { get }
}

extension Named {
  /// The key of the text that names the value.
  public var textKey: String { "\(Self.textPrefix)_\(rawValue)" }
}
