package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places from which people sign in themselves, and when people left. An app that acts for a person travels with
 * that person. The email address connects a person's accounts at different providers.
 */
final class PersonSignInPlaces {
    private static final long TRIP = 4 * 86_400L;
    private static final int MOST_PEOPLE = 200_000;
    private static final int MOST_PLACES = 12;

    private final Map<String, Map<String, Long>> lastSeen = new HashMap<>();
    private final Map<String, Departure> departed = new HashMap<>();

    private record Departure(String provider, String connection, long second, boolean left) {}

    private static final long STATUS = 30;

    /** Records where a person was. Hosting and Tor are ignored, because a person cannot be there. */
    void seen(String person, Place place, long second) {
        if (person.isEmpty() || place.kind() == PlaceKind.HOSTING || place.kind() == PlaceKind.TOR) {
            return;
        }
        Map<String, Long> places = lastSeen.get(person);
        if (places == null) {
            if (lastSeen.size() >= MOST_PEOPLE) {
                return;
            }
            places = new LinkedHashMap<>();
            lastSeen.put(person, places);
        }
        remember(places, place.network(), second);
        if (!place.country().isEmpty()) {
            remember(places, "country " + place.country(), second);
        }
    }

    private static void remember(Map<String, Long> places, String place, long second) {
        places.remove(place);
        if (places.size() >= MOST_PLACES * 2) {
            places.remove(places.keySet().iterator().next());
        }
        places.put(place, second);
    }

    /** Returns whether the person signed in from this network, or at least from this country, within four days. */
    boolean isThere(String person, Place place, long second) {
        Map<String, Long> places = lastSeen.get(person);
        return places != null
                && (isRecent(places.get(place.network()), second)
                        || (!place.country().isEmpty() && isRecent(places.get("country " + place.country()), second)));
    }

    /** Returns whether anything is known about the places from which the person signs in. */
    boolean isTracked(String person) {
        return lastSeen.containsKey(person);
    }

    private static boolean isRecent(@org.jspecify.annotations.Nullable Long seen, long second) {
        return seen != null && Math.abs(second - seen) < TRIP;
    }

    void left(String person, ConnectionBehaviorState state, long second) {
        if (!person.isEmpty()) {
            departed.put(person, new Departure(state.provider, state.connection, second, true));
        }
    }

    void returned(String person, ConnectionBehaviorState state, long second) {
        if (!person.isEmpty()) {
            departed.put(person, new Departure(state.provider, state.connection, second, false));
        }
    }

    /**
     * Returns when the person's account was disabled; {@link Long#MAX_VALUE} if it was not. Two connections of one
     * provider are two tenants, which know nothing of each other.
     */
    long leftAt(String person, ConnectionBehaviorState state) {
        Departure departure = person.isEmpty() ? null : departed.get(person);
        boolean applies = departure != null
                && departure.left()
                && (departure.connection().equals(state.connection)
                        || !departure.provider().equals(state.provider));
        return departure != null && applies ? departure.second() : Long.MAX_VALUE;
    }

    /** Returns the stored form of what is known about a person. */
    StoredProfile save(String person) {
        StoredProfile.Builder stored = StoredProfile.builder();
        lastSeen.getOrDefault(person, Map.of())
                .forEach((place, second) ->
                        stored.add(ProfileSection.WHEREABOUTS, TextHashes.of(place), ProfileValue.of(place, second)));
        Departure departure = departed.get(person);
        if (departure != null) {
            stored.add(
                    ProfileSection.SCALARS,
                    STATUS,
                    ProfileValue.of(
                            departure.provider() + "\n" + departure.connection(),
                            departure.second(),
                            departure.left() ? 1 : 0));
        }
        return stored.build();
    }

    /** Adds what is stored about a person. */
    void load(String person, StoredProfile stored) {
        Map<String, Long> places = new LinkedHashMap<>();
        stored.section(ProfileSection.WHEREABOUTS).values().stream()
                .sorted()
                .forEach(value -> places.put(value.text(), value.number(0)));
        if (!places.isEmpty()) {
            lastSeen.put(person, places);
        }
        stored.find(ProfileSection.SCALARS, STATUS).ifPresent(value -> {
            int end = value.text().indexOf('\n');
            departed.put(
                    person,
                    new Departure(
                            value.text().substring(0, Math.max(0, end)),
                            value.text().substring(end + 1),
                            value.number(0),
                            value.number(1) == 1));
        });
    }
}
