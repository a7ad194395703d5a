#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// The move of this package to another release of Codex: all files that change, and what is left for a person.
///
/// Nothing is written before all contents are known.
struct PackageUpgrade {
  /// Why the upgrade cannot be made.
  struct Refusal {
    /// The errors of the generator that remain when the unused entries of the customization are removed.
    var errors: [Diagnostic]
    /// Whether the unused entries of the customization may be removed.
    var mayRemove: Bool
  }

  private static let notifications = "Sources/CodexSDK/ThreadState/NotificationEffect.swift"

  /// The release that was pinned before; `nil` if there was none.
  let old: String?
  let new: String
  /// The comparison of the two releases; `nil` if there was no release before, or if the releases cannot be compared.
  let diff: SchemaDiff?
  /// The customization before the upgrade.
  private let customization: SourceFile?
  /// The entries of the customization that fit nothing in the new release.
  let unused: [Diagnostic]
  /// `nil` if the upgrade can be made.
  let refusal: Refusal?
  /// All files that change; `nil` if the upgrade is refused.
  private(set) var plan: OutputPlan?
  private(set) var steps: [UpgradeStep] = []

  /// Reads the files of the package, and generates the code of the release.
  ///
  /// - Parameters:
  ///   - mayRemove: Whether entries of the customization that fit nothing in the release may be removed.
  /// - Throws: `Failure` if a file of the package cannot be read or is not valid.
  init(
    to release: CodexRelease,
    of package: Location,
    schema: Location,
    output: Location,
    mayRemove: Bool,
    _ session: Session
  ) throws(Failure) {
    let before = try SchemaFolder(schema)
    old = before.pinned
    new = release.version
    customization = before.source(SchemaFolder.customization)
    let schemaPlan = try before.plan(release)
    // Releases that cannot be compared are no obstacle. If the new release is the reason, the generator reports the errors below.
    diff = before.hasBundles ? try? before.diff(to: release) : nil

    let input = Self.input(schemaPlan, customization)
    let fit = CustomizationFit(input) { input throws(GeneratorError) in try session.engine.generate(input) }
    unused = fit.unused
    guard let generation = fit.generation, mayRemove || fit.unused.isEmpty else {
      refusal = Refusal(errors: fit.errors, mayRemove: mayRemove)
      return
    }
    refusal = nil
    var files = schemaPlan.files
    if !unused.isEmpty, let text = fit.customization {
      files.append(before.change(SchemaFolder.customization, to: String(decoding: text.bytes, as: UTF8.self)))
    }
    files += try OutputPlan(generation.files, in: output).files
    files += try Self.texts(in: package, for: release, fit.customization)
    plan = OutputPlan(folder: package, files: files)
    var upgraded = input
    upgraded.customization = fit.customization
    do {
      steps = try Self.steps(upgraded, since: Self.input(before), package, session)
    } catch {
      throw Failure(error, in: upgraded.files)
    }
  }

  // MARK: Inputs

  /// The release as input of the generator, with the paths that the files will have.
  private static func input(_ plan: OutputPlan, _ customization: SourceFile?) -> GeneratorInput {
    func file(_ name: String) -> SourceFile? {
      guard let file = plan.files.first(where: { $0.location.name == name }), let bytes = file.newContents else {
        return nil
      }
      return SourceFile(path: file.location.shown, bytes: [UInt8](bytes))
    }
    return GeneratorInput(
      stable: file(SchemaFolder.stable),
      experimental: file(SchemaFolder.experimental),
      customization: customization,
      pin: file(SchemaFolder.pin),
      history: file(SchemaFolder.history)
    )
  }

  /// The bundles that were pinned before; `nil` if there are none.
  private static func input(_ before: SchemaFolder) -> GeneratorInput? {
    guard let stable = before.source(SchemaFolder.stable), let experimental = before.source(SchemaFolder.experimental)
    else { return nil }
    return GeneratorInput(stable: stable, experimental: experimental)
  }

  // MARK: Files beside the generated code

  /// The changes of the files that name the release or contain a part of the customization.
  private static func texts(
    in package: Location,
    for release: CodexRelease,
    _ customization: SourceFile?
  ) throws(Failure) -> [OutputPlan.File] {
    var files: [OutputPlan.File] = []
    func add(_ location: Location, old: Data, new: String) {
      let new = Data(new.utf8)
      files.append(OutputPlan.File(location: location, change: old == new ? .unchanged : .write(new: new, old: old)))
    }
    for location in try ReleaseMark.files(in: package) {
      let old = try Files.read(location)
      add(
        location,
        old: old,
        new: ReleaseMark.replacing(in: String(decoding: old, as: UTF8.self), with: release.version)
      )
    }
    let copy = package.appending(SDKFacts.path)
    if Files.kind(copy.path) == .file, let customization {
      do {
        add(copy, old: try Files.read(copy), new: try SDKFacts.copy(of: customization))
      } catch let error as GeneratorError {
        throw Failure(error, in: [customization])
      } catch {
        throw (error as? Failure) ?? .file(copy, Files.reason(error))
      }
    }
    return files
  }

  // MARK: What is left

  private static func steps(
    _ input: GeneratorInput,
    since old: GeneratorInput?,
    _ package: Location,
    _ session: Session
  ) throws(GeneratorError) -> [UpgradeStep] {
    var steps = try UpgradeSteps.find(in: input, since: old)
    let table = package.appending(notifications)
    if let file = try? session.workspace.source(table) {
      steps += try NotificationRows.steps(for: file, in: input)
    }
    let readme = package.appending("README.md")
    if let text = try? Files.read(readme), !ReleaseMark.isIn(String(decoding: text, as: UTF8.self)) {
      let task = "No place of this file is marked as the version of the pinned release. Mark the place."
      let mark = ReleaseMark.start + (input.pin.flatMap { try? Pin.read($0).codex } ?? "") + ReleaseMark.end
      steps.append(UpgradeStep(task: task, file: readme.shown, entry: mark))
    }
    return steps
  }

  // MARK: Messages

  /// The files that messages are about.
  var inputFiles: [SourceFile] { [customization].compactMap(\.self) }

  /// The messages about the unused entries of the customization, with their lines.
  var unusedTexts: [String] { Diagnostic.texts(unused, in: inputFiles) }
}

extension OutputPlan.File {
  /// The contents of the file after the change; `nil` if the file is removed.
  var newContents: Data? {
    switch change {
    case .write(let new, _), .blocked(let new, _): new
    case .unchanged: try? Files.read(location)
    case .remove: nil
    }
  }
}
#endif
