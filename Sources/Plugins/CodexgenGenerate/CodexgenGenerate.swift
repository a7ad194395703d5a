import PackagePlugin

/// The command plugin `swift package codexgen-generate`: runs `codexgen generate`, and asks for the permission to write.
@main
struct CodexgenGenerate: CodexgenPlugin {
  let subcommand = ["generate"]
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenGenerate: XcodeCommandPlugin {}
#endif
