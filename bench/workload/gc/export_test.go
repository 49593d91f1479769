package gc

var (
	Split = split
	Read  = read
)

// Pauses is a histogram, for tests that make it up.
type Pauses = pauses

func NewPauses(counts []uint64, bounds []float64) Pauses { return pauses{counts, bounds} }

func (p pauses) Quantile(q float64) float64 { return p.quantile(q) }
func (p pauses) Plus(o Pauses) Pauses       { return p.plus(o, 1) }
func (r reading) Cycles() uint64            { return r.cycles }
func (r reading) Total() uint64             { return r.pauses.total() }
func (r reading) Since(e reading) reading   { return r.since(e) }
