internal import CPostgres
internal import Database

extension DatabaseError {
  /// What the server's code (SQLSTATE) and message say, in the terms both databases share.
  ///
  /// Source: PostgreSQL 15, Appendix A. <https://www.postgresql.org/docs/15/errcodes-appendix.html>
  init(answer: OpaquePointer) {
    let field = { (code: Character) -> String? in
      PQresultErrorField(answer, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    let state = field("C") ?? ""
    let reason = field("M") ?? "no reason was given"
    switch state {
    case "23505": self = .uniqueViolation(field("n") ?? reason)
    case "23503": self = .foreignKeyViolation
    case "23514": self = .checkViolation(field("n") ?? reason)
    case "23502": self = .notNullViolation("\(field("t") ?? "?").\(field("c") ?? "?")")
    case "42804", "22P02", "22003", "42883": self = .wrongType(reason)
    case "25006": self = .readOnly
    case "40001", "40P01", "55P03", "53300": self = .busy
    case "53100": self = .diskFull
    case "XX001", "XX002": self = .damaged(reason)
    case "57P01", "57P02", "57P03", "25P03": self = .connectionLost
    // Without a code it is libpq that speaks: the server closed the connection.
    case "": self = .connectionLost
    default: self = state.hasPrefix("08") ? .connectionLost : .other("\(reason) (\(state))")
    }
  }
}
