// Package property has the tests of what must hold whatever happens: of sequences of
// operations that are made up, and made shorter when one fails. It is a module of its
// own, so that whit does not require what they need.
package property
