package loop

// Run runs the operation n times behind n pieces of work.
func (o Operation) Run(f Form, n int) { o.block(f)(n) }
