/// Whether two numbers differ by no more than said.
func isNear(_ found: Double, _ expected: Double, within tolerance: Double) -> Bool {
  (found - expected).magnitude <= tolerance
}
