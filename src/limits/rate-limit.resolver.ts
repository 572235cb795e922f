import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { RateLimit } from './rate-limit.type';

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, { nullable: true, description: 'What this client may still ask for; null where nothing is limited. An answer with it is kept for nobody else.' })
  rateLimit(@Ctx() { charge, outcome }: Context): RateLimit | null {
    outcome.personal = true;
    if (!charge) return null;
    charge.shown = true;
    const { limit, remaining, restoreRate } = charge.throttle;
    return { cost: charge.requested, limit, remaining, restoreRate, resetAt: new Date(Date.now() + (limit - remaining) / restoreRate * 1000) };
  }
}
