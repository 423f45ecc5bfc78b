import Civic
import Exact

/// A small table of cities and years.
func sampleTable(
  _ rows: [(city: String, year: String, value: String?, status: String)],
  labels: [String: String] = [:], time: String = "time", unit: String? = nil
) throws -> ObservationTable {
  var builder = ObservationTableBuilder()
  try builder.add(ObservationDimension(code: "geo", role: .place))
  try builder.add(ObservationDimension(code: time, role: .time), ordersTimes: true)
  builder.origin.unit = unit.map { ObservationUnit(label: $0) }
  for (index, row) in rows.enumerated() {
    builder.line = index + 1
    let city = try builder.category(Array(row.city.utf8)[...], dimension: 0)
    builder.label(city, dimension: 0, labels[row.city] ?? "")
    let year = try builder.category(Array(row.year.utf8)[...], dimension: 1)
    let content = row.value.flatMap { DecimalReading(Array($0.utf8)[...]).content }
    try builder.append([city, year], content ?? .missing, status: Array(row.status.utf8)[...])
  }
  return try builder.table()
}
