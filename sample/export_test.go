package sample

// LogUniform is the logarithm that gaps are drawn with.
func LogUniform(x uint64) float64 { return logUniform(x) }

// State returns the generator's only word.
func (x *Xorshift) State() uint64 { return x.state }
