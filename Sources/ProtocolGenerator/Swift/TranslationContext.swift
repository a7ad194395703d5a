/// What every translator needs: the declarations of the model with their Swift spelling, and the access level of the code.
struct TranslationContext: Sendable {
  let accessLevel: AccessLevel
  let types: NamedTypes
  /// The estimated sizes of the unions, see `PayloadSize`.
  let unionSizes: [TypeID: Int]
  /// What a definition without prose of its own is for, as the methods that use the definition show.
  private var purposes: [TypeID: MessagePurpose] = [:]

  /// - Parameter functions: The functions of the SDK by the names of their methods, as programs call them.
  init(_ model: ProtocolModel, access: AccessLevel = .public, functions: [String: String] = [:]) {
    accessLevel = access
    types = NamedTypes(model)
    unionSizes = PayloadSize.unionSizes(types)
    for type in model.types {
      guard case .messages(let messages) = type.kind else { continue }
      let isRequest = messages.kind == .requests
      for message in messages.cases {
        describe(message.params) {
          let function = functions[message.method]
          return .init(.parameters, of: message.method, isRequest: isRequest, message.documentation, function: function)
        }
      }
    }
    for method in model.methods {
      describe(method.response) {
        .init(.response, of: method.name, isRequest: true, method.documentation, function: nil)
      }
    }
  }

  private mutating func describe(_ type: TypeReference?, _ purpose: () -> MessagePurpose) {
    if let id = type?.name, purposes[id] == nil { purposes[id] = purpose() }
  }

  /// The access modifier of public declarations, with a space behind it.
  var access: String { accessLevel.modifier }

  /// The modifiers of functions that the codec calls and programs do not, with a space behind them. The attribute hides a public
  /// function from the completion of files that import the module without `@_spi(Generated)`; functions with another access
  /// level may not have the attribute.
  var hookAccess: String { accessLevel == .public ? "@\(ImportSyntax.hooks) \(access)" : access }

  /// What a definition is for; `nil` when no message uses the definition.
  func purpose(of id: TypeID) -> MessagePurpose? { purposes[id] }

  /// A type in Swift.
  ///
  /// - Parameter scope: The declaration in which the text is used: the types nested in it go by their short names.
  func spelling(_ type: TypeReference, in scope: TypeDeclaration? = nil) -> String {
    types.spelling.text(type, in: scope)
  }

  /// The type of the Swift property that stores a property of the schema.
  func storedType(of property: Property, in scope: TypeDeclaration? = nil) -> String {
    types.spelling.text(property, in: scope)
  }
}
