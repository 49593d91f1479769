// Package cli has what all the commands are made of: flags and what -h says of them, exit
// statuses, and files that are written at the end.
package cli
