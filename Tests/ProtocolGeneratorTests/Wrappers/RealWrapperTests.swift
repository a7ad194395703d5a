import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

/// Tests of this repository's customization with the bundles in `schema/`.
@Suite("The wrappers of the SDK")
struct RealWrapperTests {
  private let customization: SourceFile
  private let input: GeneratorInput

  init() throws {
    input = try PinnedCode.input()
    customization = try #require(input.customization)
  }

  /// Built once, since most tests need it.
  private static let ofPinnedInput = Result { try wrappers(PinnedCode.input()) }

  private func wrappers(_ input: GeneratorInput) throws -> (methods: [Method], wrappers: [Wrapper]) {
    try input == self.input ? Self.ofPinnedInput.get() : Self.wrappers(input)
  }

  private static func wrappers(_ input: GeneratorInput) throws -> (methods: [Method], wrappers: [Wrapper]) {
    let model = try ModelPipeline.model(of: input)
    let customization = try CustomizationReader.read(
      #require(input.customization),
      includingExperimental: input.experimental != nil
    )
    return (
      model.methods.filter { $0.sender == .client }, try WrapperBuilder.build(model, customization).wrappers
    )
  }

  @Test("exist for every client method except the server's test method and those that only the SDK calls")
  func everyMethod() throws {
    let (methods, wrappers) = try wrappers(input)
    let wrapped = Set(wrappers.map(\.method.name))
    let exceptions = [
      // `Codex.FileSystemAPI.readFile(at:)` returns the bytes instead of the response.
      "fs/readFile",
      // The connection sends the request before it accepts other requests.
      "initialize",
      "mock/experimentalMethod",
      // `CodexThread.approve(_:)` sends the request. The type of its parameter is not in the schema.
      "thread/approveGuardianDeniedAction",
    ]
    #expect(methods.map(\.name).filter { !wrapped.contains($0) } == exceptions)
    #expect(try methods.count == Stage.count(of: "ClientRequest", in: Stage.pinned("experimental")))
  }

  @Test("belong to the thread or the turn when they need one, and to an area when they need none")
  func owners() throws {
    let wrappers = try wrappers(input).wrappers
    let needThread = wrappers.filter { wrapper in
      wrapper.filled.contains { $0.property == "threadID" }
        || wrapper.parameters.contains { parameter in
          if case .property("threadID", _) = parameter.source { parameter.defaultValue == nil } else { false }
        }
    }
    #expect(needThread.count > 40)
    // A session of a thread knows its thread.
    let handles: [Wrapper.Owner] = [.type("CodexThread"), .type("CodexTurn"), .type("RealtimeSession")]
    #expect(needThread.filter { !handles.contains($0.owner) }.map(\.name) == ["resumeThread"])
    // A program begins with one of these two functions. Every other function of `Codex` would be a second place for what an
    // area is for.
    let ofRoot = wrappers.filter { $0.owner == .type(WrapperSettings.rootType) }
    #expect(ofRoot.map(\.name).sorted() == ["resumeThread", "startThread"])
  }

  @Test("do not repeat the noun of their area, and no two areas have the same noun")
  func nouns() throws {
    let wrappers = try wrappers(input).wrappers
    var areas: Set<String> = []
    for wrapper in wrappers {
      guard case .area(let area) = wrapper.owner else { continue }
      areas.insert(area)
      let noun = area.hasSuffix("s") ? String(area.dropLast()) : area
      let name = wrapper.name.lowercased()
      #expect(!name.hasSuffix(noun.lowercased()), "\(wrapper.signature)")
      #expect(!name.hasSuffix(area.lowercased()), "\(wrapper.signature)")
    }
    for area in areas { #expect(!areas.contains(area + "s"), "\(area)") }
  }

  @Test("have a sequence of all elements for each method that returns pages")
  func pages() throws {
    let sequences = try wrappers(input).wrappers.compactMap { wrapper in
      wrapper.pages.map { "\(wrapper.method.name): \($0.name), \($0.element)" }
    }
    #expect(
      sequences == [
        "app/list: all, AppInfo", "experimentalFeature/list: all, ExperimentalFeature",
        "mcpServerStatus/list: all, MCPServerStatus", "model/list: all, Model",
        "permissionProfile/list: all, PermissionProfileSummary", "plugin/search: allSearchResults, PluginSearchResult",
        "project/list: all, Project", "remoteControl/client/list: allClients, RemoteControlClient",
        "thread/attachment/list: allAttachments, ThreadAttachment",
        "thread/attachmentOwner/list: allAttachmentOwners, ThreadAttachmentOwner",
        "thread/backgroundTerminals/list: allBackgroundTerminals, ThreadBackgroundTerminal",
        "thread/items/list: allItems, ThreadItemEntry", "thread/list: all, ThreadInfo",
        "thread/loaded/list: allLoaded, String", "thread/queue/list: allQueuedSubmissions, QueuedSubmission",
        "thread/search: allSearchResults, ThreadSearchResult",
        "thread/searchOccurrences: allOccurrences, ThreadSearchOccurrence",
        "thread/timeline/list: allTimelineEntries, ThreadTimelineEntry", "thread/turns/list: allTurns, Turn",
        "threadSection/list: all, ThreadSection",
      ]
    )
  }

