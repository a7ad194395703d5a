// Programs that use the SDK also use many types of the protocol, such as items, statuses and notifications. With these exports,
// `import CodexSDK` is enough.
@_exported import CodexProtocol
@_exported import CodexWire
