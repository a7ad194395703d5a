/// SwiftPM wants a Swift file in a target; here it also adds something to a generated type.
extension ModelListResponse {
  package var isLastPage: Bool { nextCursor == nil }
}
