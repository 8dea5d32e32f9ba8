package io.grantkeeper.identity.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The current state of a rate budget as stored by {@link RateBudgetStore}, and the operations that change it. The class
 * is pure, so that every store counts in the same way.
 *
 * <p>Providers count calls in periods. They rarely document whether a period starts at a fixed clock time, with the
 * first call or with each call. Therefore, no time span as long as a period may contain more calls than the limit
 * allows. To ensure this, leases are stored in slots of one sixtieth of a period. A lease expires after one period,
 * plus the maximum time between leasing a call and making it, plus the time for which a call may be in flight.
 *
 * @param first the number of the first slot, counted from 1970
 * @param leased the number of calls leased in each slot, starting with the first slot
 * @param blockedUntil the time before which no calls are granted
 */
public record RateBudgetState(long first, List<Integer> leased, Instant blockedUntil) {
    /**
     * The result of leasing calls.
     *
     * @param window the budget after the lease
     * @param lease the lease
     */
    public record Leased(RateBudgetState window, RateBudgetStore.Lease lease) {}

    private static final int SLOTS = 60;
    private static final int SLOTS_TO_HOLD = 2;
    private static final int SLOTS_UNDER_WAY = 1;
    /**
     * The number of slots for which leases are stored. Because a lease may start at any point within its slot, this is
     * one slot more than the lifetime of a lease.
     */
    private static final int KEPT = SLOTS + SLOTS_TO_HOLD + SLOTS_UNDER_WAY + 1;

    public RateBudgetState {
        leased = List.copyOf(leased);
    }

    /** Returns a budget without leases. */
    public static RateBudgetState unused() {
        return new RateBudgetState(0, List.of(), Instant.EPOCH);
    }

    /** Returns the maximum time between leasing a call and making it: one thirtieth of the limit's period. */
    public static Duration maxLeaseTime(Duration per) {
        return Duration.ofMillis(slotMillis(per) * SLOTS_TO_HOLD);
    }

    /**
     * Leases calls: at least as many as become available in a second on average, or all wanted calls if they are
     * fewer. If that many are not available, leases none. Without this minimum, many workers that wait for a busy
     * limit would each get only the one or two calls that just became available. These are too few to make progress,
     * and would expire unused.
     */
    public Leased lease(int capacity, Duration per, int wanted, Instant now) {
        if (now.isBefore(blockedUntil)) {
            return new Leased(this, new RateBudgetStore.Lease(0, Duration.between(now, blockedUntil)));
        }
        long slot = Math.floorDiv(now.toEpochMilli(), slotMillis(per));
        RateBudgetState current = advanceTo(slot);
        int available = Math.max(0, capacity - current.sum());
        int granted = Math.min(wanted, available);
        long aSecondsWorth = capacity * 1_000L / Math.max(1, per.toMillis());
        int least = Math.min(wanted, Math.clamp(aSecondsWorth, 1, capacity));
        if (granted >= least) {
            return new Leased(current.plus(granted), new RateBudgetStore.Lease(granted, Duration.ZERO));
        }
        Instant free = Instant.ofEpochMilli(current.slotFreeing(least - available) * slotMillis(per));
        Duration wait = Duration.between(now, free);
        return new Leased(
                current,
                new RateBudgetStore.Lease(0, wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait));
    }

    /**
     * Blocks the budget until the given time because the provider demanded a pause. An existing block is never
     * shortened.
     */
    public RateBudgetState block(Instant until) {
        return until.isAfter(blockedUntil) ? new RateBudgetState(first, leased, until) : this;
    }

    /**
     * Advances the window so that this slot is its last. If the clock lags behind, calls count toward the last existing
     * slot.
     */
    private RateBudgetState advanceTo(long slot) {
        long last = first + leased.size() - 1;
        if (leased.isEmpty() || slot - last >= KEPT || last - slot >= KEPT) {
            return new RateBudgetState(slot, List.of(0), blockedUntil);
        }
        List<Integer> slots = new ArrayList<>(leased);
        for (long next = last + 1; next <= slot; next++) {
            slots.add(0);
        }
        int gone = Math.max(0, slots.size() - KEPT);
        return new RateBudgetState(first + gone, slots.subList(gone, slots.size()), blockedUntil);
    }

    private RateBudgetState plus(int calls) {
        List<Integer> slots = new ArrayList<>(leased);
        slots.add(slots.removeLast() + calls);
        return new RateBudgetState(first, slots, blockedUntil);
    }

    private int sum() {
        return leased.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Returns the first slot in which the given number of additional calls is available because older leases have
     * expired.
     */
    private long slotFreeing(int calls) {
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
