"""An answer as bytes or words. `values` alone knows how a date or an actor prints; `marks`, how a status looks."""
