package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The normal behavior of one identity or person. Its size is bounded: sets discard the values that have not been seen
 * for the longest time, and counts fade with a half-life of 30 days. Within a day, the order and repetition of
 * activities make no difference.
 */
final class Profile {
    /** The number of days during which an identity is only observed. */
    static final int LEARNING_DAYS = 14;

    /**
     * The minimum sum of three days' activities that is worth a comparison. The next constant is the same for
     * kilobytes.
     */
    private static final int LEAST_ACTIVITIES = 24;

    private static final int LEAST_KILOBYTES = 30_720;
    private static final int MOST_TRACKS = 16;
    private static final int MOST_STORED_TRACKS = 6;

    /** The key of the first day in the stored form. The next constants are the keys of other single values. */
    private static final long FIRST_DAY = 1;

    private static final long LAST_DAY = 2;
    private static final long LONGEST_GAP = 3;
    private static final long ACTIVE_DAYS = 4;
    private static final long TOTAL = 5;

    private final Map<ProfileSection, RecentValues> sets = new EnumMap<>(ProfileSection.class);
    final RecentValues networks = set(ProfileSection.NETWORKS, 24);
    final RecentValues countries = set(ProfileSection.COUNTRIES, 12);
    final RecentValues kinds = set(ProfileSection.KINDS, 8);
    final RecentValues clients = set(ProfileSection.CLIENTS, 16);
    final RecentValues operations = set(ProfileSection.OPERATIONS, 96);
    final RecentValues classes = set(ProfileSection.CLASSES, 24);
    final RecentValues resources = set(ProfileSection.RESOURCES, 96);
    final RecentValues credentials = set(ProfileSection.CREDENTIALS, 24);
    final RecentValues people = set(ProfileSection.PEOPLE, 64);
    private final Map<String, ActivityRates> tracks = new HashMap<>();
    /** The rates of activities by class, excluding the rates of failures, resources and kilobytes. */
    private final List<ActivityRates> classTracks = new ArrayList<>(2);

    final HourlySeries hourly = new HourlySeries();
    /**
     * For each hour of the day, the number of days with activity in that hour: first the 24 hours of workdays, then
     * those of
     * weekend days.
     */
    private final short[] hourDays = new short[48];

    private final int[] hourLastDay = new int[48];
    /** The counts that a day must reach to be reported as a rise. They are computed once a day and not stored. */
    private @Nullable DailyTrend activityTrend;

    private @Nullable DailyTrend kilobyteTrend;
    private int trendDay = Integer.MIN_VALUE;
    private int firstDay = Integer.MIN_VALUE;
    private int lastDay = Integer.MIN_VALUE;
    private int longestGapDays;
    private int activeDays;
    private long total;

    private RecentValues set(ProfileSection section, int capacity) {
        RecentValues values = new RecentValues(capacity);
        sets.put(section, values);
        return values;
    }

    boolean isEmpty() {
        return total == 0;
    }

    long total() {
        return total;
    }

    int activeDays() {
        return activeDays;
    }

    /** Returns the number of days since the first activity. */
    int age(int day) {
        return firstDay == Integer.MIN_VALUE ? 0 : day - firstDay;
    }

    /**
     * Returns whether the profile is old enough for judgments: 14 days with activity on at least 3 of them, and 10
     * uses.
     */
    boolean isMature(int day) {
        return age(day) >= LEARNING_DAYS && activeDays >= 3 && total >= 10;
    }

    /** Returns the longest gap between two days with activity, in days. */
    int longestGapDays() {
        return longestGapDays;
    }

    /**
     * Returns the number of days since the identity was last active before this day; 0 if it was never active or was
     * active on this day.
     */
    int idleDays(int day) {
        return lastDay == Integer.MIN_VALUE ? 0 : Math.max(0, day - lastDay);
    }

