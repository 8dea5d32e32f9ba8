package io.grantkeeper.behavior;

import io.grantkeeper.behavior.TimeSeriesSurprise.Strongest;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hourly activity of an identity that is active in nearly every hour. Such a dense series is judged by
 * {@link TimeSeriesSurprise}, which needs no count model. Identities that pause at night are judged only by
 * {@link ActivityRates}.
 */
final class HourlySeries {
    private static final int FIRST_ACTIVE_HOURS = 72;
    private static final double LEAST_SHARE = 0.8;
    private static final double LEAST_SHARE_LATER = 0.6;
    private static final int LONGEST_PAUSE = 24;
    private static final int NUMBERS = 14;

    private long firstHour = Long.MIN_VALUE;
    private long hour = Long.MIN_VALUE;
    private int inHour;
    private int activeHours;
    private @Nullable TimeSeriesSurprise novelty;

    /**
     * A rise: more activity than ever before in one hour or in several consecutive hours.
     *
     * @param hours the number of observed hours
     */
    record Rise(double bits, int hours, Strongest strongest) {}

    /**
     * Adds an activity.
     *
     * @param atHour the hour of the activity, as the number of hours since 1970; an activity from before the current
     *     hour is ignored
     * @return the rise in the hours that this activity completes; null if there is none
     */
    @Nullable
    Rise add(long atHour) {
        if (atHour == hour) {
            inHour++;
            return null;
        }
        if (atHour < hour) {
            return null;
        }
        Rise rise = null;
        if (hour == Long.MIN_VALUE || atHour - hour > LONGEST_PAUSE) {
            firstHour = atHour;
            activeHours = 0;
            novelty = null;
        } else {
            rise = close(atHour);
        }
        hour = atHour;
        inHour = 1;
        activeHours++;
        return rise;
    }

    private @Nullable Rise close(long next) {
        double share = (double) activeHours / (next - firstHour);
        if (novelty == null && activeHours >= FIRST_ACTIVE_HOURS && share >= LEAST_SHARE) {
            novelty = new TimeSeriesSurprise(false);
        } else if (novelty != null && share < LEAST_SHARE_LATER) {
            novelty = null;
        }
        TimeSeriesSurprise series = novelty;
        if (series == null) {
            return null;
        }
        double bits = series.add((int) Math.floorMod(hour, 24L), inHour);
        Strongest strongest = series.strongest();
        Rise rise =
                bits >= TimeSeriesSurprise.NEWS && strongest != null ? new Rise(bits, series.count(), strongest) : null;
        for (long empty = hour + 1; empty < next; empty++) {
            series.add((int) Math.floorMod(empty, 24L), 0);
        }
        return rise;
    }

    /** Adds the state to a stored profile. */
    void save(StoredProfile.Builder stored) {
        if (hour == Long.MIN_VALUE) {
            return;
        }
        stored.add(ProfileSection.SERIES, 0, ProfileValue.of(hour, inHour, activeHours, firstHour));
        if (novelty != null) {
            List<Long> state = novelty.state();
            for (int from = 0; from < state.size(); from += NUMBERS) {
                List<Long> part = state.subList(from, Math.min(state.size(), from + NUMBERS));
                long[] numbers = new long[part.size() + 1];
                numbers[0] = hour;
                for (int i = 0; i < part.size(); i++) {
                    numbers[i + 1] = part.get(i);
                }
                stored.add(ProfileSection.SERIES, 1 + from / NUMBERS, ProfileValue.of(numbers));
            }
        }
    }

    /** Fills this empty series with the state of a stored one. */
    void load(StoredProfile stored) {
        List<ProfileValue> parts =
                new ArrayList<>(stored.section(ProfileSection.SERIES).values());
        if (parts.isEmpty()) {
            return;
        }
        ProfileValue summary = parts.getFirst();
        hour = summary.number(0);
        inHour = (int) summary.number(1);
        activeHours = (int) summary.number(2);
        firstHour = summary.number(3);
        List<Long> state = new ArrayList<>();
        for (ProfileValue part : parts.subList(1, parts.size())) {
            for (int i = 1; i < part.length(); i++) {
                state.add(part.number(i));
            }
        }
        novelty = state.size() == TimeSeriesSurprise.STATE ? TimeSeriesSurprise.of(false, state) : null;
    }
}
