import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Pages

/// What a chart's markup draws: read as XML, so that it must be well formed.
final class Drawing: NSObject, XMLParserDelegate {
  struct Place: Equatable {
    var x: Double
    var y: Double
    var element: String
  }

  private(set) var isWellFormed = false
  private(set) var width = 0.0
  private(set) var height = 0.0
  /// Every point of a shape and both ends of every line of text.
  private(set) var places: [Place] = []
  /// The rectangles by class, as drawn.
  private(set) var frames: [(style: String, frame: ChartFrame)] = []
  private(set) var elements: [String: Int] = [:]
  private(set) var roles: [String] = []
  /// Open elements; those after a number here are not measured.
  private var open: [String] = []
  private var unmeasured: Int?
  private var text = (size: 0.0, anchor: "start", x: 0.0, y: 0.0, words: "")

  init(_ html: HTML) {
    super.init()
    let parser = XMLParser(data: Data(html.rendered.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  var outside: [Place] {
    places.filter {
      !($0.x >= -0.5 && $0.x <= width + 0.5 && $0.y >= -0.5 && $0.y <= height + 0.5)
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(name)
    elements[name, default: 0] += 1
    let isAside =
      ["defs", "clipPath"].contains(name) || attributes["clip-path"] != nil
      || attributes["transform"] != nil || attributes["class"] == "swatch"
    if unmeasured == nil, isAside { unmeasured = open.count }
    guard unmeasured == nil else { return }
    let number = { (key: String) in attributes[key].flatMap(Double.init) ?? 0 }
    switch name {
    case "svg":
      (width, height) = (number("width"), number("height"))
      roles.append(attributes["role"] ?? "")
    case "rect":
      let frame = ChartFrame(
        x: number("x"), y: number("y"), width: number("width"), height: number("height"))
      frames.append((attributes["class"] ?? "", frame))
      add(frame.x, frame.y, name)
      add(frame.x + frame.width, frame.y + frame.height, name)
    case "circle":
      add(number("cx") - number("r"), number("cy") - number("r"), name)
      add(number("cx") + number("r"), number("cy") + number("r"), name)
    case "path": addPath(attributes["d"] ?? "")
    case "text": text = (number("font-size"), attributes["text-anchor"] ?? "start", 0, 0, "")
    case "tspan": (text.x, text.y, text.words) = (number("x"), number("y"), "")
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if open.last == "tspan" { text.words += characters }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "tspan", unmeasured == nil { addText() }
    if unmeasured == open.count { unmeasured = nil }
    open.removeLast()
  }

  private func add(_ x: Double, _ y: Double, _ element: String) {
    places.append(Place(x: x, y: y, element: element))
  }

  private func addText() {
    let width = ChartText.width(text.words, size: text.size)
    let start =
      switch text.anchor {
      case "middle": text.x - width / 2
      case "end": text.x - width
      default: text.x
      }
    add(start, text.y - text.size * 0.8, "text \(text.words)")
    add(start + width, text.y + text.size * 0.25, "text \(text.words)")
  }

  /// Absolute commands alone, which is all that the charts write.
  private func addPath(_ commands: String) {
    var (x, y) = (0.0, 0.0)
    for match in commands.matches(of: /([A-Za-z])([^A-Za-z]*)/) {
      let numbers = match.2.matches(of: /-?[0-9.]+/).compactMap { Double($0.0) }
      switch match.1 {
      case "M", "L", "C":
        for pair in stride(from: 0, to: numbers.count - 1, by: 2) {
          (x, y) = (numbers[pair], numbers[pair + 1])
          add(x, y, "path")
        }
      case "A": (x, y) = (numbers[5], numbers[6])
      case "H": x = numbers[0]
      case "V": y = numbers[0]
      case "Z": continue
      default: add(.nan, .nan, "command \(match.1)")
      }
      add(x, y, "path")
    }
  }
}
