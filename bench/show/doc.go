// Package show has what the commands print with: tables, progress, and numbers that JSON
// can hold.
package show
