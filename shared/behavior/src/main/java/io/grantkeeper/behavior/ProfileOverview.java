package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.ProfileStore.Versioned;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The normal behavior of one identity, for people to read. All times are UTC.
 *
 * @param subject the id of the identity in the connection's logs
 * @param uses the number of successful activities
 * @param learning whether the identity is only observed, because its history is short
 * @param networks the networks that the identity is used from; those that were used on the most days come first
 * @param countries the countries that the identity is used from
 * @param workdayHours for each of the 24 hours, the number of workdays on which the identity was active
 * @param weekendHours the same for weekend days
 * @param days the last four weeks, earliest day first
 * @param answers the currently effective answers that people gave about this identity's signals
 */
public record ProfileOverview(
        String subject,
        LocalDate firstDay,
        LocalDate lastDay,
        int activeDays,
        long uses,
        boolean learning,
        List<String> networks,
        List<String> countries,
        List<Integer> workdayHours,
        List<Integer> weekendHours,
        List<Day> days,
        List<Answer> answers) {
    private static final int DAYS = 28;

    /**
     * The activity of one day.
     *
     * @param expected the smallest and largest number of activities on days of the same kind (workdays or weekend days)
     *     from 28 to 3 days before; empty if there are too few such days
     */
    public record Day(LocalDate date, int activities, Optional<Band> expected) {}

    /** A range of activities per day, including both ends. */
    public record Band(int least, int most) {}

    /**
     * An answer that changes detection.
     *
     * @param signal the type of the signal
     * @param expected whether the person expected the signal; if not, detection reports such signals earlier than usual
     */
    public record Answer(String signal, boolean expected, Instant until) {}

    /**
     * Returns the profile of an identity, if one is stored.
     *
     * @param names the ids under which the connection's logs may name the identity
     */
    public static Optional<ProfileOverview> find(
            ProfileStore profiles, TenantId tenant, String connection, Collection<String> names, Instant now) {
        Set<ProfileKey> wanted = new LinkedHashSet<>();
        names.forEach(name -> wanted.add(key(connection, name)));
        Map<ProfileKey, Versioned> found = profiles.load(tenant, wanted);
        Set<ProfileKey> canonical = new LinkedHashSet<>();
        for (ProfileKey key : wanted) {
            Versioned stored = found.getOrDefault(key, Versioned.NONE);
            if (!stored.profile().isEmpty()) {
                canonical.add(ActivityBatchAnalyzer.pointer(stored.profile())
                        .map(name -> key(connection, name))
                        .orElse(key));
            }
        }
        return profiles.load(tenant, canonical).entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(ProfileKey::name)))
                .flatMap(entry -> of(entry.getKey().name(), entry.getValue().profile(), now).stream())
                .max(java.util.Comparator.comparingLong(ProfileOverview::uses));
    }

    private static ProfileKey key(String connection, String name) {
        return new ProfileKey(ProfileKey.Kind.IDENTITY, connection, name);
    }

    /** Returns the content of a stored profile; empty if the profile contains no activity. */
    static Optional<ProfileOverview> of(String subject, StoredProfile stored, Instant now) {
        Profile profile = new Profile();
        profile.load(stored);
        int[] range = profile.days();
        if (range == null) {
            return Optional.empty();
        }
        int today = (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
        List<Day> days = new ArrayList<>();
        for (int day = today - DAYS + 1; day <= today; day++) {
            days.add(new Day(LocalDate.ofEpochDay(day), profile.onDay(day), band(profile, day)));
        }
        List<Answer> answers = new ArrayList<>();
        stored.section(ProfileSection.ANSWERS)
                .values()
                .forEach(value -> answer(value, now).ifPresent(answers::add));
        return Optional.of(new ProfileOverview(
                subject,
                LocalDate.ofEpochDay(range[0]),
                LocalDate.ofEpochDay(range[1]),
                profile.activeDays(),
                profile.total(),
                !profile.isMature(today),
                profile.networks.texts(),
                profile.countries.texts(),
                profile.hourDays(false),
                profile.hourDays(true),
                days,
                answers));
    }

    private static Optional<Answer> answer(ProfileValue value, Instant now) {
        SignalAnswer answer = SignalAnswer.of(value);
        return answer.appliesAt(now.getEpochSecond())
                ? Optional.of(new Answer(answer.type(), answer.expected(), Instant.ofEpochSecond(answer.until())))
                : Optional.empty();
    }

    private static Optional<Band> band(Profile profile, int day) {
        boolean weekend = ActivityRates.isWeekend(day);
        int found = 0;
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int back = 3; back <= 28; back++) {
            int count = profile.onDay(day - back);
            if (ActivityRates.isWeekend(day - back) == weekend && count > 0) {
                found++;
                least = Math.min(least, count);
                most = Math.max(most, count);
            }
        }
        return found < (weekend ? 3 : 6) ? Optional.empty() : Optional.of(new Band(least, most));
    }
}
