package review

// Shows reports whether a row, by its place in the guide, has evidence in any
// single unit.
func (o *Observer) Shows(row int) bool {
	for _, u := range o.units {
		if u.witnesses == nil {
			continue
		}
		for _, w := range u.witnesses[row] {
			if len(w.evidence) > 0 {
				return true
			}
		}
	}
	return false
}
