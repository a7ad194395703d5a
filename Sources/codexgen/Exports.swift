// The files in the folders Shared and Defaults do not import the generator, since codexgen-module compiles these files together with the
// generator in one module.
@_exported import ProtocolGenerator
