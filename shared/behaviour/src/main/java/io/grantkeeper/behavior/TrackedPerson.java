package io.grantkeeper.behavior;

/** What is remembered about one person of one connection: from where they work, what they administer, and whether they left. */
final class TrackedPerson {
    final Profile profile = new Profile();
    /** The operations with which the person changed identities, by day. */
    final RecentSet administers = new RecentSet(32);

    final RateTrack minted = new RateTrack();
    long disabledAt = Long.MAX_VALUE;
}
