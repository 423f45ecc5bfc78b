/// Places and codes for new records of a plan.
public enum PlanPositions {
  /// The place after the last: 1 where there is none yet.
  public static func next(_ positions: [Int]) -> Int { (positions.max() ?? 0) + 1 }

  /// The letter and the first number after as many as there are that is not taken. What a deleted
  /// record leaves between others stays free, for people may still know it by its code.
  public static func freeCode(_ letter: String, among codes: [String]) -> String {
    let taken = Set(codes)
    var number = codes.count + 1
    while taken.contains("\(letter)\(number)") { number += 1 }
    return "\(letter)\(number)"
  }
}
