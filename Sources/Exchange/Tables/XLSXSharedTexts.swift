/// The texts that cells share: `<si>` with one text or several runs, without their pronunciation.
struct XLSXSharedTexts: XMLHandler {
  private(set) var texts: [String] = []
  private var current = ""
  private var isInText = false
  private var phoneticDepth = 0

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "si": current = ""
    case "rPh": phoneticDepth += 1
    case "t": isInText = phoneticDepth == 0
    default: break
    }
  }

  mutating func end(_ element: String) {
    switch element {
    case "si": texts.append(XLSXText.unescaped(current))
    case "rPh": phoneticDepth -= 1
    case "t": isInText = false
    default: break
    }
  }

  mutating func characters(_ text: String) {
    if isInText { current += text }
  }
}
