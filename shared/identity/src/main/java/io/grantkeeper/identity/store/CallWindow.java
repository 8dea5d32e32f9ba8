package io.grantkeeper.identity.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rate budget as it stands: what {@link RateBudgetStore} keeps, and how it changes. Pure, so that every store counts
 * alike.
 *
 * <p>Providers count calls in periods, and whether a period begins on the clock, with the first call or anew with every
 * call is rarely written down. So no period at all may see more calls than the limit allows: leases of the last period
 * are kept in slots of a sixtieth each, and are free again when the period is over, and with it the time that leased
 * calls may be held and be under way.
 *
 * @param first the number of the first slot, counted from 1970
 * @param leased calls leased in that slot and those after it
 * @param blockedUntil nobody gets a call before
 */
public record CallWindow(long first, List<Integer> leased, Instant blockedUntil) {
    /** A budget after a lease, and the lease. */
    public record Leased(CallWindow window, RateBudgetStore.Lease lease) {}

    private static final int SLOTS = 60;
    private static final int SLOTS_TO_HOLD = 2;
    private static final int SLOTS_UNDER_WAY = 1;
    /** One more, since a lease may have been made at any moment of its slot. */
    private static final int KEPT = SLOTS + SLOTS_TO_HOLD + SLOTS_UNDER_WAY + 1;

    public CallWindow {
        leased = List.copyOf(leased);
    }

    /** A budget of which nothing was leased. */
    public static CallWindow unused() {
        return new CallWindow(0, List.of(), Instant.EPOCH);
    }

    /** How long leased calls may be held: a thirtieth of the limit's period. */
    public static Duration mayBeHeld(Duration per) {
        return Duration.ofMillis(slotMillis(per) * SLOTS_TO_HOLD);
    }

    /**
     * Takes calls, at least as many as come free in a second on average, or all that are wanted. When many wait for a
     * busy limit, each would else get the call or two that have just come free, too few to get on with, and lose them.
     */
    public Leased lease(int capacity, Duration per, int wanted, Instant now) {
        if (now.isBefore(blockedUntil)) {
            return new Leased(this, new RateBudgetStore.Lease(0, Duration.between(now, blockedUntil)));
        }
        long slot = Math.floorDiv(now.toEpochMilli(), slotMillis(per));
        CallWindow current = upTo(slot);
        int available = Math.max(0, capacity - current.sum());
        int granted = Math.min(wanted, available);
        long aSecondsWorth = capacity * 1_000L / Math.max(1, per.toMillis());
        int least = Math.min(wanted, Math.clamp(aSecondsWorth, 1, capacity));
        if (granted >= least) {
            return new Leased(current.plus(granted), new RateBudgetStore.Lease(granted, Duration.ZERO));
        }
        Instant free = Instant.ofEpochMilli(current.slotThatFrees(least - available) * slotMillis(per));
        Duration wait = Duration.between(now, free);
        return new Leased(
                current,
                new RateBudgetStore.Lease(0, wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait));
    }

    /** After the provider itself said to stop; an earlier stop is not shortened. */
    public CallWindow blocked(Instant until) {
        return until.isAfter(blockedUntil) ? new CallWindow(first, leased, until) : this;
    }

    /** With the slot as its last; a clock that lags behind counts into the last slot there is. */
    private CallWindow upTo(long slot) {
        long last = first + leased.size() - 1;
        if (leased.isEmpty() || slot - last >= KEPT || last - slot >= KEPT) {
            return new CallWindow(slot, List.of(0), blockedUntil);
        }
        List<Integer> slots = new ArrayList<>(leased);
        for (long next = last + 1; next <= slot; next++) {
            slots.add(0);
        }
        int gone = Math.max(0, slots.size() - KEPT);
        return new CallWindow(first + gone, slots.subList(gone, slots.size()), blockedUntil);
    }

    private CallWindow plus(int calls) {
        List<Integer> slots = new ArrayList<>(leased);
        slots.add(slots.removeLast() + calls);
        return new CallWindow(first, slots, blockedUntil);
    }

    private int sum() {
        return leased.stream().mapToInt(Integer::intValue).sum();
    }

    /** The slot with which so many calls are free again. */
    private long slotThatFrees(int calls) {
        int freed = 0;
        int index = 0;
        while (index < leased.size() - 1 && freed + leased.get(index) < calls) {
            freed += leased.get(index++);
        }
        return first + index + KEPT;
    }

    private static long slotMillis(Duration per) {
        return Math.max(1, per.toMillis() / SLOTS);
    }
}
