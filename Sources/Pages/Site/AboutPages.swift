import Civic

/// What the site is for, what it keeps about people, and how its decisions are checked.
public struct AboutPage: Sendable {
  let frame: PageFrame

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.aboutTitle))
    setting.isPrivate = false
    return frame.page(
      setting,
      """
      <h1>\(texts(.aboutTitle))</h1><p class="lead">\(texts(.homeLead))</p>\
      <h2>\(texts(.aboutPrivacy))</h2><p>\(texts(.aboutPrivacyText))</p>\
      <h2>\(texts(.homeCheck))</h2><p>\(texts(.homeCheckText))</p>\
      <p>\(texts(.aboutVerify))</p><p><code>\("gradnik verify decision.zip --head \(frame.logHead?.rawValue ?? "")")</code></p>\
      <h2>\(texts(.aboutSource))</h2><p>\(texts(.aboutSourceText))</p>
      """)
  }
}

/// How accessible the site is, and where to say that it is not.
public struct AccessibilityPage: Sendable {
  let frame: PageFrame
  let contact: String?

  public init(frame: PageFrame, contact: String?) {
    self.frame = frame
    self.contact = contact
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.accessibilityTitle))
    setting.isPrivate = false
    let feedback: HTML =
      contact.map { address in
        "<p>\(texts(.accessibilityWrite)) \(ExternalLink(text: address, address: "mailto:\(address)"))</p>"
      } ?? "<p>\(texts(.accessibilityNoContact))</p>"
    return frame.page(
      setting,
      """
      <h1>\(texts(.accessibilityTitle))</h1><p>\(texts(.accessibilityText))</p>\
      <h2>\(texts(.accessibilityHow))</h2><p>\(texts(.accessibilityHowText))</p>\
      <h2>\(texts(.accessibilityLimits))</h2><p>\(texts(.accessibilityLimitsText))</p>\
      <h2>\(texts(.accessibilityFeedback))</h2>\(feedback)
      """)
  }
}
