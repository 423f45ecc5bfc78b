extension Book {
  /// Every picture, in its order.
  public var pictures: [BookPicture] { Self.pictures(in: blocks) }

  private static func pictures(in blocks: [BookBlock]) -> [BookPicture] {
    blocks.flatMap { block -> [BookPicture] in
      switch block {
      case .picture(let picture): [picture]
      case .wide(let blocks): pictures(in: blocks)
      default: []
      }
    }
  }

  /// Every heading, in its order.
  public var headings: [BookHeading] { Self.headings(in: blocks) }

  private static func headings(in blocks: [BookBlock]) -> [BookHeading] {
    blocks.flatMap { block -> [BookHeading] in
      switch block {
      case .heading(let heading): [heading]
      case .wide(let blocks): headings(in: blocks)
      default: []
      }
    }
  }
}
