package io.grantkeeper.behavior;

/** What is known about one person of one connection: where they work from, what they administer, and whether they left. */
final class TrackedPerson {
    final Profile profile = new Profile();
    /** The operations with which the person changed identities, by day. */
    final RecentSet administers = new RecentSet(32);

    final RateTrack minted = new RateTrack();
    long disabledAt = Long.MAX_VALUE;

    private static final long FASTEST_TRIP = 3 * 3_600;
    private String country = "";
    private long countryAt = Long.MIN_VALUE;

    /** Remembers where the person, or an app that acts for them from their device, was. */
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
}
