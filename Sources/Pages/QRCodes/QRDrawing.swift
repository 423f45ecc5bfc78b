/// A QR code as a drawing: always dark on white, as phones expect it, also on a dark page.
struct QRDrawing: Component {
  var code: QRCode
  /// What it is, for those who do not see it.
  var label: String

  var html: HTML {
    let width = code.size + 8
    return """
      <svg class="qr" viewBox="0 0 \(width) \(width)" width="\(width * 5)" height="\(width * 5)" \
      role="img" aria-label="\(label)" shape-rendering="crispEdges">\
      <rect width="\(width)" height="\(width)" fill="#fff"/>\
      <path fill="#000" d="\(path)"/></svg>
      """
  }

  /// One stroke for every run of dark modules, four modules in from the border.
  private var path: String {
    var path = ""
    for (row, modules) in code.modules.enumerated() {
      var column = 0
      while column < modules.count {
        let run = modules[column...].prefix { $0 }.count
        if run > 0 { path += "M\(column + 4) \(row + 4)h\(run)v1h-\(run)z" }
        column += max(run, 1)
      }
    }
    return path
  }
}
