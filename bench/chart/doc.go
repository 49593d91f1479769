// Package chart draws small charts as SVG that one can read at a glance.
//
// A [Figure] is a title over one or more panels with one legend. A panel is [Rows],
// dots or bars along a horizontal axis with a label each, or [Lines], points over x.
// Series of the same name have the same colour and mark in all panels; colours are
// Okabe and Ito's, which the colour-blind tell apart, and marks differ in shape too.
//
// A point that is not a number is left out. One that is infinite, beyond an axis whose
// range is fixed, or not positive on a logarithmic axis is drawn at the edge, with an
// arrow outwards. The same figure always gives the same bytes.
package chart
