/// SwiftPM requires a Swift file in a target. This file also extends a generated type.
extension ModelListResponse {
  package var isLastPage: Bool { nextCursor == nil }
}
