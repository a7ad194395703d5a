// The generator uses the JSON values of CodexWire. Its files do not import the module, since codexgen-module compiles these files together
// with the folder JSON of CodexWire in one module, and so needs nothing else of CodexWire.
@_exported import CodexWire
