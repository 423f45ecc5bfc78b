import Civic
import Testing

@Suite struct `Places and codes of new records` {
  @Test func `come after the last`() {
    #expect(PlanPositions.next([]) == 1)
    #expect(PlanPositions.next([3, 1]) == 4)
  }

  @Test func `are free, and not those of a record deleted between others`() {
    #expect(PlanPositions.freeCode("A", among: []) == "A1")
    #expect(PlanPositions.freeCode("A", among: ["A1", "A2"]) == "A3")
    #expect(PlanPositions.freeCode("A", among: ["A1", "A3"]) == "A4")
    #expect(PlanPositions.freeCode("A", among: ["Lights", "A2"]) == "A3")
    #expect(PlanPositions.freeCode("O", among: ["A1", "O1"]) == "O3")
  }
}
