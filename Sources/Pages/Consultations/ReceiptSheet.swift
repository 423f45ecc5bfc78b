public import Civic

/// The page of a receipt with gaps where the receipt goes. Ballots come by the thousand, and nothing
/// else on the pages that answer them differs.
public struct ReceiptSheet: Sendable {
  private let beforeCode: HTML
  private let betweenThem: HTML
  private let afterWhole: HTML

  /// Cuts the receipt out of the page it was shown on: its code is chance, and stands nowhere else.
  ///
  /// - Returns: Nil unless the page shows first the code, then the whole receipt, each once.
  public init?(_ page: HTML, of receipt: VoteReceipt) {
    let pieces = page.pieces(between: receipt.code.shown)
    guard pieces.count == 3, let rest = pieces[2].removing(start: Self.rest(of: receipt)) else {
      return nil
    }
    (beforeCode, betweenThem, afterWhole) = (pieces[0], pieces[1], rest)
  }

  /// The same page for another receipt.
  public func html(of receipt: VoteReceipt) -> HTML {
    "\(beforeCode)\(receipt.code.shown)\(betweenThem)\(receipt.text)\(afterWhole)"
  }

  /// What follows the code in a whole receipt.
  private static func rest(of receipt: VoteReceipt) -> String {
    String(receipt.text.dropFirst(receipt.code.shown.count))
  }
}
