import Foundation

// The functions that libFuzzer calls by their C names. libFuzzer has the program's `main`.
//
// All targets are in one program, since linking the protocol's types takes long: `Tests/Fuzz/run` makes a symbolic link to
// it for each target, and the name by which the program is called chooses the target.

/// What the whole run goes by. Set once by `LLVMFuzzerInitialize`, before the first input, and libFuzzer has one thread.
private nonisolated(unsafe) var run = FuzzRun(target: JSONParserTarget.self)

private struct FuzzRun {
  var target: any FuzzTarget.Type
}

/// libFuzzer's own mutation of bytes, which knows the dictionary of `-dict=`.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximumSize: Int) -> Int

@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzer(
  _ argumentCount: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> Int32 {
  let environment = ProcessInfo.processInfo.environment
  if environment["FUZZ_LIST"] != nil {
    for target in FuzzTargets.all { print(target.name) }
    exit(0)
  }
  let path = arguments.pointee[0].map { String(cString: $0) } ?? ""
  let name = URL(fileURLWithPath: path).lastPathComponent
  guard let target = FuzzTargets.named(name) else {
    Fuzzer.stop("There is no fuzz target '\(name)'. Call this program by the name of one, as 'Tests/Fuzz/run' does.")
  }
  run = FuzzRun(target: target)
  if let folder = environment["FUZZ_SEEDS"] {
    do {
      try Fuzzer.writeSeeds(of: target, to: URL(fileURLWithPath: folder))
      exit(0)
    } catch {
      Fuzzer.stop("The seeds of the target '\(name)' could not be made: \(error)")
    }
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let input = Array(UnsafeBufferPointer(start: bytes, count: size))
  do {
    try run.target.check(input)
  } catch is Uninteresting {
    // -1 keeps libFuzzer from taking the input into the corpus.
    return -1
  } catch {
    Fuzzer.stop("The target '\(run.target.name)' found: \(error)")
  }
  return 0
}

@_cdecl("LLVMFuzzerCustomMutator")
public func mutateInput(
  _ bytes: UnsafeMutablePointer<UInt8>,
  _ size: Int,
  _ maximumSize: Int,
  _ seed: UInt32
) -> Int {
  var random = SplitMix64(seed: UInt64(seed))
  // Three of four mutations keep the format; the rest damage it, since damaged input has to be refused in order, too.
  if Int.random(in: 0..<4, using: &random) > 0 {
    let input = Array(UnsafeBufferPointer(start: bytes, count: size))
    if let output = run.target.mutated(input, using: &random), output.count <= maximumSize {
      bytes.update(from: output, count: output.count)
      return output.count
    }
  }
  return mutateBytes(bytes, size, maximumSize)
}

@_cdecl("LLVMFuzzerCustomCrossOver")
public func crossInputs(
  _ first: UnsafePointer<UInt8>,
  _ firstSize: Int,
  _ second: UnsafePointer<UInt8>,
  _ secondSize: Int,
  _ output: UnsafeMutablePointer<UInt8>,
  _ maximumSize: Int,
  _ seed: UInt32
) -> Int {
  var random = SplitMix64(seed: UInt64(seed))
  let inputs = [(first, firstSize), (second, secondSize)].map { Array(UnsafeBufferPointer(start: $0, count: $1)) }
  // 0 tells libFuzzer that nothing came of it.
  guard let crossed = run.target.crossed(inputs[0], inputs[1], using: &random), crossed.count <= maximumSize else {
    return 0
  }
  output.update(from: crossed, count: crossed.count)
  return crossed.count
}

enum Fuzzer {
  /// Ends the program in the way that libFuzzer takes for a crash, so that it keeps the input.
  static func stop(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("\n\(reason)\n".utf8))
    abort()
  }

  static func writeSeeds(of target: any FuzzTarget.Type, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, seed) in try target.seeds().enumerated() {
      try Data(seed).write(to: folder.appendingPathComponent("seed-\(index)"))
    }
  }
}
