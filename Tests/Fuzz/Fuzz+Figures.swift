import Civic
import Exact
import Exchange
import Tracking

extension Fuzz {
  /// Statistics in the formats of their publishers, and formulae.
  static let figures: [String: @Sendable ([UInt8]) -> Void] = [
    "json-stat": { bytes in _ = try? JSONStatReader().read(bytes) },
    "sdmx-json": { bytes in _ = try? SDMXJSONReader().read(bytes) },
    "sdmx-csv": { bytes in _ = try? SDMXCSVReader().read(bytes) },
    "eurostat": { bytes in _ = try? EurostatTSVReader().read(bytes) },
    "ngsi": { bytes in _ = try? KeyPerformanceIndicatorReader().read(bytes) },
    "figures-table": { bytes in
      let long = MappedTableReader(mapping: .urbanAudit)
      _ = try? long.read(bytes)
      let part = ObservationMapping.Part(code: "a", column: .number(1))
      var wide = ObservationMapping(
        parts: [part],
        values: .wide(
          first: .number(2), last: nil, code: "time", role: nil, times: .automatic))
      wide.numbers.hasDecimalComma = true
      wide.numbers.mayGroup = true
      wide.numbers.mayHavePercent = true
      wide.numbers.mayHaveFlag = true
      _ = try? MappedTableReader(mapping: wide).read(bytes)
    },
    "formula": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = IndicatorUnit.parse(text)
      guard let formula = try? Formula.parse(text) else { return }
      var book = formula.references.map { IndicatorDefinition.measured($0, in: .one) }
      // The first is computed from itself: a circle.
      if let code = formula.references.first { book.append(.computed(code, by: formula)) }
      _ = FormulaBook(book)
    },
  ]
}
