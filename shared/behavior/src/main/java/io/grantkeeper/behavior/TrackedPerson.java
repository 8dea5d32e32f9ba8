package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stored knowledge about one person of one connection: where they work from, what they administer, and whether they
 * left.
 */
final class TrackedPerson {
    final Profile profile = new Profile();
    /** The operations with which the person changed identities, by day. */
    final RecentValues administers = new RecentValues(32);

    ActivityRates minted = new ActivityRates();

    /** The tokens that belong to the person, by the id under which they are stored. */
    final Set<String> tokens = new LinkedHashSet<>();

    /** The activity records that this state already includes, with the time at which each was added. */
    final Map<Long, Long> applied = new LinkedHashMap<>();

    private long statusAt = Long.MIN_VALUE;
    long disabledAt = Long.MAX_VALUE;

    private static final String MINTED = "minted";
    private static final long STATUS = 20;
    private static final long COUNTRY = 21;
    private static final long FASTEST_TRIP = 3 * 3_600;
    private String country = "";
    private long countryAt = Long.MIN_VALUE;

    /** Records the location of the person, or of an app that acts for them from their device. */
    void isAt(Place place, long second) {
        if (!place.country().isEmpty() && place.kind() != PlaceKind.HOSTING && second >= countryAt) {
            country = place.country();
            countryAt = second;
        }
    }

    /** Returns whether the person was in another country so recently that they cannot have traveled. */
    boolean wasElsewhere(Place place, long second) {
        return !country.isEmpty()
                && !place.country().isEmpty()
                && !country.equals(place.country())
                && Math.abs(second - countryAt) < FASTEST_TRIP;
    }

    void disabled(long second) {
        disabledAt = Math.min(disabledAt, second);
        statusAt = Math.max(statusAt, second);
    }

    void enabled(long second) {
        disabledAt = Long.MAX_VALUE;
        statusAt = Math.max(statusAt, second);
    }

    /** Returns the form in which this person is stored. */
    StoredProfile save() {
        StoredProfile.Builder stored = StoredProfile.builder();
        profile.save(stored);
        administers.save(stored, ProfileSection.ADMINISTERS);
        if (minted.hours() > 0 || minted.inHour() > 0) {
            minted.save(stored, MINTED);
        }
        if (statusAt != Long.MIN_VALUE) {
            stored.add(ProfileSection.SCALARS, STATUS, ProfileValue.of(statusAt, disabledAt));
        }
        if (!country.isEmpty()) {
            stored.add(ProfileSection.SCALARS, COUNTRY, ProfileValue.of(country, countryAt));
        }
        tokens.forEach(token -> stored.add(ProfileSection.TOKENS, TextHashes.of(token), ProfileValue.of(token)));
        applied.forEach((id, second) -> stored.add(ProfileSection.APPLIED, id, ProfileValue.of(second)));
        return stored.build();
    }

    /** Returns the person in a stored profile. */
    static TrackedPerson load(StoredProfile stored) {
        TrackedPerson person = new TrackedPerson();
        person.profile.load(stored);
        person.administers.load(stored, ProfileSection.ADMINISTERS);
        stored.find(ProfileSection.TRACKS, TextHashes.of(MINTED))
                .ifPresent(value -> person.minted = ActivityRates.load(stored, value));
        stored.find(ProfileSection.SCALARS, STATUS).ifPresent(value -> {
            person.statusAt = value.number(0);
            person.disabledAt = value.number(1);
        });
        stored.find(ProfileSection.SCALARS, COUNTRY).ifPresent(value -> {
            person.country = value.text();
            person.countryAt = value.number(0);
        });
        stored.section(ProfileSection.TOKENS).values().forEach(value -> person.tokens.add(value.text()));
        stored.section(ProfileSection.APPLIED).forEach((id, value) -> person.applied.put(id, value.number(0)));
        return person;
    }
}
