import PackagePlugin

/// The command plugin `swift package codexgen-pin`: runs `codexgen pin`, and asks for the permissions to write and to use the
/// network.
@main
struct CodexgenPin: CodexgenPlugin {
  let subcommand = ["pin"]
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenPin: XcodeCommandPlugin {}
#endif
