extension HTML {
  /// Gathers literals as they are and values escaped.
  ///
  /// Nothing here is copied to where it is used: pages are made of little else, and the optimiser
  /// would work for a quarter of an hour on what runs no faster.
  public struct Interpolation: StringInterpolationProtocol {
    var markup = ""

    @inline(never)
    public init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    /// What is large makes room for itself and a little more: the page around it then moves it no
    /// second time.
    @inline(never)
    private mutating func add(_ piece: String) {
      let (size, added) = (markup.utf8.count, piece.utf8.count)
      if added > max(size, 4096) { markup.reserveCapacity(size + added + added / 8 + 4096) }
      markup += piece
    }

    @inline(never)
    public mutating func appendLiteral(_ literal: String) {
      markup += literal
    }

    @inline(never)
    public mutating func appendInterpolation(_ text: String) {
      markup.appendEscaped(text)
    }

    @inline(never)
    public mutating func appendInterpolation(_ text: Substring) {
      markup.appendEscaped(String(text))
    }

    @inline(never)
    public mutating func appendInterpolation(_ number: some FixedWidthInteger) {
      markup += String(number)
    }

    /// A length or place in a drawing, rounded to hundredths; never for figures that people read.
    @inline(never)
    public mutating func appendInterpolation(_ length: Double) {
      markup += length.drawn
    }

    @inline(never)
    public mutating func appendInterpolation(_ piece: HTML) {
      add(piece.rendered)
    }

    @inline(never)
    public mutating func appendInterpolation(_ piece: HTML?) {
      if let piece { add(piece.rendered) }
    }

    @inline(never)
    public mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { add(piece.rendered) }
    }

    @inline(never)
    public mutating func appendInterpolation(_ component: some Component) {
      add(component.html.rendered)
    }

    @inline(never)
    public mutating func appendInterpolation(_ component: (some Component)?) {
      if let component { add(component.html.rendered) }
    }

    @inline(never)
    public mutating func appendInterpolation(_ components: [some Component]) {
      for component in components { add(component.html.rendered) }
    }

    /// A boolean attribute with the space before it, `" checked"`, or nothing.
    @inline(never)
    public mutating func appendInterpolation(attribute name: StaticString, if isOn: Bool) {
      if isOn { markup += " \(name)" }
    }

    /// An attribute with its value and the space before it, or nothing when there is no value.
    @inline(never)
    public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      markup += " \(name)=\""
      markup.appendEscaped(value)
      markup += "\""
    }

    /// An attribute with a whole number, or nothing when there is none.
    @inline(never)
    public mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
      if let value { markup += " \(name)=\"\(value)\"" }
    }
  }
}