  @Test("take values as Swift programs have them: Int, Date, Duration, Data and String")
  func parameterTypes() throws {
    for wrapper in try wrappers(input).wrappers {
      for parameter in wrapper.parameters {
        let words = parameter.type.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let sized = ["Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64"]
        let unions = ["ThreadListCwdFilter", "ThreadItemsListCursor"]
        let isNamedByUnit = ["Milliseconds", "Seconds", "Ms", "Secs"].contains { parameter.name.hasSuffix($0) }
        #expect(Set(words).isDisjoint(with: sized + unions), "\(wrapper.signature)")
        #expect(!parameter.name.lowercased().contains("base64"), "\(wrapper.signature)")
        #expect(!isNamedByUnit, "\(wrapper.signature)")
      }
    }
  }

  @Test("are generated from a schema in which every time and every text of bytes is declared")
  func representations() throws {
    let warnings = try ModelPipeline.model(of: input).warnings
    let missed = warnings.map(\.message).filter { $0.contains("looks like") }
    #expect(missed == [])
  }

  @Test("have no parameters for the protocol's properties about approvals and the sandbox")
  func noRawFields() throws {
    let names = ["approvalPolicy", "approvalsReviewer", "sandboxPolicy"]
    let types = ["SandboxMode", "SandboxPolicy", "ApprovalPolicy", "ApprovalsReviewer"]
    for wrapper in try wrappers(input).wrappers {
      for parameter in wrapper.parameters + (wrapper.options?.parameters ?? []) {
        let words = parameter.type.split { !$0.isLetter }.map(String.init)
        #expect(!names.contains(parameter.name), "\(wrapper.signature)")
        #expect(words.allSatisfy { !types.contains($0) }, "\(wrapper.signature)")
      }
    }
    for file in try PinnedCode.generation.get().files where file.path.hasSuffix("Methods.swift") {
      for type in types {
        #expect(!file.contents.contains("\(type)>") && !file.contents.contains(": \(type)"), "\(file.path)")
      }
    }
  }

  @Test("can be generated from the stable bundle alone: the same wrappers without the experimental parts")
  func stableOnly() throws {
    var stable = input
    stable.experimental = nil
    let both = try wrappers(input).wrappers.filter { $0.method.availability == .always }.map { wrapper in
      var wrapper = wrapper
      wrapper.parameters.removeAll { $0.availability == .experimental }
      return wrapper.signature
    }
    #expect(try wrappers(stable).wrappers.map(\.signature) == both)
    #expect(try Generator.generate(stable).files.allSatisfy { !$0.contents.contains("ExperimentalAPI") })
  }

  @Test("are the same bytes whatever the order of keys in the customization", arguments: [1, 2] as [UInt64])
  func keyOrder(seed: UInt64) throws {
    var random = Random(state: seed)
    var shuffled = input
    let text = try random.shuffled(JSONValue(parsing: customization.bytes))
    shuffled.customization = SourceFile(path: customization.path, bytes: Array(text.utf8))
    #expect(shuffled != input)

    #expect(try Generator.generate(shuffled).files == PinnedCode.generation.get().files)
  }
}
