// All code of this module is generated.
