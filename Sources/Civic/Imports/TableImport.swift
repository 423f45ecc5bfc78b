/// A table of actions on its way into a plan: what the file holds, how it is understood, what was
/// mended.
public struct TableImport: Hashable, Sendable {
  public var table: Table
  public var settings: ImportSettings
  /// What people wrote in place of what the file holds.
  public var corrections: [CellAddress: String]

  /// More rows than this no plan takes at once.
  public static let largestRowCount = 2000

  public init(
    table: Table, settings: ImportSettings, corrections: [CellAddress: String] = [:]
  ) {
    self.table = table
    self.settings = settings
    self.corrections = corrections
  }

  /// The table with what was mended.
  public var corrected: Table {
    corrections.reduce(table) { $0.replacing($1.key, with: .text($1.value)) }
  }

  /// The columns that have content and no field.
  public var otherColumns: [Int] {
    let corrected = corrected
    return (0..<corrected.columnCount).filter { column in
      settings.fields[column] == nil
        && corrected.rows.dropFirst(settings.headerRows.upperBound).contains {
          column < $0.count && !$0[column].isBlank
        }
    }
  }

  /// What the table brings into a plan, and what has to be mended first.
  ///
  /// Every cell of a column with a field that is not blank comes into the additions or into a
  /// problem, or stands in a skipped row. What has no place in the fields of its kind, such as a
  /// rate besides an amount, goes into the action's internal note under the column's heading.
  ///
  /// - Parameters:
  ///   - document: The plan as it is.
  ///   - newKey: Gives a new identifier each time.
  /// - Complexity: O(cells + records of the plan).
  public func outcome(
    in document: PlanDocument, newKey: @escaping () -> String
  ) -> ImportOutcome {
    var builder = ImportBuilder(
      table: corrected, settings: settings, document: document, newKey: newKey)
    builder.build()
    return builder.outcome
  }
}
