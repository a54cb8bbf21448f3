package source

import "bytes"

// Outline is where the comments of a file stand and what they can speak of.
type Outline struct {
	// Comments in order, with their marks: "// text", "# text", "/* text */".
	Comments []Range
	// Parts are statements, blocks, properties and items, in any order.
	Parts []Range
	// Notes are remarks in a language that has no comments.
	Notes []Note
}

// Note is a remark in the text of a file.
type Note struct {
	Text string
	At   Range
	// Of is the part it speaks of; zero for the whole file.
	Of Range
}

// Of returns the part that a comment speaks of: the largest that begins on its
// line before it, or ends there if none begins; for a comment on a line of its
// own, the largest of those that begin next. It is false if there is none.
func (o Outline) Of(comment Range) (Range, bool) {
	before := comment.File.Data[lineStart(comment):comment.Start]
	if len(bytes.TrimSpace(bytes.TrimPrefix(before, bom))) > 0 {
		if part, ok := o.best(func(p Range) bool { return p.Start >= lineStart(comment) && p.Start < comment.Start }); ok {
			return part, true
		}
		return o.best(func(p Range) bool { return p.End > lineStart(comment) && p.End <= comment.Start })
	}
	end := o.enclosingEnd(comment)
	return o.best(func(p Range) bool { return p.Start >= comment.End && p.End <= end })
}

// Leads reports whether a comment stands before every part of the file.
func (o Outline) Leads(comment Range) bool {
	_, ok := o.best(func(p Range) bool { return p.Start < comment.Start })
	return !ok
}

func lineStart(r Range) int32 {
	start, _ := r.File.LineSpan(r.StartPosition().Line)
	return int32(start)
}

// best returns of the parts that are wanted the one that begins first, the
// largest of those.
func (o Outline) best(want func(Range) bool) (found Range, ok bool) {
	for _, p := range o.Parts {
		if want(p) && (!ok || p.Start < found.Start || p.Start == found.Start && p.End > found.End) {
			found, ok = p, true
		}
	}
	return found, ok
}

// enclosingEnd returns where the smallest part around a comment ends, the end
// of the file if there is none.
func (o Outline) enclosingEnd(comment Range) int32 {
	end, size := int32(comment.File.Size()), int32(-1)
	for _, p := range o.Parts {
		if p.Contains(comment) && (size < 0 || p.End-p.Start < size) {
			end, size = p.End, p.End-p.Start
		}
	}
	return end
}
