package io.grantkeeper.identity.store;

import java.time.Instant;
import java.util.List;

/**
 * The facts about one identity or account that are used to derive paths, and the conclusions from them.
 *
 * @param key {@code identity/ID} or {@code person/ID}, or a name for a fact about the whole tenant
 * @param facts the facts as text, in the format of the module that derives paths; empty if the row cannot contribute to
 *     a path
 * @param examined the facts for which the paths were last examined. If it differs from {@code facts}, the examination
 *     has not been done yet or must be repeated after an interruption
 * @param opened the paths that changes to this row opened and that have not ended
 * @param changedAt when the change that led to {@code facts} was observed
 * @param version incremented with each write; zero means "not stored yet"
 */
public record PathFactRow(
        String key, String facts, String examined, List<OpenedPath> opened, Instant changedAt, long version) {
    /** The key of a row that exists only after a daily run has stored the facts of the whole tenant. */
    public static final String COMPLETE = "complete";

    private static final String IDENTITY = "identity/";

    /**
     * A path that a change opened.
     *
     * @param zone the zone that the path leads into
     * @param identity the id of the identity that the finding is about
     * @param finding the finding's key
     * @param sources the ids of the identities that the change exposed
     */
    public record OpenedPath(String zone, String identity, String finding, List<String> sources) {
        public OpenedPath {
            sources = List.copyOf(sources);
        }
    }

    public PathFactRow {
        opened = List.copyOf(opened);
    }

    /** Returns whether the facts are about an identity rather than an account. */
    public boolean isOfIdentity() {
        return key.startsWith(IDENTITY);
    }

    /** Returns whether the paths have yet to be examined. */
    public boolean isPending() {
        return !facts.equals(examined);
    }

    /** Returns a copy of this row with new facts. */
    public PathFactRow withFacts(String newFacts, Instant at) {
        return new PathFactRow(key, newFacts, examined, opened, at, version);
    }

    /** Returns a copy of this row after its facts were examined. */
    public PathFactRow afterExamination() {
        return new PathFactRow(key, facts, facts, opened, changedAt, version);
    }

    /** Returns a copy of this row with new opened paths. */
    public PathFactRow withOpened(List<OpenedPath> paths) {
        return new PathFactRow(key, facts, examined, paths, changedAt, version);
    }

    public PathFactRow withVersion(long newVersion) {
        return new PathFactRow(key, facts, examined, opened, changedAt, newVersion);
    }
}