    ActivityRates track(String name) {
        ActivityRates known = tracks.get(name);
        if (known == null) {
            known = new ActivityRates();
            if (tracks.size() < MOST_TRACKS) {
                keep(name, known);
            }
        }
        return known;
    }

    private void keep(String name, ActivityRates track) {
        tracks.put(name, track);
        if (name.indexOf(':') > 0) {
            classTracks.add(track);
        }
    }

    /** Records that the identity or person was active. */
    void touch(long second) {
        int day = (int) Math.floorDiv(second, 86_400L);
        if (firstDay == Integer.MIN_VALUE || day < firstDay) {
            firstDay = day;
        }
        if (day > lastDay) {
            longestGapDays = Math.max(longestGapDays, idleDays(day));
            activeDays++;
            lastDay = day;
        }
        total++;
        int slot = slot(second);
        if (hourLastDay[slot] != day + 1) {
            hourLastDay[slot] = day + 1;
            hourDays[slot]++;
        }
    }

    /** Returns whether the identity has regular hours and this hour is not one of them. */
    boolean isUnusualHour(long second) {
        int slot = slot(second);
        int half = slot / 24 * 24;
        int hour = slot % 24;
        int near = hourDays[slot] + hourDays[half + (hour + 1) % 24] + hourDays[half + (hour + 23) % 24];
        if (near > 0 || activeDays < 10) {
            return false;
        }
        int occupied = 0;
        for (short days : hourDays) {
            occupied += days > 0 ? 1 : 0;
        }
        return occupied <= 32;
    }

    /** Returns the first and last day of activity; null if there was no activity. */
    int @Nullable [] days() {
        return firstDay == Integer.MIN_VALUE ? null : new int[] {firstDay, lastDay};
    }

    /**
     * Returns, for each hour of the day, the number of days with activity in that hour.
     *
     * @param weekend whether to return the hours of weekend days instead of workdays
     */
    List<Integer> hourDays(boolean weekend) {
        List<Integer> counts = new ArrayList<>(24);
        for (int hour = 0; hour < 24; hour++) {
            counts.add((int) hourDays[(weekend ? 24 : 0) + hour]);
        }
        return counts;
    }

    /** Returns the names of the classes for which counts are stored. */
    List<String> classNames() {
        return tracks.keySet().stream()
                .filter(name -> name.indexOf(':') > 0)
                .sorted()
                .toList();
    }

    /** Returns the number of successful activities of all classes on one of the last 36 days. */
    int onDay(int day) {
        int count = 0;
        for (ActivityRates track : classTracks) {
            count += track.onDay(day);
        }
        return count;
    }

    /** Returns the number of kilobytes on one of the last 36 days. */
    int kilobytesOnDay(int day) {
        ActivityRates track = tracks.get("kilobytes");
        return track == null ? 0 : track.onDay(day);
    }

    /**
     * Returns the trend with the minimum number of activities that counts as a rise on a day; null if no number does.
     */
    @Nullable
    DailyTrend activityTrend(int day) {
        compare(day);
        return activityTrend;
    }

    /**
     * Returns the trend with the minimum number of kilobytes that counts as a rise on a day; null if no number does.
     */
    @Nullable
    DailyTrend kilobyteTrend(int day) {
        compare(day);
        return kilobyteTrend;
    }

    private void compare(int day) {
        if (trendDay != day) {
            trendDay = day;
            boolean isOld = age(day) >= LEARNING_DAYS;
            activityTrend = isOld ? trend(this::onDay, day, LEAST_ACTIVITIES) : null;
            kilobyteTrend =
                    isOld && tracks.containsKey("kilobytes") ? trend(this::kilobytesOnDay, day, LEAST_KILOBYTES) : null;
        }
    }

    private static @Nullable DailyTrend trend(IntUnaryOperator onDay, int day, int least) {
        int[] counts = new int[DailyTrend.MOST_DAYS];
        for (int back = 1; back < counts.length; back++) {
            counts[back] = onDay.applyAsInt(day - back);
        }
        return DailyTrend.endingOn(each -> day - each < counts.length ? counts[day - each] : 0, day, least);
    }

