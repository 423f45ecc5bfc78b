/// Something unusual in a source that did not keep it from being read.
public enum ObservationNote: Hashable, Sendable {
  /// Cells that were there and said nothing: neither a value nor a status.
  case emptyCells(Int)
  /// Rows that stood more than once with the same content.
  case repeatedObservations(Int)
  /// Numbers with more digits than are kept (12 after the mark, 18 in all), rounded half to even.
  case roundedValues(Int)
  /// Cells with words where a number was expected; the words are kept.
  case textValues(Int)
  /// Not all categories of the dimension have a label.
  case labelsIncomplete(dimension: String)
  /// A dimension of indicators without units.
  case unitsMissing(dimension: String)
  /// The old form with several datasets side by side (JSON-stat 1).
  case deprecatedBundle
  /// A version that this reader does not know; `nil` when the source names none.
  case unknownVersion(String?)
  /// A part of the source that is not kept, by its name there, and how often it occurs.
  case notKept(String, count: Int)
  /// Rows or records without an observation.
  case skippedRecords(Int)
}
