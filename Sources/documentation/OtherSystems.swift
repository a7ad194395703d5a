#if !(os(macOS) || os(Linux))
/// The program on systems on which an app cannot run other programs. It exists so that Xcode can build all targets of the
/// package for these systems.
@main
struct Documentation {
  static func main() { print("documentation runs on macOS and Linux only") }
}
#endif