    private static int slot(long second) {
        int day = (int) Math.floorDiv(second, 86_400L);
        int hour = (int) (Math.floorMod(second, 86_400L) / 3_600);
        return (ActivityRates.isWeekend(day) ? 24 : 0) + hour;
    }

    /**
     * Returns how surprising a new value is, in bits: the negative logarithm of the share of days that brought a new
     * value (Good–Turing by days, with half a day added). The first three days are excluded, because everything is new
     * then.
     */
    double surprise(RecentValues values, int day) {
        int observed = Math.max(0, Math.min(activeDays, age(day)) - 3);
        int news = values.firstSeenBetween(firstDay + 2, day - 1);
        double p = Math.min(1, (news + 0.5) / (observed + 1));
        return -Math.log(p) / Math.log(2);
    }

    /** Adds the content to a stored profile. */
    void save(StoredProfile.Builder stored) {
        if (firstDay != Integer.MIN_VALUE) {
            stored.add(ProfileSection.SCALARS, FIRST_DAY, ProfileValue.of(-firstDay));
            stored.add(ProfileSection.SCALARS, LAST_DAY, ProfileValue.of(lastDay));
            stored.add(ProfileSection.SCALARS, LONGEST_GAP, ProfileValue.of(longestGapDays));
            stored.add(ProfileSection.SCALARS, ACTIVE_DAYS, ProfileValue.of(activeDays));
            stored.add(ProfileSection.SCALARS, TOTAL, ProfileValue.of(total));
        }
        sets.forEach((section, values) -> values.save(stored, section));
        for (int slot = 0; slot < hourDays.length; slot++) {
            if (hourDays[slot] > 0) {
                stored.add(ProfileSection.HOURS, slot, ProfileValue.of(hourLastDay[slot], hourDays[slot]));
            }
        }
        busiestTracks().forEach(name -> track(name).save(stored, name));
        hourly.save(stored);
    }

    private List<String> busiestTracks() {
        return tracks.keySet().stream()
                .sorted(java.util.Comparator.comparingLong(
                                (String name) -> -track(name).hours())
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .limit(MOST_STORED_TRACKS)
                .toList();
    }

    /** Fills this empty profile with the content of a stored one. */
    void load(StoredProfile stored) {
        stored.find(ProfileSection.SCALARS, FIRST_DAY).ifPresent(value -> firstDay = (int) -value.number(0));
        stored.find(ProfileSection.SCALARS, LAST_DAY).ifPresent(value -> lastDay = (int) value.number(0));
        stored.find(ProfileSection.SCALARS, LONGEST_GAP).ifPresent(value -> longestGapDays = (int) value.number(0));
        stored.find(ProfileSection.SCALARS, ACTIVE_DAYS).ifPresent(value -> activeDays = (int) value.number(0));
        stored.find(ProfileSection.SCALARS, TOTAL).ifPresent(value -> total = value.number(0));
        sets.forEach((section, values) -> values.load(stored, section));
        stored.section(ProfileSection.HOURS).forEach((slot, value) -> {
            hourLastDay[slot.intValue()] = (int) value.number(0);
            hourDays[slot.intValue()] = (short) value.number(1);
        });
        stored.section(ProfileSection.TRACKS)
                .values()
                .forEach(value -> keep(value.text(), ActivityRates.load(stored, value)));
        hourly.load(stored);
    }

    /** Returns the profile's content in a stable order, to compare two profiles. */
    String contents() {
        return "%d %d %d %d|%s|%s|%s|%s|%s|%s|%s"
                .formatted(
                        firstDay,
                        lastDay,
                        activeDays,
                        total,
                        networks.contents(),
                        countries.contents(),
                        clients.contents(),
                        operations.contents(),
                        resources.contents(),
                        credentials.contents(),
                        people.contents());
    }
}
