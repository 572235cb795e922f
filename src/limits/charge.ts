import type { Budget, Throttle } from './budgets';

/** What one request costs, and whose points it takes. `requested` and `actual` are points. */
export class Charge {
  requested = 1;
  /** Null until there is an answer. */
  actual: number | null = null;

  /** `shown`: the client wants to see it in its answer. */
  constructor(readonly budget: Budget, public shown: boolean) {}

  get throttle(): Throttle { return this.budget.throttle(); }
}
