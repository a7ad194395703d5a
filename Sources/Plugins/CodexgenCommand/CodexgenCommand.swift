import PackagePlugin

/// The command plugin `swift package codexgen`: runs codexgen with the same arguments in the folder of the package.
///
/// The plugin asks for no permission. On macOS, a command that writes files therefore fails, unless the user gives the permission
/// with an option of `swift package`. The other command plugins ask for the permissions that they need.
@main
struct CodexgenCommand: CodexgenPlugin {
  let subcommand: [String] = []
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenCommand: XcodeCommandPlugin {}
#endif
