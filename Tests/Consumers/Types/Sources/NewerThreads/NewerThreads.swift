// Everything in this module is generated.
